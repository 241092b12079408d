"""The figure of the steps in one dimension: a view of the trace."""

import re

import pytest
from matplotlib.figure import Figure
from shown import draw_step

from helpers.drawing.captions import sentence_html, text_alternative
from helpers.drawing.stems import StepFigure, draw_stems
from helpers.drawing.style import INPUT, KERNEL, OUTPUT
from helpers.trace import trace

A, B = [1, 0.5, 1, 1], [1, 0.5, 0.25]


def test_figure_sentence_and_alternative_show_the_same_numbers():
    steps = list(trace(A, B))
    drawing = StepFigure(A, B, steps)
    for i, step in enumerate(steps):
        draw_step(drawing, i)
        printed = [
            [t.get_text() for t in ax.texts if re.fullmatch(r"−?[\d.]+", t.get_text())]
            for ax in drawing.axes
        ]
        assert printed[0] == ["1", "0.5", "1", "1"]
        assert sorted(printed[1]) == ["0.25", "0.5", "1"]
        assert printed[2] == [p.strip("()") for p in step.products]
        assert len(printed[3]) == i + 1
        alt = text_alternative(A, B, steps, i)
        for product in step.products:
            assert product in alt
        assert alt.count("c[") == i + 1
        plain = re.sub(r"<[^>]*>", "", sentence_html(step))
        assert plain.startswith(step.sentence.rsplit(" = ", 1)[0])


def test_the_kernel_lies_where_the_trace_says():
    for operation in ("convolution", "correlation"):
        steps = list(trace(A, B, operation=operation))
        drawing = StepFigure(A, B, steps)
        for i, step in enumerate(steps):
            draw_step(drawing, i)
            lines = [line for line in drawing.axes[1].lines if line.get_marker() == KERNEL.marker]
            drawn = {(x, y) for line in lines for x, y in zip(*line.get_data(), strict=True)}
            for term in step.terms:
                assert (term.input_index[0], term.kernel_value) in drawn
            assert len(drawn) == len(B)


def test_a_band_lies_behind_what_is_multiplied():
    steps = list(trace(A, B))
    drawing = StepFigure(A, B, steps)
    for i, step in enumerate(steps):
        draw_step(drawing, i)
        met = [term.input_index[0] for term in step.terms]
        for ax in drawing.axes[:3]:
            (band,) = ax.patches
            assert (band.get_x(), band.get_width()) == (met[0] - 0.5, len(met))


def test_the_current_output_is_the_only_one_at_full_strength():
    drawing = StepFigure(A, B, list(trace(A, B)))
    draw_step(drawing, 3)
    strong = [
        line.get_xdata().tolist() if hasattr(line.get_xdata(), "tolist") else line.get_xdata()
        for line in drawing.axes[3].lines
        if line.get_marker() == OUTPUT.marker and line.get_alpha() == 1
    ]
    assert [list(x) for x in strong] == [[3]]
    (coming,) = (line.get_xdata() for line in drawing.axes[3].lines if line.get_marker() == "$?$")
    assert list(coming) == [4, 5]


def test_the_axis_below_r_is_that_of_the_lags():
    steps = list(trace(A, B, operation="correlation", names="abr"))
    drawing = StepFigure(A, B, steps)
    draw_step(drawing, 5)
    assert "lag k" in [text.get_text() for text in drawing.axes[3].texts]
    drawn = {
        place: value
        for line in drawing.axes[3].lines
        if line.get_marker() == OUTPUT.marker
        for place, value in zip(*line.get_data(), strict=True)
    }
    assert drawn == {-2: 0.25, -1: 0.625, 0: 1.5, 1: 1.25, 2: 1.5, 3: 1}


def test_boxes_lie_around_what_belongs_to_the_step():
    steps = list(trace(A, B))
    drawing = StepFigure(A, B, steps)
    for step, boxes in zip(steps, drawing.boxes, strict=True):
        for name, ax, places in (
            ("window", 0, [term.input_index[0] for term in step.terms]),
            ("output", 3, [step.n[0]]),
        ):
            left, _, right, bottom = boxes[name]
            inside = drawing.axes[ax].transData.transform([(place, 0) for place in places])
            across = inside[:, 0] / drawing.figure.bbox.width
            assert left < across.min() <= across.max() < right
            where = drawing.axes[ax].get_position()
            assert (bottom == pytest.approx(1 - where.y0, abs=1e-3)) == (name == "output")


def test_no_edge_of_a_box_cuts_a_number():
    drawing = StepFigure(A, B, list(trace(A, B)))
    height = drawing.figure.bbox.height
    for i, boxes in enumerate(drawing.boxes):
        draw_step(drawing, i)
        drawing.figure.canvas.draw()
        for name, (left, top, right, bottom) in boxes.items():
            for text in (t for ax in drawing.axes for t in ax.texts):
                extent = text.get_window_extent()
                across = (extent.x0 + extent.x1) / 2 / drawing.figure.bbox.width
                low, high = 1 - extent.y1 / height, 1 - extent.y0 / height
                if left < across < right:
                    assert not any(low < edge < high for edge in (top, bottom)), (name, text)


def test_stems_end_in_the_marker_of_their_role_beside_their_number():
    ax = Figure().add_subplot()
    draw_stems(ax, [-1, 2], [0.5, -3], INPUT, label_size=9)
    stems, ends = ax.lines
    assert ends.get_marker() == INPUT.marker
    assert [list(v) for v in ends.get_data()] == [[-1, 2], [0.5, -3]]
    assert ends.get_color() == stems.get_color() == INPUT.colour
    assert [(t.get_text(), t.get_va()) for t in ax.texts] == [("0.5", "bottom"), ("−3", "top")]
    draw_stems(bare := Figure().add_subplot(), [0], [1], INPUT)
    assert not bare.texts


def test_numbers_that_do_not_fit_side_by_side_stand_upright_or_are_left_out():
    look = [StepFigure([0.5] * n, B, list(trace([0.5] * n, B))).look for n in (4, 30, 64)]
    assert [one["upright"] for one in look] == [False, True, True]
    assert [one["label_size"] > 0 for one in look] == [True, True, False]
