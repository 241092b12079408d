"""Predictions: asked before something is shown, kept, and compared afterwards."""

import functools
import tomllib
import weakref
from dataclasses import dataclass
from html import escape
from pathlib import Path

import ipywidgets as widgets
from traitlets import Dict

from helpers import record
from helpers.drawing.style import OUTPUT
from helpers.widgets.player import Interactive

QUESTIONS = Path(__file__).with_name("questions.toml")
TEXT = "font-size:14px;line-height:1.5"
SURENESS = ("a guess", "fairly sure", "certain")


@dataclass(frozen=True)
class Question:
    """A question with a few answers, each tied to what somebody might believe."""

    key: str
    ask: str
    options: dict
    answer: str
    because: str


@functools.cache
def questions():
    """Return all questions of the course by their key.

    >>> questions()["02/length"].answer
    '6'
    """
    with QUESTIONS.open("rb") as file:
        return {key: Question(key=key, **entry) for key, entry in tomllib.load(file).items()}


@functools.cache
def waiting(key):
    """Return the set of what has a method `unveil` and waits for the question of this key."""
    questions()[key]
    return weakref.WeakSet()


def is_kept(key):
    """Say whether the question of this key was answered or passed over."""
    return record.latest("prediction", key) is not None


def predict(*keys):
    """Ask questions of the course.

    Parameters
    ----------
    *keys : str
        Notebook and name of each, such as "02/length".

    Returns
    -------
    Predictions
        Shows the questions; its method `compare` is for later.

    Raises
    ------
    ValueError
        For a key that no question has, and for no key at all.

    Examples
    --------
    >>> predict("02/length").predictions[0].question.ask
    'a has 4 values and b has 3. How many values has a∗b?'
    """
    unknown = [key for key in keys if key not in questions()]
    if unknown or not keys:
        given = repr(unknown[0]) if unknown else "without a name"
        raise ValueError(f"there is no question {given}; there are {', '.join(questions())}")
    return Predictions([Prediction(questions()[key]) for key in keys])


class Predictions(Interactive):
    """One or more predictions, one below the other."""

    def __init__(self, predictions):
        self.predictions = predictions
        super().__init__(predictions)

    def compare(self):
        """Return what was predicted beside what is so."""
        return Comparison(*self.predictions)

    def still(self):
        """Return the questions and their answers to choose from."""
        html = "".join(each.html for each in self.predictions)
        plain = "\n".join(each.plain for each in self.predictions)
        return html, plain


class Prediction(widgets.VBox):
    """A question, its options, and how sure the learner is."""

    kept = Dict()

    def __init__(self, question):
        self.question = question
        self.kept = record.latest("prediction", question.key) or {}
        self.choice = widgets.RadioButtons(
            options=list(question.options), value=self._kept_option(), layout={"width": "auto"}
        )
        self.sure = widgets.ToggleButtons(options=SURENESS, value=self._kept_sureness())
        self.sure.style.button_width = "auto"
        self.keep = widgets.Button(description="Keep my prediction", layout={"width": "auto"})
        self.go_on = widgets.Button(
            description="Go on without predicting", layout={"width": "auto"},
            style={"button_color": "transparent", "text_decoration": "underline"},
        )  # fmt: skip
        self.status = widgets.HTML()
        self.keep.on_click(self._on_keep)
        self.go_on.on_click(self._on_go_on)
        self._tell()
        wrap = {"flex_flow": "row wrap", "align_items": "center", "grid_gap": "2px 16px"}
        super().__init__(
            [
                widgets.HTML(f'<div style="{TEXT}"><b>{escape(question.ask)}</b></div>'),
                self.choice,
                widgets.HBox(
                    [widgets.Label("How sure?"), self.sure, self.keep, self.go_on], layout=wrap
                ),
                self.status,
            ],
            layout={
                "border_left": f"4px solid {OUTPUT.colour}",
                "padding": "0 0 0 12px",
                "margin": "0 0 14px 0",
            },
        )
        self.add_class("course-prediction")

    def _kept_option(self):
        answer = self.kept.get("answer")
        return answer if answer in self.question.options else None

    def _kept_sureness(self):
        sure = self.kept.get("sure")
        return sure if sure in SURENESS else None

    def _on_keep(self, button):
        if self.choice.value is None:
            self._say("Choose one of the answers first, or go on without predicting.")
        else:
            self._keep(self.choice.value, self.sure.value)

    def _on_go_on(self, button):
        self.choice.value = None
        self._keep(None, None)

    def _keep(self, answer, sure):
        correct = None if answer is None else answer == self.question.answer
        event = {"answer": answer, "sure": sure, "correct": correct}
        record.append({"kind": "prediction", "key": self.question.key, **event})
        self.kept = event
        self._tell()
        for veiled in tuple(waiting(self.question.key)):
            veiled.unveil()

    def _tell(self):
        """Say what is kept."""
        option, sure = self._kept_option(), self._kept_sureness()
        if option:
            surely = f" ({sure})" if sure else ""
            self._say(f"Kept: {option}{surely}. You compare it further down.")
        elif self.kept:
            self._say("You went on without predicting. You can still choose an answer.")

    def _say(self, text):
        parts = [part for part in (text, record.message()) if part]
        self.status.value = f'<div role="status" style="{TEXT}">{escape(" ".join(parts))}</div>'

    @property
    def html(self):
        """The question where nothing is live."""
        options = "".join(f"<li>{escape(option)}</li>" for option in self.question.options)
        return f"<p><b>{escape(self.question.ask)}</b></p><ul>{options}</ul>"

    @property
    def plain(self):
        """The question as text."""
        return "\n".join([self.question.ask, *(f"  ( ) {o}" for o in self.question.options)])


class Comparison(Interactive):
    """Predictions beside what is so, in words; it follows predictions that are made later."""

    def __init__(self, *predictions):
        self.words = widgets.HTML()
        super().__init__([self.words])
        self.predictions = predictions
        for prediction in predictions:
            prediction.observe(self._tell, "kept")
        self._tell()

    def _tell(self, change=None):
        words = "".join(map(_compared_html, self.predictions))
        self.words.value = f'<div style="{TEXT}">{words}</div>'

    def still(self):
        """Return the comparison."""
        plain = "\n".join(" ".join(_compared(each)) for each in self.predictions)
        return self.words.value, plain


def _compared(prediction):
    """Return what was said beside what is so, and why, as two sentences."""
    question, kept = prediction.question, prediction.kept
    answer = kept.get("answer")
    if answer not in question.options:
        return f"{question.ask} It is {_quoted(question.answer)}:", question.because
    if answer == question.answer:
        return f"You said {_quoted(answer)}, and so it is.", question.because
    certain = kept.get("sure") == SURENESS[-1]
    again = " You were certain: worth a second look." if certain else ""
    why = f"{question.options[answer]} {question.because}{again}"
    return f"You said {_quoted(answer)}, it is {_quoted(question.answer)}:", why


def _quoted(answer):
    """Return an answer as it stands in a sentence: words in quotation marks, numbers bare."""
    return f"“{answer}”" if any(sign.isalpha() for sign in answer) else answer


def _compared_html(prediction):
    """Return the comparison as HTML; before a prediction the answer stays folded."""
    said, why = map(escape, _compared(prediction))
    text = f"<b>{said}</b> {why}"
    if prediction.kept:
        return f"<p>{text}</p>"
    return (
        f"<p><b>{escape(prediction.question.ask)}</b> Your prediction will be compared here.</p>"
        f"<details><summary>Show the answer without predicting</summary><p>{text}</p></details>"
    )
