"""Questions for outputs: one value of a convolution, and how many values there are."""

from functools import partial
from itertools import islice

import numpy as np

from helpers.check import acts
from helpers.check.acts import pipeline
from helpers.check.exercise import read_texts, traced
from helpers.check.exercises.convolve import EXERCISE as CONVOLVE
from helpers.check.exercises.convolve2d import EXERCISE as CONVOLVE_2D
from helpers.check.structure import show
from helpers.check.typed import ANOTHER, Question, judge, near
from helpers.check.verdict import Verdict
from helpers.operations import MODES, require_one_of
from helpers.trace import OPERATIONS, trace

CASES = {
    1: {
        "small": (((1, 10), (1, 2)), ((2, 20), (3, 5)), ((3, 30), (7, 9))),
        "parallel": (((1, 10, 100), (1, 2)), ((2, 20, 200), (3, 5)), ((3, 30, 300), (7, 9))),
    },
    2: {
        "small": tuple((((k, 10 * k), (100 * k, 1000 * k)), ((1, 2), (3, 4))) for k in (1, 2, 3)),
        "parallel": tuple(
            (((k, 10 * k, 100 * k), (1000 * k, 10000 * k, 100000 * k)), ((1, 2), (3, 4)))
            for k in (1, 2, 3)
        ),
    },
}
CROPS = {"full": acts.every, "same": acts.same, "valid": acts.valid}
ORIENTATIONS = {"convolution": np.flip, "correlation": np.conj}
LENGTHEN = {"crop", "shift", "whole"}
ALIKE = {
    1: (CONVOLVE, {"input", "taps", "border", "combine", "finish"}),
    2: (CONVOLVE_2D, {"taps", "orient", "border", "combine", "finish"}),
}
LIKE_YOURS = "Which of these lines is like yours? Write down its products with your own numbers."


def worked(size, *, end, ndim=1, operation="convolution", mode="full", names=("a", "b", "c")):
    """Yield worked cases: the inputs, a line for each output, and what is said at the end."""
    for inputs in CASES[ndim][size]:
        x, h = (show(np.array(values)) for values in inputs)
        yield (
            f"A {'smaller' if size == 'small' else 'worked'} case: {names[0]} = {x} and "
            f"{names[1]} = {h}.",
            traced(inputs, names=names, operation=operation, mode=mode),
            end,
        )


def length_question(x, h):
    """Ask for the number of outputs of the full convolution.

    >>> length_question(np.ones(4), np.ones(3)).known[0]
    (7, 'lengths_added', 'both lengths are added and nothing is taken off')
    """
    said = read_texts("asked")["length"]
    right = len(x) + len(h) - 1
    wrong = {"lengths_added": right + 1, "largest_index": right - 1, "outer": len(x) * len(h)}
    known = [(value, key, said["known"][key]) for key, value in wrong.items()]
    for one in CONVOLVE.single:
        for way in one.ways:
            if len(way) == 1 and set(dict(way)) <= LENGTHEN:
                y = pipeline(x, h, {**acts.RIGHT, **dict(way)})
                known.append((y.size, one.key, one.clause))
    return Question("length", right, tuple(known), said["ask"], partial(worked, end=said["end"]))


def value_question(x, h, operation, mode, index, names):
    """Ask for the output that stands at `index` of the returned array.

    Where there is no such output, a TypeError, ValueError or IndexError is raised.
    """
    require_one_of("operation", operation, tuple(OPERATIONS))
    require_one_of("mode", mode, MODES)
    x, h = np.asarray(x), np.asarray(h)
    outputs = OPERATIONS[operation](x, h, mode)
    at = int(np.ravel_multi_index(index, outputs.shape))
    near_by = (at - 1, at, at + 1)
    steps = {
        k: step
        for k, step in enumerate(
            islice(trace(x, h, operation=operation, mode=mode, names=names), at + 2)
        )
        if k in near_by
    }
    step = steps[at]
    known = [
        *_other_orientation(x, h, operation, mode, index),
        *((s.total, "other_output", f"{s.entry} is meant") for k, s in steps.items() if k != at),
        *_products(step),
        *_from_mistakes(x, h, operation, mode, index, outputs),
        *(
            (value, "other_output", ANOTHER)
            for k, value in enumerate(outputs.ravel().tolist())
            if k not in near_by
        ),
    ]
    cases = partial(worked, end=LIKE_YOURS)
    if x.ndim > 1:
        cases = partial(cases, ndim=2, operation=operation, mode="valid", names=names)
    return Question(step.entry, step.total, tuple(known), _ask(step, x.ndim), cases)


def _ask(step, ndim):
    """Return the question that leads on to an output."""
    x, h, _ = step.names
    if ndim > 1:
        turned = "turned by 180 degrees" if step.operation == "convolution" else "as it stands"
        return (
            f"For {step.entry} the kernel lies on the input, {turned}. Which entry of {h} lies "
            f"on which entry of {x}, and what is the sum of the products?"
        )
    rule = "add up to" if step.operation == "convolution" else "differ by"
    return (
        f"In every product {x}[i]·{h}[j] that belongs to {step.entry}, the indices {rule} the "
        "index of the output. Which products are these, and what is their sum?"
    )


def _other_orientation(x, h, operation, mode, index):
    key = "no_flip" if operation == "convolution" else "flipped"
    orient = acts.every if operation == "convolution" else np.flip
    y = pipeline(x, h, {**acts.RIGHT, "orient": orient, "crop": CROPS[mode]})
    yield y.item(index), key, read_texts("in_signals", "in_images")[key]["clause"]


def _products(step):
    """Yield what comes out where one product is taken alone, or forgotten."""
    if len(step.terms) < 2:
        return
    named = list(zip(step.terms, ("·".join(pair) for pair in step.entries), strict=True))
    for term, factors in named:
        yield term.product, "one_product", f"only {factors} is counted"
    for term, factors in named if len(named) > 2 else ():
        yield step.total - term.product, "product_missing", f"{factors} is forgotten"


def _from_mistakes(x, h, operation, mode, index, outputs):
    """Yield the values that the mistakes of an exercise give at the same place.

    Where a mistake brings another output to this place, that is said in a better way already.
    """
    exercise, stages = ALIKE[x.ndim]
    stages = stages | ({"crop"} if mode == exercise.mode else set())
    right = {**acts.RIGHT, "orient": ORIENTATIONS[operation], "crop": CROPS[mode]}
    for one in exercise.single:
        for way in map(dict, one.ways):
            if len(way) > 1 or not set(way) <= stages or one.key == "stretched":
                continue
            try:
                with np.errstate(all="ignore"):
                    y = pipeline(x, h, {**right, **way})
            except TypeError:  # cutting off the decimals of a complex number
                continue
            if y.ndim == len(index) and all(k < n for k, n in zip(index, y.shape, strict=True)):
                value = y.item(index)
                moved = "crop" in way and any(near(value, v) for v in outputs.ravel().tolist())
                if np.isfinite(value) and not moved:
                    yield value, one.key, one.clause


def explain_value(
    value, x, h, operation="convolution", mode="full", index=(0,), names=("a", "b", "c")
):
    """Explain a value that was typed for one output, whatever the inputs are.

    >>> explain_value("21", [1, 10, 100], [1, 2], index=(1,)).mistake
    'no_flip'
    """
    try:
        return judge(value, value_question(x, h, operation, mode, index, tuple(names)))
    except Exception as error:  # a stepper must go on
        return Verdict("this output", None, None, (f"There is nothing to compare with: {error}",))
