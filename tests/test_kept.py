"""Figures that are drawn once, and on them what changes."""

import io

import pytest
from matplotlib.lines import Line2D
from PIL import Image

from helpers.drawing.canvas import KeptFigure, sharp


@pytest.fixture
def kept():
    return KeptFigure(200, 100, lambda figure: figure.subplots())


def line():
    return Line2D([0, 1], [0, 1], color="black")


def test_what_was_drawn_does_not_stay(kept):
    empty = kept.draw([])
    assert kept.draw([line()]) != empty
    assert kept.draw([]) == empty
    assert not kept.figure.axes[0].lines


def test_it_is_drawn_larger_where_nobody_waits_and_then_as_before(kept):
    before = kept.draw([line()])
    with sharp():
        large = kept.draw([line()])
    assert Image.open(io.BytesIO(before)).size == (300, 150)
    assert Image.open(io.BytesIO(large)).size == (440, 220)
    assert kept.draw([line()]) == before
