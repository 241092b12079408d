"""The 2-D stepper, driven without a browser: whatever happens, all its parts say the same."""

import random

import numpy as np
import pytest
from shown import data_of, pixels, text_of

from helpers.data.kernels import moving_average_kernel
from helpers.data.signals import signal
from helpers.drawing.style import OUTPUT
from helpers.numbers import number, read_number, weights
from helpers.operations import BOUNDARIES, convolve, correlate
from helpers.widgets.controls import EDITED, OUTSIDE, typed
from helpers.widgets.image_stepper import ImageStepper

NONSENSE = [
    "one",
    "",
    "1 2",
    "1,2,3",
    "1/0",
    "nan",
    "1e99",
    "__import__('os')",
    "<b>2</b>",
    "1" * 999,
]
GAUSSIAN = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16
F_AVERAGED = [
    [0, 10, 20, 30, 30, 30, 20, 10],
    [0, 20, 40, 60, 60, 60, 40, 20],
    [0, 30, 60, 90, 90, 90, 60, 30],
    [0, 30, 50, 80, 80, 90, 60, 30],
    [0, 30, 50, 80, 80, 90, 60, 30],
    [0, 20, 30, 50, 50, 60, 40, 20],
    [10, 20, 30, 30, 30, 30, 20, 10],
    [10, 10, 10, 0, 0, 0, 0, 0],
]
F_SMOOTHED = [
    [0, 5.625, 16.875, 22.5, 22.5, 22.5, 16.875, 5.625],
    [0, 16.875, 50.625, 67.5, 67.5, 67.5, 50.625, 16.875],
    [0, 22.5, 67.5, 90, 90, 90, 67.5, 22.5],
    [0, 22.5, 61.875, 78.75, 84.375, 90, 67.5, 22.5],
    [0, 22.5, 56.25, 67.5, 78.75, 90, 67.5, 22.5],
    [0, 16.875, 45, 56.25, 61.875, 67.5, 50.625, 16.875],
    [5.625, 16.875, 22.5, 22.5, 22.5, 22.5, 16.875, 5.625],
    [11.25, 22.5, 11.25, 0, 0, 0, 0, 0],
]


def small(**options):
    """Return a stepper that is quick to draw: 3×4 with 2×2 kernels."""
    kernels = {"1 2 / 3 4": [[1, 2], [3, 4]], "halves": [[1, 0.5], [0.5, 0]]}
    return ImageStepper(signal("counting"), kernels, names=("x", "h", "S"), **options)


def cell(stepper, row, column):
    return stepper.boxes["kernel"].children[row].children[column]


def texts_in(stepper):
    return tuple(
        tuple(box.value for box in boxes.children) for boxes in stepper.boxes["kernel"].children
    )


def assert_in_agreement(stepper):
    """Menu, cells, switches, slider, picture, sentence and the steps belong to one result."""
    operation, mode, boundary = (
        stepper.switches[name].value for name in ("operation", "mode", "boundary")
    )
    same = mode == "same"
    assert (stepper.switches["boundary"].layout.display == "none") == (not same)
    operate = convolve if operation == "convolution" else correlate
    options = {"boundary": boundary} if same else {}
    result = operate(stepper.image, stepper.kernel, mode, **options)
    assert [step.total for step in stepper.steps] == result.ravel().tolist()
    if not stepper.messages["kernel"].value:
        read = [[read_number(text) for text in texts] for texts in texts_in(stepper)]
        assert read == stepper.kernel.tolist()
    assert stepper.kernels.get(stepper.menu.value) in (None, texts_in(stepper))
    slider, player, step = stepper.slider, stepper.player, stepper.step
    assert (slider.min, slider.max) == (1, result.size)
    assert len(player.frames) == len(player.pictures.spots) == result.size
    assert player.pictures.columns == result.shape[1]
    assert step is stepper.steps[slider.value - 1]
    shown = player.pictures.frames[slider.value - player.pictures.first]
    assert shown["alt"].startswith(f"Step {slider.value} of {result.size} of the {operation} of ")
    kernel = weights(stepper.kernel.ravel().tolist())
    written = dict(zip(np.ndindex(stepper.kernel.shape), kernel, strict=True))
    met = ", ".join(f"{written[t.kernel_index]} on {number(t.input_value)}" for t in step.terms)
    assert f": {met}. The " in shown["alt"]
    total = f"{step.output} {step.equals} {number(step.total)}. "
    assert total in shown["alt"]
    caption = text_of(shown["caption"])
    assert caption.startswith(f"{step.output} = ")
    assert f" {step.equals} {number(step.total)}{step.entry} += " in caption


def test_counting_by_both_operations():
    stepper = small()
    assert_in_agreement(stepper)
    assert [step.total for step in stepper.steps] == [26, 36, 46, 66, 76, 86]
    stepper.switches["operation"].value = "correlation"
    assert_in_agreement(stepper)
    assert [step.total for step in stepper.steps] == [44, 54, 64, 84, 94, 104]
    stepper.switches["operation"].value = "convolution"
    stepper.switches["mode"].value = "full"
    assert_in_agreement(stepper)
    assert [step.total for step in stepper.steps] == [
        1, 4, 7, 10, 8, 8, 26, 36, 46, 32, 24, 66, 76, 86, 56, 27, 66, 73, 80, 48,
    ]  # fmt: skip


def test_green_with_two_kernels_from_the_menu():
    kernels = {name: signal(name) for name in ("orange", "L")}
    stepper = ImageStepper(signal("green"), kernels, names=("x", "h", "S"))
    found = {}
    for name in kernels:
        stepper.menu.value = name
        for operation in ("convolution", "correlation"):
            stepper.switches["operation"].value = operation
            assert_in_agreement(stepper)
            found[name, operation] = [step.total for step in stepper.steps]
    assert found == {
        ("orange", "convolution"): [4, 3, 4, 2, 4, 3, 2, 3, 4],
        ("orange", "correlation"): [4, 3, 4, 2, 4, 3, 2, 3, 4],
        ("L", "convolution"): [4, 3, 1, 4, 4, 2, 3, 3, 2],
        ("L", "correlation"): [1, 3, 4, 0, 2, 4, 1, 2, 3],
    }


def test_the_square_averaged_and_smoothed_weighs_little():
    kernels = {"average": moving_average_kernel(3), "Gaussian": GAUSSIAN}
    stepper = ImageStepper(signal("F"), kernels)
    for name, expected in (("average", F_AVERAGED), ("Gaussian", F_SMOOTHED)):
        stepper.menu.value = name
        assert_in_agreement(stepper)
        totals = np.reshape([step.total for step in stepper.steps], (8, 8))
        assert np.allclose(totals, expected, rtol=0, atol=1e-12)
        assert stepper.step.output == "S(1, 1)"
        assert len(stepper.player.frames) == 64
        assert sum(len(frame.png) for frame in stepper.player.frames) <= 2_000_000
    first = stepper.player.frames[0]
    assert first.width <= 900
    assert (
        abs(np.array(pixels(first.png).shape[:2]) - [1.5 * first.height, 1.5 * first.width]).max()
        < 2
    )


def test_both_ends_of_the_slider():
    stepper = small()
    stepper.slider.value = stepper.slider.max
    assert stepper.step.output == "S(2, 3)"
    assert_in_agreement(stepper)
    stepper.slider.value = stepper.slider.min
    assert stepper.step.output == "S(1, 1)"
    assert_in_agreement(stepper)


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_in_any_cell_leaves_the_last_good_state(nonsense):
    stepper = small()
    stepper.slider.value = 4
    for row, column in np.ndindex(2, 2):
        good = cell(stepper, row, column).value
        cell(stepper, row, column).value = nonsense
        assert stepper.kernel.tolist() == [[1, 2], [3, 4]]
        assert stepper.slider.value == 4
        message = stepper.messages["kernel"].value
        assert 'role="alert"' in message
        assert "<b>" not in message
        assert 10 < len(text_of(message)) < 160
        assert_in_agreement(stepper)
        cell(stepper, row, column).value = good
        assert stepper.messages["kernel"].value == ""
        stepper.slider.value = 4


def test_an_edited_kernel_is_the_learners_own_until_it_is_that_of_the_menu_again():
    stepper = small()
    assert stepper.menu.value == "1 2 / 3 4"
    cell(stepper, 0, 1).value = "-1/4"
    assert stepper.menu.value == EDITED
    assert stepper.kernel.tolist() == [[1, -0.25], [3, 4]]
    assert_in_agreement(stepper)
    cell(stepper, 0, 1).value = "2"
    assert stepper.menu.value == "1 2 / 3 4"
    assert_in_agreement(stepper)


def test_the_menu_fills_the_cells():
    stepper = small()
    cell(stepper, 0, 0).value = "nonsense"
    stepper.menu.value = "1 2 / 3 4"  # the last good one, again
    assert texts_in(stepper) == (("1", "2"), ("3", "4"))
    assert_in_agreement(stepper)
    cell(stepper, 0, 0).value = "nonsense"
    stepper.menu.value = "halves"
    assert texts_in(stepper) == (("1", "0.5"), ("0.5", "0"))
    assert stepper.messages["kernel"].value == ""
    assert_in_agreement(stepper)
    stepper.menu.value = EDITED
    assert texts_in(stepper) == (("1", "0.5"), ("0.5", "0"))


def test_kernels_of_other_sizes_get_other_cells():
    kernels = {"small": [[1, 2]], "large": [[1, 2, 3], [4, 5, 6], [7, 8, 9]]}
    stepper = ImageStepper(signal("counting"), kernels, names="xhS")
    for name, shape in (("large", (3, 3)), ("small", (1, 2)), ("large", (3, 3))):
        stepper.menu.value = name
        assert stepper.kernel.shape == shape
        assert_in_agreement(stepper)
        cell(stepper, 0, 0).value = "7"
        assert stepper.kernel[0, 0] == 7
        assert_in_agreement(stepper)
    tips = [[box.tooltip for box in boxes.children] for boxes in stepper.boxes["kernel"].children]
    assert tips[2] == ["h[2, 0]", "h[2, 1]", "h[2, 2]"]


@pytest.mark.parametrize("operation", ["convolution", "correlation"])
@pytest.mark.parametrize("mode", ["full", "same", "valid"])
def test_each_operation_in_each_mode(operation, mode):
    stepper = small()
    stepper.switches["mode"].value = mode
    stepper.switches["operation"].value = operation
    assert_in_agreement(stepper)


def test_what_stands_outside_can_be_chosen_where_it_is_looked_at():
    stepper = small()
    outside = stepper.switches["boundary"]
    assert outside.layout.display == "none"
    assert [value for _, value in OUTSIDE] == list(BOUNDARIES)
    stepper.switches["mode"].value = "same"
    for boundary in BOUNDARIES:
        outside.value = boundary
        assert_in_agreement(stepper)
        assert stepper.messages["switch"].value == ""
    stepper.switches["mode"].value = "full"
    assert stepper.switches["mode"].value == "full"
    assert_in_agreement(stepper)
    stepper.switches["mode"].value = "same"
    assert outside.value == "wrap"
    assert_in_agreement(stepper)


def test_a_mode_that_cannot_be_goes_back():
    kernels = {"too large": np.ones((4, 3)), "fits": np.ones((1, 1))}
    stepper = ImageStepper(signal("counting"), kernels, mode="full")
    stepper.switches["mode"].value = "valid"
    assert stepper.switches["mode"].value == "full"
    assert "needs a kernel that fits into the input" in text_of(stepper.messages["switch"].value)
    assert_in_agreement(stepper)
    stepper.menu.value = "fits"
    stepper.switches["mode"].value = "valid"
    assert stepper.messages["switch"].value == ""
    assert_in_agreement(stepper)


def test_a_kernel_that_cannot_be_is_explained_beside_the_kernel():
    kernels = {"fits": np.ones((1, 1)), "too large": np.ones((4, 3))}
    stepper = ImageStepper(signal("counting"), kernels, mode="valid")
    stepper.menu.value = "too large"
    assert "needs a kernel that fits into the input" in text_of(stepper.messages["kernel"].value)
    assert stepper.kernel.shape == (1, 1)
    assert len(stepper.player.frames) == 12
    stepper.switches["mode"].value = "full"
    assert_in_agreement(stepper)


def test_a_boundary_that_cannot_be_goes_back():
    stepper = ImageStepper([[1, 2]], {"h": np.ones((1, 5))}, mode="same")
    outside = stepper.switches["boundary"]
    outside.value = "reflect"
    assert outside.value == "constant"
    assert "can add at most 1 entries" in text_of(stepper.messages["switch"].value)
    assert_in_agreement(stepper)


def test_reset_brings_the_start_back():
    stepper = small(operation="correlation", mode="same", boundary="wrap")
    stepper.menu.value = "halves"
    cell(stepper, 1, 1).value = "nonsense"
    stepper.switches["mode"].value = "full"
    stepper.reset.click()
    assert stepper.menu.value == "1 2 / 3 4"
    assert [switch.value for switch in stepper.switches.values()] == ["correlation", "same", "wrap"]
    assert not any(message.value for message in stepper.messages.values())
    assert_in_agreement(stepper)


def test_images_of_more_than_100_entries_are_refused():
    ImageStepper(np.ones((4, 25)), {"h": np.ones((4, 25))})
    with pytest.raises(ValueError, match=r"at most 100 entries, not 101 \(shape \(1, 101\)\)"):
        ImageStepper(np.ones((1, 101)), {"h": [[1]]})


@pytest.mark.parametrize("mode", ["full", "same", "valid"])
def test_a_click_on_an_output_leads_to_its_step(mode):
    """The spots lie inside the picture, apart from each other, and on the framed output."""
    stepper = small(mode=mode)
    spots = np.array(stepper.player.pictures.spots)
    assert (spots >= 0).all()
    assert (spots <= 1).all()
    for i, (left, top, right, bottom) in enumerate(spots):
        assert left < right
        assert top < bottom
        others = np.delete(spots, i, axis=0)
        apart = (others[:, 0] >= right - 1e-9) | (others[:, 2] <= left + 1e-9)
        apart |= (others[:, 1] >= bottom - 1e-9) | (others[:, 3] <= top + 1e-9)
        assert apart.all()
        picture = pixels(stepper.player.frames[i].png)
        green = [int(OUTPUT.colour[k : k + 2], 16) for k in (1, 3, 5)]
        rows, columns = np.nonzero(abs(picture - green).max(axis=-1) < 12)
        size = np.array([picture.shape[1], picture.shape[0]])
        inside = columns > 0.6 * size[0]  # the name of the output has another ink
        framed = [
            columns[inside].min(),
            rows[inside].min(),
            columns[inside].max(),
            rows[inside].max(),
        ]
        assert framed == pytest.approx(np.tile(size, 2) * spots[i], abs=5)


def test_up_and_down_lead_to_the_row_above_and_below():
    for mode in ("full", "same", "valid"):
        stepper = small(mode=mode)
        columns = stepper.player.pictures.columns
        for here, below in zip(stepper.steps, stepper.steps[columns:], strict=False):
            assert (below.place[0] - here.place[0], below.place[1] - here.place[1]) == (1, 0)


@pytest.mark.parametrize("seed", range(3))
def test_any_sequence_of_events_leaves_all_in_agreement(seed):
    chance = random.Random(seed)
    kernels = {"one": [[2]], "row": [[1, -1, 0.5]], "tall": [[1 / 4], [1 / 2], [1 / 4], [0]]}
    stepper = ImageStepper(signal("counting"), kernels)

    def choose(control, options):
        control.value = chance.choice(list(options))

    def edit():
        box = chance.choice(chance.choice(stepper.boxes["kernel"].children).children)
        choose(box, ["0", "2", "-1/3", "0.125", *NONSENSE])

    events = [
        lambda: setattr(stepper.slider, "value", chance.randint(-3, 30)),
        edit,
        edit,
        lambda: choose(stepper.menu, stepper.menu.options),
        lambda: choose(stepper.switches["operation"], stepper.switches["operation"].options),
        lambda: choose(stepper.switches["mode"], stepper.switches["mode"].options),
        lambda: choose(stepper.switches["boundary"], BOUNDARIES),
        stepper.reset.click,
    ]
    for _ in range(25):
        chance.choice(events)()
        assert_in_agreement(stepper)


def test_where_nothing_is_live_a_still_frame_stands():
    stepper = small()
    data = data_of(stepper)
    assert (
        'alt="Step 1 of 6 of the convolution of the 3×4 input x with the 2×2 kernel h.'
        in (data["text/html"])
    )
    assert data["text/plain"] == stepper.steps[0].sentence


def test_a_kernel_is_typed_as_it_is_read():
    for kernel in (moving_average_kernel(3), GAUSSIAN, [[1, -0.5, 0]], [[1 / 3], [-2 / 3]]):
        read = [[read_number(text) for text in texts] for texts in typed(kernel)]
        assert np.allclose(read, kernel, rtol=1e-15, atol=0)


def test_a_value_may_be_typed_first_until_it_is_right():
    stepper = small()
    following, value = stepper.steps[1], stepper.steps[1].total
    assert stepper.answer.description == f"Type it first: {following.output} ="
    other = correlate(stepper.image, stepper.kernel, "valid").ravel()[1]
    for wrong, words in ((other, "That is the correlation."), (value + 1, "multiply cell by cell")):
        stepper.answer.value = str(wrong)
        assert words in text_of(stepper.messages["answer"].value)
        assert stepper.player.index == 0
    stepper.answer.value = str(value)
    assert "✓" in stepper.messages["answer"].value
    assert stepper.player.index == 1
