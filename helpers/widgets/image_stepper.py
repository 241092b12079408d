"""The 2-D stepper: a kernel moves over a small image, one output value at a time."""

import itertools
from math import isclose

import ipywidgets as widgets
import numpy as np
from traitlets import Tuple

from helpers.check import Verdict
from helpers.drawing.canvas import render
from helpers.drawing.captions import caption_html, text_alternative_2d
from helpers.drawing.frames import Frame, view_of_frames
from helpers.drawing.grids import GridFigure
from helpers.numbers import read_number, weights
from helpers.operations import BOUNDARIES, MODES
from helpers.trace import OPERATIONS, trace
from helpers.widgets.stepper import TraceStepper, row, toggles

EDITED = "my own"
TYPED = 2e-3  # how far a typed value may lie beside the sum, as numbers are rounded
OUTSIDE = [("zero", "constant"), *((name, name) for name in BOUNDARIES[1:])]


def make_frames_2d(x, h, steps, *, mode="full", boundary="constant", which=None):
    """Return the drawing of a 2-D trace and a generator of its frames."""
    drawing = GridFigure(x, h, steps, mode=mode, boundary=boundary)
    width, height = map(round, drawing.size)
    written = dict(zip(np.ndindex(h.shape), weights(h.ravel().tolist()), strict=True))

    def frames():
        wanted = range(len(steps)) if which is None else which
        for i, png in zip(wanted, render(drawing, which), strict=True):
            alt = text_alternative_2d(x, h, steps, i)
            caption = caption_html(steps[i], written)
            yield Frame(png, width, height, alt, caption, drawing.boxes[i])

    return drawing, frames()


class KernelEditor(widgets.VBox):
    """The entries of a kernel as boxes to type into."""

    value = Tuple()

    def __init__(self, name):
        self.name, self._quiet = name, False
        super().__init__()
        self.observe(self._show, "value")

    def _show(self, change):
        """Let the boxes show what `value` holds."""
        self._quiet = True
        shape = [len(texts) for texts in self.value]
        if shape != [len(boxes.children) for boxes in self.children]:
            self.children = [self._make_row(r, n) for r, n in enumerate(shape)]
        for boxes, texts in zip(self.children, self.value, strict=True):
            for box, text in zip(boxes.children, texts, strict=True):
                box.value = text
        self._quiet = False

    def _make_row(self, r, count):
        boxes = [
            widgets.Text(
                continuous_update=False, tooltip=f"{self.name}[{r}, {c}]", layout={"width": "62px"}
            )
            for c in range(count)
        ]
        for box in boxes:
            box.observe(self._collect, "value")
        return widgets.HBox(boxes)

    def _collect(self, change):
        if not self._quiet:
            self.value = tuple(tuple(b.value for b in boxes.children) for boxes in self.children)


class ImageStepper(TraceStepper):
    """Step a kernel over a small image and see the window, the products and their sum.

    Parameters
    ----------
    image : array_like, shape (N1, N2)
        Input, with at most 100 entries.
    kernels : dict of str to array_like, shape (M1, M2)
        The kernels of the menu; the first one is there at the start.
    operation : {"convolution", "correlation"}
        At the start.
    mode : {"full", "same", "valid"}
        At the start.
    boundary : str
        What stands outside the image in mode "same", as in `helpers.operations.convolve`.
    names : tuple of three str
        What input, kernel and output are called.

    Attributes
    ----------
    image, kernel : ndarray
        What is shown.
    steps : list of helpers.trace.Step
        Their trace.
    player : helpers.widgets.player.Player
        Its frames, and the slider that moves through them.

    Raises
    ------
    ValueError
        For an image of more than 100 entries, and as in `helpers.operations.convolve`.

    Examples
    --------
    >>> stepper = ImageStepper([[1, 2], [3, 4]], {"all ones": [[1, 1], [1, 1]]})
    >>> stepper.step.sentence
    'S(1, 1) = F(0, 0)·h(1, 1) + F(0, 1)·h(1, 0) + F(1, 0)·h(0, 1) + F(1, 1)·h(0, 0) = \
1·1 + 2·1 + 3·1 + 4·1 = 10'
    """

    def __init__(
        self, image, kernels, *, operation="convolution", mode="valid", boundary="constant",
        names=("F", "h", "S"),
    ):  # fmt: skip
        self.image, self.names = np.asarray(image), names
        if self.image.size > 100:
            raise ValueError(
                f"the stepper shows at most 100 entries, not {self.image.size} "
                f"(shape {self.image.shape})"
            )
        self.kernels = {name: typed(kernel) for name, kernel in kernels.items()}
        start = {
            "kernel": next(iter(self.kernels.values())),
            "operation": operation,
            "mode": mode,
            "boundary": boundary,
        }
        self.menu = widgets.Dropdown(
            options=[*self.kernels, EDITED], description="kernel:", layout={"width": "190px"},
            style={"description_width": "initial"},
        )  # fmt: skip
        switches = {
            "operation": toggles(OPERATIONS),
            "mode": toggles(MODES),
            "boundary": widgets.Dropdown(
                options=OUTSIDE, description="outside:", layout={"width": "160px"},
                style={"description_width": "initial"},
            ),
        }  # fmt: skip
        super().__init__(start, {"kernel": KernelEditor(names[1])}, switches)
        self.menu.observe(self._on_menu, "value")
        self._on_menu({"new": self.menu.value})
        self.children = [
            row(
                self.menu, switches["operation"], switches["mode"], switches["boundary"],
                self.reset,
            ),
            row(self.boxes["kernel"], self.messages["kernel"], self.messages["switch"]),
            self.player,
            self.messages["answer"],
        ]  # fmt: skip

    def _trace(self, state, which=None):
        kernel = np.array([[read_number(text) for text in texts] for texts in state["kernel"]])
        same = state["mode"] == "same"
        options = {"mode": state["mode"], "boundary": state["boundary"] if same else "constant"}
        operation = state["operation"]
        steps = list(trace(self.image, kernel, operation=operation, names=self.names, **options))
        drawing, frames = make_frames_2d(self.image, kernel, steps, which=which, **options)
        playing = {
            "frames": frames, "first": 1, "count": len(steps), "name": "step",
            "columns": steps[-1].index[1] + 1, "turn": operation,
            "spots": [boxes["output"] for boxes in drawing.boxes],
        }  # fmt: skip
        return {"kernel": kernel, "steps": steps}, playing

    def _explain(self, value, step):
        named = self._state["operation"]
        if isclose(value, step.total, rel_tol=TYPED, abs_tol=TYPED):
            return Verdict(step.output, True, None, ("That is the sum of its products.",))
        (other,) = (name for name in OPERATIONS if name != named)
        options = {"operation": other, "mode": self._state["mode"]}
        if options["mode"] == "same":
            options["boundary"] = self._state["boundary"]
        turned = list(trace(self.image, self.kernel, **options))[self.steps.index(step)]
        if isclose(value, turned.total, rel_tol=TYPED, abs_tol=TYPED):
            how = "turned by 180°" if named == "convolution" else "as it stands"
            said = f"That is the {other}. For the {named} the kernel is laid on {how}."
            return Verdict(step.output, False, "flip", (said,))
        how = "turned by 180° " if named == "convolution" else ""
        said = f"Lay the kernel {how}on the next place, multiply cell by cell, and add everything."
        return Verdict(step.output, False, None, (said,))

    def _rebuild(self, state):
        super()._rebuild(state)
        self.switches["boundary"].layout.display = None if state["mode"] == "same" else "none"

    def _states(self):
        """Yield each kernel with each operation, or each border where one is chosen.

        Kernels that are the same turned by 180° make the same pictures with both operations; so
        these are told apart only where some kernel of the menu can tell.
        """
        same = self._start["mode"] == "same"
        tell = any(texts != _turned(texts) for texts in self.kernels.values())
        operations = list(OPERATIONS) if tell else [self._start["operation"]]
        for kernel, operation, (outside, boundary) in itertools.product(
            self.kernels, operations, OUTSIDE if same else [("", self._start["boundary"])]
        ):
            several = (len(self.kernels) > 1, kernel), (tell, operation), (same, outside)
            yield (
                ", ".join(name for shown, name in several if shown),
                {
                    "kernel": self.kernels[kernel],
                    "operation": operation,
                    "mode": self._start["mode"],
                    "boundary": boundary,
                },
            )

    def views(self):
        """Return the ways through the stepper, where nothing is live.

        Where borders can be chosen, only the first way has all steps. The others have the first
        row of outputs, at which the window sticks out, and the last step, with all of them.
        """
        if self._start["mode"] != "same":
            return super().views()
        (first, state), *others = self._states()
        which = sorted({*range(self.image.shape[1]), self.image.size - 1})
        labels = [f"step {i + 1}" for i in which]
        return [self._view(first, self._trace(state)[1])] + [
            view_of_frames(name, self._trace(state, which)[1]["frames"], labels)
            for name, state in others
        ]

    def _on_change(self, name):
        if name == "kernel":
            self._choose_in_menu()
        super()._on_change(name)

    def _choose_in_menu(self):
        """Let the menu name what stands in the boxes, so that a kernel can be chosen again."""
        texts = self.boxes["kernel"].value
        known = (name for name, kernel in self.kernels.items() if kernel == texts)
        self.menu.value = next(known, EDITED)

    def _on_menu(self, change):
        own = change["new"] == EDITED  # otherwise the picture shows it, and once is enough
        self.boxes["kernel"].layout.display = None if own else "none"
        if not own:
            self.boxes["kernel"].value = self.kernels[change["new"]]


def _turned(texts):
    """Return rows of texts turned by 180°."""
    return tuple(row[::-1] for row in texts[::-1])


def typed(kernel):
    """Return the entries of a kernel as they would be typed.

    >>> typed([[1 / 9, 0], [2 / 9, 1]]), typed([[1, 0.5]])
    ((('1/9', '0'), ('2/9', '9/9')), (('1', '0.5'),))
    """
    kernel = np.asarray(kernel)
    texts = weights(kernel.ravel().tolist())
    columns = kernel.shape[1]
    return tuple(tuple(texts[r * columns : (r + 1) * columns]) for r in range(len(kernel)))
