"""Check a function that cross-correlates an image with a kernel.

It takes image and kernel, whose rows and columns are odd in number, and returns the
cross-correlation with zeros outside, as large as the image.
"""

from functools import partial

from helpers.check import acts
from helpers.check.exercises.convolve2d import filtering
from helpers.check.ways import IMAGES, in_images
from helpers.operations import correlate

EXERCISE = filtering(
    __name__,
    right=partial(correlate, mode="same"),
    stages={**acts.CORRELATION, "crop": acts.same},
    mistakes={
        **in_images("flipped flip_rows_only transposed anti_transposed rot270 full valid"),
        **in_images("shift_up shift_down edge_pad reflect_pad symmetric_pad"),
        "circular": IMAGES["circular_correlation"],
        **in_images("zero_border"),
        "flipped_circular": (
            *("flipped", "circular"),
            *acts.both(IMAGES["flipped"], IMAGES["circular"]),
        ),
        **in_images("stops_early sum_normalised count_normalised kernel_negative_index"),
        **in_images("reset_per_row overwrite matrix_product clipped absolute truncated"),
        **in_images("uint8_wrap flip_cols_only rot90 shift_left shift_right anchor_top_left"),
        **in_images("anchor_bottom_right copied_border"),
        "flipped_edge": ("flipped", "edge_pad"),
        "flipped_symmetric": ("flipped", "symmetric_pad"),
        "flipped_valid": ("flipped", "valid"),
        **in_images("starts_late in_place negative_index not_reset output_transposed"),
        **in_images("output_turned kernel_ignored largest_product added image_type rounded"),
        **in_images("negated valid_in_corner left_early stretched"),
    },
)
