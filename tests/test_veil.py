"""What is veiled until its question is answered."""

import ipywidgets as widgets
import pytest

from helpers import record
from helpers.drawing import show_stems
from helpers.widgets import OwnPicture, Stepper, after, name_boxes, predict
from helpers.widgets.offline import as_json

KEY = "02/length"


@pytest.mark.parametrize("go_on", [False, True])
def test_the_veil_falls_with_an_answer_or_without_one(fresh_record, go_on):
    veiled, other = after(KEY, "6 values"), after("02/largest", "n = 3")
    prediction = predict(KEY).predictions[0]
    assert not veiled.is_open
    prediction.choice.value = "4"
    (prediction.go_on if go_on else prediction.keep).click()
    assert veiled.is_open
    assert not other.is_open
    assert after(KEY, "6 values").is_open  # the cell is run again, or in another kernel


def test_a_veil_over_several_questions_falls_with_the_last_of_them_in_any_order(fresh_record):
    first, second = predict(KEY, "02/largest").predictions
    veiled = after(predict(KEY, "02/largest"), "6 values")
    assert "the 2 questions above" in veiled.still()[0]
    second.go_on.click()
    assert not veiled.is_open
    first.go_on.click()
    assert veiled.is_open
    assert as_json(veiled)["after"] == [KEY, "02/largest"]


def test_it_can_be_opened_and_closed_without_predicting(fresh_record):
    veiled = after(KEY, "6 values")
    for is_open in (True, False):
        veiled.button.click()
        assert veiled.is_open == is_open
    assert record.events() == []


def test_stored_it_is_folded_and_on_slides_it_is_open(fresh_record):
    picture = show_stems(c=[1, 2])
    for thing, kind in (("6 values", "html"), (picture, "views"), (Stepper(), "views")):
        veiled = after(KEY, thing)
        html, plain = veiled.still()
        assert html.startswith("<details><summary data-lm-suppress-shortcuts")
        assert plain
        assert kind in as_json(veiled)
        assert "details" not in str(as_json(veiled))
        assert as_json(veiled)["after"] == [KEY]
        assert isinstance(veiled.behind.children[0], widgets.Widget)


def test_there_must_be_such_a_question():
    with pytest.raises(ValueError, match="no question '02/none'"):
        after("02/none", "")


def test_pages_do_not_say_that_a_cell_must_be_run(fresh_record):
    for thing in (OwnPicture(), name_boxes(), after(KEY, "6 values"), Stepper()):
        assert "Run this cell" in thing._repr_mimebundle_()["text/html"]
        assert "Run this cell" not in str(as_json(thing))
