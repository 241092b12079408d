"""Check a function that computes the full cross-correlation of two one-dimensional arrays.

It takes two arrays and returns c[k] = Σ_m a[m + k] conj(v[m]) for k = −(M − 1) … N − 1.
"""

import numpy as np

from helpers.check import acts
from helpers.check.acts import at, cut
from helpers.check.exercise import exercise
from helpers.check.exercises import inputs
from helpers.check.ways import one_sum, pointwise
from helpers.operations import correlate


def _circle(a, v, size=None):
    """Correlate by the FFT, without zero padding."""
    size = size or max(len(a), len(v))
    return np.fft.ifft(np.fft.fft(a, size) * np.conj(np.fft.fft(v, size)))


EXERCISE = exercise(
    __name__,
    right=correlate,
    probes={
        "decimals and negative values": inputs.DECIMALS_1D,
        "whole numbers in a, fractions in v": inputs.WHOLE_AND_FRACTIONS,
        "decimals in a, whole numbers in v": inputs.WHOLE_KERNEL,
        "complex numbers": (
            np.array([1 + 2j, -0.5 + 1j, 3.0, 0.25 - 2j]),
            np.array([2 - 1j, 1.5 + 0.5j, -1j]),
        ),
        "a shorter than v": inputs.SHORT,
        "an even number of values in v": inputs.EVEN,
        "a single value in v": inputs.SINGLE,
    },
    stages={**acts.RIGHT, "orient": np.conj},
    mistakes={
        "no_conj": at("orient", acts.every),
        "circular": at(
            "whole",
            _circle,
            lambda a, v: np.roll(_circle(a, v), len(v) - 1),
            lambda a, v: np.fft.fftshift(_circle(a, v)),
            lambda a, v: _circle(a, v, len(a)),
        ),
        "normalised": at("finish", lambda y, a, v: y / (np.linalg.norm(a) * np.linalg.norm(v))),
        "pointwise": pointwise(np.conj, acts.every),
        "flipped": at("orient", np.flip, lambda v: np.conj(np.flip(v))),
        "other_conj": acts.finish(np.conj),
        "exchanged": at("whole", lambda a, v: correlate(v, a)),
        "from_lag_zero": at(
            "crop",
            acts.from_first_input,
            lambda y, n, m: cut(acts.from_first_input(y, n, m), 0, y.shape),
        ),
        "one_sum": one_sum(np.conj, acts.every),
        "real_only": acts.finish(np.real),
    },
)
