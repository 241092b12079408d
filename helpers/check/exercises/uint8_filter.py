"""Check a function that filters an image of 8-bit numbers and returns one.

It takes image and kernel, whose rows and columns are odd in number, and returns the
cross-correlation with zeros outside, as large as the image, computed with decimals, then rounded,
clipped to 0 to 255 and of type uint8.
"""

import numpy as np

from helpers.check import acts
from helpers.check.exercise import Exercise, at
from helpers.check.exercises.images import EIGHT_BITS, WHOLE, by_hand
from helpers.check.in_images import WAYS, in_images
from helpers.numbers import number
from helpers.operations import correlate
from helpers.trace import entry, trace

BLACK, WHITE = 0, 255


def _as_bytes(y):
    """Round and clip to 0 to 255."""
    return np.clip(np.round(y), BLACK, WHITE)


def _finish(*ways):
    """Return the ways to finish that take only the values."""
    return at("finish", *(lambda y, x, h, way=way: way(y) for way in ways))


def _rounded_sums(image, kernel):
    """Return the lines of a worked case: the sum, then the pixel that it becomes."""
    lines = []
    for step in trace(image, kernel, operation="correlation", mode="same"):
        pixel = int(_as_bytes(np.array(step.total)))
        lines.append(f"{entry('output', step.index)}: the sum is {number(step.total)} → {pixel}")
    return tuple(lines)


PROBES = {  # no sum is near a whole number or half of one: rounding errors decide nothing
    "a kernel with negative weights": (
        EIGHT_BITS,
        np.array([[0.3, -0.74, 0.2], [-0.4, 2.12, -0.9], [0.62, -1.36, 0.77]]),
    ),
    "a kernel wider than high": (
        np.mod(WHOLE * 7, 256).astype(np.uint8),
        np.array(
            [
                [0.16, -0.34, 0.5, 0.07, -0.24],
                [1.6, 0.32, -1.06, 0.42, 0.14],
                [-0.38, 0.69, 0.88, -0.6, 0.34],
            ]
        ),
    ),
    "a kernel higher than wide": (
        EIGHT_BITS.T,
        np.array(
            [
                [0.13, 0.12, 0.12],
                [0.07, 0.12, 0.03],
                [0.12, 0.1, 0.1],
                [0.14, 0.1, 0.13],
                [0.12, 0.03, 0.03],
            ]
        ),
    ),
}

EXERCISE = Exercise(
    __name__,
    name="my_filter_uint8",
    notebook="07",
    order=1,
    right=lambda image, kernel: _as_bytes(correlate(image, kernel, "same")).astype(np.uint8),
    probes=PROBES,
    stages={
        **acts.RIGHT,
        "orient": acts.every,
        "crop": acts.same,
        "finish": lambda y, x, h: _as_bytes(y),
    },
    shared="images",
    arguments=("image", "kernel"),
    result="output",
    dtype="uint8",
    small=(((101, 0, 202),), ((-0.7, 0.3, 1.8),)),
    parallel=(((101, 10, 203), (3, 250, 4)), ((-0.7, 0.3, 1.3),)),
    lines=_rounded_sums,
    where=lambda at, image, kernel: (
        f"{by_hand(at, image, kernel)} And what becomes of the sum in an image of 8 bits?"
    ),
    mistakes={
        "wrapped": _finish(
            lambda y: np.mod(np.round(y), 256),
            lambda y: np.mod(np.trunc(y), 256),
            lambda y: np.mod(np.floor(y), 256),
        ),
        "truncated": _finish(lambda y: np.clip(np.trunc(y), BLACK, WHITE)),
        "float_clipped": _finish(lambda y: np.clip(y, BLACK, WHITE)),
        "absolute": _finish(
            lambda y: np.clip(np.round(np.abs(y)), BLACK, WHITE),
            lambda y: np.clip(np.trunc(np.abs(y)), BLACK, WHITE),
        ),
        "clipped_below_only": _finish(
            lambda y: np.mod(np.round(np.maximum(y, BLACK)), 256),
            lambda y: np.mod(np.trunc(np.maximum(y, BLACK)), 256),
            lambda y: np.round(np.maximum(y, BLACK)),
            lambda y: np.maximum(y, BLACK),
        ),
        "clipped_above_only": _finish(
            lambda y: np.mod(np.round(np.minimum(y, WHITE)), 256),
            lambda y: np.mod(np.trunc(np.minimum(y, WHITE)), 256),
            lambda y: np.round(np.minimum(y, WHITE)),
            lambda y: np.minimum(y, WHITE),
        ),
        "absolute_wrapped": _finish(
            lambda y: np.mod(np.round(np.abs(y)), 256), lambda y: np.mod(np.trunc(np.abs(y)), 256)
        ),
        "stretched_to_one": _finish(
            lambda y: (y - y.min()) / np.ptp(y), lambda y: np.round((y - y.min()) / np.ptp(y))
        ),
        "kernel_as_int": at("taps", np.trunc, np.round, lambda h: np.mod(np.trunc(h), 256)),
        "zero_one_range": _finish(
            lambda y: np.clip(np.round(y), 0, 1),
            lambda y: np.clip(y, 0, 1),
            lambda y: np.trunc(np.clip(y, 0, 1)),
            lambda y: np.round(255 * np.clip(y, 0, 1)),
        ),
        "not_clipped": _finish(acts.every, np.round, np.trunc),
        "rounded_up": _finish(lambda y: np.clip(np.ceil(y), BLACK, WHITE)),
        "stretched": _finish(
            lambda y: np.round(255 * (y - y.min()) / np.ptp(y)),
            lambda y: np.trunc(255 * (y - y.min()) / np.ptp(y)),
        ),
        "scaled": _finish(
            lambda y: np.clip(np.round(255 * y / y.max()), BLACK, WHITE),
            lambda y: np.clip(np.trunc(255 * y / y.max()), BLACK, WHITE),
        ),
        **in_images("flipped", "edge_pad", "reflect_pad", "symmetric_pad"),
        "circular": WAYS["circular_correlation"],
        **in_images("zero_border", "full", "valid", "valid_in_corner", "left_early"),
    },
)
