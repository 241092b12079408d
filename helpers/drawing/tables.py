"""Drawing of the table of all products of two signals, step by step."""

from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

from helpers.drawing.canvas import SteppedFigure, blank
from helpers.drawing.grids import Grid
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT, PRODUCT, course_style
from helpers.numbers import number

CELL, GAP, MARGIN, TITLE = 46, 84, 52, 30


class TableFigure(SteppedFigure):
    """All products a[i]·b[j], once by i and j, once with each row moved to where it belongs."""

    def __init__(self, a, b, steps, view):
        self.a, self.b, self.view = a, b, view
        products = [term.product for step in steps for term in step.terms]
        texts = map(number, [*products, *(step.total for step in steps)])
        self.longest = max(map(len, texts))
        self.trace, self.steps = steps, steps if view == "gather" else range(len(a))
        left = Grid(MARGIN, TITLE + CELL, CELL, (len(a), len(b)))
        start = left.left + left.width + GAP
        right = Grid(start, TITLE + CELL, CELL, (len(a), len(steps)))
        sums = Grid(start, right.top + right.height + 0.3 * CELL, CELL, (1, len(steps)))
        self.left, self.right, self.sums = left, right, sums
        self.size = (start + right.width + 8, sums.top + CELL + 8)
        with course_style():
            self.figure, self.ax = blank(*self.size)
            self._draw_what_stays()

    def sums_after(self, i):
        """Return the outputs as far as they are known after step `i`; None where nothing is."""
        if self.view == "gather":
            return [step.total if n <= i else None for n, step in enumerate(self.trace)]
        parts = [
            [term.product for term in step.terms if term.input_index[0] <= i] for step in self.trace
        ]
        return [sum(part) if part else None for part in parts]

    def _draw_what_stays(self):
        name, kernel, output = self.trace[0].names
        for title, grid in (("by i and j", self.left), ("by n = i + j", self.right)):
            self.ax.text(grid.left, 18, title, size=12, weight="bold", color=PRODUCT.ink)
        for i, value in enumerate(self.a):
            self._label(self.left, (i, -1), f"{name}[{i}]\n{number(value)}", INPUT)
            self._label(self.right, (i, -1), f"{name}[{i}]·{kernel}", INPUT)
        for j, value in enumerate(self.b):
            self._label(self.left, (-1, j), f"{kernel}[{j}]\n{number(value)}", KERNEL)
        for n in range(len(self.trace)):
            self._label(self.right, (-1, n), f"n = {n}", OUTPUT)
        self._label(self.sums, (0, -1), f"{output}[n]", OUTPUT)
        for grid, colour in ((self.left, "0.85"), (self.right, "0.85"), (self.sums, CONTEXT)):
            grid.draw_lines(self.ax, colour)
        for step in self.trace:
            for term in step.terms:
                i, j = term.input_index[0], term.kernel_index[0]
                for grid, column in ((self.left, j), (self.right, i + j)):
                    self._print(grid, (i, column), term.product, PRODUCT)

    def _label(self, grid, index, text, role):
        x, y = grid.centre(*index)
        self.ax.text(x, y, text, ha="center", va="center", size=10, color=role.ink)

    def _draw_step(self, i):
        for step in self.trace:
            for term in step.terms:
                row, column = term.input_index[0], term.kernel_index[0]
                if i == (step.n[0] if self.view == "gather" else row):
                    self._mark(self.left, (row, column), PRODUCT)
                    self._mark(self.right, (row, step.n[0]), PRODUCT)
                    if self.view == "stamp":
                        self._mark(self.sums, (0, step.n[0]), OUTPUT)
        if self.view == "gather":
            self._mark(self.sums, (0, i), OUTPUT)
        for n, total in enumerate(self.sums_after(i)):
            if total is not None:
                self._print(self.sums, (0, n), total, OUTPUT)

    def _print(self, grid, index, value, role):
        grid.print_in_cell(self.ax, index, number(value), role.ink, longest=self.longest)

    def _mark(self, grid, index, role):
        x, y = grid.corner(*index)
        look = {"edgecolor": role.colour, "linewidth": 2.5, "zorder": 3}
        face = to_rgba(role.colour, 0.15)
        self.ax.add_patch(Rectangle((x, y), CELL, CELL, facecolor=face, **look))
