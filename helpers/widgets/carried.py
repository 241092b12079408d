"""The explorer of weights that are carried from one program to another."""

import ipywidgets as widgets
import numpy as np

from helpers.drawing.edges import draw_answers, filter_tiles
from helpers.drawing.frames import Frame
from helpers.models.edges import SIDES, answers
from helpers.widgets.explorer import Explorer

PROGRAMS = ("the one that trained: it correlates", "another one: it convolves")
CARRIED = ("as they were trained", "turned by 180°")


def explore_carried(w, images, labels):
    """Explore what trained filters answer in a program of the other convention.

    Parameters
    ----------
    w : ndarray, shape (4, M1, M2)
        Filters trained by a layer that correlates.
    images, labels
        As from `helpers.models.edges.edges`.

    Returns
    -------
    helpers.widgets.explorer.Explorer
    """

    def draw(program, weights):
        carried = np.flip(w, axis=(1, 2)) if weights == CARRIED[1] else w
        convolves = program == PROGRAMS[1]
        counts = answers(images, labels, np.flip(carried, axis=(1, 2)) if convolves else carried)
        right = np.trace(counts) / len(labels)
        words = f"Weights {weights}, in {program}. Of {len(labels)} images {right:.0%} are right."
        table = draw_answers(counts, SIDES)
        shown = Frame(table.png, table.width, table.height, f"{table.alt} {words}", f"{right:.0%}")
        return [*filter_tiles(carried), shown], words

    look = {"style": {"description_width": "70px"}, "layout": {"width": "360px"}}
    controls = {
        "program": widgets.Dropdown(options=PROGRAMS, description="program:", **look),
        "weights": widgets.Dropdown(options=CARRIED, description="weights:", **look),
    }
    ways = {
        "in the program that trained": {},
        "carried as they were": {"program": PROGRAMS[1]},
        "carried and turned": {"program": PROGRAMS[1], "weights": CARRIED[1]},
    }
    return Explorer(controls, draw, tour={"": ways})
