"""Numbers of each learner's own: drawn from a seed that stays in the record.

`my_numbers` shows them, and ``check.number(value, "my c[4]")`` asks about them: the answer stands
nowhere in the course, and not on a neighbour's screen either.
"""

import copy
import os
import secrets
from functools import cache, partial

import numpy as np

from helpers import record
from helpers.check.exercise import read_texts
from helpers.check.exercises.output_size import EXERCISE as OUTPUT_SIZE
from helpers.check.questions import length_question, value_question
from helpers.check.structure import show
from helpers.check.typed import Question
from helpers.models.layers import output_size
from helpers.numbers import number
from helpers.operations import convolve, correlate

SEED = "COURSE_SEED"  # in the environment: everybody has the same numbers, as in stored notebooks
LENGTHS = 5, 3  # of a and b
TRIES = 1000


class MyNumbers(dict):
    """A learner's own numbers by name; what is displayed says what they are."""

    def __repr__(self):
        """Name the numbers."""
        return "Your own numbers: " + ", ".join(
            f"{name} = {show(np.asarray(value))}" for name, value in self.items()
        )


def my_numbers(what="c"):
    """Show the learner's own numbers.

    Parameters
    ----------
    what : {"c", "S", "pixel", "kernel", "layer", "field"}
        For which question: "c" two arrays a and b, "S" an image and a kernel of 2×2, "pixel" an
        image of 3×4, "kernel" a kernel of 3×3, "layer" the whole numbers n, k, stride and padding,
        "field" the kernels k1 and k2 of two layers and the stride s1 of the first.

    Returns
    -------
    MyNumbers
        A dict of names and numbers, the same at each call; others have other ones.

    Examples
    --------
    >>> sorted(my_numbers("c")), len(my_numbers("c")["a"])
    (['a', 'b'], 5)
    """
    if what not in DRAW:
        raise ValueError(
            f"there are own numbers for {', '.join(map(repr, DRAW))}, not for {what!r}"
        )
    return MyNumbers(copy.deepcopy(_drawn(what, _seed())))


def _seed():
    """Return the seed in the record; the first time, draw one and keep it."""
    fixed = os.environ.get(SEED, "")
    if fixed.isdecimal():
        return int(fixed)
    kept = record.latest("seed", "my numbers") or {}
    if type(kept.get("value")) is not int or kept["value"] < 0:
        kept = {"kind": "seed", "key": "my numbers", "value": secrets.randbelow(10**6)}
        record.append(kept)
    return kept["value"]


@cache
def _drawn(what, seed):
    """Draw until no wrong way leads to the right numbers."""
    rng = np.random.default_rng([seed, *what.encode()])
    draw, tells = DRAW[what]
    return next(drawn for drawn in (draw(rng) for _ in range(TRIES)) if tells(**drawn))


def _signals(rng):
    a, b = (rng.choice(np.arange(-6, 9), size, replace=False) / 2 for size in LENGTHS)
    return {"a": a, "b": b}


def _signals_tell(a, b):
    c, r = convolve(a, b), correlate(a, b)
    return len(np.unique(np.abs(c))) == len(c) and c.all() and not np.isin(c, r).any()


def _squares(rng):
    return {
        "image": rng.choice(np.arange(1, 10), (2, 2), replace=False),
        "kernel": rng.choice(np.arange(2, 10), (2, 2), replace=False),
    }


def _squares_tell(image, kernel):
    turned = [np.rot90(one, k) for one in (kernel, kernel.T) for k in range(4)]
    return len({(image * one).sum() for one in turned}) == len(turned)


def _image(rng):
    return {"image": 9 * rng.choice(np.arange(1, 30), (3, 4), replace=False)}


def _image_tells(image):
    found = [_top(image, mode) for mode in BORDERS]
    return len({round(value, 3) for value in found}) == len(found)


def _kernel(rng):
    return {"kernel": rng.choice(np.arange(-6, 10), (3, 3), replace=False)}


def _kernel_tells(kernel):
    return all(len(set(found.values())) == len(found) for found in _looks(kernel).values())


def _layer(rng):
    n, k = int(rng.integers(25, 60)), int(rng.integers(3, 8))
    return {"n": n, "k": k, "stride": int(rng.integers(2, 5)), "padding": int(rng.integers(1, 4))}


def _layer_tells(n, k, stride, padding):
    right, *wrong = _sizes(n, k, stride, padding).values()
    return right not in wrong


def _field(rng):
    k1, k2 = (int(k) for k in rng.integers(3, 10, 2))
    return {"k1": k1, "s1": int(rng.integers(2, 5)), "k2": k2}


def _field_tells(k1, s1, k2):
    found = list(_fields(k1, s1, k2).values())
    return len(set(found)) == len(found)


DRAW = {
    "c": (_signals, _signals_tell),
    "S": (_squares, _squares_tell),
    "pixel": (_image, _image_tells),
    "kernel": (_kernel, _kernel_tells),
    "layer": (_layer, _layer_tells),
    "field": (_field, _field_tells),
}
BORDERS = {"edge": "edge", "zeros": "constant", "reflect": "reflect", "wrap": "wrap"}
AT = 0, 2  # the pixel under the border
BOARD = np.array([[1, -1, 1], [-1, 1, -1], [1, -1, 1]])


def _top(image, mode):
    """Return the moving average of 3×3 at a pixel in the first row."""
    row, column = AT
    return np.pad(image, 1, mode=BORDERS[mode])[row : row + 3, column : column + 3].mean().item()


def _looks(kernel):
    """Return what ways to take two looks at a kernel lead to, the right one first."""
    total, board, middle = kernel.sum(), (kernel * BOARD).sum(), kernel[1, 1]
    corners = kernel[::2, ::2].sum()
    return {
        "sum": {
            "right": total,
            "signs_used": board,
            "signs_lost": abs(kernel).sum(),
            "middle_left_out": total - middle,
            "mean": total / 9,
        },
        "checkerboard": {
            "right": board,
            "signs_unused": total,
            "corners_negative": 2 * middle - total,
            "corners_left_out": board - corners,
            "middle_left_out": board - middle,
            "middle_negative": -board,
        },
    }


def _sizes(n, k, stride, padding):
    """Return what ways to count the outputs of a layer lead to, the right one first."""
    room = n + 2 * padding - k
    return {
        "right": output_size(n, k, stride, padding),
        "plus_one_missing": room // stride,
        "rounded_up": -(-room // stride) + 1,
        "padding_once": (room - padding) // stride + 1,
        "padding_ignored": (n - k) // stride + 1,
        "stride_ignored": room + 1,
        "kernel_ignored": (n + 2 * padding) // stride + 1,
        "plus_one_inside": (room + 1) // stride,
    }


def _fields(k1, s1, k2):
    """Return what ways to count the inputs seen through two layers lead to, the right one first."""
    return {
        "right": k1 + (k2 - 1) * s1,
        "stride_ignored": k1 + k2 - 1,
        "stride_twice": 1 + (k1 + k2 - 2) * s1,
        "overlap_ignored": k1 + k2 * s1,
        "added": k1 + k2,
        "multiplied": k1 * k2,
        "one_layer": k1,
    }


# Questions.


def questions():
    """Return how to make each question about own numbers, by name."""
    places = range(sum(LENGTHS) - 1)
    return {
        "my length": _length,
        **{f"my c[{n}]": partial(_value, n) for n in places},
        "my convolution of 2×2": partial(_square, "convolution"),
        "my correlation of 2×2": partial(_square, "correlation"),
        "my pixel, edge": _border,
        "my sum of weights": partial(_look, "sum"),
        "my checkerboard": partial(_look, "checkerboard"),
        "my output size": _outputs,
        "my receptive field": _seen,
    }


def _length():
    return length_question(**{"xh"[k]: v for k, v in enumerate(my_numbers("c").values())})


def _value(n):
    return value_question(*my_numbers("c").values(), "convolution", "full", (n,), ("a", "b", "c"))


def _square(operation):
    called = "image", "kernel", "output"
    return value_question(*my_numbers("S").values(), operation, "valid", (0, 0), called)


def _border():
    """Ask for a pixel in the first row of a moving average that repeats the edge."""
    image = my_numbers("pixel")["image"]
    said = read_texts("asked")["edge"]
    wrong = {mode: _top(image, mode) for mode in BORDERS if mode != "edge"}
    inside = image[:2, AT[1] - 1 : AT[1] + 2]
    wrong |= {"inside": inside.mean().item(), "sum": 9 * _top(image, "edge")}
    wrong |= {"xy": np.pad(image, 1, mode="edge")[2:5, :3].mean().item()}
    known = tuple((value, key, said["known"][key]) for key, value in wrong.items())
    return Question("", _top(image, "edge"), known, said["ask"], _border_cases)


def _border_cases(size):
    """Yield a case of another border pixel."""
    image = np.array([[9, 90, 900]] if size == "small" else [[9, 90, 900], [18, 180, 1800]])
    said = read_texts("asked")["edge"]
    rows = np.pad(image, 1, mode="edge")[:3, :3]
    sums = " + ".join(f"({' + '.join(map(str, row))})" for row in rows.tolist())
    line = f"output[0, 0] = ({sums}) / 9 = {number(rows.mean().item())}"
    yield said["case"].format(image=show(image)), (line,), said["end"]


def _look(which):
    """Ask what a kernel makes of a flat image of ones, or of a checkerboard."""
    right, *wrong = _looks(my_numbers("kernel")["kernel"])[which].items()
    said = read_texts("asked")["looks"]
    known = tuple((float(value), key, said["known"][key]) for key, value in wrong)
    return Question("", int(right[1]), known, said["ask"][which], partial(_look_cases, which))


def _look_cases(which, size):
    """Yield a case of another kernel."""
    rows = (
        [[0, 1, 0], [2, 3, 4], [0, 5, 0]]
        if size == "small"
        else [[1, 20, 2], [30, 3, 40], [4, 50, 5]]
    )
    signs = BOARD if which == "checkerboard" else abs(BOARD)
    products = (np.array(rows) * signs).ravel().tolist()
    line = " + ".join(map(number, products)).replace("+ −", "− ")
    said = read_texts("asked")["looks"]
    case = said["case"].format(kernel=show(np.array(rows)))
    yield case, (f"{line} = {number(sum(products))}",), said["end"]


def _outputs():
    """Ask for the number of outputs of a layer."""
    given = my_numbers("layer")
    sizes = _sizes(**given)
    known = tuple(
        (value, key, OUTPUT_SIZE.texts[key]["clause"])
        for key, value in sizes.items()
        if value != sizes["right"]
    )
    return Question("", sizes["right"], known, OUTPUT_SIZE.texts["extent"], _size_cases)


def _size_cases(size):
    """Yield a case of another layer."""
    given = OUTPUT_SIZE.small if size == "small" else OUTPUT_SIZE.parallel
    named = zip(OUTPUT_SIZE.arguments, given, strict=True)
    *more, last = (f"{name} = {value}" for name, value in named)
    yield (
        f"A case: {', '.join(more)} and {last}.",
        OUTPUT_SIZE.sentences(given),
        OUTPUT_SIZE.texts["note"],
    )


def _seen():
    """Ask how many inputs an output sees through two layers."""
    said = read_texts("asked")["two_layers"]
    right, *wrong = _fields(**my_numbers("field")).items()
    known = tuple((value, key, said["known"][key]) for key, value in wrong)
    return Question("", right[1], known, said["ask"], _seen_cases)


def _seen_cases(size):
    """Yield a case of two other layers."""
    k1, s1, k2 = (2, 2, 2) if size == "small" else (11, 5, 4)
    said, values = read_texts("asked")["two_layers"], {"k1": k1, "s1": s1, "k2": k2}
    values |= {"more": k2 - 1, "sum": k1 + (k2 - 1) * s1}
    lines = tuple(line.format(**values) for line in said["lines"])
    yield said["case"].format(**values), lines, said["end"]
