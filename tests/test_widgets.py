"""Sounds, dice, an opened pixel, a learner's function at work, and errors as curves."""

import io
import wave

import numpy as np
import pytest

from helpers import check
from helpers.data import moving_average_kernel, photograph
from helpers.drawing import show_dice, show_errors
from helpers.drawing.dice import FAIR, LOADED, ways
from helpers.operations import convolve
from helpers.widgets import OwnPicture, explore_dice, hear, open_pixel, try_on


def samples(sound):
    with wave.open(io.BytesIO(sound.wav)) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(file.getnframes() / 8000)
        return np.frombuffer(file.readframes(file.getnframes()), np.uint8) - 128.0


def test_a_value_twice_as_large_is_heard_twice_as_loud():
    loud = [abs(part).max() for part in samples(hear([1, 0.5, 0, 1], "x")).reshape(4, -1)]
    assert loud[0] == loud[3]
    assert loud[1] == pytest.approx(loud[0] / 2, abs=1)
    assert loud[2] == 0


def test_the_sound_of_a_convolution_is_the_sum_of_its_copies():
    a, b = np.array([1, 0.5]), np.array([1, 0.5])
    whole, beat = samples(hear(convolve(a, b), "c")), 4000
    copies = np.zeros(3 * beat)
    for i, value in enumerate(a):
        copies[i * beat : (i + 2) * beat] += value * samples(hear(b, "b"))
    assert abs(whole - copies).max() <= 1.5  # rounded to 8 bits


def test_what_cannot_be_heard_is_refused():
    with pytest.raises(ValueError, match="can be heard"):
        hear([2], "too loud")
    with pytest.raises(ValueError, match="can be heard"):
        hear([], "nothing")


@pytest.mark.parametrize("total", range(2, 13))
def test_the_sum_of_two_dice_is_a_convolution(total):
    dice = explore_dice()
    dice.controls["other"].value = "loaded"
    dice.controls["total"].value = total
    counted = sum(
        FAIR[i] * LOADED[j] for i in range(6) for j in range(6) if i + j + 2 == total
    )  # by all pairs of faces
    assert f"{counted} of 60 cases" in dice.words
    assert f" {total}: {counted}" in dice.panels[1].alt


def test_several_dice_are_drawn_with_all_their_ways():
    assert ways(FAIR, 3).sum() == 6**3
    assert "10: 27, 11: 27" in show_dice(3).alt


def test_an_opened_pixel_adds_up_to_the_output():
    kernel = moving_average_kernel(3)
    opened = open_pixel(kernel)
    image = np.rint(photograph())
    output = convolve(image, kernel, "same")
    for place in ((100, 120), (2, 2), (253, 253), (30, 200)):
        opened.controls["place"].value = list(place)
        assert f"add up to {output[place]:.1f}." in opened.panels[0].alt
    opened.controls["place"].value = [0, 300]  # beyond what can be opened: the nearest that can
    assert "row 2, column 253" in opened.words
    assert all(len(still.panels) == 2 for view in opened.views() for still in view.stills)


def test_an_own_picture_takes_the_place_of_the_photograph():
    own = OwnPicture()
    opened = open_pixel(moving_average_kernel(3), own)
    own._show(np.full((20, 30), 7.0), "a picture")
    assert opened.controls["place"].shape == [20, 30]
    assert "row 10, column 15 is 7" in opened.words


def test_only_a_right_function_gets_a_picture():
    def right(image):
        return convolve(image, moving_average_kernel(3), "same", boundary="constant")

    def wrong(image):
        return image

    own = OwnPicture()
    shown = try_on(right, check.moving_average(right, keep=False), own)
    assert "65536 averages" in shown.alt
    hint = try_on(wrong, check.moving_average(wrong, keep=False), own)
    assert "As soon as the check above is content" in hint.data


def test_errors_are_said_in_words():
    chart = show_errors([50, 800], dense=[27.7, 20.2], convolutional=[9.8, 9.8])
    assert chart.alt.endswith("dense: 27.7, 20.2. convolutional: 9.8, 9.8.")
