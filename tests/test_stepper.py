"""The stepper, driven without a browser: whatever happens, all its parts say the same."""

import random

import pytest
from shown import data_of, text_of

from helpers import record
from helpers.numbers import number
from helpers.operations import convolve, correlate
from helpers.trace import trace
from helpers.widgets.stepper import Stepper

NONSENSE = ["one, two", "1,,2", "1e999", "nan", "__import__('os')", "1 " * 10_000, "", "<b>"]

pytestmark = pytest.mark.usefixtures("fresh_record")


def assert_in_agreement(stepper):
    """Slider, picture, sentence and c belong to one trace, and to the controls."""
    operation, mode = stepper.switches["operation"].value, stepper.switches["mode"].value
    result = (convolve if operation == "convolution" else correlate)(stepper.a, stepper.b, mode)
    slider, player, step = stepper.slider, stepper.player, stepper.step
    assert [s.total for s in stepper.steps] == result.tolist()
    assert len(player.frames) == len(result) == slider.max - slider.min + 1
    assert slider.min <= slider.value <= slider.max
    assert step.n == (slider.value,)
    assert step.total == result[player.index]
    shown = player.pictures.frames[slider.value - player.pictures.first]
    assert shown["alt"].endswith("before.") or "Computed before" in shown["alt"]
    assert f"{step.output} {step.equals} {number(step.total)}" in shown["alt"]
    sentence = text_of(shown["caption"])
    assert sentence.startswith(step.sentence.rsplit(f" {step.equals} ", 1)[0])
    assert number(step.total) in sentence
    assert f"Step {player.index + 1} of {len(result)} of the {operation}" in shown["alt"]


def test_at_the_start_it_shows_the_worked_example():
    stepper = Stepper()
    assert_in_agreement(stepper)
    assert [step.total for step in stepper.steps] == [1, 1, 1.5, 1.625, 0.75, 0.25]
    assert (stepper.slider.min, stepper.slider.value, stepper.slider.max) == (0, 0, 5)


def test_both_ends_of_the_slider():
    stepper = Stepper()
    stepper.slider.value = stepper.slider.max
    assert stepper.step.output == "c[5]"
    stepper.slider.value = stepper.slider.min
    assert stepper.step.output == "c[0]"


@pytest.mark.parametrize("nonsense", NONSENSE)
@pytest.mark.parametrize("name", ["a", "b"])
def test_nonsense_leaves_the_last_good_state(name, nonsense):
    stepper = Stepper([1, 2], [3, 4])
    stepper.slider.value = 1
    stepper.boxes[name].value = nonsense
    assert (stepper.a, stepper.b, stepper.slider.value) == ([1, 2], [3, 4], 1)
    assert_in_agreement(stepper)
    message = stepper.messages[name].value
    assert 'role="alert"' in message
    assert "<b>" not in message
    assert len(text_of(message)) < 160
    stepper.boxes[name].value = "5 6 7"
    assert stepper.messages[name].value == ""
    assert getattr(stepper, name) == [5, 6, 7]
    assert_in_agreement(stepper)


def test_what_was_typed_is_shown_escaped():
    stepper = Stepper()
    stepper.boxes["a"].value = "<img src=x onerror=alert(1)>"
    assert "<img" not in stepper.messages["a"].value
    assert "&lt;img" in stepper.messages["a"].value


def test_a_mode_that_cannot_be_goes_back():
    stepper = Stepper([1, 2], [1, 2, 3])
    stepper.switches["mode"].value = "valid"
    assert stepper.switches["mode"].value == "full"
    assert "needs a kernel that fits" in stepper.messages["switch"].value
    assert_in_agreement(stepper)
    stepper.boxes["b"].value = "1"
    stepper.switches["mode"].value = "valid"
    assert stepper.messages["switch"].value == ""
    assert_in_agreement(stepper)


def test_reset_brings_the_start_back():
    stepper = Stepper()
    stepper.boxes["a"].value = "1 2 3"
    stepper.boxes["b"].value = "nonsense"
    stepper.switches["operation"].value = "correlation"
    stepper.switches["mode"].value = "same"
    stepper.reset.click()
    assert stepper.a == [1, 0.5, 1, 1]
    assert stepper.boxes["b"].value == "1, 0.5, 0.25"
    assert not any(message.value for message in stepper.messages.values())
    assert_in_agreement(stepper)


def test_one_value_each_and_the_longest():
    stepper = Stepper([2], [3])
    assert stepper.step.total == 6
    assert stepper.slider.disabled
    stepper.boxes["a"].value = stepper.boxes["b"].value = " ".join(["1"] * 64)
    assert len(stepper.player.frames) == 127
    assert not stepper.slider.disabled
    assert_in_agreement(stepper)


def test_too_many_values_in_code_are_refused():
    with pytest.raises(ValueError, match="at most 64"):
        Stepper(range(65), [1])


@pytest.mark.parametrize("seed", range(3))
def test_any_sequence_of_events_leaves_all_in_agreement(seed):
    chance = random.Random(seed)
    stepper = Stepper()
    texts = ["1", "1 2", "0 0 0", "-1, 1/2, 3", "2 -2 2 -2", *NONSENSE]

    def type_into(name):
        stepper.boxes[name].value = chance.choice(texts)

    events = [
        lambda: setattr(stepper.slider, "value", chance.randint(-9, 12)),
        lambda: type_into("a"),
        lambda: type_into("b"),
        lambda: setattr(
            stepper.switches["operation"],
            "value",
            chance.choice(stepper.switches["operation"].options),
        ),
        lambda: setattr(
            stepper.switches["mode"], "value", chance.choice(stepper.switches["mode"].options)
        ),
        lambda: setattr(stepper.answer, "value", chance.choice(["1", "0.75", *NONSENSE])),
        stepper.reset.click,
    ]
    for _ in range(25):
        chance.choice(events)()
        assert_in_agreement(stepper)
        expected = trace(stepper.a, stepper.b, operation=stepper.switches["operation"].value,
                         mode=stepper.switches["mode"].value)  # fmt: skip
        assert [step.total for step in expected] == [step.total for step in stepper.steps]


def test_typing_first_is_compared_recorded_and_moves_on():
    stepper = Stepper()
    assert "c[1]" in stepper.answer.description
    stepper.answer.value = "1"
    assert stepper.slider.value == 1
    assert stepper.answer.value == ""
    assert "c[2]" in stepper.answer.description
    event = record.latest("step", "c[1]")
    assert (event["answer"], event["correct"]) == ("1", True)


def test_a_wrong_value_is_explained_and_may_be_tried_again():
    stepper = Stepper()
    stepper.slider.value = 3
    stepper.answer.value = "1.5"  # what the correlation gives there
    assert record.latest("step", "c[4]")["correct"] is False
    message = stepper.messages["answer"].value
    assert "✗ c[4] = 1.5?" in text_of(message)
    assert "flip" in text_of(message)
    assert 'class="course-wrong"' in message
    assert "0.75" not in message
    assert (stepper.slider.value, stepper.answer.description) == (3, "Type it first: c[4] =")
    stepper.answer.value = "3/4"
    assert "✓ c[4] = 0.75" in text_of(stepper.messages["answer"].value)
    assert 'class="course-right"' in stepper.messages["answer"].value
    assert stepper.slider.value == 4


def test_a_typed_answer_that_is_no_number_changes_nothing():
    stepper = Stepper()
    stepper.answer.value = "one"
    assert stepper.slider.value == 0
    assert "“one” is not a number" in text_of(stepper.messages["answer"].value)
    assert record.events("step") == []


def test_after_the_last_value_nothing_is_asked():
    stepper = Stepper()
    stepper.slider.value = 5
    assert stepper.answer.description == "All values are shown"
    stepper.answer.value = "1"
    assert record.events("step") == []
    assert stepper.answer.value == ""
    assert not stepper.answer.disabled  # it would lose the focus


def test_where_nothing_is_live_a_still_frame_stands():
    data = data_of(Stepper())
    assert 'alt="Step 1 of 6 of the convolution' in data["text/html"]
    assert data["text/plain"].startswith("c[0] = a[0]·b[0]")


def test_the_frames_of_the_example_are_small():
    frames = Stepper().player.frames
    assert sum(len(frame.png) for frame in frames) <= 600_000
    assert all(frame.width <= 900 for frame in frames)
