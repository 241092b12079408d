"""Small arrays, weights and kernels as still pictures, cell by cell."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from helpers.drawing.canvas import KeptFigure, blank, kept, picture
from helpers.drawing.captions import in_rows, size_of
from helpers.drawing.grids import INDEX_ROOM, PALE, WIDTH, Grid, draw_texts, is_counted
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT, PRODUCT, course_style
from helpers.models.layers import convolution_matrix, layer, positions
from helpers.numbers import number, rounded, weights
from helpers.operations import convolve
from helpers.trace import trace

LEFT, TOP, CELL, ROW = 24, 34, 44, 30  # pixels
KERNEL_ALONE = 62  # cell of a kernel that is drawn by itself
COUNTS = ("No", "One", "Two", "Three")
INPUTS, KERNELS = ("F", "x", "image"), ("h", "H", "kernel")  # names of arrays; others are outputs
MIDDLE = {"ha": "center", "va": "center"}


@course_style()
def show_grids(shape=None, /, **arrays):
    """Draw small arrays side by side, cell by cell, with their numbers.

    Parameters
    ----------
    shape : tuple of int, optional
        Of the input, where it is not drawn; else that of the first array.
    **arrays : array_like, shape (N1, N2)
        F, x and image are inputs, h, H and kernel are kernels, other names are outputs. An output
        that is smaller than the input by an even number stands in a blank frame of its size.
    """
    arrays = {name: np.asarray(values) for name, values in arrays.items()}
    first = shape or next(iter(arrays.values())).shape
    outer = []  # shapes of the frames around outputs that are smaller than the input
    for name, values in arrays.items():
        smaller = np.subtract(first, values.shape)
        fits = smaller.min() >= 0 and not (smaller % 2).any()
        outer.append(first if fits and name not in INPUTS + KERNELS else values.shape)
    rooms = [INDEX_ROOM * is_counted(shape) for shape in outer]
    rows, columns = max(shape[0] for shape in outer), sum(shape[1] for shape in outer)
    around = 8 + sum(rooms) + 30 * (len(outer) - 1)
    cell = 2 * int(min(44, (WIDTH - around) / columns) / 2)
    left, top, words = 4, 30 + (INDEX_ROOM - 7) * any(rooms), []
    figure, ax = blank(around + cell * columns, top + 4 + cell * rows)
    for (name, values), shape, room in zip(arrays.items(), outer, rooms, strict=True):
        grid = Grid(left + room, top, cell, shape)
        rows, columns = (np.subtract(shape, values.shape) // 2).tolist()
        _draw_grid(ax, grid, grid.part(rows, columns, values.shape), name, values)
        left += room + grid.width + 30
        cells = f"{rows} cell{'s' * (rows > 1)} wide"
        framed = f" inside a blank frame {cells}" if rows and rows == columns else ""
        words.append(f"{name}, {size_of(values)}{framed}: {in_rows(values)}")
    return picture(figure, f"Grids of numbers. {'; '.join(words)}.")


def _draw_grid(ax, grid, inner, name, values):
    role = INPUT if name in INPUTS else KERNEL if name in KERNELS else OUTPUT
    grid.draw_title(ax, name, role, above=grid.top - 20)
    grid.draw_lines(ax, PALE)
    grid.draw_indices(ax)
    if role is KERNEL:
        inner.draw_weights(ax, values)
        inner.draw_lines(ax, role.colour, width=1.2)
    else:
        inner.draw_cells(ax, values, low=min(0, values.min()), high=values.max())
        inner.draw_lines(ax, CONTEXT)


@course_style()
def show_letters(operation, letters="abcd efgh ijkl", kernel="wx yz"):
    """Draw an input, a kernel and the valid outputs of an operation in letters.

    Parameters
    ----------
    operation, letters, kernel : {"convolution", "correlation"}, str and str
        Which of the two; rows of letters with blanks between them.
    """
    x, h = (np.array([list(row) for row in text.split()]) for text in (letters, kernel))
    figure, ax = blank(WIDTH, 172)
    Grid(4, 30, 44, x.shape).write(ax, "input", x, INPUT)
    Grid(230, 30, 44, h.shape).write(ax, "kernel", h, KERNEL)
    Grid(370, 30, 60, (1, 1)).draw_title(ax, f"valid {operation}", OUTPUT)
    sums, look = [], {"fill": False, "edgecolor": OUTPUT.colour, "linewidth": 1.2}
    for step in trace(np.ones(x.shape), np.ones(h.shape), operation=operation, mode="valid"):
        terms = sorted(step.terms, key=lambda term: term.kernel_index)
        sums.append(" + ".join(x[term.input_index] + h[term.kernel_index] for term in terms))
        left, top = 370 + 160 * step.index[1], 30 + 60 * step.index[0]
        ax.add_patch(Rectangle((left, top), 160, 60, **look))
        ax.text(left + 80, top + 30, sums[-1], size=11, color=OUTPUT.ink, **MIDDLE)
    words = f"Input {letters.replace(' ', ' / ')}, kernel {kernel.replace(' ', ' / ')}."
    return picture(figure, f"{words} The valid {operation}: {', '.join(sums)}.")


@course_style()
def show_kernel(texts):
    """Draw the weights of a kernel."""
    grid = Grid(2, 2, KERNEL_ALONE, np.shape(texts))
    figure, ax = blank(grid.width + 4, grid.height + 4)
    grid.write(ax, "", texts, KERNEL)
    return picture(figure, f"Kernel: {in_rows(texts, str)}.", "kernel")


@course_style()
def show_matrix(a, b):
    """Draw the convolution of two signals as a matrix that multiplies the first one.

    Parameters
    ----------
    a, b : array_like, shape (N,) and (M,)
        Input and kernel; ValueError for more than 8 values.
    """
    a, b = np.asarray(a), np.asarray(b)
    if max(a.size, b.size) > 8:
        raise ValueError(f"at most 8 and 8 values can be drawn, not {a.size} and {b.size}")
    matrix, c = convolution_matrix(b, len(a)), convolve(a, b)
    left = Grid(LEFT + 40, TOP, CELL, matrix.shape)
    start, middle = left.left + left.width + 70, TOP + left.height / 2
    figure, ax = blank(start + 160 + CELL, TOP + left.height + 6)
    left.draw_lines(ax, PALE)
    left.draw_title(ax, "T, each column is b", KERNEL)
    for i, j in np.ndindex(matrix.shape):
        own = 0 <= i - j < len(b)  # comes from the kernel
        if own:
            edge = {"edgecolor": KERNEL.colour, "linewidth": 1.2, "zorder": 2}
            left.part(i, j).fill(ax, KERNEL.colour, alpha=0.15, **edge)
        ink = KERNEL.ink if own else "0.5"
        left.print_in_cell(ax, (i, j), number(matrix[i, j].item()), ink, longest=4)
    look, said = {"ha": "right", "va": "center_baseline", "size": 9, "color": "0.4"}, []
    for i in range(len(matrix)):
        ax.text(left.left - 8, left.centre(i, 0)[1], f"row {i}", **look)
    for place, name, values, role in ((start, "a", a, INPUT), (start + 150, "c", c, OUTPUT)):
        column = Grid(place, middle - CELL * len(values) / 2, CELL, (len(values), 1))
        column.write(ax, name, values, role, longest=5)
        said.append(f"{name}: {', '.join(map(number, values.tolist()))}.")
    ax.text(start - 35, middle, "@", size=15, **MIDDLE)
    ax.text(start + 97, middle, "=", size=20, **MIDDLE)
    whole = f"A matrix times a column. Matrix, {size_of(matrix)}: {in_rows(matrix)}."
    return picture(figure, f"{whole} Column {said[0]} Result {said[1]}")


@course_style()
def show_channels(x, w, bias):
    """Draw how a layer makes one output channel: a correlation for each channel, then their sum.

    Parameters
    ----------
    x, w, bias : array_like, shape (C, H, W) and (C, M1, M2), and float
        At most three small channels; their kernels; what is added once.
    """
    x, w = np.asarray(x), np.asarray(w)
    parts = [layer(one[None], h[None, None])[0] for one, h in zip(x, w, strict=True)]
    y, cell = layer(x, w[None], [bias])[0], 40
    step = cell * max(x.shape[1], w.shape[1]) + 34
    widths = [cell * n + 64 for n in (x.shape[2], w.shape[2], y.shape[1], y.shape[1])]
    columns = np.cumsum([4, *widths])
    total = Grid(columns[3] + 30, TOP + (step * len(x) - 34 - cell * len(y)) / 2, cell, y.shape)
    figure, ax = blank(columns[4] + 40, TOP + step * len(x) - 26)
    small, said = {"above": 8, "size": 11, "longest": 3}, []
    for c, (one, h, part) in enumerate(zip(x, w, parts, strict=True)):
        source = Grid(columns[0], TOP + step * c, cell, one.shape)
        kernel = Grid(columns[1], source.top, cell, h.shape)
        made = Grid(columns[2], source.top, cell, part.shape)
        source.draw_title(ax, f"channel {c}", INPUT, above=8, size=11)
        source.draw_cells(ax, one, low=min(0, one.min()), high=one.max())
        source.draw_lines(ax, INPUT.colour, width=1.2)
        kernel.write(ax, f"w[{c}]", h, KERNEL, **small)
        made.write(ax, f"from channel {c}", part, OUTPUT, **small)
        for grid, sign in ((kernel, "⋆"), (made, "=")):
            ax.text(grid.left - 32, source.top + source.height / 2, sign, size=16, **MIDDLE)
        start = made.left + made.width + 6, made.top + made.height / 2
        end = total.left - 8, total.top + total.height / 2
        ax.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": CONTEXT})
        said.append(f"Channel {c}: {in_rows(one)}, kernel {in_rows(h)}, gives {in_rows(part)}.")
    total.write(ax, f"y = sum + {number(bias)}", y, OUTPUT, **small)
    said.insert(0, f"{COUNTS[len(x)]} channel{'s' * (len(x) > 1)}.")
    return picture(figure, f"{' '.join(said)} Sum of all plus {number(bias)}: {in_rows(y)}.")


def draw_positions(n, k, stride=1, padding=0, dilation=1):
    """Draw a row of inputs, and below it the kernel at each of its positions."""
    met = positions(n, k, stride, padding, dilation)
    starts = ", ".join(number(int(first)) for first in met[:, 0])
    last = number(int(met[-1, -1]))
    zeros = f"{padding} zero{'s' * (padding > 1)} on each side" if padding else "nothing around it"
    unused = sorted({*range(-padding, n + padding)} - {*met.ravel().tolist()})
    never = f" Crossed out, because never met: {', '.join(map(number, unused))}." if unused else ""
    said = (
        f"A row of {n} inputs, 0 to {n - 1}, with {zeros}. Below it the kernel of {met.shape[1]} "
        f"weights at each of its {len(met)} positions: it begins at {starts}; at the last position "
        f"it ends at {last}.{never}"
    )
    sheet = kept(Positions, height=TOP + CELL + 14 + ROW * len(met) + 6)
    return sheet.frame("each row is one position", said, met, n, padding)


class Positions(KeptFigure):
    """A row of inputs, and the kernel at each of its positions."""

    width = WIDTH

    def _fill(self, ax, met, n, padding):
        cell = min(CELL, (WIDTH - LEFT - 90) / (n + 2 * padding))
        grid, reached = Grid(LEFT + padding * cell, TOP, cell, (1, n)), set(met.ravel().tolist())
        grid.part(0, -padding, (1, n + 2 * padding)).draw_lines(ax, CONTEXT)
        grid.draw_lines(ax, INPUT.colour, width=2)
        grid.draw_title(ax, "inputs", INPUT, size=11)
        cells = range(-padding, n + padding)
        texts = [str(i) if 0 <= i < n else "0" for i in cells]
        inks = [INPUT.ink if 0 <= i < n else "0.45" for i in cells]
        draw_texts(ax, [grid.centre(0, i) for i in cells], texts, inks, size=0.36 * cell)
        crosses = [(grid.corner(1, i), grid.corner(0, i + 1)) for i in cells if i not in reached]
        ax.add_collection(LineCollection(crosses, colors="0.35", linewidths=1.5, zorder=3))
        middles = TOP + cell + 14 + ROW * (np.arange(len(met)) + 0.5)
        across = grid.left + cell * (met + 0.5)
        right = grid.left + cell * max(n, met.max() + 1) + 30
        first, last = across[:, 0], across[:, -1]
        ax.hlines(middles, first, last, colors=KERNEL.colour, linewidths=2.5, zorder=2)
        ax.hlines(middles, last, right - 12, colors=PALE, linewidths=0.8, zorder=1)
        marks = {"linestyle": "", "marker": KERNEL.marker, "color": KERNEL.colour, "zorder": 3}
        marks["markersize"] = min(13, 0.4 * cell)
        ax.plot(across.ravel(), np.repeat(middles, met.shape[1]), **marks)
        look = {"marker": OUTPUT.marker, "markersize": 9, "color": OUTPUT.colour, "linestyle": ""}
        ax.plot(np.full(len(met), right), middles, **look)
        names = [f"y[{i}]" for i in range(len(met))]
        draw_texts(ax, [(right + 26, y) for y in middles], names, OUTPUT.ink, size=10)


@course_style()
def show_growth(trainings, steps):
    """Draw true kernels and the weights after some steps of learning, red above 0, blue below.

    Parameters
    ----------
    trainings, steps : dict of str to (array_like, sequence of Record), and sequence of int
        Kernels and their trainings, by name; after which steps they are shown.
    """
    words, (rows, columns) = [], np.shape(next(iter(trainings.values()))[0])
    high, wide = CELL * rows + 38, CELL * columns + 40
    figure, ax = blank(WIDTH, len(trainings) * high)
    for line, (name, (kernel, records)) in enumerate(trainings.items()):
        true = np.asarray(kernel, float)
        shown = {f"{name}, true": true}
        shown |= {f"after {n} step{'s' * (n != 1)}": records[n].w for n in steps}
        for place, (title, w) in enumerate(shown.items()):
            grid = Grid(4 + place * wide, 30 + line * high, CELL, w.shape)
            grid.draw_title(ax, title, KERNEL, above=9, size=11)
            far = abs(true).max()
            look = {"cmap": "RdBu_r", "vmin": -far, "vmax": far, "aspect": "auto", "zorder": 1}
            ax.imshow(w, extent=grid.extent, **look)
            for entry, value in np.ndenumerate(w):
                text = rounded(value, 2 if far >= 1 else 3)
                ink = "white" if abs(value) > 0.65 * far else "black"
                grid.print_in_cell(ax, entry, text, ink, longest=5)
            grid.draw_lines(ax, CONTEXT)
            words.append(f"{title}: {rows_of(w)}")
    return picture(figure, f"Weights. {'; '.join(words)}.", many_colours=True)


def rows_of(w):
    """Return weights as text, row by row."""
    digits = 2 if np.max(np.abs(w)) >= 1 else 3
    return in_rows(w, lambda value: rounded(value, digits))


class OpenedPixel(KeptFigure):
    """The pixels around one, the weights as they lie, the products and their sum."""

    width, height = 720, 222
    pixels, lying, made = GRIDS = tuple(Grid(left, 48, 56, (3, 3)) for left in (44, 252, 460))
    output = Grid(660, 108, 48, (1, 1))

    def _lay_out(self, ax, kernel):
        self.kernel = kernel
        titles, roles = ("pixels", "weights", "products"), (INPUT, KERNEL, PRODUCT)
        for grid, title, role in zip(self.GRIDS, titles, roles, strict=True):
            ax.text(grid.left, 16, title, color=role.ink, weight="bold", size=13, va="center")
        self.lying.draw_weights(ax, self.kernel)
        for x, sign in ((232, "·"), (440, "="), (644, "Σ")):
            ax.text(x, 132, sign, size=20, color="0.25", **MIDDLE)
        ax.text(656, 92, "output", color=OUTPUT.ink, weight="bold", size=11)

    def show(self, levels, place):
        """Return the frame of whole levels, shape (3, 3), around the pixel in a row and column."""
        total, (row, column) = (levels * self.kernel).sum(), place
        written = " ".join(weights(self.kernel.ravel().tolist()))
        alt = (
            f"Row {row}, column {column}: the pixels {in_rows(levels)}, times the weights "
            f"{written}, add up to {total:.1f}."
        )
        return self.frame("", alt, levels, total, row, column)

    def _fill(self, ax, levels, total, row, column):
        pixels = self.pixels
        pixels.draw_cells(ax, levels, low=0, high=255, numbered=False)
        beside = [pixels.corner(k + 0.5, -0.4) for k in range(3)]
        above = [pixels.corner(-0.25, k + 0.5) for k in range(3)]
        counts = [str(middle + k) for middle in (row, column) for k in (-1, 0, 1)]
        draw_texts(ax, beside + above, counts, "0.35", size=10)
        self._print(pixels, levels.astype(str), np.where(levels < 50, "white", "black").ravel())
        self._print(self.made, np.char.mod("%.1f", levels * self.kernel), PRODUCT.ink)
        for grid, colour in zip(self.GRIDS, (CONTEXT, KERNEL.colour, PRODUCT.colour), strict=True):
            grid.draw_lines(ax, colour)
        shade = np.clip(total / 255, 0, 1)
        self.output.fill(ax, str(0.3 + 0.7 * shade), linewidth=3, edgecolor=OUTPUT.colour)
        ink = "white" if shade < 0.2 else "black"
        draw_texts(ax, [self.output.centre(0, 0)], [f"{total:.0f}"], ink, size=16)

    def _print(self, grid, texts, colours):
        places = [grid.centre(*index) for index in np.ndindex(grid.shape)]
        size = min(0.36, 1 / max(map(len, texts.flat))) * grid.cell
        draw_texts(self.figure.axes[0], places, texts.flat, colours, size=size)


@course_style()
def draw_answers(counts, names):
    """Draw how often each answer (a column) was given for images of each kind (a row)."""
    grid = Grid(58, 44, 52, counts.shape)
    figure, ax = blank(66 + grid.width, 50 + grid.height)
    grid.draw_cells(ax, counts, low=0, high=counts.sum(1).max())
    grid.draw_lines(ax, OUTPUT.colour)
    look, said = {"size": 10.5, "va": "center"}, []
    for k, name in enumerate(names):
        ax.text(52, grid.centre(k, 0)[1], name, ha="right", color=INPUT.ink, **look)
        ax.text(grid.centre(0, k)[0], 34, name, ha="center", color=OUTPUT.ink, **look)
        given = ", ".join(f"{names[j]} {counts[k, j]}" for j in np.flatnonzero(counts[k]))
        said.append(f"{name}: {given}")
    ax.text(58, 12, "answers", color=OUTPUT.ink, weight="bold", size=10.5)
    return picture(figure, f"Answers. {'; '.join(said)}.")
