"""The explorer of 3×3 kernels: edit the weights, and see what they do to a picture."""

import ipywidgets as widgets
import numpy as np

from helpers.data.filters import (
    FILTERS,
    card,
    checkerboard,
    describe,
    filter_image,
    filter_kernel,
    to_uint8,
)
from helpers.data.photographs import photograph
from helpers.drawing.arrays import show_kernel
from helpers.drawing.images import panel
from helpers.numbers import number, read_number
from helpers.widgets.explorer import Explorer
from helpers.widgets.image_stepper import EDITED, KernelEditor, typed

SIDE = 290  # pixels on the page
START = "sharpen"
DISPLAYS = ("8-bit: 0 black, 255 white", "signed: + red, − blue")


def explore_filters(own=None):
    """Explore 3×3 kernels on a picture, laid on as they stand (cross-correlation).

    Parameters
    ----------
    own : helpers.widgets.own_picture.OwnPicture, optional
        Takes the place of the photograph.

    Returns
    -------
    helpers.widgets.explorer.Explorer
        Its `menu` sets the nine weights; it names them where they are known.
    """
    flat = np.full((50, 50), 128.0)
    pictures = {"photograph": photograph(200), "test card": card()}
    pictures |= {"flat grey 128": flat, "checkerboard, 116 and 140": checkerboard()}
    known = {name: typed(filter_kernel(name)) for name in FILTERS}

    def draw(kernel, image, display):
        weights = np.array([[read_number(text) for text in row] for row in kernel])
        given = own.image if own is not None and image == "photograph" else pictures[image]
        output = filter_image(given, weights)
        low, high = (number(round(float(end), 1)) for end in (output.min(), output.max()))
        clipped = np.mean((output < 0) | (output > 255))
        words = (
            f"{describe(weights)} Outputs from {low} to {high}; {clipped:.0%} of them do not fit "
            "into 0 … 255."
        )
        signed = display == DISPLAYS[1]
        shown = output if signed else to_uint8(output)
        how = "signed" if signed else "as 8-bit levels"
        return [
            panel(given, image, f"Input: {image}.", width=SIDE),
            panel(shown, f"output, {how}", f"Output, {how}: from {low} to {high}.",
                  signed=signed, width=SIDE),
        ], words  # fmt: skip

    def still(kernel, **others):
        panels, words = draw(kernel, **others)
        return [show_kernel(kernel), *panels], words

    editor = KernelEditor("kernel")
    editor.value = known[START]
    look = {"style": {"description_width": "58px"}, "layout": {"width": "300px"}}
    controls = {
        "kernel": editor,
        "image": widgets.Dropdown(options=list(pictures), description="picture:", **look),
        "display": widgets.Dropdown(options=DISPLAYS, description="display:", **look),
    }
    explorer = Explorer(controls, draw, tour=_tour(known), still=still)
    explorer.menu = widgets.Dropdown(options=[*known, EDITED], description="kernel:", **look)
    explorer.menu.value = START
    _join(explorer.menu, editor, known)
    choices = widgets.VBox([explorer.menu, controls["image"], controls["display"]])
    explorer.children[0].children = [choices, editor]
    if own is not None:
        own.observe(lambda change: explorer.redraw(), "image")
    return explorer


def _tour(known):
    """Return all kernels on each picture; where only change is left, in the signed display."""
    to_zero = [name for name in known if sum(np.ravel(filter_kernel(name))) == 0]
    telling = {
        name: {"kernel": texts, "display": DISPLAYS[name in to_zero]}
        for name, texts in known.items()
    }
    others = {
        image: {name: settings | {"image": image} for name, settings in telling.items()}
        for image in ("test card", "flat grey 128", "checkerboard, 116 and 140")
    }
    cut_off = {f"{name}, as 8-bit levels": {"kernel": known[name]} for name in to_zero}
    return {"photograph": telling, "sum 0, as 8-bit levels": cut_off} | others


def _join(menu, editor, known):
    """Let the menu set the weights, and name them."""

    def choose(change):
        if change["new"] != EDITED:
            editor.value = known[change["new"]]

    def name(change):
        menu.value = next((one for one, texts in known.items() if texts == editor.value), EDITED)

    menu.observe(choose, "value")
    editor.observe(name, "value")
