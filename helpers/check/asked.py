"""The numbers that the course asks for, by name: what is right, and what each wrong one means.

What is said stands in `asked.toml`.
"""

import math
from dataclasses import replace
from functools import partial

import numpy as np

from helpers.check.exercises.output_size import EXERCISE as OUTPUT_SIZE
from helpers.check.own import AT, BOARD, BORDERS, LENGTHS, fields, looks, my_numbers, sizes, top
from helpers.check.questions import length_question, value_question
from helpers.check.typed import Question, judge, meant, tabled
from helpers.check.verdict import Verdict
from helpers.check.words import listed, read_texts, say, show
from helpers.models.neighbours import weight_counts
from helpers.numbers import number
from helpers.operations import convolve

SIGMAS = (3, 4)  # of the two blurs, one after the other
SIDE = 15  # rows and columns of the kernel whose multiplications are counted
ROWS, COLUMNS = 8, 4  # of the image whose maps are counted, which is no square


def answer(name, value, failures=0):
    """Judge a typed number; None and ... stand for no answer.

    >>> answer("sigma of two blurs", 7).feedback.split(".")[0]
    '7 is what you get where the two σ are added'
    """
    if name not in ASKED:
        said = say("no_names", names=", ".join(map(repr, ASKED)))
        return Verdict(name[:40], None, None, (said,))
    return judge(value, question(name), failures)


def names(notebook=None):
    """Return the names of all numbers that can be checked, or of those that one notebook asks for.

    >>> names()[:2], names("04")
    (('my length', 'my c[0]'), ('my pixel, edge',))
    """
    return tuple(read_texts("asked")["notebooks"].get(notebook, ()) if notebook else ASKED)


def question(name):
    """Return the question of a number."""
    return replace(ASKED[name](), name=name)


# Numbers of the learner's own.


def _length():
    return length_question(*my_numbers("c").values())


def _value(n):
    return value_question(*my_numbers("c").values(), "convolution", "full", (n,), ("a", "b", "c"))


def _square(operation):
    """Ask for the only output with a full overlap of 2×2 values."""
    image, kernel = my_numbers("S").values()
    called = "image", "kernel", "output"
    asked = value_question(image, kernel, operation, "valid", (0, 0), called)
    flat = kernel if operation == "convolution" else np.flip(kernel)
    known = [("matrix_product", (image @ turned).sum()) for turned in (flat, np.flip(flat))]
    known += [("sums_multiplied", image.sum() * kernel.sum())]
    known += [("full", value) for value in convolve(image, flat).ravel()]
    more = [one for key, value in known for one in meant("two_by_two", {key: value.item()})]
    return replace(asked, known=(*asked.known, *more))


def _border():
    """Ask for a pixel in the first row of a moving average that repeats the edge."""
    image = my_numbers("pixel")["image"]
    wrong = {mode: top(image, mode) for mode in BORDERS if mode != "edge"}
    wrong |= {"inside": image[:2, AT[1] - 1 : AT[1] + 2].mean().item()}
    wrong |= {"sum": 9 * top(image, "edge")}
    wrong |= {"xy": np.pad(image, 1, mode="edge")[2:5, :3].mean().item()}

    def case(size):
        image = np.array([[9, 90, 900]] if size == "small" else [[9, 90, 900], [18, 180, 1800]])
        rows = np.pad(image, 1, mode="edge")[:3, :3]
        sums = " + ".join(f"({' + '.join(map(str, row))})" for row in rows.tolist())
        return {"image": show(image), "sums": sums, "mean": number(rows.mean().item())}

    return tabled("edge", top(image, "edge"), wrong, case)


def _look(which):
    """Ask what a kernel makes of a flat image of ones, or of a checkerboard."""
    right, *wrong = looks(my_numbers("kernel")["kernel"])[which].items()
    wrong = {key: float(value) for key, value in wrong}

    def case(size):
        small, large = [[0, 1, 0], [2, 3, 4], [0, 5, 0]], [[1, 20, 2], [30, 3, 40], [4, 50, 5]]
        kernel = np.array(small if size == "small" else large)
        products = (kernel * (BOARD if which == "checkerboard" else abs(BOARD))).ravel().tolist()
        terms = " + ".join(map(number, products)).replace("+ −", "− ")
        return {"kernel": show(kernel), "terms": terms, "sum": number(sum(products))}

    return tabled("looks", int(right[1]), wrong, case, which)


def _outputs():
    """Ask for the number of outputs of a layer."""
    right, *wrong = sizes(**my_numbers("layer")).items()
    known = tuple((value, key, OUTPUT_SIZE.texts[key]["clause"]) for key, value in wrong)

    def cases(size):
        given = OUTPUT_SIZE.small if size == "small" else OUTPUT_SIZE.parallel
        named = zip(OUTPUT_SIZE.arguments, given, strict=True)
        case = f"A case: {listed(f'{name} = {value}' for name, value in named)}."
        yield case, OUTPUT_SIZE.sentences(given), OUTPUT_SIZE.texts["note"]

    return Question("", right[1], known, OUTPUT_SIZE.texts["extent"], cases)


def _seen():
    """Ask how many inputs an output sees through two layers."""
    right, *wrong = fields(**my_numbers("field")).items()

    def case(size):
        k1, s1, k2 = (2, 2, 2) if size == "small" else (11, 5, 4)
        return {"k1": k1, "s1": s1, "k2": k2, "more": k2 - 1, "sum": k1 + (k2 - 1) * s1}

    return tabled("two_layers", right[1], dict(wrong), case)


# Numbers that are the same for all.


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

    def case(size):
        one, two = (6, 8) if size == "small" else (20, 21)
        squares = {"one_squared": one**2, "two_squared": two**2, "sum": one**2 + two**2}
        return {"one": one, "two": two, **squares, "root": number(math.hypot(one, two))}

    return tabled("sigma", math.hypot(one, two), known, case)


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

    def case(size):
        n = 3 if size == "small" else 7
        return {"n": n, "square": n * n, "twice": 2 * n}

    return tabled("multiplications", 2 * n if way == "split" else n * n, known, case, way)


def _weights(kind):
    """Ask for the number of weights of a map from an image to an image of the same size."""
    counts, n = weight_counts(ROWS, COLUMNS), ROWS * COLUMNS
    known = {
        "dense": {
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
        },
        "local": {
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
        },
        "shared": {
            "one_each pixels": n,
            "single": 1,
            "one_row": 3,
            "sides_added window": 6,
            "without_itself": 8,
            "biases one": 10,
            "squared": 81,
            "four neighbours": 4,
            "four cross": 5,
        },
    }

    def case(size):
        rows, columns, side = (3, 2, 5) if size == "small" else (5, 3, 7)
        values = {"rows": rows, "columns": columns, "side": side, "n": rows * columns}
        n = rows * columns
        return values | {"square": n**2, "ninefold": n * 9, "window": side**2}

    return tabled("weights", counts[kind], counts | known[kind], case, kind)


ASKED = {
    "my length": _length,
    **{f"my c[{n}]": partial(_value, n) for n in range(sum(LENGTHS) - 1)},
    **{f"my {one} of 2×2": partial(_square, one) for one in ("convolution", "correlation")},
    "my pixel, edge": _border,
    "my sum of weights": partial(_look, "sum"),
    "my checkerboard": partial(_look, "checkerboard"),
    "my output size": _outputs,
    "my receptive field": _seen,
    "sigma of two blurs": _sigma,
    "multiplications, 2-D": partial(_multiplications, "whole"),
    "multiplications, separable": partial(_multiplications, "split"),
    **{f"weights, {kind}": partial(_weights, kind) for kind in ("dense", "local", "shared")},
}
