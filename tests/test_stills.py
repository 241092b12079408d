"""Figures whose steps come and go, and what stands where nothing is live."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image
from shown import pixels

from helpers.data.photographs import photograph, to_png
from helpers.drawing.frames import LARGE, Frame, address
from helpers.drawing.stems import show_stems


def picture_in(html):
    data = re.search(r'src="data:image/webp;base64,([^"]*)"', html)[1]
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")).astype(int)


def test_a_picture_stands_for_itself_with_its_words():
    png = to_png(np.array([[0, 120], [130, 255]]), scale=8)
    html = Frame(png, 321, 200, 'a < b & "c"', "<b>caption</b>").html
    assert 'alt="a &lt; b &amp; &quot;c&quot;"' in html
    assert 'width="321"' in html
    assert "><b>caption</b></figcaption>" in html
    assert np.array_equal(picture_in(html), pixels(png))


@pytest.mark.parametrize(("colour", "part", "most"), [(False, 1, 4), (True, 4, 6)])
def test_a_photograph_takes_little_room_and_stays_the_same_to_the_eye(colour, part, most):
    png = to_png(photograph(colour=colour))
    html = Frame(png, 256, 256, "portrait", "").html
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
    assert np.array_equal(picture_in(Frame(png, 256, 256, kind, "").html), pixels(png))


def test_a_drawing_keeps_every_pixel_also_where_it_is_stored_quickly():
    png = show_stems(a=[1, 2, 3]).png
    for quick in (False, True):
        html = f'<img src="{address(png, quick=quick)}">'
        assert np.array_equal(picture_in(html), pixels(png))
