"""The bars lie as they are called, and the small layer learns to tell them apart."""

import numpy as np
import pytest

from helpers.models.bars import DIRECTIONS, accuracy, bars, feature_maps, learn_filters, scores
from helpers.models.learning import numerical_gradient
from helpers.operations import correlate


def test_bars_lie_as_they_are_called():
    images, labels = bars(200, noise=0)
    for image, label in zip(images, labels, strict=True):
        rows, columns = np.nonzero(image > 0.6 * image.max())
        if DIRECTIONS[label] == "vertical":
            assert np.ptp(columns) < 4 < np.ptp(rows)
        elif DIRECTIONS[label] == "horizontal":
            assert np.ptp(rows) < 4 < np.ptp(columns)
        else:
            slope = np.polyfit(columns, rows, 1)[0]
            assert (slope < -0.5) == (DIRECTIONS[label] == "rising")
            assert (slope > 0.5) == (DIRECTIONS[label] == "falling")
    np.testing.assert_allclose(images.mean((1, 2)), 0, atol=1e-12)


def test_the_same_seed_gives_the_same_images():
    np.testing.assert_array_equal(bars(8, seed=3)[0], bars(8, seed=3)[0])
    assert not np.allclose(bars(8, seed=3)[0], bars(8, seed=4)[0])


def test_feature_maps_are_correlations_without_what_is_negative():
    random = np.random.default_rng(0)
    images, w = random.standard_normal((3, 7, 6)), random.standard_normal((2, 2, 3))
    maps = feature_maps(images, w)
    assert maps.shape == (3, 2, 6, 4)
    for b, f in np.ndindex(3, 2):
        one = correlate(images[b], w[f], "valid").clip(0)
        np.testing.assert_allclose(maps[b, f], one, atol=1e-12)
        assert scores(images, w)[b, f] == pytest.approx(one.mean())


def test_the_first_step_goes_against_the_gradient_of_the_loss():
    images, labels = bars(8, seed=5)
    start, after = learn_filters(images, labels, rate=0.5, steps=1)

    def loss(w):
        powers = np.exp(scores(images, w))
        right = powers[np.arange(8), labels] / powers.sum(1)
        return -np.log(right).mean()

    assert start.loss == pytest.approx(loss(start.w))
    slopes = numerical_gradient(loss, start.w, width=1e-6)
    np.testing.assert_allclose((start.w - after.w) / 0.5, slopes, atol=1e-6)


def test_it_learns_and_gives_the_same_filters_again():
    images, labels = bars(80, seed=1)
    first, *_, last = learn_filters(images, labels, seed=1)
    assert (first.step, last.step) == (0, 400)
    new = bars(200, seed=9)
    assert accuracy(*new, first.w) < 0.5 < 0.98 < accuracy(*new, last.w)
    *_, again = learn_filters(images, labels, seed=1)
    np.testing.assert_array_equal(again.w, last.w)
