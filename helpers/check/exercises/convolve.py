"""Check a function that computes the full convolution of two one-dimensional arrays.

It takes two arrays and returns their convolution.
"""

import numpy as np

from helpers.check.acts import at, cut
from helpers.check.exercise import Exercise
from helpers.check.exercises import inputs
from helpers.check.ways import in_signals
from helpers.operations import convolve, correlate


def _sum(x, h):
    return inputs.products(x, h).sum()


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
        "decimals and negative values": inputs.DECIMALS_1D,
        "whole numbers in a, fractions in b": inputs.WHOLE_AND_FRACTIONS,
        "decimals in a, whole numbers in b": inputs.WHOLE_KERNEL,
        "whole numbers in both": inputs.WHOLE_1D,
        "a shorter than b": inputs.SHORT,
        "an even number of values in b": inputs.EVEN,
        "a single value in b": inputs.SINGLE,
    },
    shared="signals",
    where=lambda at, a, b: f"which products a[i]·b[j] have indices i + j that add up to {at[0]}?",
    mistakes={
        **in_signals("no_flip same valid"),
        "xcorr_valid": ("no_flip", "valid"),
        **in_signals("short_by_one lost_first shift_right shift_left extra_zero_end circular"),
        "pointwise_padded": at("whole", *inputs.ENTRY_BY_ENTRY),
        "dot": at(
            "whole",
            _sum,
            lambda x, h: [_sum(x, h)],
            lambda x, h: _sum(x, h[::-1]),
            lambda x, h: [_sum(x, h[::-1])],
        ),
        "outer": at(
            "whole",
            np.multiply.outer,
            lambda x, h: np.multiply.outer(h, x),
            lambda x, h: np.multiply.outer(x, h).ravel(),
        ),
        **in_signals("mirror_pad wrap_pad overlap_mean mean_of_products not_reset"),
        **in_signals("overwrite_gather first_tap_missing last_tap_missing integer_output"),
        "plus_index_other": at(
            "whole",
            lambda x, h: _like_full(_from_lag_zero(h, x), x, h),
            lambda x, h: _from_lag_zero(h, x),
        ),
        **in_signals("ends_with_input overwrite_scatter negative_index"),
        "plus_index": at(
            "whole", lambda x, h: _like_full(_from_lag_zero(x, h), x, h), _from_lag_zero
        ),
        **in_signals("reversed"),
        "flipped_input": ("no_flip", "reversed"),
        **in_signals("first_input_missing last_input_missing added truncated extra_zero_start"),
        **in_signals("still_padded zeros_around_valid last_part edge_pad kernel_ignored"),
        **in_signals("largest_product normalised absolute clipped rounded negated"),
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
