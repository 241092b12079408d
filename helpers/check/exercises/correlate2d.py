"""Check a function that cross-correlates an image with a kernel.

It takes image and kernel, whose rows and columns are odd in number, and returns the
cross-correlation with zeros outside, as large as the image.
"""

from helpers.check import acts
from helpers.check.exercise import Exercise, Pair, both
from helpers.check.exercises import images
from helpers.check.in_images import WAYS, in_images
from helpers.operations import correlate

EXERCISE = Exercise(
    __name__,
    name="my_correlate2d",
    notebook="06",
    order=2,
    right=lambda image, kernel: correlate(image, kernel, "same"),
    probes=images.FILTERED,
    stages={**acts.RIGHT, "orient": acts.every, "crop": acts.same},
    shared="images",
    operation="correlation",
    mode="same",
    arguments=("image", "kernel"),
    result="output",
    small=images.SMALL,
    parallel=images.PARALLEL,
    where=images.by_hand,
    mistakes={
        **in_images("flipped", "flip_rows_only", "transposed", "anti_transposed", "rot270"),
        **in_images("full", "valid", "shift_up", "shift_down", "edge_pad", "reflect_pad"),
        **in_images("symmetric_pad"),
        "circular": WAYS["circular_correlation"],
        **in_images("zero_border"),
        "flipped_circular": Pair("flipped", "circular", both(WAYS["flipped"], WAYS["circular"])),
        **in_images("stops_early", "sum_normalised", "count_normalised", "kernel_negative_index"),
        **in_images("reset_per_row", "overwrite", "matrix_product", "clipped", "absolute"),
        **in_images("truncated", "uint8_wrap", "flip_cols_only", "rot90", "shift_left"),
        **in_images("shift_right", "anchor_top_left", "anchor_bottom_right", "copied_border"),
        "flipped_edge": Pair("flipped", "edge_pad"),
        "flipped_symmetric": Pair("flipped", "symmetric_pad"),
        "flipped_valid": Pair("flipped", "valid"),
        **in_images("starts_late", "in_place", "negative_index", "not_reset"),
        **in_images("output_transposed", "output_turned", "kernel_ignored", "largest_product"),
        **in_images(
            "added",
            "image_type",
            "rounded",
            "negated",
            "valid_in_corner",
            "left_early",
            "stretched",
        ),
    },
)
