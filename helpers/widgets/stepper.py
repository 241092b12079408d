"""Steppers: a kernel moves along a signal or over an image, one output value at a time."""

import itertools
from functools import partial
from html import escape
from math import isclose

import ipywidgets as widgets
import numpy as np

from helpers import check, record
from helpers.data.signals import signal
from helpers.drawing import captions
from helpers.drawing.canvas import frames_of
from helpers.drawing.grids import GridFigure
from helpers.drawing.stems import StepFigure
from helpers.libraries.probe import OUTSIDE
from helpers.numbers import number, read_number, read_numbers, write_numbers
from helpers.operations import MODES
from helpers.trace import OPERATIONS, trace
from helpers.widgets.controls import KernelEditor, alert, button, menu, row, text_box, toggles
from helpers.widgets.player import Interactive, Player, Way, Words

TYPED = 2e-3  # how far a typed value may lie beside the sum, as numbers are rounded


def way_through(drawing, turn=""):
    """Return the way through the steps of a trace, in one or two dimensions."""
    x, h, steps = drawing.x, drawing.h, drawing.steps
    if len(steps[0].n) == 1:
        describe, written, name = captions.text_alternative, None, steps[0].shift_name
        labels = [f"{name} = {number(step.n[0])}" for step in steps]
        place = {"first": steps[0].n[0]}
    else:
        describe, written, name = captions.text_alternative_2d, captions.written_weights(h), "step"
        labels = [f"step {i + 1}" for i in range(len(steps))]
        place = {"first": 1, "columns": steps[-1].index[1] + 1}
        place["spots"] = [boxes["output"] for boxes in drawing.boxes]

    def say(i):
        return describe(x, h, steps, i), captions.caption_html(steps[i], written)

    return Way(partial(frames_of, drawing, say), name, labels, turn=turn, **place)


class TraceStepper(Interactive):
    """A player, and controls that go back from what cannot be traced.

    `_draw(state)` returns the drawing, `_explain(value, step)` the verdict on a typed value.
    """

    def __init__(self, boxes, operation, mode, **more):
        operations, modes = toggles(OPERATIONS, value=operation), toggles(MODES, value=mode)
        self.boxes, self.switches = boxes, {"operation": operations, "mode": modes} | more
        self.messages = {name: widgets.HTML() for name in (*boxes, "switch", "answer")}
        self.reset = button("Reset", self._on_reset)
        self.answer = text_box("", "290px")
        self.player = Player()
        self.slider = self.player.slider
        self._controls = boxes | self.switches
        self._start = {name: control.value for name, control in self._controls.items()}
        self._rebuild(self._start)
        for name, control in self._controls.items():
            control.observe(partial(self._on_change, name), "value")
        self.slider.observe(self._ask_for_next, "value")
        self.answer.observe(self._on_answer, "value")
        self.player.controls.children += (self.answer,)
        super().__init__()

    def _choices(self):
        """Return what the ways differ in: for controls, names and values, first those to start."""
        start = self._start["operation"]
        names = sorted(OPERATIONS, key=lambda name: name != start)
        return {"operation": [(name, name) for name in names]}

    def _ways(self):
        """Yield name and way of each state that is worth showing."""
        choices = self._choices()
        for chosen in itertools.product(*choices.values()):
            values = [value for _, value in chosen]
            state = self._start | dict(zip(choices, values, strict=True))
            way = way_through(self._draw(state), state["operation"])
            yield ", ".join(name for name, _ in chosen), way

    def views(self):
        """Return the ways through the stepper, where nothing is live."""
        return [way.view(name) for name, way in self._ways()]

    def _on_change(self, name, change):
        beside = self.messages[name if name in self.boxes else "switch"]
        beside.value = ""
        state = self._state | {name: self._controls[name].value}
        if state == self._state:
            return
        try:
            self._rebuild(state)
        except ValueError as error:
            if name in self.switches:
                self.switches[name].value = self._state[name]
            beside.value = alert(str(error))

    def _on_reset(self):
        self._rebuild(self._start)
        for name, control in self._controls.items():
            control.value = self._start[name]
        for message in self.messages.values():
            message.value = ""

    def _rebuild(self, state):
        """Show `state`, or raise ValueError and leave everything as it is."""
        drawing = self._draw(state)
        self._state, self.drawing, self.steps = state, drawing, drawing.steps
        self.player.play(way_through(drawing, state["operation"]))
        self.farthest = 0  # of these steps none but the first was seen
        self._ask_for_next()

    def _ask_for_next(self, change=None):
        self.farthest = max(self.farthest, self.player.index)
        self._next = next(iter(self.steps[self.player.index + 1 :]), None)
        asked = f"Type it first: {self._next.called} =" if self._next else "All values are shown"
        self.answer.description = asked

    def _on_answer(self, change):
        text, step = self.answer.value, self._next
        self.answer.value = ""
        if not text.strip() or step is None:
            return
        try:
            value = read_number(text)
        except ValueError as error:
            self.messages["answer"].value = alert(str(error))
            return
        verdict = self._explain(value, step)
        said = {"answer": text, "correct": verdict.correct, "mistake": verdict.mistake}
        said["revealed"] = self.steps.index(step) <= self.farthest
        record.append({"kind": "step", "key": step.output, **said, **self._state})
        named = f"{step.output} = {number(value)}"
        if verdict.correct:
            look, words = "right", f"✓ {named} {verdict.feedback}"
            self.slider.value += 1
        else:
            again = "Try again, or press Next to see it."
            look, words = "wrong", f"✗ {named}? {verdict.feedback} {again}"
        html = f'<div class="course-{look}" role="status">{escape(words)}</div>'
        self.messages["answer"].value = html

    def still(self):
        """Return the first step: the others are the learner's to find."""
        return self.player.frames[0].html, self.steps[0].sentence


class Stepper(TraceStepper):
    """Step the kernel b along the input a and see every product and sum.

    Parameters
    ----------
    a, b : array_like, shape (N,) and (M,)
        Input and kernel at the start, at most 64 values; left out, those of the worked example.
    operation, mode : {"convolution", "correlation"} and {"full", "same", "valid"}
        At the start. Errors are those of `helpers.operations.convolve`.
    """

    def __init__(self, a=None, b=None, *, operation="convolution", mode="full"):
        start = {"a": signal("a") if a is None else a, "b": signal("b") if b is None else b}
        look = {"continuous_update": False, "layout": {"width": "196px"}}
        boxes = {
            name: widgets.Text(write_numbers(start[name]), description=f"{role} {name}:", **look)
            for name, role in (("a", "input"), ("b", "kernel"))
        }
        super().__init__(boxes, operation, mode)
        inputs = [widgets.VBox([boxes[name], self.messages[name]]) for name in boxes]
        self.children = [
            row(*inputs, *self.switches.values(), self.reset, align="flex-start"),
            self.messages["switch"],
            self.player,
            self.messages["answer"],
        ]

    def _draw(self, state):
        a, b = (read_numbers(state[name]) for name in ("a", "b"))
        chosen = {"operation": state["operation"], "mode": state["mode"]}
        names = ("a", "b", "c" if state["operation"] == "convolution" else "r")
        return StepFigure(a, b, list(trace(a, b, **chosen, names=names)))

    def _explain(self, value, step):
        chosen = self._state["operation"], self._state["mode"]
        place = (self.steps.index(step),)
        return check.explain_value(value, self.drawing.x, self.drawing.h, *chosen, place)


class ImageStepper(TraceStepper):
    """Step a kernel over a small image and see the window, the products and their sum.

    Parameters
    ----------
    image : array_like, shape (N1, N2)
        Input, with at most 100 entries; ValueError for more.
    kernels : dict of str to array_like, shape (M1, M2)
        The kernels of the menu; the first one is there at the start.
    operation, mode, boundary, names : str and tuple of three str
        As in `helpers.operations.convolve`, with its errors; names of input, kernel and output.
    """

    def __init__(
        self, image, kernels, *, operation="convolution", mode="valid", boundary="constant",
        names=("F", "h", "S"),
    ):  # fmt: skip
        self.image, self.names = np.asarray(image), names
        if self.image.size > 100:
            raise ValueError(f"the stepper shows at most 100 entries, not {self.image.size}")
        self.editor = KernelEditor(names[1], kernels, next(iter(kernels)), "kernel:", 190)
        outside = menu(OUTSIDE.items(), "outside:", 160)
        outside.value = boundary
        super().__init__({"kernel": self.editor}, operation, mode, boundary=outside)
        for control in (self.editor.menu, self.switches["mode"]):
            control.observe(self._show_controls, "value")
        self._show_controls()
        self.children = [
            row(self.editor.menu, *self.switches.values(), self.reset),
            row(self.editor, self.messages["kernel"], self.messages["switch"]),
            self.player,
            self.messages["answer"],
        ]

    def _show_controls(self, change=None):
        """Show boxes for a kernel of one's own only, and borders only where they are met."""
        known, mode = self.editor.menu.value in self.editor.known, self.switches["mode"].value
        self.editor.layout.display = "none" if known else None
        self.switches["boundary"].layout.display = None if mode == "same" else "none"

    def _draw(self, state):
        kernel = np.array([[read_number(text) for text in texts] for texts in state["kernel"]])
        return GridFigure(self.image, kernel, self._steps(kernel, state))

    def _steps(self, kernel, state):
        outside = {"boundary": state["boundary"]} if state["mode"] == "same" else {}
        options = {"operation": state["operation"], "mode": state["mode"], "names": self.names}
        return list(trace(self.image, kernel, **options, **outside))

    def _explain(self, value, step):
        def is_total(one):
            return isclose(value, one.total, rel_tol=TYPED, abs_tol=TYPED)

        named, place = self._state["operation"], self.steps.index(step)
        (other,) = set(OPERATIONS) - {named}
        turned = self._steps(self.drawing.h, self._state | {"operation": other})[place]
        key = "right" if is_total(step) else "flip" if is_total(turned) else named
        how = "turned by 180°" if named == "convolution" else "as it stands"
        text = Words("typed", named=named, other=other, how=how)[key]
        mistake = "flip" if key == "flip" else None
        return check.Verdict(step.output, key == "right", mistake, (text,))

    def _choices(self):
        """Return kernels, operations and borders, of each those that can be told apart."""
        kernels, choices = self.editor.known, {}
        if len(kernels) > 1:
            choices["kernel"] = kernels.items()
        if any(not np.array_equal(kernel, np.rot90(kernel, 2)) for kernel in kernels.values()):
            choices["operation"] = [(name, name) for name in OPERATIONS]
        if self._start["mode"] == "same":
            choices["boundary"] = OUTSIDE.items()
        return choices

    def views(self):
        """Return all ways; of all but one border, only the first row and the last step."""
        if self._start["mode"] != "same":
            return super().views()
        some = sorted({*range(self.image.shape[1]), self.image.size - 1})
        return [way.view(name, some if k else None) for k, (name, way) in enumerate(self._ways())]
