"""Steppers: a kernel moves along an input, one output value at a time; here in one dimension."""

from html import escape

import ipywidgets as widgets

from helpers import check, record
from helpers.data.signals import signal
from helpers.drawing.canvas import frames_of
from helpers.drawing.captions import (
    caption_html,
    text_alternative,
    text_alternative_2d,
    written_weights,
)
from helpers.drawing.stems import StepFigure
from helpers.numbers import number, read_number, read_numbers, write_numbers
from helpers.operations import MODES
from helpers.trace import OPERATIONS, trace
from helpers.widgets.controls import alert, button, row, text_box, toggles
from helpers.widgets.player import Interactive, Player, Way

OUTPUT_NAME = {"convolution": "c", "correlation": "r"}


def make_frames(drawing, which=None):
    """Return the frames of a trace in one or two dimensions, or of some steps, as they are made."""
    x, h, steps = drawing.x, drawing.h, drawing.steps
    describe, written = text_alternative, None
    if len(steps[0].n) == 2:
        describe, written = text_alternative_2d, written_weights(h)
    return frames_of(
        drawing, lambda i: (describe(x, h, steps, i), caption_html(steps[i], written)), which
    )


class TraceStepper(Interactive):
    """What every stepper has: a player, and controls that go back from what cannot be traced.

    A stepper returns from `_trace(state)` what is traced and the way through it, and from
    `_explain(value, step)` the verdict on a value that was typed for a step.
    """

    def __init__(self, boxes, switches):
        self.boxes, self.switches = boxes, switches
        self.messages = {name: widgets.HTML() for name in (*boxes, "switch", "answer")}
        self.reset = button("Reset", self._on_reset)
        self.answer = text_box("", "290px")
        self.player = Player()
        self.slider = self.player.slider
        self._controls, self._quiet = boxes | switches, False
        self._start = {name: control.value for name, control in self._controls.items()}
        self._rebuild(self._start)
        for name, control in self._controls.items():
            control.observe(lambda change, name=name: self._on_change(name), "value")
        self.slider.observe(self._ask_for_next, "value")
        self.player.pictures.observe(self._ask_for_next, "frames")
        self.answer.observe(self._on_answer, "value")
        self._ask_for_next()
        self.player.controls.children += (self.answer,)
        super().__init__()

    @property
    def step(self):
        """The step that is shown."""
        return self.steps[self.player.index]

    def _states(self):
        """Yield name and state of each way that is worth showing, first the one at the start."""
        start = self._start["operation"]
        for operation in sorted(OPERATIONS, key=lambda name: name != start):
            yield operation, self._start | {"operation": operation}

    def views(self):
        """Return the ways through the stepper, where nothing is live."""
        return [self._trace(state)[1].view(name) for name, state in self._states()]

    def _set(self, state):
        self._quiet = True
        for name, control in self._controls.items():
            control.value = state[name]
        self._quiet = False

    def _on_change(self, name):
        if self._quiet:
            return
        is_box = name in self.boxes
        beside = self.messages[name if is_box else "switch"]
        beside.value = ""
        try:
            self._rebuild(self._state | {name: self._controls[name].value})
        except ValueError as error:
            beside.value = alert(str(error))
            if not is_box:
                self._set(self._state | {box: self.boxes[box].value for box in self.boxes})

    def _on_reset(self):
        for message in self.messages.values():
            message.value = ""
        self._set(self._start)
        self._rebuild(self._start)

    def _rebuild(self, state):
        """Show `state`, or raise ValueError and leave everything as it is."""
        traced, way = self._trace(state)
        self._state = state
        for name, value in traced.items():
            setattr(self, name, value)
        self.player.play(way)
        self.farthest = 0  # of these steps none but the first was seen

    @property
    def _next(self):
        return next(iter(self.steps[self.player.index + 1 :]), None)

    def _ask_for_next(self, change=None):
        self.farthest = max(self.farthest, self.player.index)
        step = self._next
        asked = f"Type it first: {step.called} =" if step else "All values are shown"
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
        boxes = {
            name: widgets.Text(
                description=f"{role} {name}:", value=write_numbers(start[name]),
                continuous_update=False, layout={"width": "196px"},
            )
            for name, role in (("a", "input"), ("b", "kernel"))
        }  # fmt: skip
        switches = {
            "operation": toggles(OPERATIONS, value=operation),
            "mode": toggles(MODES, value=mode),
        }
        super().__init__(boxes, switches)
        inputs = [widgets.VBox([boxes[name], self.messages[name]]) for name in boxes]
        self.children = [
            row(*inputs, *switches.values(), self.reset, align="flex-start"),
            self.messages["switch"],
            self.player,
            self.messages["answer"],
        ]

    def _trace(self, state):
        a, b = (read_numbers(state[name]) for name in ("a", "b"))
        operation = state["operation"]
        names = ("a", "b", OUTPUT_NAME[operation])
        steps = list(trace(a, b, operation=operation, mode=state["mode"], names=names))
        way = Way(
            lambda: make_frames(StepFigure(a, b, steps)), steps[0].shift_name, len(steps),
            steps[0].n[0], turn=operation,
        )  # fmt: skip
        return {"a": a, "b": b, "steps": steps}, way

    def _explain(self, value, step):
        place = (self.steps.index(step),)
        operation, mode = self._state["operation"], self._state["mode"]
        return check.explain_value(value, self.a, self.b, operation, mode, place)
