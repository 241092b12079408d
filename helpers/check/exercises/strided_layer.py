"""Check a function that does what frameworks call a convolution, with a stride.

It takes x and w of two dimensions and stride, a whole number, and returns the valid
cross-correlation at positions that lie a stride apart, the first one in the corner.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers.check import acts
from helpers.check.acts import at, cut, pipeline
from helpers.check.exercise import exercise
from helpers.check.exercises.inputs import DECIMALS, HIGH, KERNEL, KERNEL_EIGHTHS, WHOLE, grid
from helpers.check.words import show, traced
from helpers.operations import correlate

LARGE = np.block([[DECIMALS, HIGH[:5]], [HIGH[1:5, ::-1], DECIMALS[1:] / 2 + 1]])
STAGES = {
    **acts.CORRELATION,
    "crop": acts.valid,
    "step": lambda y, shape, s: y[::s, ::s],  # which of the outputs are kept
}
PADDED = at(
    "crop",
    acts.same,
    acts.kept(lambda n, m: m // 2),
    acts.kept(lambda n, m: m - 1 - m // 2, lambda n, m: n + 1 - m % 2),
    acts.every,
)


def _groups(combine):
    """Return the way to combine the outputs in squares of stride by stride."""

    def act(y, shape, stride):
        rows, columns = (n // stride for n in y.shape)
        y = y[: rows * stride, : columns * stride].reshape(rows, stride, columns, stride)
        return combine(y, (1, 3))

    return at("step", act)


def _with_gaps(y, shape, stride):
    """Leave the outputs where they are, with zeros between them."""
    result = np.zeros_like(y)
    result[::stride, ::stride] = y[::stride, ::stride]
    return result


EXERCISE = exercise(
    __name__,
    right=lambda x, w, stride: correlate(x, w, "valid")[::stride, ::stride],
    probes={
        "a stride of 2": (np.vstack([WHOLE, WHOLE[::-1] // 3 + 2]), KERNEL_EIGHTHS, 2),
        "a stride of 3": (LARGE, KERNEL, 3),
        "a stride of 1, whole numbers in w": (HIGH, grid("2 -1 3; 1 4 -2"), 1),
        "a stride larger than the kernel": (LARGE, grid("3 -0.75; 0.25 1.5"), 3),
        "a stride of 2, a kernel wider than high": (
            LARGE.T,
            grid("0.5 -1.5 2 1.25; 3 0.25 -2.5 1.75"),
            2,
        ),
    },
    stages=STAGES,
    model=lambda x, w, s, stages: stages["step"](pipeline(x, w, stages), w.shape, s),
    lines=lambda x, w, s: traced((x, w), ("x", "w", "y"), "correlation", "valid", stride=s),
    seen=lambda at, x, w, s: {"window": show(sliding_window_view(x, w.shape)[::s, ::s][at])},
    mistakes={
        "stride_ignored": at("step", lambda y, shape, s: y),
        "stride_rows_only": at("step", lambda y, shape, s: y[::s]),
        "subsampled_first": at("whole", lambda x, w, s: correlate(x[::s, ::s], w, "valid")),
        "starts_late": at(
            "step",
            lambda y, shape, s: y[s - 1 :: s, s - 1 :: s],
            lambda y, shape, s: y[1::s, 1::s],
            lambda y, shape, s: y[s::s, s::s],
        ),
        "non_overlapping": at("step", lambda y, shape, s: y[:: shape[0], :: shape[1]]),
        "same_then_stride": PADDED,
        "mean_pooled": _groups(np.mean),
        "stride_not_multiplied": at(
            "step", lambda y, shape, s: y[: -(-len(y) // s), : -(-len(y[0]) // s)]
        ),
        "stride_columns_only": at("step", lambda y, shape, s: y[:, ::s]),
        "max_pooled": _groups(np.max),
        "always_two": at("step", lambda y, shape, s: y[::2, ::2]),
        "gaps": at(
            "step",
            _with_gaps,
            lambda y, shape, s: cut(_with_gaps(y, shape, s), 0, np.add(y.shape, shape) - 1),
        ),
        "last_missing": at("step", lambda y, shape, s: y[::s, ::s][:-1, :-1]),
    },
)
