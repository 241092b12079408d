"""Explorers of kernels: typed, and what they do to a picture; drawn, and what a pixel prints."""

import ipywidgets as widgets
import numpy as np

from helpers.data import filters
from helpers.data.photographs import photograph, to_png
from helpers.data.signals import LETTERS, bright_pixel, letter
from helpers.drawing.arrays import show_kernel
from helpers.drawing.frames import Frame
from helpers.drawing.images import panel
from helpers.models.kernels import AS_IT_STANDS, ORIENTATIONS, TURNED, oriented
from helpers.numbers import number, read_number
from helpers.trace import OPERATIONS
from helpers.widgets.controls import (
    KernelEditor,
    PixelEditor,
    as_tuples,
    menu,
    named,
    toggles,
    typed,
)
from helpers.widgets.explorer import Explorer

SIDE = 290  # pixels on the page
DISPLAYS = ("8-bit: 0 black, 255 white", "signed: + red, − blue")
CELL, LINE = 22, 96  # size of a tile on the page, grey between them


def explore_filters(own=None):
    """Return an explorer of 3×3 kernels on a picture, laid on as they stand (cross-correlation).

    Parameters
    ----------
    own : OwnPicture, optional
        Takes the place of the photograph.
    """
    pictures = {
        "photograph": photograph(200),
        "test card": filters.card(),
        "flat grey 128": np.full((50, 50), 128.0),
        "checkerboard, 116 and 140": filters.checkerboard(),
    }
    known = {name: typed(filters.filter_kernel(name)) for name in filters.FILTERS}

    def draw(kernel, image, display):
        weights = np.array([[read_number(text) for text in row] for row in kernel])
        given = own.image if own is not None and image == "photograph" else pictures[image]
        output = filters.filter_image(given, weights)
        low, high = (number(round(float(end), 1)) for end in (output.min(), output.max()))
        clipped = np.mean((output < 0) | (output > 255))
        words = (
            f"{filters.describe(weights)} Outputs from {low} to {high}; {clipped:.0%} of them do "
            "not fit into 0 … 255."
        )
        signed = display == DISPLAYS[1]
        shown = output if signed else filters.to_uint8(output)
        how = "signed" if signed else "as 8-bit levels"
        return [
            panel(given, image, f"Input: {image}.", width=SIDE),
            panel(shown, f"output, {how}", f"Output, {how}: from {low} to {high}.",
                  signed=signed, width=SIDE),
        ], words  # fmt: skip

    def still(kernel, **others):
        panels, words = draw(kernel, **others)
        return [show_kernel(kernel), *panels], words

    editor = KernelEditor("kernel", known["sharpen"])
    controls = {
        "kernel": editor,
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
    explorer = Explorer(controls, draw, tour, still=still, own=own)
    explorer.menu = named(editor, known, "kernel:", 300, 58)
    choices = widgets.VBox([explorer.menu, controls["image"], controls["display"]])
    explorer.children[0].children = [choices, editor]
    return explorer


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
        return [
            tiles(lying, f"kernel, {orientation}"),
            tiles(image, "input: one bright pixel"),
            tiles(both[operation], f"output: {operation}"),
            tiles(difference, f"difference{'' if difference.any() else ': none'}", signed=True),
        ], _printed(operation, np.count_nonzero(difference), difference.size)

    editor = PixelEditor(known["F"])
    controls = {
        "kernel": editor,
        "orientation": menu(ORIENTATIONS, "turn it:", 290, 52),
        "operation": toggles(OPERATIONS),
    }
    lying = {f"F, {how}": {"orientation": how} for how in list(ORIENTATIONS)[1:]}
    stills = {name: {"kernel": kernel} for name, kernel in known.items()} | lying
    tour = {
        operation: {label: one | {"operation": operation} for label, one in stills.items()}
        for operation in OPERATIONS
    }
    explorer = Explorer(controls, draw, tour)
    explorer.menu = named(editor, known, "letter:", 200, 52)
    choices = widgets.VBox([explorer.menu, controls["orientation"], controls["operation"]])
    explorer.children[0].children = [editor, choices]
    return explorer


def _printed(operation, count, size):
    how = AS_IT_STANDS if operation == "convolution" else TURNED
    said = f"{operation.capitalize()} prints the kernel {how}."
    if count:
        return f"{said} The two operations differ in {count} of {size} pixels."
    return (
        f"{said} But this kernel looks the same turned by 180°: the two operations agree in every "
        "pixel, and nobody can tell which one has run."
    )


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
