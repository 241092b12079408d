"""Images of edges, the filters that tell them apart, their scores, and their answers."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers.drawing.arrays import rows_of
from helpers.drawing.canvas import picture
from helpers.drawing.frames import Panels
from helpers.drawing.grids import Grid, draw_cells, draw_lines
from helpers.drawing.images import tile
from helpers.drawing.style import INPUT, OUTPUT, course_style
from helpers.models.edges import SIDES
from helpers.operations import correlate

CELL, LEFT, TOP = 52, 58, 44  # pixels


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
    images, labels
        As from `helpers.models.edges.edges`.
    count : int
        How many, from the first one on.

    Returns
    -------
    helpers.drawing.frames.Panels

    Examples
    --------
    >>> from helpers.models.edges import edges
    >>> [frame.caption for frame in show_edges(*edges(5)).frames]
    ['left', 'right', 'above', 'below', 'left']
    """
    frames = []
    for image, label in zip(images[:count], labels, strict=False):
        name, size = SIDES[label], "×".join(map(str, image.shape))
        alt = f"Image of {size} pixels with noise: bright {_where(name)}."
        frames.append(tile(image, name, alt, width=84))
    return Panels(tuple(frames))


def _where(side):
    return f"on the {side}" if side in ("left", "right") else side


def show_score(image, w):
    """Show how a filter scores an image: correlation, ReLU, mean.

    Parameters
    ----------
    image : ndarray, shape (N1, N2)
        One image.
    w : ndarray, shape (M1, M2)
        One filter.

    Returns
    -------
    helpers.drawing.frames.Panels

    Examples
    --------
    >>> show_score(np.array([[1.0, 2], [3, 4]]), np.array([[1.0, -1]])).frames[-1].caption
    'after ReLU: mean 0'
    """
    y = correlate(image, w, "valid")
    low, high, score = y.min(), y.max(), np.maximum(y, 0).mean()
    span = f"from {low:.2f} to {high:.2f}"
    small, large = (" × ".join(map(str, a.shape)) for a in (w, image))
    return Panels((
        tile(image, "image", f"An image of {large} pixels.", width=132),
        tile(w, "filter", f"A filter of {small} weights: {rows_of(w)}.", signed=True, width=60),
        tile(y, "correlation", f"Their valid correlation, {span}.", signed=True, width=96),
        tile(np.maximum(y, 0), f"after ReLU: mean {score:.3g}",
             f"The same, 0 in place of what is negative; the mean is {score:.3g}.", signed=True,
             width=96),
    ))  # fmt: skip


def draw_answers(counts, names):
    """Draw how often each answer (a column) was given for images of each kind (a row)."""
    width, height = LEFT + CELL * len(names) + 8, TOP + CELL * len(names) + 6
    grid = Grid(LEFT, TOP, CELL, counts.shape)
    with course_style():
        figure = Figure((width / 100, height / 100))
        FigureCanvasAgg(figure)
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(0, width), ylim=(height, 0), autoscale_on=False)
        ax.set_axis_off()
        draw_cells(ax, grid, counts, low=0, high=counts.sum(1).max())
        draw_lines(ax, grid, OUTPUT.colour)
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
        said = ", ".join(
            f"{answer} {count}" for answer, count in zip(names, row, strict=True) if count
        )
        rows.append(f"{name}: {said}")
    return f"{'; '.join(rows)}."
