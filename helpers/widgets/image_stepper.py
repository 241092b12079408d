"""The 2-D stepper: a kernel moves over a small image, one output value at a time."""

import itertools
from math import isclose

import numpy as np

from helpers.check import Verdict
from helpers.drawing.canvas import render
from helpers.drawing.captions import caption_html, text_alternative_2d
from helpers.drawing.frames import Frame, view_of_frames
from helpers.drawing.grids import GridFigure
from helpers.numbers import read_number, weights
from helpers.operations import MODES
from helpers.trace import OPERATIONS, trace
from helpers.widgets.controls import (
    EDITED,
    OUTSIDE,
    KernelEditor,
    as_tuples,
    menu,
    named,
    row,
    toggles,
    typed,
)
from helpers.widgets.player import Way
from helpers.widgets.stepper import TraceStepper

TYPED = 2e-3  # how far a typed value may lie beside the sum, as numbers are rounded


def make_frames_2d(x, h, steps, drawing, which=None):
    """Yield the frames of a 2-D trace, or of some of its steps."""
    width, height = map(round, drawing.size)
    written = dict(zip(np.ndindex(h.shape), weights(h.ravel().tolist()), strict=True))
    wanted = range(len(steps)) if which is None else which
    for i, png in zip(wanted, render(drawing, which), strict=True):
        alt = text_alternative_2d(x, h, steps, i)
        caption = caption_html(steps[i], written)
        yield Frame(png, width, height, alt, caption, drawing.boxes[i])


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

    Raises
    ------
    ValueError
        For an image of more than 100 entries, and as in `helpers.operations.convolve`.
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
        editor = KernelEditor(names[1], next(iter(self.kernels.values())))
        self.menu = named(editor, self.kernels, "kernel:", 190)
        switches = {
            "operation": toggles(OPERATIONS, value=operation),
            "mode": toggles(MODES, value=mode),
            "boundary": menu(OUTSIDE, "outside:", 160),
        }
        switches["boundary"].value = boundary
        super().__init__({"kernel": editor}, switches)
        self.menu.observe(self._show_editor, "value")
        self._show_editor()
        self.children = [
            row(self.menu, *switches.values(), self.reset),
            row(editor, self.messages["kernel"], self.messages["switch"]),
            self.player,
            self.messages["answer"],
        ]

    def _show_editor(self, change=None):
        """Show the boxes only for a kernel of one's own: the picture shows any other."""
        hidden = self.menu.value != EDITED
        self.boxes["kernel"].layout.display = "none" if hidden else None

    def _trace(self, state):
        kernel = np.array([[read_number(text) for text in texts] for texts in state["kernel"]])
        operation = state["operation"]
        steps = list(self._steps(kernel, operation, state))
        same = state["mode"] == "same"
        drawing = GridFigure(
            self.image, kernel, steps, mode=state["mode"],
            boundary=state["boundary"] if same else "constant",
        )  # fmt: skip
        way = Way(
            lambda which=None: make_frames_2d(self.image, kernel, steps, drawing, which),
            "step", len(steps), 1, columns=steps[-1].index[1] + 1, turn=operation,
            spots=[boxes["output"] for boxes in drawing.boxes],
        )  # fmt: skip
        return {"kernel": kernel, "steps": steps}, way

    def _steps(self, kernel, operation, state):
        outside = {"boundary": state["boundary"]} if state["mode"] == "same" else {}
        options = {"operation": operation, "mode": state["mode"], "names": self.names}
        return trace(self.image, kernel, **options, **outside)

    def _explain(self, value, step):
        named = self._state["operation"]
        if isclose(value, step.total, rel_tol=TYPED, abs_tol=TYPED):
            return Verdict(step.output, True, None, ("That is the sum of its products.",))
        (other,) = (name for name in OPERATIONS if name != named)
        turned = list(self._steps(self.kernel, other, self._state))[self.steps.index(step)]
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
        kernels = self.kernels
        tell = any(kernel != as_tuples(np.rot90(kernel, 2)) for kernel in kernels.values())
        operations = list(OPERATIONS) if tell else [self._start["operation"]]
        outsides = OUTSIDE if same else [("", self._start["boundary"])]
        for kernel, operation, (outside, boundary) in itertools.product(
            kernels, operations, outsides
        ):
            told = (len(kernels) > 1, kernel), (tell, operation), (same, outside)
            chosen = {"kernel": kernels[kernel], "operation": operation, "boundary": boundary}
            yield ", ".join(name for several, name in told if several), self._start | chosen

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
        return [self._trace(state)[1].view(first)] + [
            view_of_frames(name, self._trace(state)[1].make(which), labels)
            for name, state in others
        ]
