"""Check a function that averages the 3×3 pixels around each pixel.

It takes an image and returns averages as large as the image: zeros outside, always divided by 9,
with decimals.
"""

from functools import partial

import numpy as np

from helpers.check import acts
from helpers.check.acts import at, both, pipeline
from helpers.check.exercise import exercise
from helpers.check.exercises import inputs
from helpers.check.ways import IMAGES
from helpers.numbers import number
from helpers.operations import convolve
from helpers.trace import trace

NINE = np.full((3, 3), 1 / 9)
STAGES = {**acts.CORRELATION, "crop": acts.same}


def _average(image, stages):
    """Slide nine equal weights over an image."""
    return pipeline(image, NINE, stages)


def _weights(*rows, by):
    """Return the ways to put other weights in the place of the nine, divided by some number."""
    tables = [inputs.grid(one) / n for one in rows for n in by]
    return at("taps", *(lambda h, table=table: table for table in tables))


def _in_eight_bits(divide):
    """Return an act that adds up 8-bit numbers in 8 bits, and then divides by nine."""

    def act(windows, kernel, inside):
        if windows.dtype != np.uint8:
            return acts.total(windows, kernel, inside)
        return divide(np.mod(windows.sum(-1), 256), 9)

    return act


def _sums(image):
    """Return the lines of a worked case: which pixels are added and divided."""
    lines = []
    for step in trace(image, 9 * NINE, names=("", "", "output"), mode="same"):
        pixels = " + ".join(number(term.input_value) for term in step.terms)
        lines.append(f"{step.entry} = ({pixels}) / 9 = {number(step.total / 9)}")
    return tuple(lines)


TWO_BY_TWO = _weights("1 1 0; 1 1 0; 0 0 0", "0 0 0; 0 1 1; 0 1 1", by=(4, 9))
FIRST_ZERO = at("shift", partial(acts.first_lines, 0))
FIRST_NAN = at("shift", partial(acts.first_lines, np.nan))
COUNT_INSIDE = at("combine", partial(acts.renormalised, np.abs))

EXERCISE = exercise(
    __name__,
    right=lambda image: convolve(image, NINE, "same"),
    probes={
        "an image with decimals and negative values": (inputs.DECIMALS,),
        "whole numbers": (inputs.WHOLE,),
        "an image of 8-bit numbers": (inputs.EIGHT_BITS,),
    },
    stages=STAGES,
    model=_average,
    lines=_sums,
    seen=lambda at, image: inputs.under(at, image, NINE),
    mistakes={
        "divided_by_3": at("taps", lambda h: 3 * h),
        "centre_left_out": _weights("1 1 1; 1 0 1; 1 1 1", by=[8]),
        "centre_left_out_div9": _weights("1 1 1; 1 0 1; 1 1 1", by=[9]),
        "four_neighbours": _weights("0 1 0; 1 0 1; 0 1 0", by=[4]),
        "count_inside": COUNT_INSIDE,
        "slice_2x2_mean": TWO_BY_TWO + both(TWO_BY_TWO, FIRST_ZERO) + both(TWO_BY_TWO, FIRST_NAN),
        "slice_from_minus_one_sum": FIRST_ZERO,
        "rounded": IMAGES["rounded"] + at("finish", partial(acts.where_whole, way=np.round)),
        "uint8_overflow": at("combine", _in_eight_bits(np.divide), _in_eight_bits(np.floor_divide)),
        "twice": acts.finish(lambda y: _average(y, STAGES)),
        "median": at(
            "combine",
            lambda windows, kernel, inside: np.median(windows, -1),
            lambda windows, kernel, inside: np.nanmedian(np.where(inside, windows, np.nan), -1),
        ),
        "slice_from_minus_one_mean": both(FIRST_NAN, COUNT_INSIDE),
        "one_row": at("shift", lambda y, *given: np.repeat(y[-1:], len(y), axis=0)),
        "stops_early": at("shift", acts.last_lines_zero),
        "cross": _weights("0 1 0; 1 1 1; 0 1 0", by=[5]),
        "one_direction": _weights("0 0 0; 1 1 1; 0 0 0", "0 1 0; 0 1 0; 0 1 0", by=[3]),
        "larger_window": at("taps", lambda h: np.full((5, 5), 1 / 25)),
        "image_type": IMAGES["image_type"] + IMAGES["truncated"][:2],
    },
)
