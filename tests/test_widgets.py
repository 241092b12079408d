"""Sounds, a learner's function at work, and errors as curves."""

import io
import wave

import numpy as np
import pytest

from helpers import check
from helpers.data import moving_average_kernel
from helpers.operations import convolve
from helpers.widgets import OwnPicture, hear, try_on


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


def test_only_a_right_function_gets_a_picture():
    def right(image):
        return convolve(image, moving_average_kernel(3), "same", boundary="constant")

    def wrong(image):
        return image

    own = OwnPicture()
    shown = try_on(right, check.moving_average(right, keep=False), own)
    assert "65536 averages" in shown.frames[1].alt
    hint = try_on(wrong, check.moving_average(wrong, keep=False), own)
    assert "As soon as the check above is content" in hint.data
