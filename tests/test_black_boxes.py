"""The black boxes do what the answers say, and the verdicts name mistakes, not answers."""

import itertools

import numpy as np
import pytest

from helpers import record
from helpers.data.signals import bright_pixel, letter
from helpers.models.kernels import oriented
from helpers.operations import convolve
from helpers.widgets import explore_boxes, name_boxes
from helpers.widgets.black_boxes import NAMES, PRINTS, QUESTIONS, boxes, check

RIGHT = {
    1: "correlation", 2: "does not move along", 3: "convolution", 4: "transposed",
    5: "does not add up", 6: "left-right",
}  # fmt: skip
LIES = {
    "convolution": "as it stands", "correlation": "turned by 180°", "transposed": "transposed",
    "left-right": "mirrored left–right", "does not move along": "as it stands",
    "does not add up": "as it stands",
}  # fmt: skip
pytestmark = pytest.mark.usefixtures("fresh_record")


@pytest.mark.parametrize(("number", "name"), RIGHT.items())
def test_a_box_prints_adds_up_and_moves_along_as_its_name_says(number, name):
    box, one, kernel = boxes()[number], bright_pixel(), letter("F")
    output, other = box(one, kernel), np.roll(one, 1, axis=1)
    assert output.shape == (9, 9)
    assert np.array_equal(output[2:7, 2:7], oriented(kernel, LIES[name]))
    assert output.sum() == kernel.sum()
    adds = np.array_equal(box(one + other, kernel), output + box(other, kernel))
    moved = [(box(np.roll(one, k, axis=1), kernel), np.roll(output, k, axis=1)) for k in (-2, 2)]
    assert adds == (name != "does not add up")
    assert all(np.array_equal(*pair) for pair in moved) == (name != "does not move along")
    image = np.random.default_rng(number).integers(0, 9, (12, 12))
    whole = convolve(image, output[2:7, 2:7], "same")
    assert np.array_equal(box(image, kernel), whole) == (not name.startswith("does not"))


def test_right_names_are_right_and_kept():
    assert check(RIGHT)
    events = record.events("check", "06/box 3")
    assert [event["correct"] for event in events] == [True]
    assert events[0]["value"] == "convolution"


@pytest.mark.parametrize(("number", "name"), list(itertools.product(RIGHT, NAMES)))
def test_a_wrong_name_is_explained_without_the_answer(number, name):
    (verdict,) = check({number: name}, keep=False)
    right = RIGHT[number]
    assert verdict.correct == (name == right)
    if name != right:
        assert verdict.mistake
        said = verdict.feedback.replace(f"“{name}”", "")
        if right in PRINTS:
            assert right not in said
            assert PRINTS[right] not in said.replace("mirrored upside down", "")


@pytest.mark.parametrize(
    ("number", "name", "mistake"),
    [
        (1, "convolution", "flip"),
        (3, "does not add up", "is_convolution"),
        (5, "convolution", "adds_up"),
        (2, "convolution", "moves_along"),
        (6, "upside down", "orientation"),
    ],
)
def test_the_mistake_has_a_name(number, name, mistake):
    assert check({number: name}, keep=False)[0].mistake == mistake


def test_no_answer_is_no_mistake_and_not_kept():
    (verdict,) = check({2: None})
    assert verdict.correct is None
    assert record.events("check", "06/box 2") == []


def test_each_box_can_be_told_by_ear():
    explorer, told = explore_boxes(), {}
    for number, question in itertools.product(RIGHT, QUESTIONS):
        explorer.controls["box"].value = number
        explorer.controls["question"].value = question
        assert explorer.message.value == ""
        told.setdefault(number, []).append(explorer.words.removeprefix(f"Box {number}"))
    assert len(set(map(tuple, told.values()))) == 6
    assert [number for number in RIGHT if "differ" in told[number][1]] == [2]
    assert [number for number in RIGHT if "differ" in told[number][2]] == [5]
    assert "0 1 1 1 0 / 0 1 0 0 0" in told[3][0]


def test_names_are_chosen_checked_kept_and_mended():
    naming = name_boxes()
    naming.menus[1].value = "convolution"
    assert "Not yet: box 1" in naming.verdicts.value
    assert "0 of 6 are right" in naming.verdicts.value
    for number, name in RIGHT.items():
        naming.menus[number].value = name
    assert "6 of 6 are right" in naming.verdicts.value
    assert [e["correct"] for e in record.events("check", "06/box 1")] == [False, True]
    naming.menus[1].value = "…"
    assert "5 of 6 are right" in naming.verdicts.value
    assert len(record.events("check", "06/box 1")) == 2
