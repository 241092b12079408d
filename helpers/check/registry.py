"""The numbers that the course asks for, by name."""

import math
from dataclasses import replace
from functools import cache, partial

import numpy as np

from helpers.check.questions import LIKE_YOURS, length_question, value_question, worked
from helpers.check.structure import show
from helpers.check.two_dimensional import MOVING_AVERAGE
from helpers.check.typed import ANOTHER, Question, judge
from helpers.check.verdict import Verdict
from helpers.check.weight_numbers import NAMES, weight_question
from helpers.data.signals import signal
from helpers.numbers import number
from helpers.operations import convolve

SIGMAS = (3, 4)  # of the two blurs, one after the other
SIDE = 15  # rows and columns of the kernel whose multiplications are counted
PIXEL = (4, 3)  # row and column
IN_THE_FULL_RESULT = "the kernel sticks out of the input"


def _read_only(rows):
    array = np.array(rows)
    array.flags.writeable = False
    return array


IMAGE_2X2 = _read_only([[1, 2], [3, 4]])
KERNEL_2X2 = _read_only([[2, 8], [5, 9]])


def answer(name, value, failures=0):
    """Judge a typed number.

    Parameters
    ----------
    name : str
        What was asked for, one of `names`.
    value : object
        A number, or text such as "3/4". None and ... stand for no answer.
    failures : int
        How often it was wrong before.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> answer("c[3]", 1.5).mistake
    'other_output'
    >>> answer("sigma of two blurs", 7).feedback.split(".")[0]
    '7 is what you get where the two σ are added'
    """
    if name not in names():
        possible = ", ".join(map(repr, names()))
        return Verdict(name[:40], None, None, (f"The names of the numbers are {possible}.",))
    return judge(value, _question(name), failures)


def names():
    """Return the names of all numbers that can be checked.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> names()[:3]
    ('length', 'c[0]', 'c[1]')
    """
    return tuple(_registry())


@cache
def _registry():
    """Return for each name how to make its question."""
    a, b = signal("a"), signal("b")
    outputs = len(a) + len(b) - 1
    return {
        "length": partial(length_question, a, b),
        **{f"c[{n}]": partial(_value_of_c, a, b, n) for n in range(outputs)},
        "convolution of 2×2": partial(_two_by_two, "convolution"),
        "correlation of 2×2": partial(_two_by_two, "correlation"),
        "pixel (4,3)": _pixel,
        "sigma of two blurs": _sigma,
        "multiplications, 2-D": partial(_multiplications, "multiplications, 2-D"),
        "multiplications, separable": partial(_multiplications, "multiplications, separable"),
        **{name: partial(weight_question, name) for name in NAMES},
    }


@cache
def _question(name):
    return replace(_registry()[name](), name=name)


def _value_of_c(a, b, n):
    return value_question(a, b, "convolution", "full", (n,), ("a", "b", "c"))


# Both sums on 2×2 values.


def _two_by_two(operation):
    """Ask for the only output with a full overlap."""
    called = ("image", "kernel", "output")
    question = value_question(IMAGE_2X2, KERNEL_2X2, operation, "valid", (0, 0), called)
    kernel = KERNEL_2X2 if operation == "convolution" else np.flip(KERNEL_2X2)
    known = [
        *question.known,
        ((IMAGE_2X2 @ kernel).sum().item(), "matrix_product", "they are multiplied as matrices"),
        (
            (IMAGE_2X2 @ np.flip(kernel)).sum().item(),
            "matrix_product",
            "they are multiplied as matrices",
        ),
        (
            (IMAGE_2X2.sum() * KERNEL_2X2.sum()).item(),
            "sums_multiplied",
            "the sum of the one is multiplied by the sum of the other",
        ),
        *(
            (value, "full", IN_THE_FULL_RESULT)
            for value in convolve(IMAGE_2X2, kernel).ravel().tolist()
        ),
    ]
    cases = partial(worked, end=LIKE_YOURS, ndim=2, operation=operation, mode="valid", names=called)
    return replace(question, known=tuple(known), cases=cases)


# One pixel of a moving average.


def _pixel():
    """Ask for one pixel of the 3×3 moving average of the image F."""
    image = signal("F")
    average = MOVING_AVERAGE.right(image)
    row, column = PIXEL
    window = image[row - 1 : row + 2, column - 1 : column + 2]
    bright = window[window > 0]
    gaussian = convolve(image, np.outer([1, 2, 1], [1, 2, 1]) / 16, "same")
    around = ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1))
    known = [
        (image[PIXEL], "not_averaged", "the pixel of the image itself is meant"),
        (average[column, row], "xy", "row and column are exchanged"),
        (average[row - 1, column - 1], "from_one", "rows and columns are counted from one"),
        *((average[at], "other_output", f"the output at {at} is meant") for at in around),
        *_from_mistakes(image),
        (bright.mean(), "bright_only", "the sum is divided by the number of bright pixels"),
        (bright.size, "counted", "the bright pixels are counted, not averaged"),
        (gaussian[PIXEL], "gaussian", "near pixels weigh more: a Gaussian, not equal weights"),
    ]
    known += [(value, "other_output", ANOTHER) for value in average.ravel()]
    return Question(
        "pixel (4,3)",
        average[PIXEL].item(),
        tuple((float(value), key, clause) for value, key, clause in known),
        f"The window reaches one row and one column to each side of row {row}, column {column}. "
        "How many of its pixels are bright, and by what is their sum divided?",
        _averages,
    )


def _from_mistakes(image):
    """Yield what the mistakes of `moving_average` give at the same place."""
    for one, ways in MOVING_AVERAGE.single:
        for way in ways:
            with np.errstate(all="ignore"):
                y = MOVING_AVERAGE.model(image, {**MOVING_AVERAGE.stages, **dict(way)})
            if np.isfinite(y[PIXEL]):
                yield y[PIXEL], one.key, one.clause


def _averages(size):
    """Yield a case of a moving average."""
    inputs = MOVING_AVERAGE.small if size == "small" else MOVING_AVERAGE.parallel
    yield (
        f"A {'smaller' if size == 'small' else 'worked'} case: {show(np.array(inputs[0]))}.",
        MOVING_AVERAGE.sentences(inputs),
        "Which of these lines is like yours? Write down its pixels with your own numbers.",
    )


# Two blurs, one after the other.


def _sigma():
    """Ask for the σ of a blur that does what two blurs do."""
    one, two = SIGMAS
    return Question(
        "sigma of two blurs",
        math.hypot(one, two),
        (
            (one + two, "added", "the two σ are added"),
            (one * two, "multiplied", "the two σ are multiplied"),
            ((one + two) / 2, "mean", "the mean of the two σ is taken"),
            (one**2 + two**2, "variance", "the variance is given: its root is still to be taken"),
            (two, "larger", "the stronger blur is thought to hide the other"),
            (one, "smaller", "only the weaker blur is counted"),
            (two - one, "subtracted", "the two σ are subtracted"),
            (math.sqrt(one + two), "root_of_sum", "the root of σ + σ is taken, without squares"),
            (math.sqrt(one * two), "geometric", "the geometric mean is taken"),
            (math.sqrt((one**2 + two**2) / 2), "mean_square", "the mean of the squares is taken"),
            ((one**2 + two**2) / 2, "mean_variance", "the mean of the variances is given"),
            (math.sqrt(two**2 - one**2), "difference", "the variances are subtracted"),
            ((one + two) ** 2, "square_of_sum", "the sum of the two σ is squared"),
        ),
        "A blur after a blur spreads further, but less than one might think. Which do the two "
        "blurs add: their σ, or the squares of their σ?",
        _sigma_cases,
    )


def _sigma_cases(size):
    """Yield a case of two other blurs."""
    one, two = (6, 8) if size == "small" else (20, 21)
    squares = f"{one}² + {two}² = {one**2} + {two**2} = {one**2 + two**2}"
    total = number(math.hypot(one, two))
    yield (
        f"A case: σ = {one}, then σ = {two}.",
        (f"variances: {squares}", f"σ: √{one**2 + two**2} = {total}"),
        "Variances add, as often as there are blurs. What are yours?",
    )


# What a kernel costs.


def _multiplications(name):
    """Ask how many multiplications a kernel costs for each pixel."""
    split = name.endswith("separable")
    n = SIDE
    known = (
        (n * n, "not_split", "the kernel is used as a whole"),
        (2 * n, "split", "the kernel is taken apart into a column and a row"),
        (n, "one_side", "the weights of one column (or one row) are counted"),
        (4 * n, "four_sides", "all four sides are counted"),
        (4 * n - 4, "rim", "the weights at the rim are counted"),
        (n * n - 1, "additions", "the additions are counted, or one weight is left out"),
        (2 * n - 1, "additions", "the additions are counted, or one weight is left out"),
        (2 * (n - 1), "additions", "the additions of the two passes are counted"),
        ((n - 1) ** 2, "one_less", "the kernel is taken to be one row and one column smaller"),
        (2 * n * n, "with_additions", "additions are counted as well, or the work of two passes"),
        (4 * n, "with_additions", "additions are counted as well"),
        ((2 * n) ** 2, "square_of_sum", "rows and columns are added, and then squared"),
        (n**3, "cubed", "the side is taken three times, not twice"),
        (n**4, "two_kernels", "the cost of two passes is multiplied"),
        (n * n / (2 * n), "ratio", "the two costs are divided by each other"),
        (n * n - 2 * n, "difference", "the two costs are subtracted"),
        (n // 2, "radius", "the radius is given"),
    )
    right = 2 * n if split else n * n
    return Question(
        name,
        right,
        tuple((value, key, clause) for value, key, clause in known if value != right),
        "How many weights meet pixels in the first pass, and how many in the second?"
        if split
        else "Each weight of the kernel meets one pixel. How many weights are there?",
        partial(_cost_cases, split),
    )


def _cost_cases(split, size):
    """Yield a case of a smaller kernel."""
    n = 3 if size == "small" else 7
    cost = f"{n} + {n} = {2 * n}" if split else f"{n} · {n} = {n * n}"
    way = "a column, then a row" if split else "the whole kernel at once"
    yield (
        f"A case: a kernel of {n} rows and {n} columns.",
        (f"{way}: {cost} multiplications for each pixel",),
        "What are the two numbers for your kernel?",
    )
