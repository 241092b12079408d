"""Check a function that does what frameworks call a convolution, with a stride.

It takes x and w of two dimensions and stride, a whole number, and returns the valid
cross-correlation at positions that lie a stride apart, the first one in the corner.
"""

import numpy as np

from helpers.check import acts
from helpers.check.acts import pipeline
from helpers.check.exercise import Exercise, at, traced
from helpers.check.exercises.images import DECIMALS, HIGH, KERNEL, KERNEL_EIGHTHS, WHOLE, show
from helpers.check.in_images import in_images
from helpers.operations import correlate

LARGE = np.vstack(
    [np.hstack([DECIMALS, HIGH[:5]]), np.hstack([HIGH[1:5, ::-1], DECIMALS[1:] / 2 + 1])]
)
STAGES = {
    **acts.RIGHT,
    "orient": acts.every,
    "crop": acts.valid,
    # which of the outputs are kept
    "step": lambda y, shape, s: y[::s, ::s],
}


def _strided(x, w, stride, stages):
    """Slide the weights over the input and keep some of the outputs, stage by stage."""
    if "whole" in stages:
        return stages["whole"](x, w, stride)
    y = pipeline(x, w, {stage: stages[stage] for stage in acts.RIGHT})
    return stages["step"](y, w.shape, stride)


def _groups(y, stride, combine):
    """Combine the outputs in squares of stride by stride."""
    rows, columns = (n // stride for n in y.shape)
    y = y[: rows * stride, : columns * stride].reshape(rows, stride, columns, stride)
    return combine(y, (1, 3))


def _with_gaps(y, shape, stride):
    """Leave the outputs where they are, with zeros between them."""
    result = np.zeros_like(y)
    result[::stride, ::stride] = y[::stride, ::stride]
    return result


def _windows_side_by_side(y, shape, stride):
    """Compute as many outputs as there should be, at neighbouring positions."""
    rows, columns = y[::stride, ::stride].shape
    return y[:rows, :columns]


def _gaps_as_input(y, shape, stride):
    """Put zeros between the outputs, in an array as large as the input."""
    return acts.cut(_with_gaps(y, shape, stride), 0, np.add(y.shape, shape) - 1)


def _padded_as_even(y, n, m):
    first = [k - 1 - k // 2 for k in m]
    return acts.cut(y, first, [i + 2 * (k // 2) - k + 1 for i, k in zip(n, m, strict=True)])


PADDED = at(
    "crop",
    acts.same,
    lambda y, n, m: acts.cut(y, [k // 2 for k in m], n),
    _padded_as_even,
    acts.full,
)


def _by_hand(at, x, w, stride):
    rows, columns = (slice(k * stride, k * stride + m) for k, m in zip(at, w.shape, strict=True))
    return (
        f"its window holds {show(x[rows, columns])}, and the weights are {show(w)}. Which weight "
        "lies on which pixel?"
    )


EXERCISE = Exercise(
    __name__,
    name="my_conv_layer",
    notebook="09",
    order=3,
    right=lambda x, w, stride: correlate(x, w, "valid")[::stride, ::stride],
    probes={
        "a stride of 2": (np.vstack([WHOLE, WHOLE[::-1] // 3 + 2]), KERNEL_EIGHTHS, 2),
        "a stride of 3": (LARGE, KERNEL, 3),
        "a stride of 1, whole numbers in w": (HIGH, np.array([[2, -1, 3], [1, 4, -2]]), 1),
        "a stride larger than the kernel": (LARGE, np.array([[3.0, -0.75], [0.25, 1.5]]), 3),
        "a stride of 2, a kernel wider than high": (
            LARGE.T,
            np.array([[0.5, -1.5, 2.0, 1.25], [3.0, 0.25, -2.5, 1.75]]),
            2,
        ),
    },
    stages=STAGES,
    shared="images",
    model=_strided,
    arguments=("x", "w", "stride"),
    result="y",
    small=(((1, 10, 100, 1000, 10000),), ((1, 2),), 2),
    parallel=(((1, 10, 100, 1000), (2, 20, 200, 2000), (3, 30, 300, 3000)), ((1, 2),), 2),
    lines=lambda x, w, stride: traced(
        (x, w), names=("x", "w", "y"), operation="correlation", mode="valid", stride=stride
    ),
    where=_by_hand,
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
        "mean_pooled": at("step", lambda y, shape, s: _groups(y, s, np.mean)),
        "stride_not_multiplied": at("step", _windows_side_by_side),
        "stride_columns_only": at("step", lambda y, shape, s: y[:, ::s]),
        **in_images("flipped", "transposed"),
        "max_pooled": at("step", lambda y, shape, s: _groups(y, s, np.max)),
        "always_two": at("step", lambda y, shape, s: y[::2, ::2]),
        "gaps": at("step", _with_gaps, _gaps_as_input),
        "last_missing": at("step", lambda y, shape, s: y[::s, ::s][:-1, :-1]),
        **in_images("kernel_ignored", "overwrite", "negated", "rounded"),
    },
)
