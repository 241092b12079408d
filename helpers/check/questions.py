"""Questions for outputs: one value of a convolution, and how many values there are."""

from functools import partial
from itertools import islice

import numpy as np

from helpers.check import ways
from helpers.check.exercises import EXERCISES
from helpers.check.typed import ANOTHER, Question, judge, meant, near
from helpers.check.verdict import Verdict
from helpers.check.ways import pipeline
from helpers.check.words import read_texts, show, traced
from helpers.operations import MODES, require_one_of
from helpers.trace import OPERATIONS, trace

CROPS = {"full": ways.every, "same": ways.same, "valid": ways.valid}
ORIENTATIONS = {"convolution": np.flip, "correlation": np.conj}
ALIKE = {
    1: (EXERCISES["convolve"], {"input", "taps", "border", "combine", "finish"}),
    2: (EXERCISES["convolve2d"], {"taps", "orient", "border", "combine", "finish"}),
}
LIKE_YOURS = "Which of these lines is like yours? Write down its products with your own numbers."


def worked(size, *, end, ndim=1, operation="convolution", mode="full", names=("a", "b", "c")):
    """Yield worked cases: the inputs, a line for each output, and what is said at the end."""
    tens = (1, 10) if size == "small" else (1, 10, 100)
    for k, h in enumerate(((1, 2), (3, 5), (7, 9)), 1):
        x = tuple(k * ten for ten in tens)
        if ndim == 2:
            x, h = (x, tuple(10 ** len(tens) * value for value in x)), ((1, 2), (3, 4))
        inputs = " and ".join(
            f"{name} = {show(np.array(v))}" for name, v in zip(names, (x, h), strict=False)
        )
        yield (
            f"A {'smaller' if size == 'small' else 'worked'} case: {inputs}.",
            traced((x, h), names, operation, mode),
            end,
        )


def length_question(x, h):
    """Ask for the number of outputs of the full convolution."""
    said = read_texts("asked")["length"]
    right = len(x) + len(h) - 1
    wrong = {"lengths_added": right + 1, "largest_index": right - 1, "outer": len(x) * len(h)}
    known = [*meant("length", wrong)]
    for one in (one for one in EXERCISES["convolve"].single if not one.parts):
        sizes = dict.fromkeys(EXERCISES["convolve"].altered(way, (x, h)).size for way in one.ways)
        known += [(size, one.key, one.clause) for size in sizes if size != right]
    return Question("length", right, tuple(known), said["ask"], partial(worked, end=said["end"]))


def value_question(x, h, operation, mode, index, names):
    """Ask for the output at an index; TypeError, ValueError or IndexError where there is none."""
    require_one_of("operation", operation, tuple(OPERATIONS))
    require_one_of("mode", mode, MODES)
    x, h = np.asarray(x), np.asarray(h)
    outputs = OPERATIONS[operation](x, h, mode)
    at = int(np.ravel_multi_index(index, outputs.shape))
    steps = enumerate(trace(x, h, operation=operation, mode=mode, names=names))
    steps = {k: step for k, step in islice(steps, at + 2) if k >= at - 1}
    step = steps[at]
    beside = [(s.total, "other_output", f"{s.entry} is meant") for k, s in steps.items() if k != at]
    others = [value for k, value in enumerate(outputs.ravel().tolist()) if k not in steps]
    key, orient = ("no_flip", ways.every) if operation == "convolution" else ("flipped", np.flip)
    other = pipeline(x, h, {**ways.RIGHT, "orient": orient, "crop": CROPS[mode]}).item(index)
    known = (
        (other, key, read_texts("in_signals", "in_images")[key]["clause"]),
        *beside,
        *_products(step),
        *_from_mistakes(x, h, operation, mode, index, outputs),
        *((value, "other_output", ANOTHER) for value in others),
    )
    cases = partial(worked, end=LIKE_YOURS)
    if x.ndim > 1:
        cases = partial(cases, ndim=2, operation=operation, mode="valid", names=names)
    ask = read_texts("asked")["value"][step.operation][x.ndim - 1]
    ask = ask.format(entry=step.entry, x=names[0], h=names[1])
    return Question(step.entry, step.total, known, ask, cases)


def _products(step):
    """Yield what comes out where one product is taken alone, or forgotten."""
    if len(step.terms) < 2:
        return
    named = list(zip(step.terms, map("·".join, step.entries), strict=True))
    for term, factors in named:
        yield term.product, "one_product", f"only {factors} is counted"
    for term, factors in named if len(named) > 2 else ():
        yield step.total - term.product, "product_missing", f"{factors} is forgotten"


def _from_mistakes(x, h, operation, mode, index, outputs):
    """Yield what mistakes give at the same place, unless they bring another output to it."""
    exercise, stages = ALIKE[x.ndim]
    stages = stages | ({"crop"} if mode == exercise.mode else set())
    right = {**ways.RIGHT, "orient": ORIENTATIONS[operation], "crop": CROPS[mode]}
    for one in exercise.single:
        for way in map(dict, one.ways):
            if len(way) > 1 or not set(way) <= stages or one.key == "stretched":
                continue
            try:
                with np.errstate(all="ignore"):
                    value = pipeline(x, h, {**right, **way}).item(index)
            except (TypeError, IndexError, ValueError):  # no decimals to cut off, no such output
                continue
            moved = "crop" in way and any(near(value, v) for v in outputs.ravel().tolist())
            if np.isfinite(value) and not moved:
                yield value, one.key, one.clause


def explain_value(
    value, x, h, operation="convolution", mode="full", index=(0,), names=("a", "b", "c")
):
    """Explain a value that was typed for one output, whatever the inputs are."""
    try:
        return judge(value, value_question(x, h, operation, mode, index, tuple(names)))
    except Exception as error:  # a stepper must go on
        return Verdict("this output", None, None, (f"There is nothing to compare with: {error}",))
