"""Small arrays, weights and kernels as still pictures, cell by cell."""

import functools

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from helpers.drawing.canvas import SCALE_IN_HASTE, blank, file_scale, picture, to_png
from helpers.drawing.captions import in_letters
from helpers.drawing.grids import (
    INDEX_ROOM,
    PALE,
    WIDTH,
    Grid,
    draw_cells,
    draw_indices,
    draw_lines,
    draw_texts,
    draw_title,
    draw_weights,
    fill,
    is_counted,
    print_all,
    print_in_cell,
)
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT, course_style
from helpers.models.layers import convolution_matrix, layer, positions
from helpers.numbers import number, rounded
from helpers.operations import convolve
from helpers.trace import trace

LEFT, TOP = 24, 34  # pixels
MOST_CELL, ROW = 44, 30
KERNEL_ALONE = 62  # cell of a kernel that is drawn by itself
COUNTS = ("No", "One", "Two", "Three")
ROLE_OF = {
    "F": INPUT, "x": INPUT, "image": INPUT, "h": KERNEL, "H": KERNEL, "kernel": KERNEL,
}  # fmt: skip


def show_grids(shape=None, /, **arrays):
    """Draw small arrays side by side, cell by cell, with their numbers.

    >>> show_grids(F=[[1, 2], [3, 4]]).alt
    'Grids of numbers. F, 2×2: 1 2 / 3 4.'
    >>> show_grids(F=np.ones((3, 3)), S=[[9]]).alt
    'Grids of numbers. F, 3×3: 1 1 1 / 1 1 1 / 1 1 1; S, 1×1 inside a blank frame 1 cell wide: 9.'

    Parameters
    ----------
    shape : tuple of int, optional
        Of the input, where it is not drawn; else that of the first array.
    **arrays : array_like, shape (N1, N2)
        The arrays by their names. F, x and image are inputs, h, H and kernel are kernels; every
        other name is an output. An output of fewer rows and columns than the input, by an even
        number, is drawn in a blank frame of its size. Rows and columns of large grids are numbered.

    Returns
    -------
    helpers.drawing.frames.Frame
    """
    arrays = {name: np.asarray(values) for name, values in arrays.items()}
    first = shape or next(iter(arrays.values())).shape
    outer = {name: _outer_shape(values.shape, first, name) for name, values in arrays.items()}
    gaps = [30 + INDEX_ROOM * is_counted(shape) for shape in outer.values()]
    room = WIDTH - sum(gaps) + 30 - 8
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
            _draw_grid(ax, grid, grid.part(rows, columns, values.shape), name, values)
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
    draw_title(ax, grid, name, role, above=grid.top - 20)
    draw_lines(ax, grid, PALE)
    draw_indices(ax, grid)
    if role is KERNEL:
        draw_weights(ax, inner, values)
        draw_lines(ax, inner, role.colour, width=1.2)
    else:
        draw_cells(ax, inner, values, low=min(0, values.min()), high=values.max())
        draw_lines(ax, inner, CONTEXT)


def _rows(values):
    return " / ".join(" ".join(map(number, row)) for row in values.tolist())


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
    """
    rows = [[list(row) for row in text.split()] for text in (letters, kernel)]
    shapes = [np.shape(row) for row in rows]
    steps = list(trace(*map(np.ones, shapes), operation=operation, mode="valid"))
    x, h, y = Grid(4, 30, 44, shapes[0]), Grid(230, 30, 44, shapes[1]), Grid(370, 30, 60, (1, 1))
    sums = [in_letters(step, letters, kernel) for step in steps]
    with course_style():
        figure, ax = blank(WIDTH, 172)
        titles = ("input", "kernel", f"valid {operation}")
        for grid, title, role in zip((x, h, y), titles, (INPUT, KERNEL, OUTPUT), strict=True):
            draw_title(ax, grid, title, role)
        for grid, texts, role in ((x, rows[0], INPUT), (h, rows[1], KERNEL)):
            print_all(ax, grid, np.ravel(texts), role.ink)
            draw_lines(ax, grid, role.colour, width=1.2)
        for step, text in zip(steps, sums, strict=True):
            left, top = 370 + 160 * step.index[1], 30 + 60 * step.index[0]
            look = {"fill": False, "edgecolor": OUTPUT.colour, "linewidth": 1.2}
            ax.add_patch(Rectangle((left, top), 160, 60, **look))
            ax.text(left + 80, top + 30, text, ha="center", va="center", size=11, color=OUTPUT.ink)
        words = f"Input {letters.replace(' ', ' / ')}, kernel {kernel.replace(' ', ' / ')}."
        return picture(figure, f"{words} The valid {operation}: {', '.join(sums)}.")


def show_kernel(texts):
    """Draw the weights of a kernel.

    >>> show_kernel([["0", "1/2"], ["−1", "0"]]).alt
    'Kernel: 0 1/2 / −1 0.'
    """
    shape = np.shape(texts)
    rows, columns = (KERNEL_ALONE * side + 4 for side in shape)
    grid = Grid(2, 2, KERNEL_ALONE, shape)
    with course_style():
        figure, ax = blank(columns, rows)
        print_all(ax, grid, np.ravel(texts), KERNEL.ink)
        draw_lines(ax, grid, KERNEL.colour, width=1.2)
        alt = f"Kernel: {' / '.join(' '.join(row) for row in texts)}."
        return picture(figure, alt, "kernel")


def show_weights():
    """Draw three maps of a row of pixels as tables of their weights, equal ones in equal tones."""
    tones = np.random.default_rng(4).permutation(np.linspace(0.1, 1, 64)).reshape(8, 8)
    offsets = np.arange(8) - np.arange(8)[:, None] + 1
    near = (offsets >= 0) & (offsets < 3)
    same = np.linspace(0.25, 1, 3)[np.clip(offsets, 0, 2)]
    tables = {
        "dense: 8·8 = 64 weights": tones,
        "local: 8·3 = 24": np.where(near, tones, 0),
        "local and shared: 3": np.where(near, same, 0),
    }
    with course_style():
        figure, ax = blank(818, 276)
        ax.text(64, 166, "outputs", rotation=90, ha="right", va="center", color=OUTPUT.ink,
                weight="bold")  # fmt: skip
        for i, (title, values) in enumerate(tables.items()):
            grid = Grid(70 + 268 * i, 62, 26, values.shape)
            draw_title(ax, grid, title, KERNEL, above=40, size=11.5)
            ax.text(grid.left + 104, 52, "inputs", ha="center", color=INPUT.ink, weight="bold")
            for index in zip(*np.nonzero(values), strict=True):
                fill(ax, grid.part(*index), KERNEL.colour, alpha=values[index], zorder=1)
            draw_lines(ax, grid, PALE)
    return picture(
        figure,
        "Three tables of weights from 8 inputs (columns) to 8 outputs (rows). Dense: all 64 places "
        "have a weight of their own. Local: only the 3 places around the diagonal do, 24 with "
        "those that stick out. Local and shared: the same places, but with the same 3 tones in "
        "each row.",
        many_colours=True,
    )


def show_matrix(a, b):
    """Draw the convolution of two signals as a matrix that multiplies the first one.

    >>> show_matrix([1, 10], [2, 3]).alt
    'A matrix times a column. Matrix, 3×2: 2 0 / 3 2 / 0 3. Column a: 1, 10. Result c: 2, 23, 30.'

    Parameters
    ----------
    a, b : array_like, shape (N,) and (M,)
        Input and kernel; ValueError for more than 8 values.

    Returns
    -------
    helpers.drawing.frames.Frame
    """
    a, b = np.asarray(a), np.asarray(b)
    if max(a.size, b.size) > 8:
        raise ValueError(f"at most 8 and 8 values can be drawn, not {a.size} and {b.size}")
    matrix, c = convolution_matrix(b, len(a)), convolve(a, b)
    left = Grid(LEFT + 40, TOP, MOST_CELL, matrix.shape)
    start, middle = left.left + left.width + 70, TOP + left.height / 2
    with course_style():
        figure, ax = blank(start + 160 + MOST_CELL, TOP + left.height + 6)
        _draw_matrix(ax, left, matrix, len(b))
        for place, name, values, role in ((start, "a", a, INPUT), (start + 150, "c", c, OUTPUT)):
            top = middle - MOST_CELL * len(values) / 2
            column = Grid(place, top, MOST_CELL, (len(values), 1))
            _draw_values(ax, column, name, values, role, above=10, size=12, longest=5)
        ax.text(start - 35, middle, "@", size=15, ha="center", va="center")
        ax.text(start + 97, middle, "=", size=20, ha="center", va="center")
    alt = (
        f"A matrix times a column. Matrix, {matrix.shape[0]}×{matrix.shape[1]}: {_rows(matrix)}. "
        f"Column a: {', '.join(map(number, a.tolist()))}. "
        f"Result c: {', '.join(map(number, c.tolist()))}."
    )
    return picture(figure, alt)


def _draw_matrix(ax, grid, matrix, width):
    """Draw the matrix; the entries that come from the kernel stand out."""
    draw_lines(ax, grid, PALE)
    draw_title(ax, grid, "T, each column is b", KERNEL)
    for i, j in np.ndindex(matrix.shape):
        own = 0 <= i - j < width
        if own:
            edge = {"edgecolor": KERNEL.colour, "linewidth": 1.2, "zorder": 2}
            fill(ax, grid.part(i, j), KERNEL.colour, alpha=0.15, **edge)
        ink = KERNEL.ink if own else "0.5"
        print_in_cell(ax, grid, (i, j), number(matrix[i, j].item()), ink, longest=4)
    for i in range(len(matrix)):
        x, y = grid.left - 8, grid.centre(i, 0)[1]
        ax.text(x, y, f"row {i}", ha="right", va="center_baseline", size=9, color="0.4")


def _draw_values(ax, grid, name, values, role, *, above=8, size=11, longest=3):
    draw_title(ax, grid, name, role, above=above, size=size)
    print_all(ax, grid, map(number, values.ravel().tolist()), role.ink, longest=longest)
    draw_lines(ax, grid, role.colour, width=1.2)


def show_channels(x, w, bias):
    """Draw how a layer makes one output channel: a correlation for each channel, then their sum.

    >>> show_channels([[[1, 2]], [[3, 4]]], [[[1, 1]], [[10, 0]]], 0.5).alt
    'Two channels. Channel 0: 1 2, kernel 1 1, gives 3. Channel 1: 3 4, kernel 10 0, gives 30. \
Sum of all plus 0.5: 33.5.'

    Parameters
    ----------
    x, w : array_like, shape (C, H, W) and (C, M1, M2)
        Channels of the input, at most three and small, and the kernel of each.
    bias : float
        Is added once.

    Returns
    -------
    helpers.drawing.frames.Frame
    """
    x, w = np.asarray(x), np.asarray(w)
    parts = [layer(one[None], h[None, None])[0] for one, h in zip(x, w, strict=True)]
    y, cell = layer(x, w[None], [bias])[0], 40
    step = cell * max(x.shape[1], w.shape[1]) + 34
    columns = [4]
    for width in (x.shape[2], w.shape[2], y.shape[1], y.shape[1]):
        columns.append(columns[-1] + cell * width + 64)
    middle = TOP + (step * len(x) - 34 - cell * len(y)) / 2
    total = Grid(columns[3] + 30, middle, cell, y.shape)
    said = []
    with course_style():
        figure, ax = blank(columns[4] + 40, TOP + step * len(x) - 26)
        for c, (one, h, part) in enumerate(zip(x, w, parts, strict=True)):
            top = TOP + step * c
            source, kernel, made = (
                Grid(left, top, cell, values.shape)
                for left, values in zip(columns, (one, h, part), strict=False)
            )
            draw_title(ax, source, f"channel {c}", INPUT, above=8, size=11)
            draw_cells(ax, source, one, low=min(0, one.min()), high=one.max())
            draw_lines(ax, source, INPUT.colour, width=1.2)
            _draw_values(ax, kernel, f"w[{c}]", h, KERNEL)
            _draw_values(ax, made, f"from channel {c}", part, OUTPUT)
            for grid, sign in ((kernel, "⋆"), (made, "=")):
                y_sign = top + source.height / 2
                ax.text(grid.left - 32, y_sign, sign, size=16, ha="center", va="center")
            start = made.left + made.width + 6, top + made.height / 2
            end = total.left - 8, middle + total.height / 2
            ax.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": CONTEXT})
            said.append(f"Channel {c}: {_rows(one)}, kernel {_rows(h)}, gives {_rows(part)}.")
        _draw_values(ax, total, f"y = sum + {number(bias)}", y, OUTPUT)
    count = f"{COUNTS[len(x)]} channel{'s' * (len(x) > 1)}"
    alt = f"{count}. {' '.join(said)} Sum of all plus {number(bias)}: {_rows(y)}."
    return picture(figure, alt)


def draw_positions(n, k, stride=1, padding=0, dilation=1):
    """Draw a row of inputs, and below it the kernel at each of its positions."""
    met = positions(n, k, stride, padding, dilation)
    cell = min(MOST_CELL, (WIDTH - LEFT - 90) / (n + 2 * padding))
    height = TOP + MOST_CELL + 14 + ROW * len(met) + 6
    with course_style():
        figure, ax = _sheet(height)
        for artist in (*ax.lines, *ax.collections, *ax.texts):
            artist.remove()
        grid = Grid(LEFT + padding * cell, TOP, cell, (1, n))
        _draw_inputs(ax, grid, padding, reached=set(met.ravel().tolist()))
        _draw_rows(ax, grid, met, TOP + cell + 14)
    return figure, _positions_in_words(met, n, padding)


@functools.cache
def _sheet(height):
    """Return the one figure of this height: making one takes a third of the time."""
    return blank(WIDTH, height)


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


def _draw_inputs(ax, grid, padding, reached):
    """Draw the inputs with their numbers, the padding as zeros, and cross out what is not met."""
    n = grid.shape[1]
    draw_lines(ax, grid.part(0, -padding, (1, n + 2 * padding)), CONTEXT)
    draw_lines(ax, grid, INPUT.colour, width=2)
    draw_title(ax, grid, "inputs", INPUT, size=11)
    cells = range(-padding, n + padding)
    middles = [grid.centre(0, i) for i in cells]
    texts = [str(i) if 0 <= i < n else "0" for i in cells]
    inks = [INPUT.ink if 0 <= i < n else "0.45" for i in cells]
    draw_texts(ax, middles, texts, inks, size=0.36 * grid.cell)
    crosses = [(grid.corner(1, i), grid.corner(0, i + 1)) for i in cells if i not in reached]
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
    look = {"marker": OUTPUT.marker, "markersize": 9, "color": OUTPUT.colour, "linestyle": ""}
    ax.plot(np.full(len(met), right), middles, **look)
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
    rows, columns = np.shape(next(iter(trainings.values()))[0])
    words = []
    with course_style():
        figure, ax = blank(WIDTH, len(trainings) * (44 * rows + 38))
        for line, (name, (kernel, records)) in enumerate(trainings.items()):
            farthest = abs(np.asarray(kernel, float)).max()
            pairs = {f"{name}, true": np.asarray(kernel, float)}
            pairs |= {f"after {n} step{'s' * (n != 1)}": records[n].w for n in steps}
            for place, (title, w) in enumerate(pairs.items()):
                left, top = 4 + place * (44 * columns + 40), 30 + line * (44 * rows + 38)
                grid = Grid(left, top, 44, w.shape)
                draw_title(ax, grid, title, KERNEL, above=9, size=11)
                _draw_signed(ax, grid, w, farthest)
                words.append(f"{title}: {rows_of(w)}")
        return picture(figure, f"Weights. {'; '.join(words)}.", many_colours=True)


def _draw_signed(ax, grid, w, farthest):
    """Draw weights in red above and blue below zero, with their numbers."""
    look = {"cmap": "RdBu_r", "vmin": -farthest, "vmax": farthest, "aspect": "auto", "zorder": 1}
    ax.imshow(w, extent=grid.extent, **look)
    for entry, value in np.ndenumerate(w):
        ink = "white" if abs(value) > 0.65 * farthest else "black"
        text = rounded(value, 2 if farthest >= 1 else 3)
        print_in_cell(ax, grid, entry, text, ink, longest=5)
    draw_lines(ax, grid, CONTEXT)


def rows_of(w):
    """Return weights as text, row by row.

    >>> rows_of([[1, -0.5], [0, 2]])
    '1 −0.5 / 0 2'
    """
    digits = 2 if np.max(np.abs(w)) >= 1 else 3
    return " / ".join(" ".join(rounded(value, digits) for value in row) for row in w)
