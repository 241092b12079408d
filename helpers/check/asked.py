"""The numbers that the course asks for, by name: what is right, and what each wrong one means.

What is said stands in `asked.toml`, and so do the numbers that are the same for all.
"""

from dataclasses import replace
from functools import partial

import numpy as np

from helpers.check.exercises import EXERCISES
from helpers.check.own import AT, BORDERS, LENGTHS, fields, looks, my_numbers, sizes, top
from helpers.check.questions import length_question, value_question
from helpers.check.typed import Question, judge, meant, tabled
from helpers.check.verdict import Verdict
from helpers.check.words import read_texts, say
from helpers.operations import convolve

OUTPUT_SIZE = EXERCISES["output_size"]
WEIGHTS = "dense", "local", "shared"


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
    """Return the names of all numbers that can be checked, or that one notebook asks for."""
    return tuple(read_texts("asked")["notebooks"].get(notebook, ()) if notebook else ASKED)


def question(name):
    """Return the question of a number."""
    return replace(ASKED[name](), name=name)


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
    more = [meant("two_by_two", {key: value.item()}) for key, value in known]
    return replace(asked, known=sum(more, asked.known))


def _border():
    """Ask for a pixel in the first row of a moving average that repeats the edge."""
    image = my_numbers("pixel")["image"]
    right = top(image, "edge")
    inside = image[:2, AT[1] - 1 : AT[1] + 2].mean().item()
    turned = np.pad(image, 1, mode="edge")[2:5, :3].mean().item()
    borders = {mode: top(image, mode) for mode in BORDERS}
    more = {"inside": inside, "sum": 9 * right, "xy": turned}
    return tabled("edge", None, {"right": right, **borders, **more})


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
    "my length": lambda: length_question(*my_numbers("c").values()),
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
    **{f"weights, {kind}": partial(tabled, "weights", kind) for kind in WEIGHTS},
}
