"""Products laid out step by step: copies and stamps of the kernel, and the table of all."""

import numpy as np

from helpers.drawing.canvas import render
from helpers.drawing.captions import caption_html, ink, listing
from helpers.drawing.frames import Frame
from helpers.drawing.stamps import CopiesFigure, StampsFigure
from helpers.drawing.style import INPUT, KERNEL, OUTPUT, PRODUCT
from helpers.drawing.tables import TableFigure
from helpers.numbers import number
from helpers.trace import entry, trace
from helpers.widgets.player import Player, Way, Ways

COUNTED = {"gather": "n", "stamp": "i"}  # by the view of the table, what it goes through


def frames_of(drawing, say):
    """Yield the frames of a drawing's steps; `say` gives the words and the caption of each."""
    width, height = map(round, drawing.size)
    for i, png in enumerate(render(drawing)):
        yield Frame(png, width, height, *say(i))


def _player(drawing, say, name, labels):
    player = Player(Way(lambda: frames_of(drawing, say), name, len(labels), labels=labels))
    player.drawing = drawing
    return player


def lay_copies(a, b, names=("a", "b", "c")):
    """Return a player of the copies of b that the values of a leave below one another.

    Parameters
    ----------
    a, b : array_like, shape (N,) and (M,)
        Input and kernel, together at most 7 values.
    names : tuple of three str
        What input, kernel and output are called.
    """
    drawing = _copies(a, b, names, "copies")
    name, kernel, output = names

    def say(i):
        value = number(drawing.a[i])
        copy = ", ".join(number(drawing.a[i] * weight) for weight in drawing.b)
        sums = drawing.sums_after(i).items()
        alt = (
            f"{name}[{i}] = {value} leaves {value}·{kernel} = {copy} "
            f"at n = {i} to {i + len(drawing.b) - 1}. The sums so far: "
            f"{', '.join(f'{output}[{n}] = {number(total)}' for n, total in sums)}."
        )
        caption = (
            f"<div>{ink(f'{name}[{i}] = {value}', INPUT)} leaves a copy of "
            f"{ink(kernel, KERNEL)}, <b>scaled</b> by {ink(value, INPUT)} and "
            f"<b>shifted</b> by {i}: {ink(copy, PRODUCT)}. What stands below one another is "
            f"added: {ink(f'{output}[n]', OUTPUT)}.</div>"
        )
        return alt, caption

    return _player(drawing, say, f"{name}[i]", [f"{name}[{i}]" for i in range(len(drawing.a))])


def read_columns(a, b, names=("a", "b", "c")):
    """Return a player of the same copies, read column by column.

    Parameters
    ----------
    a, b, names : array_like, array_like, tuple of three str
        As in `lay_copies`.
    """
    drawing = _copies(a, b, names, "columns")

    def say(n):
        step = drawing.trace[n]
        rising = ", ".join(str(term.input_index[0]) for term in step.terms)
        falling = ", ".join(str(term.kernel_index[0]) for term in step.terms)
        read = (
            f"Downwards, the index of {names[0]} is {rising}, and that of {names[1]} is {falling}: "
            f"together always {n}."
        )
        caption = f"{caption_html(step).partition('</div>')[0]}</div><div>{read}</div>"
        return f"Column n = {n}: {step.sentence}. {read}", caption

    return _player(drawing, say, "n", [f"n = {n}" for n in range(len(drawing.trace))])


def _copies(a, b, names, by):
    a, b = np.asarray(a).tolist(), np.asarray(b).tolist()
    if not 2 <= len(a) + len(b) <= 7:
        raise ValueError(f"at most 7 values can be drawn, not {len(a)} and {len(b)}")
    return CopiesFigure(a, b, list(trace(a, b, names=names)), by)


def stamp_image(x, h, names=("x", "h", "S"), *, inside=False):
    """Return a player of each pixel of an image that stamps its scaled kernel onto the output.

    Parameters
    ----------
    x, h : array_like, shape (N1, N2) and (M1, M2)
        Input and kernel, which lies as it stands: nothing is turned.
    names : tuple of three str
        What input, kernel and output are called.
    inside : bool
        Keep an output as large as the input, for kernels that have a centre: the full one is
        larger.
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
    names : tuple of three str
        What input, kernel and output are called.

    Raises
    ------
    ValueError
        For longer signals.
    """

    def __init__(self, a, b, *, names=("a", "b", "c")):
        if len(a) > 6 or len(b) > 4:
            raise ValueError(f"the table shows at most 6 and 4 values, not {len(a)} and {len(b)}")
        self.steps = list(trace(a, b, names=names))
        self.a, self.b = list(a), list(b)
        super().__init__(COUNTED)

    def way(self, name):
        """Return one of the views step by step."""
        drawing = TableFigure(self.a, self.b, self.steps, name)

        def say(i):
            caption = caption_html(self.steps[i]) if name == "gather" else self._stamp(i)
            return self._alternative(drawing, i), caption

        return Way(lambda: frames_of(drawing, say), COUNTED[name], len(drawing.steps))

    def _stamp(self, i):
        """Say in HTML what value `i` of the input adds to which outputs."""
        name, kernel, output = self.steps[0].names
        value, stamped = number(self.a[i]), ", ".join(self._products(i))
        where = listing([entry(output, (i + j,)) for j in range(len(self.b))])
        return (
            f"<div>{ink(entry(name, (i,)), INPUT)} = {ink(value, INPUT)} stamps "
            f"{ink(value, INPUT)}·{ink(kernel, KERNEL)} = {ink(stamped, PRODUCT)} "
            f"onto {ink(where, OUTPUT)}.</div><code>{output}[{i} + j] += {name}[{i}] * {kernel}[j]"
            f"    # j = {', '.join(map(str, range(len(self.b))))}</code>"
        )

    def _products(self, i):
        """Return the products of value `i` of the input as texts."""
        terms = [term for step in self.steps for term in step.terms if term.input_index == (i,)]
        return [number(term.product) for term in terms]

    def _alternative(self, drawing, i):
        name, kernel, output = self.steps[0].names
        rows = "; ".join(f"{name}[{r}]: {', '.join(self._products(r))}" for r in range(len(self.a)))
        known = ", ".join(
            f"{entry(output, (n,))} = {number(total)}"
            for n, total in enumerate(drawing.sums_after(i))
            if total is not None
        )
        marked = (
            f"the products whose indices add up to n = {i}"
            if drawing.view == "gather"
            else f"the row of {name}[{i}], moved by {i}"
        )
        return (
            f"Table of the products {name}[i]·{kernel}[j], row by row {rows}. Marked are {marked}. "
            f"So far {known}."
        )
