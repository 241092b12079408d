"""The similarity of windows and a template, and the explorer, driven."""

import numpy as np
import pytest

from helpers.data.photographs import photograph
from helpers.models.templates import PARTS, best, part, similarity
from helpers.widgets.likeness import explore_templates

RANDOM = np.random.default_rng(6)


@pytest.fixture(scope="module")
def explorer():
    return explore_templates()


def slowly(image, template):
    """Compute the similarity from its definition."""
    rows, columns = template.shape
    made = np.zeros((image.shape[0] - rows + 1, image.shape[1] - columns + 1))
    for index in np.ndindex(made.shape):
        r, c = index
        made[index] = np.corrcoef(image[r : r + rows, c : c + columns].ravel(), template.ravel())[
            0, 1
        ]
    return made


@pytest.mark.parametrize("offset", [0, 1000, -50])
def test_it_is_the_correlation_coefficient(offset):
    image, template = RANDOM.random((9, 8)) + offset, RANDOM.random((3, 2))
    assert np.allclose(similarity(image, template), slowly(image, template))


@pytest.mark.parametrize(("gain", "offset"), [(1e-6, 0), (1, 1e6), (1e6, -1e9)])
def test_neither_extreme_light_nor_a_hot_pixel_matters(gain, offset):
    image, template = 255 * RANDOM.random((12, 12)), 255 * RANDOM.random((4, 4))
    one = similarity(image, template)
    assert np.allclose(one, similarity(gain * image + offset, template), atol=1e-6)
    image[0, 0] = 1e12
    assert np.allclose(one[1:, 1:], similarity(image, template)[1:, 1:], atol=1e-9)


def test_windows_without_contrast_are_like_nothing():
    image = np.full((6, 6), 200.0)
    image[0, 0] = 100
    similar = similarity(image, [[0, 1], [1, 1]])
    assert similar[0, 0] == pytest.approx(1)
    assert np.array_equal(similar.ravel()[1:], np.zeros(24))


@pytest.mark.parametrize("level", [0, 1, 255.5])
def test_a_flat_template_is_refused(level):
    with pytest.raises(ValueError, match="the template is flat"):
        similarity(np.eye(5), np.full((2, 2), level))


@pytest.mark.parametrize("name", PARTS)
def test_each_part_is_found_where_it_was_cut_out(name):
    template, place = part(name)
    similar = similarity(photograph(128), template)
    assert best(similar) == place
    assert similar[place] == pytest.approx(1)


def test_plain_correlation_is_led_astray_and_normalised_is_not(explorer):
    explorer.controls["piece"].value = "a star of the flag"
    explorer.controls["method"].value = "plain correlation"
    assert "(108, 58)" in explorer.words
    assert explorer.words.endswith("Not found.")
    explorer.controls["method"].value = "normalised"
    for noise, light in ((0, 0), (60, 0), (0, 120), (60, 120)):
        explorer.controls["noise"].value = noise
        explorer.controls["light"].value = light
        assert explorer.words.endswith(" Found.")
