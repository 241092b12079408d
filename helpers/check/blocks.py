"""What goes wrong in one-dimensional convolutions, as blocks: each alters one stage."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from helpers.check.acts import (
    FIRST,
    LAST,
    added,
    centre,
    centre_correlated,
    cut,
    cut_at_each_step,
    ends,
    every,
    folded,
    largest,
    made_whole,
    one_product,
    overlap_mean,
    overlaps,
    padded,
    running,
    same,
    valid,
    whole_numbers,
    within,
    without,
    wrapped_before,
    zeroed,
)


@dataclass(frozen=True)
class Block:
    """One thing that goes wrong, in all the ways that learners write it.

    Attributes
    ----------
    stage : str
        Which stage it alters.
    acts : tuple of callable
        What stands in the place of the right stage; several where one mistake is made in
        several ways that give different numbers.
    text : str
        What the learner did, as a sentence.
    ask : str
        Why it differs, and a question that leads on.
    clause : str
        What was done, to be put after "Two things at once:".
    """

    stage: str
    acts: tuple[Callable, ...]
    text: str
    ask: str
    clause: str = ""


NO_FLIP = Block(
    "orient",
    (every,),
    "This is the cross-correlation: the kernel was not flipped (or flipped twice: by hand, and "
    "again by `np.convolve`).",
    "In the convolution the indices of the two factors always add up to n. When m grows by one, "
    "what happens to n − m?",
    "the kernel was not flipped",
)
FLIP = Block(
    "orient",
    (np.flip,),
    "This is the convolution: the kernel was flipped.",
    "The cross-correlation lays the kernel on the input as it stands. Where does the flip come in?",
    "the kernel was flipped",
)
SAME = Block(
    "crop",
    (centre, same, centre_correlated),
    "This is mode='same': the centre part only.",
    "At the ends the kernel overlaps the input partly, and those sums count as well. At which "
    "shift n does the kernel touch the input for the first time, and at which for the last?",
    "only the centre part was kept (mode='same')",
)
VALID = Block(
    "crop",
    (overlaps, valid),
    "This is mode='valid': only the positions where the kernel fits entirely.",
    "An output exists as soon as one single product exists. How many shifts n overlap only "
    "partly, on the left and on the right?",
    "only the full overlaps were kept (mode='valid')",
)
ZEROS_AROUND_VALID = Block(
    "crop",
    (within(overlaps), within(valid)),
    "You computed only the positions where the kernel fits entirely, and filled up with zeros.",
    "Partial overlaps have a sum too. Which products are left when the kernel sticks out?",
    "only the full overlaps were computed",
)
ENDS_WITH_INPUT = Block(
    "crop",
    (
        lambda y, n, m: cut(y, 0, n),
        lambda y, n, m: cut(cut(y, 0, n), 0, y.shape),
    ),
    "Your n stops where the input stops.",
    "After the last entry of the input the kernel still overlaps it. What is the largest n for "
    "which some a[n − m]·b[m] exists?",
    "n stops where the input stops",
)
LAST_PART = Block(
    "crop",
    (lambda y, n, m: cut(y, [k - 1 for k in m], n),),
    "You kept the last values of the full result, as many as the input has.",
    "The outputs before them are sums as well. What is the smallest n for which a product exists?",
    "only the last values were kept",
)
CIRCULAR = Block(
    "crop",
    (folded(max), folded(lambda n, m: n)),
    "This is circular convolution: what leaves on one side comes back on the other (either an "
    "FFT product without zero padding, or an index taken modulo the length).",
    "Outside the input there are zeros here, not the input again. Which of your products use an "
    "index that had gone past an end?",
    "it is circular: what leaves on one side comes back on the other",
)
NEGATIVE_INDEX = Block(
    "border",
    (wrapped_before,),
    "For small n you read from the end of a: Python counts negative indices from there.",
    "a[−1] is no error in Python, it is the last entry; in the formula it is zero. For which m "
    "is n − m negative?",
    "negative indices read from the end of the input",
)
SHORT_BY_ONE = Block(
    "shift",
    (ends(after=-1), zeroed(LAST)),
    "The last output is missing (off by one in the range).",
    "`range(k)` ends at k − 1. For which n do the last entry of a and the last entry of b meet?",
    "the last output is missing",
)
LOST_FIRST = Block(
    "shift",
    (ends(before=-1), zeroed(FIRST)),
    "The first output is missing: your n starts one too late.",
    "The very first sum has one product only. Which entries meet in it, and what is n then?",
    "the first output is missing",
)
SHIFT_RIGHT = Block(
    "shift",
    (lambda y, n, m: cut(y, -1, y.shape), lambda y, n, m: np.roll(y, 1)),
    "Every value stands one place too far to the right.",
    "The place of a sum is the sum of the indices in it. Where does a[0]·b[0] belong?",
    "every value stands one place too far to the right",
)
SHIFT_LEFT = Block(
    "shift",
    (lambda y, n, m: cut(y, 1, y.shape), lambda y, n, m: np.roll(y, -1)),
    "Every value stands one place too far to the left.",
    "The place of a sum is the sum of the indices in it. Where does a[0]·b[0] belong, and where "
    "is it in your output?",
    "every value stands one place too far to the left",
)
ZERO_AT_END = Block(
    "shift",
    (ends(after=1),),
    "One output too many: there is a zero at the end.",
    "The last output comes from the last entry of a and the last of b. What is the sum of their "
    "indices?",
    "there is one zero too many at the end",
)
ZERO_AT_START = Block(
    "shift",
    (ends(before=1),),
    "One output too many: there is a zero at the beginning.",
    "The first output comes from the first entry of a and the first of b. What is the sum of "
    "their indices?",
    "there is one zero too many at the beginning",
)
STILL_PADDED = Block(
    "shift",
    (lambda y, n, m: np.pad(y, [(k - 1, k - 1) for k in m]),),
    "Your output still has the zeros that you padded with, at both ends.",
    "Padding and then a full convolution count the ends twice. Which of the two do you need?",
    "the zeros of the padding are still there",
)
REVERSED = Block(
    "shift",
    (lambda y, n, m: np.flip(y),),
    "Your output is in reverse order (either the result or both operands were flipped).",
    "Only the kernel is flipped, and only inside the sum. What is the first value that your "
    "function computes, and where does it go?",
    "the output is in reverse order",
)
MIRROR = Block(
    "border",
    (padded("symmetric"), padded("reflect")),
    "Outside the signal you used its mirror image instead of zero.",
    "Here nothing stands outside, and nothing adds nothing. Which products should vanish at the "
    "ends?",
    "its mirror image stands outside the input instead of zero",
)
WRAP = Block(
    "border",
    (padded("wrap"),),
    "Outside the signal you repeated it periodically.",
    "Here zeros stand outside. Which products should vanish at the ends?",
    "the input is repeated periodically",
)
EDGE = Block(
    "border",
    (padded("edge"),),
    "Outside the signal you repeated its first and its last value.",
    "Here zeros stand outside. Which products should vanish at the ends?",
    "the first and the last value are repeated outside the input",
)
OVERLAP_MEAN = Block(
    "combine",
    (overlap_mean,),
    "You divided each output by the number of overlapping products.",
    "That is a mean; the convolution is a sum. What stands in front of the products in the "
    "formula?",
    "each output was divided by the number of overlapping products",
)
MEAN = Block(
    "combine",
    (lambda windows, kernel, inside: (windows * kernel).mean(-1),),
    "Every value is too small by the kernel's length: you averaged the products.",
    "The convolution adds the products and leaves it at that. Where do you divide, or take a mean?",
    "the products were averaged, not added",
)
NOT_RESET = Block(
    "finish",
    (running,),
    "Your values keep growing: each one contains all the earlier ones.",
    "Each output is a sum of its own. At which line, and how often, does your sum become zero "
    "again?",
    "each value contains all the earlier ones",
)
LAST_OF_KERNEL = Block(
    "combine",
    (one_product(0), one_product(0, guarded=False)),
    "Each output holds only the last product of its sum.",
    "A new product should join the earlier ones, not replace them. What is the difference "
    "between = and +=?",
    "each output holds only the last product",
)
LAST_OF_INPUT = Block(
    "combine",
    (one_product(-1), one_product(-1, guarded=False)),
    "Each output holds one product: later ones overwrote the earlier ones.",
    "Several products belong to the same place. What is the difference between = and +=?",
    "later products overwrote the earlier ones",
)
LARGEST = Block(
    "combine",
    (largest,),
    "You took the largest product instead of adding them all.",
    "Which symbol in the formula says what happens to the products?",
    "the largest product was taken, not the sum",
)
ADDED = Block(
    "combine",
    (added,),
    "You added the two entries where they should be multiplied.",
    "Each term of the sum is a product a[n − m]·b[m]. Which sign stands between the two entries "
    "in your line?",
    "the entries were added, not multiplied",
)
FIRST_TAP_MISSING = Block(
    "taps",
    (without(FIRST),),
    "The first entry of b never takes part.",
    "Python counts from zero. Which values does m take in your loop, and which one is missing?",
    "the first entry of the kernel never takes part",
)
LAST_TAP_MISSING = Block(
    "taps",
    (without(LAST),),
    "The last entry of b never takes part.",
    "`range(k)` ends at k − 1 already. Which values does m take in your loop, and which one is "
    "missing?",
    "the last entry of the kernel never takes part",
)
FIRST_INPUT_MISSING = Block(
    "input",
    (without(FIRST),),
    "The first entry of a never takes part.",
    "Python counts from zero. Which entries of a does your loop visit, and which one is missing?",
    "the first entry of the input never takes part",
)
LAST_INPUT_MISSING = Block(
    "input",
    (without(LAST),),
    "The last entry of a never takes part.",
    "`range(k)` ends at k − 1 already. Which entries of a does your loop visit, and which one is "
    "missing?",
    "the last entry of the input never takes part",
)
KERNEL_OF_ONES = Block(
    "taps",
    (np.ones_like,),
    "The values of b do not matter to your output: you added up entries of a.",
    "Each entry of a has a weight in the sum. Which entry of b is it?",
    "the values of the kernel were left out",
)
WHOLE_OUTPUT = Block(
    "finish",
    (whole_numbers,),
    "With whole numbers as input your output loses its decimals.",
    "An array made with `zeros_like(a)` or `dtype=a.dtype` holds whole numbers when a does. "
    "Which type has the array that you write into?",
    "with whole numbers as input the output loses its decimals",
)
WHOLE_STEPS = Block(
    "combine",
    tuple(cut_at_each_step(backwards, False) for backwards in (False, True)),
    WHOLE_OUTPUT.text,
    WHOLE_OUTPUT.ask,
    WHOLE_OUTPUT.clause,
)
TRUNCATED = Block(
    "finish",
    (made_whole(np.trunc), made_whole(np.floor)),
    "The decimals are cut off everywhere.",
    "Somewhere a number is made whole: by `int`, by `//`, or by an array of whole numbers. Where?",
    "the decimals are cut off everywhere",
)
TRUNCATED_STEPS = Block(
    "combine",
    tuple(cut_at_each_step(backwards, True) for backwards in (False, True)),
    TRUNCATED.text,
    TRUNCATED.ask,
    TRUNCATED.clause,
)
ROUNDED = Block(
    "finish",
    (made_whole(np.round),),
    "Your outputs are rounded to whole numbers.",
    "A sum of products may have decimals. Where are they lost?",
    "the outputs are rounded",
)
ABSOLUTE = Block(
    "finish",
    (lambda y, x, h: np.abs(y),),
    "You took absolute values: the signs are gone.",
    "An output may well be negative. Where does the sign get lost?",
    "the signs are gone",
)
CLIPPED = Block(
    "finish",
    (lambda y, x, h: np.maximum(y, 0),),
    "Negative outputs became zero.",
    "An output may well be negative. What is it that keeps yours from going below zero?",
    "negative outputs became zero",
)
NORMALISED = Block(
    "finish",
    (lambda y, x, h: y / h.sum(),),
    "You divided by the sum of the kernel.",
    "That is right for a weighted mean. Does the formula of the convolution divide by anything?",
    "everything was divided by the sum of the kernel",
)
NEGATED = Block(
    "finish",
    (lambda y, x, h: -y,),
    "Every value has the wrong sign.",
    "Every product goes into the sum with a plus. Where does a minus come in?",
    "every value has the wrong sign",
)
