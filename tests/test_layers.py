"""Positions counted one by one, layers against sums written out, matrices against SciPy's."""

import numpy as np
import pytest
import scipy.linalg
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.models.layers import convolution_matrix, layer, output_size, positions
from helpers.operations import convolve

SETTINGS = {
    "n": st.integers(1, 12),
    "k": st.integers(1, 5),
    "stride": st.integers(1, 4),
    "padding": st.integers(0, 3),
    "dilation": st.integers(1, 3),
}


def counted(n, k, stride, padding, dilation):
    """Walk along the padded inputs and list each place where the kernel lies inside."""
    found, start = [], -padding
    while start + dilation * (k - 1) <= n - 1 + padding:
        found.append([start + dilation * m for m in range(k)])
        start += stride
    return found


@given(**SETTINGS)
def test_positions_are_those_that_one_counts(n, k, stride, padding, dilation):
    expected = counted(n, k, stride, padding, dilation)
    assume(expected)
    assert positions(n, k, stride, padding, dilation).tolist() == expected
    assert output_size(n, k, stride, padding, dilation) == len(expected)


def test_a_kernel_that_does_not_fit_is_refused():
    with pytest.raises(
        ValueError, match=r"spans 7 places, and there are only 6 \(n = 4, padding 1"
    ):
        positions(4, 3, padding=1, dilation=3)
    assert output_size(4, 3, padding=1, dilation=3) == 0


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"n": 0}, ValueError, "n must be a whole number from 1"),
        ({"k": 2.0}, TypeError, "k must be a whole number"),
        ({"stride": 0}, ValueError, "stride must be a whole number from 1"),
        ({"padding": -1}, ValueError, "padding must be a whole number from 0"),
        ({"dilation": True}, TypeError, "dilation must be a whole number"),
    ],
)
def test_a_bad_setting_is_named(arguments, error, message):
    with pytest.raises(error, match=message):
        positions(**{"n": 5, "k": 3, **arguments})


def written_out(x, w, bias, stride, padding, dilation):
    """Return the outputs of a layer by its definition, one product after the other."""
    rows, columns = (
        counted(n, k, stride, padding, dilation)
        for n, k in zip(x.shape[1:], w.shape[2:], strict=True)
    )
    y = np.zeros((len(w), len(rows), len(columns)))
    for o, i, j in np.ndindex(y.shape):
        y[o, i, j] = bias[o]
        for c, u, v in np.ndindex(w.shape[1:]):
            r, s = rows[i][u], columns[j][v]
            if 0 <= r < x.shape[1] and 0 <= s < x.shape[2]:
                y[o, i, j] += x[c, r, s] * w[o, c, u, v]
    return y


@pytest.mark.parametrize(
    ("stride", "padding", "dilation"), [(1, 0, 1), (2, 1, 1), (3, 2, 2), (1, 2, 2), (2, 0, 1)]
)
def test_a_layer_is_its_definition(stride, padding, dilation):
    random = np.random.default_rng(1)
    x, w = random.normal(size=(3, 7, 6)), random.normal(size=(2, 3, 3, 2))
    bias = random.normal(size=2)
    options = {"stride": stride, "padding": padding, "dilation": dilation}
    expected = written_out(x, w, bias, **options)
    np.testing.assert_allclose(layer(x, w, bias, **options), expected, atol=1e-12)


def test_a_layer_without_bias_adds_none():
    assert layer(np.ones((1, 2, 2)), np.ones((2, 1, 2, 2))).tolist() == [[[4]], [[4]]]


@pytest.mark.parametrize(
    ("x", "w", "bias", "message"),
    [
        ((4, 4), (1, 1, 2, 2), None, r"the same C, not \(4, 4\) and"),
        ((2, 4, 4), (1, 3, 2, 2), None, "the same C"),
        ((2, 4, 4), (1, 2, 2, 2), (2,), "one number for each of 1 outputs"),
        ((1, 2, 2), (1, 1, 3, 3), None, "the kernel does not fit"),
    ],
)
def test_shapes_that_do_not_belong_together_are_named(x, w, bias, message):
    with pytest.raises(ValueError, match=message):
        layer(np.ones(x), np.ones(w), bias and np.ones(bias))


def test_a_layer_has_the_weights_of_its_formula_complex_or_not():
    assert layer([[[2]]], [[[[1j]]]]).tolist() == [[[2j]]]
    assert layer([[[1j]]], [[[[1j]]]], [1]).tolist() == [[[0]]]


def test_a_layer_is_exact_or_refused():
    dark, bright = np.zeros((3, 2, 2), np.uint8), np.full((3, 2, 2), 255, np.uint8)
    weights = np.full((1, 3, 2, 2), 255, np.uint8)
    assert layer(bright, weights, np.uint8([255])).tolist() == [[[12 * 255 * 255 + 255]]]
    assert layer(dark, weights, [2**63 - 1], padding=1).max() == 2**63 - 1
    assert layer(np.full((2, 1, 1), 2**62), [[[[1]], [[-1]]]], [-1]).tolist() == [[[-1]]]
    assert layer([[[2**62]]], [[[[-2]]]]).tolist() == [[[-(2**63)]]]
    for x, bias in (([[[2**62]], [[2**62]]], None), ([[[2**62]], [[2**62 - 1]]], [1])):
        with pytest.raises(ValueError, match="64-bit integers; give the input as float"):
            layer(x, [[[[1]], [[1]]]], bias, padding=1)


def test_what_is_missing_spoils_only_the_outputs_that_see_it():
    x = np.ones((2, 7, 7))
    x[1, 3, 3] = np.inf
    y = layer(x, np.ones((1, 2, 2, 2)), dilation=2)[0]
    assert np.argwhere(np.isinf(y)).tolist() == [[1, 1], [1, 3], [3, 1], [3, 3]]
    assert (y[np.isfinite(y)] == 8).all()


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=5), st.integers(1, 6))
def test_the_matrix_is_that_of_scipy_and_convolves(b, n):
    matrix = convolution_matrix(b, n)
    np.testing.assert_array_equal(matrix, scipy.linalg.convolution_matrix(b, n))
    a = np.arange(1, n + 1) ** 2
    np.testing.assert_array_equal(matrix @ a, convolve(a, b))


@pytest.mark.parametrize(
    ("b", "error", "message"),
    [
        ([], ValueError, "the kernel is empty"),
        ([[1, 2]], ValueError, "the kernel must have 1 dimension, not 2"),
        (["1", "2"], TypeError, "the kernel must hold numbers, not text"),
    ],
)
def test_a_kernel_that_is_no_row_of_numbers_is_refused(b, error, message):
    with pytest.raises(error, match=message):
        convolution_matrix(b, 3)
