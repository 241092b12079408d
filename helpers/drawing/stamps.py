"""Drawings of products: in a table, and as the copies of the kernel that each value leaves."""

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

from helpers.drawing.canvas import SteppedFigure
from helpers.drawing.grids import PALE, Grid, longest_of
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT, PRODUCT
from helpers.numbers import number
from helpers.operations import convolve

LABEL, WIDE, HIGH, HEAD = 150, 112, 44, 28  # of the copies, in pixels
CELL, GAP, MARGIN, TITLE = 46, 84, 52, 30  # of the table


def marked_terms(steps, i, by_output):
    """Return the products that step `i` of outputs or inputs is about."""
    terms = [term for step in steps for term in step.terms if term.input_index == (i,)]
    return steps[i].terms if by_output else terms


def sums_after(steps, i, by_output):
    """Return the sums as far as they are known after step `i` of outputs or inputs, by their n."""
    if by_output:
        return {n: step.total for n, step in enumerate(steps[: i + 1])}
    parts = [[t.product for t in step.terms if t.input_index[0] <= i] for step in steps]
    return {n: sum(part) for n, part in enumerate(parts) if part}


class TableFigure(SteppedFigure):
    """All products a[i]·b[j], once by i and j, once with each row moved to where it belongs."""

    def __init__(self, a, b, steps, view):
        self.a, self.b, self.trace, self.by_output = a, b, steps, view == "gather"
        self.steps = steps if self.by_output else range(len(a))
        values = [value for s in steps for value in (s.total, *(t.product for t in s.terms))]
        self.longest = max(len(number(value)) for value in values)
        self.left = Grid(MARGIN, TITLE + CELL, CELL, (len(a), len(b)))
        start, below = MARGIN + self.left.width + GAP, self.left.top + self.left.height
        self.right = Grid(start, self.left.top, CELL, (len(a), len(steps)))
        self.sums = Grid(start, below + 0.3 * CELL, CELL, (1, len(steps)))
        self._begin(start + self.right.width + 8, self.sums.top + CELL + 8)

    def _draw_what_stays(self):
        for title, grid in (("by i and j", self.left), ("by n = i + j", self.right)):
            grid.draw_title(self.ax, title, PRODUCT, above=grid.top - 18)
        for i, value in enumerate(self.a):
            self._label(self.left, (i, -1), f"a[{i}]\n{number(value)}", INPUT)
            self._label(self.right, (i, -1), f"a[{i}]·b", INPUT)
        for j, value in enumerate(self.b):
            self._label(self.left, (-1, j), f"b[{j}]\n{number(value)}", KERNEL)
        for n in range(len(self.trace)):
            self._label(self.right, (-1, n), f"n = {n}", OUTPUT)
        self._label(self.sums, (0, -1), "c[n]", OUTPUT)
        for grid, colour in ((self.left, PALE), (self.right, PALE), (self.sums, CONTEXT)):
            grid.draw_lines(self.ax, colour)
        for term in (term for step in self.trace for term in step.terms):
            for grid, place in self._cells(term):
                self._print(grid, place, term.product, PRODUCT)

    def _cells(self, term):
        """Return where a product stands."""
        (i,), (j,) = term.input_index, term.kernel_index
        return (self.left, (i, j)), (self.right, (i, i + j))

    def _label(self, grid, index, text, role):
        x, y = grid.centre(*index)
        self.ax.text(x, y, text, ha="center", va="center", size=10, color=role.ink)

    def _draw_step(self, i):
        marked = {}
        for term in marked_terms(self.trace, i, self.by_output):
            left, right = self._cells(term)
            marked |= {left: PRODUCT, right: PRODUCT, (self.sums, (0, right[1][1])): OUTPUT}
        for (grid, place), role in marked.items():
            look = {"edgecolor": role.colour, "linewidth": 2.5, "zorder": 3}
            grid.part(*place).fill(self.ax, to_rgba(role.colour, 0.15), **look)
        for n, total in sums_after(self.trace, i, self.by_output).items():
            self._print(self.sums, (0, n), total, OUTPUT)

    def _print(self, grid, index, value, role):
        grid.print_in_cell(self.ax, index, number(value), role.ink, longest=self.longest)


class CopiesFigure(SteppedFigure):
    """The copies of a kernel that the values of a signal leave, laid out, and their sum."""

    def __init__(self, a, b, trace, by):
        self.a, self.b, self.trace, self.by_output = a, b, trace, by == "columns"
        self.terms = [term for step in trace for term in step.terms]
        self.steps = trace if self.by_output else range(len(a))
        self._begin(LABEL + WIDE * len(trace) + 4, HEAD + HIGH * (len(a) + 1) + 12)

    def _draw_what_stays(self):
        bold = {"ha": "left", "weight": "bold"}
        self._write(8, HEAD / 2, "n", CONTEXT, ha="left")
        for n in range(len(self.trace)):
            self._write(LABEL + WIDE * (n + 0.5), HEAD / 2, str(n), "0.35")
        for i, value in enumerate(self.a):
            words = f"a[{i}]·b = {number(value)}·b"
            self._write(8, self._middle(i), words, INPUT.ink, **bold)
        for term in self.terms if self.by_output else ():
            self._draw_product(term, marked=False)
        self._write(8, self._middle(len(self.a)), "sum: c[n]", OUTPUT.ink, **bold)

    def _middle(self, row):
        """Return the height of the middle of a row; the sums stand a little lower."""
        return HEAD + HIGH * (row + 0.5) + (8 if row == len(self.a) else 0)

    def _write(self, x, y, text, colour, *, ha="center", size=12, weight="normal"):
        self.ax.text(x, y, text, color=colour, ha=ha, va="center", size=size, weight=weight)

    def _box(self, n, row, role, *, marked):
        corner = LABEL + WIDE * n + 2, self._middle(row) - HIGH / 2 + 2
        face = to_rgba(role.colour, 0.22 if marked else 0.07)
        look = {"facecolor": face, "edgecolor": role.colour, "linewidth": 2.5 if marked else 0.8}
        self.ax.add_patch(Rectangle(corner, WIDE - 4, HIGH - 4, **look))

    def _draw_product(self, term, *, marked):
        (i,), (j,) = term.input_index, term.kernel_index
        middle = LABEL + WIDE * (i + j + 0.5)
        self._box(i + j, i, PRODUCT, marked=marked)
        self._write(middle, self._middle(i) - 7, number(term.product), PRODUCT.ink, weight="bold")
        self._write(middle, self._middle(i) + 10, f"a[{i}]·b[{j}]", "0.3", size=9.5)

    def _draw_past(self, steps):
        for term in () if self.by_output else self.terms:
            if term.input_index[0] in steps:
                self._draw_product(term, marked=False)

    def _draw_step(self, i):
        row, marked = len(self.a), marked_terms(self.trace, i, self.by_output)
        touched = {term.input_index[0] + term.kernel_index[0] for term in marked}
        for term in marked:
            self._draw_product(term, marked=True)
        for n, total in sums_after(self.trace, i, self.by_output).items():
            self._box(n, row, OUTPUT, marked=n in touched)
            x, look = LABEL + WIDE * (n + 0.5), {"size": 13, "weight": "bold"}
            self._write(x, self._middle(row), number(total), OUTPUT.ink, **look)


class StampsFigure(SteppedFigure):
    """An image of which each pixel that is not 0 stamps its scaled kernel onto the output."""

    def __init__(self, x, h, names, *, inside):
        self.x, self.h, self.names = x, h, names
        self.steps = [tuple(map(int, place)) for place in np.argwhere(x)]
        self.outputs, self.touched = [], []  # after each step; which places it stamps on
        known, mode = np.zeros_like(x), "same" if inside else "full"
        for place in self.steps:
            here = np.zeros(x.shape)
            known[place], here[place] = x[place], 1
            self.outputs.append(convolve(known, h, mode))
            self.touched.append(convolve(here, np.ones(h.shape), mode) > 0)
        last = self.outputs[-1]
        self.range, self.longest = (min(0, last.min()), last.max()), longest_of(last.round(4))
        columns = x.shape[1] + last.shape[1]
        cell = 2 * int(min(44, (860 - 100 - 46 * h.shape[1] - 8) / columns) / 2)
        self.input = Grid(20, 50, cell, x.shape)
        self.copy = Grid(20 + self.input.width + 40, 50, 46, h.shape)
        self.output = Grid(self.copy.left + self.copy.width + 40, 50, cell, last.shape)
        tall = max(grid.height for grid in (self.input, self.copy, self.output))
        self._begin(self.output.left + self.output.width + 4, 50 + tall + 6)

    def _draw_what_stays(self):
        ax, (name, _, output), (low, high) = self.ax, self.names, self.range
        self.input.draw_cells(ax, self.x, low=min(0, self.x.min()), high=self.x.max())
        empty = np.zeros(self.output.shape)
        self.output.draw_cells(ax, empty, low=low, high=high, numbered=False)
        for grid, text, role in ((self.input, name, INPUT), (self.output, output, OUTPUT)):
            grid.draw_lines(ax, CONTEXT)
            grid.draw_title(ax, text, role, above=28, size=13)
            grid.draw_indices(ax, always=True)
        self.copy.draw_lines(ax, PRODUCT.colour, width=1.2)

    def _draw_step(self, i):
        place = self.steps[i]
        value = self.x[place].item()
        self.copy.draw_title(self.ax, f"{number(value)}·{self.names[1]}", KERNEL, size=13)
        self.copy.draw_weights(self.ax, value * self.h, PRODUCT.ink)
        self.input.part(*place).frame(self.ax, INPUT.colour)
        self._draw_past([place])
        touched = np.argwhere(self.touched[i])
        shape = np.ptp(touched, axis=0) + 1
        self.output.part(*touched[0], shape).frame(self.ax, PRODUCT.colour)

    def _draw_past(self, steps):
        """Draw the places that steps have stamped on as they are then."""
        for i in map(self.steps.index, steps):
            for index in np.argwhere(self.touched[i]).tolist():
                value = round(float(self.outputs[i][tuple(index)]), 4)
                self.output.shade(self.ax, index, value, *self.range, longest=self.longest)
