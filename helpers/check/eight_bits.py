"""The exercise `my_filter_uint8`: computed with decimals, returned as 8-bit numbers."""

from dataclasses import replace

import numpy as np

from helpers.check import acts
from helpers.check import correlation_2d as two
from helpers.check import image_blocks as blocks
from helpers.check.blocks import Block
from helpers.check.exercises import Exercise, mistake
from helpers.check.two_dimensional import EIGHT_BITS, WHOLE, by_hand
from helpers.numbers import number
from helpers.operations import correlate
from helpers.trace import entry, trace

BLACK, WHITE = 0, 255


def as_bytes(y, x, h):
    """Round and clip to 0 to 255.

    Parameters
    ----------
    y : ndarray
        Values.
    x, h : object
        Not used: every act of the stage "finish" takes them.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> as_bytes(np.array([-3.0, 99.7, 300.0]), None, None).tolist()
    [0.0, 100.0, 255.0]
    """
    return np.clip(np.round(y), BLACK, WHITE)


def _finish(text, ask, clause, *ways):
    """Return a block of acts that take only the values."""
    return Block("finish", tuple(lambda y, x, h, f=f: f(y) for f in ways), text, ask, clause)


ORDER = "In which order do rounding, clipping and `astype(np.uint8)` have to come?"
WRAPPED = _finish(
    "Too large or negative results wrapped around: `astype(np.uint8)` keeps the last 8 bits.",
    "What does `np.array([256, 300]).astype(np.uint8)` give, and what should white pixels that "
    "become brighter be?",
    "too large or negative results wrap around",
    lambda y: np.mod(np.round(y), 256),
    lambda y: np.mod(np.trunc(y), 256),
    lambda y: np.mod(np.floor(y), 256),
)
TRUNCATED = _finish(
    "The fractions were cut off instead of rounded.",
    f"`astype` cuts off: what does `np.array([99.9]).astype(np.uint8)` give? {ORDER}",
    "the fractions are cut off",
    lambda y: np.clip(np.trunc(y), BLACK, WHITE),
)
ROUNDED_UP = _finish(
    "You rounded up.",
    "Which of `np.ceil`, `np.floor` and `np.round` gives the nearest whole number?",
    "the fractions are rounded up",
    lambda y: np.clip(np.ceil(y), BLACK, WHITE),
)
FLOAT_CLIPPED = _finish(
    "Clipped, but still float: the decimals are there.",
    f"An image of 8 bits holds whole numbers. {ORDER}",
    "the result is clipped but not rounded",
    lambda y: np.clip(y, BLACK, WHITE),
)
NOT_CLIPPED = _finish(
    "Your output goes below 0 or above 255: it was not clipped.",
    "Which numbers can a pixel of 8 bits hold, and which function cuts the others down to them?",
    "the result is not clipped",
    lambda y: y,
    np.round,
    np.trunc,
)
ABSOLUTE = _finish(
    "Negative results became positive (`cv2.convertScaleAbs` does that).",
    "What is darker than black? Which number should a pixel be whose sum is negative?",
    "negative results become positive",
    lambda y: np.clip(np.round(np.abs(y)), BLACK, WHITE),
    lambda y: np.clip(np.trunc(np.abs(y)), BLACK, WHITE),
)
ZERO_TO_ONE = _finish(
    "You clipped to the range 0 to 1.",
    "That is the range of images of floats. Which is that of 8-bit numbers?",
    "the result is clipped to the range 0 to 1",
    lambda y: np.clip(np.round(y), 0, 1),
    lambda y: np.clip(y, 0, 1),
    lambda y: np.trunc(np.clip(y, 0, 1)),
    lambda y: np.round(255 * np.clip(y, 0, 1)),
)
STRETCHED = _finish(
    "You stretched the result from its smallest to its largest value over 0 to 255.",
    "Two images filtered alike should stay comparable. What does your function do to one without "
    "contrast?",
    "the result is stretched over 0 to 255",
    lambda y: np.round(255 * (y - y.min()) / np.ptp(y)),
    lambda y: np.trunc(255 * (y - y.min()) / np.ptp(y)),
)
SCALED = _finish(
    "You divided by the largest value and multiplied by 255.",
    STRETCHED.ask,
    "the result is divided by its largest value",
    lambda y: np.clip(np.round(255 * y / y.max()), BLACK, WHITE),
    lambda y: np.clip(np.trunc(255 * y / y.max()), BLACK, WHITE),
)
WHOLE_KERNEL = Block(
    "taps",
    (np.trunc, np.round, lambda h: np.mod(np.trunc(h), 256)),
    "The kernel was converted to whole numbers, perhaps by `kernel.astype(image.dtype)`.",
    "What is left of a weight of 0.4 then? Which of the two must change its type, image or kernel?",
    "the kernel is converted to whole numbers",
)
FLIPPED = replace(
    two.FLIPPED,
    text="You flipped the kernel: a convolution, not a cross-correlation.",
)
REFLECT = replace(
    blocks.REFLECT,
    text="You padded with the mirror image, edge pixel not repeated: this is what `cv2.filter2D` "
    "returns by default.",
)


def _rounded_sums(image, kernel):
    """Return the lines of a worked case: the sum, then the pixel that it becomes."""
    lines = []
    for step in trace(image, kernel, operation="correlation", mode="same"):
        pixel = int(as_bytes(np.array(step.total), None, None))
        lines.append(f"{entry('output', step.index)}: the sum is {number(step.total)} → {pixel}")
    return tuple(lines)


PROBES = {  # no sum is near a whole number or half of one: rounding errors decide nothing
    "a kernel with negative weights": (
        EIGHT_BITS,
        np.array([[0.3, -0.74, 0.2], [-0.4, 2.12, -0.9], [0.62, -1.36, 0.77]]),
    ),
    "a kernel wider than high": (
        np.mod(WHOLE * 7, 256).astype(np.uint8),
        np.array(
            [
                [0.16, -0.34, 0.5, 0.07, -0.24],
                [1.6, 0.32, -1.06, 0.42, 0.14],
                [-0.38, 0.69, 0.88, -0.6, 0.34],
            ]
        ),
    ),
    "a kernel that smooths": (
        EIGHT_BITS.T,
        np.array([[0.05, 0.09, 0.11], [0.18, 0.19, 0.08], [0.1, 0.09, 0.13]]),
    ),
}

UINT8_FILTER = Exercise(
    key="uint8_filter",
    name="my_filter_uint8",
    right=lambda image, kernel: as_bytes(correlate(image, kernel, "same"), image, kernel).astype(
        np.uint8
    ),
    probes=PROBES,
    stages={**acts.RIGHT, "orient": acts.every, "crop": acts.same, "finish": as_bytes},
    arguments=("image", "kernel"),
    result="output",
    dtype="uint8",
    small=(((101, 0, 202),), ((-0.7, 0.3, 1.8),)),
    parallel=(((101, 10, 203), (3, 250, 4)), ((-0.7, 0.3, 1.3),)),
    note="The arrow stands for rounding and clipping.",
    lines=_rounded_sums,
    where=lambda at, image, kernel: (
        f"{by_hand(at, image, kernel)} And what becomes of the sum in an image of 8 bits?"
    ),
    extent="How many outputs does one row of the image give, and how many rows are there?",
    mistakes=(
        mistake("wrapped", WRAPPED),
        mistake("truncated", TRUNCATED),
        mistake("float_clipped", FLOAT_CLIPPED),
        mistake("absolute", ABSOLUTE),
        mistake("kernel_as_int", WHOLE_KERNEL),
        mistake("zero_one_range", ZERO_TO_ONE),
        # Beyond the catalogue of the course: others that are made.
        mistake("not_clipped", NOT_CLIPPED),
        mistake("rounded_up", ROUNDED_UP),
        mistake("stretched", STRETCHED),
        mistake("scaled", SCALED),
        mistake("flipped", FLIPPED),
        mistake("edge_pad", blocks.EDGE),
        mistake("reflect_pad", REFLECT),
        mistake("symmetric_pad", two.SYMMETRIC),
        mistake("circular", (blocks.WRAP, two.FFT)),
        mistake("zero_border", blocks.ZERO_BORDER),
        mistake("full", two.FULL),
        mistake("valid", two.VALID),
    ),
)
