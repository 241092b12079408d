"""Signals as stems, and the steps of a trace in one dimension."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import offset_copy

from helpers.drawing.canvas import SteppedFigure, figure_of, picture
from helpers.drawing.captions import kernel_label
from helpers.drawing.style import BAND, CONTEXT, INPUT, KERNEL, OUTPUT, PRODUCT, course_style
from helpers.numbers import number

SIZE = (8.6, 3)  # inches, shown at 100 pixels an inch
LEFT, RIGHT, BOTTOM, TOP = 0.165, 0.985, 0.08, 0.97
LABEL_GAP = 0.085  # inches
GAP = -0.166  # where the panel below begins, in heights of a panel
ALIKE = 3  # signals share one scale where their largest values differ by no more than this factor
ROLE_OF = {"a": INPUT, "x": INPUT, "b": KERNEL, "h": KERNEL, "c": OUTPUT, "y": OUTPUT, "r": OUTPUT}


def show_stems(*, starts=None, lags=None, **signals):
    """Draw signals as stem plots, one below the other over one axis.

    Parameters
    ----------
    starts : dict of str to int
        Position of the first value, where it is not 0.
    lags : dict of str to int
        Lag of the first value of a correlation that is drawn entry below entry: these lags are
        written under its stems.
    **signals : array_like, shape (N,)
        The signals by their names, each the name of a role: a or x for an input, b or h for a
        kernel, c, y or r for an output.

    Returns
    -------
    helpers.drawing.frames.Frame
        Shows itself, with a text alternative that gives the values.

    Raises
    ------
    ValueError
        For a name without a role.

    Examples
    --------
    >>> show_stems(a=[1, 2], r=[3], starts={"r": -1}).alt
    'Stem plots over one axis. a = 1, 2 at 0 to 1; r = 3 at −1.'
    >>> show_stems(c=[1, 2], r=[3, 4], lags={"r": -1}).alt
    'Stem plots over one axis. c = 1, 2 at 0 to 1; r = 3, 4 at lags −1 to 0.'
    """
    unknown = [name for name in signals if name not in ROLE_OF]
    if unknown:
        raise ValueError(f"{unknown[0]!r} names no role; there are {', '.join(ROLE_OF)}")
    starts, lags = dict.fromkeys(signals, 0) | (starts or {}), lags or {}
    places = {name: range(starts[name], starts[name] + len(v)) for name, v in signals.items()}
    with course_style():
        gap = 0.25 if lags else 0
        figure = figure_of(860, 25 + 105 * len(signals) + 100 * gap * len(lags))
        rows = figure.subplots(len(signals), sharex=not lags, squeeze=False)[:, 0]
        heights = {name: [float(value) for value in row] for name, row in signals.items()}
        largest = [max(map(abs, row)) for row in heights.values()]
        alike = max(largest) <= ALIKE * min(largest)
        everywhere = [place for name in signals for place in places[name]]
        together = _with_room([value for row in heights.values() for value in row])
        for ax, name in zip(rows, signals, strict=True):
            _draw_row(
                ax, name, places[name], heights[name], size=min(8, 130 / len(set(everywhere)))
            )
            ax.set_ylim(together if alike else _with_room(heights[name]))
            ax.set_xlim(min(everywhere) - 0.5, max(everywhere) + 0.5)
            if lags or ax is rows[-1]:
                _number_axis(ax, lags.get(name, 0) - (name in lags) * starts[name], name in lags)
        figure.subplots_adjust(0.09, 0.3 / figure.get_figheight(), 0.98, 0.98, hspace=0.25 + gap)
        return picture(figure, _in_words(signals, places, lags))


def _draw_row(ax, name, places, values, *, size):
    role = ROLE_OF[name]
    draw_stems(ax, list(places), values, role, label_size=12, size=size)
    ax.axhline(0, color=CONTEXT, linewidth=0.8, zorder=1)
    ax.set_yticks([])
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(axis="x", length=0)
    ax.text(
        -0.08, 0.35, name, transform=ax.transAxes, size=14, weight="bold", color=role.ink
    )  # fmt: skip


def _number_axis(ax, offset, as_lags):
    """Write the positions below an axis, moved by `offset` and called lags where they are."""
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.xaxis.set_major_formatter(lambda value, _: number(round(value) + offset))
    ax.tick_params(axis="x", labelbottom=True)
    if as_lags:
        ax.annotate("lag", (0, 0), (-6, -14), xycoords="axes fraction", ha="right", size=11,
                    textcoords="offset points", color=OUTPUT.ink, weight="bold")  # fmt: skip


def _with_room(values):
    """Return the limits of an axis with room for the values that are printed at its stems."""
    low, high = min(0, *values), max(0, *values)
    span = high - low or 1
    room = 0.45 if low < 0 < high else 0.35  # numbers on both sides leave less for the stems
    return low - span * (room if low < 0 else 0.1), high + span * room


def _in_words(signals, places, lags):
    parts = []
    for name, values in signals.items():
        moved = lags.get(name, places[name][0]) - places[name][0]
        first, last = (number(places[name][end] + moved) for end in (0, -1))
        where = first if first == last else f"{first} to {last}"
        where = f"lag{'s' * (first != last)} {where}" if name in lags else where
        parts.append(f"{name} = {', '.join(number(float(v)) for v in values)} at {where}")
    return f"Stem plots over one axis. {'; '.join(parts)}."


def draw_stems(ax, n, values, role, *, size=8, alpha=1.0, label_size=0, upright=False):
    """Draw values over n as stems that end in the marker of their role."""
    look = {"color": role.colour, "alpha": alpha}
    if len(n):
        feet = np.repeat(np.array(n, float), 3)
        heights = np.column_stack([np.zeros(len(n)), values, np.full(len(n), np.nan)]).ravel()
        ax.add_line(
            Line2D(feet, heights, linewidth=size / 4, solid_capstyle="butt", zorder=2, **look)
        )
    ax.add_line(
        Line2D(
            n, values, linestyle="", marker=role.marker, markersize=size, clip_on=False, zorder=3,
            **look,
        )
    )  # fmt: skip
    above = offset_copy(ax.transData, ax.figure, 0, LABEL_GAP)
    below = offset_copy(ax.transData, ax.figure, 0, -LABEL_GAP)
    for place, value in zip(n, values, strict=True) if label_size else ():
        at = (
            {"transform": above, "va": "bottom"}
            if value >= 0
            else {"transform": below, "va": "top"}
        )
        ax.text(
            place, value, number(value), ha="center", rotation=90 if upright else 0,
            size=label_size, color=role.ink, zorder=4, **at,
        )  # fmt: skip
    return ax


def mark_unknown(ax, places, *, size):
    """Mark places of which the value is still to come."""
    above = offset_copy(ax.transData, ax.figure, 0, LABEL_GAP)
    marks = {"marker": "$?$", "markersize": size, "color": "0.45", "linewidth": 0}
    return ax.add_line(Line2D(places, [0] * len(places), transform=above, zorder=3, **marks))


class StepFigure(SteppedFigure):
    """Input, kernel in position, products and output of a 1-D trace, on one axis."""

    def __init__(self, x, h, steps):
        self.x, self.h, self.steps = list(x), list(h), steps
        with course_style():
            self.figure = figure_of(*(100 * side for side in SIZE))
            self.axes = tuple(self.figure.subplots(4, sharex=True, height_ratios=(1, 1, 1, 1.15)))
            self._lay_out()
            self._draw_what_stays()
        self.boxes = [self._boxes(step) for step in steps]

    def _lay_out(self):
        first, last = 1 - len(self.h), len(self.x) + len(self.h) - 2
        rows = (
            self.x,
            self.h,
            [term.product for step in self.steps for term in step.terms],
            [step.total for step in self.steps],
        )
        slot = (RIGHT - LEFT) * SIZE[0] * 100 / (last - first + 1)
        longest = max(len(number(value)) for row in rows for value in row)
        sizes = [size for size in (11.5, 10.5, 9.5, 8.5, 7.5) if longest * size * 0.9 + 4 < slot]
        self.look = {"label_size": sizes[0] if sizes else 7.5 if slot > 13 else 0}
        self.look["upright"] = not sizes
        self.figure.subplots_adjust(LEFT, BOTTOM, RIGHT, TOP, hspace=0.16)
        self.look["size"] = min(9, max(3, 0.3 * slot))
        for ax, row in zip(self.axes, rows, strict=True):
            low, high = min(0, *row), max(0, *row)
            room = self._room(max(len(number(value)) for value in row), 1 + (low < 0))
            span = high - low or 1
            ax.set_ylim(low - span * (room if low < 0 else 0.1), high + span * room)
            ax.set_xlim(first - 0.5, last + 0.5)
            ax.yaxis.set_major_locator(MaxNLocator(nbins=2, steps=[1, 2, 5, 10]))
            ax.yaxis.set_major_formatter(lambda value, _: number(float(value)))
            ax.patch.set_visible(False)
            ax.axhline(0, color=CONTEXT, linewidth=0.8, zorder=1)
            ax.tick_params(axis="x", length=0, labelsize=11)
            ax.tick_params(axis="y", labelsize=10)
            ax.spines["bottom"].set_visible(False)
        for ax in self.axes[:3]:
            ax.xaxis.set_visible(False)
        self.axes[-1].xaxis.set_major_locator(MaxNLocator(nbins=17, integer=True))
        self.axes[-1].xaxis.set_major_formatter(lambda value, _: number(round(value)))

    def _room(self, longest, sides):
        """Return which part of the span of a row its labels need above, and maybe below."""
        height = 0.2 * SIZE[1] * 100
        label = (
            (2.05 * self.look["label_size"] if not self.look["upright"] else 6.5 * longest + 10)
            if self.look["label_size"]
            else 8
        )
        return label / max(height - sides * label, 0.4 * height)

    def _draw_what_stays(self):
        a, _, c = self.steps[0].names
        output, product = self.axes[3], self.axes[2]
        self._name(self.axes[0], f"{a}[m]", INPUT)
        self._name(product, "product", PRODUCT)
        shift = self.steps[0].shift_name
        full = self.steps[0].index == self.steps[0].n
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
        n, sign = step.n[0], -1 if step.operation == "convolution" else 1
        met = [term.input_index[0] for term in step.terms]
        for ax in self.axes[:3]:
            ax.axvspan(met[0] - 0.5, met[-1] + 0.5, ymin=GAP, clip_on=False, zorder=0, lw=0, **BAND)
            low, high = ax.get_ylim()
            ax.axvline(
                n, GAP, -low / (high - low), clip_on=False, zorder=1, lw=1.5, ls=(0, (1, 2)),
                color=OUTPUT.colour,
            )  # fmt: skip
        kernel, product, output = self.axes[1:]
        self._name(kernel, kernel_label(step), KERNEL)
        inside = [j for j in range(len(self.h)) if n + sign * j in met]
        outside = [j for j in range(len(self.h)) if j not in inside]
        crowded = self.look["upright"]  # then the entries that meet nothing go without numbers
        for entries, look in ((inside, {}), (outside, {"alpha": 0.35, "numbered": not crowded})):
            places = [n + sign * j for j in entries]
            self._stems(kernel, places, [self.h[j] for j in entries], KERNEL, **look)
        self._stems(product, met, [term.product for term in step.terms], PRODUCT)
        self._stems(output, [n], [step.total], OUTPUT)
        coming = [s.n[0] for s in self.steps[i + 1 :]]
        mark_unknown(output, coming, size=self.look["size"])

    def _draw_past(self, steps):
        places, totals = [step.n[0] for step in steps], [step.total for step in steps]
        self._stems(self.axes[3], places, totals, OUTPUT, alpha=0.45)

    def _boxes(self, step):
        """Return where window, kernel and output lie: left, top, right, bottom, as parts."""
        n, sign = step.n[0], -1 if step.operation == "convolution" else 1
        met = [term.input_index[0] for term in step.terms]
        lying = (n, n + sign * (len(self.h) - 1))
        rows = {"window": (0, 2, met), "kernel": (1, 1, lying), "output": (3, 3, (n,))}
        boxes = {}
        for name, (upper, lower, places) in rows.items():
            top, bottom = self.axes[upper].get_position(), self.axes[lower].get_position()
            left, right = self.axes[0].get_xlim()
            slot = top.width / (right - left)
            across = (min(places) - 0.5 - left, max(places) + 0.5 - left)
            first, last = (top.x0 + slot * part for part in across)
            boxes[name] = [round(part, 4) for part in (first, 1 - top.y1, last, 1 - bottom.y0)]
        return boxes

    def _stems(self, ax, n, values, role, *, numbered=True, **options):
        look = self.look if numbered else self.look | {"label_size": 0}
        draw_stems(ax, list(n), list(values), role, **look, **options)

    def _name(self, ax, text, role):
        ax.text(
            -0.197, 0.42, text, transform=ax.transAxes, va="center", size=13, weight="bold",
            color=role.ink,
        )  # fmt: skip
