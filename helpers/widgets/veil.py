"""What answers a question stays veiled until the question is answered or passed over."""

from html import escape

import ipywidgets as widgets
from IPython.core.formatters import DisplayFormatter
from IPython.core.interactiveshell import InteractiveShell

from helpers.widgets.player import KEYS, Interactive
from helpers.widgets.predictions import is_kept, questions, waiting


def after(key, thing):
    """Show something only after a question was answered or passed over.

    Where nothing is live, and in the stored notebook, it is folded. In a show and on slides, where
    the question has a slide of its own before, it is open.

    Parameters
    ----------
    key : str
        Notebook and name of the question, such as "02/length".
    thing : object
        A widget, a picture, a text, or anything else that a cell can show.

    Returns
    -------
    After

    Raises
    ------
    ValueError
        For a key that no question has.

    Examples
    --------
    >>> after("02/length", "c has 6 values").still()[1]
    'c has 6 values'
    """
    if key not in questions():
        raise ValueError(f"there is no question {key!r}; there are {', '.join(questions())}")
    return After(key, thing)


class After(Interactive):
    """Something behind a veil, which falls when the question of the key is answered."""

    def __init__(self, key, thing):
        self.key, self.thing = key, thing
        self._said = f"This answers the question “{questions()[key].ask}”"
        self.button = widgets.Button(layout={"width": "auto"})
        self.button.on_click(lambda button: self._turn(not self.is_open))
        self.veil = widgets.VBox([widgets.HTML(f"<p>{escape(self._said)}</p>"), self.button])
        self.veil.add_class("course-veil")
        live = isinstance(thing, widgets.Widget)
        self.behind = widgets.VBox([thing if live else widgets.HTML(_formatted(thing)[0])])
        self.behind.add_class("course-behind")
        super().__init__([self.veil, self.behind])
        self._turn(False)
        if is_kept(key):
            self.unveil()
        waiting(key).add(self)

    @property
    def is_open(self):
        """Whether the thing is seen."""
        return "course-veiled" not in self._dom_classes

    def unveil(self):
        """Take the veil away for good."""
        self._turn(True)
        self.veil.layout.display = "none"

    def _turn(self, is_open):
        (self.remove_class if is_open else self.add_class)("course-veiled")
        self.button.description = "Hide it again" if is_open else "Show it without predicting"

    @property
    def bare(self):
        """The thing as HTML without its veil."""
        return self._still_inside()[0]

    def _still_inside(self):
        own = isinstance(self.thing, Interactive)
        return self.thing.still() if own else _formatted(self.thing)

    def still(self):
        """Return the thing, folded."""
        html, plain = self._still_inside()
        summary = f"{escape(self._said)} Predict first, or open it here."
        return f"<details><summary {KEYS}>{summary}</summary>{html}</details>", plain


def _formatted(thing):
    """Return what a cell would show of a thing, as HTML and as text."""
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
