"""Copies, stamps and the table of products: all end with the convolution, and are one trace."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shown import draw_step, text_of

from helpers.data import moving_average_kernel, signal
from helpers.drawing.stamps import CELL, StampsFigure, TableFigure, sums_after
from helpers.drawing.style import OUTPUT, PRODUCT
from helpers.numbers import number
from helpers.operations import convolve
from helpers.trace import trace
from helpers.widgets import ProductTable, lay_copies, read_columns, stamp_image

A, B = signal("a").tolist(), signal("b").tolist()


def values(most):
    return st.lists(st.integers(-9, 9), min_size=1, max_size=most)


@given(a=values(6), b=values(4))
def test_gathered_and_stamped_both_end_with_the_convolution(a, b):
    steps, full = list(trace(a, b)), convolve(a, b).tolist()
    for view, count in (("gather", len(full)), ("stamp", len(a))):
        for i in range(count):
            sums = sums_after(steps, i, view == "gather")
            known = i + 1 if view == "gather" else i + len(b)
            assert list(sums) == list(range(known))
            if view == "gather":
                assert list(sums.values()) == full[:known]
            else:
                assert list(sums.values()) == convolve(a[: i + 1], b).tolist()
        assert list(sums.values()) == full


def cells(drawing, grid, *, marked=None):
    """Return what is printed in the cells of a grid, or which cells are marked in a colour."""
    found = {}
    if marked is None:
        for text in drawing.ax.texts:
            x, y = text.get_position()
            at = (y - grid.top) / CELL, (x - grid.left) / CELL
            if 0 < at[0] < grid.shape[0] and 0 < at[1] < grid.shape[1]:
                found[int(at[0]), int(at[1])] = text.get_text()
        return found
    return {
        (round((patch.get_y() - grid.top) / CELL), round((patch.get_x() - grid.left) / CELL))
        for patch in drawing.ax.patches
        if patch.get_edgecolor()[:3] == tuple(int(marked[k : k + 2], 16) / 255 for k in (1, 3, 5))
        and grid.left <= patch.get_x() < grid.left + grid.width
        and grid.top <= patch.get_y() < grid.top + grid.height
    }


@pytest.mark.parametrize("view", ["gather", "stamp"])
def test_the_table_shows_each_product_once_in_each_order(view):
    drawing = TableFigure(A, B, list(trace(A, B)), view)
    products = {(i, j): number(a * b) for i, a in enumerate(A) for j, b in enumerate(B)}
    assert cells(drawing, drawing.left) == products
    assert cells(drawing, drawing.right) == {(i, i + j): p for (i, j), p in products.items()}
    assert cells(drawing, drawing.sums) == {}


@pytest.mark.parametrize("view", ["gather", "stamp"])
def test_what_is_marked_is_what_is_added(view):
    table = {(i, j) for i in range(4) for j in range(3)}
    drawing = TableFigure(A, B, list(trace(A, B)), view)
    for k in range(len(drawing.steps)):
        draw_step(drawing, k)
        now = {(i, j) for i, j in table if k == (i + j if view == "gather" else i)}
        assert cells(drawing, drawing.left, marked=PRODUCT.colour) == now
        assert cells(drawing, drawing.right, marked=PRODUCT.colour) == {(i, i + j) for i, j in now}
        sums = {(0, k)} if view == "gather" else {(0, k + j) for j in range(3)}
        assert cells(drawing, drawing.sums, marked=OUTPUT.colour) == sums
        known = sums_after(drawing.trace, k, view == "gather").items()
        assert cells(drawing, drawing.sums) == {(0, n): number(total) for n, total in known}


def test_the_slider_keeps_its_place_when_the_view_changes(undrawn):
    table = ProductTable(A, B)
    slider = table.player.slider
    assert (slider.min, slider.max, slider.description) == (0, 5, "n")
    slider.value = 2
    table.choice.value = "stamp"
    assert (slider.min, slider.value, slider.max, slider.description) == (0, 2, 3, "i")
    assert "Marked are the row of a[2], moved by 2" in table.player.frames[2].alt
    table.choice.value = "gather"
    assert slider.value == 2
    slider.value = 5
    table.choice.value = "stamp"
    assert slider.value == 3


def test_words_name_what_is_marked_and_what_is_known(undrawn):
    table = ProductTable(A, B)
    table.player.slider.value = 1
    frame = table.player.frames[1]
    assert frame.alt == (
        "Table of the products a[i]·b[j], row by row a[0]: 1, 0.5, 0.25; a[1]: 0.5, 0.25, 0.125; "
        "a[2]: 1, 0.5, 0.25; a[3]: 1, 0.5, 0.25. Marked are the products whose indices add up to "
        "n = 1. So far c[0] = 1, c[1] = 1."
    )
    assert text_of(frame.caption).startswith("c[1] = a[0]·b[1] + a[1]·b[0] = 1·0.5 + 0.5·1 = ")
    table.choice.value = "stamp"
    frame = table.player.frames[1]
    assert frame.alt.endswith(
        "Marked are the row of a[1], moved by 1. So far c[0] = 1, c[1] = 1, c[2] = 0.5, "
        "c[3] = 0.125."
    )
    said = text_of(frame.caption)
    assert said.startswith("a[1] = 0.5 stamps 0.5·b = 0.5, 0.25, 0.125 onto c[1], c[2] and c[3].")
    assert said.endswith("c[1 + j] += a[1] * b[j]    # j = 0, 1, 2")


def test_the_stamp_s_line_of_code_adds_up_the_convolution(undrawn):
    table = ProductTable(A, B)
    table.choice.value = "stamp"
    c = [0] * 6
    for frame in table.player.frames:
        code, comment = text_of(frame.caption.split("<code>")[1]).split("    # j = ")
        for j in map(int, comment.split(", ")):
            exec(code, {"a": A, "b": B, "c": c, "j": j})
    assert c == [1, 1, 1.5, 1.625, 0.75, 0.25]


def test_one_value_each():
    table = ProductTable([2], [-3])
    assert "c[0] = −6" in table.player.frames[0].alt
    table.choice.value = "stamp"
    assert "onto c[0]." in text_of(table.player.frames[0].caption)


@pytest.mark.parametrize(("a", "b"), [(7, 1), (1, 5)])
def test_longer_signals_are_refused(a, b):
    with pytest.raises(ValueError, match=f"at most 6 and 4 values, not {a} and {b}"):
        ProductTable(np.ones(a), np.ones(b))


def test_copies_are_laid_one_by_one():
    player = lay_copies(A, B)
    assert len(player.frames) == 4
    assert "leaves 0.5·b = 0.5, 0.25, 0.125 at n = 1 to 3" in player.frames[1].alt
    assert len({frame.png for frame in player.frames}) == 4


def test_columns_say_that_one_index_rises_and_the_other_falls(undrawn):
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


def test_a_stamp_touches_what_the_kernel_covers_and_no_more(undrawn):
    given = signal("F"), moving_average_kernel(3), ("F", "h", "S")
    player = stamp_image(*given, inside=True)
    assert len(player.frames) == 25
    assert "onto rows 7 to 9, columns 1 to 3 of S" in player.frames[-1].alt
    before, after = StampsFigure(*given, inside=True).outputs[-2:]
    changed = np.argwhere(~np.isclose(before, after))
    assert changed.min(0).tolist() == [7, 1]
    assert changed.max(0).tolist() == [9, 3]


def test_long_signals_are_refused():
    with pytest.raises(ValueError, match="at most 7 values"):
        lay_copies(range(6), range(4))
