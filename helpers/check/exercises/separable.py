"""Check a function that filters the columns and then the rows of an image.

It takes an image and two kernels of odd lengths, column and row, and returns the convolution with
outer(column, row), with zeros outside, as large as the image.
"""

import re

import numpy as np

from helpers.check import acts
from helpers.check.acts import at, pipeline
from helpers.check.exercise import exercise
from helpers.check.exercises.inputs import DECIMALS, EIGHT_BITS, HIGH, WHOLE, lines, under
from helpers.check.ways import IMAGES
from helpers.check.words import traced
from helpers.operations import convolve


def _in_turn(image, column, row, filtered, between):
    """Filter the columns of the image, then the rows of what comes out."""
    return filtered(between(filtered(image, column), image), row)


STAGES = {
    **acts.RIGHT,
    "crop": acts.same,
    "kernels": lambda column, row: (column, row),  # which goes down the columns, which along rows
    "passes": _in_turn,  # how two passes become one output
    "between": lambda y, image: y,  # what happens to the values between the two passes
}


def _two_passes(image, column, row, stages):
    """Filter the columns of an image, then its rows, stage by stage, and finish once."""
    column, row = stages["kernels"](column, row)

    def filtered(values, kernel):
        return pipeline(values, kernel, {**stages, "finish": acts.every})

    y = stages["passes"](image, column[:, None], row[None, :], filtered, stages["between"])
    return stages["finish"](y, image, np.outer(column, row))


def _long(image, row, filtered):
    """Filter as one row, which runs on from the end of each row into the next one."""
    return filtered(image.reshape(1, -1), row).reshape(image.shape)


def _two_traces(image, column, row):
    """Return the lines of a worked case: the column pass, then the row pass."""
    column, row = column[:, None], row[None, :]
    between = convolve(image, column, "same")
    lines = (
        "First down the columns:",
        *traced((image, column), ("image", "column", "between"), mode="same"),
        "Then along the rows:",
        *traced((between, row), ("between", "row", "output"), mode="same"),
    )
    return tuple(
        re.sub(r"row\[0, ", "row[", re.sub(r"(column\[.), 0\]", r"\1]", one)) for one in lines
    )


EXERCISE = exercise(
    __name__,
    right=lambda image, column, row: convolve(image, np.outer(column, row), "same"),
    probes={
        "decimals and negative values": (DECIMALS, *lines("1.5 -2 0.25 0.75 -1; 0.5 3 -1.25")),
        "a row kernel longer than the column kernel": (
            HIGH,
            *lines("0.75 2.5 -1; 1 -0.5 2 0.25 -1.5"),
        ),
        "whole numbers in the image, fractions in the kernels": (
            WHOLE,
            *lines("0.25 1.75 -0.5; 1.25 0.5 -2.25"),
        ),
        "whole numbers in the column kernel": (HIGH[:, 1:], *lines("2 -1 3; 1.25 -0.5 0.75")),
        "whole numbers in the row kernel": (DECIMALS[:, 1:], *lines("0.75 0.5 -1.5; 3 1 -2 4 -1")),
        "an image of 8-bit numbers": (EIGHT_BITS, *lines("0.5 0.25 0.75; -0.25 1.5 0.5")),
    },
    stages=STAGES,
    model=_two_passes,
    lines=_two_traces,
    seen=lambda at, image, column, row: under(at, image, np.outer(column, row)),
    mistakes={
        "rows_only": at("passes", lambda image, c, r, filtered, _: filtered(image, r)),
        "axes_swapped": at("kernels", lambda column, row: (row, column)),
        "added": at(
            "passes", lambda image, c, r, filtered, _: filtered(image, c) + filtered(image, r)
        ),
        "outer_sum": at("whole", lambda image, c, r: convolve(image, c[:, None] + r, "same")),
        "same_kernel_twice": at("kernels", lambda column, row: (column, column)),
        "columns_only": at("passes", lambda image, c, r, filtered, _: filtered(image, c)),
        "row_kernel_twice": at("kernels", lambda column, row: (row, row)),
        "column_not_flipped": at("kernels", lambda column, row: (column[::-1], row)),
        "row_not_flipped": at("kernels", lambda column, row: (column, row[::-1])),
        "multiplied": at(
            "passes", lambda image, c, r, filtered, _: filtered(image, c) * filtered(image, r)
        ),
        "one_long_row": at(
            "passes",
            lambda image, c, r, filtered, between: _long(
                between(filtered(image, c), image), r, filtered
            ),
            lambda image, c, r, filtered, _: filtered(_long(image, c.T, filtered), r),
            lambda image, c, r, filtered, _: _long(_long(image, c.T, filtered), r, filtered),
        ),
        "cut_between": at(
            "between",
            lambda y, image: np.trunc(y) if image.dtype.kind in "iu" else y,
            lambda y, image: np.trunc(y),
            lambda y, image: np.round(y) if image.dtype.kind in "iu" else y,
            lambda y, image: acts.as_input(y, image, None),
        ),
        "truncated": IMAGES["truncated"][:2],
        "both_down": at("passes", lambda image, c, r, *how: _in_turn(image, c, r.T, *how)),
        "both_along": at("passes", lambda image, c, r, *how: _in_turn(image, c.T, r, *how)),
        "output_transposed": at("finish", lambda y, image, kernel: y.T),
    },
)
