"""What the start page shows: is the set-up right, and how far has the learner come."""

import sys
from html import escape
from importlib.metadata import PackageNotFoundError, requires, version

import ipywidgets as widgets
from packaging.requirements import Requirement

from helpers import record
from helpers.check import asked_in
from helpers.data.signals import signal
from helpers.drawing.stems import StepFigure
from helpers.trace import trace
from helpers.widgets.player import Interactive, Player
from helpers.widgets.predictions import questions
from helpers.widgets.stepper import way_through

PYTHON = (3, 11)
NOTEBOOKS = ("01", "02", "03", "04", "05", "06", "07", "08", "09")


def requirements():
    """Return what the course needs and whether it is there."""
    lines = [(f"Python {PYTHON[0]}.{PYTHON[1]} or newer", sys.version_info >= PYTHON)]
    for text in requires("convolution-course") or ():
        needed = Requirement(text)
        if needed.marker is None:
            oldest = f"{needed.specifier}".removeprefix(">=")
            try:
                there = needed.specifier.contains(version(needed.name), prereleases=True)
            except PackageNotFoundError:
                there = False
            lines.append((f"{needed.name} {oldest} or newer", there))
    return lines


class SetUp(Interactive):
    """The check of the set-up: a list of what is needed, and one slider to move."""

    def __init__(self):
        missing = "MISSING. Install the course again (see README)"
        self.said = [f"{name}: {'yes' if there else missing}" for name, there in requirements()]
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in self.said)
        self.html = f"<ul>{items}</ul>"
        a, b = signal("a").tolist(), signal("b").tolist()
        self.player = Player(way_through(StepFigure(a, b, list(trace(a, b)))))
        self.heard = widgets.HTML("Now move the slider: this line must change.")
        self.player.slider.observe(self._hear, "value")
        super().__init__([widgets.HTML(self.html), self.player, self.heard])

    def _hear(self, change):
        heard = f"The kernel hears you: the slider stands at n = {change['new']}. All is well."
        self.heard.value = heard

    def still(self):
        """Return the list, and the first frame."""
        return self.html + self.player.frames[0].html, "\n".join(self.said)


class Progress:
    """How many predictions were made and exercises solved, notebook by notebook."""

    def __init__(self):
        solved = {
            event.get("key")
            for event in record.events("check")
            if event.get("correct") and not str(event.get("name")).startswith("repair_")
        }
        asked = {event.get("key") for event in record.events("prediction")}
        self.rows = []
        for notebook in NOTEBOOKS:
            predictions = [key in asked for key in questions() if key.startswith(notebook)]
            exercises = [key in solved for key in asked_in(notebook)]
            counts = (f"{sum(done)} of {len(done)}" for done in (predictions, exercises))
            self.rows.append((notebook, *counts))
        self.message = record.message()

    def __repr__(self):
        lines = [
            f"Notebook {notebook}: {asked} predictions made, {solved} exercises solved"
            for notebook, asked, solved in self.rows
        ]
        return "\n".join([*lines, self.message] if self.message else lines)

    def _repr_html_(self):
        names = ("Notebook", "Predictions", "Exercises")
        head = "".join(f'<th scope="col">{name}</th>' for name in names)
        body = "".join(
            f'<tr><th scope="row">{n}</th><td>{asked}</td><td>{solved}</td></tr>'
            for n, asked, solved in self.rows
        )
        return f"<table><tr>{head}</tr>{body}</table><p>{escape(self.message)}</p>"
