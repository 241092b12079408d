"""What can go wrong in a convolution, as blocks: each alters one stage of one pipeline.

The stages, for any number of dimensions:

    input    what becomes of the input before anything else
    taps     which entries of the kernel take part
    orient   how the kernel lies when it slides over the input
    border   what stands outside the input
    combine  how the products under the kernel become one value
    crop     which part of the full result is kept
    shift    what then happens to the places of the values
    finish   what then happens to the values

A block of the stage "whole" stands for an answer that is no such pipeline.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


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


# The right stages.


def every(values):
    """Keep all entries, as they stand."""
    return values


def zeros(x, pad):
    """Put zeros around the input."""
    return np.pad(x, pad)


def total(windows, kernel, inside):
    """Add up the products."""
    return (windows * kernel).sum(-1)


def full(y, n, m):
    """Keep the whole result."""
    return y


def same(y, n, m):
    """Keep the part as long as the input, in the middle."""
    return cut(y, [(k - 1) // 2 for k in m], n)


def valid(y, n, m):
    """Keep the places at which the kernel lies inside the input."""
    return cut(y, [k - 1 for k in m], [max(0, i - k + 1) for i, k in zip(n, m, strict=True)])


def plain(y, x, h):
    """Leave the values as they are."""
    return y


RIGHT = {
    "input": every,
    "taps": every,
    "orient": np.flip,
    "border": zeros,
    "combine": total,
    "crop": full,
    "shift": full,
    "finish": plain,
}


def pipeline(x, h, stages):
    """Slide the kernel `h` over the input `x`, stage by stage.

    Parameters
    ----------
    x, h : array_like
        Input and kernel, of the same number of dimensions.
    stages : dict of str to callable
        What to do at each stage; "whole" replaces all of them.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> pipeline([1, 10, 100], [1, 2], RIGHT)
    array([  1,  12, 120, 200])
    >>> pipeline([1, 10, 100], [1, 2], RIGHT | {"orient": every})
    array([  2,  21, 210, 100])
    """
    x, h = np.asarray(x), np.asarray(h)
    if "whole" in stages:
        return np.asarray(stages["whole"](x, h))
    kernel = stages["orient"](stages["taps"](h)).ravel()
    pad = [(k - 1, k - 1) for k in h.shape]
    around = stages["border"](stages["input"](x), pad)
    windows = _windows(around, h.shape)
    inside = _windows(np.pad(np.ones(x.shape, bool), pad), h.shape)
    y = stages["combine"](windows, kernel, inside)
    y = stages["crop"](y, x.shape, h.shape)
    y = stages["shift"](y, x.shape, h.shape)
    return stages["finish"](y, x, h)


def _windows(values, shape):
    """Return the windows of `values`, each of them in one row."""
    windows = sliding_window_view(values, shape)
    return windows.reshape(*windows.shape[: values.ndim], -1)


def cut(y, first, size):
    """Return `size` values along each axis, beginning at `first`; zero where there are none.

    Parameters
    ----------
    y : ndarray
        Values.
    first, size : int or sequence of int
        Where to begin, and how many, along each axis.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> cut(np.array([1, 2, 3]), -1, 3)
    array([0, 1, 2])
    """
    first, size = (np.broadcast_to(v, y.ndim).tolist() for v in (first, size))
    result = np.zeros(size, y.dtype)
    take, put = [], []
    for start, length, there in zip(first, size, y.shape, strict=True):
        low, high = max(0, start), max(0, start, min(there, start + length))
        take.append(slice(low, high))
        put.append(slice(low - start, high - start))
    result[tuple(put)] = y[tuple(take)]
    return result


# Makers of acts that several blocks share.


def padded(mode):
    """Return a border of `numpy.pad`."""
    return lambda x, pad: np.pad(x, pad, mode=mode)


FIRST, LAST = slice(0, 1), slice(-1, None)


def without(place):
    """Return an act that puts zero in the place of some entries."""

    def act(values):
        values = values.copy()
        values[place] = 0
        return values

    return act


def ends(before=0, after=0):
    """Return an act that leaves out values (or adds zeros) before the first, after the last."""
    return lambda y, n, m: cut(y, -before, [max(0, k + before + after) for k in y.shape])


def zeroed(place):
    """Return an act that puts zero in the place of some outputs."""
    return lambda y, n, m: without(place)(y)


def within(crop):
    """Return an act that keeps the size and puts zeros where `crop` would leave out."""

    def act(y, n, m):
        marked = crop(np.arange(1, y.size + 1).reshape(y.shape), n, m)
        return np.where(np.isin(np.arange(1, y.size + 1).reshape(y.shape), marked), y, 0)

    return act


def one_product(which, guarded=True):
    """Return an act that keeps one product: the first or the last of the input's order."""

    def act(windows, kernel, inside):
        products = windows * kernel
        if not guarded:
            return products[..., which]
        order = inside if which == 0 else inside[..., ::-1]
        place = order.argmax(-1)
        place = place if which == 0 else inside.shape[-1] - 1 - place
        return np.take_along_axis(products, place[..., None], -1)[..., 0]

    return act


def cut_at_each_step(backwards, always):
    """Return an act that cuts off the decimals after each addition."""

    def act(windows, kernel, inside):
        products = windows * kernel
        if not always and windows.dtype.kind not in "iu":
            return products.sum(-1)
        y = np.zeros(products.shape[:-1])
        for product in np.moveaxis(products, -1, 0)[:: -1 if backwards else 1]:
            y = np.trunc(y + product)
        return y

    return act


# Stages that went wrong, where one expression does not say it.


def wrapped_before(x, pad):
    """Put the end of the input before its beginning, and zeros after it."""
    right = [(0, after) for _, after in pad]
    left = [(before, 0) for before, _ in pad]
    return np.pad(np.pad(x, left, mode="wrap"), right)


def overlap_mean(windows, kernel, inside):
    """Divide each output by the number of overlapping products."""
    return total(windows, kernel, inside) / inside.sum(-1)


def running(windows, kernel, inside):
    """Go on adding from output to output."""
    y = total(windows, kernel, inside)
    return y.cumsum().reshape(y.shape)


def added(windows, kernel, inside):
    """Add where there should be products."""
    return ((windows + kernel) * inside).sum(-1)


def largest(windows, kernel, inside):
    """Take the largest product."""
    return np.where(inside, windows * kernel, -np.inf).max(-1)


def centre(y, n, m):
    """Keep the middle of the result, as long as the longer operand (NumPy's "same")."""
    both = list(zip(n, m, strict=True))
    return cut(y, [(min(b) - 1) // 2 for b in both], [max(b) for b in both])


def centre_correlated(y, n, m):
    """Keep the middle as `np.correlate` does, which exchanges operands of unsuitable length."""
    both = list(zip(n, m, strict=True))
    first = [(k - 1) // 2 if i >= k else i // 2 for i, k in both]
    return cut(y, first, [max(b) for b in both])


def overlaps(y, n, m):
    """Keep the complete overlaps, whichever operand is shorter (NumPy's "valid")."""
    both = list(zip(n, m, strict=True))
    return cut(y, [min(b) - 1 for b in both], [max(b) - min(b) + 1 for b in both])


def folded(period):
    """Return a crop that adds up what lies a whole number of periods apart."""

    def act(y, n, m):
        for axis, length in enumerate(period(*both) for both in zip(n, m, strict=True)):
            rounds = -(-y.shape[axis] // length)
            wide = np.moveaxis(y, axis, 0)
            wide = np.pad(wide, [(0, rounds * length - len(wide))] + [(0, 0)] * (y.ndim - 1))
            y = np.moveaxis(wide.reshape(rounds, length, *wide.shape[1:]).sum(0), 0, axis)
        return y

    return act


def whole_numbers(y, x, h):
    """Cut off the decimals where the input was whole."""
    return np.trunc(y) if x.dtype.kind in "iu" else y


# The blocks.

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
    "combine",
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
    (lambda y, x, h: np.trunc(y), lambda y, x, h: np.floor(y)),
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
    (lambda y, x, h: np.round(y),),
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
