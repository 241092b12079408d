"""Pictures of layers say what they show."""

import pytest
from matplotlib.collections import PathCollection

from helpers.drawing.arrays import draw_positions, positions_png, show_channels, show_matrix


def test_each_position_is_told_and_drawn():
    figure, alt = draw_positions(8, 3, stride=2, padding=1)
    assert "at each of its 4 positions: it begins at −1, 1, 3, 5" in alt
    assert alt.endswith("it ends at 7. Crossed out, because never met: 8.")
    printed, crosses = [], []
    for drawn in figure.axes[0].collections:
        if isinstance(drawn, PathCollection):
            printed.append(len(drawn.get_paths()))
        elif drawn.get_linewidth()[0] == 1.5:
            crosses.append(len(drawn.get_segments()))
    assert crosses == [1]
    assert printed == [10, 4]  # inputs with zeros around them, and outputs


def test_positions_leave_nothing_behind():
    first, other, again = (positions_png(draw_positions(n, 3)[0]) for n in (7, 8, 7))
    assert first == again != other


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
