"""What is said about outputs that fit no known mistake."""

import numpy as np
import pytest

from helpers.check.structure import describe, first_wrong
from helpers.check.words import show

RIGHT = np.array([3.0, -6, 8, 2.5, -6.25])


def name(at):
    return f"c{list(at)}"


@pytest.mark.parametrize(
    ("got", "key", "said"),
    [
        (RIGHT[1:], "too_short", "at the beginning are missing"),
        (RIGHT[:-2], "too_short", "at the end are missing"),
        (RIGHT[1:-1], "too_short", "at the beginning and at the end are missing"),
        (RIGHT[:3] + 1, "too_short", "values differ"),
        (np.append(RIGHT, 7), "too_long", "others at the end"),
        (np.pad(RIGHT, 2), "too_long", "others at the beginning and at the end"),
        (RIGHT * 3, "factor", "3 times"),
        (RIGHT + 2, "offset", "same amount, 2"),
        (RIGHT[::-1], "reversed", "reverse order"),
        (np.roll(RIGHT, 2), "shifted", "2 places too far on"),
        (np.roll(RIGHT, -1), "shifted", "1 place too far back"),
        (RIGHT * [1, 1, -1, 1, 1], "signs", "signs"),
        (np.clip(RIGHT, -5, 5), "clipped", "limit"),
        (RIGHT[[1, 0, 3, 2, 4]], "order", "another order"),
        (np.add(RIGHT, [0, 1, 0, 2, 0]), "unknown", "does not recognise"),
        (np.add(RIGHT, [1, 0, 0, 0, 0]), "ends", "Only the first value is"),
        (np.add(RIGHT, [1, 0, 0, 0, 2]), "ends", "Only the first and the last value are"),
        (np.add(RIGHT, [2, 1, 0, 0, 1]), "ends", "The middle is right"),
        (np.add(RIGHT, [2, 3, 1, 0, 0]), "earlier", "It ends right"),
        (np.add(RIGHT, [0, 0, 2, 3, 1]), "later", "It begins right"),
        (np.add(RIGHT, [0, 0, np.nan, 0, 0]), "not_finite", "NaN (not a number), first at c[2]"),
        (np.add(RIGHT, [0, np.inf, np.nan, 0, 0]), "not_finite", "infinity, first at c[1]"),
        (0 * RIGHT, "zero", "Every value is zero"),
        (RIGHT + 1j, "complex", "imaginary"),
        (RIGHT[None], "axes", "2 axes"),
        (RIGHT[0], "one_number", "single number"),
    ],
)
def test_one_dimension(got, key, said):
    found, text = describe(np.asarray(got), RIGHT, name)
    assert (found, said in text) == (key, True), text


def test_two_dimensions():
    right = np.array([[1.0, 2, 4], [8, 16, 32], [64, 128, 256]])
    assert describe(right.T, right, name)[0] == "transposed"
    assert describe(right[:2].T, right[:2], name)[0] == "transposed"
    assert describe(np.flip(right), right, name)[0] == "reversed"
    assert describe(right[:2], right, name)[0] == "too_short"
    wide = np.arange(16.0).reshape(4, 4)
    border = np.pad(np.zeros((2, 2)), 1, constant_values=1)
    assert describe(wide + border * np.arange(4) ** 2, wide, name)[0] == "ends"
    assert first_wrong(right + np.eye(3)[::-1], right) == (0, 2)


IMAGE = (np.arange(1.0, 31) ** 3 * 7 % 31).reshape(5, 6) + np.arange(30).reshape(5, 6) / 64


def changed(*places):
    image = IMAGE.copy()
    for place in places:
        image[place] += 40
    return image


@pytest.mark.parametrize(
    ("got", "key", "said"),
    [
        (IMAGE[1:], "too_short", "too few rows: those at the top are missing"),
        (IMAGE[:-1, :-2], "too_short", "too few rows and too few columns: those at the bottom and"),
        (IMAGE[:, 1:-1], "too_short", "those on the left and on the right are missing"),
        (np.pad(IMAGE, 1), "too_long", "too many rows and too many columns: the right ones are"),
        (np.pad(IMAGE, ((0, 2), (0, 0))), "too_long", "there, with others at the bottom"),
        (np.ones((6, 4)), "too_long", "too many rows and too few columns, and"),
        (IMAGE * -2, "factor", "−2 times"),
        (IMAGE + 3, "offset", "same amount, 3"),
        (IMAGE[::-1], "upside_down", "upside down"),
        (IMAGE[:, ::-1], "mirrored", "left and right"),
        (IMAGE[::-1, ::-1], "reversed", "turned by 180 degrees"),
        (IMAGE.T, "transposed", "rows and columns are exchanged"),
        (np.rot90(IMAGE), "quarter_turn", "90 degrees, counterclockwise"),
        (np.roll(IMAGE, -1, 1), "shifted", "1 column too far to the left."),
        (
            np.pad(IMAGE, 1)[2:, :-2],
            "shifted",
            "1 row too far up and 1 column too far to",
        ),
        (changed((0, 2), (0, 4)), "ends", "Only values in the first row are wrong"),
        (changed((4, 2), (1, 5)), "ends", "in the last row and the last column are wrong"),
        (changed((4, 2), (1, 5), (0, 1), (2, 0)), "ends", "Only values at the border are wrong"),
        (changed((1, 3)), "later", "The first row is right"),
        (changed((0, 3), (2, 2), (4, 4)), "unknown", "does not recognise"),
        (np.where(IMAGE > 20, 20, IMAGE), "clipped", "limit"),
        (IMAGE[..., None], "axes", "3 axes"),
        (IMAGE.ravel(), "axes", "numbers are right"),
        (IMAGE[0], "axes", "1 axis."),
        (IMAGE.sum(), "one_number", "single number"),
    ],
)
def test_images(got, key, said):
    found, text = describe(np.asarray(got), IMAGE, name)
    assert (found, said in text) == (key, True), text


def test_values_are_shown_short():
    assert show(np.array(2.0)) == "2"
    assert show(np.array([])) == "[]"
    assert show(np.array([1, -0.5, 2**0.5])) == "[1, −0.5, 1.4142]"
    assert show(np.eye(2)) == "[[1, 0], [0, 1]]"
    assert show(np.zeros((4, 5))) == "an array of 4 rows and 5 columns"
    assert show(np.arange(4).reshape(2, 1, 2)) == "[[[0, 1]], [[2, 3]]]"
    assert show(np.zeros((3, 5, 7))) == "an array of 3×5×7 numbers"


def test_several_channels_are_described_one_by_one():
    expected = np.arange(1.0, 25.0).reshape(2, 3, 4)
    got = expected.copy()
    got[1] *= 3
    key, text = describe(got, expected, str)
    assert key == "factor"
    assert text.startswith("Channel 1 of your output, taken by itself: Every value is 3 times")
    assert text.endswith("1 channel of the output is right.")
    assert describe(expected[:1], expected, str)[1] == "Your output has too few channels."
    assert describe(expected[:, 1:], expected, str)[0] == "too_short"


@pytest.mark.parametrize(
    ("got", "key"), [(7.0, "too_large"), (1.0, "too_small"), (4.5, "fraction"), (2j, "complex")]
)
def test_a_single_number_is_not_given_away(got, key):
    found, text = describe(np.array(got), np.array(4), str)
    assert found == key
    assert not any(digit in text for digit in "0123456789")
