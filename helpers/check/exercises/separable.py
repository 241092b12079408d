"""Check a filter that goes down the columns, then along the rows."""

import numpy as np

from helpers.check.inputs import under
from helpers.check.ways import IMAGES, SAME, as_input, at, every, pipeline
from helpers.operations import convolve


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


OWN = {
    "stages": {
        **SAME,
        "kernels": lambda column, row: (column, row),  # which goes down, which along the rows
        "passes": _in_turn,  # how two passes become one output
        "between": lambda y, image: y,  # what happens to the values between the two passes
    },
    "model": _two_passes,
    "seen": lambda at, image, column, row: under(at, image, np.outer(column, row)),
    "mistakes": {
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
            lambda y, image: as_input(y, image, None),
        ),
        "truncated": IMAGES["truncated"][:2],
        "both_down": at("passes", lambda image, c, r, *how: _in_turn(image, c, r.T, *how)),
        "both_along": at("passes", lambda image, c, r, *how: _in_turn(image, c.T, r, *how)),
        "output_transposed": at("finish", lambda y, image, kernel: y.T),
    },
}
