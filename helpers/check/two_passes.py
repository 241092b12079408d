"""The exercise `my_separable`: the columns of an image are filtered, then its rows."""

import re
from dataclasses import replace

import numpy as np

from helpers.check import acts
from helpers.check import image_blocks as blocks
from helpers.check.acts import pipeline
from helpers.check.blocks import Block
from helpers.check.exercises import Exercise, mistake, traced
from helpers.check.structure import show
from helpers.check.two_dimensional import DECIMALS, EIGHT_BITS, HIGH, WHOLE, window
from helpers.operations import convolve

# Each pass is the pipeline of `acts`; before, between and after them there are
#
#     kernels  which kernel goes down the columns, and which along the rows
#     passes   how two passes become one output
#     between  what happens to the values between the two passes
#     after    what happens to the outputs


def in_turn(image, column, row, filtered, between):
    """Filter the columns of the image, then the rows of what comes out."""
    return filtered(between(filtered(image, column), image), row)


def two_passes(image, column, row, stages):
    """Filter the columns of an image, then its rows, stage by stage.

    Parameters
    ----------
    image : ndarray, shape (N1, N2)
        Image.
    column, row : ndarray, shape (M1,) and (M2,)
        Kernels for the columns and for the rows.
    stages : dict of str to callable
        "kernels", "passes", "between" and "after", and for both passes those of `acts.pipeline`.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> two_passes(np.eye(2), np.array([1, 2, 3]), np.array([4, 5, 6]), SEPARABLE.stages)
    array([[14., 17.],
           [23., 28.]])
    """
    if "whole" in stages:
        return stages["whole"](image, column, row)
    column, row = stages["kernels"](column, row)

    def filtered(values, kernel):
        return pipeline(values, kernel, {s: stages[s] for s in acts.RIGHT})

    y = stages["passes"](image, column[:, None], row[None, :], filtered, stages["between"])
    return stages["after"](y, image, np.outer(column, row))


def _kernels(act, *said):
    return Block("kernels", (act,), *said)


def _passes(act, *said):
    return Block("passes", act if isinstance(act, tuple) else (act,), *said)


BOTH = "Each pixel needs its neighbours in its column and those in its row. Which pass does which?"
ROWS_ONLY = _passes(
    lambda image, column, row, filtered, between: filtered(image, row),
    "Only the row pass was done (or the second pass begins with the image again).",
    BOTH,
    "only the rows were filtered",
)
COLUMNS_ONLY = _passes(
    lambda image, column, row, filtered, between: filtered(image, column),
    "Only the column pass was done.",
    BOTH,
    "only the columns were filtered",
)
SUMMED = _passes(
    lambda image, column, row, filtered, between: filtered(image, column) + filtered(image, row),
    "You filtered twice from the original and added the results.",
    "The second pass has to read what the first one wrote. Which image does yours read?",
    "the two passes were added",
)
MULTIPLIED_PASSES = _passes(
    lambda image, column, row, filtered, between: filtered(image, column) * filtered(image, row),
    "You filtered twice from the original and multiplied the results.",
    "The second pass has to read what the first one wrote. Which image does yours read?",
    "the two passes were multiplied",
)
SWAPPED = _kernels(
    lambda column, row: (row, column),
    "The two kernels are used along the wrong axes.",
    "`image[:, j]` is a column, `image[i]` a row. Which kernel meets which in your lines?",
    "the kernels are used along the wrong axes",
)
COLUMN_TWICE = _kernels(
    lambda column, row: (column, column),
    "You used the column kernel for both passes.",
    "Where does your second pass read `row`?",
    "the column kernel is used for both passes",
)
ROW_TWICE = _kernels(
    lambda column, row: (row, row),
    "You used the row kernel for both passes.",
    "Where does your first pass read `column`?",
    "the row kernel is used for both passes",
)
HALF_FLIPPED = tuple(
    _kernels(
        act,
        f"One of the two passes is a correlation: the {name} kernel is not flipped.",
        "Both passes are convolutions. Which of your lines flips, and which does not?",
        f"the {name} kernel is not flipped",
    )
    for act, name in (
        (lambda column, row: (column[::-1], row), "column"),
        (lambda column, row: (column, row[::-1]), "row"),
    )
)
NEITHER_FLIPPED = Block(
    "orient",
    (acts.every,),
    "Neither pass flips its kernel: a correlation.",
    "A convolution in two dimensions turns the kernel by 180 degrees. What does that do to its "
    "column and its row?",
    "neither kernel is flipped",
)
SUM_OF_KERNELS = Block(
    "whole",
    (lambda image, column, row: convolve(image, column[:, None] + row, "same"),),
    "Your 2D kernel is the sum of the two.",
    "Each weight of the 2D kernel is one entry of `column` times one of `row`. What does "
    "`np.outer` do with them, and what does +?",
    "the 2D kernel is the sum of the two",
)
ONE_LONG_ROW = _passes(
    (
        lambda image, column, row, filtered, between: filtered(
            between(filtered(image, column), image).reshape(1, -1), row
        ).reshape(image.shape),
        lambda image, column, row, filtered, between: filtered(
            filtered(image.reshape(1, -1), column.T).reshape(image.shape), row
        ),
        lambda image, column, row, filtered, between: filtered(
            filtered(image.reshape(1, -1), column.T), row
        ).reshape(image.shape),
    ),
    "You filtered the image as one long row: the end of one row meets the beginning of the next.",
    "What stands to the right of the last pixel of a row in `image.ravel()`, and what should?",
    "the image is filtered as one long row",
)
CUT_BETWEEN = Block(
    "between",
    (
        lambda y, image: np.trunc(y) if image.dtype.kind in "iu" else y,
        lambda y, image: np.trunc(y),
        lambda y, image: np.round(y) if image.dtype.kind in "iu" else y,
        lambda y, image: acts.as_input(y, image, None),
    ),
    "Between the two passes decimals get lost (or 8-bit numbers run over).",
    "`np.zeros_like(image)` and `image.copy()` take over the type. Which type has the image "
    "between your passes?",
    "decimals get lost between the passes",
)


def _after(block):
    """Return a block that finishes one pass as a block that finishes both."""
    return replace(block, stage="after")


OUTPUT_TRANSPOSED = Block(
    "after",
    (lambda y, image, kernel: y.T,),
    blocks.OUTPUT_TRANSPOSED.text,
    "If you transposed between the passes: how often, and what must come last?",
    blocks.OUTPUT_TRANSPOSED.clause,
)


def _two_traces(image, column, row):
    """Return the lines of a worked case: the column pass, then the row pass."""
    column, row = np.array(column)[:, None], np.array(row)[None, :]
    between = convolve(image, column, "same")
    lines = (
        "First down the columns:",
        *traced((image, column), names=("image", "column", "between"), mode="same"),
        "Then along the rows:",
        *traced((between, row), names=("between", "row", "output"), mode="same"),
    )
    return tuple(re.sub(r"column\[(.), 0\]|row\[0, (.)\]", _one_index, line) for line in lines)


def _one_index(match):
    return f"column[{match[1]}]" if match[1] else f"row[{match[2]}]"


SEPARABLE = Exercise(
    key="separable",
    name="my_separable",
    right=lambda image, column, row: convolve(image, np.outer(column, row), "same"),
    probes={
        "decimals and negative values": (
            DECIMALS,
            np.array([1.5, -2.0, 0.25]),
            np.array([0.5, 3.0, -1.25]),
        ),
        "a row kernel longer than the column kernel": (
            HIGH,
            np.array([0.75, 2.5, -1.0]),
            np.array([1.0, -0.5, 2.0, 0.25, -1.5]),
        ),
        "whole numbers in the image, fractions in the kernels": (
            WHOLE,
            np.array([0.25, 1.75, -0.5]),
            np.array([1.25, 0.5, -2.25]),
        ),
        "an image of 8-bit numbers": (
            EIGHT_BITS,
            np.array([0.5, 0.25, 0.75]),
            np.array([-0.25, 1.5, 0.5]),
        ),
    },
    stages={
        **acts.RIGHT,
        "crop": acts.same,
        "kernels": lambda column, row: (column, row),
        "passes": in_turn,
        "between": lambda y, image: y,
        "after": acts.plain,
    },
    model=two_passes,
    arguments=("image", "column", "row"),
    result="output",
    small=(((1, 10), (100, 1000)), (1, 2, 3), (4, 5, 6)),
    parallel=(((1, 10, 100), (1000, 10000, 100000)), (1, 2, 3), (2, 1, 3)),
    note="What the first pass writes is what the second one reads.",
    lines=_two_traces,
    where=lambda at, image, column, row: (
        f"around that pixel the image is {show(window(image, at, (len(column), len(row))))} (zeros "
        f"outside), and the kernels are {show(column)} and {show(row)}. What does each column of "
        "it give, and what the row of these values?"
    ),
    extent="How many outputs does one row of the image give, and how many rows are there?",
    mistakes=(
        mistake("rows_only", ROWS_ONLY),
        mistake("axes_swapped", SWAPPED),
        mistake("added", SUMMED),
        mistake("no_flip", NEITHER_FLIPPED),
        mistake("outer_sum", SUM_OF_KERNELS),
        mistake("same_kernel_twice", COLUMN_TWICE),
        # Beyond the catalogue of the course: others that are made.
        mistake("columns_only", COLUMNS_ONLY),
        mistake("row_kernel_twice", ROW_TWICE),
        mistake("column_not_flipped", HALF_FLIPPED[0]),
        mistake("row_not_flipped", HALF_FLIPPED[1]),
        mistake("multiplied", MULTIPLIED_PASSES),
        mistake("one_long_row", ONE_LONG_ROW),
        mistake("cut_between", CUT_BETWEEN),
        mistake("edge_pad", blocks.EDGE),
        mistake("symmetric_pad", blocks.SYMMETRIC),
        mistake("reflect_pad", blocks.REFLECT),
        mistake("circular", (blocks.WRAP, blocks.FFT)),
        mistake("negative_index", blocks.NEGATIVE_INDEX),
        mistake("full", blocks.FULL),
        mistake("valid", blocks.VALID),
        mistake("zero_border", blocks.ZERO_BORDER),
        mistake("anchor_top_left", blocks.STARTS_AT_PIXEL),
        mistake("anchor_bottom_right", blocks.ENDS_AT_PIXEL),
        mistake("image_type", _after(blocks.LIKE_IMAGE)),
        mistake("truncated", _after(blocks.TRUNCATED)),
        mistake("sum_normalised", _after(blocks.NORMALISED)),
        mistake("output_transposed", OUTPUT_TRANSPOSED),
    ),
)
