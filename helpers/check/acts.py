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

An act of the stage "whole" stands for an answer that is no such pipeline.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

EXACT = 9  # decimals that are no rounding errors


# The right stages.


def every(values):
    """Keep all entries, as they stand."""
    return values


def zeros(x, pad):
    """Put zeros around the input."""
    return np.pad(x, pad)


def total(windows, kernel, inside):
    """Add up the products."""
    return (windows * kernel).sum(-1)


def at_once(around, kernel, inside, combine):
    """Compute all outputs from the input as it was."""
    return combine(windows_of(around, kernel.shape), kernel.ravel(), inside)


def full(y, n, m):
    """Keep the whole result."""
    return y


def same(y, n, m):
    """Keep the part as long as the input, in the middle."""
    return cut(y, [(k - 1) // 2 for k in m], n)


def valid(y, n, m):
    """Keep the places at which the kernel lies inside the input."""
    return cut(y, [k - 1 for k in m], [max(0, i - k + 1) for i, k in zip(n, m, strict=True)])


def plain(y, x, h):
    """Leave the values as they are."""
    return y


RIGHT = {
    "input": every,
    "taps": every,
    "orient": np.flip,
    "border": zeros,
    "combine": total,
    "store": at_once,
    "crop": full,
    "shift": full,
    "finish": plain,
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
    y = stages["crop"](y, x.shape, kernel.shape)
    y = stages["shift"](y, x.shape, kernel.shape)
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


# Makers of acts.


def padded(mode):
    """Return a border of `numpy.pad`."""
    return lambda x, pad: np.pad(x, pad, mode=mode)


FIRST, LAST = slice(0, 1), slice(-1, None)


def without(place):
    """Return an act that puts zero in the place of some entries."""

    def act(values):
        values = values.copy()
        values[place] = 0
        return values

    return act


def ends(before=0, after=0):
    """Return an act that leaves out values (or adds zeros) before the first, after the last."""
    return lambda y, n, m: cut(y, -before, [max(0, k + before + after) for k in y.shape])


def zeroed(place):
    """Return an act that puts zero in the place of some outputs."""
    return lambda y, n, m: without(place)(y)


def only(place):
    """Return an act that puts zero in the place of all other outputs."""

    def act(y, n, m):
        kept = np.zeros_like(y)
        kept[place] = y[place]
        return kept

    return act


def within(crop):
    """Return an act that keeps the size and puts zeros where `crop` would leave out."""

    def act(y, n, m):
        marked = crop(np.arange(1, y.size + 1).reshape(y.shape), n, m)
        return np.where(np.isin(np.arange(1, y.size + 1).reshape(y.shape), marked), y, 0)

    return act


def one_product(which, guarded=True):
    """Return an act that keeps one product: the first or the last of the input's order."""

    def act(windows, kernel, inside):
        products = windows * kernel
        if not guarded:
            return products[..., which]
        order = inside if which == 0 else inside[..., ::-1]
        place = order.argmax(-1)
        place = place if which == 0 else inside.shape[-1] - 1 - place
        return np.take_along_axis(products, place[..., None], -1)[..., 0]

    return act


def cut_at_each_step(backwards, always):
    """Return an act that cuts off the decimals after each addition."""

    def act(windows, kernel, inside):
        products = windows * kernel
        if not always and windows.dtype.kind not in "iu":
            return products.sum(-1)
        y = np.zeros(products.shape[:-1])
        for product in np.moveaxis(products, -1, 0)[:: -1 if backwards else 1]:
            y = np.trunc(y + product)
        return y

    return act


# Stages that went wrong, where one expression does not say it.


def wrapped_before(x, pad):
    """Put the end of the input before its beginning, and zeros after it."""
    right = [(0, after) for _, after in pad]
    left = [(before, 0) for before, _ in pad]
    return np.pad(np.pad(x, left, mode="wrap"), right)


def overlap_mean(windows, kernel, inside):
    """Divide each output by the number of overlapping products."""
    return total(windows, kernel, inside) / inside.sum(-1)


def running(y, x, h):
    """Go on adding from output to output."""
    return y.cumsum().reshape(y.shape)


def added(windows, kernel, inside):
    """Add where there should be products."""
    return ((windows + kernel) * inside).sum(-1)


def largest(windows, kernel, inside):
    """Take the largest product."""
    return np.where(inside, windows * kernel, -np.inf).max(-1)


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


def folded(period):
    """Return a crop that adds up what lies a whole number of periods apart."""

    def act(y, n, m):
        for axis, length in enumerate(period(*both) for both in zip(n, m, strict=True)):
            rounds = -(-y.shape[axis] // length)
            wide = np.moveaxis(y, axis, 0)
            wide = np.pad(wide, [(0, rounds * length - len(wide))] + [(0, 0)] * (y.ndim - 1))
            y = np.moveaxis(wide.reshape(rounds, length, *wide.shape[1:]).sum(0), 0, axis)
        return y

    return act


def made_whole(way):
    """Return an act that makes outputs whole numbers, whatever rounding errors they have."""
    return lambda y, x, h: way(np.round(y, EXACT))


def whole_numbers(y, x, h):
    """Cut off the decimals where the input was whole."""
    return made_whole(np.trunc)(y, x, h) if x.dtype.kind in "iu" else y


# In several dimensions.


def moved(*by):
    """Return a crop that keeps the input's size, and moves everything `by` places."""
    return lambda y, n, m: cut(y, [(k - 1) // 2 - b for k, b in zip(m, by, strict=True)], n)


def pushed(*by):
    """Return an act that moves the outputs; zeros come in."""
    return lambda y, n, m: cut(y, [-b for b in by], y.shape)


def rolled(*by):
    """Return an act that moves the outputs; what leaves comes back on the other side."""
    return lambda y, n, m: np.roll(y, by, range(y.ndim))


def lines(place, value):
    """Return an act that puts `value` in the first (0) or last (-1) line along each axis."""

    def act(y, n, m):
        y = y.astype(np.result_type(y, type(value)))
        for axis in range(y.ndim):
            np.moveaxis(y, axis, 0)[place] = value
        return y

    return act


def in_place(own_type, only_full):
    """Return an act that writes each output into the input, where later windows read it.

    What is written may take the type of the input; all outputs are computed, or only those with
    a complete neighbourhood.
    """

    def act(around, kernel, inside, combine):
        like = np.empty(0, around.dtype)
        around = around.astype(np.result_type(around, kernel, float))
        windows = sliding_window_view(around, kernel.shape)
        y = np.zeros(windows.shape[: kernel.ndim], around.dtype)
        middle = np.array([(k - 1) // 2 for k in kernel.shape])
        first = np.array(kernel.shape) - 1
        last = np.array(around.shape) - first
        for index in np.ndindex(y.shape):
            pixel = tuple((index + middle).tolist())
            if only_full and not inside[index].all():
                y[index] = around[pixel]
                continue
            value = combine(windows[index].reshape(1, -1), kernel.ravel(), inside[index][None])[0]
            y[index] = as_input(value, like, kernel) if own_type else value
            if (first <= pixel).all() and (pixel < last).all():
                around[pixel] = y[index]
        return y

    return act


def as_input(y, x, h):
    """Give the output the type of the input: no decimals for whole numbers, 8 bits for 8 bits."""
    return wrapped(y, x, h) if x.dtype == np.uint8 else whole_numbers(y, x, h)


def wrapped(y, x, h):
    """Go round at 256, as unsigned numbers of 8 bits do."""
    return np.mod(made_whole(np.trunc)(y, x, h), 256)


def running_rows(y, x, h):
    """Go on adding from output to output, anew in each row."""
    return y.cumsum(-1)


def framed_by_input(y, x, h):
    """Put the input where the kernel sticks out."""
    if y.shape != x.shape:
        return y
    inner = tuple(slice(k // 2, n - k // 2) for n, k in zip(x.shape, h.shape, strict=True))
    result = x.astype(np.result_type(x, y))
    result[inner] = y[inner]
    return result


def renormalised(measure):
    """Return an act that makes up for the weights outside the input."""

    def act(windows, kernel, inside):
        weight = measure(kernel)
        return total(windows, kernel, inside) * weight.sum() / (inside * weight).sum(-1)

    return act


def matrix_product(around, kernel, inside, combine):
    """Add up the matrix product of window and kernel, where there is one."""
    windows = sliding_window_view(around, kernel.shape)
    if kernel.ndim != 2 or kernel.shape[0] != kernel.shape[1]:
        return np.full(windows.shape[: kernel.ndim], np.nan)
    return (windows @ kernel).sum((-1, -2))
