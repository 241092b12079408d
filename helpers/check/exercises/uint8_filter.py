"""Check a function that filters an image of 8-bit numbers and returns one.

It takes image and kernel, whose rows and columns are odd in number, and returns the
cross-correlation with zeros outside, as large as the image, computed with decimals, then rounded,
clipped to 0 to 255 and of type uint8.
"""

import numpy as np

from helpers.check import acts
from helpers.check.acts import at, finish
from helpers.check.exercise import Exercise
from helpers.check.exercises.inputs import EIGHT_BITS, WHOLE, by_hand, grid
from helpers.check.ways import IMAGES, in_images
from helpers.numbers import number
from helpers.operations import correlate
from helpers.trace import entry, trace


def _bytes(y, way=np.round, first=acts.every):
    """Do something first, then make whole numbers of the values, and clip them to 0 to 255."""
    return np.clip(way(first(y)), 0, 255)


def _wrapped(first, *ways):
    """Return the acts that do something first, then make whole numbers, and go round at 256."""
    return [lambda y, way=way: np.mod(way(first(y)), 256) for way in ways]


def _stretched(y, to=1):
    return to * (y - y.min()) / np.ptp(y)


def _above(y):
    return np.maximum(y, 0)


def _below(y):
    return np.minimum(y, 255)


def _rounded_sums(image, kernel):
    """Return the lines of a worked case: the sum, then the pixel that it becomes."""
    return tuple(
        f"{entry('output', step.index)}: the sum is {number(step.total)} → {_bytes(step.total):g}"
        for step in trace(image, kernel, operation="correlation", mode="same")
    )


EXERCISE = Exercise(
    __name__,
    name="my_filter_uint8",
    notebook="07",
    order=1,
    right=lambda image, kernel: _bytes(correlate(image, kernel, "same")).astype(np.uint8),
    probes={  # no sum is near a whole number or half of one: rounding errors decide nothing
        "a kernel with negative weights": (
            EIGHT_BITS,
            grid("0.3 -0.74 0.2; -0.4 2.12 -0.9; 0.62 -1.36 0.77"),
        ),
        "a kernel wider than high": (
            np.mod(WHOLE * 7, 256).astype(np.uint8),
            grid("0.16 -0.34 0.5 0.07 -0.24; 1.6 0.32 -1.06 0.42 0.14; -0.38 0.69 0.88 -0.6 0.34"),
        ),
        "a kernel higher than wide": (
            EIGHT_BITS.T,
            grid("0.13 0.12 0.12; 0.07 0.12 0.03; 0.12 0.1 0.1; 0.14 0.1 0.13; 0.12 0.03 0.03"),
        ),
    },
    stages={
        **acts.RIGHT,
        "orient": acts.every,
        "crop": acts.same,
        "finish": lambda y, x, h: _bytes(y),
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
        "wrapped": finish(*_wrapped(acts.every, np.round, np.trunc, np.floor)),
        "truncated": finish(lambda y: _bytes(y, np.trunc)),
        "float_clipped": finish(lambda y: _bytes(y, acts.every)),
        "absolute": finish(
            lambda y: _bytes(y, first=np.abs), lambda y: _bytes(y, np.trunc, np.abs)
        ),
        "clipped_below_only": finish(
            *_wrapped(_above, np.round, np.trunc), lambda y: np.round(_above(y)), _above
        ),
        "clipped_above_only": finish(
            *_wrapped(_below, np.round, np.trunc), lambda y: np.round(_below(y)), _below
        ),
        "absolute_wrapped": finish(*_wrapped(np.abs, np.round, np.trunc)),
        "stretched_to_one": finish(_stretched, lambda y: np.round(_stretched(y))),
        "kernel_as_int": at("taps", np.trunc, np.round, lambda h: np.mod(np.trunc(h), 256)),
        "zero_one_range": finish(
            lambda y: np.clip(np.round(y), 0, 1),
            lambda y: np.clip(y, 0, 1),
            lambda y: np.trunc(np.clip(y, 0, 1)),
            lambda y: np.round(255 * np.clip(y, 0, 1)),
        ),
        "not_clipped": finish(acts.every, np.round, np.trunc),
        "rounded_up": finish(lambda y: _bytes(y, np.ceil)),
        "stretched": finish(
            lambda y: np.round(_stretched(y, 255)), lambda y: np.trunc(_stretched(y, 255))
        ),
        "scaled": finish(
            lambda y: _bytes(255 * y / y.max()), lambda y: _bytes(255 * y / y.max(), np.trunc)
        ),
        **in_images("flipped edge_pad reflect_pad symmetric_pad"),
        "circular": IMAGES["circular_correlation"],
        **in_images("zero_border full valid valid_in_corner left_early"),
    },
)
