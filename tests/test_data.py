"""Kernels, filters, letters, worked signals and the photograph, against SciPy and Pillow."""

import io
import math

import matplotlib
import numpy as np
import pytest
import scipy.ndimage
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from PIL import Image

from helpers.data import (
    add_noise,
    bright_pixel,
    checkerboard,
    filter_image,
    filter_kernel,
    gaussian_factors,
    gaussian_kernel,
    letter,
    moving_average_kernel,
    pascal_kernel,
    photograph,
    signal,
    to_uint8,
)
from helpers.data.filters import FILTERS, describe
from helpers.data.photographs import grey, to_png
from helpers.data.signals import SIGNALS
from helpers.models.kernels import ORIENTATIONS, oriented
from helpers.operations import convolve, correlate

ODD = st.integers(0, 12).map(lambda half: 2 * half + 1)
SIGMAS = st.floats(0.05, 50)
KERNELS = arrays(np.int64, (3, 3), elements=st.integers(-9, 9))
COUNTING_FULL = [[1, 4, 7, 10, 8], [8, 26, 36, 46, 32], [24, 66, 76, 86, 56], [27, 66, 73, 80, 48]]
LEVELS = arrays(np.float64, array_shapes(min_dims=2, max_dims=2, max_side=6),
                elements=st.floats(-99, 400))  # fmt: skip


# --- smoothing kernels ----------------------------------------------------------------------


@given(size=ODD, sigma=SIGMAS)
def test_a_gaussian_has_the_values_of_the_formula_and_a_mean_equal_weights(size, sigma):
    u, v = np.ogrid[-(size // 2) : size // 2 + 1, -(size // 2) : size // 2 + 1]
    density = np.exp(-(u**2 + v**2) / (2 * sigma**2)) / (2 * np.pi * sigma**2)
    exact = {"rtol": 1e-9, "atol": 1e-290}
    np.testing.assert_allclose(gaussian_kernel(size, sigma, normalise=False), density, **exact)
    np.testing.assert_allclose(gaussian_kernel(size, sigma), density / density.sum(), **exact)
    np.testing.assert_array_equal(
        np.outer(*gaussian_factors(size, sigma)), gaussian_kernel(size, sigma)
    )
    np.testing.assert_array_equal(moving_average_kernel(size), np.full((size, size), 1 / size**2))


def test_extreme_sigmas_give_the_unit_impulse_and_the_moving_average():
    for sigma in (0.02, 1e-5, 1e-149):
        np.testing.assert_array_equal(gaussian_kernel(3, sigma), bright_pixel(3))
        assert np.isfinite(gaussian_kernel(3, sigma, normalise=False)).all()
    np.testing.assert_allclose(gaussian_kernel(5, 1e300), moving_average_kernel(5))
    assert gaussian_kernel(1001, 100).sum() == pytest.approx(1)


@given(n=st.integers(0, 60))
def test_pascals_rows_are_repeated_convolutions_and_close_to_a_gaussian(n):
    kernel = pascal_kernel(n)
    assert kernel.sum() == pytest.approx(1)
    np.testing.assert_allclose(pascal_kernel(n + 1), convolve(kernel, [0.5, 0.5]), rtol=1e-12)
    if n >= 16 and n % 2 == 0:
        _, row = gaussian_factors(n + 1, math.sqrt(n) / 2)
        np.testing.assert_allclose(kernel, row, atol=0.02 * kernel.max())


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: moving_average_kernel(4), ValueError, r"size must be odd, .* not 4"),
        (lambda: gaussian_factors(0, 1), ValueError, "size must be a whole number from 1 to 1001"),
        (lambda: gaussian_kernel(3, 0), ValueError, "sigma must be above 1e-150 and finite, not 0"),
        (lambda: gaussian_factors(3, "1"), TypeError, r"sigma must be a number .* not '1' \(str\)"),
        (lambda: pascal_kernel(1001), ValueError, "n must be a whole number from 0 to 1000"),
        (lambda: filter_kernel("edge"), ValueError, "filter must be one of 'identity', .* 'edge'"),
        (lambda: to_uint8([np.nan, 1, np.inf]), ValueError, "finite numbers; 2 are not"),
        (lambda: letter("Q"), ValueError, "must be one of 'F', 'L', 'T', 'Z', 'X', not 'Q'"),
        (lambda: bright_pixel(4), ValueError, "must be odd.*not 4"),
        (lambda: signal("c"), ValueError, "must be one of 'a', 'b', .*'slope', not 'c'"),
        (lambda: photograph(513), ValueError, "size must be a whole number from 16 to 512, not 5"),
        (lambda: add_noise([[1]], -1), ValueError, "strength must be 0 or more and finite, not -1"),
        (lambda: add_noise([[1]], "5"), TypeError, "strength must be a number 0 or more, not '5'"),
        (lambda: grey(np.ones((2, 2, 1))), ValueError, r"\(H, W, 4\), not \(2, 2, 1\)"),
        (lambda: grey([[-1, 0]]), ValueError, "levels from 0 to 255, not from -1 to 0"),
        (lambda: to_png([1, 2]), ValueError, r"the shape \(H, W\) or \(H, W, 3\), not \(2,\)"),
        (lambda: to_png(np.ones((2, 2, 3)), signed=True), ValueError, r"\(H, W\), not \(2, 2, 3\)"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call()


# --- filters --------------------------------------------------------------------------------


def test_filters_are_those_of_ndimage():
    image = photograph(32)
    filtered = {name: filter_image(image, filter_kernel(name)) for name in FILTERS}
    for name, own in filtered.items():
        theirs = scipy.ndimage.correlate(image, filter_kernel(name).astype(float), mode="reflect")
        np.testing.assert_allclose(own, theirs)
    np.testing.assert_allclose(filtered["Sobel, left to right"], scipy.ndimage.sobel(image, 1))
    np.testing.assert_allclose(filtered["Sobel, top to bottom"], scipy.ndimage.sobel(image, 0))
    np.testing.assert_allclose(filtered["Laplacian"], scipy.ndimage.laplace(image))
    np.testing.assert_allclose(filtered["sharpen"], image - filtered["Laplacian"])
    np.testing.assert_array_equal(filtered["1 right of the centre"][:, :-1], image[:, 1:])


@given(kernel=KERNELS, level=st.integers(0, 255))
def test_what_is_said_of_sum_and_symmetry_is_true(kernel, level):
    output = filter_image(np.full((4, 5), level), kernel)
    assert (output == level * kernel.sum()).all()
    start = {0: "becomes 0.", 1: "stays as it is."}.get(kernel.sum(), "is multiplied by")
    assert f": a flat image {start}" in describe(kernel)
    assert "the kernel is the same" in describe(kernel + np.flip(kernel))
    odd = kernel - np.flip(kernel)
    assert ("its own negative" in describe(odd)) == odd.any()
    assert "Sum 0" in describe(odd)


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
    assert describe(kernel).endswith(said)


@given(values=arrays(np.float64, 5, elements=st.floats(-300, 500) | st.floats(-1e9, 1e9)))
def test_levels_are_rounded_and_clipped(values):
    levels = to_uint8(values)
    assert levels.dtype == np.uint8
    assert (abs(levels - np.clip(values, 0, 255)) <= 0.5).all()


# --- letters and signals --------------------------------------------------------------------


@pytest.mark.parametrize(("name", "count"), [("F", 8), ("L", 8), ("T", 4), ("Z", 4), ("X", 1)])
def test_letters_have_their_symmetries(name, count):
    assert len({oriented(letter(name), how).tobytes() for how in ORIENTATIONS}) == count
    assert np.array_equal(letter(name), np.flip(letter(name))) == (name in "ZX")


def test_the_worked_examples_have_the_results_of_the_course():
    a, b = signal("a"), signal("b")
    assert (a.tolist(), b.tolist()) == ([1, 0.5, 1, 1], [1, 0.5, 0.25])
    assert convolve(a, b).tolist() == [1, 1, 1.5, 1.625, 0.75, 0.25]
    assert correlate(a, b).tolist() == [0.25, 0.625, 1.5, 1.25, 1.5, 1]
    x, h = signal("counting"), signal("counting kernel")
    assert x.ravel().tolist() == list(range(1, 13))
    assert convolve(x, h).tolist() == COUNTING_FULL
    assert correlate(x, h, "valid").tolist() == [[44, 54, 64], [84, 94, 104]]
    green, orange, ell = signal("green"), signal("orange"), signal("L")
    either = [[4, 3, 4], [2, 4, 3], [2, 3, 4]]
    assert convolve(green, orange, "valid").tolist() == either
    assert correlate(green, orange, "valid").tolist() == either
    assert convolve(green, ell, "valid").tolist() == [[4, 3, 1], [4, 4, 2], [3, 3, 2]]
    assert correlate(green, ell, "valid").tolist() == [[1, 3, 4], [0, 2, 4], [1, 2, 3]]


@pytest.mark.parametrize("make", [
    *(lambda name=name: signal(name) for name in SIGNALS),
    lambda: filter_kernel("blur"), lambda: photograph(16),
])  # fmt: skip
def test_each_call_gives_a_new_array_of_numbers(make):
    first = make()
    assert first.dtype in (np.int64, np.float64)
    first[...] = 7
    assert not np.array_equal(make(), first)


# --- the photograph -------------------------------------------------------------------------


def pixels(png, mode=None):
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.format == "PNG"
        return np.array(picture.convert(mode or picture.mode))


def test_the_photograph_is_a_square_of_levels_which_are_means_over_areas():
    for image, shape in ((photograph(16), (16, 16)), (photograph(512, colour=True), (512, 512, 3))):
        assert (image.shape, image.dtype) == (shape, np.float64)
        assert 0 <= image.min() < 30 < 200 < image.max() <= 255
    means = photograph(512, colour=True).reshape(64, 8, 64, 8, 3).mean((1, 3))
    np.testing.assert_allclose(photograph(64, colour=True), means, atol=1e-4)
    np.testing.assert_array_equal(photograph(64), grey(photograph(64, colour=True)))
    image = photograph(128)
    assert image[50:65, 50:85].mean() > 120  # the face
    assert image[100:120, 20:40].mean() < 40  # the uniform


@given(arrays(np.uint8, st.tuples(st.integers(1, 5), st.integers(1, 5), st.just(4))))
def test_grey_is_that_of_pillow(colours):
    rounded = np.array(Image.fromarray(colours[..., :3].copy()).convert("L"))
    np.testing.assert_allclose(grey(colours[..., :3]), rounded, atol=0.51)
    paper = Image.new("RGBA", colours.shape[1::-1], "white")
    over = np.array(Image.alpha_composite(paper, Image.fromarray(colours)).convert("L"))
    np.testing.assert_allclose(grey(colours), over, atol=1.6)
    assert 0 <= grey(colours).min() <= grey(colours).max() <= 255


def test_grey_stays_as_it_is_and_what_is_transparent_shows_white_paper():
    levels = np.arange(256, dtype=np.uint8).reshape(16, 16)
    np.testing.assert_array_equal(grey(levels), levels)
    np.testing.assert_array_equal(grey(np.dstack([levels] * 3)), levels)
    assert grey([[[9, 99, 200, 0], [255, 0, 0, 255]]]).tolist() == [[255, pytest.approx(76.245)]]
    white = np.full((16, 16, 4), 255)
    white[..., 3] = levels
    assert (grey(white) == 255).all()


@pytest.mark.parametrize("function", [grey, lambda image: add_noise(image, 1), to_png])
@pytest.mark.parametrize(
    ("image", "error", "message"),
    [
        (np.ones((0, 3)), ValueError, r"is empty \(shape \(0, 3\)\)"),
        ([[1, math.nan], [math.inf, 2]], ValueError, "must hold finite numbers; 2 are not"),
        ([["1"]], TypeError, r"must hold real numbers, not text \(list given\)"),
        ([[1j]], TypeError, "real numbers, not complex128"),
    ],
)
def test_what_is_no_image_is_named(function, image, error, message):
    with pytest.raises(error, match=message):
        function(image)


def test_noise_has_its_strength_and_nothing_else():
    noise = add_noise(np.full((200, 200), 128, np.uint8), 12.5) - 128
    assert noise.std() == pytest.approx(12.5, rel=0.02)
    assert abs(noise.mean()) < 0.3
    assert abs(np.corrcoef(noise[:, 1:].ravel(), noise[:, :-1].ravel())[0, 1]) < 0.03
    assert np.mean(abs(noise) < 12.5) == pytest.approx(math.erf(math.sqrt(0.5)), abs=0.01)
    assert add_noise(np.zeros((9, 9)), 5).min() < 0  # not clipped
    np.testing.assert_array_equal(add_noise([[1, 2]], 5), add_noise([[1, 2]], 5))
    np.testing.assert_array_equal(add_noise([[1, 2]], 0), [[1, 2]])


@given(image=LEVELS, scale=st.integers(1, 5))
def test_the_file_holds_rounded_levels_in_squares(image, scale):
    before, shown = image.copy(), pixels(to_png(image, scale=scale))
    expected = np.clip(np.rint(image), 0, 255)
    np.testing.assert_array_equal(shown, np.kron(expected, np.ones((scale, scale))))
    np.testing.assert_array_equal(image, before)


@pytest.mark.parametrize("farthest", [1e-300, 0.25, 9, 1e300])
def test_a_signed_map_has_symmetric_limits(farthest):
    image = np.array([[-1, -0.5, 0], [0.5, 1, 0]]) * farthest
    shown = pixels(to_png(image, signed=True), "RGB").astype(int)
    colours = matplotlib.colormaps["RdBu_r"](image / farthest / 2 + 0.5, bytes=True)[..., :3]
    assert abs(shown - colours).max() <= 8  # 255 colours, so that 0 is in the middle
    assert shown[0, 2].min() > 240
    assert shown[1, 1, 0] > shown[1, 1, 2] + 50  # above 0 red
    one_sign = pixels(to_png([[5, 10, 0]], signed=True), "RGB")
    both = pixels(to_png([[5, 10, 0, -5, -10]], signed=True), "RGB")
    np.testing.assert_array_equal(one_sign, both[:, :3])
    assert pixels(to_png(np.zeros((2, 3)), signed=True), "RGB").min() > 240
