"""The still pictures and charts say and show the numbers that they were given."""

import re

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from shown import draw_step, pixels

from helpers.data.signals import signal
from helpers.drawing import (
    arrays,
    charts,
    show_channels,
    show_gaussian,
    show_grids,
    show_growth,
    show_images,
    show_letters,
    show_matrix,
    show_score,
    show_stems,
    stems,
)
from helpers.drawing.arrays import Positions, draw_positions, rows_of
from helpers.drawing.charts import REACH, CrossSection, LearningFigure
from helpers.drawing.style import KERNEL
from helpers.models.layers import positions
from helpers.models.learning import Record
from helpers.operations import convolve, correlate
from images import show_filters, show_weights

A, B = [1, 0.5, 1, 1], [1, 0.5, 0.25]
TRUE = np.array([[1.0, -2.0], [0.0, 4.0]])
RECORDS = [Record(n, TRUE * n / 2, 10.0 ** (1 - n)) for n in range(3)]


@pytest.fixture
def figures(monkeypatch):
    """Return the figures that are drawn, as they are drawn."""
    drawn, keep = [], stems.picture

    def picture(figure, *words):
        drawn.append(figure)
        return keep(figure, *words)

    for module in (arrays, charts, stems):
        monkeypatch.setattr(module, "picture", picture)
    return drawn


def printed(figure):
    return [[text.get_text() for text in ax.texts if text.get_text()] for ax in figure.axes]


def has(png, colour):
    return (abs(pixels(png) - colour).max(2) < 12).any()


# --- stems, grids and letters ---------------------------------------------------------------


def test_stems_show_each_signal_at_its_place(figures):
    frame = show_stems(c=convolve(A, B), r=correlate(A, B), starts={"r": -2})
    assert frame.alt == (
        "Stem plots over one axis. c = 1, 1, 1.5, 1.625, 0.75, 0.25 at 0 to 5; "
        "r = 0.25, 0.625, 1.5, 1.25, 1.5, 1 at −2 to 3."
    )
    (figure,) = figures
    assert printed(figure)[0] == ["1", "1", "1.5", "1.625", "0.75", "0.25", "c"]
    assert list(figure.axes[1].lines[1].get_xdata()) == list(range(-2, 4))
    assert figure.axes[0].get_xlim() == figure.axes[1].get_xlim() == (-2.5, 5.5)
    with pytest.raises(ValueError, match="'z' names no role; there are a, x, b"):
        show_stems(z=[1])


def test_grids_print_their_numbers(figures):
    frame = show_grids(x=signal("counting"), h=[[1 / 4, 1 / 2]], y=[[1.25]])
    assert frame.alt == (
        "Grids of numbers. x, 3×4: 1 2 3 4 / 5 6 7 8 / 9 10 11 12; h, 1×2: 0.25 0.5; y, 1×1: 1.25."
    )
    numbers = ["x", *map(str, range(1, 13)), "h", "0.25", "0.5", "y", "1.25"]
    assert printed(figures[0])[0] == numbers


def test_a_smaller_output_stands_in_a_blank_frame_of_the_size_of_the_input(figures):
    image = signal("F")
    frame = show_grids(F=image, S=convolve(image, np.ones((3, 3)), "valid"))
    show_grids(F=image, h=np.ones((3, 3)))
    show_grids(F=image, S=convolve(image, np.ones((2, 2)), "valid"))
    lines = [[len(c.get_segments()) for c in figure.axes[0].collections] for figure in figures]
    assert lines == [[22, 22, 22, 18], [22, 22, 8, 8], [22, 22, 20, 20]]  # frame, cells; twice
    left, right, bottom, top = figures[0].axes[0].images[1].get_extent()
    cell = (right - left) / 8
    outside = figures[0].axes[0].images[0].get_extent()[3]
    assert top == pytest.approx(outside + cell)  # one blank row above
    assert bottom - top == pytest.approx(8 * cell)
    assert "; S, 8×8 inside a blank frame 1 cell wide: 0 90 180" in frame.alt
    numbers = [t.get_text() for t in figures[0].axes[0].texts if t.get_ha() == "right"]
    assert numbers == 2 * [str(row) for row in range(10)]


@pytest.mark.parametrize(
    ("name", "operate"), [("convolution", convolve), ("correlation", correlate)]
)
def test_the_letters_stand_for_any_numbers(name, operate, figures):
    frame = show_letters(name)
    chance = np.random.default_rng(0)
    x, h = chance.integers(-9, 9, (3, 4)), chance.integers(-9, 9, (2, 2))
    values = dict(zip("abcdefghijklwxyz", [*x.ravel(), *h.ravel()], strict=True))
    said = frame.alt.split(f"The valid {name}: ")[1].rstrip(".").split(", ")
    sums = [
        sum(values[a] * values[b] for a, b in re.findall(r"([a-l])([w-z])", text)) for text in said
    ]
    assert sums == operate(x, h, "valid").ravel().tolist()
    assert set(said) <= set(printed(figures[0])[0])


# --- layers and learning --------------------------------------------------------------------


def test_each_position_is_told_and_drawn():
    alt, sheet = draw_positions(8, 3, stride=2, padding=1).alt, Positions(height=220)
    sheet._fill(*sheet.figure.axes, positions(8, 3, stride=2, padding=1), 8, 1)
    assert "at each of its 4 positions: it begins at −1, 1, 3, 5" in alt
    assert alt.endswith("it ends at 7. Crossed out, because never met: 8.")
    outlines, crosses = [], []
    for drawn in sheet.figure.axes[0].collections:
        if isinstance(drawn, PathCollection):
            outlines.append(len(drawn.get_paths()))
        elif drawn.get_linewidth()[0] == 1.5:
            crosses.append(len(drawn.get_segments()))
    assert crosses == [1]
    assert outlines == [10, 4]  # inputs with zeros around them, and outputs
    first, other, again = (draw_positions(n, 3).png for n in (7, 8, 7))
    assert first == again != other


def test_layers_are_told_in_numbers():
    alt = show_matrix(A, B).alt
    assert "0 0.25 0.5 1 / 0 0 0.25 0.5 / 0 0 0 0.25." in alt
    assert alt.endswith("Result c: 1, 1, 1.5, 1.625, 0.75, 0.25.")
    with pytest.raises(ValueError, match="at most 8 and 8 values can be drawn, not 9 and 1"):
        show_matrix(range(9), [1])
    frame = show_channels([[[1, 2]], [[3, 4]], [[5, 6]]], [[[1, 0]], [[0, 1]], [[1, 1]]], 100)
    assert frame.alt.startswith("Three channels. Channel 0: 1 2, kernel 1 0, gives 1.")
    assert frame.alt.endswith("gives 11. Sum of all plus 100: 116.")
    assert "all 64 places" in show_weights().alt


def test_a_step_of_learning_shows_its_weights_and_marks_its_loss():
    drawing = LearningFigure(TRUE, RECORDS, RECORDS, ("one", "two"))
    draw_step(drawing, 1)
    shown = {text for texts in printed(drawing.figure) for text in texts}
    assert {"w after 1 step", "0.50", "−1.00", "2.00"} <= shown
    assert {"true kernel K", "one", "wide, grey: two"} <= shown
    assert drawing.artists[-1].get_xydata().tolist() == [[1, 1.0]]
    draw_step(drawing, 2)
    assert drawing.artists[-1].get_xydata().tolist() == [[2, 0.1]]
    shown = {text for texts in printed(drawing.figure) for text in texts}
    assert "w after 2 steps" in shown
    assert "w after 1 step" not in shown


def test_growth_is_told_in_numbers_and_shown_in_red_and_blue():
    frame = show_growth({"odd": (TRUE, RECORDS)}, [0, 1])
    assert frame.alt == (
        "Weights. odd, true: 1 −2 / 0 4; after 0 steps: 0 0 / 0 0; after 1 step: 0.5 −1 / 0 2."
    )
    assert has(frame.png, (103, 0, 31))  # the darkest red of RdBu_r
    assert (rows_of([[0.125, 0.5]]), rows_of([[0.125, 1.5]])) == ("0.125 0.5", "0.12 1.5")


# --- images ---------------------------------------------------------------------------------


def test_images_stand_side_by_side_each_with_its_words():
    images = {"<a>": np.zeros((2, 3)), "b": np.array([[-5.0, 300]])}
    images["<a>"][0, 0] = -0.001
    shown = show_images(images, signed=["b"])
    bundle = shown._repr_mimebundle_()
    assert bundle["text/html"].count("<img ") == 2
    assert "<a>" not in bundle["text/html"]
    assert 'alt="b: 1×2 pixels, from −5 to 300, mean 147.5."' in bundle["text/html"]
    assert bundle["text/plain"].startswith("<a>: 2×3 pixels, from 0 to 0, mean 0. b:")
    assert shown.frames[1].png != show_images(images).frames[1].png
    with pytest.raises(ValueError, match="'c' is none of the images '<a>'"):
        show_images(images, signed=["c"])


def test_tiles_run_from_black_to_white_or_from_blue_to_red():
    shown = show_score(np.array([[-3.0, 5.0]]), np.array([[-1.0, 1.0]])).frames
    assert has(shown[0].png, (0, 0, 0))
    assert has(shown[0].png, (255, 255, 255))
    assert has(shown[1].png, (103, 0, 31))
    assert has(shown[1].png, (5, 48, 97))
    assert (shown[0].width, shown[0].height, shown[0].caption) == (132, 66, "image")
    assert show_score(np.zeros((2, 2)), np.ones((1, 1))).frames[0].png


def test_the_picture_of_filters_says_each_kernel_and_its_sum():
    alt = show_filters().alt
    assert "sharpen, 0 −1 0 / −1 5 −1 / 0 −1 0, sum 1; Sobel" in alt
    assert "1 −4 1 / 0 1 0, sum 0; emboss" in alt


# --- charts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "seen"), [(1, 1), (3, 3), (17, 17), (31, 2 * REACH + 1)])
def test_there_is_a_stem_for_each_sample_on_the_axis(size, seen):
    colour = [int(KERNEL.colour[k : k + 2], 16) for k in (1, 3, 5)]
    shown = pixels(CrossSection().frame("", "", size, 6.0).png)
    columns = (abs(shown - colour).max(axis=-1) < 20).any(axis=0).astype(int)
    assert (np.diff(columns, prepend=0) == 1).sum() == seen


def test_a_gaussian_is_drawn_as_surface_heat_map_and_curve(figures):
    frame = show_gaussian(2.0)
    peak = 1 / (8 * np.pi)
    said = ", ".join(f"{peak * np.exp(-(u**2) / 8):.4f}".rstrip("0") for u in range(4))
    assert f"samples {said} at 0, 1, 2 and 3 pixels" in frame.alt
    assert "σ = 2 " in frame.alt
    surface, flat, cut = figures[0].axes
    assert surface.name == "3d"
    heat, (curve, samples) = flat.images[0].get_array(), cut.lines
    assert np.unravel_index(heat.argmax(), heat.shape) == (30, 30)
    assert np.allclose(heat[30], curve.get_ydata())
    places, values = samples.get_data()
    assert list(places) == list(range(-3, 4))
    assert np.allclose(values, peak * np.exp(-(places**2) / 8))


def test_the_cost_of_a_convolution_is_counted_and_measured(monkeypatch):
    found = charts.measure((3, 5), side=16)
    assert all(time > 0 for pair in found for time in pair)
    monkeypatch.setattr(charts, "measure", lambda sizes: [(1.0, 0.5), (40.0, 3.25)])
    monkeypatch.setattr(charts, "SIZES", (3, 31))
    alt = charts.show_costs().alt
    assert "at k = 31: 961 in one piece, 62 as column and row" in alt
    assert alt.endswith("40 in one piece, 3.2 as column and row.")
