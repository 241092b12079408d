"""Predictions: asked before something is shown, kept, compared; till then answers are veiled."""

import functools
import tomllib
import weakref
from collections import defaultdict
from dataclasses import dataclass
from html import escape
from pathlib import Path

import ipywidgets as widgets

from helpers import record
from helpers.drawing.style import OUTPUT
from helpers.widgets.controls import TEXT, button, row, toggles
from helpers.widgets.player import KEYS, Interactive

QUESTIONS = Path(__file__).with_name("questions.toml")
SURENESS = ("a guess", "fairly sure", "certain")
WAITING = defaultdict(weakref.WeakSet)  # by the key of a question, whose answer they `hear`
LOOK = {"border_left": f"4px solid {OUTPUT.colour}", "padding": "0 0 0 12px", "margin": "0 0 14px"}


@dataclass(frozen=True)
class Question:
    """A question with a few answers, each tied to what somebody might believe."""

    key: str
    ask: str
    options: dict
    answer: str
    because: str

    @property
    def kept(self):
        """The event of the last prediction; None where nothing was predicted or passed over."""
        return record.latest("prediction", self.key)

    @property
    def predicted(self):
        """What was predicted, and how sure the learner was; None for what is no longer asked."""
        kept = self.kept or {}
        answer, sure = kept.get("answer"), kept.get("sure")
        return answer if answer in self.options else None, sure if sure in SURENESS else None


@functools.cache
def questions():
    """Return all questions of the course by their key."""
    entries = tomllib.loads(QUESTIONS.read_text("utf-8"))
    return {key: Question(key=key, **entry) for key, entry in entries.items()}


def question(key):
    """Return the question of a key."""
    if key not in questions():
        raise ValueError(f"there is no question {key!r}; there are {', '.join(questions())}")
    return questions()[key]


def predict(*keys):
    """Return questions of the course; their method `compare` is for later.

    Parameters
    ----------
    *keys : str
        Notebook and name of each, such as "02/length"; ValueError for one that no question has.
    """
    return Predictions(list(map(question, keys)))


def then_and_now(*asked):
    """Return a look back on predictions, which follows later ones, and gives no answer away.

    Parameters
    ----------
    *asked : Predictions
        What `predict` returned, in the order in which it was asked.
    """
    return Comparison([one for each in asked for one in each.questions], _looked_back)


def after(asked, thing):
    """Return something behind a veil that falls when all it answers is answered or passed over.

    Parameters
    ----------
    asked, thing : str or Predictions, and object
        Notebook and name of the question, such as "02/length", or what `predict` returned;
        ValueError for a key that no question has. A widget, a picture, a text, or anything else.
    """
    return After([question(asked)] if isinstance(asked, str) else asked.questions, thing)


class Predictions(Interactive):
    """One or more predictions, one below the other."""

    def __init__(self, questions):
        self.questions = questions
        self.predictions = [Prediction(question) for question in questions]
        super().__init__(self.predictions)

    def compare(self):
        """Return what was predicted beside what is so."""
        return Comparison(self.questions, _compared)

    def still(self):
        """Return the questions and their answers to choose from."""
        html, plain = "", []
        for question in self.questions:
            options = "".join(f"<li>{escape(option)}</li>" for option in question.options)
            html += f"<p><b>{escape(question.ask)}</b></p><ul>{options}</ul>"
            plain += [question.ask, *(f"  ( ) {option}" for option in question.options)]
        return html, "\n".join(plain)


class Prediction(widgets.VBox):
    """A question, its options, and how sure the learner is."""

    def __init__(self, question):
        self.question = question
        answer, sure = question.predicted
        options = list(question.options)
        self.choice = widgets.RadioButtons(options=options, value=answer, layout={"width": "auto"})
        self.sure = toggles(SURENESS, value=sure)
        self.keep = button("Keep my prediction", self._on_keep)
        self.go_on = button("Go on without predicting", self._on_go_on)
        self.go_on.style = {"button_color": "transparent", "text_decoration": "underline"}
        self.status = widgets.HTML()
        if question.kept:
            self._tell()
        asked = widgets.HTML(f'<div style="{TEXT}"><b>{escape(question.ask)}</b></div>')
        below = row(widgets.Label("How sure?"), self.sure, self.keep, self.go_on, gap=16)
        super().__init__([asked, self.choice, below, self.status], layout=LOOK)
        self.add_class("course-prediction")

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
        self._tell()
        for one in tuple(WAITING[self.question.key]):
            one.hear()

    def _tell(self):
        answer, sure = self.question.predicted
        if answer:
            self._say(f"Kept: {_told(answer, sure)}. You compare it further down.")
        else:
            self._say("You went on without predicting. You can still choose an answer.")

    def _say(self, text):
        said = " ".join(filter(None, [text, record.message()]))
        self.status.value = f'<div role="status" style="{TEXT}">{escape(said)}</div>'


class Comparison(Interactive):
    """Predictions beside what is so, as `say` puts it; it follows those that are made later."""

    def __init__(self, questions, say):
        self.questions, self._say = questions, say
        self.words = widgets.HTML()
        super().__init__([self.words])
        for question in questions:
            WAITING[question.key].add(self)
        self.hear()

    def hear(self):
        """Say what is so now."""
        html, self.plain = self._say(self.questions)
        self.words.value = f'<div style="{TEXT}">{html}</div>'

    def still(self):
        """Return the words."""
        return self.words.value, self.plain


def _compared(questions):
    """Return comparisons as HTML and as text; before a prediction, answers stay folded."""
    html, plain = "", []
    for question in questions:
        said, why = _verdict(question)
        plain.append(f"{said} {why}")
        text = f"<p><b>{escape(said)}</b> {escape(why)}</p>"
        if not question.kept:
            asked = f"<b>{escape(question.ask)}</b> Your prediction will be compared here."
            folded = "<summary>Show the answer without predicting</summary>"
            text = f"<p>{asked}</p><details>{folded}{text}</details>"
        html += text
    return html, "\n".join(plain)


def _verdict(question):
    (answer, sure), right = question.predicted, _quoted(question.answer)
    if answer is None:
        return f"{question.ask} It is {right}:", question.because
    if answer == question.answer:
        return f"You said {right}, and so it is.", question.because
    again = " You were certain: worth a second look." if sure == SURENESS[-1] else ""
    why = f"{question.options[answer]} {question.because}{again}"
    return f"You said {_quoted(answer)}, it is {right}:", why


def _quoted(answer):
    """Return an answer as it stands in a sentence: words in quotation marks, numbers bare."""
    return f"“{answer}”" if any(sign.isalpha() for sign in answer) else answer


def _looked_back(questions):
    """Return “You predicted …; now you know: …”, a line for each question, as HTML and as text."""
    asked = [(question, *question.predicted) for question in questions]
    summary, items, plain = _summary([one for one in asked if one[1]]), "", ""
    for question, answer, sure in asked:
        line = "You made no prediction here; it is not too late."
        if answer:
            now = "So it is" if answer == question.answer else f"Now you know: {question.answer}"
            line = f"You predicted: {_told(answer, sure)}. {now}."
        items += f"<li>{escape(question.ask)}<br>{escape(line)}</li>"
        plain += f"\n- {question.ask} {line}"
    return f"<p><b>{escape(summary)}</b></p><ul>{items}</ul>", summary + plain


def _told(answer, sure):
    return f"{answer} ({sure})" if sure else answer


def _summary(made):
    """Return how many predictions came true, and what that is good for."""
    wrong = [sure for question, answer, sure in made if answer != question.answer]
    if not made:
        return "Your predictions will stand here beside what came out."
    came_true = f"{len(made) - len(wrong)} of your {len(made)} prediction{'s' * (len(made) > 1)}"
    said = f"{came_true} came true."
    if SURENESS[-1] in wrong:
        return f"{said} Where you were certain and it came out otherwise, you have learned most."
    if wrong:
        return f"{said} Say aloud, for each of the others, what you believed then."
    return said


class After(Interactive):
    """Something behind a veil, which falls when all questions are answered or passed over."""

    def __init__(self, questions, thing):
        self.questions, self.thing = questions, thing
        self._said = f"This answers the question “{questions[0].ask}”"
        if len(questions) > 1:
            self._said = f"This answers the {len(questions)} questions above."
        self.button = button("", self._on_button)
        self.veil = widgets.VBox([widgets.HTML(f"<p>{escape(self._said)}</p>"), self.button])
        self.veil.add_class("course-veil")
        live = isinstance(thing, widgets.Widget)
        self.behind = widgets.VBox([thing if live else widgets.HTML(still_of(thing)[0])])
        self.behind.add_class("course-behind")
        super().__init__([self.veil, self.behind])
        self._turn(False)
        for question in questions:
            WAITING[question.key].add(self)
        self.hear()

    def hear(self):
        """Take the veil away for good if nothing is left to answer."""
        if all(question.kept for question in self.questions):
            self._turn(True)
            self.veil.layout.display = "none"

    def _on_button(self):
        self._turn(not self.is_open)
        if self.is_open:
            for question in self.questions:
                record.append({"kind": "shown", "key": question.key})

    def _turn(self, is_open):
        self.is_open = is_open
        (self.remove_class if is_open else self.add_class)("course-veiled")
        self.button.description = "Hide it again" if is_open else "Show it without predicting"

    def still(self):
        """Return the thing, folded."""
        html, plain = still_of(self.thing)
        summary = f"{escape(self._said)} Predict first, or open it here."
        return f"<details><summary {KEYS}>{summary}</summary>{html}</details>", plain


def still_of(thing):
    """Return what stands for a thing where nothing is live, as HTML and as text."""
    if isinstance(thing, Interactive):
        return thing.still()
    data = thing._repr_mimebundle_() if hasattr(thing, "_repr_mimebundle_") else {}
    plain = data.get("text/plain", str(thing))
    return data.get("text/html", f"<pre>{escape(plain)}</pre>"), plain
