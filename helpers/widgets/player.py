"""What is live: players of frames made beforehand, explorers that the kernel draws anew, words."""

import re
import tomllib
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

import anywidget
import ipywidgets as widgets
from IPython import get_ipython
from IPython.display import display
from traitlets import Instance, Int, List, Unicode, validate

from helpers.drawing import style
from helpers.drawing.captions import ink
from helpers.drawing.frames import Still, View, view_of_frames
from helpers.widgets.controls import alert, row, toggles

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
TABLES = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
ROLES = {role.name: role for role in style.ROLES}
ROLE = re.compile(rf"<({'|'.join(ROLES)})>(.*?)</\1>")  # text in the colour of a role


class Part(anywidget.AnyWidget):
    """What player.js draws: `part` says whether pictures, buttons, panels, or care for controls."""

    _esm = HERE / "player.js"
    _css = f"{style.css()}\n{(HERE / 'player.css').read_text(encoding='utf-8')}"
    slider = Instance(widgets.IntSlider, allow_none=True).tag(
        sync=True, **widgets.widget_serialization
    )
    part = Unicode("pictures").tag(sync=True)
    frames = List().tag(sync=True)
    first = Int(0).tag(sync=True)  # value of the slider for the first of the frames
    words = Unicode("").tag(sync=True)
    columns = Int(0).tag(sync=True)  # where the steps form a grid
    spots = List().tag(sync=True)  # to click: left, top, right, bottom, as parts of the picture
    turn = Unicode("").tag(sync=True)  # with another one the kernel is seen to turn

    def show(self, panels, words):
        """Show panels, and words below them, in one message."""
        with self.hold_sync():
            self.words = escape(words)
            pngs = [f"data:image/png;base64,{b64encode(panel.png).decode()}" for panel in panels]
            # a browser shows an address that holds a picture sooner than its bytes
            self.frames = [vars(one) | {"png": p} for one, p in zip(panels, pngs, strict=True)]


class Interactive(widgets.VBox):
    """What is live; its `still()` stands for it where nothing is, as HTML and as text."""

    def __init__(self, children=()):
        self._care = Part(part="care")
        super().__init__(children)
        # ipykernel 7.4 hands a message to the thread that spoke through its widget last, so that
        # two threads answer one stepper at once. The page asks for one and the same thread.
        comms = type(self.comm)
        if hasattr(comms, "_reply_subshell_for"):
            comms._reply_subshell_for = lambda comm, data, asked_for: asked_for
        self.add_class("course-interactive")

    @validate("children")
    def _with_care(self, proposal):
        return (*(one for one in proposal["value"] if one is not self._care), self._care)

    def _repr_mimebundle_(self, **kwargs):
        """Show the live thing and, as an output of its own that is kept in the file, the still."""
        if get_ipython():
            display({LIVE: super()._repr_mimebundle_(**kwargs)[LIVE]}, raw=True)
        html, plain = self.still()
        html = f'<div class="course-still">{EITHER}{RUN}{html}</div>'
        return {"text/html": html, "text/plain": plain}


@dataclass(frozen=True)
class Way:
    """A way from frame to frame: what makes the frames, and what slider and pictures must know."""

    make: Callable
    name: str
    labels: list
    first: int = 0
    columns: int = 0
    spots: tuple = ()
    turn: str = ""

    def view(self, name="", which=None):
        """Return its frames, or some of them, made anew, each with a label."""
        which = range(len(self.labels)) if which is None else which
        return view_of_frames(name, self.make(which), [self.labels[i] for i in which])


def still(label, panels, words):
    """Return panels, and words below them, as a still."""
    return Still(label, tuple(panels), f"<div>{escape(words)}</div>")


class Player(Interactive):
    """A slider, and buttons and pictures that follow it in the browser."""

    def __init__(self, way=None):
        self.frames = []
        self.slider = widgets.IntSlider(min=0, max=1, layout={"flex": "1 1 200px"})
        self.slider.style.description_width = "initial"
        self.buttons = Part(part="buttons", slider=self.slider)
        self.pictures = Part(part="pictures", slider=self.slider)
        self.controls = row(self.buttons, self.slider)
        super().__init__([self.controls, self.pictures])
        self.add_class("course-player")
        if way:
            self.play(way)

    @property
    def index(self):
        """Which frame is shown, counted from 0."""
        return self.slider.value - self.slider.min

    def play(self, way):
        """Show the first frame of a way at once, and the others as soon as they are made."""
        self.way, making = way, iter(way.make(range(len(way.labels))))
        self.frames = [next(making)]
        with self.pictures.hold_sync():
            for name in ("first", "columns", "spots", "turn"):
                setattr(self.pictures, name, getattr(way, name))
            self.pictures.frames = [vars(frame) for frame in self.frames]
        slider, first, last = self.slider, way.first, way.first + len(way.labels) - 1
        with slider.hold_sync():  # a wider range, the value, then the range: nothing is cut off
            slider.description, slider.disabled = way.name, first == last
            slider.min, slider.max = min(first, slider.min), max(last, slider.max)
        slider.value = first
        with slider.hold_sync():
            slider.min, slider.max = first, last
        self.frames += making
        self.pictures.frames = [vars(frame) for frame in self.frames]

    def views(self):
        """Return the one way, where nothing is live."""
        return [self.way.view()]

    def still(self):
        """Return the first frame."""
        return self.frames[0].html, self.frames[0].alt


class Ways(Interactive):
    """Buttons for a few names, and a player of the `way(name)`, which keeps its place."""

    def __init__(self, names):
        self.choice, self.player = toggles(names), Player()
        self._play()
        self.choice.observe(self._play, "value")
        self.still = self.player.still  # the first frame
        super().__init__([row(self.choice), self.player])

    def _play(self, change=None):
        place = self.player.index
        self.player.play(self.way(self.choice.value))
        self.player.slider.value += place

    def views(self):
        """Return all ways; the one that is shown stays as it is."""
        return [self.way(name).view(name) for name in self.choice.options]


class Explorer(Interactive):
    """Controls by their names, and what `draw` makes of their values: panels and a sentence.

    `tour`: by the name of a way, the label of each still and the values that differ at it.
    """

    def __init__(self, controls, draw, tour, *, still=None, top=None):
        self.controls, self.tour = controls, tour
        self._draw, self._draw_still = draw, still or draw
        self._start = {name: control.value for name, control in controls.items()}
        self.message, self.view = widgets.HTML(), Part(part="panels")
        self.update()
        for control in controls.values():
            control.observe(self.update, "value")
        super().__init__([row(*(top or controls.values()), gap=16), self.message, self.view])

    def views(self):
        """Return the ways through the explorer; what is shown stays as it is."""
        return [
            View(name, tuple(
                still(label, *self._draw_still(**self._start | settings))
                for label, settings in way.items()
            ))
            for name, way in self.tour.items()
        ]  # fmt: skip

    def update(self, change=None):
        """Draw what belongs to the controls, or say why that cannot be drawn."""
        values = {name: control.value for name, control in self.controls.items()}
        try:
            self.panels, self.words = self._draw(**values)
        except ValueError as error:
            self.message.value = alert(str(error))
        else:
            self.message.value = ""
            self.view.show(self.panels, self.words)

    def still(self):
        """Return the panels that are shown, and the words."""
        panels, look = "".join(panel.html for panel in self.panels), "display:flex;flex-wrap:wrap"
        html = f'<div style="{look};gap:14px">{panels}</div><p>{escape(self.words)}</p>'
        return html, self.words


def way(label, fixed=None, **values):
    """Return a way of a tour: for each of the values a label, and what the controls are set to."""
    stills = [dict(zip(values, one, strict=True)) for one in zip(*values.values(), strict=True)]
    return {label.format(**still): (fixed or {}) | still for still in stills}


class Words(dict):
    """The texts of a table of `words.toml`, with values and other texts of it put in braces."""

    def __init__(self, table, **values):
        super().__init__(values)
        self.texts = TABLES[table]

    def __missing__(self, name):
        """Return a text, or both of a panel."""
        text = self.texts[name]
        return self._filled(text) if isinstance(text, str) else list(map(self._filled, text))

    def _filled(self, text):
        return ROLE.sub(lambda part: ink(part[2], ROLES[part[1]]), text.format_map(self))
