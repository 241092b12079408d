"""Dice: the sums of two stand on the anti-diagonals of a table, those of several make a bell."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers.drawing.canvas import KeptFigure, kept
from helpers.drawing.frames import Panels
from helpers.drawing.grids import Grid
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT, PRODUCT
from helpers.operations import convolve

FAIR, LOADED = (1, 1, 1, 1, 1, 1), (1, 1, 1, 1, 1, 5)  # how often each face in 6 or 10 throws


def ways(weights, dice):
    """Return in how many ways several equal dice give each sum, the smallest sum first."""
    total = np.array([1])
    for _ in range(dice):
        total = convolve(total, weights)
    return total


class DiceTable(KeptFigure):
    """The products of two dice, of which nothing changes."""

    width = height = 262

    def _lay_out(self, ax, one, other):
        look = {"ha": "center", "weight": "bold"}
        self.grid, values = Grid(62, 62, 32, (6, 6)), np.outer(one, other)
        ax.text(158, 16, "other die", color=KERNEL.ink, **look)
        ax.text(16, 158, "one die", rotation=90, va="center", color=INPUT.ink, **look)
        self.grid.part(-0.9, 0, (1, 6)).print_all(ax, "123456", KERNEL.ink)
        self.grid.part(0, -0.9, (6, 1)).print_all(ax, "123456", INPUT.ink)
        self.grid.print_all(ax, map(str, values.flat), PRODUCT.ink)
        self.grid.draw_lines(ax, CONTEXT)

    def _fill(self, ax, total):
        for i in range(max(0, total - 7), min(6, total - 1)):
            cell = self.grid.part(i, total - 2 - i)
            cell.fill(ax, PRODUCT.colour, edgecolor=PRODUCT.colour, linewidth=None, alpha=0.22)


def draw_bars(counts, first, *, marked=None, width=560, title="", unit="ways"):
    """Draw in how many ways each sum comes about."""
    said = ", ".join(f"{first + i}: {count}" for i, count in enumerate(counts))
    bars = kept(SumBars, tuple(counts), first, width=width)
    high = None if marked is None else counts[marked - first]
    return bars.frame(title, f"{unit} for each sum: {said}.", marked, high)


class SumBars(KeptFigure):
    """The bars of all sums, pale, with their numbers."""

    height, rects = 250, [(0.02, 0.13, 0.96, 0.8)]

    def _lay_out(self, ax, counts, first):
        sums = np.arange(first, first + len(counts))
        every = 1 + 34 * len(sums) // self.width
        ax.bar(sums, counts, 0.8, color=OUTPUT.colour, alpha=0.45)
        ax.set(ylim=(0, 1.18 * max(counts)), yticks=[], xticks=sums[::every])
        ax.spines["left"].set_visible(False)
        ax.tick_params(axis="x", length=0)
        for place, count in zip(sums, counts, strict=True) if len(counts) < 14 else ():
            ax.text(place, count, str(count), ha="center", va="bottom", color=OUTPUT.ink)

    def _fill(self, ax, marked, high):
        if marked:
            ax.add_patch(Rectangle((marked - 0.4, 0), 0.8, high, color=OUTPUT.colour))


def show_dice(most=4):
    """Draw the sums of one die, two dice, and so on, side by side.

    Parameters
    ----------
    most : int
        How many dice there are in the last picture.
    """
    return Panels(tuple(
        draw_bars(ways(FAIR, n).tolist(), n, width=740 // most,
                  title=f"{n} {'die' if n == 1 else 'dice'}: {6**n} ways")
        for n in range(1, most + 1)
    ))  # fmt: skip
