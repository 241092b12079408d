"""Looking for a small picture in a large one: correlation, and what makes it a measure."""

import ipywidgets as widgets
import matplotlib
import numpy as np
from matplotlib.colors import to_rgb

from helpers.data.photographs import add_noise, photograph, to_png
from helpers.drawing.frames import Frame
from helpers.drawing.images import panel
from helpers.drawing.style import INPUT, OUTPUT
from helpers.models.templates import METHODS, PARTS, SIDE, best, part
from helpers.numbers import number
from helpers.widgets.explorer import Explorer, slider
from helpers.widgets.stepper import toggles

SCALE, CSS = 2, 2.5  # pixels of the file and of the page for one of the image
LINE, MARK = 3, 12  # width of a frame, side of the one around the largest value


def explore_templates():
    """Explore where plain and normalised correlation find a piece of the photograph.

    Returns
    -------
    helpers.widgets.explorer.Explorer
    """
    whole, parts = photograph(SIDE), {name: part(name) for name in PARTS}

    def draw(piece, method, noise, light):
        template, place = parts[piece]
        image = add_noise(whole, noise) + light * np.linspace(-1, 1, SIDE)
        similar = METHODS[method](image, template)
        found = best(similar)
        right = max(abs(f - p) for f, p in zip(found, place, strict=True)) <= 1
        words = (
            f"The largest value of the {method} map is at {found}; "
            f"{piece} was cut out at {place}. {'Found.' if right else 'Not found.'}"
        )
        grey, sides = np.dstack([image.clip(0, 255)] * 3), template.shape
        boxes = [(place, sides, INPUT), (found, sides, OUTPUT)]
        around = tuple(max(0, at - MARK // 2) for at in found)
        low, high = (number(float(f"{end:.3g}")) for end in (similar.min(), similar.max()))
        return [
            _picture(grey, boxes, f"The photograph: a blue frame at {place}, a green one, the "
                     f"best match, at {found}.", "blue: cut out here; green: best match"),
            panel(template, "template", f"{piece}, {sides[0]}×{sides[1]} pixels.", width=90),
            _picture(_coloured(similar), [(around, (MARK, MARK), OUTPUT)],
                     f"Map of the {method}, from {low} to {high}: largest at {found}.",
                     f"{method}, from {low} to {high}"),
        ], words  # fmt: skip

    look = {"style": {"description_width": "70px"}, "layout": {"width": "260px"}}
    controls = {
        "piece": widgets.Dropdown(options=list(PARTS), description="template:", **look),
        "method": toggles(METHODS),
        "noise": slider("noise", 0, 60, 5, 0),
        "light": slider("light", 0, 120, 10, 0),
    }
    return Explorer(controls, draw, tour=_tour())


def _tour():
    """Return the first piece by both methods, then disturbed, then the other pieces."""
    plain, centred, normalised = METHODS
    first, *others = PARTS
    disturbed = [(0, 0), (20, 0), (40, 0), (60, 0), (0, 60), (0, 120), (40, 120)]
    return {
        first: {
            plain: {},
            centred: {"method": centred},
            f"{centred}, light 120": {"method": centred, "light": 120},
        }
        | {
            normalised + f", noise {noise}" * (noise > 0) + f", light {light}" * (light > 0): {
                "method": normalised, "noise": noise, "light": light,
            }
            for noise, light in disturbed
        },
        "other pieces": {
            f"{piece}, {method}": {"piece": piece, "method": method}
            for piece in others
            for method in METHODS
        },
    }  # fmt: skip


def _coloured(similar):
    """Return a map in colours: grey, or with values below 0 red above and blue below zero."""
    low, high = similar.min(), similar.max()
    if low < 0:
        most = max(-low, high)
        return 255 * matplotlib.colormaps["RdBu_r"](0.5 + similar / (2 * most))[..., :3]
    return np.dstack([255 * (similar - low) / ((high - low) or 1)] * 3)


def _picture(colours, boxes, alt, title):
    """Return a picture with frames: each box is a place, its rows and columns, and a role."""
    pixels = np.repeat(np.repeat(colours, SCALE, 0), SCALE, 1)
    for (row, column), (rows, columns), role in boxes:
        colour = 255 * np.array(to_rgb(role.colour))
        inner = pixels[
            SCALE * row : SCALE * (row + rows), SCALE * column : SCALE * (column + columns)
        ]
        for edge in (np.s_[:LINE], np.s_[-LINE:], np.s_[:, :LINE], np.s_[:, -LINE:]):
            inner[edge] = colour
    height, width = (round(CSS * side) for side in colours.shape[:2])
    return Frame(to_png(pixels), width, height, alt, title)
