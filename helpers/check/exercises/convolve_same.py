"""Check a function that computes a one-dimensional convolution as long as its input.

It takes two arrays a and b and returns as many outputs as a has, with zeros outside: the full
convolution from (M − 1) // 2 on.
"""

import numpy as np

from helpers.check import acts, in_images
from helpers.check.exercise import Exercise, Pair, at
from helpers.check.exercises import signals
from helpers.check.in_signals import in_signals
from helpers.operations import convolve

EXERCISE = Exercise(
    __name__,
    name="my_convolve_same",
    notebook="03",
    right=lambda a, b: convolve(a, b, "same"),
    probes={
        "decimals and negative values": (
            np.array([2.0, -1.0, 3.5, 0.5, -4.0, 1.25]),
            np.array([1.5, -2.25, 0.25]),
        ),
        "whole numbers in a, fractions in b": signals.WHOLE_AND_FRACTIONS,
        "decimals in a, whole numbers in b": signals.WHOLE_KERNEL,
        "an even number of values in b": signals.EVEN,
        "five values in b": (
            np.array([1.0, 4.5, -2.0, 0.25, 3.0, -1.5, 5.0]),
            np.array([0.5, 2.0, -1.25, 3.5, 1.0]),
        ),
        "a shorter than b": signals.SHORT,
        "a single value in b": signals.SINGLE,
    },
    stages={**acts.RIGHT, "crop": acts.same},
    shared="signals",
    mode="same",
    result="same",
    small=((1, 10, 100), (1, 2, 3)),
    parallel=((1, 10, 100, 1000), (1, 2, 3)),
    where=lambda at, a, b: (
        f"it stands at {at[0]} + (M − 1) // 2 in the full result. Which products belong there?"
    ),
    mistakes={
        "full": at("crop", acts.full),
        **in_signals("valid", "no_flip"),
        "anticausal": in_signals("last_part")["last_part"],
        "other_centre": at("crop", lambda y, n, m: acts.cut(y, [k // 2 for k in m], n)),
        "no_flip_other_centre": Pair("no_flip", "other_centre"),
        "edge_pad": at("border", acts.padded("edge")),
        "mirror_pad": at("border", acts.padded("symmetric")),
        "reflect_pad": at("border", acts.padded("reflect")),
        "circular": at("border", acts.padded("wrap")) + at("crop", acts.folded(lambda n, m: n)),
        "zero_border": in_images.WAYS["zero_border"],
        "renormalised": at("combine", *map(acts.renormalised, (acts.every, np.abs, np.ones_like))),
        "last_missing": in_signals("short_by_one")["short_by_one"],
        "valid_in_corner": in_images.WAYS["valid_in_corner"],
        "longer_input": at("crop", acts.centre, acts.centre_correlated),
        "causal": at("crop", lambda y, n, m: acts.cut(y, 0, n)),
        "first_missing": in_signals("lost_first")["lost_first"],
        "shift_right": at("crop", acts.moved(1)),
        "shift_left": at("crop", acts.moved(-1)),
        **in_signals("reversed", "negative_index"),
        "pointwise": at("whole", *signals.ENTRY_BY_ENTRY),
        **in_signals("mean_of_products", "not_reset", "overwrite_gather", "overwrite_scatter"),
        **in_signals("first_tap_missing", "last_tap_missing", "integer_output", "truncated"),
        **in_signals("added", "normalised", "rounded", "left_early"),
    },
)
