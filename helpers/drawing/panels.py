"""Pictures side by side, without anything live."""

from dataclasses import dataclass
from html import escape

import numpy as np

from helpers.data.photographs import to_png
from helpers.drawing.frames import Frame
from helpers.drawing.still import PAPER
from helpers.numbers import number

PANEL = 270  # pixels


@dataclass(frozen=True)
class Panels:
    """Frames that show themselves side by side, each below its caption.

    Attributes
    ----------
    frames : tuple of helpers.drawing.frames.Frame
        From left to right.
    """

    frames: tuple

    @property
    def alt(self):
        """What all of them show."""
        return " ".join(frame.alt for frame in self.frames)

    def _repr_mimebundle_(self, **kwargs):
        inner = "".join(
            f'<div><div style="font-size:14px;padding:2px 0">{escape(f.caption)}</div>'
            f"{_only_image(f)}</div>"
            for f in self.frames
        )
        html = f'<div style="{PAPER};display:flex;flex-wrap:wrap;gap:14px">{inner}</div>'
        return {"text/html": html, "text/plain": self.alt}


def _only_image(frame):
    """Return the picture of a frame as HTML, without a caption."""
    html = frame.html
    return html[html.index("<img") : html.index("<figcaption")]


def panel(image, title, alt, *, signed=False, width=PANEL):
    """Return an image as a panel with a title.

    Parameters
    ----------
    image : ndarray, shape (N1, N2)
        Grey values from 0 to 255, or differences.
    title, alt : str
        Above the picture, and in place of it.
    signed : bool
        Draw differences, in red above and blue below zero.
    width : int
        On the page, in pixels.

    Returns
    -------
    helpers.drawing.frames.Frame
    """
    scale = max(1, width // image.shape[1])
    png = to_png(image, scale=scale, signed=signed)
    return Frame(png, width, round(width * image.shape[0] / image.shape[1]), alt, title)


def show_images(images, *, signed=(), width=270):
    """Show images side by side.

    Parameters
    ----------
    images : dict of str to array_like, shape (N1, N2)
        By their captions: grey levels from 0 to 255, what lies beyond is shown as black or white.
    signed : sequence of str
        Captions of those that are shown as signed maps, red above and blue below 0.
    width : int
        Of each, in pixels on the page.

    Returns
    -------
    Panels

    Raises
    ------
    ValueError
        Where a caption in `signed` names no image.

    Examples
    --------
    >>> show_images({"dark": [[0, 10]], "bright": [[250, 255]]}).alt
    'dark: 1×2 pixels, from 0 to 10, mean 5. bright: 1×2 pixels, from 250 to 255, mean 252.5.'
    """
    unknown = [name for name in signed if name not in images]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is none of the images {', '.join(map(repr, images))}")
    frames = []
    for name, values in images.items():
        values = np.asarray(values)
        found = values.min(), values.max(), values.mean()
        said = [number(round(float(value), 1) + 0.0) for value in found]
        alt = (
            f"{name}: {values.shape[0]}×{values.shape[1]} pixels, from {said[0]} to {said[1]}, "
            f"mean {said[2]}."
        )
        frames.append(panel(values, name, alt, signed=name in signed, width=width))
    return Panels(tuple(frames))
