"""Check the mean of nine pixels."""

from functools import partial

import numpy as np

from helpers.check import ways
from helpers.check.inputs import grid, under
from helpers.check.ways import CORRELATED, IMAGES, at, both, finish, pipeline

NINE = np.full((3, 3), 1 / 9)


def _weights(*rows, by):
    """Return the ways to put other weights in the place of the nine, divided by some number."""
    tables = [grid(one) / n for one in rows for n in by]
    return at("taps", *(lambda h, table=table: table for table in tables))


def _in_eight_bits(divide, windows, kernel, inside):
    """Add up 8-bit numbers in 8 bits, and then divide by nine."""
    if windows.dtype != np.uint8:
        return ways.total(windows, kernel, inside)
    return divide(np.mod(windows.sum(-1), 256), 9)


TWO_BY_TWO = _weights("1 1 0; 1 1 0; 0 0 0", "0 0 0; 0 1 1; 0 1 1", by=(4, 9))
FIRST_ZERO = IMAGES["starts_late"][:1]
FIRST_NAN = at("shift", lambda y, n, m: np.pad(y[1:, 1:], (1, 0), constant_values=np.nan))
COUNT_INSIDE = at("combine", partial(ways.renormalised, np.abs))

OWN = {
    "stages": CORRELATED,
    "model": lambda image, stages: pipeline(image, NINE, stages),
    "seen": lambda at, image: under(at, image, NINE),
    "mistakes": {
        "divided_by_3": at("taps", lambda h: 3 * h),
        "centre_left_out": _weights("1 1 1; 1 0 1; 1 1 1", by=[8]),
        "centre_left_out_div9": _weights("1 1 1; 1 0 1; 1 1 1", by=[9]),
        "four_neighbours": _weights("0 1 0; 1 0 1; 0 1 0", by=[4]),
        "count_inside": COUNT_INSIDE,
        "slice_2x2_mean": TWO_BY_TWO + both(TWO_BY_TWO, FIRST_ZERO) + both(TWO_BY_TWO, FIRST_NAN),
        "slice_from_minus_one_sum": FIRST_ZERO,
        "rounded": IMAGES["rounded"] + at("finish", partial(ways.where_whole, way=np.round)),
        "uint8_overflow": at(
            "combine", *(partial(_in_eight_bits, one) for one in (np.divide, np.floor_divide))
        ),
        "twice": finish(lambda y: pipeline(y, NINE, CORRELATED)),
        "median": at(
            "combine",
            lambda windows, kernel, inside: np.median(windows, -1),
            lambda windows, kernel, inside: np.nanmedian(np.where(inside, windows, np.nan), -1),
        ),
        "slice_from_minus_one_mean": both(FIRST_NAN, COUNT_INSIDE),
        "one_row": at("shift", lambda y, *given: np.repeat(y[-1:], len(y), axis=0)),
        "stops_early": IMAGES["stops_early"][:1],
        "cross": _weights("0 1 0; 1 1 1; 0 1 0", by=[5]),
        "one_direction": _weights("0 0 0; 1 1 1; 0 0 0", "0 1 0; 0 1 0; 0 1 0", by=[3]),
        "larger_window": at("taps", lambda h: np.full((5, 5), 1 / 25)),
        "image_type": IMAGES["image_type"] + IMAGES["truncated"][:2],
    },
}
