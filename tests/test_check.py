"""What the notebooks call: verdicts, the ladder, and that nothing gets out."""

import functools
import io
import sys
import threading
import time
from decimal import Decimal
from xml.etree import ElementTree

import numpy as np
import pytest

from helpers import check, record
from helpers.check import runner

CONVOLVE = check.EXERCISES["convolve"]

pytestmark = pytest.mark.usefixtures("fresh_record")


@pytest.fixture
def hurry(monkeypatch):
    monkeypatch.setattr(runner, "LIMIT", 0.4)
    monkeypatch.setattr(runner, "GRACE", 0.1)


# Right answers, of any kind and as any kind of numbers.


class Callable:
    def __call__(self, a, b):
        return np.convolve(a, b)


KINDS = [
    np.convolve,
    functools.partial(np.convolve, mode="full"),
    Callable(),
    lambda *arrays: np.convolve(*arrays),
    lambda a, b, mode="full": np.convolve(a, b, mode),
    lambda a, b: tuple(np.convolve(a, b)),
    lambda a, b: [int(v) if v == int(v) else float(v) for v in np.convolve(a, b)],
    lambda a, b: np.array([Decimal(str(v)) for v in np.convolve(a, b)]),
    lambda a, b: np.poly1d(a) * np.poly1d(b),
    lambda a, b: np.convolve(a, b) + 0j,
    lambda a, b: np.convolve(a, b) * (1 + 2e-6),
]


@pytest.mark.parametrize("function", KINDS)
def test_right_is_right_in_any_form_and_almost_right_is_wrong(function):
    assert check.convolve(function).correct is True
    assert check.convolve(lambda a, b: np.array(function(a, b)) * (1 + 1e-4)).correct is False


# Answers that are none, and functions that misbehave.


def stubs():
    def empty(a, b):
        pass

    def dots(a, b):
        """Convolve."""
        ...

    def nothing(a, b):
        """Convolve."""
        return None

    def not_implemented(a, b):
        raise NotImplementedError("later")

    lambdas = [lambda a, b: [... * 2], lambda a, b: np.zeros(...), lambda a, b: [1, ...]]
    return [None, ..., empty, dots, nothing, not_implemented, *lambdas, lambda a, b: ...]


@pytest.mark.parametrize("stub", stubs(), ids=lambda f: getattr(f, "__name__", str(f)))
def test_a_stub_is_not_attempted(stub):
    verdict = check.convolve(stub)
    assert verdict.correct is None
    assert "Not attempted" in repr(verdict)
    assert not verdict
    assert record.events() == []


class Evil:
    """An object that does not let itself be looked at."""

    def refuse(self, *args):
        raise ValueError("no")

    __array__ = __len__ = __iter__ = __eq__ = __bool__ = __float__ = __getitem__ = refuse
    __str__ = __repr__ = __getattr__ = refuse
    __hash__ = None


class Mute(BaseException):
    def __str__(self):
        raise self


def raises(error):
    def function(a, b):
        raise error

    return function


def swallows(a, b):
    while True:
        try:
            while True:
                pass
        except:  # noqa: E722
            pass


def gives_in(a, b):
    try:
        while True:
            pass
    except BaseException:
        return np.convolve(a, b)


async def asynchronous(a, b):
    return np.convolve(a, b)


def sleeps(a, b):
    time.sleep(0.7)


def grows(a, b):
    return [np.zeros(1000).tolist()] * 10**6


def exits(a, b):
    sys.exit(3)


def prints_much(a, b):
    print("x" * 10**6)
    for _ in range(1000):
        print(a)


def prints_and_returns(a, b):
    print("the result:", np.convolve(a, b)[0])
    sys.stderr.write("careful")
    return np.convolve(a, b)


def takes_over_stdout(a, b):
    sys.stdout = io.StringIO()
    return a


def resizes(a, b):
    a.resize(3, refcheck=False)
    return a


def checks_itself(a, b):
    return check.convolve(checks_itself)


def deep(a, b):
    return deep(a, b)


def warns(a, b):
    return np.array([1.0]) / 0 + np.log(-np.ones(6))


ZOO = {
    5: "no_function",
    "my_convolve": "no_function",
    (1, 2): "no_function",
    dict: "raised",
    Callable: "raised",
    Evil: "raised",
    print: "printed",
    asynchronous: "returns_other",
    prints_much: "printed",
    exits: "raised",
    raises(KeyboardInterrupt()): "raised",
    raises(Mute()): "raised",
    raises(ExceptionGroup("several", [ValueError(1)])): "raised",
    raises(AttributeError): "raised",
    takes_over_stdout: None,
    resizes: None,
    deep: "raised",
    warns: None,
    checks_itself: "returns_other",
    grows: "huge",
    (lambda a, b: np.broadcast_to(0.0, (10**12,))): "huge",
    (lambda a, b: range(10**12)): "huge",
    (lambda a, b: Evil()): "raised",
    (lambda a, b: [Evil()]): None,
    (lambda a, b: "[1, 2]"): "returns_other",
    (lambda a, b: [str(v) for v in np.convolve(a, b)]): "returns_other",
    (lambda a, b: dict(enumerate(np.convolve(a, b)))): "returns_other",
    (lambda a, b: map(float, np.convolve(a, b))): "returns_other",
    (lambda a, b: True): "returns_other",
    (lambda a, b: a > 0): "returns_other",
    (lambda a, b: [[1], [1, 2]]): "returns_other",
    (lambda a, b: object()): "returns_other",
    (lambda a, b: []): None,
    (lambda a, b: 10**400): None,
    (lambda a, b: np.convolve(a, b) * np.nan): "not_finite",
    (lambda a, b: np.convolve(a, b) / 0.0): "not_finite",
    (lambda a, b: 1j * np.convolve(a, b)): None,
    (lambda a, b: np.convolve(a, b)[None]): "axes",
    (lambda a: a): "raised",
    (lambda a, b, *, c: 0): "raised",
    functools.partial(np.convolve, 1, 2, 3): "raised",
}


@pytest.mark.parametrize("given", ZOO, ids=lambda g: getattr(g, "__name__", type(g).__name__))
def test_nothing_gets_out(given, capsys):
    before = sys.stdout, sys.stderr, threading.active_count()
    start = time.monotonic()
    verdict = check.convolve(given)
    assert time.monotonic() - start < 20
    assert verdict.correct is False
    assert verdict.feedback
    assert ZOO[given] in (None, verdict.mistake)
    assert (sys.stdout, sys.stderr, threading.active_count()) == before
    assert capsys.readouterr() == ("", "")


def endless(a, b):
    while True:
        pass


def endless_print(a, b):
    while True:
        print(1)


def waits_for_shorter(a, b):
    while len(a) < len(b):
        a.sum()
    return np.correlate(a, b, "full")


@pytest.mark.usefixtures("hurry")
class TestTime:
    @pytest.mark.parametrize("function", [endless, endless_print, sleeps, swallows, gives_in])
    def test_a_function_without_end_is_stopped(self, function, capsys):
        start = time.monotonic()
        verdict = check.convolve(function)
        assert time.monotonic() - start < 15
        assert verdict.mistake == "endless"
        assert "did not come to an end" in verdict.feedback
        assert capsys.readouterr() == ("", "")
        left = [t for t in threading.enumerate() if isinstance(t, runner.Worker)]
        assert not left or function is sleeps

    def test_what_cannot_be_stopped_is_left_behind(self):
        done = threading.Event()

        def stubborn(a, b):
            while not done.wait(0.01):
                with_all = swallow()
            return with_all

        def swallow():
            try:
                while not done.wait(0.01):
                    pass
            except BaseException:
                return None

        start = time.monotonic()
        output = sys.stdout
        verdict = check.convolve(stubborn)
        assert time.monotonic() - start < 15
        assert verdict.mistake == "endless"
        assert sys.stdout is output
        done.set()
        while any(isinstance(t, runner.Worker) for t in threading.enumerate()):
            time.sleep(0.01)

    def test_the_other_inputs_are_still_diagnosed(self, monkeypatch):
        monkeypatch.setattr(runner, "LIMIT", 4)
        verdict = check.convolve(waits_for_shorter)
        assert verdict.mistake == "no_flip"
        assert "did not come to an end" in verdict.feedback
        assert "a shorter than b" in verdict.feedback
        assert "the kernel was not flipped" in verdict.feedback


def test_the_limit_is_about_three_seconds():
    assert 2 <= runner.LIMIT + runner.GRACE <= 4


def test_what_is_printed_is_mentioned(capsys):
    verdict = check.convolve(prints_and_returns)
    assert verdict.correct
    assert "It also printed “the result:" in verdict.feedback
    assert capsys.readouterr() == ("", "")

    def only_prints(a, b):
        print(np.convolve(a, b))

    verdict = check.convolve(only_prints)
    assert verdict.mistake == "printed"
    assert "`return`" in verdict.feedback


def test_forgotten_return():
    def forgotten(a, b):
        c = np.convolve(a, b)
        c.sum()

    def sometimes(a, b):
        if len(a) > len(b):
            return np.convolve(a, b)

    assert check.convolve(forgotten).mistake == "returns_none"
    assert "Did you forget `return`?" in check.convolve(forgotten, keep=False).feedback
    verdict = check.convolve(sometimes, keep=False)
    assert verdict.mistake == "returns_none"
    assert "a shorter than b" in verdict.feedback
    assert "Your output is right for: " in verdict.feedback


def test_changed_inputs():
    def in_place(a, b):
        result = np.convolve(a, b)
        a[0] = 0
        return result

    def in_place_and_wrong(a, b):
        result = np.correlate(a, b, "full")
        b[:] = b[::-1].copy()
        return result

    verdict = check.convolve(in_place)
    assert (verdict.correct, verdict.mistake) == (False, "changed_input")
    assert "its input a" in verdict.feedback
    assert "Apart from that your output is right." in verdict.feedback
    verdict = check.convolve(in_place_and_wrong)
    assert verdict.mistake == "no_flip"
    assert "its input b" in verdict.feedback


def test_a_memory_between_calls():
    c = []

    def remembers(a, b):
        c.extend(np.convolve(a, b))
        return c

    rng = np.random.default_rng(3)
    assert check.convolve(remembers).mistake == "not_repeatable"
    assert check.convolve(lambda a, b: rng.random(4)).mistake == "not_repeatable"

    calls = []

    def wears_out(a, b):
        calls.append(1)
        return np.convolve(a, b) if len(calls) <= len(CONVOLVE.probes) else None

    assert check.convolve(wears_out).mistake == "not_repeatable"


def without_guard(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for n in range(len(c)):
        for m in range(len(b)):
            c[n] += a[n - m] * b[m]  # the line
    return c


def in_whole_numbers(a, b):
    c = np.zeros(len(a) + len(b) - 1, a.dtype)
    for i in range(len(a)):
        c[i : i + len(b)] += a[i] * b[::-1]
    return c


EXCEPTIONS = [
    (without_guard, "IndexError", "arithmetic of the index"),
    (in_whole_numbers, "UFuncTypeError", "whole numbers only"),
    (lambda a, b: a + b, "ValueError", "different lengths"),
    (lambda a, b: undefined, "NameError", "spelled"),  # noqa: F821
    (lambda a, b: a.append(3), "AttributeError", "append"),
    (lambda a, b: a(0), "TypeError", "square brackets"),
    (lambda a, b: a[len(a) / 2], "IndexError", "whole number"),
    (lambda a, b: np.zeros(len(a) / 2), "TypeError", "whole number"),
    (lambda a, b: a[0, 0], "IndexError", "axes"),
    (lambda a, b: [0 for i in len(a)], "TypeError", "range(len(a))"),
    (lambda a, b: len(a)[0], "TypeError", "Square brackets"),
    (lambda a, b: float(a), "TypeError", "one number belongs"),
    (lambda a, b: 1 if a > 0 else 2, "ValueError", "single True or False"),
    (lambda a: a, "TypeError", "a and b, in this order"),
    (deep, "RecursionError", "calls itself"),
    (lambda a, b: 1 // 0, "ZeroDivisionError", "divide by there"),
    (lambda a, b: None + 1, "TypeError", "is None"),
    (exits, "SystemExit", "exit"),
    (lambda a, b: np.empty(10**15), "MemoryError", "memory"),
]


@pytest.mark.parametrize(("function", "error", "meaning"), EXCEPTIONS)
def test_exceptions_are_explained(function, error, meaning):
    verdict = check.convolve(function)
    assert verdict.correct is False
    assert error in verdict.feedback
    assert meaning in verdict.feedback


def test_the_line_of_an_exception_is_named():
    verdict = check.convolve(without_guard)
    line = without_guard.__code__.co_firstlineno + 4
    assert f"in line {line}, `c[n] += a[n - m] * b[m]  # the line`, with" in verdict.feedback
    assert "index 5 is out of bounds" in verdict.feedback
    assert "a = [2, −1, 3.5, 0.5, −4]" in verdict.feedback
    assert "right for: a single value in b." in verdict.feedback


def test_an_exception_for_some_inputs_does_not_hide_the_rest():
    verdict = check.convolve(in_whole_numbers)
    assert verdict.mistake == "no_flip"
    assert "fractions in b" in verdict.feedback
    assert "the kernel was not flipped" in verdict.feedback


# The ladder.


def test_the_ladder_survives_a_restart_and_counts_one_exercise_only():
    check.convolve(np.correlate)
    check.number(7, "my length")
    check.convolve(None)
    record._record_at.cache_clear()
    assert "smaller case" in check.convolve(np.correlate).feedback


def repair_me(a, b):
    return np.correlate(a, b, "full")


def repair_me_too(a, b):
    return np.convolve(a, b)[1:]


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (repair_me, "repair_me"),
        (lambda a, b: np.correlate(a, b), "my_convolve"),
        (functools.partial(np.correlate, mode="full"), "my_convolve"),
        (7, "my_convolve"),
    ],
    ids=["def", "lambda", "partial", "number"],
)
def test_the_heading_names_the_function_that_was_handed_over(function, name):
    verdict = check.convolve(function)
    assert repr(verdict).startswith(f"Not yet: {name}\n")
    assert record.latest("check", "convolve")["name"] == name


def test_each_function_has_a_ladder_of_its_own():
    assert "smaller case" not in check.convolve(repair_me).feedback
    assert "smaller case" not in check.convolve(repair_me_too).feedback
    assert "smaller case" in check.convolve(repair_me).feedback
    assert check.convolve(np.convolve).correct
    assert "worked case" in check.convolve(repair_me).feedback


def test_looking_on_does_not_count():
    check.convolve(np.correlate, keep=False)
    check.convolve(np.correlate, keep=False)
    assert record.events() == []
    assert "smaller case" not in check.convolve(np.correlate).feedback
    assert "smaller case" not in check.convolve(np.correlate, keep=False).feedback


def test_what_is_kept():
    check.convolve(np.correlate)
    check.number("10/2", "sigma of two blurs")
    first, second = record.events("check")
    assert first.items() >= {"key": "convolve", "correct": False, "mistake": "xcorr_valid"}.items()
    kept = {"key": "number/sigma of two blurs", "correct": True, "value": "10/2"}
    assert second.items() >= kept.items()


def test_a_file_that_cannot_be_written_is_said(fresh_record):
    fresh_record.mkdir()
    verdict = check.convolve(np.correlate)
    assert verdict.mistake == "xcorr_valid"
    assert "until the kernel stops" in verdict.feedback
    assert "smaller case" in check.convolve(np.correlate).feedback


# How a verdict shows itself.


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (np.convolve, "Correct: convolve"),
        (np.correlate, "Not yet: correlate"),
        (..., "Not attempted: my_convolve"),
    ],
)
def test_a_verdict_says_in_words_how_it_stands(given, said):
    verdict = check.convolve(given)
    assert repr(verdict).startswith(f"{said}\n")
    tree = ElementTree.fromstring(verdict._repr_html_())
    assert tree.find("h3").text == said
    assert not any(one.attrib for one in tree.iter())


def test_html_is_escaped():
    def prints(a, b):
        print("<script>alert(1)</script>&amp;")
        return a["<b>"]

    verdict = check.convolve(prints)
    html = verdict._repr_html_()
    assert "<script>" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;" in html
