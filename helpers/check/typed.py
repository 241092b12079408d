"""Typed numbers: looked up among the numbers that the mistakes give at the same place."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from numbers import Complex

import numpy as np

from helpers.check import blocks
from helpers.check.blocks import pipeline
from helpers.check.one_dimensional import CONVOLVE
from helpers.check.structure import show
from helpers.check.verdict import Verdict
from helpers.notation import number, read_number
from helpers.operations import MODES, require_one_of
from helpers.signals import signal
from helpers.trace import OPERATIONS, trace

MOST_NAMED = 2
ANOTHER = "another output is meant"  # said only where there is nothing better
NAME = re.compile(r"c\[(\d{1,2})\]")
CASES = {
    "small": (((1, 10), (1, 2)), ((2, 20), (3, 5)), ((3, 30), (7, 9))),
    "parallel": (((1, 10, 100), (1, 2)), ((2, 20, 200), (3, 5)), ((3, 30, 300), (7, 9))),
}
CROPS = {"full": blocks.full, "same": blocks.same, "valid": blocks.valid}
ORIENTATIONS = {"convolution": np.flip, "correlation": np.conj}
LENGTHEN = {"crop", "shift", "whole"}
IN_ANY_SHAPE = {"border", "combine", "finish"}
IN_A_ROW = IN_ANY_SHAPE | {"input", "taps", "crop"}


@dataclass(frozen=True)
class Question:
    """One number that is asked for.

    Attributes
    ----------
    name : str
        What is asked for, such as "c[1]".
    right : int, float or complex
        The number.
    known : tuple of (number, str, str)
        Wrong numbers, the key of the mistake that leads to each, and what it is, as a part of a
        sentence. The first that fit are said.
    ask : str
        The question that leads on.
    end : str
        What is said after the lines of a worked case.
    """

    name: str
    right: complex
    known: tuple
    ask: str
    end: str


def answer(name, value, failures=0):
    """Judge a number that was typed for the worked example c = a ∗ b.

    Parameters
    ----------
    name : str
        "length" for the number of values of c, "c[0]", "c[1]", … for one of them.
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
    """
    x, h = signal("a"), signal("b")
    place = NAME.fullmatch(name)
    if name == "length":
        question = length_question(x, h)
    elif place and int(place[1]) < len(x) + len(h) - 1:
        question = value_question(x, h, "convolution", "full", (int(place[1]),), ("a", "b", "c"))
    else:
        possible = "'length', 'c[0]', 'c[1]', …"
        return Verdict(name[:40], None, None, (f"The names of the numbers are {possible}",))
    return judge(value, question, failures)


def judge(value, question, failures=0):
    """Judge a typed number.

    Parameters
    ----------
    value : object
        What was typed.
    question : Question
        What was asked.
    failures : int
        How often it was wrong before.

    Returns
    -------
    Verdict
    """
    if value is None or value is ... or (isinstance(value, str) and not value.strip()):
        return Verdict(question.name, None, None, ("There is no number yet.",))
    try:
        typed = read(value)
    except ValueError as error:
        said = "Type one number, in digits." if mentions(str(error), question.right) else str(error)
        return Verdict(question.name, False, "no_number", (said,))
    if near(typed, question.right):
        return Verdict(question.name, True, None, ("That is the number.",))
    fits = {}
    for wrong, key, clause in question.known:
        if near(typed, wrong) and not (fits and clause == ANOTHER):
            fits.setdefault(clause, key)
    fits = dict(list(fits.items())[:MOST_NAMED])
    parts = (_said(typed, list(fits), question.right), question.ask)
    if failures:
        parts += _case(question, "small" if failures == 1 else "parallel")
    return Verdict(question.name, False, next(iter(fits.values()), "unknown"), parts)


def _said(typed, clauses, right):
    if clauses:
        return f"Your number, {number(typed)}, comes out where {', or where '.join(clauses)}."
    said = f"The number is not {number(typed)}."
    if near(typed, -right):
        return f"{said} Look at its sign."
    if abs(typed - right) < 0.01 * abs(right):
        return f"{said} It is close: type a fraction, or four decimals."
    return said


def _case(question, size):
    """Return the lines of a case in which the number that is asked for does not appear."""
    for inputs in CASES[size]:
        lines = tuple(step.sentence for step in trace(*inputs))
        x, h = (show(np.array(values)) for values in inputs)
        case = f"A {'smaller' if size == 'small' else 'worked'} case: a = {x} and b = {h}."
        if not mentions("\n".join((case, *lines)), question.right):
            return case, lines, question.end
    return ()


def mentions(text, value):
    """Tell whether a number appears in a text; indices such as in c[1] do not count.

    Parameters
    ----------
    text : str
        Any text.
    value : float
        The number.

    Returns
    -------
    bool

    Examples
    --------
    >>> mentions("c[1] = 1·2 = 2", 2), mentions("c[1] = 12", 1)
    (True, False)
    """
    bare = re.sub(r"\w\[[^\]]*\]", " ", text).replace("−", "-")
    found = re.findall(r"(?<![\w.])(-?\d+(?:\.\d+)?(?:e-?\d+)?)(?:/(\d+))?", bare)
    return any(near(float(one) / (float(by or 1) or math.nan), value) for one, by in found)


def read(value):
    """Return a typed value as a number, or say in words why it is none.

    Parameters
    ----------
    value : object
        Whatever was typed.

    Returns
    -------
    float or complex

    Raises
    ------
    ValueError
        Says what to type instead.

    Examples
    --------
    >>> read("3/4"), read(np.float32(2))
    (0.75, 2.0)
    """
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.reshape(())[()]
    if isinstance(value, str):
        value = read_number(value)
    if isinstance(value, bool | np.bool_) or not isinstance(value, Complex | Decimal):
        raise ValueError(f"Type one number, such as 2, 0.5 or 1/4 ({type(value).__name__} given).")
    try:
        typed = complex(value)
    except (OverflowError, ValueError):
        typed = complex("nan")
    if not (math.isfinite(typed.real) and math.isfinite(typed.imag)):
        raise ValueError("Type a finite number, such as 2, 0.5 or 1/4.")
    return typed if typed.imag else typed.real


def near(typed, right):
    """Tell whether a typed number is the right one, as far as four decimals tell.

    Parameters
    ----------
    typed, right : int, float or complex
        Two numbers.

    Returns
    -------
    bool

    Examples
    --------
    >>> near(0.3333, 1 / 3), near(0.33, 1 / 3)
    (True, False)
    """
    small = 0 < abs(right) < 1e-3
    return abs(typed - right) <= (1e-3 * abs(right) if small else max(5.1e-5, 1e-5 * abs(right)))


# What is asked for.


def length_question(x, h):
    """Ask for the number of outputs of the full convolution.

    Parameters
    ----------
    x, h : ndarray, shape (N,) and (M,)
        Input and kernel.

    Returns
    -------
    Question

    Examples
    --------
    >>> length_question(signal("a"), signal("b")).known[0]
    (7, 'lengths_added', 'both lengths are added and nothing is taken off')
    """
    right = len(x) + len(h) - 1
    known = [
        (len(x) + len(h), "lengths_added", "both lengths are added and nothing is taken off"),
        (right - 1, "largest_index", "the largest n is given, but counting begins with n zero"),
        (len(x) * len(h), "outer", "the products are counted, not the sums"),
    ]
    for one, ways in CONVOLVE.single:
        for way in ways:
            if len(way) == 1 and set(dict(way)) <= LENGTHEN:
                y = pipeline(x, h, {**blocks.RIGHT, **dict(way)})
                known.append((y.size, one.key, one.clause))
    return Question(
        "length",
        right,
        tuple(known),
        "Slide the reversed kernel in from the left and out on the right. At which n does it "
        "touch the input for the first time, and at which for the last?",
        "Before the first of these lines and after the last one nothing overlaps. How many lines "
        "are there, and how does that follow from the two lengths?",
    )


def value_question(x, h, operation, mode, index, names):
    """Ask for one output.

    Parameters
    ----------
    x, h : array_like
        Input and kernel.
    operation, mode : str
        As in `helpers.trace.trace`.
    index : tuple of int
        Where the value stands in the returned array.
    names : tuple of three str
        What input, kernel and output are called.

    Returns
    -------
    Question

    Raises
    ------
    TypeError, ValueError, IndexError
        Where there is no such output.
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
        *((s.total, "other_output", f"{s.output} is meant") for k, s in steps.items() if k != at),
        *_products(step),
        *_from_mistakes(x, h, operation, mode, index, outputs),
        *(
            (value, "other_output", ANOTHER)
            for k, value in enumerate(outputs.ravel().tolist())
            if k not in near_by
        ),
    ]
    rule = "add up to" if operation == "convolution" else "differ by"
    return Question(
        step.output,
        step.total,
        tuple(known),
        f"Which products {names[0]}[i]·{names[1]}[j] belong to {step.output}: those whose indices "
        f"{rule} its own. What is their sum?",
        "Which line is the like of yours? Write down its products with your own numbers.",
    )


def _other_orientation(x, h, operation, mode, index):
    other = blocks.NO_FLIP if operation == "convolution" else blocks.FLIP
    stages = {**blocks.RIGHT, "orient": other.acts[0], "crop": CROPS[mode]}
    key = "no_flip" if operation == "convolution" else "flipped"
    yield pipeline(x, h, stages).item(index), key, other.clause


def _products(step):
    """Yield what comes out where one product is taken alone, or forgotten."""
    if len(step.terms) < 2:
        return
    named = list(zip(step.terms, ("·".join(pair) for pair in step.factors), strict=True))
    for term, factors in named:
        yield term.product, "one_product", f"only {factors} is counted"
    for term, factors in named if len(named) > 2 else ():
        yield step.total - term.product, "product_missing", f"{factors} is forgotten"


def _from_mistakes(x, h, operation, mode, index, outputs):
    """Yield the values that the mistakes of `convolve` give at the same place.

    Where a mistake brings another output to this place, that is said in a better way already.
    """
    right = {**blocks.RIGHT, "orient": ORIENTATIONS[operation], "crop": CROPS[mode]}
    for one, ways in CONVOLVE.single:
        for way in map(dict, ways):
            if not set(way) <= (IN_ANY_SHAPE if x.ndim > 1 else IN_A_ROW):
                continue
            if "crop" in way and mode != "full":
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

    Parameters
    ----------
    value : object
        A number, or text such as "3/4".
    x, h : array_like
        Input and kernel.
    operation : {"convolution", "correlation"}
        What is computed.
    mode : {"full", "same", "valid"}
        Which outputs there are.
    index : tuple of int
        Where the value stands in the returned array.
    names : tuple of three str
        What input, kernel and output are called.

    Returns
    -------
    Verdict
        Correct or not, and what the value would be the answer to. Nothing is recorded.

    Examples
    --------
    >>> explain_value("21", [1, 10, 100], [1, 2], index=(1,)).mistake
    'no_flip'
    """
    try:
        return judge(value, value_question(x, h, operation, mode, index, tuple(names)))
    except Exception as error:  # a stepper must go on
        return Verdict("this output", None, None, (f"There is nothing to compare with: {error}",))
