"""Explorers: controls, and panels that the kernel draws anew with each change of a control."""

from html import escape

import ipywidgets as widgets

from helpers.drawing.frames import View
from helpers.widgets.controls import alert, row
from helpers.widgets.player import Interactive, Part, still


class Explorer(Interactive):
    """Controls by their names, and what `draw` makes of their values: panels and a sentence.

    `tour` are ways through where nothing is live: by the name of the way, for each still its label
    and the values that differ from those at the start; `still` draws them in place of `draw`.
    """

    def __init__(self, controls, draw, tour=None, *, still=None, own=None):
        self.controls, self._draw, self._draw_still = controls, draw, still or draw
        self.tour = tour or {"": {"": {}}}
        self._start = self._values()
        self.panels, self.words = [], ""
        self.message, self.view = widgets.HTML(), Part(part="panels")
        self._update()
        for control in controls.values():
            control.observe(self._update, "value")
        if own is not None:
            own.observe(self._update, "image")
        super().__init__([row(*controls.values(), gap=16), self.message, self.view])

    def _values(self):
        return {name: control.value for name, control in self.controls.items()}

    def views(self):
        """Return the ways through the explorer; what is shown stays as it is."""
        return [
            View(name, tuple(
                still(label, *self._draw_still(**self._start | settings))
                for label, settings in way.items()
            ))
            for name, way in self.tour.items()
        ]  # fmt: skip

    def _update(self, change=None):
        try:
            self.panels, self.words = self._draw(**self._values())
        except ValueError as error:
            self.message.value = alert(str(error))
            if not self.panels:
                self.words = str(error)
            return
        self.message.value = ""
        self.view.show(self.panels, self.words)

    def still(self):
        """Return the panels that are shown, and the words."""
        panels, look = "".join(panel.html for panel in self.panels), "display:flex;flex-wrap:wrap"
        html = f'<div style="{look};gap:14px">{panels}</div><p>{escape(self.words)}</p>'
        return html, self.words
