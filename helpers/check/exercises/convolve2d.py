"""Check a function that convolves an image with a kernel.

It takes image and kernel, whose rows and columns are odd in number, and returns the convolution
with zeros outside, as large as the image.
"""

from functools import partial

from helpers.check import acts
from helpers.check.exercise import exercise
from helpers.check.exercises import inputs
from helpers.check.exercises.inputs import grid
from helpers.operations import convolve

KERNEL_WIDE = grid("0.5 -1.5 2 1.25 -0.75; 3 0.25 -2.5 1.75 0.5; -1 2.25 0.75 -3.5 1.5")
KERNEL_HIGH = grid("1 -0.5 2.5; 0.75 3 -1.5; -2 1.25 0.25; 2.75 -3.25 1.75; 0.5 2 -1")
KERNEL_WHOLE = grid("2 -1 3; 0 1 -4; 1 5 -2")
WHOLE = inputs.WHOLE // 8, inputs.KERNEL_EIGHTHS
filtering = partial(
    exercise,
    probes={
        "an image with decimals and negative values": (inputs.DECIMALS, inputs.KERNEL),
        "a kernel wider than high": (inputs.HIGH, KERNEL_WIDE),
        "whole numbers in the image, fractions in the kernel": WHOLE,
        "an image of 8-bit numbers": (inputs.EIGHT_BITS, KERNEL_WHOLE),
        "decimals in the image, whole numbers in the kernel": (
            inputs.HIGH[1:, 1:],
            KERNEL_WHOLE.T,
        ),
        "a kernel higher than wide": (inputs.DECIMALS.T, KERNEL_HIGH),
    },
    seen=inputs.under,
)
EXERCISE = filtering(
    __name__,
    right=partial(convolve, mode="same"),
    stages={**acts.RIGHT, "crop": acts.same},
)
