"""Copies laid below one another, and pixels that stamp: both end with the convolution."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.data import moving_average_kernel, signal
from helpers.drawing.stamps import CopiesFigure, StampsFigure
from helpers.operations import convolve
from helpers.trace import trace
from helpers.widgets import lay_copies, read_columns, stamp_image

A, B = signal("a"), signal("b")


@given(
    a=st.lists(st.integers(-9, 9), min_size=1, max_size=4),
    b=st.lists(st.integers(-9, 9), min_size=1, max_size=3),
)
def test_copies_and_columns_add_up_to_the_convolution(a, b):
    for by in ("copies", "columns"):
        drawing = CopiesFigure.__new__(CopiesFigure)  # without the figure
        drawing.a, drawing.b, drawing.trace, drawing.by = a, b, list(trace(a, b)), by
        drawing.terms = [term for step in drawing.trace for term in step.terms]
        last = drawing.sums_after(len(a) - 1 if by == "copies" else len(a) + len(b) - 2)
        assert [last[n] for n in range(len(a) + len(b) - 1)] == convolve(a, b).tolist()


def test_copies_are_laid_one_by_one():
    player = lay_copies(A, B)
    assert len(player.frames) == 4
    assert "leaves 0.5·b = 0.5, 0.25, 0.125 at n = 1 to 3" in player.frames[1].alt
    assert len({frame.png for frame in player.frames}) == 4


def test_columns_say_that_one_index_rises_and_the_other_falls():
    player = read_columns(A, B)
    assert len(player.frames) == 6
    said = "the index of a is 1, 2, 3, and that of b is 2, 1, 0: together always 3"
    assert said in player.frames[3].alt
    assert said in player.frames[3].caption


@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 999), inside=st.booleans())
def test_stamped_is_gathered(seed, inside):
    random = np.random.default_rng(seed)
    x = random.integers(-3, 4, random.integers(2, 5, 2))
    x[0, 0] = 1
    h = random.integers(-3, 4, (3, 3) if inside else random.integers(1, 4, 2))
    drawing = StampsFigure(x, h, ("x", "h", "S"), inside=inside)
    assert drawing.outputs[-1].tolist() == convolve(x, h, "same" if inside else "full").tolist()
    assert len(drawing.steps) == np.count_nonzero(x)


def test_a_stamp_touches_what_the_kernel_covers_and_no_more():
    player = stamp_image(signal("F"), moving_average_kernel(3), ("F", "h", "S"), inside=True)
    assert len(player.frames) == 25
    assert "onto rows 7 to 9, columns 1 to 3 of S" in player.frames[-1].alt
    before, after = player.drawing.outputs[-2:]
    changed = np.argwhere(~np.isclose(before, after))
    assert changed.min(0).tolist() == [7, 1]
    assert changed.max(0).tolist() == [9, 3]


def test_long_signals_are_refused():
    with pytest.raises(ValueError, match="at most 7 values"):
        lay_copies(range(6), range(4))
