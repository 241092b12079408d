"""Letters as kernels, and the one bright pixel."""

import numpy as np
import pytest

from helpers.data.letters import bright_pixel, letter
from helpers.models.orientation import ORIENTATIONS, orientations_of, oriented


def test_an_f_tells_all_orientations_apart():
    f = letter("F")
    assert len({oriented(f, name).tobytes() for name in ORIENTATIONS}) == 8


@pytest.mark.parametrize(("name", "count"), [("F", 1), ("L", 1), ("T", 2), ("Z", 2), ("X", 8)])
def test_letters_have_their_symmetries(name, count):
    assert len(orientations_of(letter(name), letter(name))) == count
    assert np.array_equal(letter(name), np.flip(letter(name))) == (name in "ZX")


def test_wrong_letters_and_sides_are_refused():
    with pytest.raises(ValueError, match="no letter 'Q'; there are F, L, T, Z, X"):
        letter("Q")
    for side in (0, 4, -3):
        with pytest.raises(ValueError, match=f"must be odd.*not {side}"):
            bright_pixel(side)


def test_there_is_one_bright_pixel_in_the_middle():
    image = bright_pixel()
    assert image.sum() == image[4, 4] == 1
