"""Checks that say what went wrong, and ask the question that leads on.

``check.convolve(my_convolve)`` examines a function: there is one for each of the `exercises`, made
from it. Each failure in a row gets more help: first what was done and why it differs, then a
smaller case, then a worked one. What was answered is kept by `helpers.record`.
"""

from dataclasses import replace
from functools import partial
from itertools import takewhile
from textwrap import fill

import numpy as np

from helpers import record
from helpers.check.asked import answer
from helpers.check.asked import my_numbers as my_numbers
from helpers.check.diagnosis import examine, name_of
from helpers.check.exercises import EXERCISES
from helpers.check.typed import explain_value as explain_value
from helpers.check.verdict import Verdict, Verdicts, keep_answer
from helpers.check.witness import TELLS, judge
from helpers.check.words import read_texts, say
from helpers.numbers import require_one_of

PLAIN = (int, float, str, np.generic)  # answers that are kept as they are
CHECK_DOC = """{about} The check returns a `Verdict`.

Parameters
----------
function : callable
    It is called as ``{name}({arguments})``, on copies of several inputs, and stopped where it
    does not come to an end.
keep : bool
    Whether the answer is recorded and counts as an attempt.
"""


def _check_of(exercise):
    """Return the function that notebooks call to check an exercise."""

    def check(function, *, keep=True):
        # each function that is handed to an exercise has its own ladder
        name = name_of(function, exercise.name)
        return _checked(partial(examine, exercise), exercise.key, function, keep, name=name)

    check.__name__ = check.__qualname__ = exercise.key
    arguments = ", ".join(exercise.arguments)
    about = "\n\n".join(fill(part, 99, break_on_hyphens=False) for part in exercise.texts["about"])
    check.__doc__ = CHECK_DOC.format(about=about, name=exercise.name, arguments=arguments)
    return check


globals().update({key: _check_of(exercise) for key, exercise in EXERCISES.items()})


def asked_in(notebook):
    """Return the keys under which answers of one notebook are recorded."""
    numbers = (f"number/{name}" for name in read_texts("asked")["notebooks"].get(notebook, ()))
    kinds = (f"kernel/{name}" for name in TELLS if notebook == "03")
    functions = (key for key, one in EXERCISES.items() if one.notebook == notebook)
    return (*numbers, *kinds, *functions)


def number(value, name, *, keep=True):
    """Check a number that the course asks for, and return a `Verdict`.

    Parameters
    ----------
    value : object
        A number, or text such as "3/4"; None or ... while there is no answer.
    name : str
        What is asked for, such as "my length" or "my c[4]". For another name all are said.
    keep : bool
        Whether the answer is recorded and counts as an attempt.
    """
    name = name if isinstance(name, str) else type(name).__name__
    return _checked(partial(answer, name), f"number/{name}", value, keep)


def numbers(values, *, keep=True):
    """Check several numbers that the course asks for, and return `Verdicts`.

    Parameters
    ----------
    values : dict of str to object
        The numbers by their names, as in `number`; anything but a dict is a TypeError.
    keep : bool
        Whether the answers are recorded and count as attempts.
    """
    return Verdicts(number(value, name, keep=keep) for name, value in _answers(values, "numbers"))


def kernels(values, *, keep=True):
    """Check whether kernels tell convolution from correlation, or cannot; return `Verdicts`.

    Parameters
    ----------
    values : dict of str to array_like, shape (M1, M2)
        Under "tells" a kernel with which the two differ, under "cannot tell" one with which no
        image can; None or ... while there is none. Another name is a ValueError, anything but a
        dict a TypeError.
    keep : bool
        Whether the answers are recorded and count as attempts.
    """
    given = _answers(values, "kernels")
    for name in values:
        require_one_of("the name", name, tuple(TELLS))
    return Verdicts(
        _checked(partial(judge, name), f"kernel/{name}", kernel, keep) for name, kernel in given
    )


def _answers(values, kind):
    """Return the names and the answers of a dict; refuse anything else."""
    if not isinstance(values, dict):
        raise TypeError(f"the answers are a dict of names and {kind}, not {type(values).__name__}")
    return values.items()


def _checked(judge, key, given, keep, **name):
    """Judge an answer; keep it, and count the failures since the last success."""
    try:
        verdict = judge(given, _failures(key, **name) if keep else 0)
    except Exception as error:  # of an object that does not even let itself be looked at
        said = say("unreadable", error=type(error).__name__)
        verdict = Verdict(key, False, "unreadable", (said,))
    if not keep:
        return verdict
    value = {"value": given} if issubclass(type(given), PLAIN) else {}
    keep_answer(verdict, key, **name, **value)
    said = record.message()
    return replace(verdict, parts=(*verdict.parts, said)) if said else verdict


def _failures(key, name=None):
    """Count the failures of this exercise since this function last answered it correctly."""
    events = reversed(record.events("check", key))
    mine = (event for event in events if event.get("name", name) == name)
    return len(list(takewhile(lambda event: event.get("correct") is False, mine)))
