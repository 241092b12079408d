"""What a reader sees where nothing is live: HTML and text beside the widget."""

import base64
from html import escape

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
    data = base64.b64encode(png).decode()
    return (
        f'<figure style="{PAPER}">'
        f'<img alt="{escape(alt)}" src="data:image/png;base64,{data}" width="{width}" '
        'style="max-width:100%;height:auto">'
        f'<figcaption style="font-size:15px;line-height:1.6">{caption}</figcaption></figure>'
    )


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
