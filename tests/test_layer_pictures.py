"""Pictures of layers say what they show."""

import pytest

from helpers.drawing.arrays import draw_positions, show_channels, show_matrix


def test_each_position_is_told_and_drawn():
    figure, alt = draw_positions(8, 3, stride=2, padding=1)
    assert "at each of its 4 positions: it begins at −1, 1, 3, 5" in alt
    assert alt.endswith("it ends at 7. Crossed out, because never met: 8.")
    crosses = [c for c in figure.axes[0].collections if c.get_linewidth()[0] == 1.5]
    assert [len(c.get_segments()) for c in crosses] == [1]
    labels = [text.get_text() for text in figure.axes[0].texts]
    assert [label for label in labels if label.startswith("y[")] == ["y[0]", "y[1]", "y[2]", "y[3]"]


def test_the_matrix_of_the_worked_example():
    alt = show_matrix([1, 0.5, 1, 1], [1, 0.5, 0.25]).alt
    assert "0 0.25 0.5 1 / 0 0 0.25 0.5 / 0 0 0 0.25." in alt
    assert alt.endswith("Result c: 1, 1, 1.5, 1.625, 0.75, 0.25.")


def test_too_long_a_signal_is_refused():
    with pytest.raises(ValueError, match="at most 8 and 8 values can be drawn, not 9 and 1"):
        show_matrix(range(9), [1])


def test_channels_are_summed_and_the_bias_is_added_once():
    frame = show_channels([[[1, 2]], [[3, 4]], [[5, 6]]], [[[1, 0]], [[0, 1]], [[1, 1]]], 100)
    assert frame.alt.startswith("Three channels. Channel 0: 1 2, kernel 1 0, gives 1.")
    assert frame.alt.endswith("gives 11. Sum of all plus 100: 116.")
