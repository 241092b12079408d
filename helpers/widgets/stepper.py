"""Steppers: a kernel moves along an input, one output value at a time; here in one dimension."""

from html import escape

import ipywidgets as widgets

from helpers import check, record
from helpers.data.signals import signal
from helpers.drawing.canvas import render
from helpers.drawing.captions import caption_html, text_alternative
from helpers.drawing.frames import Frame, view_of_frames
from helpers.drawing.stems import SIZE, StepFigure
from helpers.numbers import number, read_number, read_numbers, write_numbers
from helpers.operations import MODES
from helpers.trace import OPERATIONS, trace
from helpers.widgets.player import Interactive, Player

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
    goes back as well, a box keeps what was typed.
    """

    def __init__(self, start, boxes, switches):
        self.boxes, self.switches = boxes, switches
        self.messages = {name: widgets.HTML() for name in (*boxes, "switch")}
        self.reset = widgets.Button(description="Reset", layout={"width": "auto"})
        self.player = Player()
        self.slider = self.player.slider
        self._start, self._quiet = start, False
        self._set(start)
        self._rebuild(start)
        for name, control in (boxes | switches).items():
            control.observe(lambda change, name=name: self._on_change(name), "value")
        self.reset.on_click(self._on_reset)
        self._begin_asking()
        super().__init__()

    @property
    def step(self):
        """The step that is shown."""
        return self.steps[self.player.index]

    def _trace(self, state):
        """Trace `state`; return what is traced, and the arguments of `Player.play`."""
        raise NotImplementedError

    def _states(self):
        """Yield name and state of each way that is worth showing, first the one at the start."""
        start = self._start["operation"]
        for operation in sorted(OPERATIONS, key=lambda name: name != start):
            yield operation, self._start | {"operation": operation}

    def views(self):
        """Return the ways through the stepper, where nothing is live."""
        return [self._view(name, self._trace(state)[1]) for name, state in self._states()]

    def _view(self, name, playing):
        values = range(playing["first"], playing["first"] + playing["count"])
        sign = " " if playing["name"] == "step" else " = "
        labels = [f"{playing['name']}{sign}{number(value)}" for value in values]
        return view_of_frames(name, playing["frames"], labels)

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
        control = self.boxes[name] if is_box else self.switches[name]
        beside = name if is_box else "switch"
        self._say(beside, "")
        try:
            self._rebuild(self._state | {name: control.value})
        except ValueError as error:
            self._say(beside, str(error))
            if not is_box:
                self._set(self._state | {box: self.boxes[box].value for box in self.boxes})

    def _begin_asking(self):
        """Let the value of the next step be typed before it is shown."""
        self.answer = widgets.Text(
            placeholder="value, Enter", continuous_update=False,
            style={"description_width": "initial"}, layout={"width": "290px"},
        )  # fmt: skip
        self.messages["answer"] = widgets.HTML()
        self.slider.observe(self._ask_for_next, "value")
        self.player.pictures.observe(self._ask_for_next, "frames")
        self.answer.observe(self._on_answer, "value")
        self._ask_for_next()
        self.player.controls.children += (self.answer,)

    @property
    def _next(self):
        """The step after the one that is shown, or None."""
        following = self.player.index + 1
        return self.steps[following] if following < len(self.steps) else None

    def _ask_for_next(self, change=None):
        """Ask for the output value that comes next."""
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
            self._say("answer", str(error))
            return
        verdict = self._explain(value, step)
        said = {"answer": text, "correct": verdict.correct, "mistake": verdict.mistake}
        record.append({"kind": "step", "key": step.output, **said, **self._state})
        look, sign, mark = ("right", "✓", "") if verdict.correct else ("wrong", "✗", "?")
        words = f"{sign} {step.output} = {number(value)}{mark} {verdict.feedback}"
        if verdict.correct:
            self.slider.value += 1
        else:
            words += " Try again, or press Next to see it."
        self.messages[
            "answer"
        ].value = f'<div class="course-{look}" role="status">{escape(words)}</div>'

    def _explain(self, value, step):
        """Return the verdict on a value that was typed for a step."""
        raise NotImplementedError

    def _on_reset(self, button):
        for name in self.messages:
            self._say(name, "")
        self._set(self._start)
        self._rebuild(self._start)

    def _rebuild(self, state):
        """Show `state`, or raise ValueError and leave everything as it is."""
        traced, playing = self._trace(state)
        self._state = state
        for name, value in traced.items():
            setattr(self, name, value)
        self.player.play(**playing)

    def _say(self, name, message):
        self.messages[name].value = (
            f'<span role="alert">{escape(message)}</span>' if message else ""
        )

    def still(self):
        """Return the first step: the others are the learner's to find."""
        return self.player.frames[0].html, self.steps[0].sentence


def toggles(options):
    """Return buttons of which one is pressed."""
    made = widgets.ToggleButtons(options=list(options))
    made.style.button_width = "auto"
    return made


def row(*children, **layout):
    """Return widgets side by side, wrapped where the page is narrow."""
    wrap = {"flex_flow": "row wrap", "align_items": "center", "grid_gap": "2px 12px"}
    return widgets.HBox(children, layout=wrap | layout)


class Stepper(TraceStepper):
    """Step the kernel b along the input a and see every product and sum.

    Parameters
    ----------
    a, b : array_like, shape (N,) and (M,)
        Input and kernel at the start and after a reset; left out, those of the worked example.
    operation : {"convolution", "correlation"}
        At the start.
    mode : {"full", "same", "valid"}
        At the start.

    Attributes
    ----------
    a, b : list of int or float
        Input and kernel that are shown.
    steps : list of helpers.trace.Step
        Their trace.
    player : helpers.widgets.player.Player
        Its frames, and the slider that moves through them.

    Raises
    ------
    TypeError, ValueError
        As in `helpers.operations.convolve`; ValueError for more than 64 values.

    Examples
    --------
    >>> stepper = Stepper()
    >>> stepper.slider.value = 3
    >>> print(stepper.step.sentence)
    c[3] = a[1]·b[2] + a[2]·b[1] + a[3]·b[0] = 0.5·0.25 + 1·0.5 + 1·1 = 1.625
    """

    def __init__(self, a=None, b=None, *, operation="convolution", mode="full"):
        start = {
            "a": write_numbers(signal("a") if a is None else a),
            "b": write_numbers(signal("b") if b is None else b),
            "operation": operation,
            "mode": mode,
        }
        box = {"continuous_update": False, "layout": {"width": "196px"}}
        boxes = {
            name: widgets.Text(description=f"{role} {name}:", **box)
            for name, role in (("a", "input"), ("b", "kernel"))
        }
        switches = {"operation": toggles(OPERATIONS), "mode": toggles(MODES)}
        super().__init__(start, boxes, switches)
        inputs = [widgets.VBox([boxes[name], self.messages[name]]) for name in boxes]
        self.children = [
            row(*inputs, *switches.values(), self.reset, align_items="flex-start"),
            self.messages["switch"],
            self.player,
            self.messages["answer"],
        ]

    def _trace(self, state):
        a, b = (read_numbers(state[name]) for name in ("a", "b"))
        names = ("a", "b", OUTPUT_NAME[state["operation"]])
        steps = list(trace(a, b, operation=state["operation"], mode=state["mode"], names=names))
        playing = {"first": steps[0].n[0], "count": len(steps), "name": steps[0].shift_name}
        playing["turn"] = state["operation"]
        playing["frames"] = make_frames(a, b, steps)
        return {"a": a, "b": b, "steps": steps}, playing

    def _explain(self, value, step):
        place = (self.steps.index(step),)
        operation, mode = self._state["operation"], self._state["mode"]
        return check.explain_value(value, self.a, self.b, operation, mode, place)
