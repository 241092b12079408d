"""Check a function that computes the full convolution of two one-dimensional arrays.

It takes two arrays and returns their convolution.
"""

import numpy as np

from helpers.check import acts
from helpers.check.acts import at, both, cut
from helpers.check.exercise import exercise
from helpers.check.exercises import inputs
from helpers.check.ways import SIGNALS, one_sum, pointwise
from helpers.operations import convolve

EXERCISE = exercise(
    __name__,
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
    mistakes={
        "pointwise_padded": pointwise(acts.every),
        "dot": one_sum(acts.every, np.flip),
        "outer": at(
            "whole",
            np.multiply.outer,
            lambda a, b: np.multiply.outer(b, a),
            lambda a, b: np.multiply.outer(a, b).ravel(),
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
                "crop", acts.kept(lambda n, m: m - 1, lambda n, m: n + m - 1), acts.from_first_input
            ),
        ),
        "left_early": at(
            "whole",
            lambda a, b: convolve(acts.without(np.s_[1:], a), b),
            lambda a, b: cut(a[:1] * b[0], 0, len(a) + len(b) - 1),
            lambda a, b: a[:1] * b[0],
        ),
        "input_twice": at("whole", lambda a, b: convolve(a, a)),
        "kernel_twice": at("whole", lambda a, b: convolve(b, b)),
    },
)
