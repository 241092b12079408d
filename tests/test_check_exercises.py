"""The catalogue: every mistake is recognised as itself, and as nothing else."""

import numpy as np
import pytest

from helpers.check import acts, blocks
from helpers.check.acts import pipeline
from helpers.check.blocks import Block
from helpers.check.diagnosis import examine
from helpers.check.exercises import Exercise, agree, mistake
from helpers.check.one_dimensional import CONVOLVE, CORRELATE
from helpers.operations import convolve, correlate

EXERCISES = [CONVOLVE, CORRELATE]

KEYS = """
    no_flip same valid xcorr_valid short_by_one lost_first shift_right shift_left extra_zero_end
    circular pointwise_padded dot outer mirror_pad wrap_pad overlap_mean mean_of_products
    not_reset overwrite_gather first_tap_missing last_tap_missing integer_output plus_index_other
"""


def outcomes(exercise, way):
    return [exercise.outcome(way, k) for k in range(len(exercise.probes))]


def every_way(exercise):
    return [(one, way) for one, ways in exercise.single + exercise.double for way in ways]


def learner(exercise, way):
    def function(*given):
        with np.errstate(all="ignore"):
            return pipeline(*given, {**exercise.stages, **dict(way)})

    return function


def test_the_catalogue_of_the_course_is_there():
    assert {one.key for one in CONVOLVE.mistakes} >= set(KEYS.split())


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.key)
def test_the_pipeline_without_a_mistake_is_right(exercise):
    for got, expected in zip(outcomes(exercise, ()), exercise.expected, strict=True):
        np.testing.assert_allclose(got, expected)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.key)
def test_no_two_outcomes_are_close_without_being_the_same(exercise):
    """The tolerance decides nothing: outcomes are equal, or differ by a hundred times as much."""
    flat = {}
    for _, way in [(None, ()), *every_way(exercise)]:
        found = outcomes(exercise, way)
        flat.setdefault(tuple(o.shape for o in found), []).append(
            np.concatenate([o.ravel() / max(np.abs(o).max(initial=0), 1) for o in found])
        )
    for group in flat.values():
        group = np.array(group)
        for k, one in enumerate(group):
            apart = np.abs(group[k + 1 :] - one).max(1, initial=0)
            assert not ((apart > 1e-12) & (apart < 1e-3)).any()


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.key)
def test_no_mistake_looks_right(exercise):
    for one, way in every_way(exercise):
        got = outcomes(exercise, way)
        right = [agree(g, e) for g, e in zip(got, exercise.expected, strict=True)]
        assert not all(right), one.key


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.key)
def test_every_single_mistake_is_diagnosed_as_itself_only(exercise):
    for one, ways in exercise.single:
        for way in ways:
            found = exercise.diagnose(dict(enumerate(outcomes(exercise, way))))
            assert [m.key for m in found] == [one.key]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.key)
def test_every_double_mistake_is_among_those_that_are_named(exercise):
    alone = {one.key for one in exercise.mistakes}
    for number, (one, ways) in enumerate(exercise.double):
        way = ways[number % len(ways)]
        found = [m.key for m in exercise.diagnose(dict(enumerate(outcomes(exercise, way))))]
        assert one.key in found or found[0] in alone
        assert len(found) <= 3


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.key)
def test_texts(exercise):
    for one in exercise.mistakes:
        assert one.text.endswith((".", ")."))
        assert one.ask.endswith("?")
        assert one.clause
        assert one.clause[0].islower()
        assert not one.clause.endswith(".")
    for one, _ in exercise.double:
        assert one.text.startswith("Two things at once: ")


# The same mistakes as a learner writes them.


def gather(a, b, *, factor=lambda a, b, n, m: a[n - m] * b[m], lags=None):
    c = np.zeros(len(a) + len(b) - 1)
    for n in range(len(c)) if lags is None else lags:
        for m in range(len(b)):
            if 0 <= n - m < len(a):
                c[n] += factor(a, b, n, m)
    return c


def no_flip(a, b):
    return np.correlate(a, b, "full")


def no_flip_flipped_twice(a, b):
    return np.convolve(a, b[::-1])


def no_flip_by_hand(a, b):
    padded = np.concatenate([np.zeros(len(b) - 1), a, np.zeros(len(b) - 1)])
    return [sum(padded[n : n + len(b)] * b) for n in range(len(a) + len(b) - 1)]


def same(a, b):
    return np.convolve(a, b, "same")


def same_from_scipy(a, b):
    from scipy.signal import convolve

    return convolve(a, b, "same")


def valid(a, b):
    return np.convolve(a, b, "valid")


def valid_by_hand(a, b):
    flipped = b[::-1]
    return [sum(a[n : n + len(b)] * flipped) for n in range(len(a) - len(b) + 1)]


def xcorr_valid(a, b):
    return np.correlate(a, b)


def short_by_one(a, b):
    return gather(a, b)[:-1]


def short_by_one_zero(a, b):
    return gather(a, b, lags=range(len(a) + len(b) - 2))


def lost_first(a, b):
    return gather(a, b, lags=range(1, len(a) + len(b) - 1))


def shift_right(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for n in range(1, len(c)):
        for m in range(len(b)):
            if 0 <= n - m - 1 < len(a):
                c[n] += a[n - m - 1] * b[m]
    return c


def shift_left(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a)):
        for j in range(len(b)):
            c[i + j - 1] += a[i] * b[j]
    return c


def extra_zero_end(a, b):
    c = [0.0] * (len(a) + len(b))
    for i in range(len(a)):
        for j in range(len(b)):
            c[i + j] += a[i] * b[j]
    return c


def circular_fft(a, b):
    size = max(len(a), len(b))
    return np.fft.ifft(np.fft.fft(a, size) * np.fft.fft(b, size)).real


def circular_modulo(a, b):
    return [sum(a[(n - m) % len(a)] * b[m] for m in range(len(b))) for n in range(len(a))]


def pointwise_padded(a, b):
    size = max(len(a), len(b))
    return np.pad(a, (0, size - len(a))) * np.pad(b, (0, size - len(b)))


def pointwise_zip(a, b):
    return [x * y for x, y in zip(a, b, strict=False)]


def dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=False))


def outer(a, b):
    return [[x * y for y in b] for x in a]


def mirror_pad(a, b):
    padded = np.pad(a, len(b) - 1, mode="symmetric")
    return [sum(padded[n : n + len(b)] * b[::-1]) for n in range(len(a) + len(b) - 1)]


def wrap_pad(a, b):
    size = len(a) + len(b) - 1
    return [sum(a[(n - m) % len(a)] * b[m] for m in range(len(b))) for n in range(size)]


def overlap_mean(a, b):
    return [
        np.mean([a[n - m] * b[m] for m in range(len(b)) if 0 <= n - m < len(a)])
        for n in range(len(a) + len(b) - 1)
    ]


def mean_of_products(a, b):
    padded = np.pad(a, len(b) - 1)
    return [np.mean(padded[n : n + len(b)] * b[::-1]) for n in range(len(a) + len(b) - 1)]


def not_reset(a, b):
    c, total = [], 0
    for n in range(len(a) + len(b) - 1):
        for m in range(len(b)):
            if 0 <= n - m < len(a):
                total += a[n - m] * b[m]
        c.append(total)
    return c


def overwrite_gather(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for n in range(len(c)):
        for m in range(len(b)):
            if 0 <= n - m < len(a):
                c[n] = a[n - m] * b[m]
    return c


def overwrite_scatter(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a)):
        for j in range(len(b)):
            c[i + j] = a[i] * b[j]
    return c


def overwrite_scatter_slices(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a)):
        c[i : i + len(b)] = a[i] * b
    return c


def first_tap_missing(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a)):
        for j in range(1, len(b)):
            c[i + j] += a[i] * b[j]
    return c


def last_tap_missing(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a)):
        for j in range(len(b) - 1):
            c[i + j] += a[i] * b[j]
    return c


def integer_output(a, b):
    return np.convolve(a, b).astype(a.dtype)


def integer_output_scatter(a, b):
    c = np.zeros(len(a) + len(b) - 1, dtype=a.dtype)
    for i in range(len(a)):
        for j in range(len(b)):
            c[i + j] += a[i] * b[j]
    return c


def integer_output_gather(a, b):
    c = np.zeros(len(a) + len(b) - 1, dtype=a.dtype)
    for n in range(len(c)):
        for m in range(len(b)):
            if 0 <= n - m < len(a):
                c[n] += a[n - m] * b[m]
    return c


def truncated(a, b):
    return [int(v) for v in np.convolve(a, b)]


def truncated_each_step(a, b):
    c = np.zeros(len(a) + len(b) - 1, dtype=int)
    for i in range(len(a)):
        for j in range(len(b)):
            c[i + j] += a[i] * b[j]
    return c


def plus_index(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for n in range(len(c)):
        for m in range(len(b)):
            if n + m < len(a):
                c[n] += a[n + m] * b[m]
    return c


def plus_index_other(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for n in range(len(c)):
        for m in range(len(a)):
            if n + m < len(b):
                c[n] += a[m] * b[n + m]
    return c


def negative_index(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for n in range(len(c)):
        for m in range(len(b)):
            if n - m < len(a):
                c[n] += a[n - m] * b[m]
    return c


def ends_with_input(a, b):
    c = np.zeros(len(a))
    for n in range(len(a)):
        for m in range(len(b)):
            if n - m >= 0:
                c[n] += a[n - m] * b[m]
    return c


def reversed_output(a, b):
    return np.convolve(a[::-1], b[::-1])


def flipped_input(a, b):
    return np.convolve(a[::-1], b)


def swapped_correlation(a, b):
    return np.correlate(b, a, "full")


def added(a, b):
    return gather(a, b, factor=lambda a, b, n, m: a[n - m] + b[m])


def absolute(a, b):
    return np.abs(np.convolve(a, b))


def normalised(a, b):
    return np.convolve(a, b) / sum(b)


def normalised_kernel(a, b):
    return np.convolve(a, b / b.sum())


def still_padded(a, b):
    return np.convolve(np.pad(a, len(b) - 1), b)


def first_input_missing(a, b):
    return gather(a, b, factor=lambda a, b, n, m: a[n - m] * b[m] if n > m else 0)


def last_input_missing(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a) - 1):
        c[i : i + len(b)] += a[i] * b
    return c


def input_twice(a, b):
    return np.convolve(a, a)


def no_flip_and_same(a, b):
    return np.correlate(a, b, "same")


def no_flip_and_edges(a, b):
    padded = np.pad(a, len(b) - 1, mode="edge")
    return [sum(padded[n : n + len(b)] * b) for n in range(len(a) + len(b) - 1)]


def whole_and_short(a, b):
    c = np.zeros(len(a) + len(b) - 1, dtype=a.dtype)
    for n in range(len(c) - 1):
        c[n] = sum(a[n - m] * b[m] for m in range(len(b)) if 0 <= n - m < len(a))
    return c


AS_WRITTEN = {
    no_flip: "no_flip",
    no_flip_flipped_twice: "no_flip",
    no_flip_by_hand: "no_flip",
    same: "same",
    same_from_scipy: "same",
    valid: "valid",
    valid_by_hand: "valid",
    xcorr_valid: "xcorr_valid",
    short_by_one: "short_by_one",
    short_by_one_zero: "short_by_one",
    lost_first: "lost_first",
    shift_right: "shift_right",
    shift_left: "shift_left",
    extra_zero_end: "extra_zero_end",
    circular_fft: "circular",
    circular_modulo: "circular",
    pointwise_padded: "pointwise_padded",
    pointwise_zip: "pointwise_padded",
    dot: "dot",
    outer: "outer",
    np.outer: "outer",
    mirror_pad: "mirror_pad",
    wrap_pad: "wrap_pad",
    overlap_mean: "overlap_mean",
    mean_of_products: "mean_of_products",
    not_reset: "not_reset",
    overwrite_gather: "overwrite_gather",
    overwrite_scatter: "overwrite_scatter",
    overwrite_scatter_slices: "overwrite_scatter",
    first_tap_missing: "first_tap_missing",
    last_tap_missing: "last_tap_missing",
    integer_output: "integer_output",
    integer_output_scatter: "integer_output",
    integer_output_gather: "integer_output",
    truncated: "truncated",
    truncated_each_step: "truncated",
    plus_index: "plus_index",
    plus_index_other: "plus_index_other",
    negative_index: "negative_index",
    ends_with_input: "ends_with_input",
    reversed_output: "reversed",
    flipped_input: "flipped_input",
    swapped_correlation: "flipped_input",
    added: "added",
    absolute: "absolute",
    normalised: "normalised",
    normalised_kernel: "normalised",
    still_padded: "still_padded",
    first_input_missing: "first_input_missing",
    last_input_missing: "last_input_missing",
    input_twice: "input_twice",
    no_flip_and_same: "no_flip+same",
    no_flip_and_edges: "no_flip+edge_pad",
    whole_and_short: "short_by_one+integer_output",
}


@pytest.mark.parametrize("function", AS_WRITTEN, ids=lambda f: f.__name__)
def test_the_mistake_as_a_learner_writes_it(function):
    verdict = examine(CONVOLVE, function)
    assert verdict.correct is False
    assert verdict.mistake == AS_WRITTEN[function]


def test_every_key_of_the_catalogue_is_also_written_by_hand():
    assert set(AS_WRITTEN.values()) >= set(KEYS.split())


def lags(a, v, factor):
    return [
        sum(factor(a[n + k], v[n]) for n in range(len(v)) if 0 <= n + k < len(a))
        for k in range(1 - len(v), len(a))
    ]


def no_conj(a, v):
    return lags(a, v, lambda x, y: x * y)


def conj_of_a(a, v):
    return lags(a, v, lambda x, y: np.conj(x) * y)


def circular_correlation(a, v):
    size = max(len(a), len(v))
    return np.fft.ifft(np.fft.fft(a, size) * np.conj(np.fft.fft(v, size)))


def similarity(a, v):
    return np.correlate(a, v, "full") / np.sqrt(np.vdot(a, a).real * np.vdot(v, v).real)


def products(a, v):
    return [x * np.conj(y) for x, y in zip(a, v, strict=False)]


def non_negative_lags(a, v):
    return np.correlate(a, v, "full")[len(v) - 1 :]


def real_parts(a, v):
    return np.correlate(a, v, "full").real


def flipped(a, v):
    return np.convolve(a, v)


def flipped_and_same(a, v):
    return np.convolve(a, np.conj(v), "same")


CORRELATED = {
    no_conj: "no_conj",
    conj_of_a: "other_conj",
    np.correlate: "valid",
    (lambda a, v: np.correlate(a, v, "same")): "same",
    (lambda a, v: np.correlate(v, a, "full")): "exchanged",
    (lambda a, v: np.correlate(a, v, "full")[::-1]): "reversed",
    circular_correlation: "circular",
    similarity: "normalised",
    products: "pointwise",
    non_negative_lags: "from_lag_zero",
    real_parts: "real_only",
    flipped: "flipped",
    flipped_and_same: "same+flipped",
    np.vdot: "raised",
}


@pytest.mark.parametrize("function", CORRELATED, ids=lambda f: f.__name__)
def test_the_mistake_in_a_correlation_as_a_learner_writes_it(function):
    verdict = examine(CORRELATE, function)
    assert verdict.correct is False
    assert verdict.mistake == CORRELATED[function]


def test_outputs_of_a_correlation_are_called_by_their_lag():
    def strange(a, v):
        return correlate(a, v) + np.arange(len(a) + len(v) - 1) ** 3

    assert "Work out c[−1] by hand" in examine(CORRELATE, strange).feedback


# The framework carries the later exercises.


def test_two_dimensions():
    """A filter of images is an exercise of the same blocks."""
    images = np.random.default_rng(1).integers(-9, 10, (2, 4, 6)) / 4
    kernels = np.random.default_rng(2).integers(-9, 10, (2, 3, 3)) / 4
    upside_down = Block("orient", (np.flipud,), "…", "…?", "only the row axis was flipped")
    filter_2d = Exercise(
        key="convolve2d",
        name="my_filter",
        right=lambda image, kernel: convolve(image, kernel, "same"),
        probes={"one": (images[0], kernels[0]), "two": (images[1], kernels[1])},
        stages={**acts.RIGHT, "crop": acts.same},
        mistakes=(
            mistake("no_flip", blocks.NO_FLIP),
            mistake("flip_rows_only", upside_down),
            mistake("valid", Block("crop", (acts.valid,), "…", "…?", "it is smaller")),
            mistake("edge_pad", blocks.EDGE),
            mistake("circular", blocks.WRAP),
            mistake("not_reset", blocks.NOT_RESET),
        ),
        arguments=("image", "kernel"),
        result="S",
        small=(((1, 10), (20, 30)), ((1, 2), (3, 4))),
        parallel=(((1, 10), (20, 30)), ((1, 2), (3, 4))),
        where="which entries lie under the kernel?",
    )
    for got, expected in zip(outcomes(filter_2d, ()), filter_2d.expected, strict=True):
        np.testing.assert_allclose(got, expected)
    for one, ways in filter_2d.single:
        verdict = examine(filter_2d, learner(filter_2d, ways[0]))
        assert verdict.mistake == one.key

    def with_edges(image, kernel):
        padded = np.pad(image, 1, mode="edge")
        return [
            [(padded[i : i + 3, j : j + 3] * kernel).sum() for j in range(image.shape[1])]
            for i in range(image.shape[0])
        ]

    verdict = examine(filter_2d, with_edges, 2)
    assert verdict.mistake == "no_flip+edge_pad"
    assert "S[0, 0]" in verdict.feedback
