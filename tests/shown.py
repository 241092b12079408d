"""What is shown, as tests look at it."""

import io
import re
from html import unescape

import numpy as np
from PIL import Image

from helpers.drawing.canvas import _children


def pixels(png):
    """Return a picture as an array of red, green and blue, shape (H, W, 3)."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def text_of(html):
    """Return what HTML says."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def data_of(shown):
    """Return what an object hands to Jupyter, by format."""
    bundle = shown._repr_mimebundle_()
    return bundle[0] if isinstance(bundle, tuple) else bundle


def draw_step(drawing, i):
    """Draw step `i`, and what stays of those before, in place of the one that was drawn last."""
    for artist in getattr(drawing, "artists", ()):
        artist.remove()
    before = _children(drawing.figure)
    drawing.draw(i)
    drawing.artists = _children(drawing.figure, before)


def drawn_whole(drawing, i, scale):
    """Return step `i` of a drawing, drawn at once, as an array of red, green and blue."""
    draw_step(drawing, i)
    drawing.figure.set_dpi(100 * scale)
    drawing.figure.canvas.draw()
    return np.asarray(drawing.figure.canvas.buffer_rgba())[..., :3].astype(int)


def assert_looks_the_same(got, expected, *, pale=False):
    """Two pictures differ by what few colours cost, more so in pale ones; white is white."""
    assert got.shape == expected.shape
    assert (abs(got - expected).max(axis=-1) > 40).mean() < (0.003 if pale else 0.001)
    assert (got[expected.min(axis=-1) == 255] == 255).all()
