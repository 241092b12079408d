"""Layers, learning, neighbours and edges: against sums written out, differences, and NumPy."""

import itertools

import numpy as np
import pytest
import scipy.linalg
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.lib.stride_tricks import sliding_window_view

from helpers.data.photographs import photograph
from helpers.models import curvatures, descend, layer, numerical_gradient
from helpers.models.edges import SIDES, accuracy, answers, edges, learn_filters, scores
from helpers.models.kernels import ORIENTATIONS, oriented
from helpers.models.layers import convolution_matrix, output_size, positions
from helpers.models.learning import gradient_w
from helpers.models.neighbours import (
    guess_from_all,
    guess_from_neighbours,
    pairs,
    permutation,
    shuffle,
    similarity,
    similarity_maps,
    small_pictures,
    weight_counts,
)
from helpers.operations import convolve, correlate
from helpers.trace import OPERATIONS

SETTINGS = {
    "n": st.integers(1, 12), "k": st.integers(1, 5), "stride": st.integers(1, 4),
    "padding": st.integers(0, 3), "dilation": st.integers(1, 3),
}  # fmt: skip
BRIGHT = {"left": np.s_[:, :3], "right": np.s_[:, -3:], "above": np.s_[:3], "below": np.s_[-3:]}


def counted(n, k, stride, padding, dilation):
    """Walk along the padded inputs and list each place where the kernel lies inside."""
    found, start = [], -padding
    while start + dilation * (k - 1) <= n - 1 + padding:
        found.append([start + dilation * m for m in range(k)])
        start += stride
    return found


# --- layers ---------------------------------------------------------------------------------


@given(**SETTINGS)
def test_positions_are_those_that_one_counts(n, k, stride, padding, dilation):
    expected = counted(n, k, stride, padding, dilation)
    assume(expected)
    assert positions(n, k, stride, padding, dilation).tolist() == expected
    assert output_size(n, k, stride, padding, dilation) == len(expected)


@pytest.mark.parametrize(
    ("stride", "padding", "dilation"), [(1, 0, 1), (2, 1, 1), (3, 2, 2), (1, 2, 2), (2, 0, 1)]
)
def test_a_layer_is_its_definition(stride, padding, dilation):
    random = np.random.default_rng(1)
    x, w = random.normal(size=(3, 7, 6)), random.normal(size=(2, 3, 3, 2))
    bias, options = random.normal(size=2), (stride, padding, dilation)
    rows, columns = counted(7, 3, *options), counted(6, 2, *options)
    expected = np.zeros((2, len(rows), len(columns))) + bias[:, None, None]
    for o, i, j in np.ndindex(expected.shape):
        for c, u, v in np.ndindex(3, 3, 2):
            r, s = rows[i][u], columns[j][v]
            if 0 <= r < 7 and 0 <= s < 6:
                expected[o, i, j] += x[c, r, s] * w[o, c, u, v]
    found = layer(x, w, bias, stride=stride, padding=padding, dilation=dilation)
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_a_layer_is_exact_or_refused():
    dark, bright = np.zeros((3, 2, 2), np.uint8), np.full((3, 2, 2), 255, np.uint8)
    weights = np.full((1, 3, 2, 2), 255, np.uint8)
    assert layer(np.ones((1, 2, 2)), np.ones((2, 1, 2, 2))).tolist() == [[[4]], [[4]]]
    assert layer([[[1j]]], [[[[1j]]]], [1]).tolist() == [[[0]]]  # not conjugated
    assert layer(bright, weights, np.uint8([255])).tolist() == [[[12 * 255 * 255 + 255]]]
    assert layer(dark, weights, [2**63 - 1], padding=1).max() == 2**63 - 1
    assert layer([[[2**62]]], [[[[-2]]]]).tolist() == [[[-(2**63)]]]
    for x, bias in (([[[2**62]], [[2**62]]], None), ([[[2**62]], [[2**62 - 1]]], [1])):
        with pytest.raises(ValueError, match="64-bit integers; give the input as float"):
            layer(x, [[[[1]], [[1]]]], bias, padding=1)


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=5), st.integers(1, 6))
def test_the_matrix_is_that_of_scipy_and_convolves(b, n):
    matrix, a = convolution_matrix(b, n), np.arange(1, n + 1) ** 2
    np.testing.assert_array_equal(matrix, scipy.linalg.convolution_matrix(b, n))
    np.testing.assert_array_equal(matrix @ a, convolve(a, b))


# --- learning -------------------------------------------------------------------------------


@st.composite
def layers(draw):
    """Return x, w and g of shapes that fit, none of them square as a rule."""
    shape = st.tuples(st.integers(1, 4), st.integers(1, 4))
    m, extra = draw(shape), draw(shape)
    random = np.random.default_rng(draw(st.integers(0, 99)))
    x = random.standard_normal([a + b - 1 for a, b in zip(m, extra, strict=True)])
    return x, random.standard_normal(m), random.standard_normal(extra)


@pytest.mark.parametrize("operation", OPERATIONS)
@given(data=layers())
def test_gradients_are_what_differences_say(operation, data):
    (x, w, g), act = data, OPERATIONS[operation]
    by_w = numerical_gradient(lambda w: np.sum(g * act(x, w, "valid")), w)
    np.testing.assert_allclose(gradient_w(x, g, operation), by_w, atol=1e-6)
    y = act(x, w, "valid")
    by_loss = numerical_gradient(lambda w: np.mean((act(x, w, "valid") - g) ** 2) / 2, w)
    np.testing.assert_allclose(gradient_w(x, (y - g) / y.size, operation), by_loss, atol=1e-6)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_descent_ends_at_the_kernel_that_fits_the_layer(operation):
    kernel = np.array([[1.0, 2, 3], [4, 5, 6]])
    x = np.random.default_rng(2).standard_normal((20, 21))
    target, start = convolve(x, kernel, "valid"), np.zeros((2, 3))
    records = list(descend(x, target, start, rate=0.5, steps=60, operation=operation))
    expected = kernel if operation == "convolution" else np.rot90(kernel, 2)
    np.testing.assert_allclose(records[-1].w, expected, atol=1e-6)
    assert [record.step for record in records] == list(range(61))
    losses = [record.loss for record in records]
    assert losses == sorted(losses, reverse=True)
    assert losses[0] == pytest.approx(np.mean(target**2) / 2)
    assert not start.any()


def test_curvatures_are_those_of_the_loss_and_bound_the_rate():
    x, shape = np.random.default_rng(4).standard_normal((9, 8)) + 1, (2, 2)
    slopes = [
        gradient_w(x, y / y.size).ravel()
        for y in (correlate(x, unit.reshape(shape), "valid") for unit in np.eye(4))
    ]
    values = np.linalg.eigvalsh(slopes)
    np.testing.assert_allclose(curvatures(x, shape), (values[-1], values[0]))
    x = np.random.default_rng(5).standard_normal((12, 12))
    target = correlate(x, np.ones((3, 3)), "valid")
    for factor, falls in ((0.99, True), (1.02, False)):
        rate = factor * 2 / curvatures(x)[0]
        *_, last = descend(x, target, np.eye(3), rate=rate, steps=600)
        assert (last.loss < 1e-3) is falls


# --- neighbours -----------------------------------------------------------------------------


@given(image=arrays(np.float64, (5, 7), elements=st.integers(0, 255)), distance=st.integers(0, 4))
def test_similarity_is_the_correlation_coefficient_of_all_pairs(image, distance):
    one, other = pairs(image, distance)
    expected = [
        (image[r, c], image[r + dr, c + dc])
        for dr, dc in ((0, distance), (distance, 0))
        for r in range(5 - dr)
        for c in range(7 - dc)
    ]
    assert sorted(zip(one, other, strict=True)) == sorted(expected)
    if np.ptp(one) and np.ptp(other):
        r = np.corrcoef(one, other)[0, 1]
        assert similarity(image, distance) == pytest.approx(r, abs=1e-9)


def layer_of(x, w, bias=None):
    return layer(np.ones(x), np.ones(w), bias and np.ones(bias))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: positions(0, 3), "n must be a whole number from 1"),
        (lambda: positions(5, 3, 0), "stride must be a whole number from 1"),
        (lambda: positions(5, 3, 1, 0, True), "dilation must be a whole number"),
        (lambda: positions(4, 3, 1, 1, 3), r"7 places, .* only 6 \(n = 4, pad"),
        (lambda: layer_of((4, 4), (1, 1, 2, 2)), r"the same C, not \(4, 4\) and"),
        (lambda: layer_of((2, 4, 4), (1, 3, 2, 2)), "the same C"),
        (lambda: layer_of((2, 4, 4), (1, 2, 2, 2), (2,)), "one number for each of 1 outputs"),
        (lambda: layer_of((1, 2, 2), (1, 1, 3, 3)), "the kernel does not fit"),
        (lambda: learned([[1]], [[1]], "flip"), "'convolution', 'correlation', not 'flip'"),
        (lambda: learned(np.eye(3), np.eye(2)), r"has shape \(2, 2\), the target \(3, 3\)"),
        (lambda: similarity(np.ones((3, 3)), 1), "a flat image has no correlation"),
        (lambda: pairs(np.ones((3, 5)), 3), "distance must be a whole number from 0 to 2"),
        (lambda: small_pictures(1, part="left"), "one of 'all', 'upper', 'lower', not 'left'"),
        (lambda: weight_counts(0, 3), "must be a whole number from 1"),
        (lambda: oriented([[1]], "upright"), r"'as it stands', .* not 'upright'"),
    ],
)
def test_what_is_wrong_is_named(call, message):
    with pytest.raises((TypeError, ValueError), match=message):
        call()


def learned(x, w, operation="correlation"):
    return next(descend(x, x, w, rate=1, steps=1, operation=operation))


def test_small_pictures_are_pieces_of_the_photograph():
    for part, rows in (("upper", np.s_[:128]), ("lower", np.s_[128:])):
        windows = sliding_window_view(photograph()[rows], (28, 28))
        for picture in small_pictures(3, part=part):
            assert (windows == picture).all(axis=(2, 3)).any()


def test_maps_are_correlations_over_the_pictures():
    pictures = np.random.default_rng(2).normal(size=(50, 3, 4))
    expected = np.corrcoef(pictures[:, 2, 1], pictures[:, 0, 3])[0, 1]
    assert similarity_maps(pictures)[2, 1, 0, 3] == pytest.approx(expected)


def test_all_pictures_are_shuffled_in_the_same_way():
    pictures = np.arange(24).reshape(2, 3, 4)
    one, other = shuffle(pictures)
    assert (other - one == 12).all()
    np.testing.assert_array_equal(one.ravel(), permutation((3, 4)))
    assert sorted(permutation((3, 4))) == list(range(12))


@pytest.mark.parametrize(("rows", "columns"), [(8, 4), (2, 3), (1, 1)])
def test_weights_are_those_that_one_counts(rows, columns):
    places, near = list(np.ndindex(rows, columns)), list(np.ndindex(3, 3))
    assert weight_counts(rows, columns) == {
        "dense": len([(i, o) for i in places for o in places]),
        "local": len([(i, o) for i in near for o in places]),
        "shared": len(near),
    }


def test_each_guess_is_the_least_squares_one():
    learn = np.random.default_rng(3).normal(0, 30, (400, 4, 5))
    learn[:, 1:] += learn[:, :-1]  # something to find
    test = learn[:100]
    flat, errors = learn.reshape(400, -1), []
    for i in range(20):
        inputs = np.column_stack([np.delete(flat, i, 1), np.ones(400)])
        errors.append((inputs @ np.linalg.lstsq(inputs, flat[:, i])[0] - flat[:, i])[:100])
    errors = np.array(errors).T.reshape(100, 4, 5)
    for inner, counted in ((False, errors), (True, errors[:, 1:-1, 1:-1])):
        expected = np.sqrt(np.mean(counted**2))
        assert guess_from_all(learn, test, inner=inner) == pytest.approx(expected, rel=0.01)
    assert guess_from_all(learn, test) < guess_from_neighbours(learn, test) < test.std()


# --- orientations ---------------------------------------------------------------------------


def test_the_eight_orientations_are_those_of_numpy_and_closed():
    kernel = np.arange(6).reshape(2, 3)
    expected = [
        kernel, np.rot90(kernel, 2), np.fliplr(kernel), np.flipud(kernel), np.rot90(kernel),
        np.rot90(kernel, 3), kernel.T, np.flip(kernel.T),
    ]  # fmt: skip
    made = [oriented(kernel, name).tolist() for name in ORIENTATIONS]
    assert made == [one.tolist() for one in expected]
    for one, other in itertools.product(ORIENTATIONS, repeat=2):
        assert made.count(oriented(oriented(kernel, one), other).tolist()) == 1


# --- edges ----------------------------------------------------------------------------------


def test_edges_are_bright_where_they_say():
    images, labels = edges(200)
    for k, name in enumerate(SIDES):
        mean = images[labels == k].mean(0)
        assert max(BRIGHT, key=lambda side: mean[BRIGHT[side]].mean()) == name
    np.testing.assert_allclose(images.mean((1, 2)), 0, atol=1e-12)
    np.testing.assert_array_equal(edges(8, seed=3)[0], edges(8, seed=3)[0])
    assert not np.allclose(edges(8, seed=3)[0], edges(8, seed=4)[0])


def test_scores_are_means_of_correlations_without_what_is_negative():
    random = np.random.default_rng(0)
    images, w = random.standard_normal((3, 7, 6)), random.standard_normal((2, 2, 3))
    for b, f in np.ndindex(3, 2):
        one = correlate(images[b], w[f], "valid").clip(0)
        assert scores(images, w)[b, f] == pytest.approx(one.mean())


def test_the_first_step_goes_against_the_gradient_of_the_loss():
    images, labels = edges(8, seed=5)
    start, after = learn_filters(images, labels, steps=1)

    def loss(w):
        powers = np.exp(scores(images, w))
        return -np.log(powers[np.arange(8), labels] / powers.sum(1)).mean()

    assert start.loss == pytest.approx(loss(start.w))
    slopes = numerical_gradient(loss, start.w, width=1e-6)
    np.testing.assert_allclose(start.w - after.w, slopes, atol=1e-6)


def test_it_learns_and_filters_carried_unflipped_answer_with_the_opposite_side():
    first, *_, last = learn_filters(*edges(80, seed=1), seed=1)
    assert (first.step, last.step) == (0, 200)
    new = edges(400, seed=2)
    assert accuracy(*new, first.w) < 0.6
    assert accuracy(*new, last.w) == 1
    turned = np.flip(last.w, axis=(1, 2))  # what a layer makes of w that turns it before
    assert answers(*new, turned).tolist() == (100 * np.eye(4, dtype=int)[[1, 0, 3, 2]]).tolist()
