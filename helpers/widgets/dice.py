"""Two dice, fair or loaded: their sum is a convolution."""

import numpy as np

from helpers.drawing.canvas import kept
from helpers.drawing.dice import FAIR, LOADED, DiceTable, draw_bars
from helpers.operations import convolve
from helpers.widgets.controls import menu, slider
from helpers.widgets.explorer import Explorer

DICE = {"fair": FAIR, "loaded": LOADED}
PAIRS = (("fair", "fair"), ("fair", "loaded"), ("loaded", "loaded"))


def explore_dice():
    """Return an explorer of how often two dice give each sum."""

    def draw(one, other, total):
        ways = convolve(DICE[one], DICE[other]).tolist()
        table = np.outer(DICE[one], DICE[other])
        rows = " / ".join(" ".join(map(str, row)) for row in table.tolist())
        alt = f"Table of the products, row by row {rows}. Marked is the anti-diagonal of {total}."
        products = kept(DiceTable, DICE[one], DICE[other])
        on_it = [int(table[i, total - 2 - i]) for i in range(6) if 0 <= total - 2 - i < 6]
        added = " + ".join(map(str, on_it))
        words = (
            f"The faces add up to {total} in {added}{f' = {ways[total - 2]}' * (len(on_it) > 1)} "
            f"of {sum(ways)} cases. These products stand on one anti-diagonal."
        )
        title = f"of {sum(ways)} cases, how many give each sum"
        bars = draw_bars(ways, 2, marked=total, title=title, unit=f"Cases of {sum(ways)}")
        return [products.frame(alt, "products, by the two faces", total), bars], words

    controls = {
        "one": menu(DICE, "one die:", 190, 70),
        "other": menu(DICE, "other die:", 190, 70),
        "total": slider("sum", 2, 12, 1, 4),
    }
    sums = (2, 3, 4, 7, 8, 12)
    tour = {
        f"{one} and {other}": {f"sum {n}": {"one": one, "other": other, "total": n} for n in sums}
        for one, other in PAIRS
    }
    return Explorer(controls, draw, tour)
