"""Typed numbers: read, judged, and looked up among those that the mistakes give."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from numbers import Complex

import numpy as np

from helpers.check.verdict import Verdict
from helpers.check.words import read_texts, say
from helpers.numbers import number, read_number

MOST_NAMED = 2
ANOTHER = "another output is meant"  # said only where there is nothing better


@dataclass(frozen=True)
class Question:
    """One number that is asked for."""

    name: str  # what is asked for, such as "c[1]"
    right: complex
    known: tuple  # (wrong number, key of its mistake, what it is); the first that fit are said
    ask: str  # the question that leads on
    cases: Callable  # from "small" or "parallel" to cases, which are parts of a feedback


def tabled(group, kind=None, found=None):
    """Return the question that a table in `asked.toml` asks, or a kind of it.

    What is "right", and what is wrong by its keys in the table, stands there if it is not given.
    """
    said = read_texts("asked")[group]

    def told(key):
        here = said[key]
        return here.get(kind, here) if isinstance(here, dict) else here

    def cases(size):
        first, *lines = told(size)
        yield first, tuple(lines), said["end"]

    found = found or {"right": told("right"), **told("wrong")}
    return Question("", found["right"], meant(group, found, found["right"]), told("ask"), cases)


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
