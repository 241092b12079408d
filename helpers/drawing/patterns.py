"""The curve of what a kernel lets through, from wide stripes to the finest ones."""

import numpy as np
from matplotlib.lines import Line2D

from helpers.drawing.canvas import KeptFigure
from helpers.drawing.style import CONTEXT, KERNEL
from helpers.models.patterns import strength

PERIODS = (24, 8, 5, 4, 3, 2)  # that have a tick; the axis counts stripes for each pixel
LOOKS = ({"color": "0.25", "linestyle": "--"}, {"color": KERNEL.colour, "linestyle": "-"})


class StrengthCurve(KeptFigure):
    """How strongly stripes come out, over how many of them there are for each pixel."""

    width, height = 330, 236

    def _lay_out(self, figure):
        ax = figure.add_axes((0.14, 0.2, 0.82, 0.76))
        ax.set(xlim=(0, 0.51), ylim=(-0.4, 1.05))
        ax.axhline(0, color=CONTEXT, linewidth=1)
        ax.set_xticks([1 / period for period in PERIODS], [f"{p}" for p in PERIODS])
        ax.set_yticks([0, 0.5, 1])
        ax.set_xlabel("period P in pixels: wide … fine", labelpad=1)

    def png(self, kernels, period):
        """Return the picture, a PNG, for two kernels (rows of weights by name) and a mark at P."""
        places = np.linspace(1e-6, 0.5, 201)
        lines = [Line2D([1 / period] * 2, [-0.4, 1.05], color=CONTEXT, linewidth=4, alpha=0.5)]
        for (name, weights), look in zip(kernels.items(), LOOKS, strict=True):
            curve, here = strength(weights, 1 / places), strength(weights, period)
            dot = {"marker": KERNEL.marker, "markersize": 7, "color": look["color"]}
            lines += [
                Line2D(places, curve, linewidth=2, marker="", label=name, **look),
                Line2D([1 / period], [here], **dot),
            ]
        return self.draw(lines)
