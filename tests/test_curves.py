"""Curves of a Gaussian with the samples that a kernel takes of it."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from shown import pixels

from helpers.drawing.canvas import SCALE_IN_HASTE
from helpers.drawing.charts import REACH, CrossSection, draw_gaussian
from helpers.drawing.style import KERNEL


def vermillion(png):
    """Return which columns of a picture hold the colour of the kernel."""
    colour = [int(KERNEL.colour[k : k + 2], 16) for k in (1, 3, 5)]
    return (abs(pixels(png) - colour).max(axis=-1) < 20).any(axis=0)


def samples_in(png):
    """Return how many stems stand side by side."""
    columns = vermillion(png).astype(int)
    return int((np.diff(columns, prepend=0) == 1).sum())


def test_the_picture_has_the_size_that_it_states():
    section = CrossSection(300, 200)
    assert pixels(section.png(5, 1)).shape == (SCALE_IN_HASTE * 200, SCALE_IN_HASTE * 300, 3)


@pytest.mark.parametrize("size", [1, 3, 9, 17])
def test_there_is_a_stem_for_each_sample(size):
    assert samples_in(CrossSection().png(size, 6.0)) == size


def test_samples_beyond_the_axis_are_left_out():
    assert samples_in(CrossSection().png(31, 6.0)) == 2 * REACH + 1


def test_nothing_of_the_picture_before_is_left():
    section = CrossSection()
    first = section.png(5, 1)
    section.png(17, 6)
    assert section.png(5, 1) == first == CrossSection().png(5, 1)
    assert not section.figure.axes[0].lines


def test_a_gaussian_is_drawn_as_surface_heat_map_and_curve():
    figure = Figure()
    assert draw_gaussian(figure, 1.5) is figure
    surface, flat, cut = figure.axes
    assert surface.name == "3d"
    heat, (curve, samples) = flat.images[0].get_array(), cut.lines
    assert np.unravel_index(heat.argmax(), heat.shape) == (30, 30)
    assert np.allclose(heat[30], curve.get_ydata())
    assert np.allclose(curve.get_ydata().max(), 1 / (2 * np.pi * 1.5**2))
    places, values = samples.get_data()
    assert list(places) == list(range(-3, 4))
    assert np.allclose(values, np.exp(-(places**2) / 4.5) / (4.5 * np.pi))
