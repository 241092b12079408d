"""The eight orientations of a kernel."""

import itertools

import numpy as np
import pytest

from helpers.models.orientation import AS_IT_STANDS, ORIENTATIONS, TURNED, orientations_of, oriented
from helpers.operations import convolve, correlate

KERNEL = np.arange(6).reshape(2, 3)


def test_there_are_eight_different_ones():
    made = [oriented(KERNEL, name) for name in ORIENTATIONS]
    assert len(made) == 8
    for one, other in itertools.combinations(made, 2):
        assert one.shape != other.shape or not np.array_equal(one, other)


def test_any_two_together_are_one_of_them():
    for one, other in itertools.product(ORIENTATIONS, repeat=2):
        assert len(orientations_of(oriented(oriented(KERNEL, one), other), KERNEL)) == 1


@pytest.mark.parametrize(
    ("name", "turns"), [("turned by 90°", 1), (TURNED, 2), ("turned by 270°", 3)]
)
def test_turns_are_those_of_numpy(name, turns):
    assert np.array_equal(oriented(KERNEL, name), np.rot90(KERNEL, turns))


def test_mirrors_are_those_of_numpy():
    assert np.array_equal(oriented(KERNEL, "mirrored left–right"), np.fliplr(KERNEL))
    assert np.array_equal(oriented(KERNEL, "mirrored upside down"), np.flipud(KERNEL))
    assert np.array_equal(oriented(KERNEL, "transposed"), np.transpose(KERNEL))
    assert np.array_equal(oriented(KERNEL, "transposed and turned by 180°"), np.flip(KERNEL.T))


def test_one_bright_pixel_tells_the_operations_apart():
    bright = np.zeros((5, 5), int)
    bright[2, 2] = 1
    kernel = np.arange(1, 10).reshape(3, 3)
    printed = [f(bright, kernel, "same")[1:4, 1:4] for f in (convolve, correlate)]
    assert orientations_of(printed[0], kernel) == (AS_IT_STANDS,)
    assert orientations_of(printed[1], kernel) == (TURNED,)


def test_a_new_array_is_returned():
    kernel = np.ones((2, 2))
    oriented(kernel, AS_IT_STANDS)[0, 0] = 5
    assert kernel[0, 0] == 1


def test_symmetric_kernels_have_several():
    assert orientations_of([[0, 1, 0]], [[0, 1, 0]]) == (
        AS_IT_STANDS, TURNED, "mirrored left–right", "mirrored upside down",
    )  # fmt: skip
    assert orientations_of([[1, 2]], [[3, 4]]) == ()


def test_what_cannot_be_turned_is_said():
    with pytest.raises(ValueError, match=r"'as it stands', .* not 'upright'"):
        oriented(KERNEL, "upright")
    with pytest.raises(ValueError, match="needs 2 dimensions, not 1"):
        oriented([1, 2], TURNED)
