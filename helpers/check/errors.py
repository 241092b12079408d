"""What an exception, a call without an end, and what is printed beside mean to a learner."""

import functools
import tomllib
from pathlib import Path

from helpers.numbers import shorten


@functools.cache
def _meanings():
    """Return the table in `errors.toml`."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["meaning"]


def meaning(outcome, arguments):
    """Say in a sentence or two what an exception means; "" for one that is not known.

    >>> from helpers.check.runner import Outcome
    >>> meaning(Outcome("raised", error="RecursionError", what="maximum depth"), ("a", "b"))
    'Your function calls itself without an end: which case stops it?'
    """
    said = outcome.what.lower()
    for entry in _meanings():
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
    if not before:
        return f"The first call was stopped after {last}."
    return f"Your calls took {', '.join(before)}, and then {last} until it was stopped."


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
    said = (f"It also {' and '.join(done)}; the check looks at what is returned.",) if done else ()
    return said + ((f"Python warned: “{shorten(warned, 80)}”.",) if warned else ())
