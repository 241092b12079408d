"""Check a function that filters an image of 8-bit numbers and returns one.

It takes image and kernel, whose rows and columns are odd in number, and returns the
cross-correlation with zeros outside, as large as the image, computed with decimals, then rounded,
clipped to 0 to 255 and of type uint8.
"""

from functools import partial

import numpy as np

from helpers.check import acts
from helpers.check.acts import at, every, finish
from helpers.check.exercise import exercise
from helpers.check.exercises.inputs import EIGHT_BITS, WHOLE, grid, under
from helpers.numbers import number
from helpers.operations import correlate
from helpers.trace import trace

_clipped = partial(np.clip, a_min=0, a_max=255)
_above, _below = partial(np.maximum, 0), partial(np.minimum, 255)


def _stretched(y, to=1):
    return to * (y - y.min()) / np.ptp(y)


def _made(*ways, first=every, last=_clipped):
    """Return the acts that do something first, then make whole numbers, and then keep to 8 bits."""
    return finish(*(lambda y, way=way: last(way(first(y))) for way in ways))


def _rounded_sums(image, kernel):
    """Return the lines of a worked case: the sum, then the pixel that it becomes."""
    names = "image", "kernel", "output"
    return tuple(
        f"{step.entry}: the sum is {number(step.total)} → {_clipped(np.round(step.total)):g}"
        for step in trace(image, kernel, operation="correlation", mode="same", names=names)
    )


EXERCISE = exercise(
    __name__,
    right=lambda image, h: _clipped(np.round(correlate(image, h, "same"))).astype(np.uint8),
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
        **acts.CORRELATION,
        "crop": acts.same,
        "finish": lambda y, image, kernel: _clipped(np.round(y)),
    },
    lines=_rounded_sums,
    seen=under,
    mistakes={
        "wrapped": _made(np.round, np.trunc, np.floor, last=acts.wrapped),
        "truncated": _made(np.trunc),
        "float_clipped": _made(every),
        "absolute": _made(np.round, np.trunc, first=np.abs),
        "clipped_below_only": _made(np.round, np.trunc, first=_above, last=acts.wrapped)
        + _made(np.round, every, first=_above, last=every),
        "clipped_above_only": _made(np.round, np.trunc, first=_below, last=acts.wrapped)
        + _made(np.round, every, first=_below, last=every),
        "absolute_wrapped": _made(np.round, np.trunc, first=np.abs, last=acts.wrapped),
        "stretched_to_one": _made(every, np.round, first=_stretched),
        "kernel_as_int": at("taps", np.trunc, np.round, lambda h: np.mod(np.trunc(h), 256)),
        "zero_one_range": finish(
            lambda y: np.clip(np.round(y), 0, 1),
            lambda y: np.clip(y, 0, 1),
            lambda y: np.trunc(np.clip(y, 0, 1)),
            lambda y: np.round(255 * np.clip(y, 0, 1)),
        ),
        "not_clipped": _made(every, np.round, np.trunc, last=every),
        "rounded_up": _made(np.ceil),
        "stretched": _made(np.round, np.trunc, first=lambda y: _stretched(y, 255)),
        "scaled": _made(np.round, np.trunc, first=lambda y: 255 * y / y.max()),
    },
)
