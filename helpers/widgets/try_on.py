"""A learner's own function at work on a picture."""

import time
from html import escape

import numpy as np
from IPython.display import HTML

from helpers.drawing.frames import Panels
from helpers.drawing.images import panel


def try_on(function, verdict, own):
    """Return pictures before and after a function, or the hint that its check comes first.

    Parameters
    ----------
    function : callable
        Takes an image, returns one.
    verdict : helpers.check.Verdict
        What the check said about it.
    own : OwnPicture
        The photograph, or the learner's own picture.
    """
    name = getattr(function, "__name__", "your function")
    if not verdict.correct:
        said = f"As soon as the check above is content, run this cell again: {name} gets a picture."
        return HTML(f"<p>{escape(said)}</p>")
    start = time.perf_counter()
    output = np.asarray(function(own.image.copy()), float)
    seconds = time.perf_counter() - start
    rows, columns = own.image.shape
    said = f"{name} computed {rows}·{columns} = {rows * columns} averages in {seconds:.1g} s"
    return Panels((
        panel(own.image, "input", f"{own.alt}.", width=384),
        panel(output, said, f"{said}; mean {own.image.mean():.1f} before, {output.mean():.1f} "
              "after.", width=384),
    ))  # fmt: skip
