"""Stamps, step by step: each value of the input leaves its copy of the kernel."""

import numpy as np

from helpers.drawing.canvas import render
from helpers.drawing.captions import caption_html, ink
from helpers.drawing.frames import Frame, view_of_frames
from helpers.drawing.stamps import CopiesFigure, StampsFigure
from helpers.drawing.style import INPUT, KERNEL, OUTPUT, PRODUCT
from helpers.numbers import number
from helpers.trace import trace
from helpers.widgets.player import Player


class Stamps(Player):
    """A player whose frames are made from one drawing, and again where nothing is live."""

    def __init__(self, drawing, say, name, labels):
        super().__init__()
        self.drawing, self._say, self.labels = drawing, say, labels
        self.play(self._frames(), first=0, count=len(drawing.steps), name=name)

    def _frames(self):
        width, height = map(round, self.drawing.size)
        for i, png in enumerate(render(self.drawing)):
            alt, caption = self._say(i)
            yield Frame(png, width, height, alt, caption)

    def views(self):
        """Return all steps."""
        return [view_of_frames("", self._frames(), self.labels)]


def lay_copies(a, b, names=("a", "b", "c")):
    """Lay the copies of b that the values of a leave below one another, one at a time.

    Parameters
    ----------
    a, b : array_like, shape (N,) and (M,)
        Input and kernel, together at most 7 values.
    names : tuple of three str
        What input, kernel and output are called.

    Returns
    -------
    Stamps
    """
    drawing = _copies(a, b, names, "copies")
    name, kernel, output = names

    def say(i):
        copy = ", ".join(number(drawing.a[i] * weight) for weight in drawing.b)
        alt = (
            f"{name}[{i}] = {number(drawing.a[i])} leaves {number(drawing.a[i])}·{kernel} = {copy} "
            f"at n = {i} to {i + len(drawing.b) - 1}. The sums so far: {_sums(drawing, i)}."
        )
        caption = (
            f"<div>{ink(f'{name}[{i}] = {number(drawing.a[i])}', INPUT)} leaves a copy of "
            f"{ink(kernel, KERNEL)}, <b>scaled</b> by {ink(number(drawing.a[i]), INPUT)} and "
            f"<b>shifted</b> by {i}: {ink(copy, PRODUCT)}. What stands below one another is "
            f"added: {ink(f'{output}[n]', OUTPUT)}.</div>"
        )
        return alt, caption

    return Stamps(drawing, say, f"{name}[i], i", [f"{name}[{i}]" for i in range(len(drawing.a))])


def read_columns(a, b, names=("a", "b", "c")):
    """Read the copies of b that the values of a leave column by column.

    Parameters
    ----------
    a, b, names : array_like, array_like, tuple of three str
        As in `lay_copies`.

    Returns
    -------
    Stamps
    """
    drawing = _copies(a, b, names, "columns")

    def say(n):
        terms = drawing.trace[n].terms
        rising, falling = (
            ", ".join(str(index[0]) for index in indices)
            for indices in zip(*((t.input_index, t.kernel_index) for t in terms), strict=True)
        )
        read = (
            f"Downwards, the index of {names[0]} is {rising}, and that of {names[1]} is {falling}: "
            f"together always {n}."
        )
        return f"Column n = {n}: {drawing.trace[n].sentence}. {read}", (
            f"{caption_html(drawing.trace[n]).partition('</div>')[0]}</div><div>{read}</div>"
        )

    return Stamps(drawing, say, "n", [f"n = {n}" for n in range(len(drawing.trace))])


def _copies(a, b, names, by):
    a, b = np.asarray(a).tolist(), np.asarray(b).tolist()
    if not 2 <= len(a) + len(b) <= 7:
        raise ValueError(f"at most 7 values can be drawn, not {len(a)} and {len(b)}")
    return CopiesFigure(a, b, list(trace(a, b, names=names)), by)


def _sums(drawing, i):
    output = drawing.trace[0].names[2]
    return ", ".join(f"{output}[{n}] = {number(s)}" for n, s in drawing.sums_after(i).items())


def stamp_image(x, h, names=("x", "h", "S"), *, inside=False):
    """Let each pixel of an image stamp its scaled kernel onto the output, one at a time.

    Parameters
    ----------
    x, h : array_like, shape (N1, N2) and (M1, M2)
        Input and kernel, which lies as it stands: nothing is turned.
    names : tuple of three str
        What input, kernel and output are called.
    inside : bool
        Keep an output as large as the input, for kernels that have a centre: the full one is
        larger.

    Returns
    -------
    Stamps
        Its `drawing.outputs` are the outputs after each step.

    Examples
    --------
    >>> stamp_image([[1, 0], [0, 2]], [[1, 10]]).drawing.outputs[-1].tolist()
    [[1.0, 10.0, 0.0], [0.0, 2.0, 20.0]]
    """
    drawing = StampsFigure(np.asarray(x), np.asarray(h), names, inside=inside)
    name, kernel, output = names

    def say(i):
        (row, column), value = drawing.steps[i], number(drawing.x[drawing.steps[i]].item())
        touched = np.argwhere(drawing.touched(i))
        (top, left), (bottom, right) = touched.min(0).tolist(), touched.max(0).tolist()
        where = f"rows {top} to {bottom}, columns {left} to {right} of {output}"
        last = i == len(drawing.steps) - 1
        rows = " / ".join(" ".join(map(_short, line)) for line in drawing.outputs[i].tolist())
        alt = (
            f"Stamp {i + 1} of {len(drawing.steps)}: the {value} in row {row}, column {column} of "
            f"{name} stamps {value}·{kernel} onto {where}. {output} is now {rows}."
        )
        end = f" That was the last one: {output} is complete." if last else ""
        caption = (
            f"<div>{ink(f'{name}[{row}, {column}] = {value}', INPUT)} stamps "
            f"{ink(f'{value}·{kernel}', KERNEL)} onto {ink(where, OUTPUT)}. Each number is "
            f"<b>added</b> to what stands there.{end}</div>"
        )
        return alt, caption

    labels = [f"{name}[{row}, {column}]" for row, column in drawing.steps]
    return Stamps(drawing, say, "stamp", labels)


def _short(value):
    return number(round(value, 2))
