"""Steppers: a kernel moves along an input, one output value at a time; here in one dimension."""

from html import escape

import ipywidgets as widgets

from helpers import check, record
from helpers.data.signals import signal
from helpers.drawing.canvas import render
from helpers.drawing.captions import caption_html, text_alternative
from helpers.drawing.frames import Frame, view_of_frames, with_text
from helpers.drawing.stems import SIZE, StepFigure
from helpers.numbers import number, read_number, read_numbers, write_numbers
from helpers.operations import MODES
from helpers.trace import OPERATIONS, trace
from helpers.widgets.player import Player

OUTPUT_NAME = {"convolution": "c", "correlation": "r"}


def make_frames(x, h, steps):
    """Yield the frames of a 1-D trace, one for each step.

    Parameters
    ----------
    x, h : sequence of numbers
        Input and kernel.
    steps : sequence of helpers.trace.Step
        Their trace.

    Yields
    ------
    helpers.drawing.frames.Frame
    """
    width, height = (round(100 * side) for side in SIZE)
    drawing = StepFigure(x, h, steps)
    for i, png in enumerate(render(drawing)):
        alt = text_alternative(x, h, steps, i)
        yield Frame(png, width, height, alt, caption_html(steps[i]), drawing.boxes[i])


class TraceStepper(widgets.VBox):
    """What every stepper has: controls that say what is traced, messages, and a player.

    A control whose value cannot be traced leaves the last good state and gets a message; a switch
    goes back as well, a box keeps what was typed.

    Parameters
    ----------
    start : dict
        Value of each control at the start and after a reset.
    boxes, switches : dict of str to Widget
        The controls by their names in `start`.
    still : int
        Index of the step that stands for the stepper where nothing is live.

    Attributes
    ----------
    steps : list of helpers.trace.Step
        The trace that is shown.
    player : helpers.widgets.player.Player
        Its frames, and the slider that moves through them.
    messages : dict of str to HTML
        Beside each box; "switch" is beside all switches.
    """

    def __init__(self, start, boxes, switches, still):
        self.boxes, self.switches = boxes, switches
        self.messages = {name: widgets.HTML() for name in (*boxes, "switch")}
        self.reset = widgets.Button(description="Reset", layout={"width": "80px"})
        self.player = Player()
        self.slider = self.player.slider
        self._start, self._quiet = start, False
        self._set(start)
        self._rebuild(start)
        still = min(still, len(self.steps) - 1)
        self._still, self._still_text = self.player.frames[still], self.steps[still].sentence
        for name, control in (boxes | switches).items():
            control.observe(lambda change, name=name: self._on_change(name), "value")
        self.reset.on_click(self._on_reset)
        super().__init__()
        self.add_class("course-interactive")

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
        """Return the ways through the stepper, where nothing is live.

        Returns
        -------
        list of helpers.drawing.frames.View
            From the state at the start, each operation step by step.
        """
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

    def _repr_mimebundle_(self, **kwargs):
        """Show the live stepper, and a still frame where nothing is live."""
        return with_text(super()._repr_mimebundle_(**kwargs), self._still.html, self._still_text)


def toggles(options):
    """Return buttons of which one is pressed.

    Parameters
    ----------
    options : iterable of str
        What the buttons say.

    Returns
    -------
    ipywidgets.ToggleButtons
    """
    made = widgets.ToggleButtons(options=list(options))
    made.style.button_width = "auto"
    return made


def row(*children, **layout):
    """Return widgets side by side, wrapped where the page is narrow.

    Parameters
    ----------
    *children : ipywidgets.Widget
        What stands in the row.
    **layout : str
        More of its layout.

    Returns
    -------
    ipywidgets.HBox
    """
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
    still : int
        Index of the step that stands for the stepper where nothing is live.

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

    def __init__(self, a=None, b=None, *, operation="convolution", mode="full", still=3):
        start = {
            "a": write_numbers(signal("a") if a is None else a),
            "b": write_numbers(signal("b") if b is None else b),
            "operation": operation,
            "mode": mode,
        }
        box = {"continuous_update": False, "layout": {"width": "330px"}}
        boxes = {
            name: widgets.Text(description=f"{role} {name}:", **box)
            for name, role in (("a", "input"), ("b", "kernel"))
        }
        switches = {"operation": toggles(OPERATIONS), "mode": toggles(MODES)}
        super().__init__(start, boxes, switches, still)
        self.answer = widgets.Text(
            placeholder="your value, then Enter", continuous_update=False,
            style={"description_width": "170px"}, layout={"width": "370px"},
        )  # fmt: skip
        self.messages["answer"] = widgets.HTML()
        self.slider.observe(self._ask_for_next, "value")
        self.player.pictures.observe(self._ask_for_next, "frames")
        self.answer.observe(self._on_answer, "value")
        self._ask_for_next()
        inputs = [widgets.VBox([boxes[name], self.messages[name]]) for name in boxes]
        self.children = [
            row(*inputs, self.reset, align_items="flex-start"),
            row(*switches.values(), self.messages["switch"]),
            self.player,
            row(self.answer, self.messages["answer"]),
        ]

    def _trace(self, state):
        a, b = (read_numbers(state[name]) for name in ("a", "b"))
        names = ("a", "b", OUTPUT_NAME[state["operation"]])
        steps = list(trace(a, b, operation=state["operation"], mode=state["mode"], names=names))
        playing = {"first": steps[0].n[0], "count": len(steps), "name": steps[0].shift_name}
        playing["frames"] = make_frames(a, b, steps)
        return {"a": a, "b": b, "steps": steps}, playing

    @property
    def _next(self):
        """The step after the one that is shown, or None."""
        following = self.player.index + 1
        return self.steps[following] if following < len(self.steps) else None

    def _ask_for_next(self, change=None):
        """Ask for the output value that comes next."""
        following = self._next
        self.answer.disabled = following is None
        self.answer.description = (
            f"Type it first: {following.called} =" if following else "All values are shown"
        )

    def _on_answer(self, change):
        text, following = self.answer.value, self._next
        if not text.strip() or following is None:
            return
        self.answer.value = ""
        try:
            value = read_number(text)
        except ValueError as error:
            self._say("answer", str(error))
            return
        operation, mode = self._state["operation"], self._state["mode"]
        verdict = check.explain_value(value, self.a, self.b, operation, mode, following.index)
        record.append(
            {
                "kind": "step", "key": following.output, "answer": text, "correct": verdict.correct,
                "mistake": verdict.mistake, **self._state,
            }
        )  # fmt: skip
        self._say("answer", f"{following.output} = {number(value)}? {verdict.feedback}")
        self.slider.value += 1
