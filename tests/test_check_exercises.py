"""The catalogue: every mistake is recognised as itself, and as nothing else."""

import numpy as np
import pytest

from helpers.check.diagnosis import examine
from helpers.check.exercise import NOTHING, agree
from helpers.check.exercises.convolve import EXERCISE as CONVOLVE
from helpers.check.exercises.convolve2d import EXERCISE as CONVOLVE_2D
from helpers.check.exercises.convolve_same import EXERCISE as CONVOLVE_SAME
from helpers.check.exercises.correlate import EXERCISE as CORRELATE
from helpers.check.exercises.gaussian_kernel import EXERCISE as GAUSSIAN_KERNEL
from helpers.check.exercises.moving_average import EXERCISE as MOVING_AVERAGE
from helpers.check.exercises.separable import EXERCISE as SEPARABLE
from helpers.operations import correlate

EXERCISES = [
    CONVOLVE,
    CORRELATE,
    CONVOLVE_SAME,
    CONVOLVE_2D,
    MOVING_AVERAGE,
    GAUSSIAN_KERNEL,
    SEPARABLE,
]

KEYS = {
    CONVOLVE: """
        no_flip same valid xcorr_valid short_by_one lost_first shift_right shift_left
        extra_zero_end circular pointwise_padded dot outer mirror_pad wrap_pad overlap_mean
        mean_of_products not_reset overwrite_gather first_tap_missing last_tap_missing
        integer_output plus_index_other""",
    CORRELATE: "no_conj valid same circular normalised pointwise",
    CONVOLVE_SAME: """
        full valid no_flip anticausal other_centre no_flip_other_centre edge_pad mirror_pad
        reflect_pad circular zero_border renormalised last_missing""",
    CONVOLVE_2D: """
        no_flip flip_rows_only flip_cols_only transposed anti_transposed rot90 rot270 full valid
        anchor_top_left shift_up shift_right edge_pad symmetric_pad circular zero_border
        copied_border no_flip_valid no_flip_edge no_flip_symmetric no_flip_circular stops_early
        sum_normalised in_place negative_index kernel_negative_index not_reset reset_per_row
        overwrite matrix_product truncated uint8_wrap""",
    MOVING_AVERAGE: """
        sum_only divided_by_3 centre_left_out centre_left_out_div9 four_neighbours count_inside
        edge_pad reflect_pad circular valid zero_border window_starts_at_pixel
        window_ends_at_pixel slice_2x2_mean slice_from_minus_one_sum in_place rounded
        uint8_overflow twice median""",
    GAUSSIAN_KERNEL: """
        not_normalised analytic_factor two_missing sigma_not_squared variance_squared
        both_missing plus_sign radius_not_squared half_pixel_off linspace_pm_half size_is_radius
        outer_sum fwhm box""",
    SEPARABLE: "rows_only axes_swapped added no_flip outer_sum same_kernel_twice",
}


def outcomes(exercise, way):
    return [exercise.outcome(way, k) for k in range(len(exercise.probes))]


def every_way(exercise):
    """Return all mistakes and their ways, but for those that cannot be made together."""
    return [
        (one, way)
        for one, ways in exercise.single + exercise.double
        for way in ways
        if exercise.outcome(way, 0) is not NOTHING
    ]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.key)
def test_the_catalogue_of_the_course_is_there(exercise):
    keys = list(exercise.mistakes)
    assert set(keys) >= set(KEYS[exercise].split())
    assert len(set(keys)) == len(keys)


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
            np.concatenate([normal(o) for o in found])
        )
    for group in flat.values():
        group = np.array(group)
        height = group.mean(1)  # two outcomes differ by at least as much as their means
        group, height = group[np.argsort(height)], np.sort(height)
        ends = np.searchsorted(height, height + 1e-3)
        for k, (one, end) in enumerate(zip(group, ends.tolist(), strict=True)):
            apart = np.abs(group[k + 1 : end] - one).max(1, initial=0)
            assert not ((apart > 1e-12) & (apart < 1e-3)).any()


def normal(outcome):
    """Return the values of an outcome between −1 and 1, and 2 for those that are not finite."""
    finite = np.isfinite(outcome)
    scale = np.abs(outcome).max(initial=1, where=finite)
    return np.where(finite, outcome, 2 * scale).ravel() / scale


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
    alone = {one.key for one, _ in exercise.single}
    possible = {}
    for one, way in every_way(exercise):
        if one.key not in alone:
            possible.setdefault(one.key, []).append(way)
    some = list(possible.items())[:: 1 + len(possible) // 250]
    for number, (key, ways) in enumerate(some):
        way = ways[number % len(ways)]
        found = [m.key for m in exercise.diagnose(dict(enumerate(outcomes(exercise, way))))]
        assert key in found or found[0] in alone
        assert len(found) <= 4


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.key)
def test_texts(exercise):
    for one, _ in exercise.single:
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
    assert set(AS_WRITTEN.values()) >= set(KEYS[CONVOLVE].split())


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
