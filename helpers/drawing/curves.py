"""Drawing of continuous curves with their samples, and of the Gaussian as a surface."""

import numpy as np
from matplotlib.lines import Line2D

from helpers.drawing.kept import KeptFigure
from helpers.drawing.style import CONTEXT, KERNEL
from helpers.numbers import number

REACH = 8  # pixels to both sides of the middle


class CrossSection(KeptFigure):
    """A Gaussian as a curve through its middle, with the samples that a kernel takes of it.

    Parameters
    ----------
    width, height : int
        Size on the page, in pixels.
    """

    def __init__(self, width=330, height=256):
        def lay_out(figure):
            ax = figure.add_axes((0.12, 0.2, 0.85, 0.75))
            ax.set(xlim=(-REACH - 0.5, REACH + 0.5), ylim=(0, 1.08))
            ax.set_xticks(range(-REACH, REACH + 1, 4))
            ax.set_yticks([0, 0.5, 1])
            ax.xaxis.set_major_formatter(lambda value, _: number(round(value)))
            ax.set_xlabel("v in pixels", labelpad=1)
            return ax

        super().__init__(width, height, lay_out)

    def png(self, size, sigma):
        """Return the picture for a kernel of `size` samples.

        Parameters
        ----------
        size : int
            Number of samples in a row, odd.
        sigma : float
            Standard deviation in pixels.

        Returns
        -------
        bytes
            A PNG; weights are drawn as parts of the largest one.
        """
        u = np.linspace(-REACH - 0.5, REACH + 0.5, 301)
        places = np.arange(size) - size // 2
        places = places[abs(places) <= REACH]
        bell, samples = (np.exp(-(v**2) / (2 * sigma**2)) for v in (u, places))
        feet = np.repeat(places.astype(float), 3)
        tops = np.column_stack([np.zeros(len(places)), samples, np.full(len(places), np.nan)])
        marks = {"marker": KERNEL.marker, "markersize": 6, "linestyle": ""}
        lines = (
            Line2D(u, bell, color=CONTEXT, linewidth=1.5),
            Line2D(feet, tops.ravel(), color=KERNEL.colour, linewidth=2),
            Line2D(places, samples, color=KERNEL.colour, **marks),
        )
        return self.draw((self.axes, line) for line in lines)


def draw_gaussian(figure, sigma):
    """Draw a Gaussian over ±3 as a surface, as a heat map, and as a cross-section.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Where to draw.
    sigma : float
        Standard deviation.

    Returns
    -------
    matplotlib.figure.Figure
    """
    u = np.linspace(-3, 3, 61)
    across, down = np.meshgrid(u, u)
    height = np.exp(-(across**2 + down**2) / (2 * sigma**2)) / (2 * np.pi * sigma**2)
    samples = np.arange(-3, 4)
    surface = figure.add_axes((0.0, 0.06, 0.38, 0.94), projection="3d")
    surface.plot_surface(across, down, height, cmap="gray", linewidth=0.3, edgecolor="0.5",
                         rcount=30, ccount=30)  # fmt: skip
    surface.set(xlabel="v", ylabel="u", xticks=samples[::3], yticks=samples[::3], zticks=[])
    surface.grid(False)
    surface.zaxis.line.set_visible(False)
    surface.view_init(elev=28, azim=-60)
    for axis in (surface.xaxis, surface.yaxis, surface.zaxis):
        axis.set_pane_color("white")
        axis.pane.set_edgecolor("white")
    flat = figure.add_axes((0.43, 0.16, 0.22, 0.7))
    flat.imshow(height, extent=(-3, 3, 3, -3), interpolation="bilinear")
    flat.axhline(0, color=KERNEL.colour, linewidth=1.5)
    flat.set(xlabel="v", ylabel="u", xticks=samples[::3], yticks=samples[::3])
    cut = figure.add_axes((0.76, 0.16, 0.23, 0.7))
    cut.plot(u, height[30], color=CONTEXT, marker="", linewidth=1.5)
    cut.vlines(samples, 0, height[30, ::10], color=KERNEL.colour)
    cut.plot(samples, height[30, ::10], color=KERNEL.colour, marker=KERNEL.marker, linestyle="")
    cut.set(xlabel="v, at u = 0", ylabel="h", ylim=(0, None), xticks=samples[::3])
    return figure
