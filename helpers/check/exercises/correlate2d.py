"""Check a function that cross-correlates an image with a kernel.

It takes image and kernel, whose rows and columns are odd in number, and returns the
cross-correlation with zeros outside, as large as the image.
"""

from functools import partial

from helpers.check import acts
from helpers.check.exercises.convolve2d import filtering
from helpers.check.ways import IMAGES
from helpers.operations import correlate

EXERCISE = filtering(
    __name__,
    right=partial(correlate, mode="same"),
    stages={**acts.CORRELATION, "crop": acts.same},
    mistakes={
        "flipped_circular": (
            *("flipped", "circular"),
            *acts.both(IMAGES["flipped"], IMAGES["circular"]),
        ),
    },
)
