"""Explorers of kernels: typed, and a picture; drawn, and a bright pixel; at work on one pixel."""

from pathlib import Path

import anywidget
import ipywidgets as widgets
import numpy as np
from traitlets import Any, Bytes, List

from helpers.data import filters
from helpers.data.photographs import photograph, to_png
from helpers.data.signals import LETTERS, bright_pixel, letter
from helpers.drawing.arrays import OpenedPixel, show_kernel
from helpers.drawing.frames import Frame
from helpers.drawing.images import framed, panel
from helpers.models.kernels import AS_IT_STANDS, ORIENTATIONS, TURNED, oriented
from helpers.numbers import number, read_number
from helpers.trace import OPERATIONS
from helpers.widgets.controls import KernelEditor, PixelEditor, as_tuples, menu, toggles, typed
from helpers.widgets.explorer import Explorer, Words

SIDE = 290  # pixels on the page
DISPLAYS = ("8-bit: 0 black, 255 white", "signed: + red, − blue")
HERE = Path(__file__).parent
CELL, LINE = 22, 96  # size of a tile on the page, grey between them
PLACES = ((92, 104), (100, 120), (60, 128), (90, 150), (40, 60))


def explore_filters():
    """Return an explorer of 3×3 kernels on a picture, laid on as they stand (cross-correlation)."""
    pictures = {
        "photograph": photograph(200),
        "test card": filters.card(),
        "flat grey 128": np.full((50, 50), 128.0),
        "checkerboard, 116 and 140": filters.checkerboard(),
    }
    known = {name: typed(filters.filter_kernel(name)) for name in filters.FILTERS}

    def draw(kernel, image, display):
        weights = np.array([[read_number(text) for text in texts] for texts in kernel])
        signed = display == DISPLAYS[1]
        output = filters.filter_image(pictures[image], weights)
        low, high = (number(round(float(end), 1)) for end in (output.min(), output.max()))
        said = Words(
            "filters", image=image, described=filters.describe(weights), low=low, high=high,
            clipped=np.mean((output < 0) | (output > 255)),
            how="signed" if signed else "as 8-bit levels",
        )  # fmt: skip
        shown = output if signed else filters.to_uint8(output)
        return [
            panel(pictures[image], *said["input"], width=SIDE),
            panel(shown, *said["output"], signed=signed, width=SIDE),
        ], said["words"]

    def still(kernel, **others):
        panels, words = draw(kernel, **others)
        return [show_kernel(kernel), *panels], words

    editor = KernelEditor("kernel", known, "sharpen", "kernel:", 300, 58)
    choices = {
        "image": menu(pictures, "picture:", 300, 58),
        "display": menu(DISPLAYS, "display:", 300, 58),
    }
    to_zero = [name for name in known if sum(np.ravel(filters.filter_kernel(name))) == 0]
    telling = {
        name: {"kernel": texts, "display": DISPLAYS[name in to_zero]}
        for name, texts in known.items()
    }
    others = {
        image: {name: settings | {"image": image} for name, settings in telling.items()}
        for image in list(pictures)[1:]
    }
    cut_off = {f"{name}, as 8-bit levels": {"kernel": known[name]} for name in to_zero}
    tour = {"photograph": telling, "sum 0, as 8-bit levels": cut_off} | others
    top = [widgets.VBox([editor.menu, *choices.values()]), editor]
    return Explorer({"kernel": editor} | choices, draw, tour, still=still, top=top)


def explore_bright_pixel():
    """Return an explorer of what convolution and correlation print where one pixel is bright."""
    image = bright_pixel()
    known = {name: as_tuples(letter(name)) for name in LETTERS}

    def draw(kernel, orientation, operation):
        lying = oriented(kernel, orientation)
        if not lying.any():
            raise ValueError("The kernel is empty: switch on at least one of its entries.")
        both = {name: OPERATIONS[name](image, lying, "same") for name in OPERATIONS}
        difference = both["convolution"] - both["correlation"]
        differ = np.count_nonzero(difference)
        said = Words(
            "bright pixel", operation=operation.capitalize(), count=differ,
            how=AS_IT_STANDS if operation == "convolution" else TURNED,
        )  # fmt: skip
        return [
            tiles(lying, f"kernel, {orientation}"),
            tiles(image, "input: one bright pixel"),
            tiles(both[operation], f"output: {operation}"),
            tiles(difference, f"difference{'' if differ else ': none'}", signed=True),
        ], said["differ" if differ else "agree"]

    editor = PixelEditor(known, "F", "letter:", 200, 52)
    choices = {
        "orientation": menu(ORIENTATIONS, "turn it:", 290, 52),
        "operation": toggles(OPERATIONS),
    }
    lying = {f"F, {how}": {"orientation": how} for how in list(ORIENTATIONS)[1:]}
    stills = {name: {"kernel": kernel} for name, kernel in known.items()} | lying
    tour = {
        operation: {label: one | {"operation": operation} for label, one in stills.items()}
        for operation in OPERATIONS
    }
    top = [editor, widgets.VBox([editor.menu, *choices.values()])]
    return Explorer({"kernel": editor} | choices, draw, tour, top=top)


def tiles(values, title, *, signed=False):
    """Return a small array as a picture of tiles with lines between them."""
    white = 1 if signed else 255 / max(1, values.max())
    large = np.kron(values * white, np.ones((CELL, CELL)))
    line = 0 if signed else LINE
    large[::CELL], large[:, ::CELL] = line, line
    large = np.pad(large, ((0, 1), (0, 1)), constant_values=line)
    rows = " / ".join(" ".join(str(value).replace("-", "−") for value in row) for row in values)
    height, width = large.shape
    return Frame(to_png(large, scale=2, signed=signed), width, height, f"{title}: {rows}.", title)


class Pointer(anywidget.AnyWidget):
    """A picture in which a click or the arrow keys choose a pixel, at least two from the border."""

    _esm, _css = HERE / "pointer.js", HERE / "pointer.css"
    value = Any().tag(sync=True)
    shape = List().tag(sync=True)
    png = Bytes().tag(sync=True)

    def show(self, image, place):
        """Show an image, with one of its pixels chosen."""
        self.shape, self.png, self.value = list(image.shape), to_png(image), list(place)


def open_pixel(kernel, own):
    """Return an explorer of what a kernel makes of any pixel of a picture.

    Parameters
    ----------
    kernel, own : ndarray, shape (3, 3), and OwnPicture
        The weights as they lie on the pixels; what holds the picture.
    """
    pointer, figure = Pointer(), OpenedPixel(kernel)

    def image():
        return np.rint(own.image)

    def draw(place):
        whole = image()
        row, column = (min(n - 3, max(2, k)) for k, n in zip(place, whole.shape, strict=True))
        levels = whole[row - 1 : row + 2, column - 1 : column + 2].astype(int)
        total = (levels * kernel).sum()
        said = Words("opened", row=row, column=column, level=levels[1, 1], total=total)
        return [figure.show(levels, (row, column))], said["words"]

    def still(place):
        panels, words = draw(place)
        row, column = place
        marked = framed(image(), (row - 2, column - 2), (5, 5), line=2)
        said = Words("opened", row=row, column=column)
        return [panel(marked, *said["marked"], width=224), *panels], words

    def show_anew(change):
        pointer.show(image(), [n // 2 for n in image().shape])
        explorer.update()  # also where the middle has been chosen before

    pointer.show(image(), PLACES[0])
    tour = {"": {f"row {r}, column {c}": {"place": (r, c)} for r, c in PLACES}}
    explorer = Explorer({"place": pointer}, draw, tour, still=still)
    own.observe(show_anew, "image")
    return explorer
