"""The still pictures of the notebooks, each with its text alternative."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from helpers.drawing.captions import in_letters
from helpers.drawing.curves import draw_gaussian
from helpers.drawing.frames import picture
from helpers.drawing.grids import (
    INDEX_ROOM,
    Grid,
    draw_cells,
    draw_indices,
    draw_lines,
    is_counted,
    print_in_cell,
)
from helpers.drawing.stems import draw_stems
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT, course_style
from helpers.numbers import number, weights
from helpers.trace import trace

ROLE_OF = {"a": INPUT, "x": INPUT, "b": KERNEL, "h": KERNEL, "c": OUTPUT, "y": OUTPUT, "r": OUTPUT}

GRID_ROLE_OF = {
    "F": INPUT, "x": INPUT, "image": INPUT, "h": KERNEL, "H": KERNEL, "kernel": KERNEL,
}  # fmt: skip


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
        figure = Figure((8.6, 0.25 + 1.05 * len(signals) + gap * len(lags)))
        FigureCanvasAgg(figure)
        rows = figure.subplots(len(signals), sharex=not lags, sharey=True, squeeze=False)[:, 0]
        everywhere = [place for name in signals for place in places[name]]
        rows[-1].set_ylim(*_with_room([float(v) for row in signals.values() for v in row]))
        for ax, (name, values) in zip(rows, signals.items(), strict=True):
            _draw_row(ax, name, places[name], [float(value) for value in values])
            ax.set_xlim(min(everywhere) - 0.5, max(everywhere) + 0.5)
            if lags or ax is rows[-1]:
                _number_axis(ax, lags.get(name, 0) - (name in lags) * starts[name], name in lags)
        figure.subplots_adjust(0.09, 0.3 / figure.get_figheight(), 0.98, 0.98, hspace=0.25 + gap)
        return picture(figure, _alternative(signals, places, lags))


def _number_axis(ax, offset, as_lags):
    """Write the positions below an axis, moved by `offset` and called lags where they are."""
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.xaxis.set_major_formatter(lambda value, _: number(round(value) + offset))
    ax.tick_params(axis="x", labelbottom=True)
    if as_lags:
        ax.annotate("lag", (0, 0), (-6, -14), xycoords="axes fraction", ha="right", size=11,
                    textcoords="offset points", color=OUTPUT.ink, weight="bold")  # fmt: skip


def show_grids(**arrays):
    """Draw small arrays side by side, cell by cell, with their numbers.

    Parameters
    ----------
    **arrays : array_like, shape (N1, N2)
        The arrays by their names. F, x and image are inputs, h, H and kernel are kernels; every
        other name is an output. An array of fewer rows and columns than the first one, by an even
        number, is drawn in a blank frame of its size. Rows and columns of large grids are numbered.

    Returns
    -------
    helpers.drawing.frames.Frame
        Shows itself, with a text alternative that gives all numbers.

    Examples
    --------
    >>> show_grids(F=[[1, 2], [3, 4]]).alt
    'Grids of numbers. F, 2×2: 1 2 / 3 4.'
    >>> show_grids(F=np.ones((3, 3)), S=[[9]]).alt
    'Grids of numbers. F, 3×3: 1 1 1 / 1 1 1 / 1 1 1; S, 1×1 inside a blank frame 1 cell wide: 9.'
    """
    arrays = {name: np.asarray(values) for name, values in arrays.items()}
    first = next(iter(arrays.values())).shape
    outer = {name: _outer_shape(values.shape, first, name) for name, values in arrays.items()}
    gaps = [30 + INDEX_ROOM * is_counted(shape) for shape in outer.values()]
    room = 860 - sum(gaps) + 30 - 8
    cell = 2 * int(min(44, room / sum(columns for _, columns in outer.values())) / 2)
    top = 30 + (INDEX_ROOM - 7) * any(map(is_counted, outer.values()))
    height = top + 4 + cell * max(rows for rows, _ in outer.values())
    width = 8 + sum(gaps) - 30 + sum(cell * columns for _, columns in outer.values())
    left, words = 4, []
    with course_style():
        figure = Figure((width / 100, height / 100))
        FigureCanvasAgg(figure)
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(0, width), ylim=(height, 0), autoscale_on=False)
        ax.set_axis_off()
        for (name, values), gap in zip(arrays.items(), gaps, strict=True):
            grid = Grid(left + gap - 30, top, cell, outer[name])
            rows, columns = ((o - n) // 2 for o, n in zip(outer[name], values.shape, strict=True))
            inner = Grid(*grid.corner(rows, columns), cell, values.shape)
            _draw_grid(ax, grid, inner, name, values)
            left += grid.width + gap
            cells = f"{rows} cell{'s' * (rows > 1)} wide"
            framed = f" inside a blank frame {cells}" if rows and rows == columns else ""
            words.append(f"{name}, {values.shape[0]}×{values.shape[1]}{framed}: {_rows(values)}")
        return picture(figure, f"Grids of numbers. {'; '.join(words)}.")


def show_letters(operation, letters="abcd efgh ijkl", kernel="wx yz"):
    """Draw an input, a kernel and the valid outputs of an operation in letters.

    Parameters
    ----------
    operation : {"convolution", "correlation"}
        Which of the two.
    letters, kernel : str
        Rows of letters with blanks between them.

    Returns
    -------
    helpers.drawing.frames.Frame
        Shows itself, with a text alternative that gives all sums.
    """
    rows = [[list(row) for row in text.split()] for text in (letters, kernel)]
    shapes = [np.shape(row) for row in rows]
    steps = list(trace(*map(np.ones, shapes), operation=operation, mode="valid"))
    x, h = Grid(4, 30, 44, shapes[0]), Grid(230, 30, 44, shapes[1])
    with course_style():
        figure = Figure((8.6, 1.72))
        FigureCanvasAgg(figure)
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(0, 860), ylim=(172, 0), autoscale_on=False)
        ax.set_axis_off()
        for grid, texts, role in ((x, rows[0], INPUT), (h, rows[1], KERNEL)):
            for index in np.ndindex(grid.shape):
                print_in_cell(ax, grid, index, texts[index[0]][index[1]], role.ink)
            draw_lines(ax, grid, role.colour, width=1.2)
        for title, left, role in (("input", 4, INPUT), ("kernel", 230, KERNEL),
                                  (f"valid {operation}", 370, OUTPUT)):  # fmt: skip
            ax.text(left, 20, title, size=12, weight="bold", color=role.ink)
        sums = []
        for step in steps:
            sums.append(in_letters(step, letters, kernel))
            row, column = step.index
            corner = 370 + 160 * column, 30 + 60 * row
            box = Rectangle(corner, 160, 60, fill=False, edgecolor=OUTPUT.colour, linewidth=1.2)
            ax.add_patch(box)
            middle = corner[0] + 80, corner[1] + 30
            ax.text(*middle, sums[-1], ha="center", va="center", size=11, color=OUTPUT.ink)
        words = f"Input {letters.replace(' ', ' / ')}, kernel {kernel.replace(' ', ' / ')}."
        return picture(figure, f"{words} The valid {operation}: {', '.join(sums)}.")


def _outer_shape(shape, first, name):
    """Return the shape of the frame around an output that is smaller than the input."""
    smaller = [f - n for f, n in zip(first, shape, strict=True)]
    framed = name not in GRID_ROLE_OF and min(smaller) >= 0 and not any(s % 2 for s in smaller)
    return first if framed else shape


def _draw_grid(ax, grid, inner, name, values):
    role = GRID_ROLE_OF.get(name, OUTPUT)
    ax.text(grid.left, 20, name, size=12, weight="bold", color=role.ink)
    draw_lines(ax, grid, "0.85")
    draw_indices(ax, grid)
    if role is KERNEL:
        texts = weights(values.ravel().tolist())
        for index, text in zip(np.ndindex(values.shape), texts, strict=True):
            print_in_cell(ax, inner, index, text, role.ink, longest=max(map(len, texts)))
        draw_lines(ax, inner, role.colour, width=1.2)
    else:
        draw_cells(ax, inner, values, low=min(0, values.min()), high=values.max())
        draw_lines(ax, inner, CONTEXT)


def _rows(values):
    return " / ".join(" ".join(number(v) for v in row) for row in values.tolist())


def show_gaussian(sigma=1.0):
    """Draw a Gaussian as a surface, as a heat map and as a cross-section.

    Parameters
    ----------
    sigma : float
        Standard deviation in pixels.

    Returns
    -------
    helpers.drawing.frames.Frame
    """
    peak = 1 / (2 * np.pi * sigma**2)
    with course_style():
        figure = Figure((8.6, 3.0))
        FigureCanvasAgg(figure)
        draw_gaussian(figure, sigma)
        samples = ", ".join(
            number(round(peak * np.exp(-(u**2) / (2 * sigma**2)), 4)) for u in range(4)
        )
        return picture(
            figure,
            f"A Gaussian with σ = {sigma:g} over −3 to 3 pixels, three times: as a bell-shaped "
            f"surface, as a round bright spot seen from above, and as a curve through the middle "
            f"with samples {samples} at 0, 1, 2 and 3 pixels.",
        )


def _draw_row(ax, name, places, values):
    role = ROLE_OF[name]
    draw_stems(ax, list(places), values, role, label_size=12)
    ax.axhline(0, color=CONTEXT, linewidth=0.8, zorder=1)
    ax.set_yticks([])
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(axis="x", length=0)
    ax.text(
        -0.08, 0.35, name, transform=ax.transAxes, size=14, weight="bold", color=role.ink
    )  # fmt: skip


def _with_room(values):
    """Return the limits of an axis with room for the values that are printed at its stems."""
    low, high = min(0, *values), max(0, *values)
    span = high - low or 1
    room = 0.45 if low < 0 < high else 0.35  # numbers on both sides leave less for the stems
    return low - span * (room if low < 0 else 0.1), high + span * room


def _alternative(signals, places, lags):
    parts = []
    for name, values in signals.items():
        moved = lags.get(name, places[name][0]) - places[name][0]
        first, last = (number(places[name][end] + moved) for end in (0, -1))
        where = first if first == last else f"{first} to {last}"
        where = f"lag{'s' * (first != last)} {where}" if name in lags else where
        parts.append(f"{name} = {', '.join(number(float(v)) for v in values)} at {where}")
    return f"Stem plots over one axis. {'; '.join(parts)}."
