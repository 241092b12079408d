"""Explorers: controls, and panels and words that the kernel makes anew where a control changes."""

import functools
import re
import tomllib
from html import escape
from pathlib import Path

import ipywidgets as widgets

from helpers.drawing import style
from helpers.drawing.captions import ink
from helpers.drawing.frames import View
from helpers.widgets.controls import alert, row
from helpers.widgets.player import Interactive, Part, still

ROLES = {role.name: role for role in style.ROLES}
ROLE = re.compile(rf"<({'|'.join(ROLES)})>(.*?)</\1>")  # text in the colour of a role


class Explorer(Interactive):
    """Controls by their names, and what `draw` makes of their values: panels and a sentence.

    `tour` are ways through where nothing is live: by the name of the way, for each still its label
    and the values that differ from those at the start; `still` draws them in place of `draw`.
    """

    def __init__(self, controls, draw, tour, *, still=None, top=None):
        self.controls, self.tour = controls, tour
        self._draw, self._draw_still = draw, still or draw
        self._start = self._values()
        self.message, self.view = widgets.HTML(), Part(part="panels")
        self.update()
        for control in controls.values():
            control.observe(self.update, "value")
        super().__init__([row(*(top or controls.values()), gap=16), self.message, self.view])

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

    def update(self, change=None):
        """Draw what belongs to the controls, or say why that cannot be drawn."""
        try:
            self.panels, self.words = self._draw(**self._values())
        except ValueError as error:
            self.message.value = alert(str(error))
        else:
            self.message.value = ""
            self.view.show(self.panels, self.words)

    def still(self):
        """Return the panels that are shown, and the words."""
        panels, look = "".join(panel.html for panel in self.panels), "display:flex;flex-wrap:wrap"
        html = f'<div style="{look};gap:14px">{panels}</div><p>{escape(self.words)}</p>'
        return html, self.words


def way(label, fixed=None, **values):
    """Return a way of a tour through the values, one still after the other, and a label of each.

    >>> way("{n} layers", {"stride": 2}, n=(2, 3))
    {'2 layers': {'stride': 2, 'n': 2}, '3 layers': {'stride': 2, 'n': 3}}
    """
    stills = [dict(zip(values, one, strict=True)) for one in zip(*values.values(), strict=True)]
    return {label.format(**still): (fixed or {}) | still for still in stills}


class Words(dict):
    """The texts of a table of `words.toml`, with values and other texts of it put in braces."""

    def __init__(self, table, **values):
        super().__init__(values)
        self.texts = _tables()[table]

    def __missing__(self, name):
        """Return a text, or both of a panel."""
        text = self.texts[name]
        return self._filled(text) if isinstance(text, str) else list(map(self._filled, text))

    def _filled(self, text):
        return ROLE.sub(lambda part: ink(part[2], ROLES[part[1]]), text.format_map(self))


@functools.cache
def _tables():
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
