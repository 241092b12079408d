"""Numbers of each learner's own: drawn from a seed that stays in the record.

`my_numbers` shows them, and ``check.number(value, "my c[4]")`` asks about them: the answer stands
nowhere in the course, and not on a neighbour's screen either.
"""

import copy
import os
import secrets
from functools import cache

import numpy as np

from helpers import record
from helpers.check.exercises import EXERCISES
from helpers.check.words import show
from helpers.operations import convolve, correlate

OUTPUT_SIZE = EXERCISES["output_size"]
SEED = "COURSE_SEED"  # in the environment: everybody has the same numbers, as in stored notebooks
LENGTHS = 5, 3  # of a and b
BORDERS = {"edge": "edge", "zeros": "constant", "reflect": "reflect", "wrap": "wrap"}
AT = 0, 2  # the pixel under the border
BOARD = np.array([[1, -1, 1], [-1, 1, -1], [1, -1, 1]])
SIZES = (  # mistakes of the exercise about sizes that there may be without a dilation
    *("plus_one_missing", "rounded_up", "padding_once", "padding_ignored", "stride_ignored"),
    *("kernel_ignored", "plus_one_inside"),
)


class MyNumbers(dict):
    """A learner's own numbers by name; what is displayed says what they are."""

    def __repr__(self):
        """Name the numbers."""
        return "Your own numbers: " + ", ".join(f"{name} = {show(v)}" for name, v in self.items())


def my_numbers(what="c"):
    """Show the learner's own numbers, the same at each call; others have other ones.

    Parameters
    ----------
    what : {"c", "S", "pixel", "kernel", "layer", "field"}
        For which question: "c" two arrays a and b, "S" an image and a kernel of 2×2, "pixel" an
        image of 3×4, "kernel" a kernel of 3×3, "layer" the whole numbers n, k, stride and padding,
        "field" the kernels k1 and k2 of two layers and the stride s1 of the first.

    Returns
    -------
    MyNumbers
        A dict of names and numbers.

    Raises
    ------
    ValueError
        For another question.

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
    while not tells(**(drawn := draw(rng))):
        pass
    return drawn


def _some(rng, first, end, size):
    return rng.choice(np.arange(first, end), size, replace=False)


def _signals_tell(a, b):
    c, r = convolve(a, b), correlate(a, b)
    return len(np.unique(np.abs(c))) == len(c) and c.all() and not np.isin(c, r).any()


def _squares_tell(image, kernel):
    turned = [np.rot90(one, k) for one in (kernel, kernel.T) for k in range(4)]
    return _differ((image * one).sum() for one in turned)


def _layer(rng):
    n, k = int(rng.integers(25, 60)), int(rng.integers(3, 8))
    return {"n": n, "k": k, "stride": int(rng.integers(2, 5)), "padding": int(rng.integers(1, 4))}


def _layer_tells(**given):
    right, *wrong = sizes(**given).values()
    return right not in wrong


def _field(rng):
    k1, k2 = (int(k) for k in rng.integers(3, 10, 2))
    return {"k1": k1, "s1": int(rng.integers(2, 5)), "k2": k2}


def _differ(values):
    """Tell whether no two of the values are the same."""
    values = [round(float(value), 3) for value in values]
    return len(set(values)) == len(values)


DRAW = {  # how numbers are drawn, and whether they tell right from wrong
    "c": (
        lambda rng: {k: _some(rng, -6, 9, n) / 2 for k, n in zip("ab", LENGTHS, strict=True)},
        _signals_tell,
    ),
    "S": (
        lambda rng: {"image": _some(rng, 1, 10, (2, 2)), "kernel": _some(rng, 2, 10, (2, 2))},
        _squares_tell,
    ),
    "pixel": (
        lambda rng: {"image": 9 * _some(rng, 1, 30, (3, 4))},
        lambda image: _differ(top(image, mode) for mode in BORDERS),
    ),
    "kernel": (
        lambda rng: {"kernel": _some(rng, -6, 10, (3, 3))},
        lambda kernel: all(_differ(found.values()) for found in looks(kernel).values()),
    ),
    "layer": (_layer, _layer_tells),
    "field": (_field, lambda **given: _differ(fields(**given).values())),
}


# What the questions about them come to, right and wrong.


def top(image, mode):
    """Return the moving average of 3×3 at a pixel in the first row."""
    row, column = AT
    return np.pad(image, 1, mode=BORDERS[mode])[row : row + 3, column : column + 3].mean().item()


def looks(kernel):
    """Return what ways to take two looks at a kernel lead to, the right one first."""
    looked = kernel.sum(), (kernel * BOARD).sum(), kernel[1, 1], kernel[::2, ::2].sum()
    total, board, middle, corners = (value.item() for value in looked)
    return {
        "sum": {
            "right": total,
            "signs_used": board,
            "signs_lost": abs(kernel).sum().item(),
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


def sizes(n, k, stride, padding):
    """Return what ways to count the outputs of a layer lead to, the right one first."""
    given = n, k, stride, padding, 1
    ways = {key: OUTPUT_SIZE.mistakes[key][0] for key in SIZES}
    wrong = {key: OUTPUT_SIZE.altered(way, given).item() for key, way in ways.items()}
    return {"right": OUTPUT_SIZE.right(*given).item(), **wrong}


def fields(k1, s1, k2):
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
