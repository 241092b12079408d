"""Images side by side: photographs, maps, edges and what tells them apart."""

import matplotlib
import numpy as np
from matplotlib.colors import to_rgb

from helpers.data.photographs import to_png
from helpers.drawing.arrays import rows_of
from helpers.drawing.captions import size_of
from helpers.drawing.frames import Frame, Panels
from helpers.models.edges import SIDES
from helpers.numbers import number, rounded
from helpers.operations import correlate

WHERE = dict(zip(SIDES, ("on the left", "on the right", "above", "below"), strict=True))


def show_images(images, *, signed=(), width=270):
    """Show images side by side.

    Parameters
    ----------
    images : dict of str to array_like, shape (N1, N2)
        By their captions: grey levels from 0 to 255, what lies beyond is shown as black or white.
    signed, width : sequence of str, and int
        Captions of maps, red above and blue below 0, else ValueError; pixels on the page.
    """
    unknown = [name for name in signed if name not in images]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is none of the images {', '.join(map(repr, images))}")
    frames = []
    for name, values in images.items():
        values = np.asarray(values)
        found = values.min(), values.max(), values.mean()
        low, high, mean = (number(round(float(value), 1) + 0.0) for value in found)
        alt = f"{name}: {size_of(values)} pixels, from {low} to {high}, mean {mean}."
        frames.append(panel(values, name, alt, signed=name in signed, width=width))
    return Panels(tuple(frames))


def panel(image, title, alt, *, signed=False, width=270):
    """Return an image as a panel with a title."""
    png = to_png(image, scale=max(1, width // image.shape[1]), signed=signed)
    return Frame(png, width, round(width * image.shape[0] / image.shape[1]), alt, title)


def _stretched(image):
    return 255 * (image - image.min()) / (np.ptp(image) or 1)


def framed(pixels, place, sides, role=None, *, line=3, within=False):
    """Return a picture with a frame of a role's colour, or white, around a box or within it."""
    outside, inside = (0, line) if within else (line, 0)
    spans = [(start, min(start + side, most))
             for start, side, most in zip(place, sides, pixels.shape, strict=False)]  # fmt: skip
    outer = tuple(slice(max(0, low - outside), high + outside) for low, high in spans)
    inner = tuple(slice(low + inside, high - inside) for low, high in spans)
    marked = pixels.copy()
    marked[outer] = 255 * np.array(to_rgb(role.colour)) if role else 255
    marked[inner] = pixels[inner]
    return marked


def signed_colours(values):
    """Return values from -1 to 1 as levels of red, green and blue: red above, blue below 0."""
    return 255 * matplotlib.colormaps["RdBu_r"]((values + 1) / 2)[..., :3]


def filter_tiles(w):
    """Return the four filters as panels, red above and blue below zero."""
    return [
        panel(one, name, f"Filter for “{name}”: {rows_of(one)}.", signed=True, width=105)
        for name, one in zip(SIDES, w, strict=True)
    ]


def show_edges(images, labels):
    """Show the first eight images of edges, each with its bright side.

    Parameters
    ----------
    images, labels : ndarray
        As from `helpers.models.edges.edges`.
    """
    rows, columns = images[0].shape
    alt = f"Image of {rows}×{columns} pixels with noise: bright"
    return Panels(tuple(
        panel(_stretched(image), SIDES[label], f"{alt} {WHERE[SIDES[label]]}.", width=84)
        for image, label in zip(images[:8], labels, strict=False)
    ))  # fmt: skip


def show_score(image, w):
    """Show how a filter scores an image: correlation, ReLU, mean.

    Parameters
    ----------
    image, w : ndarray, shape (N1, N2) and (M1, M2)
        The image and the filter.
    """
    y = correlate(image, w, "valid")
    low, high, score = y.min(), y.max(), np.maximum(y, 0).mean()
    small, large = (" × ".join(map(str, a.shape)) for a in (w, image))
    said = f"The same, 0 in place of what is negative; the mean is {score:.3g}."
    return Panels((
        panel(_stretched(image), "image", f"An image of {large} pixels.", width=132),
        panel(w, "filter", f"A filter of {small} weights: {rows_of(w)}.", signed=True, width=60),
        panel(y, "correlation", f"Their valid correlation, from {rounded(low)} to {rounded(high)}.",
              signed=True, width=96),
        panel(np.maximum(y, 0), f"after ReLU: mean {score:.3g}", said, signed=True, width=96),
    ))  # fmt: skip
