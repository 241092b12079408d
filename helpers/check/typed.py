"""Typed numbers: read, judged, and looked up among those that the mistakes give.

Questions ask for a number of a table, for one value of a convolution, or how many there are.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import islice
from numbers import Complex

import numpy as np

from helpers.check import ways
from helpers.check.exercises import EXERCISES
from helpers.check.verdict import Verdict
from helpers.check.ways import pipeline
from helpers.check.words import read_texts, say, show, traced
from helpers.numbers import number, read_number
from helpers.operations import MODES, require_one_of
from helpers.trace import OPERATIONS, trace

MOST_NAMED = 2
ANOTHER = "another output is meant"  # said only where there is nothing better
CROPS = {"full": ways.every, "same": ways.same, "valid": ways.valid}
ORIENTATIONS = {"convolution": np.flip, "correlation": np.conj}
ALIKE = {
    1: (EXERCISES["convolve"], {"input", "taps", "border", "combine", "finish"}),
    2: (EXERCISES["convolve2d"], {"taps", "orient", "border", "combine", "finish"}),
}


@dataclass(frozen=True)
class Question:
    """One number that is asked for."""

    name: str  # what is asked for, such as "c[1]"
    right: complex
    known: tuple  # (wrong number, key of its mistake, what it is); the first that fit are said
    ask: str  # the question that leads on
    cases: Callable  # from "small" or "parallel" to cases, which are parts of a feedback


def tabled(group, kind=None, found=None):
    """Return the question of a table in `asked.toml`; the numbers stand there if none are given."""
    table = read_texts("asked")[group]
    said = {k: v.get(kind, v) if isinstance(v, dict) else v for k, v in table.items()}

    def cases(size):
        first, *lines = said[size]
        yield first, tuple(lines), said["end"]

    found = found or {"right": said["right"], **said["wrong"]}
    return Question("", found["right"], meant(group, found, found["right"]), said["ask"], cases)


def meant(group, found, right=None):
    """Return what wrong numbers mean by a table: (number, key of the mistake, what is said)."""
    said = read_texts("asked")[group]["known"]
    return tuple((v, key.split()[0], said[key]) for key, v in found.items() if v != right)


def judge(value, question, failures=0):
    """Judge a typed number."""
    if value is None or value is ... or (isinstance(value, str) and not value.strip()):
        return Verdict(question.name, None, None, (say("no_number"),))
    try:
        typed = read(value)
    except ValueError as error:
        said = say("in_digits") if mentions(str(error), question.right) else str(error)
        return Verdict(question.name, False, "no_number", (said,))
    if near(typed, question.right):
        return Verdict(question.name, True, None, (say("right_number"),))
    fits = {}
    for wrong, key, clause in question.known:
        if near(typed, wrong) and not (fits and clause == ANOTHER):
            fits.setdefault(clause, key)
    clauses = list(fits)[:MOST_NAMED]
    if clauses:
        said = say("you_get", number=number(typed), clauses=", or where ".join(clauses))
    else:
        said = say(_how_near(typed, question.right), number=number(typed))
    parts = said, question.ask
    if failures:
        parts += _case(question, *sorted(("small", "parallel"), reverse=failures == 1))
    return Verdict(question.name, False, fits[clauses[0]] if clauses else "unknown", parts)


def _how_near(typed, right):
    """Return the key of what is said about a number that no mistake leads to."""
    if near(typed, -right):
        return "sign"
    if abs(typed - right) >= 0.01 * abs(right):
        return "is_not"
    return "not_exact" if float(abs(right)).is_integer() else "too_rounded"


def _case(question, *sizes):
    """Return the first case in which the number that is asked for does not appear."""
    for parts in (parts for size in sizes for parts in question.cases(size)):
        said = "\n".join(part if isinstance(part, str) else "\n".join(part) for part in parts)
        if not mentions(said, question.right):
            return parts
    return ()


def mentions(text, value):
    """Tell whether a number appears in a text; indices such as in c[1] do not count."""
    bare = re.sub(r"\w\[[^\]]*\]", " ", text).replace("−", "-")
    found = re.findall(r"(?<![\w.])(-?\d+(?:\.\d+)?(?:e-?\d+)?)(?:/(\d+))?", bare)
    return any(near(float(one) / (float(by or 1) or math.nan), value) for one, by in found)


def read(value):
    """Return a typed value as a number, or raise a ValueError that says in words why it is none."""
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.reshape(())[()]
    if isinstance(value, str):
        value = read_number(value)
    if isinstance(value, bool | np.bool_) or not isinstance(value, Complex | Decimal):
        raise ValueError(say("one_number_only", kind=type(value).__name__))
    try:
        typed = complex(value)
    except (OverflowError, ValueError):
        typed = complex("nan")
    if not np.isfinite(typed):
        raise ValueError(say("finite"))
    return typed if typed.imag else typed.real


def near(typed, right):
    """Tell whether a typed number is the right one, as far as four decimals tell."""
    small = 0 < abs(right) < 1e-3
    return abs(typed - right) <= (1e-3 * abs(right) if small else max(5.1e-5, 1e-5 * abs(right)))


def worked(size, *, end, ndim=1, operation="convolution", mode="full", names=("a", "b", "c")):
    """Yield worked cases: the inputs, a line for each output, and what is said at the end."""
    kind, tens = ("smaller", (1, 10)) if size == "small" else ("worked", (1, 10, 100))
    for k, h in enumerate(((1, 2), (3, 5), (7, 9)), 1):
        x = tuple(k * ten for ten in tens)
        if ndim == 2:
            x, h = (x, tuple(10 ** len(tens) * value for value in x)), ((1, 2), (3, 4))
        case = f"A {kind} case: {names[0]} = {show(x)} and {names[1]} = {show(h)}."
        yield case, traced((x, h), names, operation, mode), end


def length_question(x, h):
    """Ask for the number of outputs of the full convolution."""
    said, exercise = read_texts("asked")["length"], EXERCISES["convolve"]
    right = len(x) + len(h) - 1
    wrong = {"lengths_added": right + 1, "largest_index": right - 1, "outer": len(x) * len(h)}
    known = [*meant("length", wrong)]
    for one in exercise.single:
        sizes = (exercise.altered(way, (x, h)).size for way in one.ways if len(way) == 1)
        known += [(size, one.key, one.clause) for size in sizes if size != right]
    return Question("length", right, tuple(known), said["ask"], partial(worked, end=said["end"]))


def value_question(x, h, operation="convolution", mode="full", index=(0,), names=("a", "b", "c")):
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
    said = read_texts("asked")["value"]
    cases = partial(worked, end=said["end"])
    if x.ndim > 1:
        cases = partial(cases, ndim=2, operation=operation, mode="valid", names=names)
    ask = said[operation][x.ndim - 1].format(entry=step.entry, x=names[0], h=names[1])
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


def explain_value(value, *asked, **more):
    """Explain a value that was typed for one output, which the arguments of a question tell."""
    try:
        return judge(value, value_question(*asked, **more))
    except Exception as error:  # a stepper must go on
        return Verdict("this output", None, None, (f"There is nothing to compare with: {error}",))
