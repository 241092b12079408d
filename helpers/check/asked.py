"""The numbers that the course asks for, by name: what is right, and what each wrong one means.

What is said stands in `asked.toml`, and so do the numbers that are the same for all. The others are
a learner's own, drawn from a seed that stays in the record: the answer stands nowhere in the
course, and not on a neighbour's screen either.
"""

import os
import secrets
from dataclasses import replace
from functools import partial

import numpy as np

from helpers import record
from helpers.check import typed
from helpers.check.exercises import EXERCISES
from helpers.check.typed import Question, tabled
from helpers.check.verdict import Verdict
from helpers.check.words import say, show
from helpers.numbers import require_one_of
from helpers.operations import convolve, correlate

SEED = "COURSE_SEED"  # in the environment: everybody has the same numbers, as in stored notebooks
LENGTHS = 5, 3  # of a and b
BORDERS = {"edge": "edge", "zeros": "constant", "reflect": "reflect", "wrap": "wrap"}
BOARD = np.array([[1, -1, 1], [-1, 1, -1], [1, -1, 1]])
OUTPUT_SIZE = EXERCISES["output_size"]
SIZES = (  # mistakes of the exercise about sizes that there may be without a dilation
    *("plus_one_missing", "rounded_up", "padding_once", "padding_ignored", "stride_ignored"),
    *("kernel_ignored", "plus_one_inside"),
)


def answer(name, value, failures=0):
    """Judge a typed number; None and ... stand for no answer."""
    if name not in ASKED:
        said = say("no_names", names=", ".join(map(repr, ASKED)))
        return Verdict(name[:40], None, None, (said,))
    return typed.judge(value, question(name), failures)


def question(name):
    """Return the question of a number."""
    return replace(ASKED[name](), name=name)


class MyNumbers(dict):
    """A learner's own numbers by name; what is displayed says what they are."""

    def __repr__(self):
        return "Your own numbers: " + ", ".join(f"{name} = {show(v)}" for name, v in self.items())


def my_numbers(what="c"):
    """Return a learner's own numbers by name, the same at each call; others have other ones.

    >>> sorted(my_numbers("c")), len(my_numbers("c")["a"])
    (['a', 'b'], 5)

    Parameters
    ----------
    what : {"c", "S", "pixel", "kernel", "layer", "field"}
        For which question: "c" two arrays a and b, "S" an image and a kernel of 2×2, "pixel" an
        image of 3×4, "kernel" a kernel of 3×3, "layer" the whole numbers n, k, stride and padding,
        "field" the kernels k1 and k2 of two layers and the stride s1 of the first. Else a
        ValueError is raised.
    """
    require_one_of("what", what, tuple(DRAW))
    rng = np.random.default_rng([_seed(), *what.encode()])
    draw, tells = DRAW[what]
    while not tells(**(drawn := draw(rng))):
        pass  # a wrong way leads to the right numbers
    return MyNumbers(drawn)


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


def _some(rng, first, end, size):
    return rng.choice(np.arange(first, end), size, replace=False)


def _layer(rng):
    n, k, stride, padding = rng.integers((25, 3, 2, 1), (60, 8, 5, 4)).tolist()
    return {"n": n, "k": k, "stride": stride, "padding": padding}


def _field(rng):
    k1, k2, s1 = rng.integers((3, 3, 2), (10, 10, 5)).tolist()
    return {"k1": k1, "s1": s1, "k2": k2}


def _differ(values):
    """Tell whether no two of the values are the same."""
    values = [round(float(value), 3) for value in values]
    return len(set(values)) == len(values)


def _signals_tell(a, b):
    c = convolve(a, b)
    return _differ([0, *np.abs(c)]) and not np.isin(c, correlate(a, b)).any()


def _squares_tell(image, kernel):
    turned = [np.rot90(one, k) for one in (kernel, kernel.T) for k in range(4)]
    return _differ((image * one).sum() for one in turned)


def _layer_tells(**given):
    right, *wrong = sizes(**given).values()
    return right not in wrong


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


def top(image, mode):
    """Return the moving average of 3×3 in the first row, third column."""
    return np.pad(image, 1, mode=BORDERS[mode])[:3, 2:5].mean().item()


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
    ways = {"right": (), **{key: OUTPUT_SIZE.mistakes[key][0] for key in SIZES}}
    given = n, k, stride, padding, 1
    return {key: OUTPUT_SIZE.altered(way, given).item() for key, way in ways.items()}


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


def _value(n):
    return typed.value_question(*my_numbers("c").values(), index=(n,))


def _square(operation):
    """Ask for the only output with a full overlap of 2×2 values."""
    image, kernel = my_numbers("S").values()
    called = "image", "kernel", "output"
    asked = typed.value_question(image, kernel, operation, "valid", (0, 0), called)
    flat = kernel if operation == "convolution" else np.flip(kernel)
    known = [("matrix_product", (image @ turned).sum()) for turned in (flat, np.flip(flat))]
    known += [("sums_multiplied", image.sum() * kernel.sum())]
    known += [("full", value) for value in convolve(image, flat).ravel()]
    more = [typed.meant("two_by_two", {key: value.item()}) for key, value in known]
    return replace(asked, known=sum(more, asked.known))


def _border():
    """Ask for a pixel in the first row of a moving average that repeats the edge."""
    image = my_numbers("pixel")["image"]
    found = {"right": top(image, "edge"), **{mode: top(image, mode) for mode in BORDERS}}
    turned = np.pad(image, 1, mode="edge")[2:5, :3].mean().item()
    more = {"inside": image[:2, 1:4].mean().item(), "sum": 9 * found["right"], "xy": turned}
    return tabled("edge", None, found | more)


def _look(which):
    """Ask what a kernel makes of a flat image of ones, or of a checkerboard."""
    return tabled("looks", which, looks(my_numbers("kernel")["kernel"])[which])


def _outputs():
    """Ask for the number of outputs of a layer."""
    right, *wrong = sizes(**my_numbers("layer")).items()
    known = tuple((value, key, OUTPUT_SIZE.texts[key]["clause"]) for key, value in wrong)

    def cases(size):
        case = f"A case: {OUTPUT_SIZE.case(getattr(OUTPUT_SIZE, size))}."
        yield case, OUTPUT_SIZE.sentences(size), OUTPUT_SIZE.texts["note"]

    return Question("", right[1], known, OUTPUT_SIZE.texts["extent"], cases)


ASKED = {
    "my length": lambda: typed.length_question(*my_numbers("c").values()),
    **{f"my c[{n}]": partial(_value, n) for n in range(sum(LENGTHS) - 1)},
    **{f"my {one} of 2×2": partial(_square, one) for one in ("convolution", "correlation")},
    "my pixel, edge": _border,
    "my sum of weights": partial(_look, "sum"),
    "my checkerboard": partial(_look, "checkerboard"),
    "my output size": _outputs,
    "my receptive field": lambda: tabled("two_layers", None, fields(**my_numbers("field"))),
    "sigma of two blurs": partial(tabled, "sigma"),
    "multiplications, 2-D": partial(tabled, "multiplications", "at_once"),
    "multiplications, separable": partial(tabled, "multiplications", "two_passes"),
    **{f"weights, {k}": partial(tabled, "weights", k) for k in ("dense", "local", "shared")},
}
