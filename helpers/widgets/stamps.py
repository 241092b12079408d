"""Products laid out step by step: copies and stamps of the kernel, and the table of all."""

import numpy as np

from helpers.drawing.canvas import frames_of
from helpers.drawing.captions import caption_html, ink, listing
from helpers.drawing.stamps import CopiesFigure, StampsFigure, TableFigure, sums_after
from helpers.drawing.style import INPUT, KERNEL, OUTPUT, PRODUCT
from helpers.numbers import number
from helpers.trace import trace
from helpers.widgets.player import Player, Way, Ways

COUNTED = {"gather": "n", "stamp": "i"}  # by the view of the table, what it goes through


def _player(drawing, say, name, labels):
    player = Player(Way(lambda: frames_of(drawing, say), name, len(labels), labels=labels))
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
        value = number(drawing.a[i])
        copy = ", ".join(number(drawing.a[i] * weight) for weight in drawing.b)
        sums = sums_after(drawing.trace, i, by_output=False).items()
        alt = (
            f"a[{i}] = {value} leaves {value}·b = {copy} at n = {i} to {i + len(drawing.b) - 1}. "
            f"The sums so far: {', '.join(f'c[{n}] = {number(total)}' for n, total in sums)}."
        )
        caption = (
            f"<div>{ink(f'a[{i}] = {value}', INPUT)} leaves a copy of {ink('b', KERNEL)}, "
            f"<b>scaled</b> by {ink(value, INPUT)} and <b>shifted</b> by {i}: "
            f"{ink(copy, PRODUCT)}. What stands below one another is added: "
            f"{ink('c[n]', OUTPUT)}.</div>"
        )
        return alt, caption

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
        read = (
            f"Downwards, the index of a is {rising}, and that of b is {falling}: together always "
            f"{n}."
        )
        caption = f"{caption_html(step).partition('</div>')[0]}</div><div>{read}</div>"
        return f"Column n = {n}: {step.sentence}. {read}", caption

    return _player(drawing, say, "n", [f"n = {n}" for n in range(len(drawing.trace))])


def _copies(a, b, by):
    a, b = np.asarray(a).tolist(), np.asarray(b).tolist()
    if not 2 <= len(a) + len(b) <= 7:
        raise ValueError(f"at most 7 values can be drawn, not {len(a)} and {len(b)}")
    return CopiesFigure(a, b, list(trace(a, b)), by)


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
    name, kernel, output = names

    def say(i):
        (row, column), value = drawing.steps[i], number(drawing.x[drawing.steps[i]].item())
        touched = np.argwhere(drawing.touched(i))
        (top, left), (bottom, right) = touched.min(0).tolist(), touched.max(0).tolist()
        where = f"rows {top} to {bottom}, columns {left} to {right} of {output}"
        lines = drawing.outputs[i].tolist()
        rows = " / ".join(" ".join(number(round(value, 2)) for value in line) for line in lines)
        alt = (
            f"Stamp {i + 1} of {len(drawing.steps)}: the {value} in row {row}, column {column} of "
            f"{name} stamps {value}·{kernel} onto {where}. {output} is now {rows}."
        )
        last = i == len(drawing.steps) - 1
        end = f" That was the last one: {output} is complete." if last else ""
        caption = (
            f"<div>{ink(f'{name}[{row}, {column}] = {value}', INPUT)} stamps "
            f"{ink(f'{value}·{kernel}', KERNEL)} onto {ink(where, OUTPUT)}. Each number is "
            f"<b>added</b> to what stands there.{end}</div>"
        )
        return alt, caption

    return _player(drawing, say, "stamp", [f"{name}[{r}, {c}]" for r, c in drawing.steps])


class ProductTable(Ways):
    """The products of two signals, gathered by output or stamped by input.

    The slider keeps its place when the view changes: at n, output c[n] is gathered, and value a[n]
    is stamped.

    Parameters
    ----------
    a, b : array_like, shape (N,) and (M,)
        Input and kernel, at most 6 and 4 values.

    Raises
    ------
    ValueError
        For longer signals.
    """

    def __init__(self, a, b):
        if len(a) > 6 or len(b) > 4:
            raise ValueError(f"the table shows at most 6 and 4 values, not {len(a)} and {len(b)}")
        self.steps = list(trace(a, b))
        self.a, self.b = np.asarray(a).tolist(), np.asarray(b).tolist()
        super().__init__(COUNTED)

    def way(self, name):
        """Return one of the views step by step."""
        drawing = TableFigure(self.a, self.b, self.steps, name)

        def say(i):
            caption = caption_html(self.steps[i]) if name == "gather" else self._stamp(i)
            return self._alternative(name, i), caption

        return Way(lambda: frames_of(drawing, say), COUNTED[name], len(drawing.steps))

    def _stamp(self, i):
        value, stamped = ink(number(self.a[i]), INPUT), ink(self._products(i), PRODUCT)
        where = ink(listing([f"c[{i + j}]" for j in range(len(self.b))]), OUTPUT)
        return (
            f"<div>{ink(f'a[{i}]', INPUT)} = {value} stamps {value}·{ink('b', KERNEL)} = {stamped} "
            f"onto {where}.</div><code>c[{i} + j] += a[{i}] * b[j]"
            f"    # j = {', '.join(map(str, range(len(self.b))))}</code>"
        )

    def _products(self, i):
        terms = [term for step in self.steps for term in step.terms if term.input_index == (i,)]
        return ", ".join(number(term.product) for term in terms)

    def _alternative(self, view, i):
        rows = "; ".join(f"a[{row}]: {self._products(row)}" for row in range(len(self.a)))
        sums = sums_after(self.steps, i, view == "gather").items()
        gathered = f"the products whose indices add up to n = {i}"
        marked = gathered if view == "gather" else f"the row of a[{i}], moved by {i}"
        return (
            f"Table of the products a[i]·b[j], row by row {rows}. Marked are {marked}. "
            f"So far {', '.join(f'c[{n}] = {number(total)}' for n, total in sums)}."
        )
