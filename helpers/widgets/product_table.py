"""The table of all products of two signals, read in two ways: gathered, and stamped."""

from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

from helpers.drawing.canvas import SteppedFigure, blank
from helpers.drawing.captions import caption_html, ink, listing
from helpers.drawing.grids import Grid, draw_lines, print_in_cell
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT, PRODUCT, course_style
from helpers.numbers import number
from helpers.trace import entry, trace
from helpers.widgets.player import Way, Ways
from helpers.widgets.stamps import frames_of

CELL, GAP, MARGIN, TITLE = 46, 84, 52, 30
COUNTED = {"gather": "n", "stamp": "i"}  # by the view, what it goes through
VIEWS = tuple(COUNTED)


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
            draw_lines(self.ax, grid, colour)
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
        print_in_cell(self.ax, grid, index, number(value), role.ink, longest=self.longest)

    def _mark(self, grid, index, role):
        x, y = grid.corner(*index)
        look = {"edgecolor": role.colour, "linewidth": 2.5, "zorder": 3}
        face = to_rgba(role.colour, 0.15)
        self.ax.add_patch(Rectangle((x, y), CELL, CELL, facecolor=face, **look))


class ProductTable(Ways):
    """The products of two signals, gathered by output or stamped by input.

    The slider keeps its place when the view changes: at n, output c[n] is gathered, and value a[n]
    is stamped.

    Parameters
    ----------
    a, b : array_like, shape (N,) and (M,)
        Input and kernel, at most 6 and 4 values.
    names : tuple of three str
        What input, kernel and output are called.

    Raises
    ------
    ValueError
        For longer signals.
    """

    def __init__(self, a, b, *, names=("a", "b", "c")):
        if len(a) > 6 or len(b) > 4:
            raise ValueError(f"the table shows at most 6 and 4 values, not {len(a)} and {len(b)}")
        self.steps = list(trace(a, b, names=names))
        self.a, self.b = list(a), list(b)
        super().__init__(VIEWS)

    def way(self, name):
        """Return one of the views step by step."""
        drawing = TableFigure(self.a, self.b, self.steps, name)

        def say(i):
            caption = caption_html(self.steps[i]) if name == "gather" else self._stamp(i)
            return self._alternative(drawing, i), caption

        return Way(lambda: frames_of(drawing, say), COUNTED[name], len(drawing.steps))

    def _stamp(self, i):
        """Say in HTML what value `i` of the input adds to which outputs."""
        name, kernel, output = self.steps[0].names
        value, stamped = number(self.a[i]), ", ".join(self._products(i))
        where = listing([entry(output, (i + j,)) for j in range(len(self.b))])
        return (
            f"<div>{ink(entry(name, (i,)), INPUT)} = {ink(value, INPUT)} stamps "
            f"{ink(value, INPUT)}·{ink(kernel, KERNEL)} = {ink(stamped, PRODUCT)} "
            f"onto {ink(where, OUTPUT)}.</div><code>{output}[{i} + j] += {name}[{i}] * {kernel}[j]"
            f"    # j = {', '.join(map(str, range(len(self.b))))}</code>"
        )

    def _products(self, i):
        """Return the products of value `i` of the input as texts."""
        terms = [term for step in self.steps for term in step.terms if term.input_index == (i,)]
        return [number(term.product) for term in terms]

    def _alternative(self, drawing, i):
        name, kernel, output = self.steps[0].names
        rows = "; ".join(f"{name}[{r}]: {', '.join(self._products(r))}" for r in range(len(self.a)))
        known = ", ".join(
            f"{entry(output, (n,))} = {number(total)}"
            for n, total in enumerate(drawing.sums_after(i))
            if total is not None
        )
        marked = (
            f"the products whose indices add up to n = {i}"
            if drawing.view == "gather"
            else f"the row of {name}[{i}], moved by {i}"
        )
        return (
            f"Table of the products {name}[i]·{kernel}[j], row by row {rows}. Marked are {marked}. "
            f"So far {known}."
        )
