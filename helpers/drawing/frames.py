"""Frames, the pictures that are shown, with their words; and HTML where nothing is live."""

import base64
import io
from dataclasses import dataclass, field
from html import escape

from PIL import Image

LARGE, QUALITY = 20_000, 80  # a larger photograph is stored with losses that nobody sees
COLOURS = 4096  # drawings and maps have fewer; a photograph in colour has more
PAPER = "margin:0;padding:6px;max-width:880px;background:#fff;color:#333"


@dataclass(frozen=True)
class Frame:
    """The picture of one step and what it says; how large its `text` at least is, in pixels."""

    png: bytes
    width: int
    height: int
    alt: str
    caption: str
    boxes: dict = field(default_factory=dict)
    text: float = 0.0

    @property
    def html(self):
        """The frame as HTML that stands for itself."""
        return (
            f'<figure style="{PAPER}">{image_html(self.png, self.width, self.alt)}<figcaption '
            f'style="font-size:15px;line-height:1.6">{self.caption}</figcaption></figure>'
        )

    def _repr_mimebundle_(self, **kwargs):
        return {"text/html": self.html, "text/plain": self.alt}


@dataclass(frozen=True)
class Panels:
    """Frames that show themselves side by side, each below its caption."""

    frames: tuple

    def _repr_mimebundle_(self, **kwargs):
        inner = "".join(
            f'<div style="max-width:{f.width}px">'
            f'<div style="font-size:14px;padding:2px 0">{escape(f.caption)}</div>'
            f"{image_html(f.png, f.width, f.alt)}</div>"
            for f in self.frames
        )
        least = 2 * max(f.width for f in self.frames) // 3  # pixels, where there is little room
        columns = f"repeat(auto-fit,minmax(min(100%,{least}px),max-content))"
        grid = f"display:grid;align-items:end;gap:14px;grid-template-columns:{columns}"
        html = f'<div style="{PAPER};{grid}">{inner}</div>'
        return {"text/html": html, "text/plain": " ".join(f.alt for f in self.frames)}


@dataclass(frozen=True)
class Still:
    """One state of an interactive."""

    label: str
    panels: tuple
    caption: str


@dataclass(frozen=True)
class View:
    """One way through an interactive."""

    name: str
    stills: tuple


def view_of_frames(name, frames, labels):
    """Return frames that each stand for themselves as a view."""
    pairs = zip(labels, frames, strict=True)
    return View(name, tuple(Still(label, (f,), f.caption) for label, f in pairs))


def image_html(png, width, alt):
    """Return a picture with its text alternative as HTML."""
    return (
        f'<img alt="{escape(alt)}" src="{address(png)}" width="{width}" '
        'style="max-width:100%;height:auto">'
    )


def address(png, *, quick=False):
    """Return a picture as an address that holds it, large photographs with some losses."""
    picture, file = Image.open(io.BytesIO(png)), io.BytesIO()
    many = picture.mode == "L" or (picture.mode == "RGB" and not picture.getcolors(COLOURS))
    if len(png) > LARGE and many:
        picture.save(file, "WEBP", quality=QUALITY)
    else:
        effort = {"quality": 20, "method": 2} if quick else {}
        picture.convert("RGB").save(file, "WEBP", lossless=True, **effort)
    return f"data:image/webp;base64,{base64.b64encode(file.getvalue()).decode()}"
