"""Check a function that computes the full convolution of two one-dimensional arrays.

It takes two arrays and returns their convolution.
"""

import numpy as np

from helpers.check import acts
from helpers.check.acts import cut
from helpers.check.exercise import Exercise, Pair, at
from helpers.check.exercises import signals
from helpers.check.in_signals import in_signals
from helpers.operations import convolve, correlate


def _sum(x, h):
    return signals.ENTRY_BY_ENTRY[0](x, h).sum()


def _from_lag_zero(x, h):
    """Correlate, beginning at lag 0."""
    return correlate(x, h)[len(h) - 1 :]


def _like_full(values, x, h):
    """Continue values with zeros to the length of the full convolution."""
    return cut(values, 0, len(x) + len(h) - 1)


EXERCISE = Exercise(
    __name__,
    name="my_convolve",
    notebook="02",
    right=convolve,
    probes={
        "decimals and negative values": signals.DECIMALS,
        "whole numbers in a, fractions in b": signals.WHOLE_AND_FRACTIONS,
        "decimals in a, whole numbers in b": signals.WHOLE_KERNEL,
        "whole numbers in both": signals.WHOLE,
        "a shorter than b": signals.SHORT,
        "an even number of values in b": signals.EVEN,
        "a single value in b": signals.SINGLE,
    },
    stages=acts.RIGHT,
    shared="signals",
    where=lambda at, a, b: f"which products a[i]·b[j] have indices i + j that add up to {at[0]}?",
    mistakes={
        **in_signals("no_flip", "same", "valid"),
        "xcorr_valid": Pair("no_flip", "valid"),
        **in_signals("short_by_one", "lost_first", "shift_right", "shift_left", "extra_zero_end"),
        **in_signals("circular"),
        "pointwise_padded": at("whole", *signals.ENTRY_BY_ENTRY),
        "dot": at(
            "whole",
            lambda x, h: _sum(x, h),
            lambda x, h: np.array([_sum(x, h)]),
            lambda x, h: _sum(x, h[::-1]),
            lambda x, h: np.array([_sum(x, h[::-1])]),
        ),
        "outer": at(
            "whole",
            np.multiply.outer,
            lambda x, h: np.multiply.outer(h, x),
            lambda x, h: np.multiply.outer(x, h).ravel(),
        ),
        **in_signals("mirror_pad", "wrap_pad", "overlap_mean", "mean_of_products", "not_reset"),
        **in_signals("overwrite_gather", "first_tap_missing", "last_tap_missing"),
        **in_signals("integer_output"),
        "plus_index_other": at(
            "whole",
            lambda x, h: _like_full(_from_lag_zero(h, x), x, h),
            lambda x, h: _from_lag_zero(h, x),
        ),
        **in_signals("ends_with_input", "overwrite_scatter", "negative_index"),
        "plus_index": at("whole", lambda x, h: _like_full(_from_lag_zero(x, h), x, h))
        + at("whole", _from_lag_zero),
        **in_signals("reversed"),
        "flipped_input": Pair("no_flip", "reversed"),
        **in_signals("first_input_missing", "last_input_missing", "added", "truncated"),
        **in_signals("extra_zero_start", "still_padded", "zeros_around_valid", "last_part"),
        **in_signals("edge_pad", "kernel_ignored", "largest_product", "normalised", "absolute"),
        **in_signals("clipped", "rounded", "negated"),
        "left_early": at(
            "whole",
            lambda x, h: _like_full(x[0] * h, x, h),
            lambda x, h: _like_full(x[:1] * h[0], x, h),
            lambda x, h: x[:1] * h[0],
        ),
        "input_twice": at("whole", lambda x, h: convolve(x, x)),
        "kernel_twice": at("whole", lambda x, h: convolve(h, h)),
    },
)
