"""All exercises, as they are found: each property is tried on every one of them.

What learners write stands in `examples`, a module for each exercise, with `RIGHT` and `WRONG`.
"""

import functools
import importlib
import re
import tomllib
from itertools import pairwise

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view

from helpers import check, record
from helpers.check import words
from helpers.check.diagnosis import examine
from helpers.check.exercise import NOTHING, SHARED, agree, outcome

EXERCISES = list(check.EXERCISES.values())
EXAMPLES = {key: importlib.import_module(f"examples.{key}") for key in check.EXERCISES}
NO_CASE_WORDS = re.compile(r"\b[abcv]\[|\ba and b\b|\bof b\b|\bsignal\b(?!\.)")
every = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.key)
pytestmark = pytest.mark.usefixtures("fresh_record")


def outcomes(exercise, way):
    return [outcome(exercise, way, k) for k in range(len(exercise.probes))]


def every_way(exercise):
    """Return all mistakes and their ways, but for those that cannot be made together."""
    return [
        (one, way)
        for one in exercise.single + exercise.double
        for way in one.ways
        if outcome(exercise, way, 0) is not NOTHING
    ]


# What learners write.


@every
def test_a_right_answer_is_right_in_any_precision_as_an_array_or_as_lists(exercise):
    right = EXAMPLES[exercise.key].RIGHT
    verdict = getattr(check, exercise.key)(right)
    assert (verdict.correct, verdict.mistake) == (True, None), verdict
    if exercise.dtype:
        return
    assert examine(exercise, lambda *given: np.asarray(right(*given)).tolist()).correct
    if "c" not in {np.asarray(one).dtype.kind for one in exercise.expected}:
        half, single = (
            lambda *given, dtype=dtype: np.asarray(right(*given)).astype(dtype)
            for dtype in (np.float16, np.float32)
        )
        assert examine(exercise, half).correct
        assert examine(exercise, single).correct
        assert not examine(exercise, lambda *given: half(*given) * 1.1).correct


@every
def test_wrong_answers_are_named(exercise):
    for function, mistake in EXAMPLES[exercise.key].WRONG.items():
        verdict = examine(exercise, function)
        assert (verdict.correct, verdict.mistake) == (False, mistake), verdict


@every
def test_what_is_no_known_mistake_gets_no_name(exercise):
    for what, function in getattr(EXAMPLES[exercise.key], "NAMELESS", {}).items():
        verdict = examine(exercise, function)
        assert not verdict.correct, what
        assert not {*exercise.mistakes} & {*verdict.mistake.split("+")}, (what, verdict.mistake)


# The mistakes and what is said.


def told(table):
    """Return the mistakes that a table speaks of."""
    tables = {key for key, said in table.items() if isinstance(said, dict)}
    return tables - {"described", "lines", "probes", "wordings"}


@every
def test_texts_and_mistakes_match_both_ways(exercise):
    own = tomllib.loads((words.HERE / f"exercises/{exercise.key}.toml").read_text("utf-8"))
    assert told(own) <= set(exercise.mistakes)
    for name in own.get("wordings", {}):
        assert any(f"{{{name}}}" in str(said) for said in own.values()), name
    for one in exercise.single:
        assert one.text.endswith((".", ")."))
        assert one.ask.endswith("?")
        assert one.clause[0].islower()
        assert not one.clause.endswith(".")
        for text in (one.text, one.ask, one.clause):
            assert "{" not in text
            assert exercise.shared == "signals" or not NO_CASE_WORDS.search(text), text
    for one in exercise.double:
        assert one.text.startswith("Two things at once: ")
    assert exercise.texts["note"]
    assert exercise.texts["extent"]


@pytest.mark.parametrize("table", ["in_signals", "in_images"])
def test_every_shared_text_is_said_by_an_exercise(table):
    said = tomllib.loads((words.HERE / f"{table}.toml").read_text("utf-8"))
    users = [one for one in EXERCISES if table in SHARED[one.shared]]
    for key in told(said):
        assert any(key in one.mistakes for one in users), key


@every
def test_no_mistake_looks_right(exercise):
    for one, way in every_way(exercise):
        found = (outcome(exercise, way, k) for k in range(len(exercise.expected)))
        assert not all(map(agree, found, exercise.expected)), one.key


@every
def test_every_single_mistake_is_diagnosed_as_itself_only(exercise):
    for one in exercise.single:
        for way in one.ways:
            found = exercise.diagnose(dict(enumerate(outcomes(exercise, way))))
            assert [m.key for m in found] == [one.key]


def like(exercise, change):
    return lambda *given: change(exercise.right(*given), given)


PLAIN = {
    "zeros": (lambda y, given: np.zeros(y.shape), {"zero", "same_for_all"}),
    "ones": (lambda y, given: np.ones(y.shape), {"constant", "same_for_all", "box"}),
    "sevens": (lambda y, given: np.full(y.shape, 7.0), {"constant", "same_for_all"}),
    "the input": (lambda y, given: np.array(given[0]), {"input_returned", "unchanged", "same"}),
    "noise": (
        lambda y, given: np.random.default_rng(y.size).normal(size=y.shape),
        {"unknown", "fraction", "same_for_all"},
    ),
    "one bright": (
        lambda y, given: np.eye(1, max(y.size, 1)).reshape(y.shape),
        {"unknown", "same_for_all"},
    ),
    "not finite": (lambda y, given: np.full(y.shape, np.nan), {"not_finite", "fraction"}),
}


@every
@pytest.mark.parametrize("name", PLAIN)
def test_nothing_is_invented(exercise, name):
    change, known = PLAIN[name]
    verdict = examine(exercise, like(exercise, change))
    assert verdict.correct is False
    assert verdict.mistake in known
    assert "Two things" not in verdict.feedback


@every
def test_each_operand_is_whole_while_the_others_have_decimals(exercise):
    arrays = [
        [np.asarray(v).dtype.kind for v in given if np.ndim(v)]
        for given in exercise.probes.values()
    ]
    if exercise.key in ("find_template", "uint8_filter", "learned_kernel") or not arrays[0]:
        return
    for place in range(len(arrays[0])):
        alone = [kinds for kinds in arrays if kinds[place] in "iu"]
        others = [[k for p, k in enumerate(kinds) if p != place] for kinds in alone]
        assert any(("f" in some and not set(some) & set("iu")) or not some for some in others)


@every
def test_each_size_varies(exercise):
    sizes = [[n for v in given for n in np.shape(v)] for given in exercise.probes.values()]
    for along in zip(*sizes, strict=True):
        assert len(set(along)) > 1


def test_rounding_errors_do_not_decide():
    exercise = check.EXERCISES["uint8_filter"]
    for k in range(len(exercise.probes)):
        sums = outcome(exercise, (("finish", lambda y, x, h: y),), k)
        assert np.abs(2 * sums - np.round(2 * sums)).min() > 0.05


# What is asked for is never said.


@functools.cache
def wanted(exercise):
    """Return the rows and columns of all right outputs, by their length."""
    lines = {}
    for expected in exercise.expected:
        for table in expected if expected.ndim == 3 else [np.atleast_2d(expected)]:
            for line in (*table, *table.T):
                if line.size > 2:
                    lines.setdefault(line.size, []).append(line)
    return {size: np.array(some) for size, some in lines.items()}


def leaks(text, exercise):
    """Tell whether a right output, or a row, a column or the shape of one, stands in a text."""
    bare = re.sub(r"\w\[[^\]]*\]", " ", text).replace("−", "-")
    tokens = re.findall(r"(?<![\w.])(-?\d+(?:\.\d+)?(?:e-?\d+)?)(?:/(\d+))?", bare)
    found = np.array([float(above) / float(below or 1) for above, below in tokens])
    for size, lines in wanted(exercise).items():
        if found.size >= size:
            apart = np.abs(sliding_window_view(found, size)[:, None] - lines)
            if (apart <= 1e-3 * np.abs(lines).max(-1, keepdims=True)).all(-1).any():
                return True
    return any(str(one.shape) in text for one in exercise.expected if one.size > 2)


def strange(exercise):
    """Yield answers that are in no catalogue."""
    if not exercise.expected[0].ndim:
        return
    for change in (
        lambda y, given: y + np.arange(y.size).reshape(y.shape) ** 2,
        lambda y, given: y**3,
        lambda y, given: 7 * y,
        lambda y, given: y[1:],
        lambda y, given: np.pad(y, 1, constant_values=5),
        lambda y, given: np.where(np.arange(len(y)) == 1, 5, y.T).T,
        lambda y, given: y[..., None],
        lambda y, given: y.sum(),
    ):
        yield like(exercise, change)


@every
def test_what_is_asked_for_is_never_said(exercise):
    answers = [
        lambda *given, way=one.ways[-1]: exercise.altered(way, given) for one in exercise.single
    ]
    tries = [(function, 1) for function in (*answers, *strange(exercise))]
    for function, failures in (*tries, (lambda *given: given[99], 2)):  # the last is told a case
        with np.errstate(all="ignore"):
            verdict = examine(exercise, function, failures)
        assert verdict.correct is False
        assert not leaks(verdict._repr_html_(), exercise)


def test_a_number_and_a_place_that_are_asked_for_are_never_said():
    sizes = check.EXERCISES["output_size"]
    asked = {str(size) for size in sizes.expected}
    for function in EXAMPLES["output_size"].WRONG:
        said = "".join(examine(sizes, function, failures).feedback for failures in range(3))
        own = set(re.findall(r"\d+", str([function(*given) for given in sizes.probes.values()])))
        assert not asked & set(re.findall(r"\d+", said)) - own
    places = check.EXERCISES["find_template"]
    asked = {tuple(map(int, place)) for place in places.expected} - {(0, 0)}
    for function in EXAMPLES["find_template"].WRONG:
        for failures in range(3):
            said = examine(places, function, failures).feedback
            found = [int(n) for n in re.findall(r"(?<![\d.−])\d+(?![\d.])", said)]
            assert not asked & set(pairwise(found))


@every
def test_the_ladder(exercise):
    look = getattr(check, exercise.key)
    function = next(iter(EXAMPLES[exercise.key].WRONG))
    first, second, third, fourth = (look(function) for _ in range(4))
    assert first.mistake == third.mistake
    assert "case:" not in first.feedback
    assert "A smaller case, to do by hand: " in second.feedback
    assert "A worked case: " in third.feedback
    assert third.feedback == fourth.feedback
    for verdict, size in ((second, "small"), (third, "parallel")):
        assert set(verdict.parts) >= {exercise.sentences(size)}
    assert max(len(line) for line in exercise.sentences("parallel")) < 100
    assert [event["key"] for event in record.events("check")] == 4 * [exercise.key]


@every
def test_the_cases_are_right_and_are_no_probes(exercise):
    for size in ("small", "parallel"):
        inputs, lines = getattr(exercise, size), exercise.sentences(size)
        right = exercise.right(*inputs)
        found = ends_of(lines)
        if exercise.key == "find_template":
            assert lines[-1].startswith(f"place = {right.tolist()}, ")
        elif exercise.key == "gaussian_kernel":
            assert float(found["h[0, 0] ≈ "[:7]]) == pytest.approx(right[0, 0], abs=1e-4)
        else:
            for at, value in np.ndenumerate(right):
                name = exercise.result + (f"[{', '.join(map(str, at))}]" if at else "")
                assert found[name] == f"{value:g}".replace("-", "−")
        for given in exercise.probes.values():
            assert not all(map(np.array_equal, inputs, given))


def ends_of(lines):
    """Return what the lines of a case say about each output in the end."""
    found, name = {}, ""
    for line in lines:
        if not line.startswith(" "):
            name = re.split(r" = |: | ≈ |, at lag", line)[0]
        found[name] = re.split(r" = | \+ | ≈ | → ", line)[-1]
    return found


def computed(line):
    """Return what each side of an equation in a line comes to, where it is made of numbers."""
    plain = re.sub(r" \((channel .|bias)\)", "", line)
    for sign, code in {"−": "-", "·": "*", "²": "**2"}.items():
        plain = plain.replace(sign, code)
    sides = [re.sub(r"^.*: |[,;].*", "", side) for side in re.split(" = | ≈ ", plain)]
    return [
        eval(one, {"exp": np.exp})
        for one in sides
        if re.fullmatch(r"(exp|[-+*/(). \d])*\d\)*", one)
    ]


@every
def test_what_stands_in_the_lines_of_a_table_comes_out(exercise):
    for size, lines in exercise.texts.get("lines", {}).items():
        for line in lines:
            first, *others = computed(line) or [0]
            assert others == pytest.approx([first] * len(others), abs=1e-3), line
        inputs, text = getattr(exercise, size), "\n".join(lines).replace("−", "-")
        if exercise.key == "find_template":
            windows = sliding_window_view(inputs[0], inputs[1].shape)
            scores = exercise.stages["score"](windows, inputs[1], inputs[0]).ravel().round(2)
            assert re.findall(r"similarity ([-\d.]+)", text) == [f"{score:g}" for score in scores]
        if exercise.key == "uint8_filter":
            sums = exercise.altered((("finish", lambda y, x, h: y),), inputs).ravel()
            assert re.findall(r"the sum is (\S+)", text) == [f"{one:g}" for one in sums]


def test_the_entry_to_work_out_comes_with_its_pixels_or_its_lag():
    def strange_pixel(image, kernel):
        output = np.array(check.EXERCISES["convolve2d"].right(image, kernel), float)
        output[2, 3] += 17
        return output

    verdict = check.convolve2d(strange_pixel)
    assert verdict.mistake == "later"
    assert "Work out output[2, 3] by hand" in verdict.feedback
    assert "[[1, −2.5, 8], [−7.5, 3, 2], [0.5, 6, −1.5]]" in verdict.feedback

    def strange_lag(a, v):
        return np.correlate(a, v, "full") + np.arange(len(a) + len(v) - 1) ** 3

    assert "Work out c[1] (at lag −1) by hand" in check.correlate(strange_lag).feedback


def test_a_function_that_hands_through_is_right_and_told_so():
    from helpers.operations import convolve

    for function in (np.convolve, convolve, lambda a, b: np.convolve(a, b)):
        verdict = check.convolve(function, keep=False)
        assert verdict.correct
        assert "The work is done by" in verdict.feedback
    assert "The work is done by" not in check.convolve(EXAMPLES["convolve"].RIGHT).feedback
