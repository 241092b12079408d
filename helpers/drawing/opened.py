"""One output pixel, opened into its numbers."""

import numpy as np

from helpers.drawing.canvas import blank, picture
from helpers.drawing.grids import (
    Grid,
    draw_cells,
    draw_lines,
    draw_weights,
    fill,
    print_all,
    print_in_cell,
)
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT, PRODUCT, course_style
from helpers.numbers import number, weights


def draw_opened(levels, kernel, place):
    """Draw the pixels around one, the weights as they lie, the products and their sum."""
    products, (row, column) = levels * kernel, place
    total = products.sum()
    pixels, lying, made = grids = [Grid(left, 48, 56, (3, 3)) for left in (44, 252, 460)]
    with course_style():
        figure, ax = blank(720, 222)
        titles = ("pixels", "weights", "products")
        for grid, title, role in zip(grids, titles, (INPUT, KERNEL, PRODUCT), strict=True):
            ax.text(grid.left, 16, title, color=role.ink, weight="bold", size=13, va="center")
        draw_cells(ax, pixels, levels, low=0, high=255, numbered=False)
        look = {"size": 10, "color": "0.35", "va": "center"}
        for k in (-1, 0, 1):
            ax.text(*pixels.centre(-0.75, k + 1), str(column + k), ha="center", **look)
            x, y = pixels.left - 8, pixels.centre(k + 1, 0)[1]
            ax.text(x, y, str(row + k), ha="right", **look)
        for index, level in np.ndenumerate(levels):
            colour = "white" if level < 50 else "black"
            print_in_cell(ax, pixels, index, str(level), colour, longest=4)
        draw_weights(ax, lying, kernel)
        print_all(ax, made, [f"{p:.1f}" for p in products.flat], PRODUCT.ink, longest=5)
        for grid, colour in zip(grids, (CONTEXT, KERNEL.colour, PRODUCT.colour), strict=True):
            draw_lines(ax, grid, colour)
        for x, sign in ((232, "·"), (440, "="), (644, "Σ")):
            ax.text(x, 132, sign, size=20, ha="center", va="center", color="0.25")
        shade = np.clip(total / 255, 0, 1)
        box = Grid(660, 108, 48, (1, 1))
        fill(ax, box, str(0.3 + 0.7 * shade), linewidth=3, edgecolor=OUTPUT.colour)
        ink = "white" if shade < 0.2 else "black"
        ax.text(684, 132, f"{total:.0f}", size=16, ha="center", va="center", color=ink)
        ax.text(656, 92, "output", color=OUTPUT.ink, weight="bold", size=11)
        lines = (" ".join(map(number, line)) for line in levels.tolist())
        alt = (
            f"Row {row}, column {column}: the pixels {' / '.join(lines)}, times the weights "
            f"{' '.join(weights(kernel.ravel().tolist()))}, add up to {total:.1f}."
        )
        return picture(figure, alt)
