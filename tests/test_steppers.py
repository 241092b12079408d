"""Both steppers, driven without a browser: whatever happens, all their parts say the same."""

import random

import numpy as np
import pytest
from shown import text_of

from helpers import record
from helpers.data.kernels import moving_average_kernel
from helpers.data.signals import signal
from helpers.libraries.probe import OUTSIDE
from helpers.numbers import number, read_number
from helpers.operations import convolve, correlate
from helpers.widgets import ImageStepper, Stepper
from helpers.widgets.controls import EDITED

NONSENSE = ["one", "", "1,,2", "1e999", "nan", "__import__('os')", "1 " * 9999, "<b>2</b>", "1/0"]
GAUSSIAN = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16
pytestmark = pytest.mark.usefixtures("fresh_record", "undrawn")


def small(**options):
    """Return a stepper that is quick to draw: 3×4 with 2×2 kernels."""
    kernels = {"1 2 / 3 4": [[1, 2], [3, 4]], "halves": [[1, 0.5], [0.5, 0]]}
    return ImageStepper(signal("counting"), kernels, names=("x", "h", "S"), **options)


def step_of(stepper):
    """Return the step that is shown."""
    return stepper.steps[stepper.player.index]


def assert_in_agreement(stepper):
    """Controls, slider, picture, sentence and steps belong to one result."""
    operation, mode = stepper.switches["operation"].value, stepper.switches["mode"].value
    operate = convolve if operation == "convolution" else correlate
    if isinstance(stepper, ImageStepper):
        outside, texts = stepper.switches["boundary"], stepper.boxes["kernel"].value
        assert (outside.layout.display == "none") == (mode != "same")
        options = {"boundary": outside.value} if mode == "same" else {}
        result = operate(stepper.image, stepper.drawing.h, mode, **options)
        if not stepper.messages["kernel"].value:
            read = [[read_number(text) for text in row] for row in texts]
            assert read == stepper.drawing.h.tolist()
        assert stepper.editor.known.get(stepper.editor.menu.value) in (None, texts)
        assert stepper.player.pictures.columns == result.shape[1]
        assert len(stepper.player.pictures.spots) == result.size
        result, first = result.ravel(), 1
    else:
        result, first = operate(stepper.drawing.x, stepper.drawing.h, mode), stepper.steps[0].n[0]
        assert step_of(stepper).n == (stepper.slider.value,)
    slider, player, step = stepper.slider, stepper.player, step_of(stepper)
    assert [s.total for s in stepper.steps] == result.tolist()
    assert (slider.min, slider.max) == (first, first + len(result) - 1)
    assert len(player.frames) == len(result)
    assert step is stepper.steps[player.index]
    shown = player.pictures.frames[slider.value - player.pictures.first]
    assert f"Step {player.index + 1} of {len(result)} of the {operation}" in shown["alt"]
    assert f"{step.output} {step.equals} {number(step.total)}" in shown["alt"]
    caption = text_of(shown["caption"])
    assert caption.startswith(step.output)
    assert f" {step.equals} {number(step.total)}" in caption


def test_at_the_start_it_shows_the_worked_example():
    stepper = Stepper()
    assert_in_agreement(stepper)
    assert [step.total for step in stepper.steps] == [1, 1, 1.5, 1.625, 0.75, 0.25]
    stepper.slider.value = 3
    said = "c[3] = a[1]·b[2] + a[2]·b[1] + a[3]·b[0] = 0.5·0.25 + 1·0.5 + 1·1 = 1.625"
    assert step_of(stepper).sentence == said


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_leaves_the_last_good_state(nonsense):
    for stepper, name in ((Stepper([1, 2], [3, 4]), "a"), (small(), "kernel")):
        box = stepper.boxes[name]
        box = box if name == "a" else box.cells[1][1]
        stepper.slider.value, good, steps = 2, box.value, stepper.steps
        box.value = nonsense
        assert (stepper.slider.value, stepper.steps) == (2, steps)
        message = stepper.messages[name].value
        assert 'role="alert"' in message
        assert "<b>" not in message
        assert 10 < len(text_of(message)) < 160
        assert_in_agreement(stepper)
        box.value = good
        assert stepper.messages[name].value == ""
        assert_in_agreement(stepper)


def test_a_switch_that_cannot_be_goes_back():
    one = Stepper([1, 2], [1, 2, 3])
    two = ImageStepper(signal("counting"), {"large": np.ones((4, 3)), "h": [[1]]}, mode="full")
    three = ImageStepper([[1, 2]], {"h": np.ones((1, 5))}, mode="same")
    for stepper, name, value, why in (
        (one, "mode", "valid", "needs a kernel that fits"),
        (two, "mode", "valid", "needs a kernel that fits into the input"),
        (three, "boundary", "reflect", "can add at most 1 entries"),
    ):
        before = stepper.switches[name].value
        stepper.switches[name].value = value
        assert stepper.switches[name].value == before
        assert why in text_of(stepper.messages["switch"].value)
        assert_in_agreement(stepper)
    two.editor.menu.value = "h"
    two.switches["mode"].value = "valid"
    assert two.messages["switch"].value == ""
    two.editor.menu.value = "large"
    assert "needs a kernel that fits" in text_of(two.messages["kernel"].value)
    assert two.drawing.h.shape == (1, 1)


def test_reset_brings_the_start_back():
    stepper = Stepper()
    stepper.boxes["a"].value, stepper.boxes["b"].value = "1 2 3", "nonsense"
    stepper.switches["mode"].value = "same"
    image = small(operation="correlation", mode="same", boundary="wrap")
    image.editor.menu.value = "halves"
    image.boxes["kernel"].cells[1][1].value = "nonsense"
    image.switches["mode"].value = "full"
    for one in (stepper, image):
        one.reset.click()
        assert not any(message.value for message in one.messages.values())
        assert_in_agreement(one)
    assert stepper.boxes["b"].value == "1, 0.5, 0.25"
    assert image.editor.menu.value == "1 2 / 3 4"
    assert [one.value for one in image.switches.values()] == ["correlation", "same", "wrap"]


def test_one_value_each_and_the_longest():
    stepper = Stepper([2], [3])
    assert (step_of(stepper).total, stepper.slider.disabled) == (6, True)
    stepper.boxes["a"].value = stepper.boxes["b"].value = " ".join(["1"] * 64)
    assert len(stepper.player.frames) == 127
    assert not stepper.slider.disabled
    with pytest.raises(ValueError, match="at most 64"):
        Stepper(range(65), [1])
    with pytest.raises(ValueError, match="at most 100 entries, not 101"):
        ImageStepper(np.ones((1, 101)), {"h": [[1]]})


def test_the_square_averaged_and_smoothed():
    stepper = ImageStepper(signal("F"), {"average": moving_average_kernel(3), "G": GAUSSIAN})
    for name, at in (("average", {(4, 3): 50, (5, 4): 80, (8, 2): 10}), ("G", {(5, 4): 67.5})):
        stepper.editor.menu.value = name
        assert_in_agreement(stepper)
        totals = {step.output: step.total for step in stepper.steps}
        assert len(totals) == 64
        for (row, column), value in at.items():
            assert totals[f"S({row}, {column})"] == pytest.approx(value)
    assert stepper.player.frames[0].width <= 900


def test_the_menu_and_the_boxes_agree():
    stepper = small()
    cell, shown = stepper.boxes["kernel"].cells[0], stepper.boxes["kernel"].layout
    assert shown.display == "none"
    cell[1].value = "-1/4"
    assert (stepper.editor.menu.value, shown.display) == (EDITED, None)
    assert stepper.drawing.h.tolist() == [[1, -0.25], [3, 4]]
    cell[1].value = "2"
    assert stepper.editor.menu.value == "1 2 / 3 4"
    for name in ("1 2 / 3 4", "halves"):  # the last good one, again; and another
        cell[0].value = "nonsense"
        stepper.editor.menu.value = name
        assert stepper.messages["kernel"].value == ""
        assert_in_agreement(stepper)
    stepper.editor.menu.value = EDITED
    assert stepper.boxes["kernel"].value == (("1", "0.5"), ("0.5", "0"))


def test_any_sequence_of_events_leaves_all_in_agreement():
    chance = random.Random(1)
    kernels = {"one": [[2]], "row": [[1, -1, 0.5]], "tall": [[1 / 4], [1 / 2], [1 / 4], [0]]}
    for stepper in (Stepper(), ImageStepper(signal("counting"), kernels)):
        image = isinstance(stepper, ImageStepper)
        controls = [*stepper.switches.values(), *([stepper.editor.menu] if image else [])]
        for _ in range(60):
            boxes = stepper.boxes.values()
            if image:
                boxes = [box for row in stepper.boxes["kernel"].cells for box in row]
            event = chance.randrange(5)
            if event == 0:
                stepper.slider.value = chance.randint(-9, 30)
            elif event == 1:
                chance.choice(list(boxes)).value = chance.choice(["0", "2", "-1/3", *NONSENSE])
            elif event == 2:
                stepper.answer.value = chance.choice(["1", "0.75", *NONSENSE])
            elif event == 3:
                control = chance.choice(controls)
                values = [one[1] if isinstance(one, tuple) else one for one in control.options]
                control.value = chance.choice(values)
            elif chance.random() < 0.3:
                stepper.reset.click()
            assert_in_agreement(stepper)


def test_typing_first_is_compared_recorded_and_moves_on():
    stepper = Stepper()
    assert stepper.answer.description == "Type it first: c[1] ="
    stepper.answer.value = "1"
    assert (stepper.slider.value, stepper.answer.value) == (1, "")
    assert stepper.answer.description == "Type it first: c[2] ="
    event = record.latest("step", "c[1]")
    assert (event["answer"], event["correct"], event["mode"]) == ("1", True, "full")
    stepper.slider.value = 3
    stepper.answer.value = "1.5"  # what the correlation gives there
    assert record.latest("step", "c[4]")["correct"] is False
    message = stepper.messages["answer"].value
    assert 'class="course-wrong"' in message
    assert "✗ c[4] = 1.5?" in text_of(message)
    assert "flip" in text_of(message)
    assert "0.75" not in message
    assert stepper.slider.value == 3
    stepper.answer.value = "one"
    assert "“one” is not a number" in text_of(stepper.messages["answer"].value)
    assert len(record.events("step")) == 2
    stepper.answer.value = "3/4"
    assert 'class="course-right"' in stepper.messages["answer"].value
    stepper.slider.value = 5
    assert stepper.answer.description == "All values are shown"
    stepper.answer.value = "1"
    assert len(record.events("step")) == 3
    assert not stepper.answer.disabled  # it would lose the focus
    stepper.slider.value = 2
    stepper.answer.value = "1.75"
    assert [event["revealed"] for event in record.events("step")] == [False, False, False, True]
    stepper.switches["operation"].value = "correlation"
    stepper.answer.value = "1"
    assert not record.events("step")[-1]["revealed"]  # other values, not seen yet


def test_a_value_of_an_image_may_be_typed_first_until_it_is_right():
    stepper = small()
    value = stepper.steps[1].total
    other = correlate(stepper.image, stepper.drawing.h, "valid").ravel()[1]
    for wrong, words in ((other, "That is the correlation."), (value + 1, "multiply cell by cell")):
        stepper.answer.value = str(wrong)
        assert words in text_of(stepper.messages["answer"].value)
        assert stepper.player.index == 0
    stepper.answer.value = str(value)
    assert "✓" in stepper.messages["answer"].value
    assert stepper.player.index == 1


def test_both_operations_are_offered_from_the_start_whatever_is_typed_later():
    stepper = Stepper()
    both = {view.name: view.stills for view in stepper.views()}
    assert [still.label for still in both["convolution"]] == [f"n = {n}" for n in range(6)]
    assert both["correlation"][0].label == "k = −2"
    stepper.boxes["a"].value = "7 8 9"
    steps = stepper.steps
    assert {view.name: view.stills for view in stepper.views()} == both
    assert stepper.steps is steps


@pytest.mark.parametrize(
    ("kernels", "options", "names"),
    [
        ({"even": [[1, 1]]}, {}, [""]),
        ({"L": [[1, 2]]}, {}, ["convolution", "correlation"]),
        ({"even": [[1, 1]], "other": [[2, 2]]}, {}, ["even", "other"]),
        (
            {"even": [[1, 1]], "L": [[1, 2]]},
            {},
            ["even, convolution", "even, correlation", "L, convolution", "L, correlation"],
        ),
        ({"even": [[1, 1, 1]]}, {"mode": "same"}, list(OUTSIDE)),
    ],
)
def test_an_image_stepper_offers_what_can_be_told_apart(kernels, options, names):
    stepper = ImageStepper([[1, 2, 3], [4, 5, 6]], kernels, **options)
    assert [view.name for view in stepper.views()] == names


def test_other_borders_are_shown_along_the_first_row_and_at_the_end():
    image, kernels = signal("slope")[:3, :4], {"average": np.full((3, 3), 1 / 9)}
    stepper = ImageStepper(image, kernels, mode="same")
    stepper.switches["mode"].value = "valid"
    first, *others = stepper.views()
    assert stepper.switches["boundary"].layout.display == "none"
    assert [still.label for still in first.stills] == [f"step {n}" for n in range(1, 13)]
    for view, (_, boundary) in zip(others, list(OUTSIDE.items())[1:], strict=True):
        alone = ImageStepper(image, kernels, mode="same", boundary=boundary)
        assert [still.label for still in view.stills] == [f"step {i}" for i in (1, 2, 3, 4, 12)]
        expected = [alone.player.frames[i] for i in (0, 1, 2, 3, 11)]
        assert [still.panels for still in view.stills] == [(frame,) for frame in expected]
