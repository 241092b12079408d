"""The named kernels, what is read off them, and 8-bit levels."""

import numpy as np
import pytest
import scipy.ndimage
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.data.filters import (
    FILTERS,
    card,
    checkerboard,
    describe,
    filter_image,
    filter_kernel,
    on_checkerboard,
    to_uint8,
)
from helpers.data.photographs import photograph

KERNELS = arrays(np.int64, (3, 3), elements=st.integers(-9, 9))
ORIENTED = [
    ("Sobel, left to right", 1),
    ("Sobel, top to bottom", 0),
]


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_lies_on_the_image_as_it_stands(name):
    image, kernel = photograph(32), filter_kernel(name)
    theirs = scipy.ndimage.correlate(image, kernel.astype(float), mode="reflect")
    np.testing.assert_allclose(filter_image(image, kernel), theirs)


@pytest.mark.parametrize(("name", "axis"), ORIENTED)
def test_sobel_is_that_of_ndimage(name, axis):
    image = photograph(32)
    own = filter_image(image, filter_kernel(name))
    np.testing.assert_allclose(own, scipy.ndimage.sobel(image, axis))


def test_the_laplacian_is_that_of_ndimage_and_sharpening_takes_it_away():
    image = photograph(32)
    laplacian = filter_image(image, filter_kernel("Laplacian"))
    np.testing.assert_allclose(laplacian, scipy.ndimage.laplace(image))
    sharpened = filter_image(image, filter_kernel("sharpen"))
    np.testing.assert_allclose(sharpened, image - laplacian)


def test_a_one_right_of_the_centre_moves_the_picture_to_the_left():
    image = np.arange(12).reshape(3, 4)
    moved = filter_image(image, filter_kernel("1 right of the centre"))
    np.testing.assert_array_equal(moved[:, :-1], image[:, 1:])


def test_each_call_gives_a_new_kernel():
    filter_kernel("blur")[:] = 0
    assert filter_kernel("blur").sum() == pytest.approx(1)


def test_an_unknown_filter_is_named():
    with pytest.raises(
        ValueError, match=r"filter must be one of 'identity', .*emboss', not 'edge'"
    ):
        filter_kernel("edge")


@given(kernel=KERNELS, level=st.integers(0, 255))
def test_the_sum_says_what_becomes_of_a_flat_image(kernel, level):
    output = filter_image(np.full((4, 5), level), kernel)
    assert (output == level * kernel.sum()).all()
    said = describe(kernel)
    start = {0: "becomes 0.", 1: "stays as it is."}.get(kernel.sum(), "is multiplied by")
    assert f": a flat image {start}" in said


@given(kernel=KERNELS)
def test_symmetry_is_read_off_the_turned_kernel(kernel):
    assert "the kernel is the same" in describe(kernel + np.flip(kernel))
    odd = kernel - np.flip(kernel)
    assert ("its own negative" in describe(odd)) == odd.any()
    assert "Sum 0" in describe(odd)


def test_a_kernel_without_symmetry_is_another_one_when_turned():
    assert "another one: opposite neighbours count differently." in describe(
        filter_kernel("emboss")
    )
    assert "another one" in describe([[0, -1, 1]])


@pytest.mark.parametrize(
    ("name", "factor", "said"),
    [
        ("identity", 1, "stays as strong as it is."),
        ("1 right of the centre", -1, "bright and dark exchanged."),
        ("blur", 1 / 9, "by 0.111: fine detail gets weaker."),
        ("sharpen", 9, "by 9: fine detail gets stronger."),
        ("Sobel, left to right", 0, "vanishes."),
        ("Laplacian", -8, "by −8: fine detail gets stronger."),
    ],
)
def test_a_checkerboard_tells_softer_from_sharper(name, factor, said):
    kernel, board = filter_kernel(name), checkerboard(9, contrast=1) - 128
    assert np.allclose(filter_image(board, kernel)[1:-1, 1:-1], factor * board[1:-1, 1:-1])
    assert np.isclose(on_checkerboard(kernel), factor)
    assert describe(kernel).endswith(said)
    assert describe([[1.5, 0.25]]).startswith("Sum 1.75: a flat image is multiplied by 1.75.")


def test_the_blur_sums_to_1_in_spite_of_rounding():
    assert describe(filter_kernel("blur")).startswith("Sum 1:")


@given(values=arrays(np.float64, 5, elements=st.floats(-300, 500) | st.floats(-1e9, 1e9)))
def test_levels_are_rounded_and_clipped(values):
    levels = to_uint8(values)
    assert levels.dtype == np.uint8
    assert (abs(levels - np.clip(values, 0, 255)) <= 0.5).all()


def test_levels_are_not_just_cut_off():
    assert to_uint8([99.4, 99.6, 254.7, -0.4, 255.6]).tolist() == [99, 100, 255, 0, 255]


def test_levels_need_finite_values():
    with pytest.raises(ValueError, match="finite values; 2 of 3 are not"):
        to_uint8([np.nan, 1, np.inf])


def test_the_card_has_levels_and_a_single_pixel():
    image = card()
    assert (image.min(), image.max()) == (20, 255)
    around = image[43:46, 4:7].copy()
    around[1, 1] = 100
    assert (around == 100).all()
    assert np.all(np.diff(image[35, 29:46]) == 8)
