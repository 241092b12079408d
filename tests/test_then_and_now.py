"""Predictions looked back on at the end of a notebook."""

import pytest

from helpers.widgets import predict, then_and_now

pytestmark = pytest.mark.usefixtures("fresh_record")


def answer(prediction, option, sure=None):
    prediction.choice.value, prediction.sure.value = option, sure
    prediction.keep.click()


def test_nothing_is_given_away_before_a_prediction():
    look = then_and_now(predict("02/length", "02/largest"))
    assert "Your predictions will stand here" in look.words.value
    assert "Now you know" not in look.words.value
    assert "“6”" not in look.words.value


@pytest.mark.parametrize(
    ("option", "sure", "said"),
    [
        ("6", None, "You predicted: 6. So it is."),
        ("4", None, "You predicted: 4. Now you know: 6."),
        ("4", "certain", "You predicted: 4 (certain). Now you know: 6."),
    ],
)
def test_it_follows_what_is_predicted_later(option, sure, said):
    asked = predict("02/length")
    look = then_and_now(asked, predict("02/digits"))
    answer(asked.predictions[0], option, sure)
    assert said in look.words.value
    right = int(option == "6")
    assert f"{right} of your 1 prediction came true" in look.words.value
    assert ("you have learned most" in look.words.value) == (sure == "certain")
    assert "You made no prediction here" in look.words.value


def test_its_text_says_the_same():
    asked = predict("02/length")
    answer(asked.predictions[0], "7")
    bundle = then_and_now(asked)._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert "You predicted: 7. Now you know: 6." in data["text/plain"]
    assert "You predicted: 7. Now you know: 6." in data["text/html"]
