"""Check a function that convolves an image with a kernel.

It takes image and kernel, whose rows and columns are odd in number, and returns the convolution
with zeros outside, as large as the image.
"""

from helpers.check import acts
from helpers.check.exercise import Exercise, Pair
from helpers.check.exercises import images
from helpers.check.in_images import in_images
from helpers.operations import convolve

EXERCISE = Exercise(
    __name__,
    name="my_filter",
    notebook="06",
    order=1,
    right=lambda image, kernel: convolve(image, kernel, "same"),
    probes=images.FILTERED,
    stages={**acts.RIGHT, "crop": acts.same},
    shared="images",
    mode="same",
    arguments=("image", "kernel"),
    result="output",
    small=images.SMALL,
    parallel=images.PARALLEL,
    where=images.by_hand,
    mistakes={
        **in_images("no_flip", "flip_rows_only", "flip_cols_only", "transposed"),
        **in_images("anti_transposed", "rot90", "rot270", "full", "valid", "anchor_top_left"),
        **in_images("shift_up", "shift_right", "edge_pad", "symmetric_pad", "circular"),
        **in_images("zero_border", "copied_border"),
        "no_flip_valid": Pair("no_flip", "valid"),
        "no_flip_edge": Pair("no_flip", "edge_pad"),
        "no_flip_symmetric": Pair("no_flip", "symmetric_pad"),
        "no_flip_circular": Pair("no_flip", "circular"),
        **in_images("stops_early", "sum_normalised", "in_place", "negative_index"),
        **in_images("kernel_negative_index", "not_reset", "reset_per_row", "overwrite"),
        **in_images("matrix_product", "truncated", "uint8_wrap", "anchor_bottom_right"),
        **in_images("shift_down", "shift_left", "reflect_pad"),
        "no_flip_reflect": Pair("no_flip", "reflect_pad"),
        **in_images("starts_late", "output_transposed", "output_turned", "count_normalised"),
        **in_images("kernel_ignored", "largest_product", "added", "image_type", "clipped"),
        **in_images("absolute", "rounded", "negated", "valid_in_corner", "left_early", "stretched"),
    },
)
