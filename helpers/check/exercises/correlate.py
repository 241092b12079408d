"""Check a function that computes the full cross-correlation of two one-dimensional arrays.

It takes two arrays and returns c[k] = Σ_m a[m + k] conj(v[m]) for k = −(M − 1) … N − 1.
"""

import numpy as np

from helpers.check import acts
from helpers.check.acts import at
from helpers.check.exercise import Exercise
from helpers.check.exercises import inputs
from helpers.check.ways import SIGNALS, in_signals
from helpers.operations import correlate


def _circle(x, h, size):
    """Correlate by the FFT, without zero padding."""
    return np.fft.ifft(np.fft.fft(x, size) * np.conj(np.fft.fft(h, size)))


def _round(x, h):
    return _circle(x, h, max(len(x), len(h)))


TURNS = np.conj, acts.every
ONE_SUM = tuple(
    lambda x, h, turn=turn, keep=keep: inputs.products(x, turn(h)).sum(keepdims=keep)
    for turn in TURNS
    for keep in (True, False)
)
PRODUCTS = tuple(
    lambda x, h, multiply=multiply, turn=turn: multiply(x, turn(h))
    for multiply in inputs.ENTRY_BY_ENTRY
    for turn in TURNS
)

EXERCISE = Exercise(
    __name__,
    name="my_correlate",
    notebook="06",
    order=3,
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
    shared="signals",
    operation="correlation",
    arguments=("a", "v"),
    where=lambda at, a, v: "which products a[m + k]·conj(v[m]) have indices that differ by k?",
    mistakes={
        "no_conj": at("orient", acts.every),
        **in_signals("valid same"),
        "circular": at(
            "whole",
            _round,
            lambda x, h: np.roll(_round(x, h), len(h) - 1),
            lambda x, h: np.fft.fftshift(_round(x, h)),
            lambda x, h: _circle(x, h, len(x)),
        ),
        "normalised": at("finish", lambda y, x, h: y / (np.linalg.norm(x) * np.linalg.norm(h))),
        "pointwise": at("whole", *PRODUCTS),
        "flipped": at("orient", np.flip, lambda h: np.conj(np.flip(h))),
        "other_conj": acts.finish(np.conj),
        "exchanged": at("whole", lambda x, h: correlate(h, x)),
        **in_signals("reversed"),
        "from_lag_zero": at(
            "crop",
            acts.from_first_input,
            lambda y, n, m: acts.cut(acts.from_first_input(y, n, m), 0, y.shape),
        ),
        "one_sum": at("whole", *ONE_SUM),
        "real_only": acts.finish(np.real),
        **in_signals("short_by_one lost_first shift_right shift_left extra_zero_end"),
        **in_signals("overlap_mean mean_of_products not_reset"),
        "overwrite_gather": SIGNALS["overwrite_scatter"],
        "overwrite_scatter": SIGNALS["overwrite_gather"],
        **in_signals("first_tap_missing last_tap_missing integer_output absolute rounded"),
    },
)
