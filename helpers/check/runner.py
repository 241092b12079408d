"""Running somebody's function: on copies, with a time limit, and without a trace.

Whatever the function does, `run` returns and says what happened. Two things are beyond it: a
single operation inside NumPy or Python that holds the interpreter for long, and `os._exit`.
"""

import ctypes
import dis
import inspect
import linecache
import sys
import threading
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np

LIMIT = 3.0  # seconds for all calls together
GRACE = 0.3  # seconds in which an endless loop must give in
LARGEST = 100_000  # more numbers than that are not looked at
MOST_PRINTED = 300

HELPERS = str(Path(__file__).parents[1])
IDLE = {"RESUME", "NOP", "CACHE", "POP_TOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST"}
LIBRARY = (str(Path(np.__file__).parents[1]), str(Path(linecache.__file__).parent), HELPERS)
OWN = (__file__, threading.__file__)
LAZY = {"generator", "map", "zip", "filter", "enumerate", "coroutine", "async_generator"}


class Stop(BaseException):
    """Thrown into a function that does not end by itself.

    A loop around a bare `except` catches it; so it sees to it that it is thrown again at every
    further line, and thus also between one `try` and the next.
    """

    def __init__(self):
        super().__init__()
        frame = sys._getframe(1)
        while frame:
            frame.f_trace = _once_more
            frame = frame.f_back
        sys.settrace(_once_more)


def _once_more(frame, event, argument):
    """Trace a thread that is to stop: throw `Stop` at the next opportunity."""
    if frame.f_code.co_filename not in OWN:
        _throw(threading.get_ident())
    return _once_more


def _throw(thread):
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(Stop))


class Worker(threading.Thread):
    """The thread in which somebody's function runs."""


@dataclass(frozen=True)
class Outcome:
    """What one call of a function led to.

    Attributes
    ----------
    kind : str
        "array" (a number is an array without axes), "none", "placeholder" (an Ellipsis),
        "other" (no array of numbers), "huge", "raised", "endless" or "not run".
    array : ndarray or None
        A copy of the numbers, as float64 or complex128.
    dtype : str
        Of the array that was returned.
    what : str
        The type of the result in words; for an exception its message.
    error : str
        Name of the exception.
    source : str
        The learner's line in which the exception was raised.
    line : int or None
        Its number.
    changed : tuple of int
        Which arguments are no longer what they were.
    printed : str
        The start of what was printed.
    """

    kind: str
    array: np.ndarray | None = None
    dtype: str = ""
    what: str = ""
    error: str = ""
    source: str = ""
    line: int | None = None
    changed: tuple = ()
    printed: str = ""


def is_stub(function):
    """Tell whether a function does nothing at all: a docstring, `pass`, `...` or `return None`.

    Parameters
    ----------
    function : object
        Anything.

    Returns
    -------
    bool

    Examples
    --------
    >>> def stub(a, b):
    ...     "Convolve a with b."
    ...     ...
    >>> is_stub(stub), is_stub(lambda a, b: 0)
    (True, False)
    """
    code = getattr(function, "__code__", None)
    if not inspect.iscode(code) or code.co_flags & (
        inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
    ):
        return False
    steps = list(dis.get_instructions(code))
    loaded = [step.argval for step in steps if step.opname in ("LOAD_CONST", "RETURN_CONST")]
    return {step.opname for step in steps} <= IDLE and all(v in (None, ...) for v in loaded)


def run(function, calls):
    """Call `function` once for each tuple of arguments.

    Parameters
    ----------
    function : callable
        It runs in a thread of its own, is stopped where it does not end, and what it prints is
        kept from the notebook.
    calls : sequence of tuple
        The arguments of each call, arrays or plain numbers; the function is given copies.

    Returns
    -------
    list of Outcome
        One for each call.

    Examples
    --------
    >>> import numpy as np
    >>> twice = run(lambda a: 2 * a, [(np.array([1, 2]),)])
    >>> twice[0].kind, twice[0].array
    ('array', array([2., 4.]))
    >>> run(lambda a: a[2], [(np.array([1, 2]),)])[0].error
    'IndexError'
    """
    end = time.monotonic() + LIMIT
    outcomes = []
    for arguments in calls:
        outcome, stopped = _call(function, arguments, (end - time.monotonic()) / 2)
        outcomes.append(outcome)
        if not stopped:  # it still runs: leave it alone
            outcomes += [Outcome("not run")] * (len(calls) - len(outcomes))
            break
    return outcomes


def _call(function, arguments, seconds):
    """Return the outcome of one call, and whether its thread has come to an end."""
    copies = tuple(np.array(a) if isinstance(a, np.ndarray) else a for a in arguments)
    found, writers, late = [], [], False
    worker = Worker(target=_work, args=(function, copies, found, writers), daemon=True)
    output = sys.stdout, sys.stderr
    try:
        sys.stdout, sys.stderr = (Diverted(stream, writers) for stream in output)
        printed = sys.stdout.printed
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                worker.start()
            except RuntimeError:  # there are no threads here, as in a browser
                worker.run()
            else:
                worker.join(max(seconds, 0.01))
                late = worker.is_alive()
                _stop(worker, found)
    finally:
        sys.stdout, sys.stderr = output
    details = {
        "changed": tuple(
            k for k, both in enumerate(zip(copies, arguments, strict=True)) if not _same(*both)
        ),
        "printed": "".join(printed)[:MOST_PRINTED],
    }
    kind, rest = found[0] if found and not late else ("endless", {})
    return Outcome(kind, **details, **rest), not worker.is_alive()


def _same(copy, original):
    return not isinstance(original, np.ndarray) or (
        copy.shape == original.shape
        and copy.dtype == original.dtype
        and copy.tobytes() == original.tobytes()
    )


def _stop(worker, found):
    """Throw `Stop` into a thread until it has found its end or the grace is over."""
    until = time.monotonic() + GRACE
    while worker.is_alive() and not found and time.monotonic() < until:
        _throw(worker.ident)
        worker.join(0.005)
    worker.join(max(0, until - time.monotonic()) if found else 0)


def _work(function, arguments, found, writers):
    """Call the function in its thread; put (kind, details) into `found`."""
    try:
        writers.append(threading.get_ident())
        try:
            found.append(_look_at(function(*arguments)))
        except BaseException as error:  # sys.exit, exceptions of their own, everything
            sys.settrace(None)
            found.append(("raised", _say(error)))
    except BaseException:  # a Stop that came late, or an exception that cannot be described
        found.append(("endless", {}))


def _look_at(value):
    """Return (kind, details) for what a function returned."""
    if value is None:
        return "none", {}
    if value is ...:
        return "placeholder", {}
    name = type(value).__name__
    if inspect.iscoroutine(value):
        value.close()
    if isinstance(value, str | bytes):
        return "other", {"what": "text"}
    if name in LAZY:
        return "other", {"what": f"a {name}, which has not computed anything yet"}
    if callable(value) and not hasattr(value, "__array__"):
        return "other", {"what": "a function"}
    if isinstance(value, dict | set | frozenset):
        return "other", {"what": f"a {name}"}
    if _size(value) > LARGEST:
        return "huge", {}
    try:
        array = np.array(value)
    except ValueError:
        return "other", {"what": f"a {name} whose entries differ in length"}
    return _numbers(array, name)


def _size(value):
    """Estimate, without touching every entry, how many numbers a result has."""
    if hasattr(value, "size") and hasattr(value, "shape"):
        return int(value.size)
    size = 1
    while isinstance(value, list | tuple | range) and value:
        size *= len(value)
        value = value[0]
        if size > LARGEST:
            break
    return size


def _numbers(array, name):
    """Return (kind, details) for an array that came out of a result."""
    if array.dtype.kind == "O":
        entries = array.ravel().tolist()
        if any(entry is ... for entry in entries):
            return "placeholder", {}
        if any(entry is None for entry in entries):
            return "other", {"what": f"a {name} with None in it"}
        if any(isinstance(entry, str) for entry in entries):
            return "other", {"what": "text"}
        try:
            array = array.astype(float)
        except (TypeError, ValueError):
            one = type(entries[0]).__name__ if entries else name
            return "other", {"what": f"a {name}" if array.ndim == 0 else f"a {name} of {one}"}
    kind = array.dtype.kind
    if kind not in "iufc":
        what = {"b": "True and False", "U": "text", "S": "text"}.get(kind, f"a {name}")
        return "other", {"what": what}
    exact = array.astype(complex if kind == "c" else float)
    return "array", {"array": exact, "dtype": array.dtype.name}


def _say(error):
    """Describe an exception: its name, its message, and where in the learner's code it was."""
    try:
        message = " ".join(str(error).split())[:300]
    except BaseException:
        message = ""
    place = None
    at = error.__traceback__
    while at is not None:
        file = at.tb_frame.f_code.co_filename
        if not file.startswith((*LIBRARY, "<frozen", "<__array_function__")):
            place = file, at.tb_lineno, at.tb_frame.f_globals
        at = at.tb_next
    source = linecache.getline(*place).strip()[:120] if place else ""
    line = place[1] if place else None
    return {"error": type(error).__name__, "what": message, "source": source, "line": line}


class Diverted:
    """A stream that keeps aside what certain threads write and passes everything else on.

    Parameters
    ----------
    stream : file
        What it stands in for.
    writers : list of int
        The threads, by identifier.
    """

    def __init__(self, stream, writers):
        self.stream = stream
        self.writers = writers
        self.printed = []

    def write(self, text):
        """Keep or pass on `text`."""
        if threading.get_ident() not in self.writers:
            return self.stream.write(text)
        if len(self.printed) < MOST_PRINTED:
            self.printed.append(text[:MOST_PRINTED])
        return len(text)

    def __getattr__(self, name):
        """Be like the stream in everything else."""
        return getattr(self.stream, name)
