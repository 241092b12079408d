"""Steppers: a kernel moves along an input, one output value at a time; here in one dimension."""

from html import escape

import ipywidgets as widgets

from helpers import check, record
from helpers.data.signals import signal
from helpers.drawing.canvas import render
from helpers.drawing.captions import caption_html, text_alternative
from helpers.drawing.frames import Frame
from helpers.drawing.stems import SIZE, StepFigure
from helpers.numbers import number, read_number, read_numbers, write_numbers
from helpers.operations import MODES
from helpers.trace import OPERATIONS, trace
from helpers.widgets.controls import alert, button, row, toggles
from helpers.widgets.player import Interactive, Player, Way

OUTPUT_NAME = {"convolution": "c", "correlation": "r"}


def make_frames(x, h, steps):
    """Yield the frames of a 1-D trace, one for each step."""
    width, height = (round(100 * side) for side in SIZE)
    drawing = StepFigure(x, h, steps)
    for i, png in enumerate(render(drawing)):
        alt = text_alternative(x, h, steps, i)
        yield Frame(png, width, height, alt, caption_html(steps[i]), drawing.boxes[i])


class TraceStepper(Interactive):
    """What every stepper has: controls that say what is traced, messages, and a player.

    A control whose value cannot be traced leaves the last good state and gets a message; a switch
    goes back as well, a box keeps what was typed. The value of the next step can be typed first.
    """

    def __init__(self, boxes, switches):
        self.boxes, self.switches = boxes, switches
        self.messages = {name: widgets.HTML() for name in (*boxes, "switch", "answer")}
        self.reset = button("Reset", self._on_reset)
        self.answer = widgets.Text(
            placeholder="then Enter", continuous_update=False,
            style={"description_width": "initial"}, layout={"width": "290px"},
        )  # fmt: skip
        self.player = Player()
        self.slider = self.player.slider
        self._start = {name: control.value for name, control in (boxes | switches).items()}
        self._quiet = False
        self._rebuild(self._start)
        for name, control in (boxes | switches).items():
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

    def _trace(self, state):
        """Trace `state`; return what is traced, and the way through it."""
        raise NotImplementedError

    def _explain(self, value, step):
        """Return the verdict on a value that was typed for a step."""
        raise NotImplementedError

    def _states(self):
        """Yield name and state of each way that is worth showing, first the one at the start."""
        start = self._start["operation"]
        for operation in sorted(OPERATIONS, key=lambda name: name != start):
            yield operation, self._start | {"operation": operation}

    def views(self):
        """Return the ways through the stepper, where nothing is live."""
        return [self._trace(state)[1].view(name) for name, state in self._states()]

    def _set(self, state):
        """Put `state` into the controls without acting on it."""
        self._quiet = True
        for name, control in (self.boxes | self.switches).items():
            control.value = state[name]
        self._quiet = False

    def _on_change(self, name):
        if self._quiet:
            return
        is_box = name in self.boxes
        beside = self.messages[name if is_box else "switch"]
        beside.value = ""
        try:
            self._rebuild(self._state | {name: (self.boxes | self.switches)[name].value})
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
        """The step after the one that is shown, or None."""
        following = self.player.index + 1
        return self.steps[following] if following < len(self.steps) else None

    def _ask_for_next(self, change=None):
        self.farthest = max(self.farthest, self.player.index)
        step = self._next
        self.answer.description = (
            f"Type it first: {step.called} =" if step else "All values are shown"
        )

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
        look, sign, mark = ("right", "✓", "") if verdict.correct else ("wrong", "✗", "?")
        words = f"{sign} {step.output} = {number(value)}{mark} {verdict.feedback}"
        if verdict.correct:
            self.slider.value += 1
        else:
            words += " Try again, or press Next to see it."
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
    operation : {"convolution", "correlation"}
        At the start.
    mode : {"full", "same", "valid"}
        At the start.

    Raises
    ------
    TypeError, ValueError
        As in `helpers.operations.convolve`; ValueError for more values.
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
            lambda: make_frames(a, b, steps), steps[0].shift_name, len(steps), steps[0].n[0],
            turn=operation,
        )  # fmt: skip
        return {"a": a, "b": b, "steps": steps}, way

    def _explain(self, value, step):
        place = (self.steps.index(step),)
        operation, mode = self._state["operation"], self._state["mode"]
        return check.explain_value(value, self.a, self.b, operation, mode, place)
