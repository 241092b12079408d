"""The figure of the steps in two dimensions: what stands in which cell is what the trace says."""

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle
from shown import draw_step

from helpers.data.signals import signal
from helpers.drawing.grids import WIDTH, GridFigure
from helpers.drawing.style import INPUT, KERNEL, OUTPUT, PRODUCT
from helpers.numbers import brief, weights
from helpers.trace import trace

X, H = signal("counting"), np.array([[1, 2], [3, -4]])
CASES = {
    "full": {"mode": "full"},
    "same, zero": {"mode": "same"},
    "same, reflect": {"mode": "same", "boundary": "reflect"},
    "valid": {"mode": "valid"},
}


def drawn(x=X, h=H, operation="convolution", **options):
    steps = list(trace(x, h, operation=operation, names="xhS", **options))
    return GridFigure(x, h, steps), steps


def printed(drawing, grid):
    """Return the numbers that are printed in the cells of a grid, by row and column."""
    found = {}
    for text in drawing.ax.texts:
        x, y = text.get_position()
        row, column = (y - grid.top) / grid.cell, (x - grid.left) / grid.cell
        if text.get_ha() == "center" and 0 < row < grid.shape[0] and 0 < column < grid.shape[1]:
            assert (row % 1, column % 1) == pytest.approx((0.5, 0.5))
            assert (int(row), int(column)) not in found
            found[int(row), int(column)] = text.get_text()
    return found


def briefs(values):
    return {index: brief(value) for index, value in np.ndenumerate(values)}


def frames(drawing, role):
    """Return the frames in the colour of a role: left, top, width and height."""
    return [
        (*patch.get_xy(), patch.get_width(), patch.get_height())
        for patch in drawing.ax.patches
        if isinstance(patch, Rectangle) and patch.get_edgecolor() == to_rgba(role.colour)
    ]


@pytest.mark.parametrize("operation", ["convolution", "correlation"])
@pytest.mark.parametrize("case", CASES)
def test_the_printed_numbers_are_those_of_the_trace(operation, case):
    drawing, steps = drawn(operation=operation, **CASES[case])
    pad = drawing.pad
    around = np.pad(X, pad, mode=CASES[case].get("boundary", "constant"))
    lying = np.flip(H) if operation == "convolution" else H
    for i, step in enumerate(steps):
        draw_step(drawing, i)
        assert printed(drawing, drawing.inner) == briefs(X)
        assert printed(drawing, drawing.outer) == briefs(around)
        kernel = dict(zip(np.ndindex(H.shape), weights(lying.ravel().tolist()), strict=True))
        assert printed(drawing, drawing.kernel) == kernel
        corner = step.index
        window = around[corner[0] : corner[0] + 2, corner[1] : corner[1] + 2]
        products = printed(drawing, drawing.products)
        whole = briefs(window * lying)
        assert products.items() <= whole.items()
        assert len(products) == len(step.terms)
        assert all(whole[index] == "0" for index in set(whole) - set(products))
        first = drawing.first
        places = [(s.place[0] - first[0], s.place[1] - first[1]) for s in steps[: i + 1]]
        totals = [brief(s.total) for s in steps[: i + 1]]
        assert printed(drawing, drawing.output) == dict(zip(places, totals, strict=True))


@pytest.mark.parametrize("h", [H, np.ones((3, 3))])
@pytest.mark.parametrize("case", CASES)
def test_the_window_and_the_output_are_framed_where_the_trace_says(case, h):
    drawing, steps = drawn(h=h, **CASES[case])
    for i, step in enumerate(steps):
        draw_step(drawing, i)
        (window,), (here,) = frames(drawing, KERNEL), frames(drawing, OUTPUT)
        cell, inner = drawing.outer.cell, drawing.inner
        left, top = ((window[0] - inner.left) / cell, (window[1] - inner.top) / cell)
        under = {
            (r, c) for r in range(3) for c in range(4)
            if top <= r < top + window[3] / cell and left <= c < left + window[2] / cell
        }  # fmt: skip
        if CASES[case].get("boundary") is None:
            assert under == {term.input_index for term in step.terms}
        assert window[2:] == (len(h) * cell, len(h) * cell)
        place = np.subtract(step.place, drawing.first)
        assert here == (*drawing.output.corner(*place), cell, cell)


def test_an_input_with_something_around_it_is_framed():
    assert len(frames(drawn(mode="full")[0], INPUT)) == 1
    assert frames(drawn(mode="valid")[0], INPUT) == []


def test_the_kernel_says_how_it_lies():
    for operation, words in (("convolution", "turned by 180°"), ("correlation", "as it stands")):
        drawing, _ = drawn(operation=operation)
        assert any(words in text.get_text() for text in drawing.ax.texts)
    alone, _ = drawn(h=np.array([[2]]))
    assert not any("180" in text.get_text() for text in alone.ax.texts)


def test_valid_outputs_of_a_kernel_with_a_centre_stand_below_it():
    image = signal("F")
    drawing, steps = drawn(image, np.ones((3, 3)), mode="valid")
    assert drawing.output.shape == image.shape
    draw_step(drawing, 0)
    assert printed(drawing, drawing.output) == {(1, 1): "0"}
    assert steps[-1].place == (8, 8)


@pytest.mark.parametrize("case", CASES)
def test_each_step_has_its_boxes_in_the_picture(case):
    drawing, steps = drawn(**CASES[case])
    size = np.array([*drawing.size, *drawing.size])
    assert len(drawing.boxes) == len(steps)
    for i, boxes in enumerate(drawing.boxes):
        draw_step(drawing, i)
        for name, role in (("window", KERNEL), ("output", OUTPUT)):
            (frame,) = frames(drawing, role)
            left, top, right, bottom = size * boxes[name]
            assert (left, top, right - left, bottom - top) == pytest.approx(frame, abs=0.2)


def test_rows_and_columns_of_large_grids_are_numbered_as_sentences_call_them():
    for mode, first, last in (("valid", 0, 9), ("same", -1, 10)):
        drawing, _ = drawn(signal("F"), np.ones((3, 3)), mode=mode)
        left = [t for t in drawing.ax.texts if t.get_position()[0] == drawing.outer.left - 4]
        assert [text.get_text().replace("−", "-") for text in left] == [
            str(row) for row in range(first, last + 1)
        ]
    small, _ = drawn(mode="valid")
    assert not [t for t in small.ax.texts if t.get_ha() == "right"]


def test_what_stands_outside_has_the_grey_of_its_value():
    drawing, _ = drawn(mode="same", h=np.ones((3, 3)))
    outside, inside = drawing.ax.images
    assert (outside.get_array()[1:-1, 1:-1] == inside.get_array()).all()


@pytest.mark.parametrize("shape", [(3, 4), (10, 10), (1, 40), (2, 1)])
def test_everything_lies_inside_the_picture_and_nothing_on_another(shape):
    for h in (np.ones((1, 1)), np.ones((2, 3))):
        drawing, _ = drawn(np.ones(shape), h, mode="full")
        assert drawing.size[0] <= WIDTH + 1
        parts = [drawing.outer, drawing.kernel, drawing.products, drawing.output]
        for grid in parts:
            assert grid.left >= 0
            assert grid.top >= 0
            assert grid.left + grid.width <= drawing.size[0]
            assert grid.top + grid.height <= drawing.size[1]
        outer, kernel, products, output = parts
        assert outer.left + outer.width < kernel.left
        assert kernel.top + kernel.height < products.top
        assert kernel.left + kernel.width < output.left


def test_products_have_the_ink_of_products():
    drawing, _ = drawn(mode="valid")
    before = set(drawing.ax.texts)
    draw_step(drawing, 5)
    new = [text for text in drawing.ax.texts if text not in before]
    inks = {t.get_color() for t in new if t.get_position()[0] < drawing.output.left}
    assert inks == {PRODUCT.ink}
