"""Predictions are kept, survive, and are compared in words."""

import pytest

from helpers import record
from helpers.widgets.predictions import predict, questions


@pytest.fixture(autouse=True)
def fresh_record(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.jsonl"))


def data(widget):
    bundle = widget._repr_mimebundle_()
    return bundle[0] if isinstance(bundle, tuple) else bundle


def test_each_question_has_three_to_five_options_and_a_belief_for_each_wrong_one():
    assert questions()
    for question in questions().values():
        assert 3 <= len(question.options) <= 5
        assert question.options[question.answer] == ""
        assert all(belief for o, belief in question.options.items() if o != question.answer)
        assert question.because


def test_a_wrong_prediction_is_kept_and_compared():
    asked = predict("02/length")
    comparison = asked.compare()
    one = asked.predictions[0]
    one.choice.value, one.sure.value = "4", "certain"
    one.keep.click()
    assert "Kept: 4 (certain)" in one.status.value
    assert "You said 4, it is 6:" in comparison.words.value
    assert "mode “same”" in comparison.words.value
    assert "certain" in comparison.words.value
    assert data(comparison)["text/plain"].startswith("You said 4, it is 6:")
    event = record.latest("prediction", "02/length")
    assert (event["answer"], event["sure"], event["correct"]) == ("4", "certain", False)


def test_a_right_prediction_is_confirmed():
    asked = predict("02/length")
    asked.predictions[0].choice.value = "6"
    asked.predictions[0].keep.click()
    assert "You said 6, and so it is." in asked.compare().words.value


def test_what_was_answered_survives_a_restart():
    first = predict("02/length").predictions[0]
    first.choice.value, first.sure.value = "7", "a guess"
    first.keep.click()
    again = predict("02/length").predictions[0]
    assert (again.choice.value, again.sure.value) == ("7", "a guess")
    assert "Kept: 7 (a guess)" in again.status.value


def test_changing_your_mind_keeps_both():
    one = predict("02/length").predictions[0]
    for choice in ("7", "4"):
        one.choice.value = choice
        one.keep.click()
    assert [event["answer"] for event in record.events("prediction", "02/length")] == ["7", "4"]
    assert predict("02/length").predictions[0].choice.value == "4"


def test_without_a_prediction_the_answer_stays_folded():
    comparison = predict("02/length").compare()
    assert "<details>" in comparison.words.value
    assert data(comparison)["text/plain"].endswith("4 + 3 − 1.")
    assert "It is 6:" in data(comparison)["text/plain"]


def test_going_on_without_predicting():
    asked = predict("02/length")
    asked.predictions[0].choice.value = "4"
    asked.predictions[0].go_on.click()
    assert asked.predictions[0].choice.value is None
    assert "without predicting" in asked.predictions[0].status.value
    assert "It is 6:" in asked.compare().words.value
    assert "<details>" not in asked.compare().words.value


def test_keeping_nothing_asks_for_a_choice():
    one = predict("02/length").predictions[0]
    one.keep.click()
    assert "Choose one of the answers" in one.status.value
    assert record.events("prediction") == []


def test_an_answer_from_another_version_is_no_answer():
    record.append({"kind": "prediction", "key": "02/length", "answer": "5", "sure": "very"})
    asked = predict("02/length")
    assert asked.predictions[0].choice.value is None
    assert asked.predictions[0].sure.value is None
    assert "It is 6:" in asked.compare().words.value


def test_the_still_text_lists_the_options_without_the_answer():
    texts = data(predict("02/length", "02/largest"))
    assert "<li>4</li><li>6</li>" in texts["text/html"]
    assert texts["text/plain"].count("( )") == 8


@pytest.mark.parametrize("keys", [("02/lenght",), ()])
def test_an_unknown_question_is_named(keys):
    with pytest.raises(ValueError, match=r"there is no question .* there are .*02/length"):
        predict(*keys)


def test_what_cannot_be_saved_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path))  # a folder stands in the way
    one = predict("02/length").predictions[0]
    one.choice.value = "4"
    one.keep.click()
    assert record.message() in one.status.value.replace("&#x27;", "'")
    assert predict("02/length").predictions[0].choice.value == "4"
