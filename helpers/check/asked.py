"""The numbers that the course asks for, by name: what is right, and what each wrong one means.

What is said stands in `asked.toml`.
"""

import math
from dataclasses import replace
from functools import cache, partial

import numpy as np

from helpers.check import own
from helpers.check.exercise import read_texts
from helpers.check.exercises.moving_average import EXERCISE as MOVING_AVERAGE
from helpers.check.questions import LIKE_YOURS, length_question, value_question, worked
from helpers.check.structure import show
from helpers.check.typed import ANOTHER, Question, judge
from helpers.check.verdict import Verdict
from helpers.data.signals import signal
from helpers.models.neighbours import weight_counts
from helpers.numbers import number
from helpers.operations import convolve

SIGMAS = (3, 4)  # of the two blurs, one after the other
SIDE = 15  # rows and columns of the kernel whose multiplications are counted
PIXEL = (4, 3)  # row and column
ROWS, COLUMNS = 8, 4  # of the image whose maps are counted, which is no square


def _read_only(rows):
    array = np.array(rows)
    array.flags.writeable = False
    return array


IMAGE_2X2 = _read_only([[1, 2], [3, 4]])
KERNEL_2X2 = _read_only([[2, 8], [5, 9]])


def answer(name, value, failures=0):
    """Judge a typed number; None and ... stand for no answer.

    >>> answer("c[3]", 1.5).mistake
    'other_output'
    >>> answer("sigma of two blurs", 7).feedback.split(".")[0]
    '7 is what you get where the two σ are added'
    """
    if name not in names():
        possible = ", ".join(map(repr, names()))
        return Verdict(name[:40], None, None, (f"The names of the numbers are {possible}.",))
    return judge(value, question(name), failures)


def names(notebook=None):
    """Return the names of all numbers that can be checked, or of those that one notebook asks for.

    >>> names()[:3], names("04")
    (('length', 'c[0]', 'c[1]'), ('my pixel, edge',))
    """
    if notebook is None:
        return (*_shared(), *own.questions())
    return tuple(read_texts("asked")["notebooks"].get(notebook, ()))


@cache
def _shared():
    """Return for each number that is the same for all how to make its question."""
    a, b = signal("a"), signal("b")
    outputs = len(a) + len(b) - 1
    return {
        "length": partial(length_question, a, b),
        **{f"c[{n}]": partial(_value_of_c, a, b, n) for n in range(outputs)},
        "convolution of 2×2": partial(_two_by_two, "convolution"),
        "correlation of 2×2": partial(_two_by_two, "correlation"),
        "pixel (4,3)": _pixel,
        "sigma of two blurs": _sigma,
        "multiplications, 2-D": partial(_multiplications, "whole"),
        "multiplications, separable": partial(_multiplications, "split"),
        "weights, dense": partial(_weights, "dense"),
        "weights, local": partial(_weights, "local"),
        "weights, shared": partial(_weights, "shared"),
        "receptive field": _receptive_field,
    }


def question(name):
    """Return the question of a number."""
    if name in _shared():
        return _same_for_all(name)
    return replace(own.questions()[name](), name=name)


@cache
def _same_for_all(name):
    return replace(_shared()[name](), name=name)


def _texts(group):
    return read_texts("asked")[group]


def _known(group, values, **details):
    """Return what wrong numbers mean: (number, key of the mistake, what is said)."""
    said = _texts(group)["known"]
    return [(value, key.split()[0], said[key].format(**details)) for key, value in values.items()]


def _case(said, lines, values):
    """Yield a case: what is given, the lines of the work, and a question."""
    yield (
        said["case"].format(**values),
        tuple(line.format(**values) for line in lines),
        said["end"],
    )


def _value_of_c(a, b, n):
    return value_question(a, b, "convolution", "full", (n,), ("a", "b", "c"))


def _two_by_two(operation):
    """Ask for the only output with a full overlap of 2×2 values."""
    called = ("image", "kernel", "output")
    asked = value_question(IMAGE_2X2, KERNEL_2X2, operation, "valid", (0, 0), called)
    kernel = KERNEL_2X2 if operation == "convolution" else np.flip(KERNEL_2X2)
    products = [(IMAGE_2X2 @ turned).sum().item() for turned in (kernel, np.flip(kernel))]
    everything = (IMAGE_2X2.sum() * KERNEL_2X2.sum()).item()
    full = convolve(IMAGE_2X2, kernel).ravel().tolist()
    known = [
        *asked.known,
        *(one for v in products for one in _known("two_by_two", {"matrix_product": v})),
        *_known("two_by_two", {"sums_multiplied": everything}),
        *(one for v in full for one in _known("two_by_two", {"full": v})),
    ]
    cases = partial(worked, end=LIKE_YOURS, ndim=2, operation=operation, mode="valid", names=called)
    return replace(asked, known=tuple(known), cases=cases)


def _pixel():
    """Ask for one pixel of the 3×3 moving average of the image F."""
    image = signal("F")
    average = MOVING_AVERAGE.right(image)
    row, column = PIXEL
    window = image[row - 1 : row + 2, column - 1 : column + 2]
    bright = window[window > 0]
    gaussian = convolve(image, np.outer([1, 2, 1], [1, 2, 1]) / 16, "same")
    around = ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1))
    before = {"not_averaged": image[PIXEL], "xy": average[column, row]}
    before["from_one"] = average[row - 1, column - 1]
    after = {"bright_only": bright.mean(), "counted": bright.size, "gaussian": gaussian[PIXEL]}
    known = [
        *_known("pixel", before),
        *(one for at in around for one in _known("pixel", {"other_output": average[at]}, at=at)),
        *_from_mistakes(image),
        *_known("pixel", after),
        *((value, "other_output", ANOTHER) for value in average.ravel()),
    ]
    return Question(
        "",
        average[PIXEL].item(),
        tuple((float(value), key, clause) for value, key, clause in known),
        _texts("pixel")["ask"].format(row=row, column=column),
        _averages,
    )


def _from_mistakes(image):
    """Yield what the mistakes of `moving_average` give at the same place."""
    for one in MOVING_AVERAGE.single:
        for way in one.ways:
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
        _texts("pixel")["end"],
    )


def _sigma():
    """Ask for the σ of a blur that does what two blurs do, one after the other."""
    one, two = SIGMAS
    known = {
        "added": one + two,
        "multiplied": one * two,
        "mean": (one + two) / 2,
        "variance": one**2 + two**2,
        "larger": two,
        "smaller": one,
        "subtracted": two - one,
        "root_of_sum": math.sqrt(one + two),
        "geometric": math.sqrt(one * two),
        "mean_square": math.sqrt((one**2 + two**2) / 2),
        "mean_variance": (one**2 + two**2) / 2,
        "difference": math.sqrt(two**2 - one**2),
        "square_of_sum": (one + two) ** 2,
    }
    said = _texts("sigma")
    return Question(
        "", math.hypot(one, two), tuple(_known("sigma", known)), said["ask"], _sigma_cases
    )


def _sigma_cases(size):
    """Yield a case of two other blurs."""
    one, two = (6, 8) if size == "small" else (20, 21)
    values = {"one": one, "two": two, "one_squared": one**2, "two_squared": two**2}
    values |= {"sum": one**2 + two**2, "root": number(math.hypot(one, two))}
    said = _texts("sigma")
    yield from _case(said, said["lines"], values)


def _multiplications(way):
    """Ask how many multiplications a kernel costs for each pixel, whole or split in two passes."""
    n = SIDE
    known = {
        "not_split": n * n,
        "split": 2 * n,
        "one_side": n,
        "four_sides": 4 * n,
        "rim": 4 * n - 4,
        "additions": n * n - 1,
        "additions split": 2 * n - 1,
        "additions two": 2 * (n - 1),
        "one_less": (n - 1) ** 2,
        "with_additions whole": 2 * n * n,
        "with_additions split": 4 * n,
        "square_of_sum": (2 * n) ** 2,
        "cubed": n**3,
        "two_kernels": n**4,
        "ratio": n * n / (2 * n),
        "difference": n * n - 2 * n,
        "radius": n // 2,
    }
    right = 2 * n if way == "split" else n * n
    known = {key: value for key, value in known.items() if value != right}
    ask = _texts("multiplications")[f"ask_{way}"]
    known = tuple(_known("multiplications", known))
    return Question("", right, known, ask, partial(_cost_cases, way))


def _cost_cases(way, size):
    """Yield a case of a smaller kernel."""
    n = 3 if size == "small" else 7
    said = _texts("multiplications")
    yield from _case(said, said[f"lines_{way}"], {"n": n, "square": n * n, "twice": 2 * n})


def _weights(kind):
    """Ask for the number of weights of a map from an image to an image of the same size."""
    counts = weight_counts(ROWS, COLUMNS)
    known = {other: value for other, value in counts.items() if other != kind}
    known |= {"dense": _dense, "local": _local, "shared": _one_for_all}[kind]()
    known = {key: value for key, value in known.items() if value != counts[kind]}
    ask, known = _texts("weights")["ask"][kind], tuple(_known("weights", known))
    return Question("", counts[kind], known, ask, partial(_weight_cases, kind))


def _dense():
    """Return wrong numbers for the dense map."""
    n = ROWS * COLUMNS
    return {
        "one_each": n,
        "added": 2 * n,
        "rows_only": ROWS**2,
        "columns_only": COLUMNS**2,
        "square rows": ROWS**4,
        "square columns": COLUMNS**4,
        "sides_added": (ROWS + COLUMNS) ** 2,
        "without_itself dense": n * (n - 1),
        "pairs": n * (n - 1) // 2,
        "biases": n**2 + n,
        "other_image": weight_counts(28, 28)["dense"],
    }


def _local():
    """Return wrong numbers for the local map."""
    n = ROWS * COLUMNS
    return {
        "one_each": n,
        "inside_only": (3 * ROWS - 2) * (3 * COLUMNS - 2),
        "inner_only": (ROWS - 2) * (COLUMNS - 2) * 9,
        "without_itself": n * 8,
        "one_row": n * 3,
        "four neighbours": n * 4,
        "four cross": n * 5,
        "square rows": ROWS**2 * 9,
        "square columns": COLUMNS**2 * 9,
        "sides_added": (ROWS + COLUMNS) * 9,
        "biases": n * 10,
        "both": n**2 * 9,
        "other_image": weight_counts(28, 28)["local"],
    }


def _one_for_all():
    """Return wrong numbers for the map with shared weights."""
    return {
        "one_each pixels": ROWS * COLUMNS,
        "single": 1,
        "one_row": 3,
        "sides_added window": 6,
        "without_itself": 8,
        "biases one": 10,
        "squared": 81,
        "four neighbours": 4,
        "four cross": 5,
    }


def _weight_cases(kind, size):
    """Yield a case of a smaller image, or of another neighbourhood."""
    rows, columns, side = (3, 2, 5) if size == "small" else (5, 3, 7)
    n = rows * columns
    values = {"rows": rows, "columns": columns, "side": side, "n": n}
    values |= {"square": n**2, "ninefold": n * 9, "window": side**2}
    said = _texts("weights")
    yield from _case(said, said["lines"][kind], values)


# How far a pixel of the second layer sees.


def _receptive_field():
    """Ask how many columns of the input an output of two 3×3 layers looks at."""
    known = {"one_layer": 3, "added": 6, "multiplied": 9, "three_layers": 7, "both_sides": 4}
    known |= {"area": 25, "weights": 18, "squared": 81}
    said = _texts("receptive_field")
    known = tuple(_known("receptive_field", known))
    return Question("", 5, known, said["ask"], _fields)


def _fields(size):
    """Yield a case of two other layers."""
    one, two = (2, 2) if size == "small" else (3, 7)
    said = _texts("receptive_field")
    values = {"one": one, "two": two, "more": two - 1, "sum": one + two - 1}
    yield from _case(said, said["lines"], values)
