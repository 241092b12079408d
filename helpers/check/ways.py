"""A convolution as a pipeline of stages, and what goes wrong in it, in all the ways it is written.

A way to make a mistake is a tuple of (stage, act): which acts stand in the place of the right
ones. An act of the stage "whole" stands for an answer that is no such pipeline. What is said about
the mistakes stands under their keys in `in_signals.toml`, or in `in_images.toml`.
"""

from functools import partial
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
SAME, CORRELATED = RIGHT | {"crop": same}, CORRELATION | {"crop": same}
VALID = CORRELATION | {"crop": valid}
PADDED = at(
    "crop",
    same,
    kept(lambda n, m: m // 2),
    kept(lambda n, m: m - 1 - m // 2, lambda n, m: n + 1 - m % 2),
    every,
)


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
    """Return `size` values along each axis, beginning at `first`; zero where there are none."""
    first, size = (np.broadcast_to(v, y.ndim).tolist() for v in (first, size))
    axes = list(zip(first, size, y.shape, strict=True))
    y = np.pad(y, [(max(0, -start), max(0, start + long - k)) for start, long, k in axes])
    return y[tuple(slice(max(0, start), max(0, start) + long) for start, long, _ in axes)]


def without(place, values, *given):
    """Put zero in the place of some entries, or outputs."""
    values = values.copy()
    values[place] = 0
    return values


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


FIRST, LAST = np.s_[:1], np.s_[-1:]

SIGNALS = {
    "no_flip": at("orient", every),
    "flipped": at("orient", np.flip),
    "same": at("crop", centre, same, centre_correlated),
    "valid": at("crop", overlaps, valid),
    "zeros_around_valid": at("crop", partial(within, overlaps), partial(within, valid)),
    "ends_with_input": at(
        "crop", from_first_output, lambda y, n, m: cut(from_first_output(y, n, m), 0, y.shape)
    ),
    "last_part": at("crop", from_first_input),
    "circular": at("crop", partial(folded, max), partial(folded, lambda n, m: n)),
    "negative_index": at("border", wrapped_before),
    "short_by_one": at("shift", lambda y, n, m: y[:-1], partial(without, LAST)),
    "lost_first": at("shift", lambda y, n, m: y[1:], partial(without, FIRST)),
    "shift_right": pushed(1),
    "shift_left": pushed(-1),
    "extra_zero_end": at("shift", lambda y, n, m: np.pad(y, (0, 1))),
    "extra_zero_start": at("shift", lambda y, n, m: np.pad(y, (1, 0))),
    "still_padded": at("shift", lambda y, n, m: np.pad(y, [(k - 1, k - 1) for k in m])),
    "reversed": at("shift", lambda y, n, m: np.flip(y)),
    "mirror_pad": at("border", *(partial(np.pad, mode=mode) for mode in ("symmetric", "reflect"))),
    "wrap_pad": at("border", partial(np.pad, mode="wrap")),
    "edge_pad": at("border", partial(np.pad, mode="edge")),
    "overlap_mean": at("combine", lambda w, h, inside: (w * h).sum(-1) / inside.sum(-1)),
    "mean_of_products": at("combine", lambda w, h, inside: (w * h).mean(-1)),
    "not_reset": finish(lambda y: y.cumsum().reshape(y.shape)),
    "overwrite_gather": at("combine", *(partial(one_product, 1, g) for g in (True, False))),
    "overwrite_scatter": at("combine", *(partial(one_product, -1, g) for g in (True, False))),
    "largest_product": at("combine", lambda w, h, inside: np.where(inside, w * h, -np.inf).max(-1)),
    "added": at("combine", lambda w, h, inside: ((w + h) * inside).sum(-1)),
    "first_tap_missing": at("taps", partial(without, FIRST)),
    "last_tap_missing": at("taps", partial(without, LAST)),
    "first_input_missing": at("input", partial(without, FIRST)),
    "last_input_missing": at("input", partial(without, LAST)),
    "kernel_ignored": at("taps", np.ones_like),
    "integer_output": at("finish", where_whole)
    + at("combine", *(partial(cut_at_each_step, False, step) for step in (1, -1))),
    "truncated": finish(whole, partial(whole, way=np.floor))
    + at("combine", *(partial(cut_at_each_step, True, step) for step in (1, -1))),
    "rounded": finish(partial(whole, way=np.round)),
    "absolute": finish(np.abs),
    "clipped": finish(lambda y: np.maximum(y, 0)),
    "normalised": at("finish", lambda y, x, h: y / h.sum()),
    "left_early": at("shift", partial(within, lambda y, n, m: y[FIRST])),
    "negated": finish(np.negative),
}


def _moved(*by):
    """Return the ways to move everything by one pixel: before and after cropping."""
    return at("crop", moved(*by)) + pushed(*by)


IMAGES = {
    **SIGNALS,
    "flip_rows_only": at("orient", np.flipud),
    "flip_cols_only": at("orient", np.fliplr),
    "transposed": at("orient", np.transpose),
    "anti_transposed": at("orient", lambda h: np.flip(h).T),
    "rot90": at("orient", np.rot90),
    "rot270": at("orient", lambda h: np.rot90(h, 3)),
    "kernel_negative_index": at("orient", np.fft.fftshift, lambda h: np.flip(np.fft.fftshift(h))),
    "symmetric_pad": SIGNALS["mirror_pad"][:1],
    "reflect_pad": SIGNALS["mirror_pad"][1:],
    "circular": SIGNALS["wrap_pad"] + SIGNALS["circular"][1:],
    "circular_correlation": SIGNALS["wrap_pad"]
    + at(
        "crop",  # as the FFT: it begins at the lag of the kernel's first entry
        lambda y, n, m: np.roll(folded(lambda n, m: n, y, n, m), [1 - k for k in m], range(y.ndim)),
    ),
    "full": at("crop", every),
    "valid": at("crop", valid),
    "valid_in_corner": at("crop", lambda y, n, m: cut(valid(y, n, m), 0, n)),
    "left_early": at(
        "shift", partial(within, lambda y, n, m: y[:1, :1]), partial(within, lambda y, n, m: y[:1])
    ),
    "stretched": finish(
        lambda y: (y - y.min()) / np.ptp(y),
        lambda y: y / y.max(),
        lambda y: y / np.abs(y).max(),
    ),
    "anchor_top_left": at("crop", from_first_input),
    "anchor_bottom_right": at("crop", from_first_output),
    "shift_up": _moved(-1, 0),
    "shift_down": _moved(1, 0),
    "shift_left": _moved(0, -1),
    "shift_right": _moved(0, 1),
    "zero_border": at("crop", lambda y, n, m: same(within(valid, y, n, m), n, m)),
    "copied_border": at("finish", framed_by_input),
    "stops_early": at(
        "shift", lambda y, n, m: np.pad(y[:-1, :-1], (0, 1)), lambda y, n, m: y[:-1, :-1]
    ),
    "starts_late": at(
        "shift", lambda y, n, m: np.pad(y[1:, 1:], (1, 0)), lambda y, n, m: y[1:, 1:]
    ),
    "output_transposed": at("shift", lambda y, n, m: y.T),
    "in_place": at(
        "store", *(partial(in_place, own, only) for own in (False, True) for only in (False, True))
    ),
    "matrix_product": at("store", matrix_product),
    "overwrite": SIGNALS["overwrite_gather"] + SIGNALS["overwrite_scatter"],
    "reset_per_row": finish(lambda y: y.cumsum(-1)),
    "clipped": SIGNALS["clipped"]
    + finish(lambda y: np.clip(y, 0, 255), lambda y: np.minimum(y, 255))
    + at("finish", lambda y, x, h: np.clip(np.round(y), 0, 255) if x.dtype == np.uint8 else y),
    "uint8_wrap": finish(wrapped)
    + at("finish", lambda y, x, h: wrapped(y) if x.dtype == np.uint8 else y)
    + at(
        "combine",
        lambda w, h, inside: (np.mod(w * h, 256) if w.dtype == np.uint8 else w * h).sum(-1),
    ),
    "image_type": at("finish", as_input),
}


def pointwise(*turns):
    """Return the ways to multiply entry by entry: to the longer end, to that of `full`, or less."""
    sizes = max, lambda n, m: n + m - 1, min
    return at("whole", *(partial(_products, size, turn) for size in sizes for turn in turns))


def one_sum(*turns):
    """Return the ways to compute a single sum of products, as a number or as an array."""
    products = [partial(_products, max, turn) for turn in turns]
    numbers = [lambda x, h, one=one: one(x, h).sum() for one in products]
    arrays = [lambda x, h, one=one: one(x, h).sum(keepdims=True) for one in products]
    return at("whole", *numbers, *arrays)


def _products(size, turn, x, h):
    long = size(len(x), len(h))
    return cut(x, 0, long) * cut(turn(h), 0, long)
