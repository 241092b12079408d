"""Check a function that counts the outputs of a layer along one axis.

It takes n, k, stride, padding and dilation, whole numbers in this order: inputs, weights, and how
the layer steps, pads and spreads; it returns a whole number.
"""

import math

from helpers.check.acts import at
from helpers.check.exercise import exercise
from helpers.check.words import count
from helpers.models.layers import output_size, positions

STAGES = {
    "around": lambda padding: 2 * padding,  # how many places the padding adds
    "span": lambda k, dilation: dilation * (k - 1) + 1,  # how many the kernel covers
    "counted": lambda room, stride: room // stride + 1,  # positions in the room left to move
}


def _size(n, k, stride, padding, dilation, stages):
    """Return the number of outputs, stage by stage."""
    room = n + stages["around"](padding) - stages["span"](k, dilation)
    return stages["counted"](room, stride)


def _by_counting(n, k, stride, padding, dilation):
    """Return the lines of a worked case: at which places the kernel begins."""
    places = n + 2 * padding
    begins = positions(n, k, stride, padding, dilation)[:, 0] + padding
    step = f"{count(stride, 'place')} at a time"
    return (
        f"places, with the padding: {n} + {padding} + {padding} = {places}; they are 0 to "
        f"{places - 1}",
        f"from its first to its last weight the kernel covers {dilation * (k - 1) + 1} of them",
        f"it begins, {step}, at {', '.join(map(str, begins))}; further on it would stick out",
        f"outputs = {len(begins)}",
    )


EXERCISE = exercise(
    __name__,
    right=output_size,
    probes={
        "neither padding nor stride": (32, 5, 1, 0, 1),
        "a padding": (30, 4, 1, 2, 1),
        "a stride": (47, 5, 3, 1, 1),
        "a dilation": (40, 3, 2, 3, 4),
        "everything at once": (67, 6, 4, 5, 3),
        "a stride larger than the kernel": (87, 2, 5, 0, 1),
    },
    stages=STAGES,
    model=_size,
    lines=_by_counting,
    mistakes={
        "plus_one_missing": at("counted", lambda room, s: room // s),
        "rounded_up": at("counted", lambda room, s: math.ceil(room / s) + 1),
        "fraction": at("counted", lambda room, s: room / s + 1),
        "padding_once": at("around", lambda p: p),
        "padding_ignored": at("around", lambda p: 0),
        "dilation_ignored": at("span", lambda k, d: k),
        "kernel_ignored": at("span", lambda k, d: 0, lambda k, d: 1),
        "plus_one_inside": at(
            "counted", lambda room, s: (room + 1) // s, lambda room, s: (room + 1) / s
        ),
        "same": at("whole", lambda n, k, s, p, d: n),
        "tf_same": at("whole", lambda n, k, s, p, d: math.ceil(n / s)),
        "pooled_plus_one": at(
            "whole",
            lambda n, k, s, p, d: (n + 2 * p) // s - (d * (k - 1) + 1) + 1,
            lambda n, k, s, p, d: n // s + 2 * p - (d * (k - 1) + 1) + 1,
            lambda n, k, s, p, d: n // s + 1,
        ),
        "stride_ignored": at("counted", lambda room, s: room + 1),
        "rounded": at(
            "counted",
            lambda room, s: round(room / s) + 1,
            lambda room, s: math.floor(room / s + 0.5) + 1,
        ),
        "dilation_times_k": at("span", lambda k, d: d * k),
        "span_one_short": at("span", lambda k, d: d * (k - 1)),
        "tf_valid": at("whole", lambda n, k, s, p, d: math.ceil((n - k + 1) / s)),
        "transposed": at("whole", lambda n, k, s, p, d: (n - 1) * s - 2 * p + d * (k - 1) + 1),
    },
)
