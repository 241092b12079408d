"""Explorers: parameters on the left hand, pictures that the kernel draws anew on the right."""

from html import escape

import ipywidgets as widgets

from helpers.drawing.frames import Still, View, side_by_side, with_text
from helpers.widgets.player import Part


class Explorer(widgets.VBox):
    """Controls, and panels that are drawn anew with each change of a control.

    Parameters
    ----------
    controls : dict of str to ipywidgets.Widget
        Each with a `value`, by the names under which `draw` takes them.
    draw : callable
        Takes the values of the controls, returns the panels (a list of
        `helpers.drawing.frames.Frame`, whose captions are titles) and a sentence on what is seen. A
        ValueError that it raises is shown, and the last good panels stay.
    tour : dict of str to dict, optional
        Ways through the explorer where nothing is live. By the name of the way: for each still
        its label, and the values of the controls that differ from those at the start. Left out,
        there is one still, that of the start.
    still : callable, optional
        Draws a still in place of `draw`: with what only the controls show where they are live, such
        as the weights of a kernel.

    Attributes
    ----------
    panels : list of helpers.drawing.frames.Frame
        What is shown.
    words : str
        The sentence below.
    message : ipywidgets.HTML
        Why the last change was not taken over.

    Raises
    ------
    ValueError
        For a tour that sets a control which is not there.
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
        self.add_class("course-interactive")

    def _require_controls(self):
        for way in self.tour.values():
            for label, settings in way.items():
                if unknown := sorted(settings.keys() - self.controls.keys()):
                    raise ValueError(
                        f"the still {label!r} sets {', '.join(unknown)}; the controls are "
                        f"{', '.join(self.controls)}"
                    )

    def views(self):
        """Return the ways through the explorer; what is shown stays as it is.

        Returns
        -------
        list of helpers.drawing.frames.View
            Each still is drawn from the values at the start and its own settings.
        """
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

    def _repr_mimebundle_(self, **kwargs):
        """Show the live explorer, and its first panels where nothing is live."""
        panels = side_by_side(panel.html for panel in self.panels)
        html = f"{panels}<p>{escape(self.words)}</p>"
        return with_text(super()._repr_mimebundle_(**kwargs), html, self.words)
