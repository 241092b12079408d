"""The player: frames made beforehand, moved by a slider and buttons in the browser alone."""

from pathlib import Path

import anywidget
import ipywidgets as widgets
from IPython import get_ipython
from IPython.display import display
from traitlets import Instance, Int, List, Unicode, validate

from helpers.drawing.frames import view_of_frames
from helpers.drawing.style import css
from helpers.numbers import number

HERE = Path(__file__).parent
KEYS = 'data-lm-suppress-shortcuts="true"'  # pressed here, they do not change the notebook
LIVE = "application/vnd.jupyter.widget-view+json"
# JupyterLab and Notebook show a still below what is live, so that a notebook that is opened again
# without its kernel has it. These lines show either the one or the other.
EITHER = (
    "<style>.jp-OutputArea-child:has(.course-interactive)+.jp-OutputArea-child:has(>*>.course-still),"
    ".jp-OutputArea-child:not(:has(.course-interactive)):has(+*>*>.course-still)"
    "{display:none}</style>"
)
RUN = '<p style="margin:2px 0"><i>Run this cell to make it live.</i></p>'


class Part(anywidget.AnyWidget):
    """What is drawn in the browser by player.js; `part` says what to be.

    Pictures show one of `frames`, that of the slider's value counted from `first`; where they
    form a grid, it has `columns`; a click on one of the `spots` (left, top, right and bottom, as
    parts of the picture) leads to its frame, and with another `turn` the kernel is seen to turn.
    Buttons are Previous, Next and Play. Panels show all frames side by side, and `words` below.
    "care" shows nothing, and looks after all controls of an `Interactive`.
    """

    _esm = HERE / "player.js"
    _css = f"{css()}\n{(HERE / 'player.css').read_text(encoding='utf-8')}"
    slider = Instance(widgets.IntSlider, allow_none=True).tag(
        sync=True, **widgets.widget_serialization
    )
    part = Unicode("pictures").tag(sync=True)
    frames = List().tag(sync=True)
    first = Int(0).tag(sync=True)
    words = Unicode("").tag(sync=True)
    columns = Int(0).tag(sync=True)
    spots = List().tag(sync=True)
    turn = Unicode("").tag(sync=True)


class Interactive(widgets.VBox):
    """Whatever of the course is live: a box that takes care of the controls inside it.

    In the browser, keys that are pressed on its controls do not reach the notebook, controls have
    names, and after a restart of the kernel it says that the cell has to be run again. Where
    nothing is live, what `still` returns stands in its place.
    """

    def __init__(self, children=()):
        self._care = Part(part="care")
        super().__init__(children)
        self.add_class("course-interactive")

    @validate("children")
    def _with_care(self, proposal):
        return (*(one for one in proposal["value"] if one is not self._care), self._care)

    def still(self):
        """Return what stands for it where nothing is live, as HTML and as text."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs):
        """Show the live thing and, as an output of its own that is kept in the file, the still."""
        shell = get_ipython()
        if shell is not None:
            bundle = super()._repr_mimebundle_(**kwargs)
            data = bundle[0] if isinstance(bundle, tuple) else bundle
            display({LIVE: data[LIVE]}, raw=True)
        html, plain = self.still()
        html = f'<div class="course-still">{EITHER}{RUN}{html}</div>'
        return {"text/html": html, "text/plain": plain}


class Player(Interactive):
    """A slider, the buttons Previous, Next and Play, and the pictures that they move through.

    The slider alone says what is shown; buttons and pictures follow it in the browser.
    """

    def __init__(self):
        self.frames = []
        self.slider = widgets.IntSlider(min=0, max=1, layout={"flex": "1 1 200px"})
        self.slider.style.description_width = "initial"
        self.buttons = Part(part="buttons", slider=self.slider)
        self.pictures = Part(part="pictures", slider=self.slider)
        row = {"flex_flow": "row wrap", "align_items": "center", "grid_gap": "2px 12px"}
        self.controls = widgets.HBox([self.buttons, self.slider], layout=row)
        super().__init__([self.controls, self.pictures])
        self.add_class("course-player")

    @property
    def index(self):
        """Which frame is shown, counted from 0."""
        return self.slider.value - self.slider.min

    @property
    def frame(self):
        """The frame that is shown."""
        return self.frames[self.index]

    def play(self, frames, *, first, count, name, columns=0, spots=(), turn=""):
        """Show the first of `frames` at once, and the others as soon as they are made."""
        making = iter(frames)
        self.frames = [next(making)]
        with self.pictures.hold_sync():
            self.pictures.first, self.pictures.columns = first, columns
            self.pictures.turn = turn
            self.pictures.spots, self.pictures.frames = list(spots), self._as_dicts()
        self._run_over(first, first + count - 1, name)
        self.frames += making
        self.pictures.frames = self._as_dicts()

    def views(self):
        """Return the one way through the pictures, where nothing is live."""
        values = range(self.slider.min, self.slider.min + len(self.frames))
        labels = [f"{self.slider.description} = {number(value)}" for value in values]
        return [view_of_frames("", self.frames, labels)]

    def _as_dicts(self):
        return [vars(frame) for frame in self.frames]

    def _run_over(self, first, last, name):
        """Let the slider run from first to last.

        The browser cuts a value off at the range that it knows, and one message says nothing about
        the order of what is in it: so the range is widened before the value changes, and narrowed
        afterwards.
        """
        slider = self.slider
        with slider.hold_sync():
            slider.description = name
            slider.disabled = first == last
            slider.min, slider.max = min(first, slider.min), max(last, slider.max)
        slider.value = first
        with slider.hold_sync():
            slider.min, slider.max = first, last

    def still(self):
        """Return the first frame."""
        return self.frames[0].html, self.frames[0].alt
