"""The still pictures say and show the numbers that they were given."""

import re

import numpy as np
import pytest
from shown import data_of, pixels

from helpers.data.signals import signal
from helpers.drawing import arrays, charts, stems
from helpers.drawing.arrays import show_grids, show_letters
from helpers.drawing.charts import show_gaussian
from helpers.drawing.stems import show_stems
from helpers.operations import convolve, correlate

A, B = [1, 0.5, 1, 1], [1, 0.5, 0.25]


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
    return [[text.get_text() for text in ax.texts] for ax in figure.axes]


def test_stems_show_each_signal_at_its_place(figures):
    frame = show_stems(c=convolve(A, B), r=correlate(A, B), starts={"r": -2})
    assert frame.alt == (
        "Stem plots over one axis. c = 1, 1, 1.5, 1.625, 0.75, 0.25 at 0 to 5; "
        "r = 0.25, 0.625, 1.5, 1.25, 1.5, 1 at −2 to 3."
    )
    (figure,) = figures
    assert printed(figure)[0] == ["1", "1", "1.5", "1.625", "0.75", "0.25", "c"]
    lower = figure.axes[1].lines
    assert list(lower[1].get_xdata()) == list(range(-2, 4))
    assert figure.axes[0].get_xlim() == figure.axes[1].get_xlim() == (-2.5, 5.5)


def test_a_signal_needs_the_name_of_a_role():
    with pytest.raises(ValueError, match="'z' names no role; there are a, x, b"):
        show_stems(z=[1])


def test_grids_print_their_numbers(figures):
    frame = show_grids(x=signal("counting"), h=[[1 / 4, 1 / 2]], y=[[1.25]])
    assert frame.alt == (
        "Grids of numbers. x, 3×4: 1 2 3 4 / 5 6 7 8 / 9 10 11 12; h, 1×2: 0.25 0.5; y, 1×1: 1.25."
    )
    assert printed(figures[0])[0] == [
        "x", *map(str, range(1, 13)), "h", "0.25", "0.5", "y", "1.25",
    ]  # fmt: skip
    assert frame.width <= 900


def test_a_smaller_output_stands_in_a_blank_frame_of_the_size_of_the_input(figures):
    image = signal("F")
    show_grids(F=image, S=convolve(image, np.ones((3, 3)), "valid"))
    show_grids(F=image, h=np.ones((3, 3)))
    show_grids(F=image, S=convolve(image, np.ones((2, 2)), "valid"))
    lines = [[len(c.get_segments()) for c in figure.axes[0].collections] for figure in figures]
    assert lines == [[22, 22, 22, 18], [22, 22, 8, 8], [22, 22, 20, 20]]  # frame, cells; twice
    left, right, bottom, top = figures[0].axes[0].images[1].get_extent()
    cell = (right - left) / 8
    outside = figures[0].axes[0].images[0].get_extent()[3]
    assert top == pytest.approx(outside + cell)  # one blank row above
    assert bottom - top == pytest.approx(8 * cell)


def test_a_blank_frame_is_told_and_large_grids_are_numbered(figures):
    image = signal("F")
    frame = show_grids(F=image, S=convolve(image, np.ones((3, 3)), "valid"))
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


def test_a_gaussian_three_times(figures):
    frame = show_gaussian(2.0)
    peak = 1 / (8 * np.pi)
    samples = ", ".join(f"{peak * np.exp(-(u**2) / 8):.4f}".rstrip("0") for u in range(4))
    assert f"samples {samples} at 0, 1, 2 and 3 pixels" in frame.alt
    assert "σ = 2 " in frame.alt
    assert len(figures[0].axes) == 3


@pytest.mark.parametrize(
    "show",
    [
        lambda: show_stems(a=[1]),
        lambda: show_grids(F=[[1]]),
        lambda: show_letters("convolution"),
        show_gaussian,
    ],
)
def test_each_picture_shows_itself_on_white_paper(show):
    frame = show()
    assert data_of(frame)["text/plain"] == frame.alt
    assert frame.width <= 900
    assert (pixels(frame.png)[:3, :3] == 255).all()
