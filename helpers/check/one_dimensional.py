"""The one-dimensional exercises: `my_convolve` and `my_correlate`."""

import numpy as np

from helpers.check import acts, blocks
from helpers.check.blocks import Block
from helpers.check.exercises import Exercise, mistake
from helpers.operations import convolve, correlate

# The exercise `convolve`.


def _entry_by_entry(x, h):
    """Multiply entry by entry, the shorter one continued with zeros."""
    size = max(len(x), len(h))
    return acts.cut(x, 0, size) * acts.cut(h, 0, size)


def _entry_by_entry_full(x, h):
    """Multiply entry by entry, both continued to the full length."""
    size = len(x) + len(h) - 1
    return acts.cut(x, 0, size) * acts.cut(h, 0, size)


def _entry_by_entry_short(x, h):
    """Multiply entry by entry as far as both go."""
    return np.array([u * v for u, v in zip(x, h, strict=False)])


def _plus_index(x, h):
    """Correlate, beginning at lag 0, continued with zeros."""
    return acts.cut(correlate(x, h)[len(h) - 1 :], 0, len(x) + len(h) - 1)


POINTWISE = Block(
    "whole",
    (_entry_by_entry, _entry_by_entry_full, _entry_by_entry_short),
    "You padded the shorter array with zeros and multiplied entry by entry.",
    "Each entry of a meets each entry of b once, not only the one at the same place. At how many "
    "places c[n] does a[0] take part?",
    "the arrays were multiplied entry by entry",
)
DOT = Block(
    "whole",
    (
        lambda x, h: _entry_by_entry(x, h).sum(),
        lambda x, h: _entry_by_entry(x, h).sum(keepdims=True),
        lambda x, h: _entry_by_entry(x, h[::-1]).sum(),
        lambda x, h: _entry_by_entry(x, h[::-1]).sum(keepdims=True),
    ),
    "You computed a single sum of products, for one position only.",
    "There is one such sum for every shift n. What has to be repeated, and what changes from one "
    "n to the next?",
    "a single sum of products was computed",
)
OUTER = Block(
    "whole",
    (
        np.multiply.outer,
        lambda x, h: np.multiply.outer(h, x),
        lambda x, h: np.multiply.outer(x, h).ravel(),
    ),
    "These are all products a[i]·b[j], not yet summed.",
    "Those products with the same i + j belong to the same output. Where in your table do they "
    "stand?",
    "the products were not summed",
)
PLUS_INDEX = Block(
    "whole",
    (
        _plus_index,
        lambda x, h: correlate(x, h)[len(h) - 1 :],
    ),
    "You used a[n + m] where the convolution has a[n − m].",
    "The two indices in a product must add up to n. Which sign makes them do so?",
    "a[n + m] stands in the place of a[n − m]",
)
PLUS_INDEX_OTHER = Block(
    "whole",
    (
        lambda x, h: _plus_index(h, x),
        lambda x, h: correlate(h, x)[len(x) - 1 :],
    ),
    "You used b[n + m] where the convolution has b[n − m].",
    "The two indices in a product must add up to n. Which sign makes them do so?",
    "b[n + m] stands in the place of b[n − m]",
)
LEFT_EARLY = Block(
    "whole",
    (
        lambda x, h: acts.cut(x[0] * h, 0, len(x) + len(h) - 1),
        lambda x, h: acts.cut(x[:1] * h[0], 0, len(x) + len(h) - 1),
        lambda x, h: x[:1] * h[0],
    ),
    "Your function stops after the first turn of a loop: only a part of the first products is "
    "there.",
    "A `return` inside a loop ends the whole function. How far is yours indented?",
    "the function stops after the first turn of a loop",
)
A_TWICE = Block(
    "whole",
    (lambda x, h: convolve(x, x),),
    "You convolved a with itself: b does not matter to your output.",
    "Each product has one factor from each array. Where does your line read from b?",
    "the input was convolved with itself",
)
B_TWICE = Block(
    "whole",
    (lambda x, h: convolve(h, h),),
    "You convolved b with itself: a does not matter to your output.",
    "Each product has one factor from each array. Where does your line read from a?",
    "the kernel was convolved with itself",
)

CONVOLVE = Exercise(
    key="convolve",
    name="my_convolve",
    right=convolve,
    probes={
        "decimals and negative values": (
            np.array([2.0, -1.0, 3.5, 0.5, -4.0]),
            np.array([1.5, -2.25, 0.25]),
        ),
        "whole numbers in a, fractions in b": (
            np.array([3, -7, 2, 5]),
            np.array([0.5, 1.25, -0.75]),
        ),
        "whole numbers in both": (np.array([4, 1, -3, 2, 6, -5]), np.array([2, -1, 5])),
        "a shorter than b": (np.array([1.5, -2.5]), np.array([3.0, 0.5, -1.25, 2.25])),
        "an even number of values in b": (
            np.array([0.75, 2.5, -3.0, 1.25, 4.5]),
            np.array([-1.5, 2.0, 0.5, 3.25]),
        ),
        "a single value in b": (np.array([1.25, -0.5, 2.75]), np.array([-1.5])),
    },
    stages=acts.RIGHT,
    where=lambda at, a, b: f"which products a[i]·b[j] have indices i + j that add up to {at[0]}?",
    mistakes=(
        mistake("no_flip", blocks.NO_FLIP),
        mistake("same", blocks.SAME),
        mistake("valid", blocks.VALID),
        mistake(
            "xcorr_valid",
            blocks.NO_FLIP,
            blocks.VALID,
            text="This is np.correlate with its default mode: no flip, and only the full overlaps.",
            ask="`np.correlate` slides the kernel as it stands, and only where it fits. Which of "
            "the two do you change first?",
        ),
        mistake("short_by_one", blocks.SHORT_BY_ONE),
        mistake("lost_first", blocks.LOST_FIRST),
        mistake("shift_right", blocks.SHIFT_RIGHT),
        mistake("shift_left", blocks.SHIFT_LEFT),
        mistake("extra_zero_end", blocks.ZERO_AT_END),
        mistake("circular", blocks.CIRCULAR),
        mistake("pointwise_padded", POINTWISE),
        mistake("dot", DOT),
        mistake("outer", OUTER),
        mistake("mirror_pad", blocks.MIRROR),
        mistake("wrap_pad", blocks.WRAP),
        mistake("overlap_mean", blocks.OVERLAP_MEAN),
        mistake("mean_of_products", blocks.MEAN),
        mistake("not_reset", blocks.NOT_RESET),
        mistake("overwrite_gather", blocks.LAST_OF_KERNEL),
        mistake("first_tap_missing", blocks.FIRST_TAP_MISSING),
        mistake("last_tap_missing", blocks.LAST_TAP_MISSING),
        mistake("integer_output", (blocks.WHOLE_OUTPUT, blocks.WHOLE_STEPS)),
        mistake("plus_index_other", PLUS_INDEX_OTHER),
        # Beyond the catalogue of the course: others that are made.
        mistake("ends_with_input", blocks.ENDS_WITH_INPUT),
        mistake("overwrite_scatter", blocks.LAST_OF_INPUT),
        mistake("negative_index", blocks.NEGATIVE_INDEX),
        mistake("plus_index", PLUS_INDEX),
        mistake("reversed", blocks.REVERSED),
        mistake(
            "flipped_input",
            blocks.NO_FLIP,
            blocks.REVERSED,
            text="You flipped a, where b should be flipped (or you correlated b with a).",
            ask="Flipping a instead of b turns the whole result around. Which of the two stays as "
            "it is?",
        ),
        mistake("first_input_missing", blocks.FIRST_INPUT_MISSING),
        mistake("last_input_missing", blocks.LAST_INPUT_MISSING),
        mistake("added", blocks.ADDED),
        mistake("truncated", (blocks.TRUNCATED, blocks.TRUNCATED_STEPS)),
        mistake("extra_zero_start", blocks.ZERO_AT_START),
        mistake("still_padded", blocks.STILL_PADDED),
        mistake("zeros_around_valid", blocks.ZEROS_AROUND_VALID),
        mistake("last_part", blocks.LAST_PART),
        mistake("edge_pad", blocks.EDGE),
        mistake("kernel_ignored", blocks.KERNEL_OF_ONES),
        mistake("largest_product", blocks.LARGEST),
        mistake("normalised", blocks.NORMALISED),
        mistake("absolute", blocks.ABSOLUTE),
        mistake("clipped", blocks.CLIPPED),
        mistake("rounded", blocks.ROUNDED),
        mistake("negated", blocks.NEGATED),
        mistake("left_early", LEFT_EARLY),
        mistake("input_twice", A_TWICE),
        mistake("kernel_twice", B_TWICE),
    ),
)


# The exercise `correlate`.


def _circular(x, h, size):
    """Correlate by the FFT, without zero padding."""
    return np.fft.ifft(np.fft.fft(x, size) * np.conj(np.fft.fft(h, size)))


CONJUGATED = "c[k] is the sum of a[n + k]·conj(v[n]) over all n"
NO_CONJ = Block(
    "orient",
    (acts.every,),
    "For real signals this is right; for complex ones the conjugate is missing.",
    f"{CONJUGATED}. What does `np.conj` have to stand around?",
    "the conjugate is missing",
)
CONVOLVED = Block(
    "orient",
    (np.flip, lambda h: np.conj(np.flip(h))),
    "This is the convolution: v was flipped.",
    f"{CONJUGATED}: both indices grow together. Where does your v get turned around?",
    "v was flipped",
)
OTHER_CONJ = Block(
    "finish",
    (lambda y, x, h: np.conj(y),),
    "You conjugated a instead of v (or the whole result).",
    f"{CONJUGATED}. Which of the two factors is conjugated there?",
    "the wrong factor was conjugated",
)
REAL_ONLY = Block(
    "finish",
    (lambda y, x, h: y.real,),
    "The imaginary parts are gone.",
    "`np.zeros(k)` makes an array of real numbers. Which dtype can hold complex ones?",
    "the imaginary parts are gone",
)
CIRCULAR_LAGS = Block(
    "whole",
    (
        lambda x, h: _circular(x, h, max(len(x), len(h))),
        lambda x, h: np.roll(_circular(x, h, max(len(x), len(h))), len(h) - 1),
        lambda x, h: np.fft.fftshift(_circular(x, h, max(len(x), len(h)))),
        lambda x, h: _circular(x, h, len(x)),
    ),
    "This is the circular correlation of the FFT.",
    "Outside the signals there are zeros here, not the signals again. How many zeros must be "
    "added before the FFT so that nothing comes back on the other side?",
    "the input is taken to repeat (circular convolution)",
)
EXCHANGED = Block(
    "whole",
    (lambda x, h: correlate(h, x),),
    "You correlated v with a: the two have changed places.",
    f"The correlation is not commutative. {CONJUGATED}: which of the two moves by k?",
    "a and v have changed places",
)
FROM_LAG_ZERO = Block(
    "crop",
    (
        lambda y, n, m: cut_front(y, n, m),
        lambda y, n, m: acts.cut(cut_front(y, n, m), 0, y.shape),
    ),
    "Your lags begin at zero.",
    "v can also stand to the left of a. What is the smallest k for which one of its entries still "
    "meets an entry of a?",
    "the negative lags are left out",
)
SIMILARITY = Block(
    "finish",
    (lambda y, x, h: y / (np.linalg.norm(x) * np.linalg.norm(h)),),
    "You divided by the norms: that is a similarity between -1 and 1.",
    "The normalised correlation is useful in a search, and here it is not asked for. Where do you "
    "divide?",
    "everything was divided by the norms",
)
ENTRY_BY_ENTRY = Block(
    "whole",
    tuple(
        lambda x, h, multiply=multiply, turn=turn: multiply(x, turn(h))
        for multiply in (_entry_by_entry, _entry_by_entry_full, _entry_by_entry_short)
        for turn in (np.conj, acts.every)
    ),
    "Entry-by-entry products, no shift and no sum.",
    "Each lag k has a sum of its own. What moves when k grows by one?",
    "the arrays were multiplied entry by entry",
)
ONE_SUM = Block(
    "whole",
    tuple(
        lambda x, h, turn=turn, keep=keep: _entry_by_entry(x, turn(h)).sum(keepdims=keep)
        for turn in (np.conj, acts.every)
        for keep in (True, False)
    ),
    "You computed a single sum of products, for lag zero only.",
    "There is one such sum for every lag k. What has to be repeated, and what changes from one k "
    "to the next?",
    "a single sum of products was computed",
)


def cut_front(y, n, m):
    """Keep what follows lag zero, and lag zero itself."""
    return acts.cut(y, [k - 1 for k in m], n)


LAG_RANGE = "For which k does at least one entry of v meet an entry of a: from which to which?"
IN_EACH_LAG = "Each output is one plain sum of products. What else happens to it in your lines?"

CORRELATE = Exercise(
    key="correlate",
    name="my_correlate",
    right=correlate,
    probes={
        "decimals and negative values": CONVOLVE.probes["decimals and negative values"],
        "whole numbers in a, fractions in v": (
            np.array([3, -7, 2, 5]),
            np.array([0.5, 1.25, -0.75]),
        ),
        "complex numbers": (
            np.array([1 + 2j, -0.5 + 1j, 3.0, 0.25 - 2j]),
            np.array([2 - 1j, 1.5 + 0.5j, -1j]),
        ),
        "a shorter than v": CONVOLVE.probes["a shorter than b"],
        "an even number of values in v": CONVOLVE.probes["an even number of values in b"],
        "a single value in v": CONVOLVE.probes["a single value in b"],
    },
    stages={**acts.RIGHT, "orient": np.conj},
    operation="correlation",
    arguments=("a", "v"),
    where=lambda at, a, v: "which products a[n + k]·conj(v[n]) have indices that differ by k?",
    place=lambda at, a, v: (at[0] - len(v) + 1,),
    mistakes=(
        mistake("no_conj", NO_CONJ),
        mistake(
            "valid",
            blocks.VALID,
            text="This is np.correlate's default mode 'valid'.",
            ask=LAG_RANGE,
        ),
        mistake("same", blocks.SAME, text="This is mode 'same'.", ask=LAG_RANGE),
        mistake("circular", CIRCULAR_LAGS),
        mistake("normalised", SIMILARITY),
        mistake("pointwise", ENTRY_BY_ENTRY),
        # Beyond the catalogue of the course: others that are made.
        mistake("flipped", CONVOLVED),
        mistake("other_conj", OTHER_CONJ),
        mistake("exchanged", EXCHANGED),
        mistake(
            "reversed",
            blocks.REVERSED,
            text="Your lags run backwards.",
            ask="Which value belongs to the most negative lag, where only the last entry of v "
            "meets the first of a?",
        ),
        mistake("from_lag_zero", FROM_LAG_ZERO),
        mistake("one_sum", ONE_SUM),
        mistake("real_only", REAL_ONLY),
        mistake("short_by_one", blocks.SHORT_BY_ONE, ask=LAG_RANGE),
        mistake("lost_first", blocks.LOST_FIRST, text="The first lag is missing.", ask=LAG_RANGE),
        mistake("shift_right", blocks.SHIFT_RIGHT, ask="Which entries meet at lag zero?"),
        mistake("shift_left", blocks.SHIFT_LEFT, ask="Which entries meet at lag zero?"),
        mistake("extra_zero_end", blocks.ZERO_AT_END, ask=LAG_RANGE),
        mistake("overlap_mean", blocks.OVERLAP_MEAN, ask=IN_EACH_LAG),
        mistake("mean_of_products", blocks.MEAN, ask=IN_EACH_LAG),
        mistake("not_reset", blocks.NOT_RESET),
        mistake("overwrite_gather", blocks.LAST_OF_INPUT),
        mistake("overwrite_scatter", blocks.LAST_OF_KERNEL),
        mistake(
            "first_tap_missing",
            blocks.FIRST_TAP_MISSING,
            text="The first entry of v never takes part.",
        ),
        mistake(
            "last_tap_missing",
            blocks.LAST_TAP_MISSING,
            text="The last entry of v never takes part.",
        ),
        mistake("integer_output", (blocks.WHOLE_OUTPUT, blocks.WHOLE_STEPS)),
        mistake("absolute", blocks.ABSOLUTE),
    ),
)
