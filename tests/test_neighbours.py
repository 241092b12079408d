"""Similarity against NumPy, shuffles that can be undone, weights counted one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.data.photographs import photograph
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

IMAGES = arrays(np.float64, (5, 7), elements=st.integers(0, 255))


@given(image=IMAGES, distance=st.integers(0, 4))
def test_pairs_are_all_of_one_distance(image, distance):
    one, other = pairs(image, distance)
    expected = [
        (image[r, c], image[r + dr, c + dc])
        for dr, dc in ((0, distance), (distance, 0))
        for r in range(5 - dr)
        for c in range(7 - dc)
    ]
    assert sorted(zip(one, other, strict=True)) == sorted(expected)


@given(image=IMAGES, distance=st.integers(0, 4))
def test_similarity_is_the_correlation_coefficient(image, distance):
    one, other = pairs(image, distance)
    if np.ptp(one) and np.ptp(other):
        expected = np.corrcoef(one, other)[0, 1]
        assert similarity(image, distance) == pytest.approx(expected, abs=1e-9)


def test_it_falls_with_distance_on_the_photograph_and_not_after_a_shuffle():
    values = [similarity(photograph(), distance) for distance in (0, 1, 4, 16, 64)]
    assert values == sorted(values, reverse=True)
    assert values[1] > 0.9 > 0.5 > values[3] > 0.1 > abs(values[4])
    assert abs(similarity(shuffle(photograph()), 1)) < 0.01


def test_a_flat_image_has_none():
    with pytest.raises(ValueError, match="a flat image has no correlation"):
        similarity(np.ones((3, 3)), 1)


@pytest.mark.parametrize("distance", [-1, 3])
def test_a_distance_that_no_pair_has_is_refused(distance):
    with pytest.raises(ValueError, match="distance must be a whole number from 0 to 2"):
        pairs(np.ones((3, 5)), distance)


def test_small_pictures_are_pieces_of_the_photograph():
    whole = photograph()
    for part, rows in (("upper", whole[:128]), ("lower", whole[128:])):
        windows = np.lib.stride_tricks.sliding_window_view(rows, (28, 28))
        for picture in small_pictures(3, part=part):
            assert (windows == picture).all(axis=(2, 3)).any()
    assert not np.array_equal(small_pictures(2), small_pictures(2, seed=1))


def test_an_unknown_part_is_named():
    with pytest.raises(ValueError, match="part must be one of 'all', 'upper', 'lower', not 'left'"):
        small_pictures(1, part="left")


def test_maps_are_correlations_over_the_pictures():
    pictures = np.random.default_rng(2).normal(size=(50, 3, 4))
    maps = similarity_maps(pictures)
    assert maps.shape == (3, 4, 3, 4)
    expected = np.corrcoef(pictures[:, 2, 1], pictures[:, 0, 3])[0, 1]
    assert maps[2, 1, 0, 3] == pytest.approx(expected)


@given(seed=st.integers(0, 99))
def test_all_pictures_are_shuffled_in_the_same_way(seed):
    pictures = np.arange(24).reshape(2, 3, 4)
    shuffled = shuffle(pictures, seed)
    np.testing.assert_array_equal(shuffled[1] - shuffled[0], np.full((3, 4), 12))
    back = np.empty(12, int)
    back[permutation((3, 4), seed)] = shuffled[0].ravel()
    np.testing.assert_array_equal(back, pictures[0].ravel())


@pytest.mark.parametrize(("rows", "columns", "size"), [(8, 4, 3), (2, 3, 5), (1, 1, 1)])
def test_weights_are_those_that_one_counts(rows, columns, size):
    places = list(np.ndindex(rows, columns))
    near = list(np.ndindex(size, size))
    assert weight_counts(rows, columns, size) == {
        "dense": len([(i, o) for i in places for o in places]),
        "local": len([(i, o) for i in near for o in places]),
        "shared": len(near),
    }


def test_weights_of_28_by_28():
    assert weight_counts(28, 28) == {"dense": 614656, "local": 7056, "shared": 9}


@pytest.mark.parametrize("sizes", [(0, 3), (3, 0), (3, 3, 0)])
def test_an_image_has_rows_and_columns(sizes):
    with pytest.raises(ValueError, match="must be a whole number from 1"):
        weight_counts(*sizes)


def test_each_guess_is_the_least_squares_one():
    random = np.random.default_rng(3)
    learn = random.normal(0, 30, (400, 4, 5))
    learn[:, 1:] += learn[:, :-1]  # something to find
    test = learn[:100]
    flat, errors = learn.reshape(400, -1), []
    for i in range(20):
        inputs = np.column_stack([np.delete(flat, i, 1), np.ones(400)])
        errors.append((inputs @ np.linalg.lstsq(inputs, flat[:, i])[0] - flat[:, i])[:100])
    assert guess_from_all(learn, test) == pytest.approx(
        np.sqrt(np.mean(np.square(errors))), rel=0.01
    )
    inner = np.array(errors).T.reshape(100, 4, 5)[:, 1:-1, 1:-1]
    found = guess_from_all(learn, test, inner=True)
    assert found == pytest.approx(np.sqrt(np.mean(inner**2)), rel=0.01)
    assert guess_from_all(learn, test) < guess_from_neighbours(learn, test) < test.std()


def test_only_neighbours_mind_a_shuffle():
    learn, test = small_pictures(1000, part="upper"), small_pictures(200, part="lower")
    mixed = shuffle(learn), shuffle(test)
    assert guess_from_all(*mixed) == pytest.approx(guess_from_all(learn, test), rel=1e-6)
    assert guess_from_neighbours(*mixed) > 4 * guess_from_neighbours(learn, test)
