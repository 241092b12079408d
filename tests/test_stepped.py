"""What belongs to a step comes and goes; what stays, stays."""

import pytest
from matplotlib.figure import Figure

from helpers.drawing.canvas import SteppedFigure


class Marks(SteppedFigure):
    """A figure with a mark for each step, and a line for each one before."""

    def __init__(self):
        self.figure, self.steps = Figure(), ["a", "b", "c"]
        self.axes = self.figure.subplots(2)
        self.title = self.axes[0].text(0, 0, "stays")

    def _draw_step(self, i):
        self.axes[0].text(0, 0, self.steps[i])

    def _draw_past(self, steps):
        for step in steps:
            self.axes[1].text(0, 0, f"past {step}")


def words(figure):
    return [text.get_text() for ax in figure.axes for text in ax.texts]


def test_a_step_is_shown_with_its_past_or_alone():
    figure = Marks()
    assert [t.get_text() for t in figure.show(2)] == ["past a", "past b", "c"]
    assert words(figure) == ["stays", "c", "past a", "past b"]
    assert [t.get_text() for t in figure.show(1, with_past=False)] == ["b"]
    assert words(figure) == ["stays", "b"]


def test_what_settles_is_the_step_itself():
    figure = Marks()
    assert [t.get_text() for t in figure.settle(1)] == ["past b"]


def test_nothing_is_left_behind():
    figure = Marks()
    figure.show(2)
    figure.clear()
    figure.clear()
    assert words(figure) == ["stays"]


def test_a_figure_must_say_how_a_step_is_drawn():
    bare = SteppedFigure()
    bare.figure, bare.steps = Figure(), [0]
    with pytest.raises(NotImplementedError):
        bare.show(0)
