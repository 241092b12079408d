"""Draw the pictures in `images/` that the notebooks and the README show."""

from pathlib import Path

import numpy as np

from helpers.data.filters import filter_image, filter_kernel
from helpers.data.kernels import moving_average_kernel
from helpers.data.photographs import photograph
from helpers.data.signals import bright_pixel, letter, signal
from helpers.drawing.arrays import show_grids
from helpers.drawing.canvas import blank, picture, sharp
from helpers.drawing.captions import text_alternative
from helpers.drawing.charts import show_gaussian
from helpers.drawing.grids import PALE, Grid
from helpers.drawing.stems import StepFigure
from helpers.drawing.style import INPUT, KERNEL, OUTPUT, course_style
from helpers.numbers import number, weights
from helpers.operations import convolve, correlate
from helpers.trace import trace
from helpers.widgets.layers import KernelLearner, explore_fields
from helpers.widgets.stamps import ProductTable, lay_copies
from helpers.widgets.stepper import ImageStepper

IMAGES = Path(__file__).resolve().parent.parent / "images"
FILTERS = ("blur", "sharpen", "Sobel, left to right", "Laplacian", "emboss")
SIDE, GAP, CELL, TOP = 160, 15, 26, 30  # pixels, of the picture of filters
DARKEST = 250  # level of a signed map at which red and blue are darkest


@course_style()
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
    figure, ax = blank(818, 276)
    look = {"color": OUTPUT.ink, "weight": "bold"}
    ax.text(64, 166, "outputs", rotation=90, ha="right", va="center", **look)
    for i, (title, values) in enumerate(tables.items()):
        grid = Grid(70 + 268 * i, 62, 26, values.shape)
        grid.draw_title(ax, title, KERNEL, above=40, size=11.5)
        ax.text(grid.left + 104, 52, "inputs", ha="center", color=INPUT.ink, weight="bold")
        for index in zip(*np.nonzero(values), strict=True):
            grid.part(*index).fill(ax, KERNEL.colour, alpha=values[index], zorder=1)
        grid.draw_lines(ax, PALE)
    return picture(
        figure,
        "Three tables of weights from 8 inputs (columns) to 8 outputs (rows). Dense: all 64 places "
        "have a weight of their own. Local: only the 3 places around the diagonal do, 24 with "
        "those that stick out. Local and shared: the same places, but with the same 3 tones in "
        "each row.",
        many_colours=True,
    )


def show_filters():
    """Draw kernels, and below each what it makes of the photograph, signed where they sum to 0."""
    image, said = photograph(SIDE), []
    with course_style():
        figure, ax = blank(len(FILTERS) * (SIDE + GAP) - GAP, TOP + 3 * CELL + 14 + SIDE)
        for i, name in enumerate(FILTERS):
            kernel = filter_kernel(name)
            below = Grid(i * (SIDE + GAP), TOP + 3 * CELL + 14, SIDE, (1, 1))
            below.draw_title(ax, name, KERNEL, above=below.top - 18, size=10.5)
            grid = Grid(below.left + (SIDE - 3 * CELL) / 2, TOP, CELL, (3, 3))
            grid.print_all(ax, weights(kernel.ravel().tolist()), KERNEL.ink)
            grid.draw_lines(ax, KERNEL.colour, width=1.2)
            signed = np.isclose(kernel.sum(), 0)
            low, high, colours = (-DARKEST, DARKEST, "RdBu_r") if signed else (0, 255, "gray")
            look = {"vmin": low, "vmax": high, "cmap": colours, "aspect": "auto"}
            ax.imshow(filter_image(image, kernel), extent=below.extent, **look)
            rows = " / ".join(" ".join(weights(row)) for row in kernel.tolist())
            said.append(f"{name}, {rows}, sum {number(round(float(kernel.sum()), 4))}")
        alt = (
            f"Kernels, and below each what it makes of a portrait: {'; '.join(said)}. Where the "
            "sum is 0, the output is drawn in red above and blue below 0."
        )
        return picture(figure, alt, many_colours=True)


def first_steps(a, b):
    """Draw c[2], and nothing that tells how many values come after it."""
    steps = list(trace(a, b))
    drawing = StepFigure(a, b, steps)
    drawing.draw(2)
    drawing.axes[3].lines[-1].remove()  # the marks of values to come
    return picture(drawing.figure, text_alternative(a, b, steps, 2))


def field_of_three_layers():
    """Draw what one output of three layers of three weights sees."""
    stills = explore_fields().views()[0].stills
    return stills[2].panels[0]


def pictures():
    """Return each picture by the name of its file."""
    a, b = signal("a").tolist(), signal("b").tolist()
    square = signal("F"), {"moving average": moving_average_kernel(3)}
    noise = np.random.default_rng(8).standard_normal((16, 16))
    impulse, kernel = bright_pixel(7), letter("F")
    prints = {"one of them": convolve, "the other": correlate}
    outputs = {name: made(impulse, kernel, "same") for name, made in prints.items()}
    return {
        "weights.png": show_weights(),
        "copies.png": lay_copies(a[:2], b).frames[1],
        "convolution_step.png": first_steps(a, b),
        "product_table.png": ProductTable(a, b).player.frames[3],
        "moving_average_step.png": ImageStepper(*square).player.frames[10],
        "gaussian.png": show_gaussian(1.0),
        "bright_pixel.png": show_grids(image=impulse, kernel=kernel, **outputs),
        "filters.png": show_filters(),
        "layers.png": field_of_three_layers(),
        "learning.png": KernelLearner(noise, [[1, 2, 3], [4, 0, 0], [5, 0, 0]]).player.frames[4],
    }


def main():
    """Write each picture; the alternative text to put beside it is printed."""
    with sharp():
        drawn = pictures()
    for name, frame in drawn.items():
        (IMAGES / name).write_bytes(frame.png)
        print(f"{name}: {frame.alt}")


if __name__ == "__main__":
    main()
