"""The kernels against SciPy and their own algebra, and what they refuse."""

import math

import numpy as np
import pytest
import scipy.ndimage
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.kernels import (
    gaussian_factors,
    gaussian_kernel,
    moving_average_kernel,
    pascal_kernel,
)
from helpers.operations import convolve

ODD = st.integers(0, 12).map(lambda half: 2 * half + 1)
SIZES = st.tuples(ODD, ODD)
SIGMAS = st.floats(0.05, 50)
OF_GAUSSIAN = [
    lambda size: gaussian_kernel(size, 1),
    lambda size: gaussian_factors(size, 1),
]
BY_SIZE = [moving_average_kernel, *OF_GAUSSIAN]
BY_SIGMA = [
    lambda sigma: gaussian_kernel(3, sigma),
    lambda sigma: gaussian_factors(3, sigma, normalise=False),
]


@given(size=SIZES)
def test_a_moving_average_has_equal_weights_that_sum_to_1(size):
    kernel = moving_average_kernel(size)
    assert kernel.shape == size
    assert kernel.dtype == np.float64
    assert kernel.min() == kernel.max()
    assert math.isclose(kernel.sum(), 1)


def test_a_moving_average_is_that_of_ndimage():
    image = np.arange(35.0).reshape(5, 7) ** 2
    own = convolve(image, moving_average_kernel((3, 5)), "same", boundary="edge")
    theirs = scipy.ndimage.uniform_filter(image, (3, 5), mode="nearest")
    np.testing.assert_allclose(own, theirs)


def test_one_number_stands_for_a_square():
    np.testing.assert_array_equal(moving_average_kernel(3), moving_average_kernel([3, 3]))
    np.testing.assert_array_equal(gaussian_kernel(np.int8(5), 2), gaussian_kernel((5, 5), (2, 2)))


@given(size=SIZES, sigma=st.tuples(SIGMAS, SIGMAS))
def test_a_gaussian_sums_to_1_and_is_symmetric_around_its_largest_weight(size, sigma):
    kernel = gaussian_kernel(size, sigma)
    assert kernel.shape == size
    assert kernel.dtype == np.float64
    assert math.isclose(kernel.sum(), 1)
    np.testing.assert_array_equal(kernel, kernel[::-1])
    np.testing.assert_array_equal(kernel, kernel[:, ::-1])
    assert kernel[size[0] // 2, size[1] // 2] == kernel.max()


@given(size=SIZES, sigma=SIGMAS)
def test_a_gaussian_has_the_values_of_the_formula(size, sigma):
    u, v = np.ogrid[-(size[0] // 2) : size[0] // 2 + 1, -(size[1] // 2) : size[1] // 2 + 1]
    density = np.exp(-(u**2 + v**2) / (2 * sigma**2)) / (2 * np.pi * sigma**2)
    exact = {"rtol": 1e-9, "atol": 1e-290}
    np.testing.assert_allclose(gaussian_kernel(size, sigma, normalise=False), density, **exact)
    np.testing.assert_allclose(gaussian_kernel(size, sigma), density / density.sum(), **exact)


def test_the_first_sigma_is_down_the_rows_the_second_along_the_columns():
    kernel = gaussian_kernel(3, (0.5, 2))
    assert kernel[0, 1] / kernel[1, 1] == pytest.approx(math.exp(-2))
    assert kernel[1, 0] / kernel[1, 1] == pytest.approx(math.exp(-1 / 8))
    density = gaussian_kernel(31, (0.8, 2), normalise=False)
    assert density.sum() == pytest.approx(1, abs=1e-5)
    assert density.max() == pytest.approx(1 / (2 * np.pi * 0.8 * 2))


def test_a_gaussian_is_that_of_ndimage():
    impulse = np.zeros((9, 9))
    impulse[4, 4] = 1
    theirs = scipy.ndimage.gaussian_filter(impulse, 1.3, radius=4, mode="constant")
    np.testing.assert_allclose(gaussian_kernel(9, 1.3), theirs)


def test_the_kernel_of_the_course_is_a_sampled_gaussian():
    expected = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16
    own = gaussian_kernel(3, 1 / np.sqrt(2 * np.log(2)))
    np.testing.assert_allclose(own, expected, rtol=4 * np.finfo(float).eps)


def test_few_samples_of_a_wide_density_do_not_sum_to_1():
    assert gaussian_kernel(5, 5, normalise=False).sum() == pytest.approx(0.147, abs=5e-4)


@given(size=SIZES, sigma=st.tuples(SIGMAS, SIGMAS), normalise=st.booleans())
def test_the_factors_make_the_kernel(size, sigma, normalise):
    column, row = gaussian_factors(size, sigma, normalise=normalise)
    assert (len(column), len(row)) == size
    kernel = gaussian_kernel(size, sigma, normalise=normalise)
    np.testing.assert_array_equal(np.outer(column, row), kernel)
    np.testing.assert_allclose(convolve(column[:, None], row[None]), kernel, atol=1e-300)


@pytest.mark.parametrize("sigma", [0.02, 1e-5, 1e-160, 1e-310, 5e-324])
def test_a_sigma_next_to_0_gives_the_unit_impulse(sigma):
    impulse = np.zeros((3, 5))
    impulse[1, 2] = 1
    np.testing.assert_array_equal(gaussian_kernel((3, 5), sigma), impulse)


def test_a_huge_sigma_gives_the_moving_average():
    np.testing.assert_allclose(gaussian_kernel((3, 5), 1e300), moving_average_kernel((3, 5)))
    assert not gaussian_kernel(3, 1e300, normalise=False).any()


@pytest.mark.parametrize("sigma", [1e-200, 5e-324])
def test_a_density_too_high_is_refused(sigma):
    with pytest.raises(ValueError, match=rf"with sigma {sigma} the density is too high"):
        gaussian_kernel((1, 3), sigma, normalise=False)


def test_two_blurs_are_one_with_the_squares_of_sigma_added():
    twice = convolve(gaussian_kernel(41, 3), gaussian_kernel(41, 4))
    np.testing.assert_allclose(twice, gaussian_kernel(81, 5), atol=1e-6)


@given(n=st.integers(0, 60))
def test_pascals_rows_are_repeated_convolutions_that_sum_to_1(n):
    kernel = pascal_kernel(n)
    assert kernel.shape == (n + 1,)
    assert kernel.sum() == pytest.approx(1)
    np.testing.assert_allclose(pascal_kernel(n + 1), convolve(kernel, [0.5, 0.5]), rtol=1e-12)


def test_pascals_first_rows():
    assert pascal_kernel(0).tolist() == [1]
    assert pascal_kernel(2).tolist() == [0.25, 0.5, 0.25]
    assert pascal_kernel(4).tolist() == [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16]


@pytest.mark.parametrize("n", [16, 100, 1000])
def test_pascals_rows_come_close_to_the_gaussian_with_half_the_root_of_n(n):
    kernel, u = pascal_kernel(n), np.arange(n + 1) - n / 2
    assert math.sqrt((u**2 * kernel).sum()) == pytest.approx(math.sqrt(n) / 2)
    _, row = gaussian_factors((1, n + 1), math.sqrt(n) / 2)
    np.testing.assert_allclose(kernel, row, atol=0.02 * kernel.max())


def test_the_largest_size_is_possible():
    assert moving_average_kernel((1, 1001)).shape == (1, 1001)
    assert gaussian_kernel(1001, 100).sum() == pytest.approx(1)


@pytest.mark.parametrize("make", BY_SIZE)
@pytest.mark.parametrize(
    ("size", "error", "message"),
    [
        (4, ValueError, r"size must be odd, so that the kernel has a middle entry: .* not 4"),
        ((3, 2), ValueError, r"must be odd.*, not \(3, 2\)"),
        (0, ValueError, "size must be a whole number from 1 to 1001, not 0"),
        (-3, ValueError, "from 1 to 1001, not -3"),
        ((3, 1003), ValueError, "from 1 to 1001, not 1003"),
        (10**400 + 1, ValueError, "from 1 to 1001, not 1000"),
        ((3,), ValueError, r"one number or a pair \(rows, columns\), not 1 numbers"),
        ((3, 3, 3), ValueError, "not 3 numbers"),
        ((), ValueError, "not 0 numbers"),
        (3.0, TypeError, r"a whole number from 1 to 1001, not 3.0 \(float\)"),
        (math.nan, TypeError, "not nan"),
        ("3", TypeError, r"not '3' \(str\)"),
        (None, TypeError, "not None"),
        (True, TypeError, r"not True \(bool\)"),
        (np.True_, TypeError, "not np.True_"),
        ((3, True), TypeError, "not True"),
    ],
)
def test_a_bad_size_is_named(make, size, error, message):
    with pytest.raises(error, match=message):
        make(size)


@pytest.mark.parametrize("make", BY_SIGMA)
@pytest.mark.parametrize(
    ("sigma", "error", "message"),
    [
        (0, ValueError, "sigma must be above 0 and finite, not 0"),
        (-1.5, ValueError, "not -1.5"),
        ((1, 0), ValueError, "finite, not 0"),
        (math.nan, ValueError, "not nan"),
        (math.inf, ValueError, "not inf"),
        (10**400, ValueError, "above 0 and finite"),
        ((1, 2, 3), ValueError, "sigma must be one number or a pair .*, not 3 numbers"),
        ("1", TypeError, r"sigma must be a number above 0, not '1' \(str\)"),
        (None, TypeError, "not None"),
        (1j, TypeError, "not 1j"),
        (True, TypeError, r"not True \(bool\)"),
        (np.array([1, 2]), TypeError, "ndarray"),
    ],
)
def test_a_bad_sigma_is_named(make, sigma, error, message):
    with pytest.raises(error, match=message):
        make(sigma)


@pytest.mark.parametrize(
    ("n", "error"), [(-1, ValueError), (1001, ValueError), (2.0, TypeError), (True, TypeError)]
)
def test_a_bad_row_of_pascal_is_named(n, error):
    with pytest.raises(error, match=f"n must be a whole number from 0 to 1000, not {n}"):
        pascal_kernel(n)
