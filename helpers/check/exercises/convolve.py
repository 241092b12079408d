"""Check a convolution with all of its values."""

import numpy as np

from helpers.check import ways
from helpers.check.ways import SIGNALS, at, both, cut, one_sum, pointwise
from helpers.operations import convolve

OWN = {
    "mistakes": {
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
}
