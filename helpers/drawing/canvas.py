"""The canvas: figures measured in pixels, kept or gone through step by step, and made a PNG."""

import contextlib
import contextvars
import functools
import itertools

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from helpers.data.photographs import png_of
from helpers.drawing.frames import Frame
from helpers.drawing.style import ROLES, course_style

SCALE = 2  # pixels of the file for each pixel on the page, so that the picture is sharp
SCALE_IN_HASTE = 1.5  # where somebody waits for the picture
MANY = 16  # from so many frames on they are drawn in haste, so that they are there in time
REACH = 2  # pixels around one, among which the colours are looked for that meet there
SHARP = 2.2  # where a picture may fill a projector's 1920 pixels, and time does not matter
_in_time = contextvars.ContextVar("whether somebody waits for the frames", default=True)


@contextlib.contextmanager
def sharp():
    """Make frames for a projector inside a ``with`` block: larger files, and slower."""
    token = _in_time.set(False)
    try:
        yield
    finally:
        _in_time.reset(token)


def file_scale(normal):
    """Return how many pixels of a file stand for one of the page."""
    return normal if _in_time.get() else SHARP


def figure_of(width, height):
    """Return an empty figure of so many pixels on the page."""
    figure = Figure((width / 100, height / 100))
    FigureCanvasAgg(figure)
    return figure


def blank(width, height):
    """Return a figure of so many pixels on the page, and axes in pixels, rows downwards."""
    figure = figure_of(width, height)
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, width), ylim=(height, 0), autoscale_on=False)
    ax.set_axis_off()
    return figure, ax


class SteppedFigure:
    """What stays is drawn once, in `figure`; what belongs to one of the `steps` comes and goes."""

    boxes = ()

    def _begin(self, width, height):
        """Draw what stays, in axes of so many pixels."""
        self.size = width, height
        with course_style():
            self.figure, self.ax = blank(width, height)
            self._draw_what_stays()

    def draw(self, i):
        """Draw step `i`, and what stays of those before."""
        with course_style():
            self._draw_past(self.steps[:i])
            self._draw_step(i)

    def _draw_past(self, steps):
        """Draw what stays of some steps; nothing, unless a figure says otherwise."""


class KeptFigure:
    """A figure that is drawn once, by `_lay_out`, and on it, in a few milliseconds, by `_fill`."""

    rects, scale = (), None  # its axes, parts of the picture; without any, one of all its pixels

    def __init__(self, *given, **changed):
        vars(self).update(changed)
        with course_style():
            size = self.width, self.height
            self.figure = figure_of(*size) if self.rects else blank(*size)[0]
            for rect in self.rects:
                self.figure.add_axes(rect)
            self._lay_out(*self.figure.axes, *given)

    def _lay_out(self, *given):
        """Draw what stays; nothing, unless a figure says otherwise."""

    def frame(self, caption, alt, *given):
        """Return the frame with what `_fill` puts on the axes when it is given all this."""
        scale = file_scale(SCALE_IN_HASTE)
        if scale != self.scale:  # what stays is drawn anew
            self.scale, self.kept = scale, _background(self.figure, scale)
        with _drawn(self.figure, self.kept, self._fill, *self.figure.axes, *given):
            png = to_png(self.figure.canvas, effort=1)
            text = 0.0 if _in_time.get() else smallest_text(self.figure)
        return Frame(png, self.width, self.height, alt, caption, text=text)


@functools.cache
def kept(kind, *given, **changed):
    """Return the one figure of a kind for all that is given: making one takes longest."""
    return kind(*given, **changed)


def frames_of(drawing, say, which=None):
    """Yield frames of all steps or some, drawn on those before; `say` gives words and caption."""
    figure, canvas = drawing.figure, drawing.figure.canvas
    width, height = map(round, drawing.size)
    many = len(drawing.steps) >= MANY
    few_tones = many and not _in_time.get()
    effort = 6 if _in_time.get() else 1  # what is sharp is stored in another format
    kept = _background(figure, file_scale(SCALE_IN_HASTE if many else SCALE))
    for i, step in enumerate(drawing.steps):
        if which is None or i in which:
            with _drawn(figure, kept, drawing._draw_step, i):
                png = to_png(canvas, effort=effort, few_tones=few_tones)
                text = 0.0 if _in_time.get() else smallest_text(figure)
            boxes = drawing.boxes[i] if drawing.boxes else {}
            yield Frame(png, width, height, *say(i), boxes, text)
        with _drawn(figure, kept, drawing._draw_past, [step]):
            kept = canvas.copy_from_bbox(figure.bbox)


def _children(figure, but=()):
    return [child for ax in figure.axes for child in ax.get_children() if child not in but]


def _background(figure, scale):
    """Draw what stays of a figure, and return the pixels."""
    figure.set_dpi(100 * scale)
    figure.canvas.draw()
    return figure.canvas.copy_from_bbox(figure.bbox)


@contextlib.contextmanager
def _drawn(figure, kept, draw, *given):
    """Have on the canvas what stays, and what `draw` adds to it, which is taken away at the end."""
    with course_style():
        before = {*_children(figure)}
        figure.canvas.restore_region(kept)
        draw(*given)
        artists = _children(figure, before)
        for artist in sorted(artists, key=lambda artist: artist.get_zorder()):
            artist.axes.draw_artist(artist)
        yield
        for artist in artists:
            artist.remove()


def picture(figure, alt, caption="", *, many_colours=False):
    """Return a figure as a frame that shows itself with its text alternative."""
    width, height = (round(100 * side) for side in figure.get_size_inches())
    figure.set_dpi(100 * file_scale(SCALE))
    figure.canvas.draw()
    png = to_png(figure.canvas, many_colours=many_colours)
    return Frame(png, width, height, alt, caption, text=smallest_text(figure))


def to_png(canvas, *, effort=6, few_tones=False, many_colours=False):
    """Return what stands on an Agg canvas as PNG, in the course's colours or those that suit it."""
    size, pixels = canvas.get_width_height(physical=True), canvas.buffer_rgba()
    picture = Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1).convert("RGB")
    if few_tones:  # one is left between two colours that meet: half the room
        picture = Image.fromarray(_in_few_tones(np.asarray(picture)))
    own = {"method": Image.Quantize.FASTOCTREE} if many_colours else {"palette": _palette()}
    return png_of(picture.quantize(256, **own, dither=Image.Dither.NONE), effort)


def smallest_text(figure):
    """Return the size of the smallest text of a figure in pixels of the page, 0 without any."""
    drawn = [ax.findobj(Text) if ax.axison else ax.get_children() for ax in figure.axes]
    texts = (one for one in itertools.chain(figure.texts, *drawn) if isinstance(one, Text))
    seen = (text for text in texts if text.get_visible() and text.get_text().strip())
    return round(min((text.get_fontsize() for text in seen), default=0) * 100 / 72, 1)


def _in_few_tones(levels):
    """Return levels, shape (H, W, 3), each the lowest or highest around it or their middle."""
    low, high = _extreme(levels, np.minimum), _extreme(levels, np.maximum)
    span, above = high - low, levels - low
    quarter = span // 4
    middle = (above > quarter) * (span // 2)
    return low + np.where(above >= span - quarter, span, middle)


def _extreme(levels, choose):
    """Return the smallest or the largest level that lies at most REACH rows and columns away."""
    rows, columns = levels.shape[:2]
    places = range(2 * REACH + 1)
    padded = np.pad(levels, ((REACH, REACH), (REACH, REACH), (0, 0)), mode="edge")
    across = functools.reduce(choose, (padded[:, k : k + columns] for k in places))
    return functools.reduce(choose, (across[k : k + rows] for k in places))


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
