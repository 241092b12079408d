"""A pixel of a picture, opened: its neighbourhood, the weights, the products and their sum."""

from pathlib import Path

import anywidget
import numpy as np
from traitlets import Any, Bytes, List

from helpers.data.photographs import to_png
from helpers.drawing.arrays import OpenedPixel
from helpers.drawing.images import framed, panel
from helpers.widgets.explorer import Explorer
from helpers.widgets.own_picture import OwnPicture

HERE = Path(__file__).parent
PLACES = ((92, 104), (100, 120), (60, 128), (90, 150), (40, 60))


class Pointer(anywidget.AnyWidget):
    """A picture in which a click or the arrow keys choose a pixel, at least two from the border."""

    _esm, _css = HERE / "pointer.js", HERE / "pointer.css"
    value = Any().tag(sync=True)
    shape = List().tag(sync=True)
    png = Bytes().tag(sync=True)

    def show(self, image, place):
        """Show an image, with one of its pixels chosen."""
        self.shape, self.png, self.value = list(image.shape), to_png(image), list(place)


def open_pixel(kernel, own=None):
    """Return an explorer of what a kernel of 3×3 weights makes of any pixel of a photograph.

    Parameters
    ----------
    kernel : ndarray, shape (3, 3)
        The weights as they lie on the pixels; a convolution turns its kernel first.
    own : OwnPicture, optional
        Takes the place of the photograph.
    """
    own = own or OwnPicture()
    pointer, figure = Pointer(), OpenedPixel(kernel)

    def image():
        return np.rint(own.image)

    def draw(place):
        whole = image()
        row, column = (min(n - 3, max(2, k)) for k, n in zip(place, whole.shape, strict=True))
        levels = whole[row - 1 : row + 2, column - 1 : column + 2].astype(int)
        opened = figure.show(levels, (row, column))
        total = (levels * kernel).sum()
        words = (
            f"The pixel in row {row}, column {column} is {levels[1, 1]}. With its eight "
            f"neighbours it becomes {total:.1f}, the output in row {row}, column {column}."
        )
        return [opened], words

    def still(place):
        panels, words = draw(place)
        row, column = place
        marked = framed(image(), (row - 2, column - 2), (5, 5), line=2)
        where = f"The picture; a white frame marks row {row}, column {column}."
        return [panel(marked, "", where, width=224), *panels], words

    pointer.show(image(), PLACES[0])
    tour = {"": {f"row {r}, column {c}": {"place": (r, c)} for r, c in PLACES}}
    explorer = Explorer({"place": pointer}, draw, tour, still=still)
    own.observe(lambda change: pointer.show(image(), [n // 2 for n in image().shape]), "image")
    return explorer
