"""From what a function did to a verdict on it."""

import threading

import numpy as np

from helpers.check import structure
from helpers.check.errors import beside, is_placeholder, meaning, times
from helpers.check.exercise import CLOSE, agree
from helpers.check.handed import by_library
from helpers.check.runner import Worker, is_stub, run
from helpers.check.structure import show
from helpers.check.verdict import Verdict

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
    early = _no_function(exercise, function, name)
    if early:
        return Verdict(name, *early)
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


def _no_function(exercise, function, name):
    """Return (correct, mistake, parts) for what cannot be called, or should not be."""
    if isinstance(threading.current_thread(), Worker):
        return None, None, ("A check cannot check itself: call it outside of your function.",)
    if function is None or function is ... or is_stub(function):
        return None, None, (f"There is no `{name}` to check yet: write its body first.",)
    if not callable(function):
        call = ", ".join(exercise.arguments)
        what = type(function).__name__
        return (
            False,
            "no_function",
            (
                f"The check wants the function itself, and was given a value ({what}). Write "
                f"`check.{exercise.key}({exercise.name})`, without `({call})`.",
            ),
        )
    return None


def _judge(exercise, function, outcomes, again, name):
    """Return (correct, mistake, parts) for what a function did."""
    trouble = {k: o for k, o in enumerate(outcomes) if o.kind != "array"}
    got = {k: o.array for k, o in enumerate(outcomes) if o.kind == "array"}
    wrong = [k for k in got if not _right(outcomes[k], exercise.expected[k])]
    mistake, parts = None, ()
    if any(is_placeholder(o) for o in trouble.values()):
        where = next(o for o in trouble.values() if is_placeholder(o))
        return (
            None,
            None,
            (f"There is still a `...` to fill in{_gap(where)}.",),
        )
    if trouble:
        mistake, parts = _trouble(exercise, outcomes, trouble, name)
    changed = next((k for k, o in enumerate(outcomes) if o.changed), None)
    if changed is not None:
        what = exercise.arguments[outcomes[changed].changed[0]]
        mistake = mistake or "changed_input"
        parts += (
            f"Your function changes its input {what}. Whoever called it still needs {what}: which "
            "line writes into it, and where could it write instead?",
        )
    if got and not wrong and trouble:
        return False, mistake, (*parts, _right_for(exercise, got))
    if not wrong and changed is not None:
        return False, mistake, (*parts, "Apart from that your output is right.")
    if not trouble and not wrong:
        if again.kind != "array" or not agree(again.array, outcomes[0].array):
            return False, "not_repeatable", _not_repeatable()
        return _right_numbers(exercise, function, outcomes)
    if wrong:
        known, found, more = _mistake(exercise, got, wrong, again, outcomes)
        before = ("And for the other inputs:",) if trouble else ()
        mistake = found if known or not mistake else mistake
        parts = (*parts, *before, *more)
    return False, mistake, parts


def _right(outcome, expected):
    """Tell whether an output is right, as far as its numbers can be exact."""
    close = HALF if outcome.dtype == "float16" else CLOSE
    return agree(outcome.array, expected, close)


def _right_numbers(exercise, function, outcomes):
    """Return (correct, mistake, parts) for right numbers, whose type may be another one."""
    dtype = next((o.dtype for o in outcomes if o.dtype != exercise.dtype), None)
    if not exercise.dtype or dtype is None:
        return True, None, (*_praise(exercise), *_handed_through(exercise, function))
    said = (
        f"The numbers are right, but their type is {dtype}. Which type holds the whole numbers "
        "from 0 to 255, and which method of an array turns it into another type?"
    )
    return False, "other_type", (said,)


def _praise(exercise):
    return (
        f"Your function gives the right output for {len(exercise.probes)} inputs: "
        f"{'; '.join(exercise.probes)}.",
    )


def _handed_through(exercise, function):
    """Say kindly what is not practised where a function of a library does the work."""
    done = by_library(function)
    if not done:
        return ()
    return (
        f"The work is done by `{done}`: in practice that is the best way. What happens inside it "
        f"you have not written yet; if you want to, write `{exercise.name}` once with loops.",
    )


def _right_for(exercise, which):
    labels = [label for k, label in enumerate(exercise.probes) if k in which]
    return f"Your output is right for: {'; '.join(labels)}."


def _not_repeatable():
    return (
        "Called twice with the same input, your function gives two different outputs. What "
        "survives from one call to the next: a list that is made outside of the function, an "
        "array that is not filled?",
    )


# What went wrong before there were numbers.


def _trouble(exercise, outcomes, trouble, name):
    """Return (mistake, parts) for calls that led to no array of numbers."""
    first, outcome = next(iter(trouble.items()))
    every = len(trouble) == len(outcomes)
    call = f"{name}({', '.join(exercise.arguments)})"
    where = "" if every else f" This happens for {_given(exercise, first)}."
    if outcome.kind == "raised":
        return "raised", _raised(exercise, outcome, first, every)
    if outcome.kind == "endless":
        return "endless", (
            f"Your function did not come to an end and was stopped.{where} "
            f"{times(list(outcomes))} Which condition ends your loop, and what brings it closer at "
            "every turn?",
        )
    if outcome.kind == "not run":
        return "endless", ("Your function did not come to an end.",)
    if outcome.kind == "none" and outcome.printed.strip():
        return "printed", (
            f"Your function prints its result and returns nothing.{where} What is printed can be "
            "read but not used: `return` hands it over.",
        )
    if outcome.kind == "none":
        return "returns_none", (
            f"`{call}` gives back None.{where} Did you forget `return`"
            f"{'' if every else ', or does an `if` skip it'}?",
        )
    if outcome.kind == "huge":
        return "huge", (f"Your function returns far more values than there are outputs.{where}",)
    return "returns_other", (
        f"Your function returns {outcome.what}.{where} The result should be an array (or a list) "
        "of numbers.",
    )


def _raised(exercise, outcome, k, every):
    message = f": {outcome.what.rstrip('.')}" if outcome.what else ""
    case = "" if every else f" ({list(exercise.probes)[k]})"
    parts = (
        f"Python stopped{_line(outcome)} with {outcome.error}{message}. The input was "
        f"{_values(exercise, k)}{case}.",
    )
    said = meaning(outcome, exercise.arguments)
    return (*parts, said) if said else parts


def _line(outcome):
    if not outcome.line:
        return ""
    return f" in line {outcome.line}" + (f", `{outcome.source}`," if outcome.source else "")


def _gap(outcome):
    return _line(outcome).rstrip(",").replace(" in", ":", 1)


def _given(exercise, k):
    return f"{list(exercise.probes)[k]}: {_values(exercise, k)}"


def _values(exercise, k):
    given = list(exercise.probes.values())[k]
    return _case(exercise, given)


# What is wrong with the numbers.


def _mistake(exercise, got, wrong, again, outcomes):
    """Return (is it known?, mistake, parts) for outputs that are not all right."""
    found = exercise.diagnose(got)
    seen = structure.plain(got, exercise) if not found else None
    if seen:
        return True, *seen
    if found:
        named = found[:MOST_NAMED]
        said = tuple(one.text for one in named)
        if len(named) > 1:
            said = ("Your output fits more than one mistake. Either: " + " Or: ".join(said),)
        return True, found[0].key, (*said, found[0].ask)
    if outcomes[0].kind == "array" and (
        again.kind != "array" or not _identical(again.array, outcomes[0].array)
    ):
        return True, "not_repeatable", _not_repeatable()
    k = wrong[0]
    given = list(exercise.probes.values())[k]

    def name(at):
        return exercise.called(at, *given)

    described = (
        exercise.describe(got[k], exercise.expected[k], *given) if exercise.describe else None
    )
    key, text = described or structure.describe(got[k], exercise.expected[k], name)
    if got[k].ndim > 1 or exercise.expected[k].ndim > 1:
        parts = (f"For {list(exercise.probes)[k]}: {text}",)
    elif key in UNSHOWN:
        parts = (f"{text} The input was {_values(exercise, k)}.",)
    else:
        parts = (f"For {_values(exercise, k)} your function gives {show(got[k])}. {text}",)
    if len(wrong) < len(got):
        parts += (_right_for(exercise, set(got) - set(wrong)),)
    at = structure.first_wrong(got[k], exercise.expected[k])
    if at and exercise.where:
        parts += (f"Work out {name(at)} by hand: {exercise.where(at, *given)}",)
    else:
        parts += (exercise.extent,)
    return False, key, parts


def _identical(one, other):
    return one.shape == other.shape and np.array_equal(one, other, equal_nan=True)


# What is said when it goes wrong again.


def _case(exercise, inputs):
    names = zip(exercise.arguments, inputs, strict=True)
    *more, last = (f"{name} = {show(np.asarray(values))}" for name, values in names)
    return f"{', '.join(more)} and {last}" if more else last


def _smaller(exercise, outcome):
    """Return the idea on a smaller case, beside what the function makes of it."""
    case = _case(exercise, exercise.small)
    lines = exercise.sentences(exercise.small)
    right = np.asarray(exercise.right(*exercise.small))
    parts = (f"A smaller case, to do by hand: {case}.", lines)
    if outcome.kind != "array":
        return (*parts, "Go through your lines with these numbers: where do they leave this path?")
    if agree(outcome.array, right):
        return (
            *parts,
            "This case your function gets right. It fails where the inputs are of another kind: "
            "what do the first lines above say about them?",
        )
    return (*parts, f"Your function gives {show(outcome.array)} here. At which step do they part?")


def _worked(exercise):
    """Return a whole worked case, on other numbers than those of the check."""
    return (
        f"A worked case: {_case(exercise, exercise.parallel)}. {exercise.note}",
        exercise.sentences(exercise.parallel),
        "Which line of your function does which part of this work? Follow one of "
        "them from its beginning to its end.",
    )
