"""Exercises about signals: convolution, full and as long as its input, and cross-correlation."""

from functools import partial

import numpy as np

from helpers.check import ways
from helpers.check.exercise import exercise
from helpers.check.ways import IMAGES, SIGNALS, at, both, cut, one_sum, pointwise
from helpers.operations import convolve, correlate

exercise(
    "convolve",
    mistakes={
        "pointwise_padded": pointwise(ways.every),
        "dot": one_sum(ways.every, np.flip),
        "outer": at(
            "whole", np.outer, lambda a, b: np.outer(b, a), lambda a, b: np.outer(a, b).ravel()
        ),
        "plus_index_other": both(
            SIGNALS["no_flip"],
            at(
                "crop",
                lambda y, n, m: cut(y[: m[0]][::-1], 0, y.shape),
                lambda y, n, m: y[: m[0]][::-1],
            ),
        ),
        "plus_index": both(
            SIGNALS["no_flip"],
            at(
                "crop", ways.kept(lambda n, m: m - 1, lambda n, m: n + m - 1), ways.from_first_input
            ),
        ),
        "left_early": at(
            "whole",
            lambda a, b: convolve(ways.without(np.s_[1:], a), b),
            lambda a, b: cut(a[:1] * b[0], 0, len(a) + len(b) - 1),
            lambda a, b: a[:1] * b[0],
        ),
        "input_twice": at("whole", lambda a, b: convolve(a, a)),
        "kernel_twice": at("whole", lambda a, b: convolve(b, b)),
    },
)
exercise(
    "convolve_same",
    stages=ways.RIGHT | {"crop": ways.same},
    mistakes={
        "other_centre": at("crop", ways.kept(lambda n, m: m // 2)),
        "circular": IMAGES["circular"],
        "renormalised": at(
            "combine",
            *(partial(ways.renormalised, by) for by in (ways.every, np.abs, np.ones_like)),
        ),
        "longer_input": at("crop", ways.centre, ways.centre_correlated),
        "shift_right": at("crop", ways.moved(1)),
        "shift_left": at("crop", ways.moved(-1)),
        "pointwise": pointwise(ways.every),
    },
)


def _circle(a, v, size=None):
    """Correlate by the FFT, without zero padding."""
    size = size or max(len(a), len(v))
    return np.fft.ifft(np.fft.fft(a, size) * np.conj(np.fft.fft(v, size)))


exercise(
    "correlate",
    stages=ways.RIGHT | {"orient": np.conj},
    mistakes={
        "no_conj": at("orient", ways.every),
        "circular": at(
            "whole",
            _circle,
            lambda a, v: np.roll(_circle(a, v), len(v) - 1),
            lambda a, v: np.fft.fftshift(_circle(a, v)),
            lambda a, v: _circle(a, v, len(a)),
        ),
        "normalised": at("finish", lambda y, a, v: y / (np.linalg.norm(a) * np.linalg.norm(v))),
        "pointwise": pointwise(np.conj, ways.every),
        "flipped": at("orient", np.flip, lambda v: np.conj(np.flip(v))),
        "other_conj": ways.finish(np.conj),
        "exchanged": at("whole", lambda a, v: correlate(v, a)),
        "from_lag_zero": at(
            "crop",
            ways.from_first_input,
            lambda y, n, m: cut(ways.from_first_input(y, n, m), 0, y.shape),
        ),
        "one_sum": one_sum(np.conj, ways.every),
        "real_only": ways.finish(np.real),
    },
)
