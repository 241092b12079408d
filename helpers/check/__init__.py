"""Checks that say what went wrong, and ask the question that leads on.

``check.convolve(my_convolve)`` examines a function, ``check.number(6, "length")`` a typed number.
Each failure in a row gets more help: first what was done and why it differs, then a smaller
case, then a worked one. What was answered is kept by `helpers.record`.
"""

from dataclasses import replace

import numpy as np

from helpers import record
from helpers.check.diagnosis import examine
from helpers.check.one_dimensional import CONVOLVE, CORRELATE
from helpers.check.typed import answer, explain_value
from helpers.check.verdict import Verdict, Verdicts

PLAIN = (int, float, str, np.generic)  # answers that are kept as they are
__all__ = ["Verdict", "Verdicts", "convolve", "correlate", "explain_value", "number", "numbers"]


def convolve(my_convolve, *, keep=True):
    """Check a function that computes the full convolution of two one-dimensional arrays.

    Parameters
    ----------
    my_convolve : callable
        Takes two arrays, returns their convolution; it runs on copies, for 3 s at most.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> convolve(lambda a, b: a * b[0], keep=False).correct
    False
    """
    return _checked(examine, CONVOLVE, CONVOLVE.key, my_convolve, keep)


def correlate(my_correlate, *, keep=True):
    """Check a function that computes the full cross-correlation of two one-dimensional arrays.

    Parameters
    ----------
    my_correlate : callable
        Takes two arrays, returns c[k] = Σ_n a[n + k] conj(v[n]) for k = −(M − 1) … N − 1; it runs
        on copies, for 3 s at most.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> correlate(np.correlate, keep=False).mistake
    'valid'
    """
    return _checked(examine, CORRELATE, CORRELATE.key, my_correlate, keep)


def number(value, name, *, keep=True):
    """Check a number of the worked example c = a ∗ b.

    Parameters
    ----------
    value : object
        A number, or text such as "3/4"; None or ... while there is no answer.
    name : str
        "length" for the number of values in c; "c[0]", "c[1]", … for one of them.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> number(5, "length", keep=False).mistake
    'largest_index'
    """
    name = name if isinstance(name, str) else type(name).__name__
    return _checked(answer, name, f"number/{name}", value, keep)


def numbers(values, *, keep=True):
    """Check several numbers of the worked example c = a ∗ b.

    Parameters
    ----------
    values : dict of str to object
        The numbers by their names, as in `number`.
    keep : bool
        Whether the answers are recorded and count as attempts.

    Returns
    -------
    Verdicts

    Raises
    ------
    TypeError
        For anything but a dict.

    Examples
    --------
    >>> [verdict.correct for verdict in numbers({"length": 6, "c[1]": ...}, keep=False)]
    [True, None]
    """
    if not isinstance(values, dict):
        raise TypeError(f"the answers are a dict of names and numbers, not {type(values).__name__}")
    return Verdicts(number(value, name, keep=keep) for name, value in values.items())


def _checked(judge, asked, key, given, keep):
    """Judge an answer; keep it, and count the failures since the last success."""
    try:
        verdict = judge(asked, given, _failures(key) if keep else 0)
    except Exception as error:  # of an object that does not even let itself be looked at
        said = f"The check cannot look at this answer ({type(error).__name__})."
        verdict = Verdict(key, False, "unreadable", (said,))
    if not keep:
        return verdict
    if verdict.correct is not None:
        value = {"value": given} if issubclass(type(given), PLAIN) else {}
        kept = {"correct": verdict.correct, "mistake": verdict.mistake, **value}
        record.append({"kind": "check", "key": key, **kept})
    said = record.message()
    return replace(verdict, parts=(*verdict.parts, said)) if said else verdict


def _failures(key):
    """Count the failures of this exercise since it was last answered correctly."""
    count = 0
    for event in reversed(record.events("check", key)):
        if event.get("correct") is not False:
            break
        count += 1
    return count
