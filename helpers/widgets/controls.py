"""Controls, each kind made in one way; a kernel can be typed, drawn, or chosen by its name."""

from html import escape

import ipywidgets as widgets
import numpy as np
from traitlets import Tuple

from helpers.drawing.style import KERNEL
from helpers.numbers import weights

EDITED = "my own"
TEXT = "font-size:14px;line-height:1.5"  # of what is said beside a control


def slider(description, low, high, step, value):
    """Return a slider for whole numbers or decimals, wide enough to be moved one step at a time."""
    kind = widgets.IntSlider if isinstance(step, int) else widgets.FloatSlider
    look = {"layout": {"width": "380px"}, "style": {"description_width": "90px"}}
    return kind(description=description, min=low, max=high, step=step, value=value, **look)


def menu(options, description, width, label=0):
    """Return a menu; it and the label before it are so many pixels wide."""
    look = {"description_width": f"{label}px" if label else "initial"}
    size = {"width": f"{width}px"}
    return widgets.Dropdown(options=list(options), description=description, layout=size, style=look)


def toggles(options, **more):
    """Return buttons of which one is pressed."""
    return widgets.ToggleButtons(options=list(options), style={"button_width": "auto"}, **more)


def tick(description, value):
    """Return a box to tick."""
    look = {"indent": False, "layout": {"width": "320px"}}
    return widgets.Checkbox(description=description, value=value, **look)


def button(text, act):
    """Return a button as wide as its text, and let it act."""
    made = widgets.Button(description=text, layout={"width": "auto"})
    made.on_click(lambda button: act())
    return made


def text_box(description, width):
    """Return a box to type into, which is read when Enter is pressed or it is left."""
    look = {"style": {"description_width": "initial"}, "layout": {"width": width}}
    more = {"placeholder": "then Enter", "continuous_update": False}
    return widgets.Text(description=description, **more, **look)


def row(*children, gap=12, align="center"):
    """Return widgets side by side, wrapped where the page is narrow."""
    wrap = {"flex_flow": "row wrap", "align_items": align, "grid_gap": f"2px {gap}px"}
    return widgets.HBox(children, layout=wrap)


def alert(text):
    """Return a message as HTML; nothing where there is nothing to say."""
    return f'<span role="alert">{escape(text)}</span>' if text else ""


class Editor(widgets.VBox):
    """A grid of cells, as tuples of rows its `value`, with a `menu` of kernels that are `known`."""

    value = Tuple()

    def __init__(self, name, kernels, start, *look):
        super().__init__()
        self.name, self.cells = name, []  # the controls, row by row
        self.add_class("course-pixels")
        self.known = {known: self.entries(kernel) for known, kernel in kernels.items()}
        self.menu = menu([*kernels, EDITED], *look)
        self.observe(self._show, "value")
        self.menu.observe(self._choose, "value")
        self.value = self.known[start]

    def entries(self, kernel):
        """Return what stands in the cells for a kernel."""
        return tuple(map(tuple, np.asarray(kernel).tolist()))

    def _show(self, change):
        shape = [len(entries) for entries in self.value]
        if shape != list(map(len, self.cells)):
            self.cells = [[self._make(r, c) for c in range(n)] for r, n in enumerate(shape)]
            self.children = list(map(widgets.HBox, self.cells))
        for cells, entries in zip(self.cells, self.value, strict=True):
            for cell, entry in zip(cells, entries, strict=True):
                self._write(cell, entry)
        names = (name for name, value in self.known.items() if value == self.value)
        self.menu.value = next(names, EDITED)

    def _put(self, r, c, entry):
        rows = [list(entries) for entries in self.value]
        rows[r][c] = entry
        self.value = tuple(map(tuple, rows))

    def _choose(self, change):
        self.value = self.known.get(self.menu.value, self.value)


class KernelEditor(Editor):
    """The entries of a kernel as boxes to type into."""

    def entries(self, kernel):
        """Return its weights as they would be typed."""
        return super().entries(np.reshape(weights(np.ravel(kernel).tolist()), np.shape(kernel)))

    def _make(self, r, c):
        tip, size = f"{self.name}[{r}, {c}]", {"width": "62px"}
        box = widgets.Text(continuous_update=False, tooltip=tip, layout=size)
        box.observe(lambda change: self._put(r, c, box.value), "value")
        return box

    def _write(self, box, text):
        box.value = text


class PixelEditor(Editor):
    """A kernel of ones and zeros to draw: each button switches one entry."""

    def _make(self, r, c):
        size = {"width": "32px", "height": "32px", "margin": "1px", "padding": "0"}
        tip, look = f"row {r}, column {c} of the {self.name}", {"border": "1px solid silver"}
        pixel = widgets.Button(tooltip=tip, layout=size | look)
        pixel.on_click(lambda button: self._put(r, c, 1 - self.value[r][c]))
        return pixel

    def _write(self, pixel, one):
        pixel.description = str(one)
        pixel.style.button_color = KERNEL.ink if one else "white"
        pixel.style.text_color = "white" if one else "black"
