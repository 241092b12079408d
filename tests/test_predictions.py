"""Predictions are kept, survive, are compared in words and looked back on; then veils fall."""

import ipywidgets as widgets
import pytest
from publishing.offline import as_json
from shown import data_of

from helpers import record
from helpers.drawing import show_stems
from helpers.widgets import Stepper, after, predict, then_and_now
from helpers.widgets.predictions import questions

KEY = "02/length"
pytestmark = pytest.mark.usefixtures("fresh_record")


def keep(prediction, option, sure=None):
    prediction.choice.value, prediction.sure.value = option, sure
    prediction.keep.click()


def test_each_question_has_three_to_five_options_and_a_belief_for_each_wrong_one():
    assert questions()
    for question in questions().values():
        assert 3 <= len(question.options) <= 5
        assert question.options[question.answer] == ""
        assert all(belief for o, belief in question.options.items() if o != question.answer)
        assert question.because


def test_a_wrong_prediction_is_kept_compared_and_survives_a_restart():
    asked = predict(KEY)
    comparison = asked.compare()
    keep(asked.predictions[0], "4", "certain")
    assert "Kept: 4 (certain)" in asked.predictions[0].status.value
    assert "You said 4, it is 6:" in comparison.words.value
    assert "echoes of the last one" in comparison.words.value
    assert "worth a second look" in comparison.words.value
    assert data_of(comparison)["text/plain"].startswith("You said 4, it is 6:")
    event = record.latest("prediction", KEY)
    assert (event["answer"], event["sure"], event["correct"]) == ("4", "certain", False)
    again = predict(KEY).predictions[0]
    assert (again.choice.value, again.sure.value) == ("4", "certain")
    assert "Kept: 4 (certain)" in again.status.value
    keep(again, "6")
    assert [event["answer"] for event in record.events("prediction", KEY)] == ["4", "6"]
    assert "You said 6, and so it is." in predict(KEY).compare().words.value


def test_without_a_prediction_the_answer_stays_folded_until_it_is_passed_over():
    asked = predict(KEY)
    comparison, one = asked.compare(), asked.predictions[0]
    assert "<details>" in comparison.words.value
    assert data_of(comparison)["text/plain"].endswith("4 + 3 − 1.")
    one.keep.click()
    assert "Choose one of the answers" in one.status.value
    assert record.events("prediction") == []
    one.choice.value = "4"
    one.go_on.click()
    assert one.choice.value is None
    assert "without predicting" in one.status.value
    assert "It is 6:" in comparison.words.value
    assert "<details>" not in comparison.words.value


def test_an_unknown_question_is_named():
    with pytest.raises(ValueError, match=r"there is no question .* there are .*02/length"):
        predict("02/lenght")
    with pytest.raises(ValueError, match="no question '02/none'"):
        after("02/none", "")


@pytest.mark.parametrize(
    ("option", "sure", "said"),
    [
        ("6", None, "You predicted: 6. So it is."),
        ("4", None, "You predicted: 4. Now you know: 6."),
        ("4", "certain", "You predicted: 4 (certain). Now you know: 6."),
    ],
)
def test_a_look_back_follows_what_is_predicted_later_and_gives_nothing_away(option, sure, said):
    asked = predict(KEY)
    look = then_and_now(asked, predict("02/digits"))
    assert "Your predictions will stand here" in look.words.value
    assert "Now you know" not in look.words.value
    keep(asked.predictions[0], option, sure)
    assert f"{int(option == '6')} of your 1 prediction came true" in look.words.value
    assert ("you have learned most" in look.words.value) == (sure == "certain")
    assert "You made no prediction here" in look.words.value
    data = data_of(look)
    assert said in look.words.value
    assert said in data["text/plain"]
    assert said in data["text/html"]


@pytest.mark.parametrize("go_on", [False, True])
def test_the_veil_falls_with_an_answer_or_without_one(go_on):
    veiled, other = after(KEY, "6 values"), after("02/largest", "n = 3")
    prediction = predict(KEY).predictions[0]
    assert not veiled.is_open
    prediction.choice.value = "4"
    (prediction.go_on if go_on else prediction.keep).click()
    assert veiled.is_open
    assert not other.is_open
    assert after(KEY, "6 values").is_open  # the cell is run again, or in another kernel


def test_a_veil_over_several_questions_falls_with_the_last_of_them_in_any_order():
    first, second = predict(KEY, "02/largest").predictions
    veiled = after(predict(KEY, "02/largest"), "6 values")
    assert "the 2 questions above" in veiled.still()[0]
    second.go_on.click()
    assert not veiled.is_open
    first.go_on.click()
    assert veiled.is_open
    assert as_json(veiled)["after"] == [KEY, "02/largest"]


def test_a_veil_can_be_opened_and_closed_without_predicting():
    veiled = after(KEY, "6 values")
    for is_open in (True, False):
        veiled.button.click()
        assert veiled.is_open == is_open
    assert {(event["kind"], event["key"]) for event in record.events()} == {("shown", KEY)}
    prediction = predict(KEY).predictions[0]
    prediction.choice.value = "6"
    prediction.keep.click()
    assert record.latest("prediction", KEY)["revealed"]


def test_stored_a_veil_is_folded_and_on_slides_it_is_open():
    picture = show_stems(c=[1, 2])
    for thing, kind in (("6 values", "html"), (picture, "views"), (Stepper(), "views")):
        veiled = after(KEY, thing)
        html, plain = veiled.still()
        assert html.startswith("<details><summary data-lm-suppress-shortcuts")
        assert plain
        offline = as_json(veiled)
        assert kind in offline
        assert "details" not in str(offline)
        assert offline["after"] == [KEY]
        assert isinstance(veiled.behind.children[0], widgets.Widget)
