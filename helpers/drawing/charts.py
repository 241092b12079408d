"""Charts: curves and samples, similarities, costs, numbers of weights, layers, losses, dice."""

import timeit
from functools import partial, reduce

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from helpers.data.kernels import gaussian_factors
from helpers.drawing.canvas import KeptFigure, SteppedFigure, figure_of, kept, picture
from helpers.drawing.frames import Panels
from helpers.drawing.grids import Grid, ink_on
from helpers.drawing.stems import draw_stems
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT, PRODUCT, course_style
from helpers.models.kernels import strength
from helpers.models.layers import positions_on_page, ways
from helpers.numbers import number
from helpers.operations import convolve

PERIODS = (24, 8, 5, 4, 3, 2)  # that have a tick; the axis counts stripes for each pixel
LOOKS = (("0.25", "--"), (KERNEL.colour, "-"))  # of the two kernels in the curve of strength
REACH = 8  # pixels to both sides of the middle of a Gaussian
SIZES, TIMES = (3, 7, 11, 15, 19, 23, 27, 31), 5  # of kernels; the shortest of so many times counts
SQUARES, LARGEST_SQUARE = (4, 300, 596), 166  # pixels: their left sides, and the largest side
CELL, TOP, HEIGHT = 56, 34, 216  # pixels, of the figure of learning
INK = "0.2"
FAIR, LOADED = (1, 1, 1, 1, 1, 1), (1, 1, 1, 1, 1, 5)  # how often each face in 6 or 10 throws


def _line(ax, x, y, colour, **look):
    """Add a line, or marks, to axes whose limits stay."""
    ax.add_artist(Line2D(x, y, color=colour, **look))


def _mark(ax, x, y, role, size, **look):
    _line(ax, [x], [y], role.colour, marker=role.marker, markersize=size, **look)


class CrossSection(KeptFigure):
    """A Gaussian as a curve through its middle, with the samples that a kernel takes of it."""

    width, height, rects = 330, 256, [(0.12, 0.2, 0.85, 0.75)]

    def _lay_out(self, ax):
        ax.set(xlim=(-REACH - 0.5, REACH + 0.5), xticks=range(-REACH, REACH + 1, 4))
        ax.set(ylim=(0, 1.08), yticks=[0, 0.5, 1])
        ax.set_xlabel("v in pixels", labelpad=1)

    def _fill(self, ax, size, sigma):
        u = np.linspace(-REACH - 0.5, REACH + 0.5, 301)
        reach = min(size // 2, REACH)
        places = np.arange(-reach, reach + 1)
        bell, samples = (np.exp(-(v**2) / (2 * sigma**2)) for v in (u, places))
        _line(ax, u, bell, CONTEXT, linewidth=1.5)
        draw_stems(ax, places, samples, KERNEL, size=7)


@course_style()
def show_gaussian(sigma=1.0):
    """Draw a Gaussian as a surface, as a heat map and as a cross-section.

    Parameters
    ----------
    sigma : float
        Standard deviation in pixels.
    """
    figure, u = figure_of(860, 300), np.linspace(-3, 3, 61)
    across, down = np.meshgrid(u, u)
    height = np.exp(-(across**2 + down**2) / (2 * sigma**2)) / (2 * np.pi * sigma**2)
    samples = np.arange(-3, 4)
    surface = figure.add_axes((0.0, 0.06, 0.38, 0.94), projection="3d")
    look = {"cmap": "gray", "linewidth": 0.3, "edgecolor": "0.5", "rcount": 30, "ccount": 30}
    surface.plot_surface(across, down, height, **look)
    surface.set(xlabel="v", ylabel="u", xticks=samples[::3], yticks=samples[::3], zticks=[])
    surface.grid(False)
    surface.zaxis.line.set_visible(False)
    surface.view_init(elev=28, azim=-60)
    for axis in (surface.xaxis, surface.yaxis, surface.zaxis):
        axis.pane.set(facecolor="white", edgecolor="white")
    flat = figure.add_axes((0.43, 0.16, 0.22, 0.7))
    flat.imshow(height, extent=(-3, 3, 3, -3), interpolation="bilinear")
    flat.axhline(0, color=KERNEL.colour, linewidth=1.5)
    flat.set(xlabel="v", ylabel="u", xticks=samples[::3], yticks=samples[::3])
    cut = figure.add_axes((0.76, 0.16, 0.23, 0.7))
    cut.plot(u, height[30], color=CONTEXT, linewidth=1.5)
    cut.vlines(samples, 0, height[30, ::10], color=KERNEL.colour)
    cut.plot(samples, height[30, ::10], color=KERNEL.colour, marker=KERNEL.marker, linestyle="")
    cut.set(xlabel="v, at u = 0", ylabel="h", ylim=(0, None), xticks=samples[::3])
    said = ", ".join(number(round(value, 4)) for value in height[30, 30::10].tolist())
    return picture(
        figure,
        f"A Gaussian with σ = {sigma:g} over −3 to 3 pixels, three times: as a bell-shaped "
        f"surface, as a round bright spot seen from above, and as a curve through the middle "
        f"with samples {said} at 0, 1, 2 and 3 pixels.",
    )


@course_style()
def show_costs():
    """Draw the multiplications for each pixel, and beside them the time that was measured."""
    k, times = np.array(SIZES), np.array(measure(SIZES))
    counts = np.column_stack([k**2, 2 * k])
    titles = "multiplications for each pixel", "milliseconds for a 128×128 image"
    figure = figure_of(860, 320)
    for ax, title, values in zip(figure.subplots(1, 2), titles, (counts, times), strict=True):
        for column, role, name in zip(values.T, (KERNEL, OUTPUT), ("k × k", "k + k"), strict=True):
            ax.plot(k, column, color=role.colour, marker=role.marker, markersize=5)
            look = {"color": role.ink, "va": "center", "weight": "bold"}
            ax.text(k[-1] + 0.7, column[-1], name, **look)
        ax.set_title(title, size=11)
        ax.set(xlabel="k", xticks=k, xlim=(2, 37), ylim=(0, None))
    figure.subplots_adjust(0.07, 0.17, 0.97, 0.9, wspace=0.2)
    last, (whole, parts) = k[-1], times[-1]
    return picture(
        figure,
        f"Two charts over the kernel size k. Multiplications for each pixel at k = {last}: "
        f"{last**2} in one piece, {2 * last} as column and row. Milliseconds measured at "
        f"k = {last}: {whole:.0f} in one piece, {parts:.1f} as column and row.",
    )


def measure(sizes, side=128):
    """Measure a k×k convolution in one piece and as a column and a row, in milliseconds."""
    image, times = np.random.default_rng(0).random((side, side)), []
    for size in sizes:
        column, row = gaussian_factors(size, size / 6)
        whole, parts = [np.outer(column, row)], [column[:, None], row[None]]
        runs = [partial(reduce, partial(convolve, mode="same"), ks, image) for ks in (whole, parts)]
        times.append([1000 * min(timeit.repeat(run, number=1, repeat=TIMES)) for run in runs])
    return times


@course_style()
def draw_series(clean, series, output, name):
    """Draw a noisy series with a step, what it is without noise, and its moving average."""
    length = len(series) - len(output) + 1
    times = np.arange(len(output)) + length // 2
    error = np.sqrt(np.mean((output - clean[times]) ** 2))
    step = 1 + int(abs(np.diff(clean)).argmax())
    figure = figure_of(860, 270)
    ax = figure.add_axes((0.06, 0.19, 0.92, 0.78))
    ax.plot(series, color=INPUT.colour, linewidth=0.6, marker=INPUT.marker, markersize=3)
    ax.plot(clean, color="0.4", linewidth=1.5, linestyle="--", drawstyle="steps-mid")
    ax.plot(times, output, color=OUTPUT.colour, linewidth=2.5)
    ax.set(xlim=(-1, len(series)), ylim=(3, 42), xlabel="n")
    said = (2, "series", INPUT.ink), (15, "without noise", "0.35"), (37, name, OUTPUT.ink)
    for place, text, ink in said:
        ax.text(place, 36, text, color=ink, weight="bold")
    words = (
        f"Moving average of length {length}: {len(output)} of {len(series)} outputs, typical "
        f"distance from the series without noise {error:.1f}. The step at n = {step} has "
        f"become a slope {length} long."
    )
    return picture(figure, words, f"<div>{words}</div>")


class PairsChart(KeptFigure):
    """Levels of pairs of pixels as points, and their correlation against their distance."""

    width, height = 860, 300
    rects = (0.075, 0.17, 0.3, 0.75), (0.5, 0.17, 0.48, 0.75)

    def _lay_out(self, points, curve, distances, values):
        points.set(xlim=(0, 255), ylim=(0, 255), xticks=[0, 100, 200], yticks=[0, 100, 200])
        points.set(xlabel="level of a pixel", ylabel="level of the other")
        curve.axhline(0, color=CONTEXT, linewidth=0.8)
        curve.plot(distances, values, color=INPUT.colour, linewidth=2)
        curve.set(xlim=(0, max(distances)), xlabel="distance in pixels")
        curve.set(ylim=(-0.15, 1.05), ylabel="r")

    def _fill(self, points, curve, one, other, distance, value):
        _line(points, one, other, INPUT.colour, linestyle="", marker=".", markersize=2.5)
        _line(curve, [distance] * 2, [-0.15, value], OUTPUT.colour, linewidth=1)
        _mark(curve, distance, value, OUTPUT, 10)


class ProfileChart(KeptFigure):
    """Similarity to one pixel against the distance from it."""

    width, height, rects = 270, 252, [(0.17, 0.19, 0.8, 0.77)]

    def _lay_out(self, ax):
        ax.axhline(0, color=CONTEXT, linewidth=0.8)
        ax.set(xlim=(0, 38), ylim=(-0.2, 1.05), xticks=[0, 10, 20, 30], yticks=[0, 0.5, 1])
        ax.set_xlabel("distance in pixels", size=10)

    def _fill(self, ax, distances, values):
        look = {"marker": INPUT.marker, "markersize": 3.5, "linewidth": 1}
        _line(ax, distances, values, INPUT.colour, **look)


class WeightsChart(KeptFigure):
    """Numbers of weights of three maps as squares, as large as there is room, or a dot at least."""

    width, height = 860, 232

    def _fill(self, ax, counts):
        largest, look = max(counts.values()), {"color": KERNEL.ink, "weight": "bold"}
        for left, (name, count) in zip(SQUARES, counts.items(), strict=True):
            side = max(LARGEST_SQUARE * (count / largest) ** 0.5, 1.5)
            place = (left + side + 10, 46) if side < 60 else (left, 34 + side + 18)
            ax.text(left, 20, name, size=12, **look)
            ax.add_patch(Rectangle((left, 34), side, side, color=KERNEL.colour, linewidth=0))
            ax.text(*place, f"{spaced(count)} weights", size=11, va="center_baseline", **look)


def spaced(count):
    """Return a whole number with a space between thousands."""
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")


@course_style()
def show_errors(pictures, **errors):
    """Draw typical errors, by the name of a map, against the number of pictures to learn from.

    Parameters
    ----------
    pictures, **errors : sequence of int, and sequences of float
        One or two errors, each in grey levels; the second may be shorter.
    """
    figure = figure_of(720, 280)
    ax = figure.add_axes((0.09, 0.2, 0.72, 0.74))
    for role, (name, values) in zip((INPUT, KERNEL), errors.items(), strict=False):
        counts = pictures[: len(values)]
        ax.plot(counts, values, color=role.colour, marker=role.marker, linewidth=2)
        at = (1.15 * counts[-1], values[-1]) if role is INPUT else (counts[0], values[0] - 3)
        ax.text(*at, name, color=role.ink, weight="bold", size=14, va="center")
        for count, value in zip(counts, values, strict=True):
            ax.text(count, value + 1, f"{value:.3g}", ha="center", color=role.ink, size=12)
    ax.set(xscale="log", xlabel="pictures to learn from")
    ax.set(ylim=(0, 1.15 * max(map(max, errors.values()))), ylabel="error")
    ax.set_xticks(pictures, map(spaced, pictures))
    ax.minorticks_off()
    ax.axhline(0, color=CONTEXT, linewidth=0.8)
    counted = ", ".join(map(str, pictures))
    said = [f"Typical error in grey levels; pictures to learn from: {counted}."]
    for name, values in errors.items():
        written = (f"{value:.3g}" if value % 1 == 0 else f"{value:.1f}" for value in values)
        said.append(f"{name}: {', '.join(written)}.")
    return picture(figure, " ".join(said))


class LearningFigure(SteppedFigure):
    """The true kernel, the weights of one step, and the loss with this step marked."""

    def __init__(self, kernel, steps, other, labels):
        self.kernel, self.steps, self.other, self.labels = kernel, steps, other, labels
        self.range = {"low": min(0, kernel.min()), "high": kernel.max()}
        self.true = Grid(4, TOP, CELL, kernel.shape)
        self.learned = Grid(4 + self.true.width + 36, TOP, CELL, kernel.shape)
        self._begin(860, HEIGHT)

    def _draw_what_stays(self):
        self.true.draw_cells(self.ax, self.kernel, **self.range)
        self.true.draw_lines(self.ax, KERNEL.colour, width=1.2)
        self.true.draw_title(self.ax, "true kernel K", KERNEL, above=12)
        left = (self.learned.left + self.learned.width + 76) / 860
        self.losses = self.figure.add_axes((left, 0.2, 0.98 - left, 0.68))
        for records, colour, width in ((self.other, "0.8", 9), (self.steps, INK, 1.6)):
            x, y = [r.step for r in records], [r.loss for r in records]
            self.losses.plot(x, y, color=colour, linewidth=width)
        self.losses.set(yscale="log", xlim=(-0.5, len(self.steps) - 0.5))
        look = {"transform": self.losses.transAxes, "ha": "right"}
        self.losses.text(1, 0.88, self.labels[0], color=INK, **look)
        self.losses.text(1, 0.72, f"wide, grey: {self.labels[1]}", color="0.45", size=9.5, **look)
        self.losses.set_title("loss")
        self.losses.set_xlabel("steps", labelpad=1)

    def _draw_step(self, i):
        record = self.steps[i]
        self.learned.draw_cells(self.ax, record.w, numbered=False, **self.range)
        for entry, value in np.ndenumerate(record.w):
            text, ink = f"{value:.2f}".replace("-", "−"), ink_on(value, **self.range)
            self.learned.print_in_cell(self.ax, entry, text, ink, longest=4)
        self.learned.draw_lines(self.ax, KERNEL.colour, width=1.2)
        steps = "1 step" if record.step == 1 else f"{record.step} steps"
        self.learned.draw_title(self.ax, f"w after {steps}", KERNEL, above=12)
        _mark(self.losses, record.step, record.loss, KERNEL, 8)


class LossCurve(KeptFigure):
    """The loss as far as it has fallen."""

    width, height, rects = 300, 190, [(0.13, 0.23, 0.8, 0.72)]

    def _lay_out(self, ax, count, highest):
        ax.set(xlim=(0, count), ylim=(0, highest))
        ax.set_xlabel("steps", labelpad=1)

    def _fill(self, ax, losses):
        _line(ax, range(len(losses)), losses, INK, linewidth=1.8)
        _mark(ax, len(losses) - 1, losses[-1], KERNEL, 6, clip_on=False)


class StrengthCurve(KeptFigure):
    """How strongly stripes come out, over how many of them there are for each pixel."""

    width, height, rects = 330, 236, [(0.14, 0.2, 0.82, 0.76)]

    def _lay_out(self, ax):
        ax.set(xlim=(0, 0.51), ylim=(-0.4, 1.05), yticks=[0, 0.5, 1])
        ax.axhline(0, color=CONTEXT, linewidth=1)
        ax.set_xticks([1 / period for period in PERIODS], PERIODS)
        ax.set_xlabel("period P in pixels: wide … fine", labelpad=1)

    def _fill(self, ax, kernels, period):
        places, here = np.linspace(1e-6, 0.5, 201), [1 / period]
        _line(ax, 2 * here, [-0.4, 1.05], CONTEXT, linewidth=4, alpha=0.5)
        for weights, (colour, style) in zip(kernels, LOOKS, strict=True):
            value, look = strength(weights, period), {"marker": KERNEL.marker, "markersize": 7}
            _line(ax, places, strength(weights, 1 / places), colour, linestyle=style)
            _line(ax, here, [value], colour, **look)


class FieldPicture(KeptFigure):
    """Rows of places, the input below and one output above, with a line for each weight used."""

    width, height, rects = 800, 250, [(0.01, 0.03, 0.98, 0.94)]

    def _lay_out(self, ax):
        ax.set(xlim=(-1, 1), ylim=(-0.35, 1.3))
        ax.set_axis_off()

    def _fill(self, ax, layers):
        rows, places = ways(layers), positions_on_page(layers)
        middle, most = places[0][0], max(rows[-1].values())

        def at(row, place):
            offset, step = places[row]
            return (offset + place * step - middle) / max(middle, 1) / 1.06, 1 - row / len(layers)

        segments = [
            (at(row, place), at(row + 1, place * stride + k * dilation))
            for row, (weights, stride, dilation) in enumerate(reversed(layers))
            for place in rows[row]
            for k in range(weights)
        ]
        ax.add_artist(LineCollection(segments, colors=KERNEL.colour, linewidths=1.2))
        for row, counts in enumerate(rows):
            role = OUTPUT if row == 0 else INPUT if row == len(layers) else None
            colour, marker = (role.colour, role.marker) if role else (CONTEXT, "o")
            for place, count in counts.items():
                size = 7 + 7 * (count / most if role is INPUT else 0.3)
                _line(ax, *np.transpose([at(row, place)]), colour, marker=marker, markersize=size)


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
    counts, panels = [1], []
    for n in range(1, most + 1):
        counts = convolve(counts, FAIR)
        title = f"{n} {'die' if n == 1 else 'dice'}: {6**n} ways"
        panels.append(draw_bars(counts.tolist(), n, width=740 // most, title=title))
    return Panels(tuple(panels))
