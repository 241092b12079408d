"""Images side by side: photographs, maps, and what filters make of them."""

import matplotlib
import numpy as np
from matplotlib.colors import to_rgb

from helpers.data.filters import filter_image, filter_kernel
from helpers.data.photographs import photograph, to_png
from helpers.drawing.canvas import blank, picture
from helpers.drawing.frames import Frame, Panels
from helpers.drawing.grids import Grid
from helpers.drawing.style import KERNEL, course_style
from helpers.numbers import number, weights

FILTERS = ("blur", "sharpen", "Sobel, left to right", "Laplacian", "emboss")
SIDE, GAP, CELL, TOP = 160, 15, 26, 30
DARKEST = 250  # level of a signed map at which red and blue are darkest


def show_images(images, *, signed=(), width=270):
    """Show images side by side.

    >>> show_images({"dark": [[0, 10]], "bright": [[250, 255]]}).alt
    'dark: 1×2 pixels, from 0 to 10, mean 5. bright: 1×2 pixels, from 250 to 255, mean 252.5.'

    Parameters
    ----------
    images : dict of str to array_like, shape (N1, N2)
        By their captions: grey levels from 0 to 255, what lies beyond is shown as black or white.
    signed : sequence of str
        Captions of those that are shown as signed maps, red above and blue below 0; ValueError
        for a caption that is none.
    width : int
        Of each, in pixels on the page.

    Returns
    -------
    helpers.drawing.frames.Panels
    """
    unknown = [name for name in signed if name not in images]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is none of the images {', '.join(map(repr, images))}")
    frames = []
    for name, values in images.items():
        values = np.asarray(values)
        found = values.min(), values.max(), values.mean()
        low, high, mean = (number(round(float(value), 1) + 0.0) for value in found)
        size = "×".join(map(str, values.shape))
        alt = f"{name}: {size} pixels, from {low} to {high}, mean {mean}."
        frames.append(panel(values, name, alt, signed=name in signed, width=width))
    return Panels(tuple(frames))


def panel(image, title, alt, *, signed=False, width=270):
    """Return an image as a panel with a title."""
    png = to_png(image, scale=max(1, width // image.shape[1]), signed=signed)
    return Frame(png, width, round(width * image.shape[0] / image.shape[1]), alt, title)


def tile(image, title, alt, *, signed=False, width=105):
    """Return a small image as a panel with a title, from black to white or as a signed map."""
    if not signed:
        image = 255 * (image - image.min()) / (np.ptp(image) or 1)
    return panel(image, title, alt, signed=signed, width=width)


def framed(pixels, place, sides, role=None, *, line=3, within=False):
    """Return a picture with a frame of a role's colour, or white, around a box or within it."""
    outside, inside = (0, line) if within else (line, 0)
    spans = [(start, min(start + side, most))
             for start, side, most in zip(place, sides, pixels.shape, strict=False)]  # fmt: skip
    outer = tuple(slice(max(0, low - outside), high + outside) for low, high in spans)
    inner = tuple(slice(low + inside, high - inside) for low, high in spans)
    marked = pixels.copy()
    marked[outer] = 255 * np.array(to_rgb(role.colour)) if role else 255
    marked[inner] = pixels[inner]
    return marked


def signed_colours(values):
    """Return values from -1 to 1 as levels of red, green and blue: red above, blue below 0."""
    return 255 * matplotlib.colormaps["RdBu_r"]((values + 1) / 2)[..., :3]


def show_filters():
    """Draw kernels, and below each what it makes of the photograph.

    Where the weights sum to 0, the output is drawn as a signed map.
    """
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
