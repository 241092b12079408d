"""Drawings of stamps: each value of the input leaves a copy of the kernel, scaled and moved."""

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

from helpers.drawing.canvas import SteppedFigure, blank
from helpers.drawing.grids import (
    DARK,
    Grid,
    brief,
    draw_cells,
    draw_lines,
    grey,
    longest_of,
    print_in_cell,
)
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT, PRODUCT, course_style
from helpers.numbers import number, weights

LABEL, WIDE, HIGH, HEAD = 150, 112, 44, 28  # of the copies, in pixels


class CopiesFigure(SteppedFigure):
    """The copies of a kernel that the values of a signal leave, laid out, and their sum."""

    def __init__(self, a, b, trace, by):
        self.a, self.b, self.trace, self.by = a, b, trace, by
        self.steps = range(len(a)) if by == "copies" else trace
        self.size = (LABEL + WIDE * len(trace) + 4, HEAD + HIGH * (len(a) + 1) + 12)
        with course_style():
            self.figure, self.ax = blank(*self.size)
            self._draw_what_stays()

    def _draw_what_stays(self):
        name, kernel, output = self.trace[0].names
        self._write(8, HEAD / 2, "n", CONTEXT, ha="left")
        for n in range(len(self.trace)):
            self._write(LABEL + WIDE * (n + 0.5), HEAD / 2, str(n), "0.35")
        for i, value in enumerate(self.a):
            words = f"{name}[{i}]·{kernel} = {number(value)}·{kernel}"
            self._write(8, self._middle(i), words, INPUT.ink, ha="left", weight="bold")
            if self.by == "columns":
                self._draw_copy(i)
        self._write(8, self._middle(len(self.a)), f"sum: {output}[n]", OUTPUT.ink, ha="left",
                    weight="bold")  # fmt: skip

    def _middle(self, row):
        """Return the height of the middle of a row; the sums stand a little lower."""
        return HEAD + HIGH * (row + 0.5) + (8 if row == len(self.a) else 0)

    def _write(self, x, y, text, colour, *, ha="center", size=12, weight="normal"):
        self.ax.text(x, y, text, color=colour, ha=ha, va="center", size=size, weight=weight)

    def _box(self, n, row, role, *, marked):
        corner = LABEL + WIDE * n + 2, self._middle(row) - HIGH / 2 + 2
        face = to_rgba(role.colour, 0.22 if marked else 0.07)
        line = 2.5 if marked else 0.8
        self.ax.add_patch(
            Rectangle(corner, WIDE - 4, HIGH - 4, facecolor=face, edgecolor=role.colour, lw=line)
        )

    def _draw_copy(self, i, *, marked=False):
        for term in self._terms():
            if term.input_index[0] == i:
                self._draw_product(term, marked=marked)

    def _terms(self):
        return [term for step in self.trace for term in step.terms]

    def _draw_product(self, term, *, marked):
        (i,), (j,) = term.input_index, term.kernel_index
        name, kernel, _ = self.trace[0].names
        middle = LABEL + WIDE * (i + j + 0.5)
        self._box(i + j, i, PRODUCT, marked=marked)
        self._write(middle, self._middle(i) - 7, number(term.product), PRODUCT.ink, weight="bold")
        self._write(middle, self._middle(i) + 10, f"{name}[{i}]·{kernel}[{j}]", "0.3", size=9.5)

    def _draw_sum(self, n, total, *, marked):
        self._box(n, len(self.a), OUTPUT, marked=marked)
        self._write(LABEL + WIDE * (n + 0.5), self._middle(len(self.a)), number(total), OUTPUT.ink,
                    size=13, weight="bold")  # fmt: skip

    def sums_after(self, i):
        """Return the sums as far as they are known after step `i`, by their n."""
        if self.by == "columns":
            return {n: step.total for n, step in enumerate(self.trace[: i + 1])}
        laid = {}
        for term in self._terms():
            if term.input_index[0] <= i:
                n = term.input_index[0] + term.kernel_index[0]
                laid[n] = laid.get(n, 0) + term.product
        return laid

    def _draw_step(self, i):
        if self.by == "copies":
            for k in range(i + 1):
                self._draw_copy(k, marked=k == i)
        else:
            for term in self.trace[i].terms:
                self._draw_product(term, marked=True)
        for n, total in self.sums_after(i).items():
            marked = n == i if self.by == "columns" else 0 <= n - i < len(self.b)
            self._draw_sum(n, total, marked=marked)


class StampsFigure(SteppedFigure):
    """An image of which each pixel that is not 0 stamps its scaled kernel onto the output."""

    def __init__(self, x, h, names, *, inside):
        self.x, self.h, self.names = x, h, names
        self.steps = [tuple(map(int, place)) for place in np.argwhere(x)]
        whole = np.zeros([n + m - 1 for n, m in zip(x.shape, h.shape, strict=True)])
        self.shift = [(m - 1) // 2 for m in h.shape] if inside else [0, 0]
        kept = tuple(slice(s, s + n) for s, n in zip(self.shift, x.shape, strict=True))
        self.outputs = []
        for i, j in self.steps:
            whole[i : i + h.shape[0], j : j + h.shape[1]] += x[i, j] * h
            self.outputs.append(whole[kept].copy() if inside else whole.copy())
        last = self.outputs[-1]
        self.range, self.longest = (min(0, last.min()), last.max()), longest_of(last.round(4))
        columns = x.shape[1] + last.shape[1]
        cell = 2 * int(min(44, (860 - 100 - 46 * h.shape[1] - 8) / columns) / 2)
        self.input = Grid(20, 50, cell, x.shape)
        self.copy = Grid(20 + self.input.width + 40, 50, 46, h.shape)
        self.output = Grid(self.copy.left + self.copy.width + 40, 50, cell, last.shape)
        tall = max(grid.height for grid in (self.input, self.copy, self.output))
        self.size = (self.output.left + self.output.width + 4, 50 + tall + 6)
        with course_style():
            self.figure, self.ax = blank(*self.size)
            self._draw_what_stays()

    def _draw_what_stays(self):
        name, _, output = self.names
        draw_cells(self.ax, self.input, self.x, low=min(0, self.x.min()), high=self.x.max())
        blank_output = np.zeros(self.output.shape)
        low, high = self.range
        draw_cells(self.ax, self.output, blank_output, low=low, high=high, numbered=False)
        for grid, text, role in ((self.input, name, INPUT), (self.output, output, OUTPUT)):
            draw_lines(self.ax, grid, CONTEXT)
            self.ax.text(grid.left, 22, text, size=13, weight="bold", color=role.ink)
            for axis in (0, 1):
                for k in range(grid.shape[axis]):
                    x, y = grid.centre(k, -0.3) if axis == 0 else grid.centre(-0.3, k)
                    at = (grid.left - 10, y) if axis == 0 else (x, grid.top - 8)
                    self.ax.text(*at, str(k), size=8, color="0.4", ha="center", va="center")
        draw_lines(self.ax, self.copy, PRODUCT.colour, width=1.2)

    def _draw_step(self, i):
        row, column = self.steps[i]
        value = self.x[row, column].item()
        title = f"{number(value)}·{self.names[1]}"
        self.ax.text(self.copy.left, 40, title, size=13, weight="bold", color=KERNEL.ink)
        texts = weights((value * self.h).ravel().tolist())
        for index, text in zip(np.ndindex(self.h.shape), texts, strict=True):
            print_in_cell(
                self.ax, self.copy, index, text, PRODUCT.ink, longest=max(map(len, texts))
            )
        self._frame(Grid(*self.input.corner(row, column), self.input.cell, (1, 1)), INPUT)
        self._draw_past([(row, column)])
        touched = np.argwhere(self.touched(i))
        (top, left), (bottom, right) = touched.min(0), touched.max(0)
        shape = (bottom - top + 1, right - left + 1)
        self._frame(Grid(*self.output.corner(top, left), self.output.cell, shape), PRODUCT)

    def _draw_past(self, steps):
        """Draw the places that steps have stamped on as they are then."""
        low, high = self.range
        for step in steps:
            i = self.steps.index(step)
            for index in np.argwhere(self.touched(i)).tolist():
                value = round(float(self.outputs[i][tuple(index)]), 4)
                shade, corner = float(grey(value, low, high)), self.output.corner(*index)
                side = self.output.cell
                self.ax.add_patch(Rectangle(corner, side, side, facecolor=str(shade), linewidth=0))
                colour = "white" if shade < DARK else "black"
                text, longest = brief(value), self.longest
                print_in_cell(self.ax, self.output, index, text, colour, longest=longest)

    def touched(self, i):
        """Return which places of the output step `i` stamps on."""
        touched = np.zeros(self.output.shape, bool)
        row, column = (p - s for p, s in zip(self.steps[i], self.shift, strict=True))
        touched[max(0, row) : row + self.h.shape[0], max(0, column) : column + self.h.shape[1]] = (
            True
        )
        return touched

    def _frame(self, grid, role):
        self.ax.add_patch(
            Rectangle((grid.left, grid.top), grid.width, grid.height, fill=False, linewidth=3,
                      edgecolor=role.colour, zorder=9, clip_on=False)
        )  # fmt: skip
