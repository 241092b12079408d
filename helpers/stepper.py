"""The 1-D stepper: a kernel moves along an input, one output value at a time."""

from html import escape

import ipywidgets as widgets

from helpers import check, record
from helpers.captions import caption_html, text_alternative
from helpers.drawing import SIZE, StepFigure
from helpers.frames import Frame, render
from helpers.notation import number, read_number, read_numbers, write_numbers
from helpers.operations import MODES
from helpers.player import Player
from helpers.signals import signal
from helpers.still import with_text
from helpers.trace import OPERATIONS, trace

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
    helpers.frames.Frame
    """
    width, height = (round(100 * side) for side in SIZE)
    for i, png in enumerate(render(StepFigure(x, h, steps))):
        alt = text_alternative(x, h, steps, i)
        yield Frame(png, width, height, alt, caption_html(steps[i]))


class Stepper(widgets.VBox):
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
    player : helpers.player.Player
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
        self._start = {
            "a": write_numbers(signal("a") if a is None else a),
            "b": write_numbers(signal("b") if b is None else b),
            "operation": operation,
            "mode": mode,
        }
        self._quiet = False
        self._make_controls()
        self._set(self._start)
        self._rebuild(self._start)
        still = min(still, len(self.steps) - 1)
        self._still, self._still_text = self.player.frames[still], self.steps[still].sentence
        super().__init__(self._rows())
        self.add_class("course-stepper")

    @property
    def step(self):
        """The step that is shown."""
        return self.steps[self.player.index]

    def _make_controls(self):
        box = {"continuous_update": False, "layout": {"width": "330px"}}
        self.boxes = {
            name: widgets.Text(description=f"{role} {name}:", **box)
            for name, role in (("a", "input"), ("b", "kernel"))
        }
        self.messages = {name: widgets.HTML() for name in ("a", "b", "switch", "answer")}
        self.operation = widgets.ToggleButtons(options=list(OPERATIONS))
        self.mode = widgets.ToggleButtons(options=list(MODES))
        for toggles in (self.operation, self.mode):
            toggles.style.button_width = "auto"
        self.reset = widgets.Button(description="Reset", layout={"width": "80px"})
        self.player = Player()
        self.slider = self.player.slider
        self.answer = widgets.Text(
            placeholder="your value, then Enter", continuous_update=False,
            style={"description_width": "170px"}, layout={"width": "370px"},
        )  # fmt: skip
        for name, box in self.boxes.items():
            box.observe(lambda change, name=name: self._on_change(name), "value")
        self.operation.observe(lambda change: self._on_change("operation"), "value")
        self.mode.observe(lambda change: self._on_change("mode"), "value")
        self.reset.on_click(self._on_reset)
        self.slider.observe(lambda change: self._ask_for_next(), "value")
        self.answer.observe(self._on_answer, "value")

    def _rows(self):
        wrap = {"flex_flow": "row wrap", "align_items": "center", "grid_gap": "2px 12px"}
        inputs = [widgets.VBox([self.boxes[name], self.messages[name]]) for name in ("a", "b")]
        return [
            widgets.HBox([*inputs, self.reset], layout=wrap | {"align_items": "flex-start"}),
            widgets.HBox([self.operation, self.mode, self.messages["switch"]], layout=wrap),
            self.player,
            widgets.HBox([self.answer, self.messages["answer"]], layout=wrap),
        ]

    def _set(self, state):
        """Put `state` into the controls without acting on it."""
        self._quiet = True
        for name, box in self.boxes.items():
            box.value = state[name]
        self.operation.value, self.mode.value = state["operation"], state["mode"]
        self._quiet = False

    def _on_change(self, name):
        if self._quiet:
            return
        is_box = name in self.boxes
        beside = name if is_box else "switch"
        changed = self.boxes[name] if is_box else getattr(self, name)
        self._say(beside, "")
        try:
            self._rebuild(self._state | {name: changed.value})
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
        """Trace and draw `state`; the first frame is shown before the others are made."""
        x, h = (read_numbers(state[name]) for name in ("a", "b"))
        names = ("a", "b", OUTPUT_NAME[state["operation"]])
        steps = list(trace(x, h, operation=state["operation"], mode=state["mode"], names=names))
        self.a, self.b, self.steps, self._state = x, h, steps, state
        self.player.play(
            make_frames(x, h, steps),
            first=steps[0].n[0],
            count=len(steps),
            name=steps[0].shift_name,
        )
        self._ask_for_next()

    @property
    def _next(self):
        """The step after the one that is shown, or None."""
        following = self.player.index + 1
        return self.steps[following] if following < len(self.steps) else None

    def _ask_for_next(self):
        """Ask for the output value that comes next."""
        following = self._next
        self.answer.disabled = following is None
        self.answer.description = (
            f"Type it first: {following.output} =" if following else "All values are shown"
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

    def _say(self, name, message):
        self.messages[name].value = (
            f'<span role="alert">{escape(message)}</span>' if message else ""
        )

    def _repr_mimebundle_(self, **kwargs):
        """Show the live stepper, and a still frame where nothing is live."""
        return with_text(super()._repr_mimebundle_(**kwargs), self._still.html, self._still_text)
