"""Small arrays, weights and kernels as still pictures, cell by cell."""

import functools

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from helpers.drawing.canvas import SCALE_IN_HASTE, blank, file_scale, picture, to_png
from helpers.drawing.captions import in_letters
from helpers.drawing.grids import (
    INDEX_ROOM,
    Grid,
    draw_cells,
    draw_indices,
    draw_lines,
    draw_texts,
    is_counted,
    print_in_cell,
)
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT, course_style
from helpers.models.layers import convolution_matrix, layer, positions
from helpers.numbers import number, weights
from helpers.operations import convolve
from helpers.trace import trace

WIDTH, LEFT, TOP = 860, 24, 34  # pixels
MOST_CELL, ROW = 44, 30
KERNEL_ALONE = 62  # cell of a kernel that is drawn by itself
PALE = "0.85"
ROLE_OF = {
    "F": INPUT, "x": INPUT, "image": INPUT, "h": KERNEL, "H": KERNEL, "kernel": KERNEL,
}  # fmt: skip


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
        figure, ax = blank(width, height)
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


def _outer_shape(shape, first, name):
    """Return the shape of the frame around an output that is smaller than the input."""
    smaller = [f - n for f, n in zip(first, shape, strict=True)]
    framed = name not in ROLE_OF and min(smaller) >= 0 and not any(s % 2 for s in smaller)
    return first if framed else shape


def _draw_grid(ax, grid, inner, name, values):
    role = ROLE_OF.get(name, OUTPUT)
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
        figure, ax = blank(WIDTH, 172)
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


def show_kernel(texts):
    """Draw the weights of a kernel.

    >>> show_kernel([["0", "1/2"], ["−1", "0"]]).alt
    'Kernel: 0 1/2 / −1 0.'
    """
    shape = np.shape(texts)
    rows, columns = (KERNEL_ALONE * side + 4 for side in shape)
    with course_style():
        figure, ax = blank(columns, rows)
        draw_weights(ax, Grid(2, 2, KERNEL_ALONE, shape), np.ravel(texts))
        alt = f"Kernel: {' / '.join(' '.join(row) for row in texts)}."
        return picture(figure, alt, "kernel")


def draw_weights(ax, grid, texts):
    """Draw the entries of a kernel as they are written, row by row, into the cells of a grid."""
    for index, text in zip(np.ndindex(grid.shape), texts, strict=True):
        print_in_cell(ax, grid, index, text, KERNEL.ink)
    draw_lines(ax, grid, KERNEL.colour, width=1.2)


def show_weights():
    """Draw three maps of a row of pixels as tables of their weights, equal ones in equal tones."""
    pixels, neighbours = 8, 3
    tones = np.random.default_rng(4).permutation(np.linspace(0.1, 1, pixels**2))
    tones = tones.reshape(pixels, pixels)
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
        figure, ax = blank(width, height)
        ax.text(64, 62 + cell * pixels / 2, "outputs", rotation=90, ha="right", va="center",
                color=OUTPUT.ink, weight="bold")  # fmt: skip
        for i, (title, values) in enumerate(tables.items()):
            grid = Grid(70 + i * (cell * pixels + gap), 62, cell, values.shape)
            _draw_table(ax, grid, title, values)
    return picture(figure, _tables_in_words(pixels, neighbours), many_colours=True)


def _draw_table(ax, grid, title, values):
    ax.text(grid.left, 22, title, size=11.5, weight="bold", color=KERNEL.ink)
    ax.text(grid.left + grid.width / 2, 52, "inputs", ha="center", color=INPUT.ink, weight="bold")
    for index in zip(*np.nonzero(values), strict=True):
        ax.add_patch(Rectangle(
            grid.corner(*index), grid.cell, grid.cell, facecolor=KERNEL.colour,
            alpha=values[index], linewidth=0, zorder=1,
        ))  # fmt: skip
    draw_lines(ax, grid, "0.85")


def _tables_in_words(pixels, neighbours):
    return (
        f"Three tables of weights from {pixels} inputs (columns) to {pixels} outputs (rows). "
        f"Dense: all {pixels**2} places have a weight of their own. Local: only the "
        f"{neighbours} places around the diagonal do, {pixels * neighbours} with those that stick "
        f"out. Local and shared: the same places, but with the same {neighbours} tones in each row."
    )


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
        figure, ax = blank(width, TOP + cell * len(c) + 6)
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
        figure, ax = blank(columns[4] + 40, TOP + step * len(x) - 26)
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


def draw_positions(n, k, stride=1, padding=0, dilation=1):
    """Draw a row of inputs, and below it the kernel at each of its positions."""
    met = positions(n, k, stride, padding, dilation)
    cell = min(MOST_CELL, (WIDTH - LEFT - 90) / (n + 2 * padding))
    height = TOP + MOST_CELL + 14 + ROW * len(met) + 6
    with course_style():
        figure, ax = _emptied(height)
        grid = Grid(LEFT + padding * cell, TOP, cell, (1, n))
        _draw_inputs(ax, grid, n, padding, reached=set(met.ravel().tolist()))
        _draw_rows(ax, grid, met, TOP + cell + 14)
    return figure, _positions_in_words(met, n, padding)


@functools.cache
def _sheet(height):
    return blank(WIDTH, height)


def _emptied(height):
    """Return the one figure of this height, emptied: making one takes a third of the time."""
    figure, ax = _sheet(height)
    for artist in (*ax.lines, *ax.collections, *ax.texts):
        artist.remove()
    return figure, ax


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
    """Return the figure of `draw_positions` as a PNG, quickly."""
    figure.set_dpi(100 * file_scale(SCALE_IN_HASTE))
    figure.canvas.draw()
    return to_png(figure.canvas)


def _draw_inputs(ax, grid, n, padding, reached):
    """Draw the inputs with their numbers, the padding as zeros, and cross out what is not met."""
    outer = Grid(grid.left - padding * grid.cell, grid.top, grid.cell, (1, n + 2 * padding))
    draw_lines(ax, outer, CONTEXT)
    draw_lines(ax, grid, INPUT.colour, width=2)
    ax.text(grid.left, TOP - 10, "inputs", size=11, weight="bold", color=INPUT.ink)
    crosses = []
    size = min(0.36, 1.15 / 2) * grid.cell
    cells = range(-padding, n + padding)
    middles = [grid.centre(0, i) for i in cells]
    texts = [str(i) if 0 <= i < n else "0" for i in cells]
    inks = [INPUT.ink if 0 <= i < n else "0.45" for i in cells]
    draw_texts(ax, middles, texts, inks, size=size)
    for i in cells:
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
    names = [f"y[{i}]" for i in range(len(met))]
    draw_texts(ax, [(right + 26, y) for y in middles], names, OUTPUT.ink, size=10)


def show_growth(trainings, steps):
    """Draw true kernels and, in the same row, the weights after some steps of learning them.

    Parameters
    ----------
    trainings : dict of str to (array_like, sequence of helpers.models.learning.Record)
        By the name of the kernel: the kernel, and its training.
    steps : sequence of int
        After which steps the weights are shown.

    Returns
    -------
    helpers.drawing.frames.Frame
        Red is above zero, blue below; the farthest value of each row is darkest.
    """
    first = next(iter(trainings.values()))[0]
    side, gap = 44 * np.shape(first)[1], 40
    height = len(trainings) * (44 * np.shape(first)[0] + 38)
    words = []
    with course_style():
        figure, ax = blank(WIDTH, height)
        for line, (name, (kernel, records)) in enumerate(trainings.items()):
            pairs = {f"{name}, true": np.asarray(kernel, float)}
            pairs |= {f"after {n} step{'s' * (n != 1)}": records[n].w for n in steps}
            for place, (title, w) in enumerate(pairs.items()):
                top = 30 + line * (height / len(trainings))
                grid = Grid(4 + place * (side + gap), top, 44, w.shape)
                ax.text(grid.left, top - 9, title, size=11, weight="bold", color=KERNEL.ink)
                _draw_signed(ax, grid, w, abs(pairs[f"{name}, true"]).max())
                words.append(f"{title}: {rows_of(w)}")
        return picture(figure, f"Weights. {'; '.join(words)}.", many_colours=True)


def _draw_signed(ax, grid, w, farthest):
    """Draw weights in red above and blue below zero, with their numbers."""
    box = (grid.left, grid.left + grid.width, grid.top + grid.height, grid.top)
    look = {"cmap": "RdBu_r", "vmin": -farthest, "vmax": farthest, "aspect": "auto", "zorder": 1}
    ax.imshow(w, extent=box, **look)
    for entry, value in np.ndenumerate(w):
        ink = "white" if abs(value) > 0.65 * farthest else "black"
        text = short(value, 2 if farthest >= 1 else 3)
        print_in_cell(ax, grid, entry, text, ink, longest=5)
    draw_lines(ax, grid, CONTEXT)


def rows_of(w):
    """Return weights as text, row by row.

    >>> rows_of([[1, -0.5], [0, 2]])
    '1 −0.5 / 0 2'
    """
    digits = 2 if np.max(np.abs(w)) >= 1 else 3
    return " / ".join(" ".join(short(value, digits) for value in row) for row in w)


def short(value, digits=2):
    """Return a weight as it is printed where there is little room.

    >>> short(-0.004), short(8.998), short(-1.5), short(1 / 16, 3)
    ('0', '9', '−1.5', '0.062')
    """
    return f"{round(float(value), digits) + 0.0:g}".replace("-", "−")
