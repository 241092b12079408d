"""A photograph to filter, in grey levels from 0 (black) to 255 (white)."""

import functools
import io

import matplotlib
import numpy as np
from matplotlib.cbook import get_sample_data
from PIL import Image

from helpers.numbers import array_of, require_real, require_whole

SMALLEST, LARGEST = 16, 512
SQUARE = (0, 14, 512, 526)  # left, top, right, bottom: from the cap to the ribbons
PORTRAIT = "portrait of Grace Hopper, in uniform, smiling, in front of a flag"


def photograph(size=256, *, colour=False):
    """Return a portrait of Grace Hopper, who wrote the first compiler, in levels from 0 to 255.

    Official portrait of Rear Admiral Grace M. Hopper by James S. Davis, United States Navy,
    1984: public domain. The file is `grace_hopper.jpg`, which Matplotlib ships.

    Parameters
    ----------
    size, colour : int and bool
        Rows and columns, from 16 to 512, each pixel the mean of its area in the file; TypeError or
        ValueError for any other. Keep red, green and blue, shape (size, size, 3).
    """
    size = require_whole("size", size, SMALLEST, LARGEST)
    return _portrait(size, colour).copy()


@functools.cache
def _portrait(size, colour):
    """Return the part of the portrait that is used; as floats, so that means are not rounded."""
    with Image.open(get_sample_data("grace_hopper.jpg", asfileobj=False)) as file:
        bands = file.convert("RGB").crop(SQUARE).split()
    sized = [band.convert("F").resize((size, size), Image.Resampling.BOX) for band in bands]
    picture = np.dstack(sized).astype(np.float64)
    return picture if colour else grey(picture)


def grey(picture):
    """Return a picture in grey, over white paper: weights of ITU-R BT.601, section 2.5.1."""
    levels = levels_of("picture", picture)
    if levels.ndim not in (2, 3) or levels.shape[2:] not in ((), (3,), (4,)):
        raise ValueError(
            f"picture must have the shape (H, W), (H, W, 3) or (H, W, 4), not {levels.shape}"
        )
    if levels.min() < 0 or levels.max() > 255:
        raise ValueError(
            f"picture must have levels from 0 to 255, not from {levels.min():g} to {levels.max():g}"
        )
    if levels.ndim == 2:
        return levels
    red, green, blue, *opacity = np.moveaxis(levels, 2, 0)
    opaque = (299 * red + 587 * green + 114 * blue) / 1000  # whole numbers: white stays 255
    if not opacity:
        return opaque
    return 255 - (255 - opaque) * opacity[0] / 255


def add_noise(image, strength):
    """Add Gaussian noise, different for each pixel, the same at each call; nothing is clipped.

    Parameters
    ----------
    image, strength : array_like of any shape, and float
        TypeError or ValueError where they are not finite real numbers, or `strength`, the standard
        deviation of the noise in grey levels, is below 0.
    """
    levels = levels_of("image", image)
    strength = require_real("strength", strength, least=0)
    return levels + strength * np.random.default_rng(0).standard_normal(levels.shape)


def to_png(image, *, scale=1, signed=False):
    """Return an image as a PNG file: rounded, cut off below 0 and above 255 in the file only."""
    levels = levels_of("image", image)
    if levels.ndim != 2 and (signed or levels.ndim != 3 or levels.shape[2] != 3):
        possible = "(H, W)" if signed else "(H, W) or (H, W, 3)"
        raise ValueError(f"image must have the shape {possible}, not {levels.shape}")
    if signed:
        levels = 127 * (levels / (abs(levels).max() or 1)) + 127
    pixels = np.rint(levels.clip(0, 255)).astype(np.uint8)
    picture = Image.fromarray(pixels.repeat(scale, 0).repeat(scale, 1))
    if signed:
        colours = matplotlib.colormaps["RdBu_r"](np.linspace(0, 1, 255), bytes=True)
        picture.putpalette(colours[:, :3].tobytes())  # the middle one is zero's
    return png_of(picture, effort=1)


def png_of(picture, effort):
    """Return an image as a PNG file; an effort of 9 takes most time and least room."""
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=effort)
    return file.getvalue()


def levels_of(name, values):
    """Return `values` as a new array of finite float64, or say what is wrong."""
    array = array_of(name, values, kinds="iuf").astype(np.float64)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must hold finite numbers; {np.sum(~np.isfinite(array))} are not")
    return array
