"""Check a function that computes a one-dimensional convolution as long as its input.

It takes two arrays a and b and returns as many outputs as a has, with zeros outside: the full
convolution from (M − 1) // 2 on.
"""

from functools import partial

import numpy as np

from helpers.check import acts
from helpers.check.acts import at
from helpers.check.exercise import exercise
from helpers.check.exercises import inputs
from helpers.check.exercises.inputs import lines
from helpers.check.ways import IMAGES, pointwise
from helpers.operations import convolve

EXERCISE = exercise(
    __name__,
    right=lambda a, b: convolve(a, b, "same"),
    probes={
        "decimals and negative values": lines("2 -1 3.5 0.5 -4 1.25; 1.5 -2.25 0.25"),
        "whole numbers in a, fractions in b": inputs.WHOLE_AND_FRACTIONS,
        "decimals in a, whole numbers in b": inputs.WHOLE_KERNEL,
        "an even number of values in b": inputs.EVEN,
        "five values in b": lines("1 4.5 -2 0.25 3 -1.5 5; 0.5 2 -1.25 3.5 1"),
        "a shorter than b": inputs.SHORT,
        "a single value in b": inputs.SINGLE,
    },
    stages={**acts.RIGHT, "crop": acts.same},
    mistakes={
        "other_centre": at("crop", acts.kept(lambda n, m: m // 2)),
        "circular": IMAGES["circular"],
        "renormalised": at(
            "combine",
            *(partial(acts.renormalised, by) for by in (acts.every, np.abs, np.ones_like)),
        ),
        "longer_input": at("crop", acts.centre, acts.centre_correlated),
        "shift_right": at("crop", acts.moved(1)),
        "shift_left": at("crop", acts.moved(-1)),
        "pointwise": pointwise(acts.every),
    },
)
