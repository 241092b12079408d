"""One bright pixel and a letter for a kernel: what an operation prints tells what it does."""

import ipywidgets as widgets
import numpy as np
from traitlets import Tuple

from helpers.data.letters import LETTERS, bright_pixel, letter
from helpers.data.photographs import to_png
from helpers.drawing.frames import Frame
from helpers.drawing.style import KERNEL
from helpers.models.orientation import AS_IT_STANDS, ORIENTATIONS, TURNED, oriented
from helpers.trace import OPERATIONS
from helpers.widgets.explorer import Explorer
from helpers.widgets.image_stepper import EDITED
from helpers.widgets.stepper import toggles

CELL, LINE = 22, 96  # size of a pixel on the page, grey between them


class PixelEditor(widgets.VBox):
    """A kernel of ones and zeros to draw: each button switches one entry."""

    value = Tuple()

    def __init__(self, kernel):
        self.buttons = [
            [self._make(r, c) for c in range(np.shape(kernel)[1])]
            for r in range(np.shape(kernel)[0])
        ]
        super().__init__([widgets.HBox(row) for row in self.buttons])
        self.add_class("course-pixels")
        self.observe(self._show, "value")
        self.value = as_tuples(kernel)

    def _make(self, r, c):
        button = widgets.Button(
            tooltip=f"row {r}, column {c} of the kernel",
            layout={
                "width": "32px",
                "height": "32px",
                "margin": "1px",
                "padding": "0",
                "border": "1px solid silver",
            },
        )
        button.on_click(lambda button: self._switch(r, c))
        return button

    def _switch(self, r, c):
        kernel = np.array(self.value)
        kernel[r, c] = 1 - kernel[r, c]
        self.value = as_tuples(kernel)

    def _show(self, change):
        for row, values in zip(self.buttons, self.value, strict=True):
            for button, one in zip(row, values, strict=True):
                button.description = str(one)
                button.style.button_color = KERNEL.ink if one else "white"
                button.style.text_color = "white" if one else "black"


def as_tuples(kernel):
    """Return a kernel of whole numbers as tuples of its rows.

    Examples
    --------
    >>> as_tuples(np.eye(2, dtype=int))
    ((1, 0), (0, 1))
    """
    return tuple(tuple(row) for row in np.asarray(kernel).tolist())


def explore_bright_pixel():
    """Explore what convolution and correlation print where one pixel is bright.

    Returns
    -------
    helpers.widgets.explorer.Explorer
        Its `menu` draws letters; it names the one that is drawn.
    """
    image = bright_pixel()

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
        ], _words(operation, np.count_nonzero(difference), difference.size)

    menu = widgets.Dropdown(options=[*LETTERS, EDITED], description="letter:", **_look("200px"))
    controls = {
        "kernel": PixelEditor(letter("F")),
        "orientation": widgets.Dropdown(
            options=list(ORIENTATIONS), description="turn it:", **_look("290px")
        ),
        "operation": toggles(OPERATIONS),
    }
    explorer = Explorer(controls, draw, tour={name: _letters(name) for name in OPERATIONS})
    explorer.menu = menu
    _join(menu, controls["kernel"])
    choices = widgets.VBox([menu, controls["orientation"], controls["operation"]])
    explorer.children[0].children = [controls["kernel"], choices]
    return explorer


def _letters(operation):
    """Return all letters as they stand, and the F as it lies in other orientations."""
    letters = {
        name: {"kernel": as_tuples(letter(name)), "operation": operation} for name in LETTERS
    }
    lying = {f"F, {how}": letters["F"] | {"orientation": how} for how in list(ORIENTATIONS)[1:]}
    return letters | lying


def _look(width):
    return {"style": {"description_width": "52px"}, "layout": {"width": width}}


def _words(operation, count, size):
    """Say what is printed, and whether the kernel can tell the two operations apart."""
    how = AS_IT_STANDS if operation == "convolution" else TURNED
    said = f"{operation.capitalize()} prints the kernel {how}."
    if count:
        return f"{said} The two operations differ in {count} of {size} pixels."
    return (
        f"{said} But this kernel looks the same turned by 180°: the two operations agree in every "
        "pixel, and nobody can tell which one has run."
    )


def _join(menu, editor):
    """Let the menu draw letters, and name the one that is drawn."""
    known = {name: as_tuples(letter(name)) for name in LETTERS}

    def choose(change):
        if change["new"] != EDITED:
            editor.value = known[change["new"]]

    def name(change):
        menu.value = next((one for one, kernel in known.items() if kernel == editor.value), EDITED)

    menu.observe(choose, "value")
    editor.observe(name, "value")


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
