"""Stripes: the strength formula against the convolution itself, and their explorer."""

import numpy as np
import pytest

from helpers.data import gaussian_factors
from helpers.models import strength, stripes
from helpers.operations import convolve
from helpers.widgets.filtering import two_kernels

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
