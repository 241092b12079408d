"""Drawing of small images, cell by cell, and of the steps of a 2-D trace."""

import functools
import math
from dataclasses import dataclass

import numpy as np
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from helpers.drawing.canvas import SteppedFigure
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT, PRODUCT
from helpers.numbers import brief, number, weights

WIDTH = 860  # pixels on the page
GAP, MARGIN, TITLE = 36, 4, 26
LARGEST_CELL, KERNEL_CELL, PRODUCTS_ROOM = 44, 40, 34
TALLEST = 268  # rows of a grid together, so that a stepper fits on a laptop's screen
INDEX_ROOM, MOST_UNCOUNTED = 20, 25  # rows and columns of a larger grid are numbered
DARKEST = 0.3  # grey of the smallest value, light enough to print on
DARK = 0.46  # greys below it take white numbers, the others black: contrast 4.5 either way
PALE = "0.85"


@dataclass(frozen=True)
class Grid:
    """Where the cells of an array lie in a drawing, in pixels."""

    left: float
    top: float
    cell: float
    shape: tuple

    @property
    def width(self):
        """From the first column to the end of the last."""
        return self.cell * self.shape[1]

    @property
    def height(self):
        """From the first row to the end of the last."""
        return self.cell * self.shape[0]

    @property
    def extent(self):
        """The sides, in the order in which `imshow` wants them."""
        return self.left, self.left + self.width, self.top + self.height, self.top

    def corner(self, row, column):
        """Return the upper left corner of a cell, which may lie outside the grid."""
        return self.left + self.cell * column, self.top + self.cell * row

    def centre(self, row, column):
        """Return the middle of a cell."""
        return self.corner(row + 0.5, column + 0.5)

    def part(self, row, column, shape=(1, 1)):
        """Return the grid of some of the cells."""
        return Grid(*self.corner(row, column), self.cell, shape)

    def draw_cells(self, ax, values, *, low, high, numbered=True):
        """Draw an array as grey cells, dark for `low` and white for `high`, with its numbers."""
        look = {"vmin": 0, "vmax": 1, "cmap": "gray", "zorder": 1, "aspect": "auto"}
        ax.imshow(grey(values, low, high), extent=self.extent, **look)
        longest = longest_of(values)
        for index in np.ndindex(values.shape) if numbered else ():
            ink = ink_on(values[index], low, high)
            self.print_in_cell(ax, index, brief(values[index]), ink, longest=longest)

    def draw_indices(self, ax, first=(0, 0), *, always=False):
        """Write row and column numbers beside a large grid; `first` are those of its first cell."""
        rows, columns = self.shape if always or is_counted(self.shape) else (0, 0)
        look = {"size": min(11, 0.34 * self.cell), "color": "0.4", "zorder": 4}
        for row in range(rows):
            x, y = self.left - 4, self.centre(row, 0)[1]
            ax.text(x, y, number(row + first[0]), ha="right", va="center_baseline", **look)
        for column in range(columns):
            x, y = self.centre(0, column)[0], self.top - 4
            ax.text(x, y, number(column + first[1]), ha="center", va="baseline", **look)

    def draw_title(self, ax, text, role, *, above=10, size=12, weight="bold"):
        """Write a name in the ink of its role above the grid."""
        ax.text(self.left, self.top - above, text, size=size, weight=weight, color=role.ink)

    def draw_lines(self, ax, colour, *, width=0.8, order=2):
        """Draw the lines between and around the cells."""
        rows, columns = self.shape
        lines = [[self.corner(r, 0), self.corner(r, columns)] for r in range(rows + 1)]
        lines += [[self.corner(0, c), self.corner(rows, c)] for c in range(columns + 1)]
        ax.add_collection(LineCollection(lines, colors=colour, linewidths=width, zorder=order))

    def fill(self, ax, colour, **look):
        """Fill the grid with one colour."""
        look = {"linewidth": 0, "facecolor": colour} | look
        ax.add_patch(Rectangle((self.left, self.top), self.width, self.height, **look))

    def frame(self, ax, colour, order=9):
        """Draw a thick frame around the grid."""
        self.fill(ax, None, zorder=order, fill=False, edgecolor=colour, linewidth=3, clip_on=False)

    def print_in_cell(self, ax, index, text, colour, *, longest=2):
        """Print a short text in the middle of a cell, a little narrower than that."""
        width = len(text) - sum(sign in "./" for sign in text) / 2  # in digits
        size = min(0.36, 1.02 / max(width, min(longest, 3))) * self.cell
        x, y = self.centre(*index)
        ax.text(x, y, text, ha="center", va="center_baseline", size=size, color=colour, zorder=4)

    def shade(self, ax, index, value, low, high, *, longest, order=1):
        """Fill a cell with the grey of its value, and print it."""
        self.part(*index).fill(ax, str(float(grey(value, low, high))), zorder=order)
        self.print_in_cell(ax, index, brief(value), ink_on(value, low, high), longest=longest)

    def print_all(self, ax, texts, colour, *, longest=2):
        """Print a text in each cell, row by row."""
        for index, text in zip(np.ndindex(self.shape), texts, strict=True):
            self.print_in_cell(ax, index, text, colour, longest=longest)

    def write(self, ax, title, values, role, *, above=10, size=12, longest=2):
        """Print an array of numbers or texts below a title, all in the colour of a role."""
        self.draw_title(ax, title, role, above=above, size=size)
        values = np.ravel(values).tolist()
        texts = (one if isinstance(one, str) else number(one) for one in values)
        self.print_all(ax, texts, role.ink, longest=longest)
        self.draw_lines(ax, role.colour, width=1.2)

    def draw_weights(self, ax, values, ink=KERNEL.ink):
        """Print the entries of a kernel as fractions where that is clear."""
        texts = weights(np.ravel(values).tolist())
        self.print_all(ax, texts, ink, longest=max(map(len, texts)))


def ink_on(value, low, high):
    """Return in which colour a number is printed on the grey of `value`."""
    return "white" if grey(value, low, high) < DARK else "black"


def is_counted(shape):
    """Tell whether a grid is so large that its rows and columns are numbered."""
    return math.prod(shape) > MOST_UNCOUNTED


def draw_texts(ax, places, texts, colours, *, size):
    """Print many short texts, each around its place, as outlines, which is quick."""
    outlines = [
        Path(place + corners * size, codes)
        for place, (corners, codes) in zip(np.array(places), map(_outline, texts), strict=True)
    ]
    ax.add_collection(PathCollection(outlines, facecolors=colours, linewidths=0, zorder=4))


@functools.cache
def _outline(text):
    """Return corners and codes of a text of size 1, in pixels around its middle, rows downwards."""
    path = TextPath((0, 0), text, size=100)
    corners = path.vertices * [1, -1] / 72
    return corners - [np.ptp(corners[:, 0]) / 2, -0.36 * 100 / 72], path.codes


def grey(values, low, high):
    """Return the greys of values, between dark and white."""
    parts = (np.asarray(values, float) - low) / ((high - low) or 1)
    return DARKEST + (1 - DARKEST) * np.clip(parts, 0, 1)


def as_box(extent, width=1, height=1):
    """Return left, right, bottom, top as left, top, right and bottom, parts of a picture."""
    left, right, bottom, top = extent
    return [round(part, 4) for part in (left / width, top / height, right / width, bottom / height)]


def longest_of(values):
    """Return how many characters the longest number of an array has in a cell."""
    return max(len(brief(value)) for value in np.ravel(values))


class GridFigure(SteppedFigure):
    """A 2-D trace; `boxes` hold for each step what lies where (`as_box`), by name."""

    def __init__(self, x, h, steps):
        self.x, self.h, self.steps, first, last = x, h, steps, steps[0], steps[-1]
        self.flip, self.pad = first.operation == "convolution", first.pad
        self.padded = np.pad(x, self.pad, mode=first.boundary)
        framed = not np.any(self.pad) and first.place != first.n  # under the kernel's centre
        self.first = (0, 0) if framed else first.place  # coordinates of the first output cell
        self.output_shape = x.shape if framed else tuple(i + 1 for i in last.index)
        totals = [step.total for step in steps]
        self.range = min(0, x.min()), x.max()
        inside = self.range[0] <= min(totals) and max(totals) <= self.range[1]
        self.output_range = self.range if inside else (min(0, *totals), max(totals))
        self.longest_total = longest_of(totals)
        self.longest_product = longest_of([t.product for step in steps for t in step.terms])
        self._begin(*self._lay_out())
        self.boxes = [self._boxes(step) for step in steps]

    def _lay_out(self):
        outer, output = self.padded.shape, self.output_shape
        rooms = [INDEX_ROOM * is_counted(shape) for shape in (outer, output)]
        high, wide = (KERNEL_CELL * side for side in self.h.shape)
        across = (WIDTH - wide - 2 * GAP - 2 * MARGIN - sum(rooms)) / (outer[1] + output[1])
        rows = max(outer[0], output[0])
        cell = 2 * int(min(LARGEST_CELL, across, TALLEST / rows) / 2)
        pair = 2 * high + PRODUCTS_ROOM  # the kernel, and the products below it
        tall, above = max(cell * rows, pair), TITLE + max(rooms)
        left, middle = MARGIN + rooms[0], above + tall / 2
        self.outer = Grid(left, middle - cell * outer[0] / 2, cell, outer)
        self.inner = self.outer.part(self.pad[0][0], self.pad[1][0], self.x.shape)
        left += self.outer.width + GAP
        self.kernel = Grid(left, middle - pair / 2, KERNEL_CELL, self.h.shape)
        below = middle - pair / 2 + high + PRODUCTS_ROOM
        self.products = Grid(left, below, KERNEL_CELL, self.h.shape)
        left += wide + GAP + rooms[1]
        self.output = Grid(left, middle - cell * output[0] / 2, cell, output)
        return left + self.output.width + MARGIN, above + tall + MARGIN

    def _draw_what_stays(self):
        ax, (x, h, y) = self.ax, self.steps[0].names
        low, high = self.range
        padded = self.outer.shape != self.inner.shape
        if padded:  # what is put around the input is set apart in white
            self.outer.draw_cells(ax, self.padded, low=low, high=high)
            self.outer.draw_lines(ax, "white", width=2.5, order=1)
            self.inner.frame(ax, INPUT.colour, 3)
        self.inner.draw_cells(ax, self.x, low=low, high=high, numbered=not padded)
        self.inner.draw_lines(ax, CONTEXT)
        self.outer.draw_indices(ax, tuple(-before for before, _ in self.pad))
        self.output.draw_indices(ax, self.first)
        self._name(self.outer, x, INPUT)
        self._name(self.kernel, h, KERNEL)
        if self.h.size > 1:
            lies = "turned by 180°" if self.flip else "as it stands"
            self._name(self.kernel, f"{'    ' * len(h)} {lies}", KERNEL, size=10, weight="normal")
        self._name(self.products, "products", PRODUCT)
        self._name(self.output, y, OUTPUT)
        self.kernel.draw_weights(ax, np.flip(self.h) if self.flip else self.h)
        self.kernel.draw_lines(ax, KERNEL.colour, width=1.2)
        self.products.draw_lines(ax, PRODUCT.colour, width=1.2)
        self.output.draw_lines(ax, PALE)

    def _name(self, grid, text, role, *, size=13, weight="bold"):
        above = 8 + (INDEX_ROOM - 7 if is_counted(grid.shape) else 0)
        grid.draw_title(self.ax, text, role, above=above, size=size, weight=weight)

    def _draw_step(self, i):
        ax, step = self.ax, self.steps[i]
        self.outer.part(*step.index, self.h.shape).frame(ax, KERNEL.colour)
        for term in step.terms:
            m, n = term.kernel_index
            if self.flip:
                m, n = self.h.shape[0] - 1 - m, self.h.shape[1] - 1 - n
            text, longest = brief(term.product), self.longest_product
            self.products.print_in_cell(ax, (m, n), text, PRODUCT.ink, longest=longest)
        self._draw_past([step])
        self._cell(step).frame(ax, OUTPUT.colour)

    def _draw_past(self, steps):
        look = {"longest": self.longest_total, "order": 3}
        for step in steps:
            self._cell(step).shade(self.ax, (0, 0), step.total, *self.output_range, **look)

    def _cell(self, step):
        return self.output.part(*(p - f for p, f in zip(step.place, self.first, strict=True)))

    def _boxes(self, step):
        window, here = self.outer.part(*step.index, self.h.shape), self._cell(step)
        grids = {"window": window, "output": here, "kernel": self.kernel}
        return {name: as_box(grid.extent, *self.size) for name, grid in grids.items()}
