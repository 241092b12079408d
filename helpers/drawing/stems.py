"""Signals as stems, and the steps of a trace in one dimension."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import offset_copy

from helpers.drawing.canvas import SteppedFigure, figure_of, picture
from helpers.drawing.captions import kernel_label
from helpers.drawing.grids import as_box
from helpers.drawing.style import BAND, CONTEXT, INPUT, KERNEL, OUTPUT, PRODUCT, course_style
from helpers.numbers import number

SIZE = (860, 300)  # pixels on the page
LEFT, RIGHT, BOTTOM, TOP = 0.165, 0.985, 0.08, 0.97
LABEL_GAP = 0.085  # inches
NUMBERS = 0.02  # part of the picture by which a box reaches above a panel, over its numbers
GAP = -0.166  # where the panel below begins, in heights of a panel
ALIKE = 3  # signals share one scale where their largest values differ by no more than this factor
ROLE_OF = {"a": INPUT, "x": INPUT, "b": KERNEL, "h": KERNEL, "c": OUTPUT, "y": OUTPUT, "r": OUTPUT}


@course_style()
def show_stems(*, starts=None, **signals):
    """Draw signals as stem plots, one below the other over one axis.

    Parameters
    ----------
    starts : dict of str to int
        Position of the first value, where it is not 0.
    **signals : array_like, shape (N,)
        Inputs are a and x, kernels b and h, outputs c, y and r; ValueError for another name.
    """
    unknown = [name for name in signals if name not in ROLE_OF]
    if unknown:
        raise ValueError(f"{unknown[0]!r} names no role; there are {', '.join(ROLE_OF)}")
    rows = {name: [float(value) for value in row] for name, row in signals.items()}
    first = dict.fromkeys(signals, 0) | (starts or {})
    places = {name: range(first[name], first[name] + len(row)) for name, row in rows.items()}
    largest = [max(map(abs, row)) for row in rows.values()]
    alike = max(largest) <= ALIKE * min(largest)
    together = [value for row in rows.values() for value in row]
    everywhere = {place for span in places.values() for place in span}
    size, words = min(8, 130 / len(everywhere)), []
    figure = figure_of(860, 25 + 105 * len(signals))
    axes = figure.subplots(len(signals), sharex=True, squeeze=False)[:, 0]
    for ax, (name, row) in zip(axes, rows.items(), strict=True):
        role, span = ROLE_OF[name], places[name]
        scaled = together if alike else row
        both = min(scaled) < 0 < max(scaled)  # numbers on both sides leave less for the stems
        draw_stems(ax, span, row, role, label_size=12, size=size)
        _scale(ax, scaled, 0.45 if both else 0.35, min(everywhere), max(everywhere))
        ax.spines["left"].set_visible(False)
        ax.set_yticks([])
        look = {"size": 14, "weight": "bold", "color": role.ink}
        ax.text(-0.08, 0.35, name, transform=ax.transAxes, **look)
        ends = dict.fromkeys(number(span[end]) for end in (0, -1))
        words.append(f"{name} = {', '.join(map(number, row))} at {' to '.join(ends)}")
    axes[-1].xaxis.set_major_locator(MaxNLocator(nbins=10, integer=True))
    figure.subplots_adjust(0.09, 0.3 / figure.get_figheight(), 0.98, 0.98, hspace=0.25)
    return picture(figure, f"Stem plots over one axis. {'; '.join(words)}.")


def _scale(ax, values, room, first, last):
    """Give a row its scale, a line at 0, and `room` for numbers, in parts of its height."""
    low, high = min(0, *values), max(0, *values)
    tall = high - low or 1
    ax.set_ylim(low - tall * (room if low < 0 else 0.1), high + tall * room)
    ax.set_xlim(first - 0.5, last + 0.5)
    ax.axhline(0, color=CONTEXT, linewidth=0.8, zorder=1)
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(axis="x", length=0)


def draw_stems(ax, n, values, role, *, size=8, alpha=1.0, label_size=0, upright=False):
    """Draw values over n as stems that end in the marker of their role."""
    look = {"color": role.colour, "alpha": alpha}
    feet = np.repeat(np.array(n, float), 3)  # a line up from 0 at each, broken between them
    stems = np.ravel([(0, value, np.nan) for value in values])
    line = {"linewidth": size / 4, "solid_capstyle": "butt", "zorder": 2}
    ax.add_line(Line2D(feet, stems, **line, **look))
    marks = {"linestyle": "", "marker": role.marker, "markersize": size, "zorder": 3}
    ax.add_line(Line2D(n, values, clip_on=False, **marks, **look))
    words = {"size": label_size, "color": role.ink, "ha": "center", "rotation": 90 * upright}
    for place, value in zip(n, values, strict=True) if label_size else ():
        gap, side = (LABEL_GAP, "bottom") if value >= 0 else (-LABEL_GAP, "top")
        moved = offset_copy(ax.transData, ax.figure, 0, gap)
        ax.text(place, value, number(value), transform=moved, va=side, zorder=4, **words)


class StepFigure(SteppedFigure):
    """A 1-D trace on one axis; `boxes` hold for each step what lies where (`as_box`), by name."""

    def __init__(self, x, h, steps):
        self.x, self.h, self.steps = list(x), list(h), steps
        self._begin(*SIZE)
        self.boxes = [self._boxes(step) for step in steps]

    def _lay_out(self):
        self.ax.remove()  # there are four others
        self.axes = tuple(self.figure.subplots(4, sharex=True, height_ratios=(1, 1, 1, 1.15)))
        first, last = 1 - len(self.h), len(self.x) + len(self.h) - 2
        products = [term.product for step in self.steps for term in step.terms]
        rows = (self.x, self.h, products, [step.total for step in self.steps])
        slot = (RIGHT - LEFT) * SIZE[0] / (last - first + 1)
        longest = max(len(number(value)) for row in rows for value in row)
        sizes = [size for size in (11.5, 10.5, 9.5, 8.5, 7.5) if longest * size * 0.9 + 4 < slot]
        label_size = sizes[0] if sizes else 7.5 if slot > 13 else 0
        size = min(9, max(3, 0.3 * slot))
        self.look = {"label_size": label_size, "upright": not sizes, "size": size}
        self.figure.subplots_adjust(LEFT, BOTTOM, RIGHT, TOP, hspace=0.16)
        height = 0.2 * SIZE[1]  # of a row; its labels stand above, and maybe below
        for ax, row in zip(self.axes, rows, strict=True):
            longest, sides = max(len(number(value)) for value in row), 1 + (min(row) < 0)
            turned = label_size and not sizes
            label = 6.5 * longest + 10 if turned else 2.05 * label_size or 8
            _scale(ax, row, label / max(height - sides * label, 0.4 * height), first, last)
            ax.yaxis.set_major_locator(MaxNLocator(nbins=2, steps=[1, 2, 5, 10]))
            ax.yaxis.set_major_formatter(lambda value, _: number(float(value)))
            ax.patch.set_visible(False)
            ax.tick_params(axis="x", labelsize=11)
            ax.tick_params(axis="y", labelsize=10)
            ax.xaxis.set_visible(ax is self.axes[-1])
        self.axes[-1].xaxis.set_major_locator(MaxNLocator(nbins=17, integer=True))

    def _draw_what_stays(self):
        self._lay_out()
        a, _, c = self.steps[0].names
        shift, output = self.steps[0].shift_name, self.axes[3]
        full = self.steps[0].index == self.steps[0].n
        self._name(self.axes[0], f"{a}[m]", INPUT)
        self._name(self.axes[2], "product", PRODUCT)
        self._name(output, f"{c}[n]" if shift == "n" and full else f"{c} at {shift}", OUTPUT)
        for ax, sign in zip(self.axes[1:], ("×", "=", "add ↓"), strict=True):
            ax.text(-0.197, 1.07, sign, transform=ax.transAxes, color="0.35", va="center", size=12)
        output.annotate(
            "n" if shift == "n" else "lag k", (0, 0), (-6, -11), xycoords="axes fraction",
            textcoords="offset points", color=OUTPUT.ink, weight="bold", ha="right",
        )  # fmt: skip
        self._stems(self.axes[0], range(len(self.x)), self.x, INPUT)

    def _draw_step(self, i):
        step = self.steps[i]
        met, lying = self._places(step)
        line = {"color": OUTPUT.colour, "lw": 1.5, "ls": (0, (1, 2)), "zorder": 1}
        for ax in self.axes[:3]:
            ax.axvspan(met[0] - 0.5, met[-1] + 0.5, ymin=GAP, clip_on=False, zorder=0, lw=0, **BAND)
            low, high = ax.get_ylim()
            ax.axvline(step.n[0], GAP, -low / (high - low), clip_on=False, **line)
        kernel, product, output = self.axes[1:]
        self._name(kernel, kernel_label(step), KERNEL)
        crowded = self.look["upright"]  # then the entries that meet nothing go without numbers
        for inside, look in ((True, {}), (False, {"alpha": 0.35, "numbered": not crowded})):
            entries = {n: h for n, h in zip(lying, self.h, strict=True) if (n in met) is inside}
            self._stems(kernel, entries, entries.values(), KERNEL, **look)
        self._stems(product, met, [term.product for term in step.terms], PRODUCT)
        self._stems(output, step.n, [step.total], OUTPUT)
        coming = [s.n[0] for s in self.steps[i + 1 :]]
        above = offset_copy(output.transData, self.figure, 0, LABEL_GAP)
        marks = {"marker": "$?$", "markersize": self.look["size"], "color": "0.45", "linewidth": 0}
        output.add_line(Line2D(coming, [0] * len(coming), transform=above, zorder=3, **marks))

    def _draw_past(self, steps):
        totals = {step.n[0]: step.total for step in steps}
        self._stems(self.axes[3], totals, totals.values(), OUTPUT, alpha=0.45)

    def _places(self, step):
        """Return which places of the input are met, and where each entry of the kernel lies."""
        n, sign = step.n[0], -1 if step.operation == "convolution" else 1
        lying = [n + sign * j for j in range(len(self.h))]
        return [term.input_index[0] for term in step.terms], lying

    def _boxes(self, step):
        met, lying = self._places(step)
        rows = {"window": (0, 2, met), "kernel": (1, 1, lying), "output": (3, 3, step.n)}
        left, right = self.axes[0].get_xlim()
        boxes, slot = {}, (RIGHT - LEFT) / (right - left)
        for name, (upper, lower, places) in rows.items():
            top, bottom = self.axes[upper].get_position(), self.axes[lower].get_position()
            across = (min(places) - 0.5 - left, max(places) + 0.5 - left)
            first, last = (LEFT + slot * part for part in across)
            below = 0 if name == "output" else NUMBERS / 2  # there the axis has its own
            boxes[name] = as_box((first, last, 1 - bottom.y0 + below, 1 - top.y1 - NUMBERS))
        return boxes

    def _stems(self, ax, n, values, role, *, numbered=True, **options):
        look = self.look if numbered else self.look | {"label_size": 0}
        draw_stems(ax, list(n), list(values), role, **look, **options)

    def _name(self, ax, text, role):
        look = {"size": 13, "weight": "bold", "color": role.ink, "va": "center"}
        ax.text(-0.197, 0.42, text, transform=ax.transAxes, **look)
