"""Does each installed library still do what the registry says? Each one is asked apart.

A library runs in a process of its own: it cannot print into a notebook, take its memory, or
quarrel with another one.
"""

import importlib
import importlib.util
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from helpers.libraries.calls import named
from helpers.libraries.probe import INSIDE, Behaviour, observe
from helpers.libraries.registry import ENTRIES, GIVEN, MAKERS

AT_A_TIME, SECONDS = 2, 50
ANSWER = """
import json, sys
from helpers.libraries.verify import answer
print(json.dumps(answer(sys.argv[1])))
"""
AGREE = "All installed libraries behave as the table says."
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "KERAS_BACKEND": "tensorflow", "JAX_PLATFORMS": "cpu"}


@dataclass(frozen=True, repr=False)
class Report:
    """What came out of the comparison."""

    versions: dict  # of the libraries that were run
    missing: tuple
    differences: tuple
    broken: dict  # libraries that could not be run, and the last line of what they said

    def __repr__(self):
        """Say whether all agree, in words that do not depend on what is installed."""
        broken = [f"{name} could not be run: {said}" for name, said in self.broken.items()]
        return "\n".join((*self.differences, *broken)) or AGREE


def verify(entry):
    """Compare a call with what the registry says of it."""
    call, found = entry.call or partial(named, entry.name), []

    def seen(mode, even=False):
        return observe(lambda x, h: call(x, h, mode), entry.ndim, even)

    def refuses(mode, even=False):
        try:
            seen(mode, even)
        except (TypeError, ValueError):
            return True
        return False

    def compare(asked, mode, *expected, even=False):
        expected, got = Behaviour(entry.prints, *expected), seen(mode, even)
        if got != [expected]:
            found.append(f"{entry.name}, {asked}: expected {expected}, seen {got or 'no filter'}")

    if entry.mode != "same":
        given, mode = (entry.mode, None) if entry.mode != GIVEN else ("valid", "valid")
        compare("by default", mode, given, INSIDE[given])
    if entry.mode == GIVEN and not refuses(None):
        found.append(f"{entry.name}: has a default, although the table says that it has none")
    same = None if entry.mode == "same" else "same"
    if entry.outside:
        compare("same size", same, "same", entry.outside)
    if entry.extra:
        compare("even kernel", same, "same", entry.outside, entry.extra, even=True)
    elif entry.outside and not refuses(same, even=True):
        found.append(f"{entry.name}: takes even kernels, although the table says that it does not")
    return found


def is_installed(library):
    """Tell whether all that a library needs can be found; nothing is imported."""
    return all(map(importlib.util.find_spec, MAKERS[library][1:]))


def verify_installed(names=tuple(MAKERS)):
    """Compare the calls of installed libraries with what the registry says; return a `Report`.

    Parameters
    ----------
    names : iterable of str
        The libraries to look at.
    """
    installed = [name for name in names if is_installed(name)]
    if sys.platform == "emscripten":  # in a browser there are neither processes nor threads
        answers = {name: answer(name) for name in installed}
    else:
        with ThreadPoolExecutor(AT_A_TIME) as pool:
            answers = dict(zip(installed, pool.map(_ask, installed), strict=True))
    return Report(
        {name: one["version"] for name, one in answers.items() if "version" in one},
        tuple(name for name in names if name not in installed),
        tuple(said for one in answers.values() for said in one.get("differences", ())),
        {name: one["broken"] for name, one in answers.items() if "broken" in one},
    )


def _ask(library):
    command = [sys.executable, "-W", "ignore", "-c", ANSWER, library]
    environment = os.environ | QUIET | {"PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, encoding="utf-8", timeout=SECONDS
        )
        return json.loads(done.stdout.splitlines()[-1])
    except subprocess.TimeoutExpired:
        return {"broken": f"no answer in {SECONDS} s"}
    except (IndexError, ValueError):
        return {"broken": (done.stderr.splitlines() or ["no answer"])[-1]}


def answer(library):
    """Verify the calls of one library in this process."""
    differences = [said for one in ENTRIES if one.maker == library for said in verify(one)]
    version = importlib.import_module(MAKERS[library][1]).__version__
    return {"version": version.split("+")[0], "differences": differences}
