"""Figures, frames, captions and styles: views of one trace."""

import io
import re

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from helpers.captions import code_line, sentence_html, text_alternative
from helpers.drawing import StepFigure
from helpers.frames import SCALE, render
from helpers.pictures import show_stems
from helpers.style import KERNEL, OUTPUT, ROLES, course_style
from helpers.trace import trace

A, B = [1, 0.5, 1, 1], [1, 0.5, 0.25]


def luminance(colour):
    parts = np.array(to_rgb(colour))
    linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast_on_white(colour):
    return 1.05 / (luminance(colour) + 0.05)


def test_the_colours_can_be_seen_and_their_inks_be_read():
    for role in ROLES:
        assert contrast_on_white(role.colour) >= 2.99
        assert contrast_on_white(role.ink) >= 4.5
    assert len({role.marker for role in ROLES}) == len(ROLES)


def test_the_style_file_and_the_roles_name_the_same_colours():
    with course_style():
        cycle = matplotlib.rcParams["axes.prop_cycle"].by_key()
    assert cycle["color"] == [role.colour for role in ROLES]
    assert cycle["marker"] == [role.marker for role in ROLES]


@pytest.mark.parametrize("operation", ["convolution", "correlation"])
def test_the_line_of_code_computes_the_step(operation):
    names = {"convolution": "abc", "correlation": "abr"}[operation]
    for mode in ("full", "same", "valid"):
        for step in trace(A, B, operation=operation, mode=mode, names=names):
            code, comment = code_line(step).split("    # ")
            name, indices = re.search(r"\b([mn]) = ([\d, ]+)", comment.split(";")[0]).groups()
            out = np.zeros(9)
            for index in map(int, indices.split(",")):
                exec(code, {"a": A, "b": B, names[2]: out, name: index})
            assert out[step.index] == step.total
            assert np.count_nonzero(out) == 1


def test_figure_sentence_and_alternative_show_the_same_numbers():
    steps = list(trace(A, B))
    drawing = StepFigure(A, B, steps)
    for i, step in enumerate(steps):
        drawing.show(i)
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
            drawing.show(i)
            lines = [line for line in drawing.axes[1].lines if line.get_marker() == KERNEL.marker]
            drawn = {(x, y) for line in lines for x, y in zip(*line.get_data(), strict=True)}
            for term in step.terms:
                assert (term.input_index[0], term.kernel_value) in drawn
            assert len(drawn) == len(B)


def test_showing_a_step_leaves_nothing_of_the_one_before():
    drawing = StepFigure(A, B, list(trace(A, B)))
    drawing.clear()
    bare = [len(ax.get_children()) for ax in drawing.axes]
    for i in (5, 0, 3):
        drawing.show(i)
    drawing.clear()
    assert [len(ax.get_children()) for ax in drawing.axes] == bare


def test_frames_look_like_the_figure_drawn_at_once():
    steps = list(trace(A, B))
    frames = list(render(StepFigure(A, B, steps)))
    for i in (0, 3, 5):
        drawing = StepFigure(A, B, steps)
        drawing.show(i)
        drawing.figure.set_dpi(100 * SCALE)
        drawing.figure.canvas.draw()
        expected = np.asarray(drawing.figure.canvas.buffer_rgba())[..., :3].astype(int)
        got = np.asarray(Image.open(io.BytesIO(frames[i])).convert("RGB")).astype(int)
        assert got.shape == expected.shape
        different = (abs(got - expected).max(axis=-1) > 40).mean()
        assert different < 0.001
        assert (got[expected.min(axis=-1) == 255] == 255).all()  # white stays white


def test_the_current_output_is_the_only_one_at_full_strength():
    drawing = StepFigure(A, B, list(trace(A, B)))
    drawing.show(3)
    strong = [
        line.get_xdata().tolist() if hasattr(line.get_xdata(), "tolist") else line.get_xdata()
        for line in drawing.axes[3].lines
        if line.get_marker() == OUTPUT.marker
        and line.get_alpha() == 1
        and line.get_markerfacecolor() == OUTPUT.colour
    ]
    assert [list(x) for x in strong] == [[3]]


def test_stem_plots_name_roles_only():
    assert show_stems(a=A, c=[1]).alt.startswith("Stem plots over one axis. a = 1, 0.5, 1, 1")
    with pytest.raises(ValueError, match="'z' names no role; there are a, x, b"):
        show_stems(z=[1])
