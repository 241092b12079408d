"""The worked signals are those of the course, and nobody can spoil them."""

import numpy as np
import pytest

from helpers.data.signals import SIGNALS, signal
from helpers.operations import convolve, correlate

COUNTING_FULL = [[1, 4, 7, 10, 8], [8, 26, 36, 46, 32], [24, 66, 76, 86, 56], [27, 66, 73, 80, 48]]
BRIGHT = {(r, c) for r in range(2, 7) for c in range(3, 8)} - {(5, 4)} | {(8, 2)}


def test_the_worked_example_in_one_dimension():
    a, b = signal("a"), signal("b")
    assert (a.tolist(), b.tolist()) == ([1, 0.5, 1, 1], [1, 0.5, 0.25])
    assert convolve(a, b).tolist() == [1, 1, 1.5, 1.625, 0.75, 0.25]
    assert correlate(a, b).tolist() == [0.25, 0.625, 1.5, 1.25, 1.5, 1]


def test_counting_and_its_kernel():
    x, h = signal("counting"), signal("counting kernel")
    assert x.tolist() == np.arange(1, 13).reshape(3, 4).tolist()
    assert convolve(x, h).tolist() == COUNTING_FULL
    assert convolve(x, h, "valid").tolist() == [[26, 36, 46], [66, 76, 86]]
    assert correlate(x, h, "valid").tolist() == [[44, 54, 64], [84, 94, 104]]


def test_green_with_a_kernel_that_is_symmetric_and_one_that_is_not():
    green, orange, ell = signal("green"), signal("orange"), signal("L")
    either = [[4, 3, 4], [2, 4, 3], [2, 3, 4]]
    assert convolve(green, orange, "valid").tolist() == either
    assert correlate(green, orange, "valid").tolist() == either
    assert convolve(green, ell, "valid").tolist() == [[4, 3, 1], [4, 4, 2], [3, 3, 2]]
    assert correlate(green, ell, "valid").tolist() == [[1, 3, 4], [0, 2, 4], [1, 2, 3]]


def test_the_square_with_a_hole_and_a_lone_pixel():
    image = signal("F")
    assert image.shape == (10, 10)
    assert {tuple(index) for index in np.argwhere(image == 90).tolist()} == BRIGHT
    assert image.sum() == 90 * len(BRIGHT)


def test_the_slope_shows_what_stands_outside():
    slope = signal("slope")
    assert slope.shape == (6, 6)
    for side in (slope[0], slope[-1], slope[:, 0], slope[:, -1]):
        assert np.count_nonzero(side) >= 5


@pytest.mark.parametrize("name", SIGNALS)
def test_each_call_returns_a_new_array_of_numbers(name):
    first = signal(name)
    assert first.dtype in (np.int64, np.float64)
    first[...] = 7
    assert not np.array_equal(signal(name), first)


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(ValueError, match=r"no signal called 'c'; there are 'a', 'b', .*'slope'"):
        signal("c")
