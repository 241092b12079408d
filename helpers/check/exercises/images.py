"""Exercises about filters: an image and a kernel, the moving average, two passes, and 8 bits."""

from functools import partial

import numpy as np

from helpers.check import inputs, ways
from helpers.check.exercise import exercise
from helpers.check.inputs import grid, under
from helpers.check.ways import IMAGES, at, both, every, finish, pipeline
from helpers.operations import convolve

SAME = ways.RIGHT | {"crop": ways.same}
CORRELATED = SAME | {"orient": every}
KERNEL_WIDE = grid("0.5 -1.5 2 1.25 -0.75; 3 0.25 -2.5 1.75 0.5; -1 2.25 0.75 -3.5 1.5")
KERNEL_HIGH = grid("1 -0.5 2.5; 0.75 3 -1.5; -2 1.25 0.25; 2.75 -3.25 1.75; 0.5 2 -1")
KERNEL_WHOLE = grid("2 -1 3; 0 1 -4; 1 5 -2")
FILTERED = {
    "an image with decimals and negative values": (inputs.DECIMALS, inputs.KERNEL),
    "a kernel wider than high": (inputs.HIGH, KERNEL_WIDE),
    "whole numbers in the image, fractions in the kernel": (
        inputs.WHOLE // 8,
        inputs.KERNEL_EIGHTHS,
    ),
    "an image of 8-bit numbers": (inputs.EIGHT_BITS, KERNEL_WHOLE),
    "decimals in the image, whole numbers in the kernel": (inputs.HIGH[1:, 1:], KERNEL_WHOLE.T),
    "a kernel higher than wide": (inputs.DECIMALS.T, KERNEL_HIGH),
}
NINE = np.full((3, 3), 1 / 9)

exercise("convolve2d", probes=FILTERED, seen=under, stages=SAME)
exercise(
    "correlate2d",
    probes=FILTERED,
    seen=under,
    stages=CORRELATED,
    mistakes={
        "flipped_circular": ("flipped", "circular", *both(IMAGES["flipped"], IMAGES["circular"])),
    },
)


# The mean of nine pixels.


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

exercise(
    "moving_average",
    stages=CORRELATED,
    model=lambda image, stages: pipeline(image, NINE, stages),
    seen=lambda at, image: under(at, image, NINE),
    mistakes={
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
)


# Columns, then rows.


def _in_turn(image, column, row, filtered, between):
    """Filter the columns of the image, then the rows of what comes out."""
    return filtered(between(filtered(image, column), image), row)


def _two_passes(image, column, row, stages):
    """Filter the columns of an image, then its rows, stage by stage, and finish once."""
    column, row = stages["kernels"](column, row)

    def filtered(values, kernel):
        return pipeline(values, kernel, stages | {"finish": every})

    y = stages["passes"](image, column[:, None], row[None, :], filtered, stages["between"])
    return stages["finish"](y, image, np.outer(column, row))


def _long(image, row, filtered):
    """Filter as one row, which runs on from the end of each row into the next one."""
    return filtered(image.reshape(1, -1), row).reshape(image.shape)


exercise(
    "separable",
    stages={
        **SAME,
        "kernels": lambda column, row: (column, row),  # which goes down, which along the rows
        "passes": _in_turn,  # how two passes become one output
        "between": lambda y, image: y,  # what happens to the values between the two passes
    },
    model=_two_passes,
    seen=lambda at, image, column, row: under(at, image, np.outer(column, row)),
    mistakes={
        "rows_only": at("passes", lambda image, c, r, f, _: f(image, r)),
        "axes_swapped": at("kernels", lambda column, row: (row, column)),
        "added": at("passes", lambda image, c, r, f, _: f(image, c) + f(image, r)),
        "outer_sum": at("whole", lambda image, c, r: convolve(image, c[:, None] + r, "same")),
        "same_kernel_twice": at("kernels", lambda column, row: (column, column)),
        "columns_only": at("passes", lambda image, c, r, f, _: f(image, c)),
        "row_kernel_twice": at("kernels", lambda column, row: (row, row)),
        "column_not_flipped": at("kernels", lambda column, row: (column[::-1], row)),
        "row_not_flipped": at("kernels", lambda column, row: (column, row[::-1])),
        "multiplied": at("passes", lambda image, c, r, f, _: f(image, c) * f(image, r)),
        "one_long_row": at(
            "passes",
            lambda image, c, r, f, between: _long(between(f(image, c), image), r, f),
            lambda image, c, r, f, _: f(_long(image, c.T, f), r),
            lambda image, c, r, f, _: _long(_long(image, c.T, f), r, f),
        ),
        "cut_between": at(
            "between",
            lambda y, image: np.trunc(y) if image.dtype.kind in "iu" else y,
            lambda y, image: np.trunc(y),
            lambda y, image: np.round(y) if image.dtype.kind in "iu" else y,
            lambda y, image: ways.as_input(y, image, None),
        ),
        "truncated": IMAGES["truncated"][:2],
        "both_down": at("passes", lambda image, c, r, *how: _in_turn(image, c, r.T, *how)),
        "both_along": at("passes", lambda image, c, r, *how: _in_turn(image, c.T, r, *how)),
        "output_transposed": at("finish", lambda y, image, kernel: y.T),
    },
)


# Images of 8 bits.

_clipped = partial(np.clip, a_min=0, a_max=255)
_above, _below = partial(np.maximum, 0), partial(np.minimum, 255)


def _stretched(y, to=1):
    return to * (y - y.min()) / np.ptp(y)


def _made(*ways, first=every, last=_clipped):
    """Return the acts that do something first, then make whole numbers, and then keep to 8 bits."""
    return finish(*(lambda y, way=way: last(way(first(y))) for way in ways))


exercise(
    "uint8_filter",
    stages=CORRELATED | {"finish": lambda y, image, kernel: _clipped(np.round(y))},
    seen=under,
    mistakes={
        "wrapped": _made(np.round, np.trunc, np.floor, last=ways.wrapped),
        "truncated": _made(np.trunc),
        "float_clipped": _made(every),
        "absolute": _made(np.round, np.trunc, first=np.abs),
        "clipped_below_only": _made(np.round, np.trunc, first=_above, last=ways.wrapped)
        + _made(np.round, every, first=_above, last=every),
        "clipped_above_only": _made(np.round, np.trunc, first=_below, last=ways.wrapped)
        + _made(np.round, every, first=_below, last=every),
        "absolute_wrapped": _made(np.round, np.trunc, first=np.abs, last=ways.wrapped),
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
