"""The exercises with images: `my_filter` and `my_moving_average`."""

import numpy as np

from helpers.check import acts
from helpers.check import image_blocks as blocks
from helpers.check.acts import pipeline
from helpers.check.blocks import Block
from helpers.check.exercises import Exercise, Mistake, mistake
from helpers.check.structure import show
from helpers.numbers import number
from helpers.operations import convolve
from helpers.trace import entry, trace

# Images that lack every symmetry, with something at the border.

DECIMALS = np.array(
    [
        [2.5, -1.0, 4.0, 0.5, -3.5, 7.0, 1.5],
        [-6.0, 3.5, 1.0, -2.5, 8.0, -0.5, 5.5],
        [4.5, 9.0, -7.5, 3.0, 2.0, -4.0, 6.5],
        [1.0, -5.5, 0.5, 6.0, -1.5, 2.5, -8.0],
        [3.0, 7.5, -2.0, 5.0, 9.5, -6.5, 4.0],
    ]
)
WHOLE = np.array(
    [
        [12, -7, 305, 41, 8, -26],
        [90, 33, -14, 77, 260, 5],
        [-3, 118, 64, -52, 19, 181],
        [47, 22, 150, 9, -88, 36],
    ]
)
EIGHT_BITS = np.array(
    [
        [17, 203, 64, 251],
        [140, 9, 188, 77],
        [232, 115, 30, 209],
        [51, 246, 170, 3],
        [98, 22, 255, 133],
    ],
    dtype=np.uint8,
)
HIGH = np.array(
    [
        [3.5, -2.0, 6.5, 1.0, 8.5],
        [-4.5, 7.0, 0.5, 5.5, -1.5],
        [9.0, 2.5, -6.0, 3.0, 4.0],
        [-0.5, 8.0, 1.5, -7.5, 6.0],
        [5.0, -3.0, 2.0, 9.5, -5.5],
        [7.5, 4.5, -8.5, 0.25, 1.25],
    ]
)
NINE = 3 * 3


def window(image, at, size):
    """Return the pixels around a place, with zeros outside the image.

    Parameters
    ----------
    image : ndarray, shape (N1, N2)
        Image.
    at : tuple of int
        The place in the middle.
    size : tuple of int
        How many rows and columns, odd numbers.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> window(np.array([[1, 2], [3, 4]]), (0, 1), (3, 3)).tolist()
    [[0, 0, 0], [1, 2, 0], [3, 4, 0]]
    """
    pad = [(k // 2, k // 2) for k in size]
    rows, columns = (slice(i, i + k) for i, k in zip(at, size, strict=True))
    return np.pad(image, pad)[rows, columns]


# The exercise `convolve2d`.


def by_hand(at, image, kernel):
    """Return how the output at a place is worked out by hand.

    Parameters
    ----------
    at : tuple of int
        The place.
    image, kernel : ndarray, shape (N1, N2) and (M1, M2)
        The inputs.

    Returns
    -------
    str

    Examples
    --------
    >>> by_hand((0, 1), np.array([[1, 2]]), np.array([[3, 4, 5]]))[:48]
    'around that pixel the image is [[1, 2, 0]] (zero'
    """
    around = show(window(image, at, kernel.shape))
    return (
        f"around that pixel the image is {around} (zeros outside), and the kernel is "
        f"{show(kernel)}. Which weight lies on which pixel?"
    )


CONVOLVE_2D = Exercise(
    key="convolve2d",
    name="my_filter",
    right=lambda image, kernel: convolve(image, kernel, "same"),
    probes={
        "an image with decimals and negative values": (
            DECIMALS,
            np.array([[0.375, -0.5, 0.125], [0.75, 0.25, -0.375], [-0.25, 0.625, 0.5]]),
        ),
        "a kernel wider than high": (
            HIGH,
            np.array(
                [
                    [0.5, -1.5, 2.0, 1.25, -0.75],
                    [3.0, 0.25, -2.5, 1.75, 0.5],
                    [-1.0, 2.25, 0.75, -3.5, 1.5],
                ]
            ),
        ),
        "whole numbers in the image, fractions in the kernel": (
            WHOLE // 8,
            np.array([[0.25, 0.5, -0.125], [-0.375, 0.75, 0.875], [0.625, -0.5, 0.25]]),
        ),
        "an image of 8-bit numbers": (EIGHT_BITS, np.array([[2, -1, 3], [0, 1, -4], [1, 5, -2]])),
        "a kernel higher than wide": (
            DECIMALS.T,
            np.array(
                [
                    [1.0, -0.5, 2.5],
                    [0.75, 3.0, -1.5],
                    [-2.0, 1.25, 0.25],
                    [2.75, -3.25, 1.75],
                    [0.5, 2.0, -1.0],
                ]
            ),
        ),
    },
    stages={**acts.RIGHT, "crop": acts.same},
    mode="same",
    arguments=("image", "kernel"),
    result="output",
    small=(((1, 10), (100, 1000)), ((1, 2, 3), (4, 5, 6), (7, 8, 9))),
    parallel=(((1, 10, 100), (1000, 10000, 100000)), ((1, 2, 3), (4, 5, 6), (7, 8, 9))),
    note="Each digit of an output is the weight that a pixel gets.",
    where=by_hand,
    extent="How many outputs does one row of the image give, and how many rows are there?",
    mistakes=(
        mistake("no_flip", blocks.NO_FLIP),
        mistake("flip_rows_only", blocks.FLIP_ROWS),
        mistake("flip_cols_only", blocks.FLIP_COLUMNS),
        mistake("transposed", blocks.TRANSPOSED),
        mistake("anti_transposed", blocks.ANTI_TRANSPOSED),
        mistake("rot90", blocks.QUARTER),
        mistake("rot270", blocks.THREE_QUARTERS),
        mistake("full", blocks.FULL),
        mistake("valid", blocks.VALID),
        mistake("anchor_top_left", blocks.STARTS_AT_PIXEL),
        mistake("shift_up", blocks.MOVED_UP),
        mistake("shift_right", blocks.MOVED_RIGHT),
        mistake("edge_pad", blocks.EDGE),
        mistake("symmetric_pad", blocks.SYMMETRIC),
        mistake("circular", (blocks.WRAP, blocks.FFT)),
        mistake("zero_border", blocks.ZERO_BORDER),
        mistake("copied_border", blocks.COPIED_BORDER),
        mistake("no_flip_valid", blocks.NO_FLIP, blocks.VALID),
        mistake("no_flip_edge", blocks.NO_FLIP, blocks.EDGE),
        mistake("no_flip_symmetric", blocks.NO_FLIP, blocks.SYMMETRIC),
        mistake("no_flip_circular", blocks.NO_FLIP, blocks.WRAP),
        mistake("stops_early", blocks.STOPS_EARLY),
        mistake("sum_normalised", blocks.NORMALISED),
        mistake("in_place", blocks.IN_PLACE),
        mistake("negative_index", blocks.NEGATIVE_INDEX),
        mistake("kernel_negative_index", blocks.SCRAMBLED),
        mistake("not_reset", blocks.NOT_RESET),
        mistake("reset_per_row", blocks.RESET_PER_ROW),
        mistake("overwrite", blocks.OVERWRITE),
        mistake("matrix_product", blocks.MATRIX_PRODUCT),
        mistake("truncated", (blocks.TRUNCATED, blocks.TRUNCATED_STEPS)),
        mistake("uint8_wrap", (blocks.WRAPPED, blocks.WRAPPED_PRODUCTS)),
        # Beyond the catalogue of the course: others that are made.
        mistake("anchor_bottom_right", blocks.ENDS_AT_PIXEL),
        mistake("shift_down", blocks.MOVED_DOWN),
        mistake("shift_left", blocks.MOVED_LEFT),
        mistake("reflect_pad", blocks.REFLECT),
        mistake(
            "no_flip_reflect",
            blocks.NO_FLIP,
            blocks.REFLECT,
            text="This is what `cv2.filter2D` returns: the kernel was not flipped, and the border "
            "is mirrored, edge pixel not repeated.",
        ),
        mistake("starts_late", blocks.STARTS_LATE),
        mistake("output_transposed", blocks.OUTPUT_TRANSPOSED),
        mistake("output_turned", blocks.OUTPUT_TURNED),
        mistake("count_normalised", blocks.MEAN),
        mistake("kernel_ignored", blocks.KERNEL_OF_ONES),
        mistake("largest_product", blocks.LARGEST),
        mistake("added", blocks.ADDED),
        mistake("image_type", blocks.LIKE_IMAGE),
        mistake("clipped", blocks.CLIPPED),
        mistake("absolute", blocks.ABSOLUTE),
        mistake("rounded", blocks.ROUNDED),
        mistake("negated", blocks.NEGATED),
    ),
)


# The exercise `moving_average`.


def _average(image, stages):
    """Slide nine equal weights over an image."""
    return pipeline(image, np.full((3, 3), 1 / NINE), stages)


def _weights(*rows, by=1):
    """Return an act that puts other weights in the place of the nine."""
    return lambda h: np.array(rows) / by


def _overflowing(divide):
    """Return an act that adds up 8-bit numbers in 8 bits, and then divides by nine."""

    def act(windows, kernel, inside):
        if windows.dtype != np.uint8:
            return acts.total(windows, kernel, inside)
        return divide(np.mod(windows.sum(-1), 256), NINE)

    return act


def _inner_median(windows, kernel, inside):
    return np.nanmedian(np.where(inside, windows, np.nan), -1)


HOW_MANY = "How many pixels does the window hold, and by what must their sum be divided?"
SUM_ONLY = Block(
    "taps",
    (np.ones_like,),
    "You summed the nine pixels but did not divide.",
    "What would your function make of an image in which every pixel is the same?",
    "the sum is not divided",
)
BY_THREE = Block(
    "taps",
    (lambda h: 3 * h,),
    "You divided by the width of the window.",
    HOW_MANY,
    "the sum is divided by the width of the window",
)
NO_CENTRE = Block(
    "taps",
    (_weights((1, 1, 1), (1, 0, 1), (1, 1, 1), by=8),),
    "You averaged the neighbours without the pixel itself.",
    "The window lies over the pixel too. Which condition in your lines leaves it out?",
    "the pixel itself is left out",
)
NO_CENTRE_NINTHS = Block(
    "taps",
    (_weights((1, 1, 1), (1, 0, 1), (1, 1, 1), by=NINE),),
    "The centre pixel is missing from the sum, but you divided as if it were there.",
    "The window lies over the pixel too. Which condition in your lines leaves it out?",
    "the pixel itself is left out, and the sum is divided by nine",
)
FOUR = Block(
    "taps",
    (_weights((0, 1, 0), (1, 0, 1), (0, 1, 0), by=4),),
    "You averaged the four direct neighbours.",
    "The window is a square. Which of its pixels did you leave out?",
    "only the four direct neighbours are averaged",
)
CROSS = Block(
    "taps",
    (_weights((0, 1, 0), (1, 1, 1), (0, 1, 0), by=5),),
    "You averaged the pixel and its four direct neighbours.",
    "The window is a square. Which of its pixels did you leave out?",
    "only a cross of five pixels is averaged",
)
ONE_DIRECTION = Block(
    "taps",
    (
        _weights((0, 0, 0), (1, 1, 1), (0, 0, 0), by=3),
        _weights((0, 1, 0), (0, 1, 0), (0, 1, 0), by=3),
    ),
    "You averaged in one direction only: three pixels of a row, or of a column.",
    "The window is a square. Which of its pixels did you leave out?",
    "only three pixels in one line are averaged",
)
FIVE_WIDE = Block(
    "taps",
    (_weights(*5 * [5 * [1]], by=5 * 5),),
    "Your window is 5 by 5.",
    "How far from the pixel does a window of 3 by 3 reach, to each side?",
    "the window is too large",
)
TWO_BY_TWO = Block(
    "taps",
    tuple(
        _weights(*rows, by=by)
        for rows in (((1, 1, 0), (1, 1, 0), (0, 0, 0)), ((0, 0, 0), (0, 1, 1), (0, 1, 1)))
        for by in (4, NINE)
    ),
    "Your window is only 2 by 2.",
    "A slice ends before its second number: which rows does `image[i - 1 : i + 1]` hold?",
    "the window is only 2 by 2",
)
FIRST_ZERO = Block(
    "shift",
    (acts.lines(0, 0),),
    "The first row and column are zero although the rest is right (either the loops begin at 1, "
    "or a slice begins at −1, which Python counts from the end: such a slice is empty).",
    "What is `image[-1:2]`, and what should it be where nothing lies outside?",
    "the first row and the first column are zero",
)
FIRST_NAN = Block(
    "shift",
    (acts.lines(0, np.nan),),
    "The first row and column are NaN (not a number): the mean of an empty slice.",
    "What is `image[-1:2]`, and what should it be where nothing lies outside?",
    "the first row and the first column are NaN",
)
LAST_ZERO = Block(
    "shift",
    (acts.lines(-1, 0),),
    blocks.STOPS_EARLY.text,
    blocks.STOPS_EARLY.ask,
    blocks.STOPS_EARLY.clause,
)
COUNT_INSIDE = Block(
    "combine",
    (acts.renormalised(np.abs),),
    "At the border you divided by the number of pixels inside the image.",
    "Zeros outside count as pixels here. By what is the sum in a corner divided?",
    "the border is divided by the number of pixels inside the image",
)
OVERFLOW = Block(
    "combine",
    (_overflowing(np.divide), _overflowing(np.floor_divide)),
    "For 8-bit images the sum ran over: it went round at 256.",
    "Nine numbers up to 255 add up to far more than 8 bits hold. Into which type must the image "
    "be turned, and before which of your lines?",
    "sums of 8-bit numbers ran over",
)
MEDIAN = Block(
    "combine",
    (lambda windows, kernel, inside: np.median(windows, -1), _inner_median),
    "This is the median.",
    "The median is the one in the middle when they are sorted. What is the mean?",
    "the median was taken",
)
TWICE = Block(
    "finish",
    (lambda y, x, h: pipeline(y, h, {**acts.RIGHT, "crop": acts.same}),),
    "You averaged twice.",
    "Which of your lines reads an image that is averaged already?",
    "the average was taken twice",
)
WHOLE_AVERAGES = Block(
    "finish",
    (
        *blocks.ROUNDED.acts,
        lambda y, x, h: acts.made_whole(np.round)(y, x, h) if x.dtype.kind in "iu" else y,
    ),
    "The averages are rounded to whole numbers.",
    "An average may have decimals. Where are they lost?",
    "the averages are rounded",
)
EDGE = Block(
    "border",
    (acts.padded("edge"),),
    "At the border you repeated the edge pixel (or mirrored the image with the edge pixel "
    "repeated, as `scipy.ndimage` does: for a window of 3 the same).",
    "Here zeros stand outside. What does a window in a corner hold, then?",
    "the border repeats the edge pixel",
)


def _sums(image):
    """Return the lines of a worked case: which pixels are added and divided."""
    lines = []
    for step in trace(image, np.ones((3, 3)), operation="correlation", mode="same"):
        pixels = " + ".join(number(term.input_value) for term in step.terms)
        mean = number(step.total / NINE)
        lines.append(f"{entry('output', step.index)} = ({pixels}) / 9 = {mean}")
    return tuple(lines)


MOVING_AVERAGE = Exercise(
    key="moving_average",
    name="my_moving_average",
    right=lambda image: convolve(image, np.full((3, 3), 1 / NINE), "same"),
    probes={
        "an image with decimals and negative values": (DECIMALS,),
        "whole numbers": (WHOLE,),
        "an image of 8-bit numbers": (EIGHT_BITS,),
    },
    stages={**acts.RIGHT, "orient": acts.every, "crop": acts.same},
    model=_average,
    arguments=("image",),
    result="output",
    small=(((9, 90, 900),),),
    parallel=(((9, 90, 900), (18, 180, 1800), (27, 270, 2700)),),
    note="The digits of an output tell which pixels it is the average of.",
    lines=_sums,
    where=lambda at, image: (
        f"the nine pixels are {show(window(image, at, (3, 3)))} (zeros outside). What is their "
        "sum, and what the average?"
    ),
    extent="How many windows does one row of the image give, and how many rows are there?",
    mistakes=(
        mistake("sum_only", SUM_ONLY),
        mistake("divided_by_3", BY_THREE),
        mistake("centre_left_out", NO_CENTRE),
        mistake("centre_left_out_div9", NO_CENTRE_NINTHS),
        mistake("four_neighbours", FOUR),
        mistake("count_inside", COUNT_INSIDE),
        mistake("edge_pad", EDGE),
        mistake("reflect_pad", blocks.REFLECT),
        mistake("circular", (blocks.WRAP, blocks.FFT)),
        mistake("valid", blocks.VALID),
        mistake("zero_border", blocks.ZERO_BORDER),
        mistake("window_starts_at_pixel", blocks.STARTS_AT_PIXEL),
        mistake("window_ends_at_pixel", blocks.ENDS_AT_PIXEL),
        Mistake(
            "slice_2x2_mean", ((TWO_BY_TWO,), (TWO_BY_TWO, FIRST_ZERO), (TWO_BY_TWO, FIRST_NAN))
        ),
        mistake("slice_from_minus_one_sum", FIRST_ZERO),
        mistake("in_place", blocks.IN_PLACE),
        mistake("rounded", WHOLE_AVERAGES),
        mistake("uint8_overflow", OVERFLOW),
        mistake("twice", TWICE),
        mistake("median", MEDIAN),
        # Beyond the catalogue of the course: others that are made.
        mistake(
            "slice_from_minus_one_mean",
            FIRST_NAN,
            COUNT_INSIDE,
            text=FIRST_NAN.text,
            ask=FIRST_NAN.ask,
        ),
        mistake("stops_early", LAST_ZERO),
        mistake("copied_border", blocks.COPIED_BORDER),
        mistake("negative_index", blocks.NEGATIVE_INDEX),
        mistake("cross", CROSS),
        mistake("one_direction", ONE_DIRECTION),
        mistake("larger_window", FIVE_WIDE),
        mistake("not_reset", blocks.NOT_RESET),
        mistake("reset_per_row", blocks.RESET_PER_ROW),
        mistake("image_type", (blocks.LIKE_IMAGE, blocks.TRUNCATED)),
        mistake("output_transposed", blocks.OUTPUT_TRANSPOSED),
        mistake("full", blocks.FULL),
    ),
)
