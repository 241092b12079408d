"""Pictures of learning show the step that they are asked for, with its numbers."""

import io

import numpy as np
from PIL import Image

from helpers.drawing.arrays import rows_of, show_growth
from helpers.drawing.charts import LearningFigure, LossCurve
from helpers.drawing.images import tile
from helpers.models.learning import Record

KERNEL = np.array([[1.0, -2.0], [0.0, 4.0]])
RECORDS = [Record(n, KERNEL * n / 2, 10.0 ** (1 - n)) for n in range(3)]


def texts(figure):
    return [text.get_text() for ax in figure.axes for text in ax.texts if text.get_text()]


def colours(png, wanted):
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
    return (abs(pixels - wanted).max(2) < 12).any()


def test_a_step_shows_its_weights_and_marks_its_loss():
    drawing = LearningFigure(KERNEL, RECORDS, RECORDS, ("one", "two"))
    before = texts(drawing.figure)
    artists = drawing.show(1)
    shown = texts(drawing.figure)
    assert {"w after 1 step", "0.50", "−1.00", "2.00"} <= set(shown)
    assert {"true kernel K", "one", "wide, grey: two"} <= set(shown)
    assert artists[-1].get_xydata().tolist() == [[1, 1.0]]
    artists = drawing.show(2)
    assert artists[-1].get_xydata().tolist() == [[2, 0.1]]
    assert "w after 2 steps" in texts(drawing.figure)
    assert "w after 1 step" not in texts(drawing.figure)
    assert drawing.settle(2) == []
    assert texts(drawing.figure) == before


def test_the_curve_grows():
    curve = LossCurve(4, 2.0)
    assert curve.png([1.0]) != curve.png([1.0, 0.5])
    assert curve.png([1.0, 0.5]) == curve.png([1.0, 0.5])


def test_growth_is_told_in_numbers_and_shown_in_red_and_blue():
    frame = show_growth({"odd": (KERNEL, RECORDS)}, [0, 1])
    assert frame.alt == (
        "Weights. odd, true: 1 −2 / 0 4; after 0 steps: 0 0 / 0 0; after 1 step: 0.5 −1 / 0 2."
    )
    assert frame.width == 860
    assert colours(frame.png, (103, 0, 31))  # the darkest red of RdBu_r


def test_small_weights_get_a_decimal_more():
    assert rows_of([[0.125, 0.5]]) == "0.125 0.5"
    assert rows_of([[0.125, 1.5]]) == "0.12 1.5"


def test_tiles_run_from_black_to_white_or_from_blue_to_red():
    grey = tile(np.array([[-3.0, 5.0]]), "t", "a", width=10)
    assert colours(grey.png, (0, 0, 0))
    assert colours(grey.png, (255, 255, 255))
    signed = tile(np.array([[-5.0, 5.0]]), "t", "a", signed=True, width=10)
    assert colours(signed.png, (103, 0, 31))
    assert colours(signed.png, (5, 48, 97))
    assert (grey.width, grey.height, grey.caption, grey.alt) == (10, 5, "t", "a")
    flat = tile(np.zeros((2, 2)), "t", "a")
    assert flat.png
