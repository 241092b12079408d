"""What goes wrong in filters of images, in all the ways that learners write it.

What is said about each stands under the same key in `in_images.toml`, or in `in_signals.toml`.
"""

import numpy as np

from helpers.check import acts
from helpers.check.exercise import at
from helpers.check.in_signals import WAYS as SIGNALS


def _scrambled(h):
    return np.roll(h, [k // 2 for k in h.shape], range(h.ndim))


def _moved(*by):
    """Return the ways to move everything by one pixel: before and after cropping."""
    return at("crop", acts.moved(*by)) + at("shift", acts.pushed(*by), acts.rolled(*by))


def _wrapped_bytes(y, x, h):
    return acts.wrapped(y, x, h) if x.dtype == np.uint8 else y


def _clipped_bytes(y, x, h):
    return np.clip(np.round(y), 0, 255) if x.dtype == np.uint8 else y


def _wrapped_products(windows, kernel, inside):
    if windows.dtype != np.uint8:
        return acts.total(windows, kernel, inside)
    return np.mod(windows * kernel, 256).sum(-1)


def _correlated_circle(y, n, m):
    """Fold as the FFT of a correlation does: it begins at the lag of the kernel's first entry."""
    return np.roll(acts.folded(lambda n, m: n)(y, n, m), [1 - k for k in m], range(y.ndim))


WAYS = SIGNALS | {
    "flip_rows_only": at("orient", np.flipud),
    "flip_cols_only": at("orient", np.fliplr),
    "transposed": at("orient", np.transpose),
    "anti_transposed": at("orient", lambda h: np.flip(h).T),
    "rot90": at("orient", np.rot90),
    "rot270": at("orient", lambda h: np.rot90(h, 3)),
    "kernel_negative_index": at("orient", _scrambled, lambda h: np.flip(_scrambled(h))),
    "symmetric_pad": at("border", acts.padded("symmetric")),
    "reflect_pad": at("border", acts.padded("reflect")),
    "circular": SIGNALS["wrap_pad"] + at("crop", acts.folded(lambda n, m: n)),
    "circular_correlation": SIGNALS["wrap_pad"] + at("crop", _correlated_circle),
    "full": at("crop", acts.full),
    "valid": at("crop", acts.valid),
    "valid_in_corner": at("crop", lambda y, n, m: acts.cut(acts.valid(y, n, m), 0, n)),
    "left_early": at("shift", acts.only((acts.FIRST, acts.FIRST)), acts.only(acts.FIRST)),
    "stretched": at(
        "finish",
        lambda y, x, h: (y - y.min()) / np.ptp(y),
        lambda y, x, h: y / y.max(),
        lambda y, x, h: y / np.abs(y).max(),
    ),
    "anchor_top_left": at("crop", lambda y, n, m: acts.cut(y, [k - 1 for k in m], n)),
    "anchor_bottom_right": at("crop", lambda y, n, m: acts.cut(y, 0, n)),
    "shift_up": _moved(-1, 0),
    "shift_down": _moved(1, 0),
    "shift_left": _moved(0, -1),
    "shift_right": _moved(0, 1),
    "zero_border": at("crop", lambda y, n, m: acts.same(acts.within(acts.valid)(y, n, m), n, m)),
    "copied_border": at("finish", acts.framed_by_input),
    "stops_early": at(
        "shift", acts.lines(-1, 0), lambda y, n, m: y[tuple(slice(0, -1) for _ in n)]
    ),
    "starts_late": at(
        "shift", acts.lines(0, 0), lambda y, n, m: y[tuple(slice(1, None) for _ in n)]
    ),
    "output_transposed": at("shift", lambda y, n, m: y.T),
    "output_turned": SIGNALS["reversed"],
    "in_place": at(
        "store", *(acts.in_place(own, only) for own in (False, True) for only in (False, True))
    ),
    "matrix_product": at("store", acts.matrix_product),
    "overwrite": SIGNALS["overwrite_gather"] + SIGNALS["overwrite_scatter"],
    "reset_per_row": at("finish", acts.running_rows),
    "count_normalised": SIGNALS["mean_of_products"],
    "sum_normalised": SIGNALS["normalised"],
    "clipped": SIGNALS["clipped"]
    + at("finish", lambda y, x, h: np.clip(y, 0, 255), lambda y, x, h: np.minimum(y, 255))
    + at("finish", _clipped_bytes),
    "uint8_wrap": at("finish", acts.wrapped, _wrapped_bytes) + at("combine", _wrapped_products),
    "image_type": at("finish", acts.as_input),
}


def in_images(*keys):
    """Return the ways of some of these mistakes, by key."""
    return {key: WAYS[key] for key in keys}
