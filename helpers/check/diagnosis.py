"""From what a function did to a verdict on it."""

import threading

import numpy as np

from helpers.check import structure
from helpers.check.exercise import CLOSE, agree
from helpers.check.handed import by_library
from helpers.check.runner import Worker, is_stub, run
from helpers.check.verdict import Verdict
from helpers.check.words import read_texts, say, show
from helpers.numbers import shorten

MOST_NAMED = 2
HALF = 4e-3  # how near numbers of half precision must come, relative to the largest value
UNSHOWN = ("too_long", "axes")  # the right output may be a part of them


def examine(exercise, function, failures=0):
    """Examine a learner's function; the more often it failed before, the more is said."""
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
    *outcomes, again, smaller = run(function, [*probes, probes[0], exercise.small])
    correct, mistake, parts = _judge(exercise, function, outcomes, again, name)
    if correct is False and failures:
        parts += _worked(exercise) if failures > 1 else _smaller(exercise, smaller)
    return Verdict(name, correct, mistake, (*parts, *beside(outcomes, but=mistake)))


def name_of(function, otherwise):
    """Return what a function is called, or `otherwise` for a lambda, a partial, no function."""
    try:
        name = function.__name__ if callable(function) else None
    except Exception:  # of an object that does not even let itself be looked at
        name = None
    return name if type(name) is str and name.isidentifier() else otherwise


def _judge(exercise, function, outcomes, again, name):
    """Return (correct, mistake, parts) for what a function did."""
    trouble = {k: o for k, o in enumerate(outcomes) if o.kind != "array"}
    got = {k: o.array for k, o in enumerate(outcomes) if o.kind == "array"}
    close = [HALF if outcome.dtype == "float16" else CLOSE for outcome in outcomes]
    wrong = [k for k in got if not agree(got[k], exercise.expected[k], close[k])]
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
        parts += (say("others"), *more) if trouble else more
    elif got and trouble:
        parts += (say("right_for", labels=_labels(exercise, got)),)
    elif changed is not None:
        parts += (say("right_otherwise"),)
    return False, mistake, parts


def _right_numbers(exercise, function, outcomes):
    """Return (correct, mistake, parts) for right numbers, whose type may be another one."""
    dtype = next((o.dtype for o in outcomes if o.dtype != exercise.dtype), None)
    if exercise.dtype and dtype is not None:
        return False, "other_type", (say("other_type", dtype=dtype),)
    count = len(exercise.probes)
    parts = (say("praise", count=count, labels=_labels(exercise, range(count))),)
    by = by_library(function)
    return True, None, (*parts, say("handed", by=by, name=exercise.name)) if by else parts


def _labels(exercise, which):
    return "; ".join(label for k, label in enumerate(exercise.probes) if k in which)


def _trouble(exercise, outcomes, trouble, name):
    """Return (mistake, parts) for calls that led to no array of numbers."""
    k, outcome = next(iter(trouble.items()))
    label, given = list(exercise.probes.items())[k]
    values = exercise.case(given)
    every = len(trouble) == len(outcomes)
    if outcome.kind == "raised":
        message = f": {outcome.what.rstrip('.')}" if outcome.what else ""
        label = "" if every else f" ({label})"
        place = {"line": _line(outcome), "values": values, "label": label}
        said = say("raised", error=outcome.error, message=message, **place)
        return "raised", tuple(filter(None, (said, meaning(outcome, exercise.arguments))))
    key = outcome.kind
    if key == "returns_none" and outcome.printed.strip():
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
    """Say in a sentence or two what an exception means; "" for one that is not known."""
    message = outcome.what.lower()
    for error, parts, text in read_texts("errors")["meaning"]:
        if outcome.error.endswith(error) and any(part in message for part in parts or [""]):
            return text.format(arguments=" and ".join(arguments), first=arguments[0])
    return ""


def is_placeholder(outcome):
    """Tell whether a call shows that a part is still to be written, by a learner's own line."""
    return (
        outcome.kind == "placeholder"
        or (outcome.error == "NotImplementedError" and outcome.own)
        or (outcome.error in ("TypeError", "AttributeError") and "ellipsis" in outcome.what.lower())
    )


def times(outcomes):
    """Say how long the calls took, up to the one that was stopped."""
    stopped = next((k for k, o in enumerate(outcomes) if o.kind == "endless"), 0)
    *before, last = (f"{outcome.seconds:.1f} s" for outcome in outcomes[: stopped + 1])
    return say("took" if before else "first_stopped", before=", ".join(before), last=last)


def beside(outcomes, but=""):
    """Return sentences on what was printed, shown or warned of, once for all calls."""
    printed = next((o.printed for o in outcomes if o.printed.strip()), "")
    warned = next((o.warned for o in outcomes if o.warned), "")
    done = [f"printed “{shorten(printed)}”"] if printed and but != "printed" else []
    done += ["showed a picture"] if any(o.shown for o in outcomes) else []
    said = (say("beside", done=" and ".join(done)),) if done else ()
    return said + ((say("warned", warned=shorten(warned, 80)),) if warned else ())


def _mistake(exercise, got, wrong, again, outcomes):
    """Return (is it known?, mistake, parts) for outputs that are not all right."""
    found = exercise.diagnose(got)[:MOST_NAMED]
    if found:
        said = " Or: ".join(one.text for one in found)
        said = said if len(found) == 1 else say("several", mistakes=said)
        return True, found[0].key, (said, found[0].ask)
    if seen := structure.plain(got, exercise):
        return True, *seen
    first, second = outcomes[0].array, again.array
    if first is not None and (second is None or not np.array_equal(first, second, equal_nan=True)):
        return True, "not_repeatable", (say("not_repeatable"),)
    k = wrong[0]
    label, given = list(exercise.probes.items())[k]
    key, parts = _description(exercise, got[k], exercise.expected[k], label, given)
    if len(wrong) < len(got):
        parts += (say("right_for", labels=_labels(exercise, set(got) - set(wrong))),)
    at = structure.first_wrong(got[k], exercise.expected[k])
    where = exercise.by_hand(at, *given) if at else ""
    if where:
        last = say("by_hand", name=exercise.called(at, *given), where=where)
    return False, key, (*parts, last if where else exercise.texts["extent"])


def _description(exercise, got, right, label, given):
    """Return (mistake, parts) for an output in which no mistake is recognised."""
    key = exercise.describe(got, right, *given) if exercise.describe else None
    if key:
        text = exercise.texts["described"][key]
    else:
        key, text = structure.describe(got, right, lambda at: exercise.called(at, *given))
    values = exercise.case(given)
    if got.ndim > 1 or right.ndim > 1:
        return key, (f"For {label}: {text}",)
    if key in UNSHOWN:
        return key, (f"{text} The input was {values}.",)
    return key, (say("shown", values=values, got=show(got), text=text),)


def _smaller(exercise, outcome):
    """Return the idea on a smaller case, and what the function makes of it."""
    if outcome.kind != "array":
        end = say("go_through")
    elif agree(outcome.array, exercise.right(*exercise.small)):
        end = say("right_here")
    else:
        end = say("part_here", got=show(outcome.array))
    case = say("smaller", case=exercise.case(exercise.small))
    return case, exercise.sentences("small"), end


def _worked(exercise):
    """Return a whole worked case, on other numbers than those of the check."""
    said = say("worked", case=exercise.case(exercise.parallel), note=exercise.texts["note"])
    return said, exercise.sentences("parallel"), say("which_line")
