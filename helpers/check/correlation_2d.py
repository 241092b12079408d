"""The exercise `my_correlate2d`: zeros outside, as large as the image."""

from dataclasses import replace

import numpy as np

from helpers.check import acts
from helpers.check import image_blocks as blocks
from helpers.check.blocks import Block
from helpers.check.exercises import Exercise, Mistake, mistake
from helpers.check.two_dimensional import CONVOLVE_2D, by_hand
from helpers.operations import correlate

AS_IT_STANDS = (
    "The cross-correlation lays the kernel on the image as it stands: kernel[0, 0] on the pixel at "
    "the top left of the window. Which of your lines turns it?"
)
FLIPPED = Block(
    "orient",
    (np.flip,),
    "This is the convolution: you flipped the kernel (or used `scipy.signal.convolve2d`, which "
    "does).",
    AS_IT_STANDS,
    "the kernel was flipped",
)
VALID = replace(
    blocks.VALID,
    text="This is the 'valid' result, smaller than the image: only full neighbourhoods, as in a "
    "layer of a network without padding.",
)
FULL = replace(
    blocks.FULL,
    text="This is the full result, larger than the image: what `scipy.signal.correlate2d` returns "
    "by default.",
)
REFLECT = replace(
    blocks.REFLECT,
    text="You padded with the mirror image, edge pixel not repeated: NumPy's 'reflect', and what "
    "`cv2.filter2D` returns by default.",
)
SYMMETRIC = replace(
    blocks.SYMMETRIC,
    text="You padded with the mirror image, edge pixel repeated: what `scipy.ndimage.correlate` "
    "returns by default.",
)
FFT = Block(  # of a correlation, which begins at the lag of the kernel's first entry
    "crop",
    (
        lambda y, n, m: np.roll(
            acts.folded(lambda n, m: n)(y, n, m), [1 - k for k in m], range(y.ndim)
        ),
    ),
    blocks.FFT.text,
    blocks.FFT.ask,
    blocks.FFT.clause,
)
NORMALISED = replace(
    blocks.NORMALISED,
    ask="That is right for a weighted mean. Does the formula of the cross-correlation divide by "
    "anything?",
)
MEAN = replace(
    blocks.MEAN,
    ask="The cross-correlation adds the products and leaves it at that. Where do you divide, or "
    "take a mean?",
)
OUTPUT_TURNED = replace(
    blocks.OUTPUT_TURNED,
    text="Your output is turned by 180 degrees (either the result was flipped, or image and "
    "kernel changed places, or both were flipped).",
    ask="Which of the two slides over the other? A cross-correlation is not the same when they "
    "change places: in which of your lines do they?",
)


def _as_it_stands(block):
    """Return a block about the kernel's orientation with the question of this exercise."""
    return replace(block, ask=AS_IT_STANDS)


CORRELATE_2D = Exercise(
    key="correlate2d",
    name="my_correlate2d",
    right=lambda image, kernel: correlate(image, kernel, "same"),
    probes=CONVOLVE_2D.probes,
    stages={**acts.RIGHT, "orient": acts.every, "crop": acts.same},
    operation="correlation",
    mode="same",
    arguments=("image", "kernel"),
    result="output",
    small=CONVOLVE_2D.small,
    parallel=CONVOLVE_2D.parallel,
    note=CONVOLVE_2D.note,
    where=by_hand,
    extent=CONVOLVE_2D.extent,
    mistakes=(
        mistake("flipped", FLIPPED),
        mistake("flip_rows_only", _as_it_stands(blocks.FLIP_ROWS)),
        mistake("transposed", _as_it_stands(blocks.TRANSPOSED)),
        mistake("anti_transposed", _as_it_stands(blocks.ANTI_TRANSPOSED)),
        mistake("rot270", _as_it_stands(blocks.THREE_QUARTERS)),
        mistake("full", FULL),
        mistake("valid", VALID),
        mistake("shift_up", blocks.MOVED_UP),
        mistake("shift_down", blocks.MOVED_DOWN),
        mistake("edge_pad", blocks.EDGE),
        mistake("reflect_pad", REFLECT),
        mistake("symmetric_pad", SYMMETRIC),
        mistake("circular", (blocks.WRAP, FFT)),
        mistake("zero_border", blocks.ZERO_BORDER),
        Mistake("flipped_circular", ((FLIPPED, blocks.WRAP), (FLIPPED, blocks.FFT))),
        mistake("stops_early", blocks.STOPS_EARLY),
        mistake("sum_normalised", NORMALISED),
        mistake("count_normalised", MEAN),
        mistake("kernel_negative_index", blocks.SCRAMBLED),
        mistake("reset_per_row", blocks.RESET_PER_ROW),
        mistake("overwrite", blocks.OVERWRITE),
        mistake("matrix_product", blocks.MATRIX_PRODUCT),
        mistake("clipped", blocks.CLIPPED),
        mistake("absolute", blocks.ABSOLUTE),
        mistake("truncated", (blocks.TRUNCATED, blocks.TRUNCATED_STEPS)),
        mistake("uint8_wrap", (blocks.WRAPPED, blocks.WRAPPED_PRODUCTS)),
        # Beyond the catalogue of the course: others that are made.
        mistake("flip_cols_only", _as_it_stands(blocks.FLIP_COLUMNS)),
        mistake("rot90", _as_it_stands(blocks.QUARTER)),
        mistake("shift_left", blocks.MOVED_LEFT),
        mistake("shift_right", blocks.MOVED_RIGHT),
        mistake("anchor_top_left", blocks.STARTS_AT_PIXEL),
        mistake("anchor_bottom_right", blocks.ENDS_AT_PIXEL),
        mistake("copied_border", blocks.COPIED_BORDER),
        mistake("flipped_edge", FLIPPED, blocks.EDGE),
        mistake(
            "flipped_symmetric",
            FLIPPED,
            blocks.SYMMETRIC,
            text="This is what `scipy.ndimage.convolve` returns: the kernel was flipped, and the "
            "border is mirrored, edge pixel repeated.",
        ),
        mistake("flipped_valid", FLIPPED, blocks.VALID),
        mistake("starts_late", blocks.STARTS_LATE),
        mistake("in_place", blocks.IN_PLACE),
        mistake("negative_index", blocks.NEGATIVE_INDEX),
        mistake("not_reset", blocks.NOT_RESET),
        mistake("output_transposed", blocks.OUTPUT_TRANSPOSED),
        mistake("output_turned", OUTPUT_TURNED),
        mistake("kernel_ignored", blocks.KERNEL_OF_ONES),
        mistake("largest_product", blocks.LARGEST),
        mistake("added", blocks.ADDED),
        mistake("image_type", blocks.LIKE_IMAGE),
        mistake("rounded", blocks.ROUNDED),
        mistake("negated", blocks.NEGATED),
    ),
)
