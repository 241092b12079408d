"""What goes wrong in convolutions of signals and of images, in all the ways that learners write it.

What is said about each stands under the same key in `in_signals.toml`, or in `in_images.toml`.
"""

from functools import partial

import numpy as np

from helpers.check import acts
from helpers.check.acts import at, ends, finish, one_product, pushed, within, without

FIRST, LAST = np.s_[:1], np.s_[-1:]
CUT_STEPS = {
    always: at("combine", *(partial(acts.cut_at_each_step, always, step) for step in (1, -1)))
    for always in (False, True)
}

SIGNALS = {
    "no_flip": at("orient", acts.every),
    "flipped": at("orient", np.flip),
    "same": at("crop", acts.centre, acts.same, acts.centre_correlated),
    "valid": at("crop", acts.overlaps, acts.valid),
    "zeros_around_valid": at("crop", partial(within, acts.overlaps), partial(within, acts.valid)),
    "ends_with_input": at(
        "crop",
        acts.from_first_output,
        lambda y, n, m: acts.cut(acts.from_first_output(y, n, m), 0, y.shape),
    ),
    "last_part": at("crop", acts.from_first_input),
    "circular": at("crop", partial(acts.folded, max), partial(acts.folded, lambda n, m: n)),
    "negative_index": at("border", acts.wrapped_before),
    "short_by_one": at("shift", partial(ends, 0, -1), partial(without, LAST)),
    "lost_first": at("shift", partial(ends, -1, 0), partial(without, FIRST)),
    "shift_right": pushed(1),
    "shift_left": pushed(-1),
    "extra_zero_end": at("shift", partial(ends, 0, 1)),
    "extra_zero_start": at("shift", partial(ends, 1, 0)),
    "still_padded": at("shift", lambda y, n, m: np.pad(y, [(k - 1, k - 1) for k in m])),
    "reversed": at("shift", lambda y, n, m: np.flip(y)),
    "mirror_pad": at("border", *(partial(np.pad, mode=mode) for mode in ("symmetric", "reflect"))),
    "wrap_pad": at("border", partial(np.pad, mode="wrap")),
    "edge_pad": at("border", partial(np.pad, mode="edge")),
    "overlap_mean": at(
        "combine", lambda windows, h, inside: (windows * h).sum(-1) / inside.sum(-1)
    ),
    "mean_of_products": at("combine", lambda windows, h, inside: (windows * h).mean(-1)),
    "not_reset": finish(lambda y: y.cumsum().reshape(y.shape)),
    "overwrite_gather": at("combine", *(partial(one_product, 1, g) for g in (True, False))),
    "overwrite_scatter": at("combine", *(partial(one_product, -1, g) for g in (True, False))),
    "largest_product": at(
        "combine", lambda windows, h, inside: np.where(inside, windows * h, -np.inf).max(-1)
    ),
    "added": at("combine", lambda windows, h, inside: ((windows + h) * inside).sum(-1)),
    "first_tap_missing": at("taps", partial(without, FIRST)),
    "last_tap_missing": at("taps", partial(without, LAST)),
    "first_input_missing": at("input", partial(without, FIRST)),
    "last_input_missing": at("input", partial(without, LAST)),
    "kernel_ignored": at("taps", np.ones_like),
    "integer_output": at("finish", acts.where_whole) + CUT_STEPS[False],
    "truncated": finish(acts.whole, partial(acts.whole, way=np.floor)) + CUT_STEPS[True],
    "rounded": finish(partial(acts.whole, way=np.round)),
    "absolute": finish(np.abs),
    "clipped": finish(lambda y: np.maximum(y, 0)),
    "normalised": at("finish", lambda y, x, h: y / h.sum()),
    "left_early": at("shift", partial(within, lambda y, n, m: y[FIRST])),
    "negated": finish(np.negative),
}


def _moved(*by):
    """Return the ways to move everything by one pixel: before and after cropping."""
    return at("crop", acts.moved(*by)) + pushed(*by)


IMAGES = SIGNALS | {
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
    "circular_correlation": SIGNALS["wrap_pad"] + at("crop", acts.correlated_circle),
    "full": at("crop", acts.every),
    "valid": at("crop", acts.valid),
    "valid_in_corner": at("crop", lambda y, n, m: acts.cut(acts.valid(y, n, m), 0, n)),
    "left_early": at(
        "shift", partial(within, lambda y, n, m: y[:1, :1]), partial(within, lambda y, n, m: y[:1])
    ),
    "stretched": finish(
        lambda y: (y - y.min()) / np.ptp(y), lambda y: y / y.max(), lambda y: y / np.abs(y).max()
    ),
    "anchor_top_left": at("crop", acts.from_first_input),
    "anchor_bottom_right": at("crop", acts.from_first_output),
    "shift_up": _moved(-1, 0),
    "shift_down": _moved(1, 0),
    "shift_left": _moved(0, -1),
    "shift_right": _moved(0, 1),
    "zero_border": at("crop", lambda y, n, m: acts.same(within(acts.valid, y, n, m), n, m)),
    "copied_border": at("finish", acts.framed_by_input),
    "stops_early": at("shift", acts.last_lines_zero, lambda y, n, m: y[:-1, :-1]),
    "starts_late": at("shift", partial(acts.first_lines, 0), lambda y, n, m: y[1:, 1:]),
    "output_transposed": at("shift", lambda y, n, m: y.T),
    "output_turned": SIGNALS["reversed"],
    "in_place": at(
        "store",
        *(partial(acts.in_place, own, only) for own in (False, True) for only in (False, True)),
    ),
    "matrix_product": at("store", acts.matrix_product),
    "overwrite": SIGNALS["overwrite_gather"] + SIGNALS["overwrite_scatter"],
    "reset_per_row": finish(lambda y: y.cumsum(-1)),
    "count_normalised": SIGNALS["mean_of_products"],
    "sum_normalised": SIGNALS["normalised"],
    "clipped": SIGNALS["clipped"]
    + finish(lambda y: np.clip(y, 0, 255), lambda y: np.minimum(y, 255))
    + at("finish", lambda y, x, h: np.clip(np.round(y), 0, 255) if x.dtype == np.uint8 else y),
    "uint8_wrap": finish(acts.wrapped)
    + at("finish", lambda y, x, h: acts.wrapped(y) if x.dtype == np.uint8 else y)
    + at("combine", acts.wrapped_products),
    "image_type": at("finish", acts.as_input),
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
    return acts.cut(x, 0, long) * acts.cut(turn(h), 0, long)
