"""Charts of similarity and of numbers of weights; three maps as tables of their weights."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from helpers.drawing.frames import picture
from helpers.drawing.grids import Grid, draw_lines
from helpers.drawing.kept import KeptFigure
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT, course_style

MAPS = ("dense", "local", "shared")


class PairsChart(KeptFigure):
    """Levels of pairs of pixels as points, and their correlation against their distance.

    Parameters
    ----------
    distances, values : sequence of float
        The curve.
    """

    def __init__(self, distances, values):
        def lay_out(figure):
            points = figure.add_axes((0.075, 0.17, 0.3, 0.75))
            points.set(xlim=(0, 255), ylim=(0, 255), xticks=[0, 100, 200], yticks=[0, 100, 200])
            points.set_xlabel("level of a pixel")
            points.set_ylabel("level of the other")
            curve = figure.add_axes((0.5, 0.17, 0.48, 0.75))
            curve.axhline(0, color=CONTEXT, linewidth=0.8)
            curve.plot(distances, values, color=INPUT.colour, marker="", linewidth=2)
            curve.set(xlim=(0, max(distances)), ylim=(-0.15, 1.05), xlabel="distance in pixels")
            curve.set_ylabel("r")
            return points, curve

        super().__init__(860, 300, lay_out)

    def show(self, one, other, distance, value):
        """Return the picture of pairs of one distance.

        Parameters
        ----------
        one, other : ndarray, shape (pairs,)
            Their levels; a sample is enough.
        distance : int
            In pixels.
        value : float
            Their correlation.

        Returns
        -------
        bytes
        """
        points, curve = self.axes
        cloud = Line2D(one, other, linestyle="", marker=".", markersize=2.5, color=INPUT.colour)
        here = Line2D([distance], [value], marker=OUTPUT.marker, markersize=10, color=OUTPUT.colour)
        foot = Line2D([distance] * 2, [-0.15, value], color=OUTPUT.colour, linewidth=1)
        return self.draw([(points, cloud), (curve, foot), (curve, here)])


class ProfileChart(KeptFigure):
    """Similarity to one pixel against the distance from it."""

    def __init__(self, width=270, height=252):
        def lay_out(figure):
            ax = figure.add_axes((0.17, 0.19, 0.8, 0.77))
            ax.axhline(0, color=CONTEXT, linewidth=0.8)
            ax.set(xlim=(0, 38), ylim=(-0.2, 1.05), xticks=[0, 10, 20, 30], yticks=[0, 0.5, 1])
            ax.set_xlabel("distance in pixels", size=10)
            return ax

        super().__init__(width, height, lay_out)

    def show(self, distances, values):
        """Return the picture for one pixel.

        Parameters
        ----------
        distances, values : array_like
            Distances, and the mean similarity at each of them.

        Returns
        -------
        bytes
        """
        style = {"marker": INPUT.marker, "markersize": 3.5, "linewidth": 1, "color": INPUT.colour}
        return self.draw([(self.axes, Line2D(distances, values, **style))])


class WeightsChart(KeptFigure):
    """Numbers of weights of three maps as bars, on an axis of powers of ten."""

    def __init__(self, most):
        def lay_out(figure):
            ax = figure.add_axes((0.1, 0.28, 0.87, 0.68))
            ax.set_xscale("log")
            ax.set(xlim=(1, 300 * most), ylim=(2.6, -0.6), xlabel="weights")
            ax.set_yticks(range(3), MAPS)
            ax.tick_params(axis="y", labelsize=11, length=0)
            return ax

        super().__init__(860, 190, lay_out)

    def show(self, counts):
        """Return the picture for three numbers.

        Parameters
        ----------
        counts : dict of str to int
            As in `helpers.models.neighbours.weight_counts`.

        Returns
        -------
        bytes
        """
        ax, artists = self.axes, []
        for place, count in enumerate(counts.values()):
            bar = Rectangle((1, place - 0.28), count - 1, 0.56, color=KERNEL.colour)
            artists.append((ax, bar))
            words = {"va": "center_baseline", "color": KERNEL.ink, "weight": "bold", "size": 11}
            text = ax.text(1.25 * count, place, spaced(count), **words)
            text.remove()
            artists.append((ax, text))
        return self.draw(artists)


def spaced(count):
    """Return a whole number with a space between thousands.

    Parameters
    ----------
    count : int
        The number.

    Returns
    -------
    str

    Examples
    --------
    >>> spaced(614656).split()
    ['614', '656']
    """
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")


def show_weights(pixels=8, neighbours=3):
    """Draw three maps of a row of pixels as tables of their weights, equal ones in equal tones.

    Parameters
    ----------
    pixels : int
        Of the row, from 3 to 12.
    neighbours : int
        How many inputs an output of the local maps looks at; odd.

    Returns
    -------
    helpers.drawing.frames.Frame
        Shows itself, with a text alternative that gives the numbers of weights.

    Raises
    ------
    ValueError
        For numbers that cannot be drawn.
    """
    if not 3 <= pixels <= 12 or neighbours % 2 == 0 or not 1 <= neighbours <= pixels:
        raise ValueError(
            f"3 to 12 pixels and an odd number of neighbours can be drawn, not {pixels} and "
            f"{neighbours}"
        )
    tones = np.random.default_rng(4).uniform(0.12, 1, (pixels, pixels))
    offsets = np.arange(pixels) - np.arange(pixels)[:, None] + neighbours // 2
    near = (offsets >= 0) & (offsets < neighbours)
    same = np.linspace(0.25, 1, neighbours)[np.clip(offsets, 0, neighbours - 1)]
    tables = {
        f"dense: {pixels}·{pixels} = {pixels**2} weights": tones,
        f"local: {pixels}·{neighbours} = {pixels * neighbours}": np.where(near, tones, 0),
        f"local and shared: {neighbours}": np.where(near, same, 0),
    }
    cell, gap = 26, 60
    width = 70 + 3 * cell * pixels + 2 * gap + 4
    height = 62 + cell * pixels + 6
    with course_style():
        figure = Figure((width / 100, height / 100))
        FigureCanvasAgg(figure)
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set_axis_off()
        ax.set(xlim=(0, width), ylim=(height, 0), autoscale_on=False)
        ax.text(64, 62 + cell * pixels / 2, "outputs", rotation=90, ha="right", va="center",
                color=OUTPUT.ink, weight="bold")  # fmt: skip
        for i, (title, values) in enumerate(tables.items()):
            grid = Grid(70 + i * (cell * pixels + gap), 62, cell, values.shape)
            _draw_table(ax, grid, title, values)
    return picture(figure, _alternative(pixels, neighbours))


def _draw_table(ax, grid, title, values):
    ax.text(grid.left, 22, title, size=11.5, weight="bold", color=KERNEL.ink)
    ax.text(grid.left + grid.width / 2, 52, "inputs", ha="center", color=INPUT.ink, weight="bold")
    for index in zip(*np.nonzero(values), strict=True):
        ax.add_patch(Rectangle(
            grid.corner(*index), grid.cell, grid.cell, facecolor=KERNEL.colour,
            alpha=values[index], linewidth=0, zorder=1,
        ))  # fmt: skip
    draw_lines(ax, grid, "0.85")


def _alternative(pixels, neighbours):
    return (
        f"Three tables of weights from {pixels} inputs (columns) to {pixels} outputs (rows). "
        f"Dense: all {pixels**2} places hold a weight, each of another tone. Local: only the "
        f"{neighbours} places around the diagonal do, {pixels * neighbours} with those that stick "
        f"out. Local and shared: the same places, but with the same {neighbours} tones in each row."
    )
