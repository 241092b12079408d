"""A convolution as a pipeline of stages, for any number of dimensions, and what goes wrong in each.

A way to make a mistake is a tuple of (stage, act): which acts stand in the place of the right
ones. An act of the stage "whole" stands for an answer that is no such pipeline.
"""

from itertools import product

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

EXACT = 9  # decimals that are no rounding errors


def at(stage, *acts):
    """Return the ways of a mistake: each puts another act in the place of the right one."""
    return tuple(((stage, act),) for act in acts)


def finish(*acts):
    """Return ways to finish that look at the values only."""
    return at("finish", *(lambda y, x, h, act=act: act(y) for act in acts))


def both(first, second):
    """Return the ways to make two mistakes together."""
    return tuple((*x, *y) for x, y in product(first, second))


def every(values, *given):
    """Keep all entries, as they stand."""
    return values


def total(windows, kernel, inside):
    """Add up the products."""
    return (windows * kernel).sum(-1)


def at_once(around, kernel, inside, combine):
    """Compute all outputs from the input as it was."""
    return combine(windows_of(around, kernel.shape), kernel.ravel(), inside)


def kept(first, size=lambda n, m: n):
    """Return a crop: where it begins and how much it keeps, by the lengths along an axis."""
    return lambda y, n, m: cut(y, list(map(first, n, m)), list(map(size, n, m)))


same = kept(lambda n, m: (m - 1) // 2)
valid = kept(lambda n, m: m - 1, lambda n, m: max(0, n - m + 1))
RIGHT = {
    "input": every,  # what becomes of the input before anything else
    "taps": every,  # which entries of the kernel take part, and with which weights
    "orient": np.flip,  # how the kernel lies when it slides over the input
    "border": np.pad,  # what stands outside the input
    "combine": total,  # how the products under the kernel become one value
    "store": at_once,  # where the values go while others are still to be computed
    "crop": every,  # which part of the full result is kept
    "shift": every,  # what then happens to the places of the values
    "finish": every,  # what then happens to the values
}
CORRELATION = RIGHT | {"orient": every}


def pipeline(x, h, stages):
    """Slide the kernel `h` over the input `x`, stage by stage.

    >>> pipeline([1, 10, 100], [1, 2], RIGHT), pipeline([1, 10, 100], [1, 2], CORRELATION)
    (array([  1,  12, 120, 200]), array([  2,  21, 210, 100]))
    """
    x, h = np.asarray(x), np.asarray(h)
    kernel = stages["orient"](stages["taps"](h))
    pad = [(k - 1, k - 1) for k in kernel.shape]
    around = stages["border"](stages["input"](x), pad)
    inside = windows_of(np.pad(np.ones(x.shape, bool), pad), kernel.shape)
    y = stages["store"](around, kernel, inside, stages["combine"])
    for stage in ("crop", "shift"):
        y = stages[stage](y, x.shape, kernel.shape)
    return stages["finish"](y, x, h)


def windows_of(values, shape):
    """Return the windows of `values`, each of them in one row."""
    windows = sliding_window_view(values, shape)
    return windows.reshape(*windows.shape[: values.ndim], -1)


def cut(y, first, size):
    """Return `size` values along each axis, beginning at `first`; zero where there are none.

    >>> cut(np.array([1, 2, 3]), -1, 3)
    array([0, 1, 2])
    """
    first, size = (np.broadcast_to(v, y.ndim).tolist() for v in (first, size))
    axes = list(zip(first, size, y.shape, strict=True))
    y = np.pad(y, [(max(0, -start), max(0, start + long - k)) for start, long, k in axes])
    return y[tuple(slice(max(0, start), max(0, start) + long) for start, long, _ in axes)]


# Acts with something to choose, which stands first.


def without(place, values, *given):
    """Put zero in the place of some entries, or outputs."""
    values = values.copy()
    values[place] = 0
    return values


def ends(before, after, y, n, m):
    """Leave out values (or add zeros) before the first, after the last."""
    return cut(y, -before, [max(0, k + before + after) for k in y.shape])


def within(crop, y, n, m):
    """Keep the size and put zeros where `crop` would leave out."""
    places = np.arange(1, y.size + 1).reshape(y.shape)
    return np.where(np.isin(places, crop(places, n, m)), y, 0)


def moved(*by):
    """Return a crop that keeps the input's size, and moves everything `by` places."""
    return lambda y, n, m: cut(y, (np.array(m) - 1) // 2 - by, n)


def pushed(*by):
    """Return the ways to move the outputs: zeros come in, or what leaves on the other side."""
    return at(
        "shift",
        lambda y, n, m: cut(y, np.negative(by), y.shape),
        lambda y, n, m: np.roll(y, by, range(y.ndim)),
    )


def one_product(step, guarded, windows, kernel, inside):
    """Keep one product: of the input's order the first (1) or last (−1)."""
    products, counts = (windows * kernel)[..., ::step], inside[..., ::step] | (not guarded)
    return np.take_along_axis(products, counts.argmax(-1)[..., None], -1)[..., 0]


def cut_at_each_step(always, step, windows, kernel, inside):
    """Cut off the decimals after each addition, or only where the input was whole."""
    products = windows * kernel
    if not always and windows.dtype.kind not in "iu":
        return products.sum(-1)
    y = np.zeros(products.shape[:-1])
    for one in np.moveaxis(products, -1, 0)[::step]:
        y = np.trunc(y + one)
    return y


def first_lines(value, y, *given):
    """Put `value` in the first row and the first column of an image."""
    return np.pad(y[1:, 1:], (1, 0), constant_values=value)


def last_lines_zero(y, *given):
    """Put zero in the last row and the last column of an image."""
    return np.pad(y[:-1, :-1], (0, 1))


def folded(period, y, n, m):
    """Add up what lies a whole number of periods apart."""
    size = list(map(period, n, m))
    begins = (range(0, there, long) for there, long in zip(y.shape, size, strict=True))
    return sum(cut(y, first, size) for first in product(*begins))


def renormalised(measure, windows, kernel, inside):
    """Make up for the weights outside the input."""
    weight = measure(kernel)
    return total(windows, kernel, inside) * weight.sum() / (inside * weight).sum(-1)


def in_place(own_type, only_full, around, kernel, inside, combine):
    """Write each output, perhaps only full ones, into the input, perhaps in the input's type."""
    source, around = around, around.astype(np.result_type(around, kernel, float))
    windows = sliding_window_view(around, kernel.shape)
    y = np.zeros(windows.shape[: kernel.ndim], around.dtype)
    first = np.array(kernel.shape) - 1
    for index in np.ndindex(y.shape):
        pixel = tuple((index + first // 2).tolist())
        if only_full and not inside[index].all():
            y[index] = around[pixel]
            continue
        value = combine(windows[index].reshape(1, -1), kernel.ravel(), inside[index][None])[0]
        y[index] = as_input(value, source, kernel) if own_type else value
        if (first <= pixel).all() and (pixel < around.shape - first).all():
            around[pixel] = y[index]
    return y


# Stages that went wrong, where one expression does not say it.


def wrapped_before(x, pad):
    """Put the end of the input before its beginning, and zeros after it."""
    before = np.pad(x, [(first, 0) for first, _ in pad], mode="wrap")
    return np.pad(before, [(0, last) for _, last in pad])


# The middle of the result, as long as the longer operand (NumPy's "same"); so does `np.correlate`,
# which exchanges operands of unsuitable length; and NumPy's "valid", whichever is shorter.
centre = kept(lambda n, m: (min(n, m) - 1) // 2, max)
centre_correlated = kept(lambda n, m: (m - 1) // 2 if n >= m else n // 2, max)
overlaps = kept(lambda n, m: min(n, m) - 1, lambda n, m: abs(n - m) + 1)
from_first_input = kept(lambda n, m: m - 1)
from_first_output = kept(lambda n, m: 0)


def correlated_circle(y, n, m):
    """Fold as the FFT of a correlation does: it begins at the lag of the kernel's first entry."""
    return np.roll(folded(lambda n, m: n, y, n, m), [1 - k for k in m], range(y.ndim))


def whole(y, way=np.trunc):
    """Make outputs whole numbers, whatever rounding errors they have."""
    return way(np.round(y, EXACT))


def wrapped(y):
    """Go round at 256, as unsigned numbers of 8 bits do."""
    return np.mod(whole(y), 256)


def where_whole(y, x, h, way=np.trunc):
    """Make outputs whole numbers where the input was whole."""
    return whole(y, way) if x.dtype.kind in "iu" else y


def as_input(y, x, h):
    """Give the output the type of the input: no decimals for whole numbers, 8 bits for 8 bits."""
    return wrapped(y) if x.dtype == np.uint8 else where_whole(y, x, h)


def wrapped_products(windows, kernel, inside):
    """Go round at 256 in each product, where the input has 8 bits."""
    products = windows * kernel
    return (np.mod(products, 256) if windows.dtype == np.uint8 else products).sum(-1)


def framed_by_input(y, x, h):
    """Put the input where the kernel sticks out."""
    if y.shape != x.shape:
        return y
    inner = np.ones(np.subtract(x.shape, h.shape) + 1, bool)
    return np.where(np.pad(inner, [(k // 2, k // 2) for k in h.shape]), y, x)


def matrix_product(around, kernel, inside, combine):
    """Add up the matrix product of window and kernel, where there is one."""
    windows = sliding_window_view(around, kernel.shape)
    if kernel.ndim != 2 or kernel.shape[0] != kernel.shape[1]:
        return np.full(windows.shape[: kernel.ndim], np.nan)
    return (windows @ kernel).sum((-1, -2))
