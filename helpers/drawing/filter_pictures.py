"""Still pictures of kernels, and of what each makes of the photograph."""

import io

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from helpers.data.filters import filter_image, filter_kernel
from helpers.data.photographs import photograph
from helpers.drawing.frames import Frame
from helpers.drawing.grids import Grid, draw_lines, print_in_cell
from helpers.drawing.style import KERNEL, course_style
from helpers.numbers import number, weights

SHOWN = ("blur", "sharpen", "Sobel, left to right", "Laplacian", "emboss")
SIDE, GAP, CELL, TOP = 160, 15, 26, 30
LARGE_CELL = 62  # of a kernel that is drawn by itself
DARKEST = 250  # level of a signed map at which red and blue are darkest


def show_filters(names=SHOWN):
    """Draw kernels, and below each what it makes of the photograph.

    Parameters
    ----------
    names : sequence of str
        At most five, as in `helpers.data.filters.filter_kernel`. Where the weights sum to 0, the
        output is drawn as a signed map.

    Returns
    -------
    helpers.drawing.frames.Frame
        Shows itself, with a text alternative.

    Raises
    ------
    ValueError
        For an unknown name, or more than five.
    """
    if not 1 <= len(names) <= 5:
        raise ValueError(f"1 to 5 filters can be drawn, not {len(names)}")
    kernels = {name: filter_kernel(name) for name in names}
    width = len(names) * (SIDE + GAP) - GAP
    height = TOP + 3 * CELL + 14 + SIDE
    image = photograph(SIDE)
    with course_style():
        figure = Figure((width / 100, height / 100), dpi=200)
        FigureCanvasAgg(figure)
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set_axis_off()
        for i, (name, kernel) in enumerate(kernels.items()):
            left = i * (SIDE + GAP)
            _draw_kernel(ax, left, name, kernel)
            top = TOP + 3 * CELL + 14
            _draw_image(
                ax, (left, left + SIDE, top + SIDE, top), filter_image(image, kernel), kernel
            )
        ax.set(xlim=(0, width), ylim=(height, 0), aspect="auto")
        figure.canvas.draw()
        return Frame(_png(figure.canvas), width, height, _alternative(kernels), "")


def show_kernel(texts):
    """Draw the weights of a kernel.

    Parameters
    ----------
    texts : sequence of sequence of str
        The weights, row by row, as they are written.

    Returns
    -------
    helpers.drawing.frames.Frame
        Shows itself, with a text alternative that gives all weights.

    Examples
    --------
    >>> show_kernel([["0", "1/2"], ["−1", "0"]]).alt
    'Kernel: 0 1/2 / −1 0.'
    """
    shape = np.shape(texts)
    rows, columns = (LARGE_CELL * side + 4 for side in shape)
    with course_style():
        figure = Figure((columns / 100, rows / 100), dpi=200)
        FigureCanvasAgg(figure)
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set_axis_off()
        _draw_weights(ax, Grid(2, 2, LARGE_CELL, shape), np.ravel(texts))
        ax.set(xlim=(0, columns), ylim=(rows, 0), aspect="auto")
        figure.canvas.draw()
        alt = f"Kernel: {' / '.join(' '.join(row) for row in texts)}."
        return Frame(_png(figure.canvas), columns, rows, alt, "kernel")


def _draw_kernel(ax, left, name, kernel):
    ax.text(left, 18, name, size=10.5, weight="bold", color=KERNEL.ink)
    grid = Grid(left + (SIDE - 3 * CELL) / 2, TOP, CELL, (3, 3))
    _draw_weights(ax, grid, weights(kernel.ravel().tolist()))


def _draw_weights(ax, grid, texts):
    for index, text in zip(np.ndindex(grid.shape), texts, strict=True):
        print_in_cell(ax, grid, index, text, KERNEL.ink)
    draw_lines(ax, grid, KERNEL.colour, width=1.2)


def _draw_image(ax, extent, output, kernel):
    signed = np.isclose(kernel.sum(), 0)
    low, high, colours = (-DARKEST, DARKEST, "RdBu_r") if signed else (0, 255, "gray")
    ax.imshow(output, extent=extent, vmin=low, vmax=high, cmap=colours, aspect="auto")


def _png(canvas):
    """Return what stands on a canvas as PNG, in its own 256 colours."""
    size = canvas.get_width_height(physical=True)
    picture = Image.frombuffer("RGBA", size, canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
    file = io.BytesIO()
    picture.convert("RGB").quantize(256).save(file, "PNG", compress_level=9)
    return file.getvalue()


def _alternative(kernels):
    said = []
    for name, kernel in kernels.items():
        rows = " / ".join(" ".join(weights(row)) for row in kernel.tolist())
        total = number(round(float(kernel.sum()), 4))
        said.append(f"{name}, {rows}, sum {total}")
    return (
        f"Kernels, and below each what it makes of a portrait: {'; '.join(said)}. Where the sum is "
        "0, the output is drawn in red above and blue below 0."
    )
