"""Running somebody's function: on copies, with a time limit, and without a trace.

Whatever the function does, `run` returns and says what happened. Two things are beyond it: a
single operation inside NumPy or Python that holds the interpreter for long, and `os._exit`.
"""

import ctypes
import dis
import functools
import inspect
import linecache
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from traceback import walk_stack

import numpy as np

from helpers.check.aside import kept_aside

LIMIT = 3.0  # seconds for all calls together, of which each may always take a fifth
GRACE = 0.3  # seconds in which an endless loop must give in
IMPORTS = 60.0  # seconds in which a library must be imported; they do not count
LOOK = 0.01  # seconds from one look at a running function to the next
LARGEST = 100_000  # more numbers than that are not looked at

IDLE = {"RESUME", "NOP", "CACHE", "POP_TOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST"}
LIBRARY = (str(Path(np.__file__).parents[1]), str(Path(linecache.__file__).parent))
OTHERS = (*LIBRARY, str(Path(__file__).parents[1]), "<frozen", "<__array_function__")
OWN = (__file__, threading.__file__)
LAZY = {"generator", "map", "zip", "filter", "enumerate", "coroutine", "async_generator"}


class Stop(BaseException):
    """Thrown into a function without end, and again at each line, as a bare `except` catches it."""

    def __init__(self):
        super().__init__()
        if not isinstance(threading.current_thread(), Worker):
            return
        for frame, _ in walk_stack(sys._getframe(1)):
            frame.f_trace = _once_more
        sys.settrace(_once_more)


def _once_more(frame, event, argument):
    """Trace a thread that is to stop: throw `Stop` at the next opportunity."""
    _throw(threading.get_ident(), frame)
    return _once_more


def _throw(thread, frame):
    """Throw `Stop` into a thread, unless it imports something, which would stay torn, or ends."""
    if frame and frame.f_code.co_filename not in OWN and not _imports(frame):
        number, error = ctypes.c_ulong(thread), ctypes.py_object(Stop)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(number, error)


def _imports(frame):
    """Tell whether an import is going on."""
    while frame:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


class Worker(threading.Thread):
    """The thread in which somebody's function runs; what it leads to is (kind, details)."""

    def __init__(self, function, arguments):
        super().__init__(daemon=True)
        self.function, self.arguments = function, arguments
        self.writers, self.found = [], []
        self.done = threading.Event()  # an interrupted `join` takes a thread for dead that lives

    def run(self):
        """Call the function."""
        try:
            self.writers.append(threading.get_ident())
            try:
                self.found.append(_look_at(self.function(*self.arguments)))
            except BaseException as error:  # sys.exit, exceptions of their own, everything
                sys.settrace(None)
                self.found.append(("raised", _say(error)))
        except BaseException:  # a Stop that came late, or an exception that cannot be described
            self.found.append(("endless", {}))
        finally:
            self.done.set()


@dataclass(frozen=True)
class Outcome:
    """What one call of a function led to."""

    kind: str  # "array", or a key of `said.toml`: what else it returned, "raised", "endless", …
    array: np.ndarray | None = None  # a copy of the numbers, as float64 or complex128
    dtype: str = ""  # of the array that was returned
    what: str = ""  # the type of the result in words; for an exception its message
    error: str = ""  # name of the exception
    source: str = ""  # the learner's line in which it was raised
    line: int | None = None  # its number
    own: bool = True  # whether that line raised it itself, by a `raise`
    changed: tuple = ()  # which arguments are no longer what they were
    printed: str = ""  # the start of what was printed, logged or displayed as text
    shown: bool = False  # whether a picture was shown
    warned: str = ""  # the first warning
    seconds: float = 0.0  # how long it took, without imports


def is_stub(function):
    """Tell whether a function does nothing at all: a docstring, `pass`, `...` or `return None`."""
    code = getattr(function, "__code__", None)
    if not inspect.iscode(code):
        return False
    steps = list(dis.get_instructions(code))
    loaded = [step.argval for step in steps if step.opname in ("LOAD_CONST", "RETURN_CONST")]
    return {step.opname for step in steps} <= IDLE and all(v in (None, ...) for v in loaded)


def run(function, calls):
    """Call `function` once for each tuple of arguments; return an `Outcome` for each."""
    left, outcomes = LIMIT, []
    for arguments in calls:
        outcome, ended = _call(function, arguments, max(LIMIT / 5, left / 2))
        left -= outcome.seconds
        outcomes.append(outcome)
        if not ended:  # it still runs: leave it alone
            outcomes += [Outcome("not_run")] * (len(calls) - len(outcomes))
            break
    return outcomes


def _call(function, arguments, seconds):
    """Return the outcome of one call, and whether it has come to an end."""
    copies = tuple(np.array(a) if isinstance(a, np.ndarray) else a for a in arguments)
    worker = Worker(function, copies)
    with kept_aside(worker.writers) as aside:
        try:
            worker.start()
        except RuntimeError:  # there are no threads here, as in a browser
            took, late = _work_here(worker, seconds)
        else:
            try:
                took, late = _wait(worker, seconds)
            finally:  # also where the learner interrupts it
                _stop(worker)
    kind, rest = worker.found[0] if worker.found and not late else ("endless", {})
    pairs = enumerate(zip(copies, arguments, strict=True))
    changed = tuple(k for k, (copy, original) in pairs if not np.array_equal(copy, original))
    outcome = Outcome(kind, changed=changed, seconds=took, **aside.found(), **rest)
    return outcome, worker.done.is_set()


def _wait(worker, seconds):
    """Wait so long for a thread, not counting imports; return its time and whether it is late."""
    counted = imported = 0.0
    last = time.monotonic()
    while not worker.done.is_set() and counted < seconds and imported < IMPORTS:
        worker.done.wait(min(LOOK, seconds - counted))
        now = time.monotonic()
        if _imports(sys._current_frames().get(worker.ident)):
            imported += now - last
        else:
            counted += now - last
        last = now
    return counted, not worker.done.is_set()


def _stop(worker):
    """Throw `Stop` into a thread until it has found its end or the grace is over."""
    until, interval = time.monotonic() + GRACE, sys.getswitchinterval()
    while not (worker.found or worker.done.is_set()) and time.monotonic() < until:
        try:
            sys.setswitchinterval(10)  # nothing else runs between the look and the throw
            _throw(worker.ident, sys._current_frames().get(worker.ident))
        finally:
            sys.setswitchinterval(interval)
        worker.done.wait(0.005)
    if worker.found and worker.done.wait(max(0, until - time.monotonic())):
        worker.join()


def _work_here(worker, seconds):
    """Run what a thread would run, and look at the clock at each of the learner's lines."""
    counted, last, importing = 0.0, time.monotonic(), False

    def look(frame, event, argument):
        nonlocal counted, last, importing
        now = time.monotonic()
        counted, last = counted + (0 if importing else now - last), now
        if event == "call" or importing:  # an import begins with a call
            importing = _imports(frame)
        if counted > seconds and not _imports(frame):
            raise Stop
        if event == "call":
            if frame.f_code.co_filename.startswith(OTHERS):
                return None
            frame.f_trace_opcodes = _circles_on_a_line(frame.f_code)
        return look

    before = sys.gettrace()
    sys.settrace(look)
    try:
        worker.run()
    finally:
        sys.settrace(before)
    return counted, counted > seconds


@functools.cache
def _circles_on_a_line(code):
    """Tell whether a loop does not leave its line, so that no further line is ever begun."""
    lines = {i: line for start, end, line in code.co_lines() for i in range(start, end)}
    jumps = [step for step in dis.get_instructions(code) if "JUMP_BACKWARD" in step.opname]
    return any(lines[jump.offset] == lines[jump.argval] for jump in jumps)


def _look_at(value):
    """Return (kind, details) for what a function returned."""
    if value is None:
        return "returns_none", {}
    if value is ...:
        return "placeholder", {}
    if inspect.iscoroutine(value):
        value.close()
    name = type(value).__name__
    if name in LAZY:
        return _other(f"a {name}, which has not computed anything yet")
    if callable(value) and not hasattr(value, "__array__"):
        return _other("a function")
    if _size(value) > LARGEST:
        return "huge", {}
    try:
        array = np.array(value)
    except ValueError:
        return _other(f"a {name} whose entries differ in length")
    return _numbers(array, name)


def _other(what):
    return "returns_other", {"what": what}


def _size(value):
    """Estimate, without touching every entry, how many numbers a result has."""
    if hasattr(value, "size") and hasattr(value, "shape"):
        return int(value.size)
    size = 1
    while isinstance(value, list | tuple | range) and value and size <= LARGEST:
        size *= len(value)
        value = value[0]
    return size


def _numbers(array, name):
    """Return (kind, details) for an array that came out of a result."""
    if array.dtype.kind == "O":
        entries = array.ravel().tolist()
        if any(entry is ... for entry in entries):
            return "placeholder", {}
        if any(entry is None for entry in entries):
            return _other(f"a {name} with None in it")
        if any(isinstance(entry, str) for entry in entries):
            return _other("text")
        try:
            array = array.astype(float)
        except (TypeError, ValueError):
            one = type(entries[0]).__name__ if entries else name
            return _other(f"a {name}" if array.ndim == 0 else f"a {name} of {one}")
    kind = array.dtype.kind
    if kind not in "iufc":
        return _other({"b": "True and False", "U": "text", "S": "text"}.get(kind, f"a {name}"))
    exact = array.astype(complex if kind == "c" else float)
    return "array", {"array": exact, "dtype": array.dtype.name}


def _say(error):
    """Describe an exception: its name, its message, and where in the learner's code it was."""
    try:
        message = " ".join(str(error).split())[:300]
    except BaseException:
        message = ""
    found = {"error": type(error).__name__, "what": message, "own": False}
    at = error.__traceback__
    while at:
        code = at.tb_frame.f_code
        found["own"] = False
        if not code.co_filename.startswith(OTHERS):
            line = linecache.getline(code.co_filename, at.tb_lineno, at.tb_frame.f_globals)
            raises = code.co_code[at.tb_lasti] == dis.opmap["RAISE_VARARGS"]
            found |= {"source": line.strip()[:120], "line": at.tb_lineno, "own": raises}
        at = at.tb_next
    return found
