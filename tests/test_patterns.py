"""Stripes: the strength formula against the convolution itself, and their explorer."""

import numpy as np
import pytest

from helpers.data import gaussian_factors
from helpers.models import strength, stripes
from helpers.operations import convolve
from helpers.widgets import explore_patterns
from helpers.widgets.smoothing import two_kernels

KERNELS = {
    "box of 5": np.ones(5) / 5,
    "1 2 1": np.array([1, 2, 1]) / 4,
    "bell": gaussian_factors(13, 1.7)[0],
    "sharpen": np.array([-1.0, 3, -1]),
}


@pytest.mark.parametrize("name", KERNELS)
@pytest.mark.parametrize("period", [2, 2.5, 3, 4, 7.3, 24])
def test_stripes_come_out_multiplied_by_their_strength(name, period):
    weights, row = KERNELS[name], stripes(period, 60)
    half = len(weights) // 2
    output = convolve(row, weights, "valid")
    assert np.allclose(output, strength(weights, period) * row[half:-half])


def test_the_moving_average_turns_what_the_gaussian_of_the_same_sigma_does_not():
    average, bell = two_kernels(5).values()
    periods = np.arange(2, 24, 0.1)
    assert strength(average, periods).min() < -0.2
    assert strength(bell, periods).min() > 0
    assert np.isclose(strength(average, 5), 0)
    assert np.isclose(strength(average, 4), -0.2)
    places = np.arange(len(bell)) - len(bell) // 2
    assert np.isclose(np.sum(bell * places**2), 2, atol=0.01)  # the average's (5² − 1) / 12


def test_the_explorer_says_what_is_left():
    explorer = explore_patterns()
    explorer.controls["period"].value = 4.0
    assert "average of 5: × −0.2 (bright and dark change places)" in explorer.words
    assert "× 0.08" in explorer.words
    assert explorer.words in explorer.panels[1].alt
    explorer.controls["period"].value = 5.0
    assert "average of 5: × 0 (nothing is left)" in explorer.words
    for size in (1, 9):
        for period in (2.0, 24.0):
            explorer.controls["size"].value, explorer.controls["period"].value = size, period
            assert f"average of {size}" in explorer.words
            assert explorer.message.value == ""
    explorer.controls["size"].value = 1
    assert explorer.words.count("× 1") == 2  # neither changes anything


def test_its_stills_go_from_wide_to_fine():
    five, three = explore_patterns().views()
    assert [still.label for still in five.stills] == [still.label for still in three.stills]
    assert five.stills[0].label == "P = 24"
    assert "nearly" in five.stills[-1].caption
