"""Pictures of layers: every position of a kernel, a convolution as a matrix, channels summed."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.drawing.frames import file_scale, picture, to_png
from helpers.drawing.grids import Grid, draw_cells, draw_lines, print_in_cell
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT, course_style
from helpers.models.layers import convolution_matrix, layer, positions
from helpers.numbers import number
from helpers.operations import convolve

WIDTH, LEFT, TOP = 860, 24, 34
MOST_CELL, ROW = 44, 30
PALE = "0.85"


def draw_positions(n, k, stride=1, padding=0, dilation=1):
    """Draw a row of inputs, and below it the kernel at each of its positions.

    Parameters
    ----------
    n, k, stride, padding, dilation : int
        As in `helpers.models.layers.positions`.

    Returns
    -------
    tuple of (matplotlib.figure.Figure, str)
        The figure, and its text alternative.

    Raises
    ------
    TypeError, ValueError
        As in `helpers.models.layers.positions`.
    """
    met = positions(n, k, stride, padding, dilation)
    cell = min(MOST_CELL, (WIDTH - LEFT - 90) / (n + 2 * padding))
    height = TOP + MOST_CELL + 14 + ROW * len(met) + 6
    with course_style():
        figure, ax = _canvas(height)
        grid = Grid(LEFT + padding * cell, TOP, cell, (1, n))
        _draw_inputs(ax, grid, n, padding, reached=set(met.ravel().tolist()))
        _draw_rows(ax, grid, met, TOP + cell + 14)
    return figure, _positions_in_words(met, n, padding)


def _positions_in_words(met, n, padding):
    starts = ", ".join(number(int(first)) for first in met[:, 0])
    last = number(int(met[-1, -1]))
    zeros = f"{padding} zero{'s' * (padding > 1)} on each side" if padding else "nothing around it"
    unused = sorted({*range(-padding, n + padding)} - {*met.ravel().tolist()})
    never = f" Crossed out, because never met: {', '.join(map(number, unused))}." if unused else ""
    return (
        f"A row of {n} inputs, 0 to {n - 1}, with {zeros}. Below it the kernel of {met.shape[1]} "
        f"weights at each of its {len(met)} positions: it begins at {starts}; at the last position "
        f"it ends at {last}.{never}"
    )


def positions_png(figure):
    """Return the figure of `draw_positions` as a PNG, quickly.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        With an Agg canvas.

    Returns
    -------
    bytes
    """
    figure.set_dpi(100 * file_scale(1.5))
    figure.canvas.draw()
    return to_png(figure.canvas)


def _canvas(height, width=WIDTH):
    """Return a figure and axes measured in pixels, rows downwards."""
    figure = Figure((width / 100, height / 100))
    FigureCanvasAgg(figure)
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_axis_off()
    ax.set(xlim=(0, width), ylim=(height, 0), autoscale_on=False)
    return figure, ax


def _draw_inputs(ax, grid, n, padding, reached):
    """Draw the inputs with their numbers, the padding as zeros, and cross out what is not met."""
    outer = Grid(grid.left - padding * grid.cell, grid.top, grid.cell, (1, n + 2 * padding))
    draw_lines(ax, outer, CONTEXT)
    draw_lines(ax, grid, INPUT.colour, width=2)
    ax.text(grid.left, TOP - 10, "inputs", size=11, weight="bold", color=INPUT.ink)
    crosses = []
    for i in range(-padding, n + padding):
        inside = 0 <= i < n
        text, ink = (str(i), INPUT.ink) if inside else ("0", "0.45")
        print_in_cell(ax, grid, (0, i), text, ink)
        if i not in reached:
            left, top = grid.corner(0, i)
            crosses.append([(left, top + grid.cell), (left + grid.cell, top)])
    ax.add_collection(LineCollection(crosses, colors="0.35", linewidths=1.5, zorder=3))


def _draw_rows(ax, grid, met, top):
    """Draw the kernel at each position, a row each, and its output on the right."""
    middles = top + ROW * (np.arange(len(met)) + 0.5)
    across = grid.left + grid.cell * (met + 0.5)
    right = grid.left + grid.cell * max(grid.shape[1], met.max() + 1) + 30
    spans = [[(row[0], y), (row[-1], y)] for row, y in zip(across, middles, strict=True)]
    leads = [[(row[-1], y), (right - 12, y)] for row, y in zip(across, middles, strict=True)]
    ax.add_collection(LineCollection(spans, colors=KERNEL.colour, linewidths=2.5, zorder=2))
    ax.add_collection(LineCollection(leads, colors=PALE, linewidths=0.8, zorder=1))
    ax.plot(
        across.ravel(), np.repeat(middles, met.shape[1]), linestyle="", zorder=3,
        marker=KERNEL.marker, markersize=min(13, 0.4 * grid.cell), color=KERNEL.colour,
    )  # fmt: skip
    ax.plot(
        np.full(len(met), right), middles, linestyle="", marker=OUTPUT.marker, markersize=9,
        color=OUTPUT.colour,
    )  # fmt: skip
    for i, y in enumerate(middles):
        ax.text(right + 12, y, f"y[{i}]", va="center_baseline", size=10, color=OUTPUT.ink)


def show_matrix(a, b):
    """Draw the convolution of two signals as a matrix that multiplies the first one.

    Parameters
    ----------
    a, b : array_like, shape (N,) and (M,)
        Input and kernel; at most 8 and 8 values.

    Returns
    -------
    helpers.drawing.frames.Frame
        Shows itself, with a text alternative that gives all numbers.

    Raises
    ------
    ValueError
        For more values than fit.

    Examples
    --------
    >>> show_matrix([1, 10], [2, 3]).alt
    'A matrix times a column. Matrix, 3×2: 2 0 / 3 2 / 0 3. Column a: 1, 10. Result c: 2, 23, 30.'
    """
    a, b = np.asarray(a), np.asarray(b)
    if max(a.size, b.size) > 8:
        raise ValueError(f"at most 8 and 8 values can be drawn, not {a.size} and {b.size}")
    matrix, c = convolution_matrix(b, len(a)), convolve(a, b)
    cell = MOST_CELL
    with course_style():
        left = Grid(LEFT + 40, TOP, cell, matrix.shape)
        width = left.left + left.width + 70 + 150 + cell + 10
        figure, ax = _canvas(TOP + cell * len(c) + 6, width)
        _draw_matrix(ax, left, matrix, len(b))
        start = left.left + left.width + 70
        column = Grid(start, TOP + (left.height - cell * len(a)) / 2, cell, (len(a), 1))
        _draw_column(ax, column, "a", a, INPUT)
        ax.text(start - 35, TOP + left.height / 2, "@", size=15, ha="center", va="center")
        result = Grid(start + 150, TOP, cell, (len(c), 1))
        _draw_column(ax, result, "c", c, OUTPUT)
        ax.text(start + 97, TOP + left.height / 2, "=", size=20, ha="center", va="center")
    rows = " / ".join(" ".join(number(v) for v in row) for row in matrix.tolist())
    alt = (
        f"A matrix times a column. Matrix, {matrix.shape[0]}×{matrix.shape[1]}: {rows}. Column a: "
        f"{', '.join(map(number, a.tolist()))}. Result c: {', '.join(map(number, c.tolist()))}."
    )
    return picture(figure, alt)


def _draw_matrix(ax, grid, matrix, width):
    """Draw the matrix; the entries that come from the kernel stand out."""
    draw_lines(ax, grid, PALE)
    ax.text(
        grid.left, grid.top - 10, "T, each column is b", size=12, weight="bold", color=KERNEL.ink
    )
    for i, j in np.ndindex(matrix.shape):
        if 0 <= i - j < width:
            ax.add_patch(Rectangle(
                grid.corner(i, j), grid.cell, grid.cell, facecolor=KERNEL.colour, alpha=0.15,
                edgecolor=KERNEL.colour, linewidth=1.2, zorder=2,
            ))  # fmt: skip
            print_in_cell(ax, grid, (i, j), number(matrix[i, j].item()), KERNEL.ink, longest=4)
        else:
            print_in_cell(ax, grid, (i, j), "0", "0.5", longest=4)
    for i in range(len(matrix)):
        x, y = grid.left - 8, grid.centre(i, 0)[1]
        ax.text(x, y, f"row {i}", ha="right", va="center_baseline", size=9, color="0.4")


def _draw_column(ax, grid, name, values, role):
    draw_lines(ax, grid, role.colour, width=1.2)
    ax.text(grid.left, grid.top - 10, name, size=12, weight="bold", color=role.ink)
    for i, value in enumerate(values.tolist()):
        print_in_cell(ax, grid, (i, 0), number(value), role.ink, longest=5)


def show_channels(x, w, bias):
    """Draw how a layer makes one output channel: a correlation for each channel, then their sum.

    Parameters
    ----------
    x : array_like, shape (C, H, W)
        Channels of the input, small.
    w : array_like, shape (C, M1, M2)
        The kernel of each.
    bias : float
        Is added once.

    Returns
    -------
    helpers.drawing.frames.Frame
        Shows itself, with a text alternative that gives all numbers.

    Examples
    --------
    >>> show_channels([[[1, 2]], [[3, 4]]], [[[1, 1]], [[10, 0]]], 0.5).alt
    'Two channels. Channel 0: 1 2, kernel 1 1, gives 3. Channel 1: 3 4, kernel 10 0, gives 30. \
Sum of all plus 0.5: 33.5.'
    """
    x, w = np.asarray(x), np.asarray(w)
    parts = [layer(one[None], h[None, None])[0] for one, h in zip(x, w, strict=True)]
    y = layer(x, w[None], [bias])[0]
    cell = 40
    step = cell * max(x.shape[1], w.shape[1]) + 34
    with course_style():
        columns = [4]
        for width in (x.shape[2], w.shape[2], y.shape[1], y.shape[1]):
            columns.append(columns[-1] + cell * width + 64)
        figure, ax = _canvas(TOP + step * len(x) - 26, columns[4] + 40)
        for c in range(len(x)):
            _draw_channel(ax, columns, TOP + step * c, cell, (x[c], w[c], parts[c]), c)
        middle = TOP + (step * len(x) - 34 - cell * len(y)) / 2
        grid = Grid(columns[3] + 30, middle, cell, y.shape)
        _draw_values(ax, grid, f"y = sum + {number(bias)}", y, OUTPUT)
        for c in range(len(x)):
            start = columns[2] + cell * y.shape[1] + 6, TOP + step * c + cell * len(y) / 2
            end = grid.left - 8, middle + grid.height / 2
            ax.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": CONTEXT})
    said = [
        f"Channel {c}: {_rows(x[c])}, kernel {_rows(w[c])}, gives {_rows(parts[c])}."
        for c in range(len(x))
    ]
    count = {1: "One channel", 2: "Two channels", 3: "Three channels"}.get(
        len(x), f"{len(x)} channels"
    )
    alt = f"{count}. {' '.join(said)} Sum of all plus {number(bias)}: {_rows(y)}."
    return picture(figure, alt)


def _draw_channel(ax, columns, top, cell, arrays, c):
    """Draw one channel, its kernel, and what they give."""
    names = (f"channel {c}", f"w[{c}]", f"from channel {c}")
    roles = (INPUT, KERNEL, OUTPUT)
    for left, name, values, role in zip(columns, names, arrays, roles, strict=False):
        _draw_values(ax, Grid(left, top, cell, values.shape), name, values, role)
    for left, sign in ((columns[1] - 32, "⋆"), (columns[2] - 32, "=")):
        ax.text(left, top + cell * len(arrays[0]) / 2, sign, size=16, ha="center", va="center")


def _draw_values(ax, grid, name, values, role):
    ax.text(grid.left, grid.top - 8, name, size=11, weight="bold", color=role.ink)
    if role is INPUT:
        draw_cells(ax, grid, values, low=min(0, values.min()), high=values.max())
    else:
        for index in np.ndindex(values.shape):
            print_in_cell(ax, grid, index, number(values[index].item()), role.ink, longest=3)
    draw_lines(ax, grid, role.colour, width=1.2)


def _rows(values):
    return " / ".join(" ".join(number(v) for v in row) for row in values.tolist())
