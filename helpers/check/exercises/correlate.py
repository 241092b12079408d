"""Check a cross-correlation with all of its values."""

import numpy as np

from helpers.check.ways import RIGHT, at, cut, every, finish, from_first_input, one_sum, pointwise
from helpers.operations import correlate


def _circle(a, v, size=None):
    """Correlate by the FFT, without zero padding."""
    size = size or max(len(a), len(v))
    return np.fft.ifft(np.fft.fft(a, size) * np.conj(np.fft.fft(v, size)))


OWN = {
    "stages": RIGHT | {"orient": np.conj},
    "mistakes": {
        "no_conj": at("orient", every),
        "circular": at(
            "whole",
            _circle,
            lambda a, v: np.roll(_circle(a, v), len(v) - 1),
            lambda a, v: np.fft.fftshift(_circle(a, v)),
            lambda a, v: _circle(a, v, len(a)),
        ),
        "normalised": at("finish", lambda y, a, v: y / (np.linalg.norm(a) * np.linalg.norm(v))),
        "pointwise": pointwise(np.conj, every),
        "flipped": at("orient", np.flip, lambda v: np.conj(np.flip(v))),
        "other_conj": finish(np.conj),
        "exchanged": at("whole", lambda a, v: correlate(v, a)),
        "from_lag_zero": at(
            "crop",
            from_first_input,
            lambda y, n, m: cut(from_first_input(y, n, m), 0, y.shape),
        ),
        "one_sum": one_sum(np.conj, every),
        "real_only": finish(np.real),
    },
}
