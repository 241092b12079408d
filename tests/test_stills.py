"""Figures whose steps come and go, and what stands where nothing is live."""

import base64
import io
import re

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image
from shown import pixels

from helpers.data.photographs import photograph, to_png
from helpers.drawing.canvas import SteppedFigure
from helpers.drawing.frames import LARGE, Frame, address, figure_html, view_of_frames
from helpers.drawing.stems import show_stems


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


def test_a_step_comes_with_its_past_and_goes():
    figure = Marks()
    assert [t.get_text() for t in figure.show(2)] == ["c", "past a", "past b"]
    assert words(figure) == ["stays", "c", "past a", "past b"]
    figure.show(0)
    assert words(figure) == ["stays", "a"]
    figure.clear()
    figure.clear()
    assert words(figure) == ["stays"]


def test_each_frame_of_a_way_stands_for_itself():
    frames = [Frame(b"", 8, 6, f"alt {i}", f"caption {i}") for i in range(3)]
    view = view_of_frames("name", iter(frames), ["n = 0", "n = 1", "n = 2"])
    assert view.name == "name"
    assert [(s.label, s.panels, s.titles, s.caption) for s in view.stills] == [
        (f"n = {i}", (frame,), ("",), f"caption {i}") for i, frame in enumerate(frames)
    ]
    with pytest.raises(ValueError, match="zip"):
        view_of_frames("name", frames, [])


def picture_in(html):
    data = re.search(r'src="data:image/webp;base64,([^"]*)"', html)[1]
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")).astype(int)


def test_a_picture_stands_for_itself_with_its_words():
    png = to_png(np.array([[0, 120], [130, 255]]), scale=8)
    html = figure_html(png, 321, 'a < b & "c"', "<b>caption</b>")
    assert 'alt="a &lt; b &amp; &quot;c&quot;"' in html
    assert 'width="321"' in html
    assert "><b>caption</b></figcaption>" in html
    assert np.array_equal(picture_in(html), pixels(png))


@pytest.mark.parametrize(("colour", "part", "most"), [(False, 1, 4), (True, 4, 6)])
def test_a_photograph_takes_little_room_and_stays_the_same_to_the_eye(colour, part, most):
    png = to_png(photograph(colour=colour))
    html = figure_html(png, 256, "portrait")
    assert len(html) < len(png) / part
    assert abs(picture_in(html) - pixels(png)).mean() < most


@pytest.mark.parametrize("kind", ["signed map", "map in colours", "photograph with a frame"])
def test_maps_and_frames_in_colour_stay_as_they_are(kind):
    image = photograph()
    if kind == "signed map":
        png = to_png(image - image.mean(), signed=True)
    else:
        colours = np.repeat(np.rint(image)[..., None], 3, axis=2)
        if kind == "map in colours":
            colours[..., 0] = 255 - colours[..., 0]
        colours[20:24, 20:80] = [0, 114, 178]
        png = to_png(colours)
    assert len(png) > LARGE
    assert np.array_equal(picture_in(figure_html(png, 256, kind)), pixels(png))


def test_a_drawing_keeps_every_pixel_also_where_it_is_stored_quickly():
    png = show_stems(a=[1, 2, 3]).png
    for quick in (False, True):
        html = f'<img src="{address(png, quick=quick)}">'
        assert np.array_equal(picture_in(html), pixels(png))
