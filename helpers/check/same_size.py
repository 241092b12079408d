"""The exercise `my_convolve_same`: one-dimensional, zeros outside, as long as the input."""

from dataclasses import replace

import numpy as np

from helpers.check import acts, blocks
from helpers.check.blocks import Block
from helpers.check.exercises import Exercise, mistake
from helpers.check.one_dimensional import CONVOLVE, POINTWISE
from helpers.operations import convolve

ENDS = "Here zeros stand outside. Which products should vanish at the ends?"
WHERE = "The full result has M − 1 values more than a. How many of them go at the beginning?"

FULL = Block(
    "crop",
    (acts.full,),
    "This is the full result.",
    WHERE,
    "the full result was kept",
)
VALID = replace(
    blocks.VALID,
    text="This is 'valid': shorter than the input.",
    ask="There is one output for each entry of a, for the first and the last too. What stands "
    "under the part of the kernel that sticks out?",
)
LONGER = Block(
    "crop",
    (acts.centre, acts.centre_correlated),
    "Where b is the longer one, your output is as long as b: NumPy's 'same' follows the longer "
    "input.",
    "The output should follow a, whichever is longer. Which part of the full result is that?",
    "the output is as long as the longer input",
)
ANTICAUSAL = Block(
    "crop",
    (lambda y, n, m: acts.cut(y, [k - 1 for k in m], n),),
    "You kept the last values of the full result: the output comes too early.",
    WHERE,
    "the last values of the full result were kept",
)
CAUSAL = Block(
    "crop",
    (lambda y, n, m: acts.cut(y, 0, n),),
    "You kept the first values of the full result: the output comes too late.",
    WHERE,
    "the first values of the full result were kept",
)
OTHER_CENTRE = Block(
    "crop",
    (lambda y, n, m: acts.cut(y, [k // 2 for k in m], n),),
    "For the even kernel your output is one position off.",
    "An even number M of values has two in the middle. The full result should be entered at "
    "(M − 1) // 2: what is that for M = 2, and what is M // 2?",
    "for an even kernel everything is one position off",
)
TOO_LATE = Block(
    "crop",
    (acts.moved(1),),
    "Every value stands one place too far to the right.",
    WHERE,
    "every value stands one place too far to the right",
)
TOO_EARLY = Block(
    "crop",
    (acts.moved(-1),),
    "Every value stands one place too far to the left.",
    WHERE,
    "every value stands one place too far to the left",
)
ZERO_BORDER = Block(
    "crop",
    (lambda y, n, m: acts.same(acts.within(acts.valid)(y, n, m), n, m),),
    "The ends are zero: you computed only the full overlaps and filled up.",
    "Partial overlaps have a sum too. Which products are left when the kernel sticks out?",
    "only full overlaps were computed, and the ends are zero",
)
RENORMALISED = Block(
    "combine",
    tuple(acts.renormalised(measure) for measure in (acts.every, np.abs, np.ones_like)),
    "You corrected the ends for the part of the kernel that sticks out.",
    "That keeps the brightness at a border. Does the sum of products divide by anything?",
    "the ends are corrected for the part of the kernel that sticks out",
)
LAST_MISSING = Block(
    "shift",
    (acts.ends(after=-1), acts.zeroed(acts.LAST)),
    "The last value was never computed.",
    "`range(k)` ends at k − 1 already. At which place does your loop end, and which is the last?",
    "the last value was never computed",
)
FIRST_MISSING = Block(
    "shift",
    (acts.ends(before=-1), acts.zeroed(acts.FIRST)),
    "The first value was never computed.",
    "Python counts from zero. Which place is the first that your loop visits?",
    "the first value was never computed",
)


def _border(mode, text, clause):
    return Block("border", (acts.padded(mode),), text, ENDS, clause)


EDGE = _border(
    "edge",
    "The ends use the edge value instead of zero.",
    "the edge value is repeated outside",
)
MIRROR = _border(
    "symmetric",
    "The ends use the mirrored signal (edge value repeated).",
    "the signal is mirrored outside, edge value repeated",
)
REFLECT = _border(
    "reflect",
    "The ends use the mirrored signal (edge value not repeated).",
    "the signal is mirrored outside, edge value not repeated",
)
CIRCULAR_TEXT = "At the ends values from the other side come in: circular."
WRAP = _border("wrap", CIRCULAR_TEXT, "it is circular")
FFT = Block("crop", (acts.folded(lambda n, m: n),), CIRCULAR_TEXT, ENDS, "it is circular")

CONVOLVE_SAME = Exercise(
    key="convolve_same",
    name="my_convolve_same",
    right=lambda a, b: convolve(a, b, "same"),
    probes={
        "decimals and negative values": (
            np.array([2.0, -1.0, 3.5, 0.5, -4.0, 1.25]),
            np.array([1.5, -2.25, 0.25]),
        ),
        "whole numbers in a, fractions in b": CONVOLVE.probes["whole numbers in a, fractions in b"],
        "an even number of values in b": CONVOLVE.probes["an even number of values in b"],
        "five values in b": (
            np.array([1.0, 4.5, -2.0, 0.25, 3.0, -1.5, 5.0]),
            np.array([0.5, 2.0, -1.25, 3.5, 1.0]),
        ),
        "a shorter than b": CONVOLVE.probes["a shorter than b"],
        "a single value in b": CONVOLVE.probes["a single value in b"],
    },
    stages={**acts.RIGHT, "crop": acts.same},
    mode="same",
    result="same",
    small=((1, 10, 100), (1, 2, 3)),
    parallel=((1, 10, 100, 1000), (1, 2, 3)),
    where=lambda at, a, b: (
        f"it stands at {at[0]} + (M − 1) // 2 in the full result. Which products belong there?"
    ),
    extent="How many outputs are wanted for each entry of a?",
    mistakes=(
        mistake("full", FULL),
        mistake("valid", VALID),
        mistake("no_flip", replace(blocks.NO_FLIP, ask=blocks.NO_FLIP.ask)),
        mistake("anticausal", ANTICAUSAL),
        mistake("other_centre", OTHER_CENTRE),
        mistake(
            "no_flip_other_centre",
            blocks.NO_FLIP,
            OTHER_CENTRE,
            text="Not flipped, and for the even kernel one position off.",
        ),
        mistake("edge_pad", EDGE),
        mistake("mirror_pad", MIRROR),
        mistake("reflect_pad", REFLECT),
        mistake("circular", (WRAP, FFT)),
        mistake("zero_border", ZERO_BORDER),
        mistake("renormalised", RENORMALISED),
        mistake("last_missing", LAST_MISSING),
        # Beyond the catalogue of the course: others that are made.
        mistake("longer_input", LONGER),
        mistake("causal", CAUSAL),
        mistake("first_missing", FIRST_MISSING),
        mistake("shift_right", TOO_LATE),
        mistake("shift_left", TOO_EARLY),
        mistake("reversed", blocks.REVERSED),
        mistake("negative_index", blocks.NEGATIVE_INDEX),
        mistake("pointwise", POINTWISE),
        mistake("mean_of_products", blocks.MEAN),
        mistake("not_reset", blocks.NOT_RESET),
        mistake("overwrite_gather", blocks.LAST_OF_KERNEL),
        mistake("overwrite_scatter", blocks.LAST_OF_INPUT),
        mistake("first_tap_missing", blocks.FIRST_TAP_MISSING),
        mistake("last_tap_missing", blocks.LAST_TAP_MISSING),
        mistake("integer_output", (blocks.WHOLE_OUTPUT, blocks.WHOLE_STEPS)),
        mistake("truncated", (blocks.TRUNCATED, blocks.TRUNCATED_STEPS)),
        mistake("added", blocks.ADDED),
        mistake("normalised", blocks.NORMALISED),
    ),
)
