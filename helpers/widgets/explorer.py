"""Explorers: parameters on the left hand, pictures that the kernel draws anew on the right."""

from html import escape

import ipywidgets as widgets

from helpers.drawing.frames import Still, View, side_by_side
from helpers.widgets.player import Interactive, Part


class Explorer(Interactive):
    """Controls, and panels that are drawn anew with each change of a control.

    `draw` takes the values of the controls by their names; it returns panels (frames whose captions
    are titles) and a sentence. A ValueError that it raises is shown, and the last good panels stay.
    `tour` are ways through where nothing is live: by the name of the way, for each still its label
    and the values that differ from those at the start. `still` draws these in place of `draw`.
    """

    def __init__(self, controls, draw, *, tour=None, still=None):
        self.controls, self._draw, self._draw_still = controls, draw, still or draw
        self.tour = {"": {"": {}}} if tour is None else tour
        self._start = {name: control.value for name, control in controls.items()}
        self._require_controls()
        self.panels, self.words = [], ""
        self.message = widgets.HTML()
        self.view = Part(part="panels")
        self._update()
        for control in controls.values():
            control.observe(self._update, "value")
        wrap = {"flex_flow": "row wrap", "align_items": "center", "grid_gap": "2px 16px"}
        super().__init__(
            [widgets.HBox(list(controls.values()), layout=wrap), self.message, self.view]
        )

    def _require_controls(self):
        for way in self.tour.values():
            for label, settings in way.items():
                if unknown := sorted(settings.keys() - self.controls.keys()):
                    raise ValueError(
                        f"the still {label!r} sets {', '.join(unknown)}; the controls are "
                        f"{', '.join(self.controls)}"
                    )

    def views(self):
        """Return the ways through the explorer; what is shown stays as it is."""
        return [
            View(name, tuple(self._still(label, settings) for label, settings in way.items()))
            for name, way in self.tour.items()
        ]

    def _still(self, label, settings):
        panels, words = self._draw_still(**self._start | settings)
        titles = tuple(panel.caption for panel in panels)
        return Still(label, tuple(panels), titles, f"<div>{escape(words)}</div>")

    def redraw(self):
        """Draw again what the controls say, after something else has changed."""
        self._update()

    def _update(self, change=None):
        values = {name: control.value for name, control in self.controls.items()}
        try:
            self.panels, self.words = self._draw(**values)
        except ValueError as error:
            self.message.value = f'<span role="alert">{escape(str(error))}</span>'
            if not self.panels:
                self.words = str(error)
            return
        if self.message.value:
            self.message.value = ""
        with self.view.hold_sync():
            self.view.words = escape(self.words)
            self.view.frames = [vars(panel) for panel in self.panels]

    def still(self):
        """Return the panels that are shown, and the words."""
        panels = side_by_side(panel.html for panel in self.panels)
        return f"{panels}<p>{escape(self.words)}</p>", self.words


def slider(description, low, high, step, value):
    """Return a slider for whole numbers or decimals, wide enough to be moved one step at a time."""
    kind = widgets.IntSlider if isinstance(step, int) else widgets.FloatSlider
    look = {"layout": {"width": "380px"}, "style": {"description_width": "90px"}}
    return kind(description=description, min=low, max=high, step=step, value=value, **look)
