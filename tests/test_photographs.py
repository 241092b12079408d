"""The photograph, its grey levels, its noise, and the files that show it."""

import io
import math

import matplotlib
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PIL import Image

from helpers.data.photographs import add_noise, grey, photograph, to_png

LEVELS = hnp.arrays(
    np.float64, hnp.array_shapes(min_dims=2, max_dims=2, max_side=6), elements=st.floats(-99, 400)
)
FUNCTIONS = [grey, lambda image: add_noise(image, 1), to_png]


def pixels(png, mode=None):
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.format == "PNG"
        return np.array(picture.convert(mode or picture.mode))


@pytest.mark.parametrize("size", [16, 100, 256, 512])
def test_the_photograph_is_a_square_of_levels(size):
    for image, shape in (
        (photograph(size), (size, size)),
        (photograph(size, colour=True), (size, size, 3)),
    ):
        assert image.shape == shape
        assert image.dtype == np.float64
        assert 0 <= image.min() < 30
        assert 200 < image.max() <= 255


def test_its_grey_is_that_of_its_colours():
    np.testing.assert_array_equal(photograph(64), grey(photograph(64, colour=True)))
    assert np.ptp(photograph(64, colour=True), axis=2).max() > 100


def test_a_smaller_one_shows_means_over_areas():
    large = photograph(512, colour=True)
    means = large.reshape(64, 8, 64, 8, 3).mean((1, 3))
    np.testing.assert_allclose(photograph(64, colour=True), means, atol=1e-4)


def test_face_and_uniform_are_on_it():
    image = photograph(128)
    assert image[50:65, 50:85].mean() > 120  # the face
    assert image[100:120, 20:40].mean() < 40  # the uniform


def test_each_call_gives_a_new_one():
    photograph(16)[:] = 0
    assert photograph(16).any()


@pytest.mark.parametrize(
    ("size", "error"),
    [(15, ValueError), (513, ValueError), (64.0, TypeError), (True, TypeError), ("64", TypeError)],
)
def test_a_bad_size_is_named(size, error):
    with pytest.raises(error, match=f"size must be a whole number from 16 to 512, not '?{size}"):
        photograph(size)


@given(
    hnp.arrays(np.uint8, st.tuples(st.integers(1, 5), st.integers(1, 5), st.just(4))),
)
def test_grey_is_that_of_pillow(colours):
    rounded = np.array(Image.fromarray(colours[..., :3].copy()).convert("L"))
    np.testing.assert_allclose(grey(colours[..., :3]), rounded, atol=0.51)
    paper = Image.new("RGBA", colours.shape[1::-1], "white")
    over = np.array(Image.alpha_composite(paper, Image.fromarray(colours)).convert("L"))
    np.testing.assert_allclose(grey(colours), over, atol=1.6)
    assert 0 <= grey(colours).min() <= grey(colours).max() <= 255


@given(hnp.arrays(np.uint8, hnp.array_shapes(min_dims=2, max_dims=2, max_side=6)))
def test_grey_stays_as_it_is(levels):
    own = grey(levels)
    assert own.dtype == np.float64
    assert not np.shares_memory(grey(own), own)
    np.testing.assert_array_equal(own, levels)
    np.testing.assert_array_equal(grey(np.dstack([levels] * 3)), levels)
    opaque = np.dstack([levels] * 3 + [np.full(levels.shape, 255)])
    np.testing.assert_allclose(grey(opaque), levels, atol=1e-12)


def test_what_is_transparent_shows_white_paper():
    assert grey([[[9, 99, 200, 0], [255, 0, 0, 255]]]).tolist() == [[255, pytest.approx(76.245)]]
    white = np.full((1, 256, 4), 255)
    white[..., 3] = np.arange(256)
    assert (grey(white) == 255).all()


@pytest.mark.parametrize(
    ("picture", "error", "message"),
    [
        (np.ones(3), ValueError, r"\(H, W\), \(H, W, 3\) or \(H, W, 4\), not \(3,\)"),
        (np.ones((2, 2, 1)), ValueError, r"not \(2, 2, 1\)"),
        (np.ones((2, 2, 2, 3)), ValueError, r"not \(2, 2, 2, 3\)"),
        ([[-1, 0]], ValueError, "levels from 0 to 255, not from -1 to 0"),
        (np.full((2, 2), 65535, np.uint16), ValueError, "not from 65535 to 65535"),
    ],
)
def test_a_bad_picture_is_named(picture, error, message):
    with pytest.raises(error, match=message):
        grey(picture)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(
    ("image", "error", "message"),
    [
        (np.ones((0, 3)), ValueError, r"is empty \(shape \(0, 3\)\)"),
        ([[1, 2], [3]], ValueError, "rows differ in length"),
        ([[1, math.nan], [math.inf, 2]], ValueError, "must hold finite numbers; 2 are not"),
        ([["1"]], TypeError, r"must hold real numbers, not text \(list given\)"),
        ([[True]], TypeError, "real numbers, not True and False"),
        ([[1j]], TypeError, "real numbers, not complex128"),
        (None, TypeError, r"not object \(NoneType given\)"),
    ],
)
def test_what_is_no_image_is_named(function, image, error, message):
    with pytest.raises(error, match=message):
        function(image)


def test_noise_has_the_strength_that_was_asked_for():
    noise = add_noise(np.full((200, 200), 128, np.uint8), 12.5) - 128
    assert noise.std() == pytest.approx(12.5, rel=0.02)
    assert abs(noise.mean()) < 0.3
    neighbours = np.corrcoef(noise[:, 1:].ravel(), noise[:, :-1].ravel())[0, 1]
    assert abs(neighbours) < 0.03
    share = np.mean(abs(noise) < 12.5)
    assert share == pytest.approx(math.erf(math.sqrt(0.5)), abs=0.01)


def test_noise_is_reproducible_and_differs_from_seed_to_seed():
    image = photograph(32)
    np.testing.assert_array_equal(add_noise(image, 5), add_noise(image, 5, seed=0))
    assert not np.array_equal(add_noise(image, 5), add_noise(image, 5, seed=1))
    np.testing.assert_array_equal(image, photograph(32))


def test_noise_is_not_clipped():
    assert add_noise(np.zeros((9, 9)), 5).min() < 0
    assert add_noise(np.full((9, 9), 255), 5).max() > 255
    assert add_noise(photograph(16, colour=True), 1).shape == (16, 16, 3)


def test_no_noise_changes_nothing():
    image = photograph(16)
    np.testing.assert_array_equal(add_noise(image, 0), image)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"strength": -1}, ValueError, "strength must be 0 or more and finite, not -1"),
        ({"strength": math.nan}, ValueError, "not nan"),
        ({"strength": math.inf}, ValueError, "not inf"),
        ({"strength": "5"}, TypeError, r"strength must be a number 0 or more, not '5' \(str\)"),
        ({"strength": True}, TypeError, "not True"),
        ({"strength": 1, "seed": None}, TypeError, "seed must be a whole number from 0"),
        ({"strength": 1, "seed": -1}, ValueError, "seed must be a whole number from 0"),
    ],
)
def test_bad_noise_is_named(options, error, message):
    with pytest.raises(error, match=message):
        add_noise([[1]], **options)


@given(image=LEVELS, scale=st.integers(1, 5))
def test_the_file_holds_rounded_levels_in_squares(image, scale):
    before = image.copy()
    shown = pixels(to_png(image, scale=scale))
    assert shown.shape == (scale * image.shape[0], scale * image.shape[1])
    expected = np.clip(np.rint(image), 0, 255)
    for i in range(scale):
        np.testing.assert_array_equal(shown[i::scale, scale - 1 - i :: scale], expected)
    np.testing.assert_array_equal(image, before)


def test_colours_are_shown_as_colours():
    image = np.array([[[255, 0, 0], [0, 300, -5]]])
    assert pixels(to_png(image)).tolist() == [[[255, 0, 0], [0, 255, 0]]]


@pytest.mark.parametrize("farthest", [1e-300, 0.25, 9, 1e300])
def test_a_signed_map_has_symmetric_limits(farthest):
    image = np.array([[-1, -0.5, 0], [0.5, 1, 0]]) * farthest
    shown = pixels(to_png(image, signed=True), "RGB").astype(int)
    colours = matplotlib.colormaps["RdBu_r"](image / farthest / 2 + 0.5, bytes=True)[..., :3]
    assert abs(shown - colours).max() <= 8  # 255 colours, so that 0 is in the middle
    assert shown[0, 2].min() > 240
    assert shown[1, 1, 0] > shown[1, 1, 2] + 50  # above 0 red
    assert shown[0, 0, 2] > shown[0, 0, 0] + 50  # below 0 blue


def test_limits_are_symmetric_where_all_values_have_one_sign():
    shown = pixels(to_png([[5, 10, 0]], signed=True), "RGB")
    both = pixels(to_png([[5, 10, 0, -5, -10]], signed=True), "RGB")
    np.testing.assert_array_equal(shown, both[:, :3])
    below = pixels(to_png([[0, -5, -10]], signed=True), "RGB")
    np.testing.assert_array_equal(below, both[:, 2:])


def test_a_signed_map_of_zeros_is_white():
    assert pixels(to_png(np.zeros((2, 3)), signed=True), "RGB").min() > 240


@pytest.mark.parametrize(
    ("image", "options", "error", "message"),
    [
        ([1, 2], {}, ValueError, r"the shape \(H, W\) or \(H, W, 3\), not \(2,\)"),
        (np.ones((2, 2, 4)), {}, ValueError, r"not \(2, 2, 4\)"),
        (np.ones((2, 2, 3)), {"signed": True}, ValueError, r"shape \(H, W\), not \(2, 2, 3\)"),
        ([[1]], {"scale": 0}, ValueError, "scale must be a whole number from 1 to 4096, not 0"),
        ([[1] * 64], {"scale": 65}, ValueError, "from 1 to 64, not 65"),
        (np.ones((1, 5000)), {"scale": 2}, ValueError, "from 1 to 1, not 2"),
        ([[1]], {"scale": 1.5}, TypeError, "not 1.5"),
    ],
)
def test_what_cannot_be_shown_is_named(image, options, error, message):
    with pytest.raises(error, match=message):
        to_png(image, **options)
