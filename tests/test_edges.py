"""The edges are bright where they say, and the small layer learns to tell them apart."""

import numpy as np
import pytest

from helpers.models.edges import (
    SIDES,
    accuracy,
    answers,
    edges,
    feature_maps,
    learn_filters,
    scores,
)
from helpers.models.learning import numerical_gradient
from helpers.operations import correlate

BRIGHT = {
    "left": np.s_[:, :3],
    "right": np.s_[:, -3:],
    "above": np.s_[:3],
    "below": np.s_[-3:],
}


def test_edges_are_bright_where_they_say():
    images, labels = edges(200, noise=0)
    for image, label in zip(images, labels, strict=True):
        assert max(BRIGHT, key=lambda side: image[BRIGHT[side]].mean()) == SIDES[label]
    np.testing.assert_allclose(images.mean((1, 2)), 0, atol=1e-12)


def test_the_same_seed_gives_the_same_images():
    np.testing.assert_array_equal(edges(8, seed=3)[0], edges(8, seed=3)[0])
    assert not np.allclose(edges(8, seed=3)[0], edges(8, seed=4)[0])


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
    images, labels = edges(8, seed=5)
    start, after = learn_filters(images, labels, rate=0.5, steps=1)

    def loss(w):
        powers = np.exp(scores(images, w))
        right = powers[np.arange(8), labels] / powers.sum(1)
        return -np.log(right).mean()

    assert start.loss == pytest.approx(loss(start.w))
    slopes = numerical_gradient(loss, start.w, width=1e-6)
    np.testing.assert_allclose((start.w - after.w) / 0.5, slopes, atol=1e-6)


def test_it_learns_and_gives_the_same_filters_again():
    images, labels = edges(80, seed=1)
    first, *_, last = learn_filters(images, labels, seed=1)
    assert (first.step, last.step) == (0, 200)
    new = edges(200, seed=9)
    assert accuracy(*new, first.w) < 0.6 < 0.98 < accuracy(*new, last.w)
    *_, again = learn_filters(images, labels, seed=1)
    np.testing.assert_array_equal(again.w, last.w)


def test_filters_that_are_carried_unflipped_answer_with_the_opposite_side():
    *_, last = learn_filters(*edges(80, seed=1), seed=1)
    new = edges(400, seed=2)
    turned = np.flip(last.w, axis=(1, 2))  # what a layer makes of w that turns it before
    assert accuracy(*new, last.w) == 1
    assert accuracy(*new, turned) == 0
    assert answers(*new, turned).tolist() == (100 * np.eye(4, dtype=int)[[1, 0, 3, 2]]).tolist()
