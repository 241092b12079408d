"""Images of edges, the filters that tell them apart, their scores, and their answers."""

import numpy as np

from helpers.drawing.arrays import rows_of
from helpers.drawing.canvas import blank, picture
from helpers.drawing.frames import Panels
from helpers.drawing.grids import Grid
from helpers.drawing.images import tile
from helpers.drawing.style import INPUT, OUTPUT, course_style
from helpers.models.edges import SIDES
from helpers.operations import correlate

CELL, LEFT, TOP = 52, 58, 44  # pixels
WHERE = dict(zip(SIDES, ("on the left", "on the right", "above", "below"), strict=True))


def filter_tiles(w):
    """Return the four filters as panels, red above and blue below zero."""
    return [
        tile(one, name, f"Filter for “{name}”: {rows_of(one)}.", signed=True)
        for name, one in zip(SIDES, w, strict=True)
    ]


def show_edges(images, labels, count=8):
    """Show some images of edges, each with its bright side.

    Parameters
    ----------
    images, labels : ndarray
        As from `helpers.models.edges.edges`.
    count : int
        How many, from the first one on.

    Returns
    -------
    helpers.drawing.frames.Panels
    """
    frames = []
    for image, label in zip(images[:count], labels, strict=False):
        name, (rows, columns) = SIDES[label], image.shape
        alt = f"Image of {rows}×{columns} pixels with noise: bright {WHERE[name]}."
        frames.append(tile(image, name, alt, width=84))
    return Panels(tuple(frames))


def show_score(image, w):
    """Show how a filter scores an image: correlation, ReLU, mean.

    Parameters
    ----------
    image, w : ndarray, shape (N1, N2) and (M1, M2)
        One image and one filter.

    Returns
    -------
    helpers.drawing.frames.Panels
    """
    y = correlate(image, w, "valid")
    low, high, score = y.min(), y.max(), np.maximum(y, 0).mean()
    small, large = (" × ".join(map(str, a.shape)) for a in (w, image))
    said = f"The same, 0 in place of what is negative; the mean is {score:.3g}."
    return Panels((
        tile(image, "image", f"An image of {large} pixels.", width=132),
        tile(w, "filter", f"A filter of {small} weights: {rows_of(w)}.", signed=True, width=60),
        tile(y, "correlation", f"Their valid correlation, from {low:.2f} to {high:.2f}.",
             signed=True, width=96),
        tile(np.maximum(y, 0), f"after ReLU: mean {score:.3g}", said, signed=True, width=96),
    ))  # fmt: skip


def draw_answers(counts, names):
    """Draw how often each answer (a column) was given for images of each kind (a row)."""
    grid = Grid(LEFT, TOP, CELL, counts.shape)
    with course_style():
        figure, ax = blank(LEFT + grid.width + 8, TOP + grid.height + 6)
        grid.draw_cells(ax, counts, low=0, high=counts.sum(1).max())
        grid.draw_lines(ax, OUTPUT.colour)
        for k, name in enumerate(names):
            middle = (k + 0.5) * CELL
            look = {"size": 10.5, "va": "center"}
            ax.text(LEFT - 6, TOP + middle, name, ha="right", color=INPUT.ink, **look)
            ax.text(LEFT + middle, TOP - 10, name, ha="center", color=OUTPUT.ink, **look)
        ax.text(LEFT, 12, "answers", color=OUTPUT.ink, weight="bold", size=10.5)
        return picture(figure, f"Answers. {in_words(counts, names)}")


def in_words(counts, names):
    """Say all counts that are not 0.

    >>> import numpy as np
    >>> in_words(np.array([[2, 1], [0, 3]]), ["left", "right"])
    'left: left 2, right 1; right: right 3.'
    """
    rows = []
    for name, row in zip(names, counts, strict=True):
        said = [f"{answer} {count}" for answer, count in zip(names, row, strict=True) if count]
        rows.append(f"{name}: {', '.join(said)}")
    return f"{'; '.join(rows)}."
