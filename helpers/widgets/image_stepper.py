"""The 2-D stepper: a kernel moves over a small image, one output value at a time."""

import itertools
from math import isclose

import numpy as np

from helpers.check import Verdict
from helpers.drawing.grids import GridFigure
from helpers.numbers import read_number
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
from helpers.widgets.stepper import TraceStepper, make_frames

TYPED = 2e-3  # how far a typed value may lie beside the sum, as numbers are rounded


class ImageStepper(TraceStepper):
    """Step a kernel over a small image and see the window, the products and their sum.

    Parameters
    ----------
    image : array_like, shape (N1, N2)
        Input, with at most 100 entries.
    kernels : dict of str to array_like, shape (M1, M2)
        The kernels of the menu; the first one is there at the start.
    operation, mode, boundary : str
        At the start, as in `helpers.operations.convolve`, and so are the errors; ValueError for
        a larger image, too.
    names : tuple of three str
        What input, kernel and output are called.
    """

    def __init__(
        self, image, kernels, *, operation="convolution", mode="valid", boundary="constant",
        names=("F", "h", "S"),
    ):  # fmt: skip
        self.image, self.names = np.asarray(image), names
        if self.image.size > 100:
            given = f"{self.image.size} (shape {self.image.shape})"
            raise ValueError(f"the stepper shows at most 100 entries, not {given}")
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
        steps = self._steps(kernel, state)
        drawing = GridFigure(self.image, kernel, steps)
        way = Way(
            lambda which=None: make_frames(drawing, which),
            "step", len(steps), 1, columns=steps[-1].index[1] + 1, turn=state["operation"],
            spots=[boxes["output"] for boxes in drawing.boxes],
        )  # fmt: skip
        return {"kernel": kernel, "steps": steps}, way

    def _steps(self, kernel, state):
        outside = {"boundary": state["boundary"]} if state["mode"] == "same" else {}
        options = {"operation": state["operation"], "mode": state["mode"], "names": self.names}
        return list(trace(self.image, kernel, **options, **outside))

    def _explain(self, value, step):
        named = self._state["operation"]
        if isclose(value, step.total, rel_tol=TYPED, abs_tol=TYPED):
            return Verdict(step.output, True, None, ("That is the sum of its products.",))
        (other,) = (name for name in OPERATIONS if name != named)
        turned = self._steps(self.kernel, self._state | {"operation": other})
        mistake, how = None, "turned by 180° " if named == "convolution" else ""
        said = f"Lay the kernel {how}on the next place, multiply cell by cell, and add everything."
        if isclose(value, turned[self.steps.index(step)].total, rel_tol=TYPED, abs_tol=TYPED):
            mistake, how = "flip", how.strip() or "as it stands"
            said = f"That is the {other}. For the {named} the kernel is laid on {how}."
        return Verdict(step.output, False, mistake, (said,))

    def _rebuild(self, state):
        super()._rebuild(state)
        self.switches["boundary"].layout.display = None if state["mode"] == "same" else "none"

    def _states(self):
        """Yield each kernel with each border, and with each operation where one can tell."""
        same, kernels = self._start["mode"] == "same", self.kernels
        tell = any(kernel != as_tuples(np.rot90(kernel, 2)) for kernel in kernels.values())
        operations = list(OPERATIONS) if tell else [self._start["operation"]]
        outsides = OUTSIDE if same else [("", self._start["boundary"])]
        every = itertools.product(kernels, operations, outsides)
        for kernel, operation, (outside, boundary) in every:
            told = (len(kernels) > 1, kernel), (tell, operation), (same, outside)
            chosen = {"kernel": kernels[kernel], "operation": operation, "boundary": boundary}
            yield ", ".join(name for several, name in told if several), self._start | chosen

    def views(self):
        """Return all ways; of all but one border, only the first row and the last step."""
        if self._start["mode"] != "same":
            return super().views()
        some = sorted({*range(self.image.shape[1]), self.image.size - 1})
        return [
            self._trace(state)[1].view(name, some if k else None)
            for k, (name, state) in enumerate(self._states())
        ]
