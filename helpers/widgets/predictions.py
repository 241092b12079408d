"""Predictions: asked before something is shown, kept, compared afterwards and looked back on."""

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
from helpers.widgets.controls import button, row, toggles
from helpers.widgets.player import Interactive

QUESTIONS = Path(__file__).with_name("questions.toml")
TEXT = "font-size:14px;line-height:1.5"
SURENESS = ("a guess", "fairly sure", "certain")
LOOK = {
    "border_left": f"4px solid {OUTPUT.colour}",
    "padding": "0 0 0 12px",
    "margin": "0 0 14px 0",
}


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
    """Return all questions of the course by their key."""
    entries = tomllib.loads(QUESTIONS.read_text("utf-8"))
    return {key: Question(key=key, **entry) for key, entry in entries.items()}


@functools.cache
def waiting(key):
    """Return the set of what waits for the question of this key, and has a method `hear`."""
    return weakref.WeakSet()


def predict(*keys):
    """Return questions of the course; their method `compare` is for later.

    Parameters
    ----------
    *keys : str
        Notebook and name of each, such as "02/length".

    Raises
    ------
    ValueError
        For a key that no question has, and for no key at all.
    """
    unknown = [key for key in keys if key not in questions()]
    if unknown or not keys:
        given = repr(unknown[0]) if unknown else "without a name"
        raise ValueError(f"there is no question {given}; there are {', '.join(questions())}")
    return Predictions([Prediction(questions()[key]) for key in keys])


def then_and_now(*asked):
    """Return a look back on the predictions of a notebook, which follows those made later.

    It gives away no answer that was not predicted.

    Parameters
    ----------
    *asked : Predictions
        What `predict` returned, in the order in which it was asked.
    """
    return ThenAndNow(*(prediction for one in asked for prediction in one.predictions))


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
        html, plain = "", []
        for question in (each.question for each in self.predictions):
            options = "".join(f"<li>{escape(option)}</li>" for option in question.options)
            html += f"<p><b>{escape(question.ask)}</b></p><ul>{options}</ul>"
            plain += [question.ask, *(f"  ( ) {option}" for option in question.options)]
        return html, "\n".join(plain)


class Prediction(widgets.VBox):
    """A question, its options, and how sure the learner is."""

    kept = Dict()

    def __init__(self, question):
        self.question = question
        self.kept = record.latest("prediction", question.key) or {}
        self.choice = widgets.RadioButtons(
            options=list(question.options), value=self.answer, layout={"width": "auto"}
        )
        self.sure = toggles(SURENESS, value=self.surely)
        self.keep = button("Keep my prediction", self._on_keep)
        self.go_on = button("Go on without predicting", self._on_go_on)
        self.go_on.style.button_color = "transparent"
        self.go_on.style.text_decoration = "underline"
        self.status = widgets.HTML()
        self._tell()
        asked = widgets.HTML(f'<div style="{TEXT}"><b>{escape(question.ask)}</b></div>')
        below = row(widgets.Label("How sure?"), self.sure, self.keep, self.go_on, gap=16)
        super().__init__([asked, self.choice, below, self.status], layout=LOOK)
        self.add_class("course-prediction")

    @property
    def answer(self):
        """What was predicted; None where nothing was, or nothing that is still asked."""
        answer = self.kept.get("answer")
        return answer if answer in self.question.options else None

    @property
    def surely(self):
        """How sure the learner was, or None."""
        sure = self.kept.get("sure")
        return sure if sure in SURENESS else None

    @property
    def is_right(self):
        """Whether the prediction came true."""
        return self.answer == self.question.answer

    @property
    def told(self):
        """The answer, and how sure the learner was."""
        return f"{self.answer} ({self.surely})" if self.surely else self.answer

    def _on_keep(self):
        if self.choice.value is None:
            self._say("Choose one of the answers first, or go on without predicting.")
        else:
            self._keep(self.choice.value, self.sure.value)

    def _on_go_on(self):
        self.choice.value = None
        self._keep(None, None)

    def _keep(self, answer, sure):
        correct = None if answer is None else answer == self.question.answer
        event = {"answer": answer, "sure": sure, "correct": correct}
        record.append({"kind": "prediction", "key": self.question.key, **event})
        self.kept = event
        self._tell()
        for veiled in tuple(waiting(self.question.key)):
            veiled.hear()

    def _tell(self):
        if self.answer:
            self._say(f"Kept: {self.told}. You compare it further down.")
        elif self.kept:
            self._say("You went on without predicting. You can still choose an answer.")

    def _say(self, text):
        said = " ".join(filter(None, [text, record.message()]))
        self.status.value = f'<div role="status" style="{TEXT}">{escape(said)}</div>'


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
        html, self.plain = self._said()
        self.words.value = f'<div style="{TEXT}">{html}</div>'

    def _said(self):
        plain = "\n".join(" ".join(_compared(each)) for each in self.predictions)
        return "".join(map(_compared_html, self.predictions)), plain

    def still(self):
        """Return the words."""
        return self.words.value, self.plain


class ThenAndNow(Comparison):
    """“You predicted …; now you know: …”, a line for each question."""

    def _said(self):
        summary = _summary(self.predictions)
        lines = [(each.question.ask, _line(each)) for each in self.predictions]
        items = "".join(f"<li>{escape(ask)}<br>{escape(line)}</li>" for ask, line in lines)
        plain = "\n".join([summary, *(f"- {ask} {line}" for ask, line in lines)])
        return f"<p><b>{escape(summary)}</b></p><ul>{items}</ul>", plain


def _compared(prediction):
    question, answer = prediction.question, prediction.answer
    right = _quoted(question.answer)
    if answer is None:
        return f"{question.ask} It is {right}:", question.because
    if prediction.is_right:
        return f"You said {right}, and so it is.", question.because
    certain = prediction.surely == SURENESS[-1]
    again = " You were certain: worth a second look." if certain else ""
    why = f"{question.options[answer]} {question.because}{again}"
    return f"You said {_quoted(answer)}, it is {right}:", why


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


def _line(prediction):
    if prediction.answer is None:
        return "You made no prediction here; it is not too late."
    said = f"You predicted: {prediction.told}."
    right = prediction.question.answer
    return f"{said} So it is." if prediction.is_right else f"{said} Now you know: {right}."


def _summary(predictions):
    """Return how many predictions came true, and what that is good for."""
    made = [each for each in predictions if each.answer is not None]
    wrong = [each for each in made if not each.is_right]
    if not made:
        return "Your predictions will stand here beside what came out."
    came_true = f"{len(made) - len(wrong)} of your {len(made)} prediction{'s' * (len(made) > 1)}"
    said = f"{came_true} came true."
    if any(each.surely == SURENESS[-1] for each in wrong):
        return f"{said} Where you were certain and it came out otherwise, you have learned most."
    if wrong:
        return f"{said} Say aloud, for each of the others, what you believed then."
    return said
