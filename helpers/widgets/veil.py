"""What answers a question stays veiled until the question is answered or passed over."""

from html import escape

import ipywidgets as widgets
from IPython.core.formatters import DisplayFormatter
from IPython.core.interactiveshell import InteractiveShell

from helpers import record
from helpers.widgets.controls import button
from helpers.widgets.player import KEYS, Interactive
from helpers.widgets.predictions import Predictions, questions, waiting


def after(asked, thing):
    """Return something behind a veil that falls when all it answers is answered or passed over.

    Parameters
    ----------
    asked : str or Predictions
        Notebook and name of the question, such as "02/length", or what `predict` returned;
        ValueError for a key that no question has.
    thing : object
        A widget, a picture, a text, or anything else that a cell can show.
    """
    if isinstance(asked, Predictions):
        return After([each.question.key for each in asked.predictions], thing)
    if asked not in questions():
        raise ValueError(f"there is no question {asked!r}; there are {', '.join(questions())}")
    return After([asked], thing)


class After(Interactive):
    """Something behind a veil, which falls when the questions of all keys are answered."""

    def __init__(self, keys, thing):
        self.asked, self.thing = keys, thing
        self._said = f"This answers the question “{questions()[keys[0]].ask}”"
        if len(keys) > 1:
            self._said = f"This answers the {len(keys)} questions above."
        self.button = button("", self._on_button)
        self.veil = widgets.VBox([widgets.HTML(f"<p>{escape(self._said)}</p>"), self.button])
        self.veil.add_class("course-veil")
        live = isinstance(thing, widgets.Widget)
        self.behind = widgets.VBox([thing if live else widgets.HTML(still_of(thing)[0])])
        self.behind.add_class("course-behind")
        super().__init__([self.veil, self.behind])
        self._turn(False)
        for key in keys:
            waiting(key).add(self)
        self.hear()

    @property
    def is_open(self):
        """Whether the thing is seen."""
        return "course-veiled" not in self._dom_classes

    def hear(self):
        """Take the veil away for good if nothing is left to answer."""
        if all(record.latest("prediction", key) for key in self.asked):
            self._turn(True)
            self.veil.layout.display = "none"

    def _on_button(self):
        self._turn(not self.is_open)
        if self.is_open:
            for key in self.asked:
                record.append({"kind": "shown", "key": key})

    def _turn(self, is_open):
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
    if isinstance(thing, str):
        return f"<pre>{escape(thing)}</pre>", thing
    shell = InteractiveShell.instance() if InteractiveShell.initialized() else None
    data, _ = (shell.display_formatter if shell else DisplayFormatter()).format(thing)
    plain = data.get("text/plain", "")
    if "text/html" in data:
        return data["text/html"], plain
    if "image/png" in data:
        source = f"data:image/png;base64,{data['image/png']}"
        return f'<img alt="{escape(plain)}" src="{source}">', plain
    return f"<pre>{escape(plain)}</pre>", plain
