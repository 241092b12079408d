"""The player: frames made beforehand, moved by a slider and buttons in the browser alone."""

from pathlib import Path

import anywidget
import ipywidgets as widgets
from traitlets import Instance, Int, List, Unicode

from helpers.drawing.frames import view_of_frames, with_text
from helpers.drawing.style import css
from helpers.numbers import number

HERE = Path(__file__).parent


class Part(anywidget.AnyWidget):
    """Buttons or pictures that follow a slider without asking the kernel, or panels.

    Attributes
    ----------
    slider : ipywidgets.IntSlider or None
        Says which picture is shown. Panels have none.
    part : {"pictures", "buttons", "panels"}
        What to be: the pictures, of which one is shown; the buttons Previous, Next and Play;
        or panels, which are shown side by side.
    words : str
        HTML below the panels; it is taken over together with the frames.
    frames : list of dict
        For each picture its png, width, height, alt and caption.
    first : int
        Value of the slider at which the first picture is shown. At a value that has no picture,
        because it still has to be made, the part is marked as busy.
    columns : int
        Width of the grid that the frames run through row by row; 0 where they form no grid.
    spots : list of list of float
        For each frame where a click leads to it: left, top, right and bottom, as parts of the
        picture.
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


class Player(widgets.VBox):
    """A slider, the buttons Previous, Next and Play, and the pictures that they move through.

    The slider alone says what is shown; buttons and pictures follow it in the browser.

    Attributes
    ----------
    frames : list of helpers.drawing.frames.Frame
        All pictures.
    slider : ipywidgets.IntSlider
        Runs over as many whole numbers as there are frames.
    """

    def __init__(self):
        self.frames = []
        self.slider = widgets.IntSlider(min=0, max=1, layout={"flex": "1 1 320px"})
        self.slider.style.description_width = "initial"
        self.buttons = Part(part="buttons", slider=self.slider)
        self.pictures = Part(part="pictures", slider=self.slider)
        row = {"flex_flow": "row wrap", "align_items": "center", "grid_gap": "2px 12px"}
        super().__init__([widgets.HBox([self.buttons, self.slider], layout=row), self.pictures])
        self.add_class("course-player")

    @property
    def index(self):
        """Which frame is shown, counted from 0."""
        return self.slider.value - self.slider.min

    @property
    def frame(self):
        """The frame that is shown."""
        return self.frames[self.index]

    def play(self, frames, *, first, count, name, columns=0, spots=()):
        """Show the first of `frames` at once, and the others as soon as they are made.

        Parameters
        ----------
        frames : iterable of helpers.drawing.frames.Frame
            The frames, which may still have to be made.
        first : int
            Value of the slider at the first frame.
        count : int
            How many frames there are.
        name : str
            What the slider is called.
        columns : int
            Width of the grid that the frames run through; 0 where they form no grid.
        spots : sequence of list of float
            For each frame where a click leads to it, as parts of the picture.
        """
        making = iter(frames)
        self.frames = [next(making)]
        with self.pictures.hold_sync():
            self.pictures.first, self.pictures.columns = first, columns
            self.pictures.spots, self.pictures.frames = list(spots), self._as_dicts()
        self._run_over(first, first + count - 1, name)
        self.frames += making
        self.pictures.frames = self._as_dicts()

    def views(self):
        """Return the one way through the pictures, where nothing is live.

        Returns
        -------
        list of helpers.drawing.frames.View
            Each picture is labelled by name and value of the slider.
        """
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

    def _repr_mimebundle_(self, **kwargs):
        """Show the live player, and its first frame where nothing is live."""
        still = self.frames[0]
        return with_text(super()._repr_mimebundle_(**kwargs), still.html, still.alt)
