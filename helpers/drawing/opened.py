"""One output pixel, opened into its numbers."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers.drawing.canvas import blank, picture
from helpers.drawing.grids import Grid, draw_cells, draw_lines, print_in_cell
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT, PRODUCT, course_style
from helpers.numbers import number, weights

CELL = 56


def draw_opened(levels, kernel, place):
    """Draw the pixels around one, the weights as they lie, the products and their sum."""
    products, (row, column) = levels * kernel, place
    total, texts = products.sum(), weights(kernel.ravel().tolist())
    grids = [Grid(left, 48, CELL, (3, 3)) for left in (44, 252, 460)]
    with course_style():
        figure, ax = blank(720, 222)
        titles = ("pixels", "weights", "products")
        for grid, title, role in zip(grids, titles, (INPUT, KERNEL, PRODUCT), strict=True):
            ax.text(grid.left, 16, title, color=role.ink, weight="bold", size=13, va="center")
        draw_cells(ax, grids[0], levels, low=0, high=255, numbered=False)
        for k in (-1, 0, 1):
            ax.text(*grids[0].centre(-0.75, k + 1), str(column + k), size=9, color="0.35",
                    ha="center", va="center")  # fmt: skip
            ax.text(grids[0].left - 8, grids[0].centre(k + 1, 0)[1], str(row + k), size=9,
                    color="0.35", ha="right", va="center")  # fmt: skip
        for index, text in zip(np.ndindex(3, 3), texts, strict=True):
            colour = "white" if levels[index] < 50 else "black"
            print_in_cell(ax, grids[0], index, str(levels[index]), colour, longest=4)
            print_in_cell(ax, grids[1], index, text, KERNEL.ink, longest=max(map(len, texts)))
            print_in_cell(ax, grids[2], index, f"{products[index]:.1f}", PRODUCT.ink, longest=5)
        for grid, role in zip(grids, (None, KERNEL, PRODUCT), strict=True):
            draw_lines(ax, grid, role.colour if role else CONTEXT)
        for x, sign in ((232, "·"), (440, "="), (644, "Σ")):
            ax.text(x, 132, sign, size=20, ha="center", va="center", color="0.25")
        shade = np.clip(total / 255, 0, 1)
        box = Rectangle((660, 108), 48, 48, facecolor=str(0.3 + 0.7 * shade), lw=3,
                        edgecolor=OUTPUT.colour)  # fmt: skip
        ax.add_patch(box)
        ax.text(684, 132, f"{total:.0f}", size=16, ha="center", va="center",
                color="white" if shade < 0.2 else "black")  # fmt: skip
        ax.text(656, 92, "output", color=OUTPUT.ink, weight="bold", size=11)
        lines = (" ".join(map(number, line)) for line in levels.tolist())
        alt = (
            f"Row {row}, column {column}: the pixels {' / '.join(lines)}, times the weights "
            f"{' '.join(texts)}, add up to {total:.1f}."
        )
        return picture(figure, alt, "")
