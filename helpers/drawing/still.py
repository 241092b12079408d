"""What a reader sees where nothing is live: HTML and text beside the widget."""

import base64
import io
from html import escape

from PIL import Image

LARGE, QUALITY = 20_000, 80  # a larger photograph is stored with losses that nobody sees
COLOURS = 4096  # drawings and maps have fewer; a photograph in colour has more
PAPER = "margin:0;padding:6px;max-width:880px;background:#fff;color:#333"


def figure_html(png, width, alt, caption=""):
    """Return a picture with its text alternative and caption as HTML.

    Parameters
    ----------
    png : bytes
        The picture.
    width : int
        Its width on the page, in CSS pixels.
    alt : str
        What it shows.
    caption : str
        HTML below the picture.

    Returns
    -------
    str
    """
    return (
        f'<figure style="{PAPER}">'
        f'<img alt="{escape(alt)}" src="{address(png)}" width="{width}" '
        'style="max-width:100%;height:auto">'
        f'<figcaption style="font-size:15px;line-height:1.6">{caption}</figcaption></figure>'
    )


def address(png, *, quick=False):
    """Return a picture as an address that holds it, in the format that takes least room.

    Large photographs are stored with losses. Drawings and maps in colours are stored as they are:
    losses would save little there, and smear lines of one colour on another.

    Parameters
    ----------
    png : bytes
        The picture.
    quick : bool
        Take a third of the time, and a quarter more room, where there are many pictures.

    Returns
    -------
    str
    """
    picture, file = Image.open(io.BytesIO(png)), io.BytesIO()
    if len(png) > LARGE and _is_photograph(picture):
        picture.save(file, "WEBP", quality=QUALITY)
    else:
        effort = {"quality": 20, "method": 1} if quick else {}
        picture.convert("RGB").save(file, "WEBP", lossless=True, **effort)
    return f"data:image/webp;base64,{base64.b64encode(file.getvalue()).decode()}"


def _is_photograph(picture):
    return picture.mode == "L" or (picture.mode == "RGB" and not picture.getcolors(COLOURS))


def side_by_side(parts):
    """Return pieces of HTML side by side, wrapped where the page is narrow.

    Parameters
    ----------
    parts : iterable of str
        HTML.

    Returns
    -------
    str

    Examples
    --------
    >>> side_by_side(["<b>1</b>", "<b>2</b>"])
    '<div style="display:flex;flex-wrap:wrap;gap:14px"><b>1</b><b>2</b></div>'
    """
    return f'<div style="display:flex;flex-wrap:wrap;gap:14px">{"".join(parts)}</div>'


def with_text(bundle, html, plain):
    """Add to what a widget shows the texts for where nothing is live.

    Parameters
    ----------
    bundle : dict or tuple of dict
        What `ipywidgets` returns for a widget.
    html, plain : str
        The texts.

    Returns
    -------
    dict or tuple of dict
    """
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    data |= {"text/html": html, "text/plain": plain}
    return bundle
