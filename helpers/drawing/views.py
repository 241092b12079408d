"""What an interactive shows where nothing is live: ways through it, picture after picture."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Still:
    """One state of an interactive.

    Attributes
    ----------
    label : str
        Which state it is, in a few words, such as "n = 3".
    panels : tuple of helpers.drawing.frames.Frame
        Its pictures, from left to right.
    titles : tuple of str
        What stands above each; nothing above a single picture.
    caption : str
        HTML below the pictures.
    """

    label: str
    panels: tuple
    titles: tuple
    caption: str


@dataclass(frozen=True)
class View:
    """One way through an interactive.

    Attributes
    ----------
    name : str
        What distinguishes it from the other ways, such as "convolution".
    stills : tuple of Still
        In the order in which they are gone through.
    """

    name: str
    stills: tuple


def view_of_frames(name, frames, labels):
    """Return frames that each stand for themselves as a view.

    Parameters
    ----------
    name : str
        Name of the view.
    frames : iterable of helpers.drawing.frames.Frame
        Their captions stand below them.
    labels : iterable of str
        One for each frame.

    Returns
    -------
    View

    Examples
    --------
    >>> from helpers.drawing.frames import Frame
    >>> frame = Frame(b"", 8, 6, "Nothing.", "<p>Nothing.</p>")
    >>> view_of_frames("empty", [frame], ["n = 0"]).stills[0].caption
    '<p>Nothing.</p>'
    """
    pairs = zip(labels, frames, strict=True)
    return View(name, tuple(Still(label, (f,), ("",), f.caption) for label, f in pairs))
