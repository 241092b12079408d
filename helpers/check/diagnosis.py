"""From what a function did to a verdict on it."""

import threading

import numpy as np

from helpers.check import structure
from helpers.check.exercise import CLOSE, agree, read_texts, say
from helpers.check.handed import by_library
from helpers.check.runner import Worker, is_stub, run
from helpers.check.structure import show
from helpers.check.verdict import Verdict
from helpers.numbers import shorten

MOST_NAMED = 2
HALF = 4e-3  # how near numbers of half precision must come, relative to the largest value
LONGEST_NAME = 60
UNSHOWN = ("too_long", "axes")  # the right output may be a part of them


def examine(exercise, function, failures=0):
    """Examine a learner's function; the more often it failed before, the more is said.

    >>> from helpers.check.exercises.convolve import EXERCISE
    >>> examine(EXERCISE, np.convolve).correct, examine(EXERCISE, np.correlate).mistake
    (True, 'xcorr_valid')
    """
    name = name_of(function, exercise.name)
    if isinstance(threading.current_thread(), Worker):
        return Verdict(name, None, None, (say("itself"),))
    if function is None or function is ... or is_stub(function):
        return Verdict(name, None, None, (say("no_body", name=name),))
    if not callable(function):
        given = {"what": type(function).__name__, "call": ", ".join(exercise.arguments)}
        said = say("no_function", key=exercise.key, name=exercise.name, **given)
        return Verdict(name, False, "no_function", (said,))
    probes = list(exercise.probes.values())
    small = tuple(np.array(v) if isinstance(v, tuple) else v for v in exercise.small)
    *outcomes, again, smaller = run(function, [*probes, probes[0], small])
    correct, mistake, parts = _judge(exercise, function, outcomes, again, name)
    if correct is False and failures:
        parts += _worked(exercise) if failures > 1 else _smaller(exercise, smaller)
    return Verdict(name, correct, mistake, (*parts, *beside(outcomes, but=mistake)))


def name_of(function, otherwise):
    """Return what a function is called, or `otherwise` for a lambda, a partial, no function.

    >>> name_of(np.convolve, "my_convolve"), name_of(lambda a, b: 0, "my_convolve")
    ('convolve', 'my_convolve')
    """
    try:
        name = function.__name__ if callable(function) else None
    except Exception:  # of an object that does not even let itself be looked at
        name = None
    proper = type(name) is str and name.isidentifier() and len(name) <= LONGEST_NAME
    return name if proper else otherwise


def _judge(exercise, function, outcomes, again, name):
    """Return (correct, mistake, parts) for what a function did."""
    trouble = {k: o for k, o in enumerate(outcomes) if o.kind != "array"}
    got = {k: o.array for k, o in enumerate(outcomes) if o.kind == "array"}
    wrong = [k for k in got if not _right(outcomes[k], exercise.expected[k])]
    changed = next((o.changed[0] for o in outcomes if o.changed), None)
    gap = next((o for o in trouble.values() if is_placeholder(o)), None)
    if gap:
        line = _line(gap).rstrip(",").replace(" in", ":", 1)
        return None, None, (say("gap", line=line),)
    if not trouble and not wrong and changed is None:
        if again.kind != "array" or not agree(again.array, outcomes[0].array):
            return False, "not_repeatable", (say("not_repeatable"),)
        return _right_numbers(exercise, function, outcomes)
    mistake, parts = _trouble(exercise, outcomes, trouble, name) if trouble else (None, ())
    if changed is not None:
        mistake = mistake or "changed_input"
        parts += (say("changed_input", what=exercise.arguments[changed]),)
    if wrong:
        known, found, more = _mistake(exercise, got, wrong, again, outcomes)
        mistake = found if known or not mistake else mistake
        parts = (*parts, *((say("others"),) if trouble else ()), *more)
    elif got and trouble:
        parts += (_right_for(exercise, got),)
    elif changed is not None:
        parts += (say("right_otherwise"),)
    return False, mistake, parts


def _right(outcome, expected):
    """Tell whether an output is right, as far as its numbers can be exact."""
    return agree(outcome.array, expected, HALF if outcome.dtype == "float16" else CLOSE)


def _right_numbers(exercise, function, outcomes):
    """Return (correct, mistake, parts) for right numbers, whose type may be another one."""
    dtype = next((o.dtype for o in outcomes if o.dtype != exercise.dtype), None)
    if exercise.dtype and dtype is not None:
        return False, "other_type", (say("other_type", dtype=dtype),)
    parts = (say("praise", count=len(exercise.probes), labels="; ".join(exercise.probes)),)
    by = by_library(function)
    return True, None, (*parts, say("handed", by=by, name=exercise.name)) if by else parts


def _right_for(exercise, which):
    labels = "; ".join(label for k, label in enumerate(exercise.probes) if k in which)
    return say("right_for", labels=labels)


# What went wrong before there were numbers.


def _trouble(exercise, outcomes, trouble, name):
    """Return (mistake, parts) for calls that led to no array of numbers."""
    k, outcome = next(iter(trouble.items()))
    label, values = list(exercise.probes)[k], _values(exercise, k)
    every = len(trouble) == len(outcomes)
    if outcome.kind == "raised":
        message = f": {outcome.what.rstrip('.')}" if outcome.what else ""
        label = "" if every else f" ({label})"
        place = {"line": _line(outcome), "values": values, "label": label}
        said = say("raised", error=outcome.error, message=message, **place)
        return "raised", tuple(filter(None, (said, meaning(outcome, exercise.arguments))))
    key = {"other": "returns_other", "none": "returns_none", "not run": "not_run"}.get(
        outcome.kind, outcome.kind
    )
    if outcome.kind == "none" and outcome.printed.strip():
        key = "printed"
    said = say(
        key,
        where="" if every else say("given", given=f"{label}: {values}"),
        times=times(outcomes),
        call=f"{name}({', '.join(exercise.arguments)})",
        skipped="" if every else ", or does an `if` skip it",
        what=outcome.what,
    )
    return "endless" if key == "not_run" else key, (said,)


def _line(outcome):
    if not outcome.line:
        return ""
    return f" in line {outcome.line}" + (f", `{outcome.source}`," if outcome.source else "")


def meaning(outcome, arguments):
    """Say in a sentence or two what an exception means; "" for one that is not known.

    >>> from helpers.check.runner import Outcome
    >>> meaning(Outcome("raised", error="RecursionError", what="maximum depth"), ("a", "b"))
    'Your function calls itself without an end: which case stops it?'
    """
    said = outcome.what.lower()
    for entry in read_texts("errors")["meaning"]:
        parts = entry.get("parts", [""])
        if outcome.error.endswith(entry["error"]) and any(part in said for part in parts):
            return entry["text"].format(arguments=" and ".join(arguments), first=arguments[0])
    return ""


def is_placeholder(outcome):
    """Tell whether a call shows that a part is still to be written.

    A NotImplementedError counts where one of the learner's own lines raises it.

    >>> from helpers.check.runner import Outcome
    >>> is_placeholder(Outcome("raised", error="NotImplementedError"))
    True
    >>> is_placeholder(Outcome("raised", error="NotImplementedError", own=False))
    False
    """
    return (
        outcome.kind == "placeholder"
        or (outcome.error == "NotImplementedError" and outcome.own)
        or (outcome.error in ("TypeError", "AttributeError") and "ellipsis" in outcome.what.lower())
    )


def times(outcomes):
    """Say how long the calls took, up to the one that was stopped.

    >>> from helpers.check.runner import Outcome
    >>> times([Outcome("array", seconds=0.31), Outcome("endless", seconds=1.35)])
    'Your calls took 0.3 s, and then 1.4 s until it was stopped.'
    """
    stopped = next((k for k, o in enumerate(outcomes) if o.kind == "endless"), 0)
    *before, last = (f"{outcome.seconds:.1f} s" for outcome in outcomes[: stopped + 1])
    return say("took" if before else "first_stopped", before=", ".join(before), last=last)


def beside(outcomes, but=""):
    """Return a sentence on what was printed, shown or warned of, once for all calls, or nothing.

    >>> from helpers.check.runner import Outcome
    >>> beside([Outcome("array", printed="0 1")])
    ('It also printed “0 1”; the check looks at what is returned.',)
    """
    printed = next((o.printed for o in outcomes if o.printed.strip()), "")
    warned = next((o.warned for o in outcomes if o.warned), "")
    done = [f"printed “{shorten(printed)}”"] if printed and but != "printed" else []
    done += ["showed a picture"] if any(o.shown for o in outcomes) else []
    said = (say("beside", done=" and ".join(done)),) if done else ()
    return said + ((say("warned", warned=shorten(warned, 80)),) if warned else ())


# What is wrong with the numbers.


def _mistake(exercise, got, wrong, again, outcomes):
    """Return (is it known?, mistake, parts) for outputs that are not all right."""
    found = exercise.diagnose(got)[:MOST_NAMED]
    if found:
        said = tuple(one.text for one in found)
        if len(found) > 1:
            said = (say("several", mistakes=" Or: ".join(said)),)
        return True, found[0].key, (*said, found[0].ask)
    if seen := structure.plain(got, exercise):
        return True, *seen
    first, second = outcomes[0].array, again.array
    if first is not None and (second is None or not np.array_equal(first, second, equal_nan=True)):
        return True, "not_repeatable", (say("not_repeatable"),)
    k = wrong[0]
    given, right = list(exercise.probes.values())[k], exercise.expected[k]

    def name(at):
        return exercise.called(at, *given)

    described = exercise.describe and exercise.describe(got[k], right, *given)
    key, text = described or structure.describe(got[k], right, name)
    if got[k].ndim > 1 or right.ndim > 1:
        parts = (f"For {list(exercise.probes)[k]}: {text}",)
    elif key in UNSHOWN:
        parts = (f"{text} The input was {_values(exercise, k)}.",)
    else:
        parts = (say("shown", values=_values(exercise, k), got=show(got[k]), text=text),)
    if len(wrong) < len(got):
        parts += (_right_for(exercise, set(got) - set(wrong)),)
    at = structure.first_wrong(got[k], right)
    if at and exercise.where:
        return False, key, (*parts, say("by_hand", name=name(at), where=exercise.where(at, *given)))
    return False, key, (*parts, exercise.texts["extent"])


def _values(exercise, k):
    return _case(exercise, list(exercise.probes.values())[k])


# What is said when it goes wrong again.


def _case(exercise, inputs):
    named = zip(exercise.arguments, inputs, strict=True)
    return structure.listed(f"{name} = {show(np.asarray(values))}" for name, values in named)


def _smaller(exercise, outcome):
    """Return the idea on a smaller case, beside what the function makes of it."""
    case = say("smaller", case=_case(exercise, exercise.small))
    if outcome.kind != "array":
        end = say("go_through")
    elif agree(outcome.array, np.asarray(exercise.right(*exercise.small))):
        end = say("right_here")
    else:
        end = say("part_here", got=show(outcome.array))
    return case, exercise.sentences(exercise.small), end


def _worked(exercise):
    """Return a whole worked case, on other numbers than those of the check."""
    case = _case(exercise, exercise.parallel)
    said = say("worked", case=case, note=exercise.texts["note"])
    return said, exercise.sentences(exercise.parallel), say("which_line")
