"""Two dice, fair or loaded: their sum is a convolution."""

import ipywidgets as widgets
import numpy as np

from helpers.drawing.dice import FAIR, LOADED, draw_bars, draw_table
from helpers.operations import convolve
from helpers.widgets.explorer import Explorer, slider

DICE = {"fair": FAIR, "loaded": LOADED}


def explore_dice():
    """Explore how often two dice give each sum.

    Returns
    -------
    helpers.widgets.explorer.Explorer
    """

    def draw(one, other, total):
        ways = convolve(DICE[one], DICE[other]).tolist()
        table = np.outer(DICE[one], DICE[other])
        on_it = [int(table[i, total - 2 - i]) for i in range(6) if 0 <= total - 2 - i < 6]
        added = " + ".join(map(str, on_it))
        words = (
            f"The faces add up to {total} in {added}{f' = {ways[total - 2]}' * (len(on_it) > 1)} "
            f"of {sum(ways)} cases. These products stand on one anti-diagonal."
        )
        title = f"of {sum(ways)} cases, how many give each sum"
        bars = draw_bars(ways, 2, marked=total, title=title, unit=f"Cases of {sum(ways)}")
        return [draw_table(DICE[one], DICE[other], total), bars], words

    look = {"layout": {"width": "190px"}, "style": {"description_width": "70px"}}
    controls = {
        "one": widgets.Dropdown(options=list(DICE), description="one die:", **look),
        "other": widgets.Dropdown(options=list(DICE), description="other die:", **look),
        "total": slider("sum", 2, 12, 1, 4),
    }
    tour = {
        f"{one} and {other}": {
            f"sum {total}": {"one": one, "other": other, "total": total}
            for total in (2, 3, 4, 7, 8, 12)
        }
        for one, other in (("fair", "fair"), ("fair", "loaded"), ("loaded", "loaded"))
    }
    return Explorer(controls, draw, tour=tour)
