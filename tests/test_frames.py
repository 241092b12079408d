"""Frames look like the figure drawn at once, in few colours, at the size they state."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from shown import assert_looks_the_same, drawn_whole, pixels

from helpers.data.signals import signal
from helpers.drawing.canvas import MANY, SCALE, SCALE_IN_HASTE, SHARP, frames_of, sharp, to_png
from helpers.drawing.frames import address
from helpers.drawing.grids import GridFigure
from helpers.drawing.stamps import CopiesFigure, TableFigure
from helpers.drawing.stems import StepFigure, show_stems
from helpers.drawing.style import ROLES
from helpers.trace import trace
from helpers.widgets.stepper import way_through

A, B = [1, 0.5, 1, 1], [1, 0.5, 0.25]
X, H = signal("counting"), signal("counting kernel")


def grid(**options):
    return GridFigure(X, H, list(trace(X, H, names="xhS", **options)))


def stems(a):
    return StepFigure(a, B, list(trace(a, B)))


FIGURES = {
    "stems": lambda: stems(A),
    "many stems": lambda: stems(A * 10),
    "grid, reflect": lambda: grid(mode="same", boundary="reflect"),
    "gather": lambda: TableFigure(A, B, list(trace(A, B)), "gather"),
    "copies": lambda: CopiesFigure(A, B, list(trace(A, B)), "copies"),
}


@pytest.mark.parametrize("name", FIGURES)
def test_frames_look_like_the_figure_drawn_at_once_and_leave_nothing_behind(name):
    drawing = FIGURES[name]()
    bare = [len(ax.get_children()) for ax in drawing.figure.axes]
    count = len(drawing.steps)
    looked_at, scale = (0, count // 2, count - 1), SCALE if count < MANY else SCALE_IN_HASTE
    shown = frames_of(drawing, lambda i: ("", ""), looked_at)
    for i, frame in zip(looked_at, shown, strict=True):
        expected = drawn_whole(FIGURES[name](), i, scale)
        assert_looks_the_same(pixels(frame.png), expected, pale=name == "gather")
    assert [len(ax.get_children()) for ax in drawing.figure.axes] == bare


def test_a_frame_has_the_size_that_it_states():
    for length, scale in ((4, SCALE), (40, SCALE_IN_HASTE)):
        a = (A * length)[:length]
        frame = next(way_through(stems(a)).make(None))
        assert pixels(frame.png).shape == (scale * frame.height, scale * frame.width, 3)
    frame = show_stems(a=A, b=B, c=[1])
    assert pixels(frame.png).shape == (SCALE * frame.height, SCALE * frame.width, 3)


def test_the_paper_is_white_and_each_role_keeps_its_colour():
    frame = list(way_through(stems(A)).make(None))[3]
    codes, counts = np.unique(pixels(frame.png) @ [65536, 256, 1], return_counts=True)
    colours = np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=-1)
    assert colours[counts.argmax()].tolist() == [255, 255, 255]
    assert counts.max() > 0.7 * counts.sum()
    for role in ROLES:
        colour = np.rint(255 * np.array(to_rgb(role.colour)))
        assert (abs(colours - colour).max(axis=1) <= 2).any(), role


def test_many_frames_for_a_projector_are_sharp_and_take_little_room():
    a = A * 10
    steps = list(trace(a, B))
    with sharp():
        (frame,) = frames_of(StepFigure(a, B, steps), lambda i: ("", ""), [3])
        expected = drawn_whole(StepFigure(a, B, steps), 3, SHARP)
    got = pixels(frame.png)
    assert got.shape == expected.shape
    assert (abs(got - expected).max(axis=-1) > 70).mean() < 0.001
    assert (abs(got - expected).max(axis=-1) > 10).mean() < 0.03
    drawing = StepFigure(a, B, steps)
    drawn_whole(drawing, 3, SHARP)
    all_tones = to_png(drawing.figure.canvas)
    assert len(address(frame.png, quick=True)) < 0.9 * len(address(all_tones, quick=True))
