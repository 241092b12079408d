"""Frames: the pictures of all steps, made once, with their words."""

import contextlib
import contextvars
import functools
import io
from dataclasses import dataclass, field

import numpy as np
from matplotlib.colors import to_rgb
from PIL import Image

from helpers.drawing.still import figure_html
from helpers.drawing.style import ROLES

SCALE = 2  # pixels of the file for each pixel on the page, so that the picture is sharp
MANY, SCALE_OF_MANY = 16, 1.5  # from so many frames on, so that they are there in time
REACH = 2  # pixels around one, among which the colours are looked for that meet there
SHARP = 2.2  # where a picture may fill a projector's 1920 pixels, and time does not matter
_in_time = contextvars.ContextVar("whether somebody waits for the frames", default=True)


@contextlib.contextmanager
def sharp():
    """Make frames for a projector inside a ``with`` block: larger files, and slower.

    Examples
    --------
    >>> from helpers.drawing.pictures import show_stems
    >>> with sharp():
    ...     large = show_stems(a=[1, 2])
    >>> len(large.png) > len(show_stems(a=[1, 2]).png)
    True
    """
    token = _in_time.set(False)
    try:
        yield
    finally:
        _in_time.reset(token)


def file_scale(normal):
    """Return how many pixels of a file stand for one of the page.

    Parameters
    ----------
    normal : float
        Where somebody waits for the picture.

    Returns
    -------
    float

    Examples
    --------
    >>> file_scale(1.5)
    1.5
    >>> with sharp():
    ...     file_scale(1.5)
    2.2
    """
    return normal if _in_time.get() else SHARP


@dataclass(frozen=True)
class Frame:
    """The picture of one step and what it says.

    Attributes
    ----------
    png : bytes
        The picture.
    width, height : int
        Its size on the page, in CSS pixels.
    alt : str
        What the picture shows, numbers included.
    caption : str
        HTML below the picture: the sentence of the step and its line of code.
    boxes : dict of str to list of float
        Where parts of a step lie, such as "window" and "output": left, top, right and bottom as
        parts of the picture.
    """

    png: bytes
    width: int
    height: int
    alt: str
    caption: str
    boxes: dict = field(default_factory=dict)

    @property
    def html(self):
        """The frame as HTML that stands for itself."""
        return figure_html(self.png, self.width, self.alt, self.caption)

    def _repr_mimebundle_(self, **kwargs):
        return {"text/html": self.html, "text/plain": self.alt}


def render(drawing, which=None):
    """Yield the picture of one step after the other.

    What stays the same is drawn once; each step adds to it what stays of it.

    Parameters
    ----------
    drawing : helpers.drawing.stems.StepFigure
        Anything with `figure`, `steps`, `show`, `settle` and `clear`.
    which : collection of int, optional
        The positions of the steps that are wanted; left out, all.

    Yields
    ------
    bytes
        A PNG.
    """
    figure, canvas = drawing.figure, drawing.figure.canvas
    many = len(drawing.steps) >= MANY
    figure.set_dpi(100 * file_scale(SCALE_OF_MANY if many else SCALE))
    few_tones = many and not _in_time.get()
    drawing.clear()
    canvas.draw()
    kept = canvas.copy_from_bbox(figure.bbox)
    for i in range(len(drawing.steps)):
        if which is None or i in which:
            canvas.restore_region(kept)
            _draw(drawing.show(i, with_past=False))
            yield to_png(canvas, few_tones=few_tones)
        canvas.restore_region(kept)
        _draw(drawing.settle(i))
        kept = canvas.copy_from_bbox(figure.bbox)


def _draw(artists):
    """Draw artists on top of what stands on the canvas."""
    for artist in sorted(artists, key=lambda artist: artist.get_zorder()):
        artist.axes.draw_artist(artist)


def picture(figure, alt, caption=""):
    """Return a figure as a frame that shows itself with its text alternative.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Any figure.
    alt : str
        What it shows, numbers included.
    caption : str
        HTML below the picture.

    Returns
    -------
    Frame
    """
    width, height = (round(100 * side) for side in figure.get_size_inches())
    figure.set_dpi(100 * file_scale(SCALE))
    figure.canvas.draw()
    return Frame(to_png(figure.canvas), width, height, alt, caption)


def to_png(canvas, *, few_tones=False):
    """Return what stands on an Agg canvas as PNG, in the few colours of the course.

    Parameters
    ----------
    canvas : matplotlib.backends.backend_agg.FigureCanvasAgg
        A canvas that was drawn.
    few_tones : bool
        Leave only one tone between two colours that meet, so that numbers on cells of many greys
        take half the room. In a picture that is large enough nobody sees it.

    Returns
    -------
    bytes
    """
    size, pixels = canvas.get_width_height(physical=True), canvas.buffer_rgba()
    picture = Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1).convert("RGB")
    if few_tones:
        picture = Image.fromarray(_in_few_tones(np.asarray(picture)))
    picture = picture.quantize(palette=_palette(), dither=Image.Dither.NONE)
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=6)
    return file.getvalue()


def _in_few_tones(levels):
    """Return levels, shape (H, W, 3), each set to the lowest or highest around it or their middle.

    All numbers fit into 8 bits, which makes it quick.
    """
    low, high = _extreme(levels, np.minimum), _extreme(levels, np.maximum)
    span, above = high - low, levels - low
    middle = np.where(above > span // 4, span // 2, 0)
    return low + np.where(above >= span - span // 4, span, middle).astype(np.uint8)


def _extreme(levels, choose):
    """Return the smallest or the largest level that lies at most REACH rows and columns away."""
    for axis in (0, 1):
        given, levels = np.swapaxes(levels, 0, axis), levels.copy()
        taken = np.swapaxes(levels, 0, axis)
        for k in range(1, REACH + 1):
            choose(taken[:-k], given[k:], out=taken[:-k])
            choose(taken[k:], given[:-k], out=taken[k:])
    return levels


@functools.cache
def _palette():
    """Return the colours of the roles, their inks and black, each in steps down from white."""
    tones = [to_rgb(tone) for role in ROLES for tone in (role.colour, role.ink)]
    parts = np.linspace(0.2, 1, 23)  # nothing pale but a grey may be taken for a grey
    greys = np.append(np.linspace(0, 0.955, 71), 1)[:, None] * np.ones(3)
    mixed = [1 - part * (1 - np.array(tone)) for tone in tones for part in parts]
    colours = np.rint(255 * np.vstack([greys, mixed])).astype(np.uint8)
    holder = Image.new("P", (1, 1))
    holder.putpalette(colours.tobytes())
    return holder
