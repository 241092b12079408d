"""Functions that import, take their time, draw, log, or are interrupted while they are checked."""

import _thread
import logging
import signal
import sys
import threading
import warnings

import matplotlib.pyplot as plt
import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import HTML, display

from helpers.check import runner
from helpers.check.diagnosis import beside, is_placeholder, meaning, times
from helpers.check.runner import run

CALLS = [(np.arange(3.0), np.ones(2))] * 8
SLOW_MODULE = "import time\ntime.sleep({})\nvalue = 3\n"


@pytest.fixture
def no_threads(monkeypatch):
    def start(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(runner.Worker, "start", start)


@pytest.fixture
def slow_module(tmp_path, monkeypatch):
    """Return the name of a module that takes longer to import than the calls may take."""
    monkeypatch.setattr(runner, "LIMIT", 0.2)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "slow_to_import.py").write_text(SLOW_MODULE.format(0.5))
    yield "slow_to_import"
    sys.modules.pop("slow_to_import", None)


def endless(a, b):
    while True: pass  # fmt: skip  # noqa: E701


def kinds(function, calls=CALLS):
    return [outcome.kind for outcome in run(function, calls)]


@pytest.mark.parametrize("threads", [True, False])
def test_the_time_for_an_import_does_not_count(slow_module, request, threads):
    if not threads:
        request.getfixturevalue("no_threads")

    def imports(a, b):
        return np.full(3, __import__(slow_module).value)

    assert kinds(imports) == ["array"] * 8


def test_an_import_is_never_torn(slow_module):
    def endless_then(a, b):
        __import__(slow_module)
        while True:
            pass

    assert kinds(endless_then, CALLS[:1]) == ["endless"]
    assert sys.modules[slow_module].value == 3


def test_how_long_the_calls_took_is_said(monkeypatch):
    monkeypatch.setattr(runner, "LIMIT", 0.4)
    assert times(run(endless, CALLS)).startswith("The first call was stopped after 0.")


def endless_after_an_import(a, b):
    import colorsys  # noqa: F401

    while True: pass  # fmt: skip  # noqa: E701


@pytest.mark.parametrize(
    "function",
    [endless, endless_after_an_import],
)
def test_without_threads_a_loop_is_stopped_all_the_same(monkeypatch, no_threads, function):
    monkeypatch.setattr(runner, "LIMIT", 0.3)
    before = sys.gettrace()
    sys.modules.pop("colorsys", None)
    assert kinds(function) == ["endless"] * 8
    assert kinds(np.convolve) == ["array"] * 8
    assert sys.gettrace() is before


@pytest.fixture
def interruptible():
    """Let an interrupt be heard, as in a kernel, where tests run in the background, too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupted_check_ends_the_loop(monkeypatch, interruptible):
    monkeypatch.setattr(runner, "LIMIT", 60)
    threading.Timer(0.2, _thread.interrupt_main).start()
    output = sys.stdout
    with pytest.raises(KeyboardInterrupt):
        run(endless, CALLS)
    assert not any(isinstance(t, runner.Worker) for t in threading.enumerate())
    assert sys.stdout is output


def raised_by_a_library(a, b):
    from scipy.signal import lfilter

    return lfilter([1], [1], np.array(["text"]))


def raised_by_hand(a, b):
    raise NotImplementedError("Write this.")


def test_only_a_learners_own_line_is_a_placeholder():
    by_hand, by_a_library = (run(f, CALLS[:1])[0] for f in (raised_by_hand, raised_by_a_library))
    assert by_hand.error == by_a_library.error == "NotImplementedError"
    assert is_placeholder(by_hand)
    assert not is_placeholder(by_a_library)
    assert "from inside a library" in meaning(by_a_library, ("a", "b"))
    assert by_a_library.source == 'return lfilter([1], [1], np.array(["text"]))'


def noisy(a, b):
    print("printed")
    logging.getLogger("course.test").warning("logged")
    warnings.warn("be careful", UserWarning, stacklevel=1)
    warnings.warn("old", DeprecationWarning, stacklevel=1)
    plt.figure()
    plt.plot(a)
    return a


def test_what_is_printed_logged_warned_of_or_drawn_stays_aside(capsys, caplog):
    figures = plt.get_fignums()
    handler = logging.StreamHandler(sys.stderr)  # one that was there before
    logging.getLogger().addHandler(handler)
    try:
        outcomes = run(noisy, CALLS)
    finally:
        logging.getLogger().removeHandler(handler)
    assert capsys.readouterr() == ("", "")
    assert plt.get_fignums() == figures
    assert beside(outcomes) == (
        "It also printed “printed logged” and showed a picture; the check looks at what is "
        "returned.",
        "Python warned: “be careful”.",
    )
    assert beside(run(np.convolve, CALLS)) == ()
    assert logging.Handler.handle.__module__ == "logging"


def test_what_is_displayed_stays_aside(monkeypatch):
    shell = InteractiveShell.instance()
    shown = []
    monkeypatch.setattr(shell.display_pub, "publish", lambda *a, **k: shown.append(a or k))

    def displays(a, b):
        display(HTML("<b>one</b>"), a)
        return a

    try:
        outcomes = run(displays, CALLS)
        assert shown == []
        display("by the notebook itself")
        assert len(shown) == 1
    finally:
        InteractiveShell.clear_instance()
    assert "It also printed “<IPython" in beside(outcomes)[0]
    assert beside(outcomes, but="printed") == ()
