"""The black boxes do what the answers say, and the verdicts name mistakes, not answers."""

import itertools

import numpy as np
import pytest

from helpers import record
from helpers.data.letters import bright_pixel, letter
from helpers.models.orientation import orientations_of
from helpers.widgets.black_boxes import NAMES, PRINTS, boxes, check

RIGHT = {
    1: "correlation", 2: "upside down", 3: "convolution", 4: "transposed", 5: "no filter",
    6: "left-right",
}  # fmt: skip
LIES = {
    "convolution": "as it stands", "correlation": "turned by 180°", "transposed": "transposed",
    "left-right": "mirrored left–right", "upside down": "mirrored upside down",
    "no filter": "as it stands",
}  # fmt: skip


@pytest.fixture(autouse=True)
def fresh(fresh_record):
    return fresh_record


@pytest.mark.parametrize("number", RIGHT)
def test_one_bright_pixel_prints_the_letter_as_the_name_says(number):
    output = boxes()[number](bright_pixel(), letter("F"))
    assert output.shape == (9, 9)
    assert orientations_of(output[2:7, 2:7], letter("F")) == (LIES[RIGHT[number]],)
    assert output.sum() == letter("F").sum()


@pytest.mark.parametrize("number", RIGHT)
def test_only_one_box_does_not_add_up(number):
    one = bright_pixel()
    other = np.roll(one, 1, axis=1)
    box = boxes()[number]
    adds = np.array_equal(
        box(one + other, letter("F")), box(one, letter("F")) + box(other, letter("F"))
    )
    assert adds == (RIGHT[number] != "no filter")


def test_right_names_are_right_and_kept():
    assert check(RIGHT)
    events = record.events("check", "06/box 3")
    assert [event["correct"] for event in events] == [True]
    assert events[0]["value"] == "convolution"


def test_blanks_and_capitals_do_not_matter():
    assert check({1: "  Correlation "}, keep=False)


@pytest.mark.parametrize(("number", "name"), list(itertools.product(RIGHT, NAMES)))
def test_a_wrong_name_is_explained_without_the_answer(number, name):
    (verdict,) = check({number: name}, keep=False)
    right = RIGHT[number]
    assert verdict.correct == (name == right)
    if name != right:
        assert verdict.mistake
        said = verdict.feedback.replace(f"“{name}”", "")
        if right != "no filter":
            assert right not in said
            assert PRINTS[right] not in said.replace("mirrored upside down", "")


@pytest.mark.parametrize(
    ("number", "name", "mistake"),
    [
        (1, "convolution", "flip"),
        (3, "correlation", "flip"),
        (3, "no filter", "is_linear"),
        (5, "convolution", "one_pixel_only"),
        (5, "correlation", "orientation"),
        (6, "upside down", "orientation"),
        (6, "mirror", "no_name"),
        (6, 3, "no_name"),
        (7, "convolution", "no_box"),
        ("box 1", "convolution", "no_box"),
    ],
)
def test_the_mistake_has_a_name(number, name, mistake):
    assert check({number: name}, keep=False)[0].mistake == mistake


@pytest.mark.parametrize("nothing", [None, ..., ""])
def test_no_answer_is_no_mistake_and_not_kept(nothing):
    (verdict,) = check({2: nothing})
    assert verdict.correct is None
    assert record.events("check", "06/box 2") == []


def test_without_keeping_nothing_is_recorded():
    check(RIGHT, keep=False)
    assert record.events("check", "06/box 1") == []


def test_anything_but_a_dict_is_refused():
    with pytest.raises(TypeError, match="a dict of boxes and names, not list"):
        check(["convolution"])
