"""Charts that are kept and drawn on, and the tables of three maps."""

import io

import numpy as np
import pytest
from matplotlib.patches import Rectangle
from PIL import Image

from helpers.drawing.arrays import show_weights
from helpers.drawing.charts import PairsChart, ProfileChart, WeightsChart, spaced


def size(png):
    return Image.open(io.BytesIO(png)).size


def charts():
    one = np.arange(20.0)
    yield PairsChart(range(5), np.linspace(1, 0, 5)), [(one, one, 1, 0.75), (one, 9 - one, 3, 0.25)]
    yield ProfileChart(), [([0, 1], [1, 0.5]), ([0, 1], [1, 0.9])]
    few, many = ({"dense": n**2, "local": 9 * n, "shared": 9} for n in (4, 400))
    yield WeightsChart(), [(few,), (many,)]


@pytest.mark.parametrize("case", range(3))
def test_what_is_drawn_leaves_nothing_behind(case):
    chart, inputs = list(charts())[case]
    children = [len(ax.get_children()) for ax in chart.figure.axes]
    first, second, again = (chart.show(*given) for given in (*inputs, inputs[0]))
    assert [len(ax.get_children()) for ax in chart.figure.axes] == children
    assert first == again != second
    assert size(first) == (chart.width * 3 // 2, chart.height * 3 // 2)
    assert chart.width <= 860


def test_areas_are_the_numbers_of_weights(monkeypatch):
    chart, drawn = WeightsChart(), []
    monkeypatch.setattr(chart, "draw", lambda artists: drawn.extend(artists))
    chart.show({"dense": 4096, "local": 576, "shared": 9})
    areas = [a.get_width() * a.get_height() for a in drawn if isinstance(a, Rectangle)]
    assert np.array(areas) / areas[0] == pytest.approx([1, 576 / 4096, 9 / 4096])


def test_spaces_between_thousands_do_not_break():
    assert spaced(1234567) == "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567"
    assert spaced(9) == "9"


def test_the_tables_say_how_many_weights_there_are():
    frame = show_weights()
    assert "all 64 places" in frame.alt
    assert "24 with those that stick out" in frame.alt
    assert "the same 3 tones" in frame.alt
    assert frame.width <= 860
