"""Products laid out: copies and stamps of the kernel, the table of all, and that of two dice."""

from functools import partial

import numpy as np

from helpers.drawing.canvas import frames_of, kept
from helpers.drawing.captions import caption_html, in_rows, listing
from helpers.drawing.charts import FAIR, LOADED, DiceTable, draw_bars
from helpers.drawing.stamps import CopiesFigure, StampsFigure, TableFigure, sums_after
from helpers.numbers import number
from helpers.operations import convolve
from helpers.trace import trace
from helpers.widgets.controls import menu, slider
from helpers.widgets.player import Explorer, Player, Way, Ways, Words, way

COUNTED = {"gather": "n", "stamp": "i"}  # by the view of the table, what it goes through
DICE = {"fair": FAIR, "loaded": LOADED}
PAIRS, SUMS = (("fair", "fair"), ("fair", "loaded"), ("loaded", "loaded")), (2, 3, 4, 7, 8, 12)


def _player(drawing, say, name, labels):
    player = Player(Way(partial(frames_of, drawing, say), name, labels))
    player.drawing = drawing
    return player


def lay_copies(a, b):
    """Return a player of the copies of b that the values of a leave below one another.

    Parameters
    ----------
    a, b : array_like, shape (N,) and (M,)
        Input and kernel; ValueError for fewer than 2 or more than 7 values together.
    """
    drawing = _copies(a, b, "copies")

    def say(i):
        copy = ", ".join(number(drawing.a[i] * weight) for weight in drawing.b)
        said = Words("copies", i=i, value=number(drawing.a[i]), copy=copy)
        said |= {"last": i + len(drawing.b) - 1, "sums": _sums(drawing.trace, i, by_output=False)}
        return said["frame"]

    return _player(drawing, say, "a[i]", [f"a[{i}]" for i in range(len(drawing.a))])


def read_columns(a, b):
    """Return a player of the same copies, read column by column.

    Parameters
    ----------
    a, b : array_like, shape (N,) and (M,)
        As in `lay_copies`.
    """
    drawing = _copies(a, b, "columns")

    def say(n):
        step = drawing.trace[n]
        rising = ", ".join(str(term.input_index[0]) for term in step.terms)
        falling = ", ".join(str(term.kernel_index[0]) for term in step.terms)
        added = caption_html(step).partition("</div>")[0]
        words = {"sentence": step.sentence, "added": added, "rising": rising, "falling": falling}
        return Words("columns", n=n, **words)["frame"]

    return _player(drawing, say, "n", [f"n = {n}" for n in range(len(drawing.trace))])


def _copies(a, b, by):
    a, b = np.asarray(a).tolist(), np.asarray(b).tolist()
    if not 2 <= len(a) + len(b) <= 7:
        raise ValueError(f"at most 7 values can be drawn, not {len(a)} and {len(b)}")
    return CopiesFigure(a, b, list(trace(a, b)), by)


def _sums(steps, i, by_output):
    known = sums_after(steps, i, by_output).items()
    return ", ".join(f"c[{n}] = {number(total)}" for n, total in known)


def stamp_image(x, h, names=("x", "h", "S"), *, inside=False):
    """Return a player of each pixel of an image that stamps its scaled kernel onto the output.

    Parameters
    ----------
    x, h, names : array_like, shape (N1, N2) and (M1, M2), and tuple of three str
        Input and kernel, which lies as it stands; what they and the output are called.
    inside : bool
        Keep an output as large as the input, for kernels that have a centre.
    """
    drawing = StampsFigure(np.asarray(x), np.asarray(h), names, inside=inside)

    def say(i):
        (row, column), touched = drawing.steps[i], np.argwhere(drawing.touched[i])
        (top, left), (bottom, right) = touched.min(0).tolist(), touched.max(0).tolist()
        said = Words(
            "stamps", k=i + 1, count=len(drawing.steps), row=row, column=column,
            value=number(drawing.x[row, column].item()), x=names[0], h=names[1], S=names[2],
            top=top, bottom=bottom, left=left, right=right,
            rows=in_rows(drawing.outputs[i].round(2)),
        )  # fmt: skip
        said["end"] = said["last"] if said["k"] == said["count"] else ""
        return said["frame"]

    return _player(drawing, say, "stamp", [f"{names[0]}[{r}, {c}]" for r, c in drawing.steps])


class ProductTable(Ways):
    """The products of two signals, gathered by output n or stamped by input i.

    Parameters
    ----------
    a, b : array_like, shape (N,) and (M,)
        Input and kernel, at most 6 and 4 values; ValueError for more.
    """

    def __init__(self, a, b):
        if len(a) > 6 or len(b) > 4:
            raise ValueError(f"the table shows at most 6 and 4 values, not {len(a)} and {len(b)}")
        self.steps = list(trace(a, b))
        self.a, self.b = np.asarray(a).tolist(), np.asarray(b).tolist()
        super().__init__(COUNTED)

    def way(self, name):
        """Return one of the views step by step."""
        drawing, gathers = TableFigure(self.a, self.b, self.steps, name), name == "gather"
        products = [", ".join(number(a * b) for b in self.b) for a in self.a]
        rows = "; ".join(f"a[{i}]: {row}" for i, row in enumerate(products))
        places = range(len(self.b))

        def say(i):
            said = Words(name, i=i, rows=rows, sums=_sums(self.steps, i, gathers))
            if gathers:
                return said["table"], caption_html(self.steps[i])
            said |= {
                "value": number(self.a[i]), "copy": products[i],
                "onto": listing([f"c[{i + j}]" for j in places]), "j": ", ".join(map(str, places)),
            }  # fmt: skip
            return said["table"], said["caption"]

        labels = [f"{COUNTED[name]} = {i}" for i in range(len(drawing.steps))]
        return Way(partial(frames_of, drawing, say), COUNTED[name], labels)


def explore_dice():
    """Return an explorer of how often two dice give each sum."""

    def draw(one, other, total):
        ways = convolve(DICE[one], DICE[other]).tolist()
        table = np.outer(DICE[one], DICE[other])
        on_it = np.fliplr(table).diagonal(7 - total).tolist()
        several = f" = {ways[total - 2]}" * (len(on_it) > 1)
        said = Words(
            "dice", total=total, cases=sum(ways), added=" + ".join(map(str, on_it)) + several,
            rows=in_rows(table),
        )  # fmt: skip
        table = kept(DiceTable, DICE[one], DICE[other]).frame(*said["table"], total)
        look = {"title": said["bars"], "unit": said["unit"]}
        return [table, draw_bars(ways, 2, marked=total, **look)], said["words"]

    controls = {
        "one": menu(DICE, "one die:", 190, 70),
        "other": menu(DICE, "other die:", 190, 70),
        "total": slider("sum", 2, 12, 1, 4),
    }
    tour = {
        f"{one} and {other}": way("sum {total}", {"one": one, "other": other}, total=SUMS)
        for one, other in PAIRS
    }
    return Explorer(controls, draw, tour)
