"""Typed numbers: read, judged, and looked up among those that the mistakes give."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from numbers import Complex

import numpy as np

from helpers.check.verdict import Verdict
from helpers.numbers import number, read_number

MOST_NAMED = 2
ANOTHER = "another output is meant"  # said only where there is nothing better


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
    cases : callable
        From "small" or "parallel" to cases, each of them parts of a feedback; the first in which
        the number does not appear is shown.
    """

    name: str
    right: complex
    known: tuple
    ask: str
    cases: Callable


def judge(value, question, failures=0):
    """Judge a typed number."""
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
        return f"{number(typed)} is what you get where {', or where '.join(clauses)}."
    said = f"The number is not {number(typed)}."
    if near(typed, -right):
        return f"{said} Look at its sign."
    if abs(typed - right) < 0.01 * abs(right):
        whole = float(abs(right)).is_integer()
        hint = "but not exact" if whole else "but rounded: type a fraction, or four decimals"
        return f"{said} It is close, {hint}."
    return said


def _case(question, size):
    """Return a case in which the number that is asked for does not appear."""
    for parts in question.cases(size):
        said = "\n".join(part if isinstance(part, str) else "\n".join(part) for part in parts)
        if not mentions(said, question.right):
            return parts
    return ()


def mentions(text, value):
    """Tell whether a number appears in a text; indices such as in c[1] do not count.

    Examples
    --------
    >>> mentions("c[1] = 1·2 = 2", 2), mentions("c[1] = 12", 1)
    (True, False)
    """
    bare = re.sub(r"\w\[[^\]]*\]", " ", text).replace("−", "-")
    found = re.findall(r"(?<![\w.])(-?\d+(?:\.\d+)?(?:e-?\d+)?)(?:/(\d+))?", bare)
    return any(near(float(one) / (float(by or 1) or math.nan), value) for one, by in found)


def read(value):
    """Return a typed value as a number, or raise a ValueError that says in words why it is none.

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

    Examples
    --------
    >>> near(0.3333, 1 / 3), near(0.33, 1 / 3)
    (True, False)
    """
    small = 0 < abs(right) < 1e-3
    return abs(typed - right) <= (1e-3 * abs(right) if small else max(5.1e-5, 1e-5 * abs(right)))
