"""A convolution as a pipeline of stages, and what can stand in the place of each.

The stages, for any number of dimensions:

    input    what becomes of the input before anything else
    taps     which entries of the kernel take part, and with which weights
    orient   how the kernel lies when it slides over the input
    border   what stands outside the input
    combine  how the products under the kernel become one value
    store    where the values go while others are still to be computed
    crop     which part of the full result is kept
    shift    what then happens to the places of the values
    finish   what then happens to the values

An act of the stage "whole" stands for an answer that is no such pipeline. A way to make a mistake
is a tuple of (stage, act): which acts stand in the place of the right ones.
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


# The right stages.


def every(values, *given):
    """Keep all entries, as they stand."""
    return values


def total(windows, kernel, inside):
    """Add up the products."""
    return (windows * kernel).sum(-1)


def at_once(around, kernel, inside, combine):
    """Compute all outputs from the input as it was."""
    return combine(windows_of(around, kernel.shape), kernel.ravel(), inside)


def same(y, n, m):
    """Keep the part as long as the input, in the middle."""
    return cut(y, [(k - 1) // 2 for k in m], n)


def valid(y, n, m):
    """Keep the places at which the kernel lies inside the input."""
    return cut(y, [k - 1 for k in m], [max(0, i - k + 1) for i, k in zip(n, m, strict=True)])


RIGHT = {
    "input": every,
    "taps": every,
    "orient": np.flip,
    "border": np.pad,
    "combine": total,
    "store": at_once,
    "crop": every,
    "shift": every,
    "finish": every,
}


def pipeline(x, h, stages):
    """Slide the kernel `h` over the input `x`, stage by stage.

    >>> pipeline([1, 10, 100], [1, 2], RIGHT)
    array([  1,  12, 120, 200])
    >>> pipeline([1, 10, 100], [1, 2], RIGHT | {"orient": every})
    array([  2,  21, 210, 100])
    """
    x, h = np.asarray(x), np.asarray(h)
    if "whole" in stages:
        return np.asarray(stages["whole"](x, h))
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
    result = np.zeros(size, y.dtype)
    take, put = [], []
    for start, length, there in zip(first, size, y.shape, strict=True):
        low, high = max(0, start), max(0, start, min(there, start + length))
        take.append(slice(low, high))
        put.append(slice(low - start, high - start))
    result[tuple(put)] = y[tuple(take)]
    return result


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
    return lambda y, n, m: cut(y, [(k - 1) // 2 - b for k, b in zip(m, by, strict=True)], n)


def pushed(*by):
    """Return the ways to move the outputs: zeros come in, or what leaves on the other side."""
    return at(
        "shift",
        lambda y, n, m: cut(y, [-b for b in by], y.shape),
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


def lines(place, value, y, n, m):
    """Put `value` in the first (0) or last (-1) line along each axis."""
    y = y.astype(np.result_type(y, type(value)))
    for axis in range(y.ndim):
        np.moveaxis(y, axis, 0)[place] = value
    return y


def folded(period, y, n, m):
    """Add up what lies a whole number of periods apart."""
    for axis, length in enumerate(map(period, n, m)):
        wide = np.moveaxis(y, axis, 0)
        rounds = -(-len(wide) // length)
        wide = np.pad(wide, [(0, rounds * length - len(wide))] + [(0, 0)] * (y.ndim - 1))
        y = np.moveaxis(wide.reshape(rounds, length, *wide.shape[1:]).sum(0), 0, axis)
    return y


def renormalised(measure, windows, kernel, inside):
    """Make up for the weights outside the input."""
    weight = measure(kernel)
    return total(windows, kernel, inside) * weight.sum() / (inside * weight).sum(-1)


def in_place(own_type, only_full, around, kernel, inside, combine):
    """Write each output into the input, where later windows read it.

    What is written may take the type of the input; all outputs are computed, or only those with
    a complete neighbourhood.
    """
    like = np.empty(0, around.dtype)
    around = around.astype(np.result_type(around, kernel, float))
    windows = sliding_window_view(around, kernel.shape)
    y = np.zeros(windows.shape[: kernel.ndim], around.dtype)
    first = np.array(kernel.shape) - 1
    for index in np.ndindex(y.shape):
        pixel = tuple((index + first // 2).tolist())
        if only_full and not inside[index].all():
            y[index] = around[pixel]
            continue
        value = combine(windows[index].reshape(1, -1), kernel.ravel(), inside[index][None])[0]
        y[index] = as_input(value, like, kernel) if own_type else value
        if (first <= pixel).all() and (pixel < around.shape - first).all():
            around[pixel] = y[index]
    return y


# Stages that went wrong, where one expression does not say it.


def wrapped_before(x, pad):
    """Put the end of the input before its beginning, and zeros after it."""
    before = np.pad(x, [(first, 0) for first, _ in pad], mode="wrap")
    return np.pad(before, [(0, last) for _, last in pad])


def centre(y, n, m):
    """Keep the middle of the result, as long as the longer operand (NumPy's "same")."""
    both = list(zip(n, m, strict=True))
    return cut(y, [(min(b) - 1) // 2 for b in both], [max(b) for b in both])


def centre_correlated(y, n, m):
    """Keep the middle as `np.correlate` does, which exchanges operands of unsuitable length."""
    both = list(zip(n, m, strict=True))
    first = [(k - 1) // 2 if i >= k else i // 2 for i, k in both]
    return cut(y, first, [max(b) for b in both])


def overlaps(y, n, m):
    """Keep the complete overlaps, whichever operand is shorter (NumPy's "valid")."""
    both = list(zip(n, m, strict=True))
    return cut(y, [min(b) - 1 for b in both], [max(b) - min(b) + 1 for b in both])


def from_first_input(y, n, m):
    """Keep as many outputs as there are inputs, from the first complete overlap on."""
    return cut(y, [k - 1 for k in m], n)


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
    inner = tuple(slice(k // 2, n - k // 2) for n, k in zip(x.shape, h.shape, strict=True))
    result = x.astype(np.result_type(x, y))
    result[inner] = y[inner]
    return result


def matrix_product(around, kernel, inside, combine):
    """Add up the matrix product of window and kernel, where there is one."""
    windows = sliding_window_view(around, kernel.shape)
    if kernel.ndim != 2 or kernel.shape[0] != kernel.shape[1]:
        return np.full(windows.shape[: kernel.ndim], np.nan)
    return (windows @ kernel).sum((-1, -2))
