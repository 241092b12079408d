"""Notebook 02 in the real JupyterLab, used as a learner uses it."""

import random
import re

import pytest
from lab import at_rest
from playwright.sync_api import expect

BOOKS = ("02_convolution_1d",)
PICTURE = ".course-pictures img"


@pytest.fixture(scope="module")
def unrun(lab):
    lab.open(BOOKS[0])
    return lab


@pytest.fixture(scope="module")
def course(unrun):
    unrun.run_well()
    return unrun


@pytest.fixture
def stepper(course):
    """Return the stepper's cell, brought back to its start."""
    cell = course.cell(course.number_of("Stepper()"))
    cell.scroll_into_view_if_needed()
    cell.get_by_role("button", name="Reset").click()
    course.wait_for_kernel()
    expect_step(cell, "Step 1 of 6")
    return cell


def expect_step(cell, text):
    """Wait until the picture shows the step whose text alternative begins like this."""
    starting = re.compile("^" + re.escape(text))
    expect(cell.locator(PICTURE)).to_have_attribute("alt", starting)
    expect(cell.locator(".course-pictures")).to_have_attribute("aria-busy", "false")


def test_before_anything_is_run_a_still_frame_stands(unrun):
    still = unrun.page.locator("img[alt^='Step 4 of 6 of the convolution']")
    expect(still).to_be_visible()
    assert unrun.broken() == []


def test_stepping_by_keyboard_on_the_slider(course, stepper):
    stepper.locator(".noUi-handle").focus()
    course.page.keyboard.press("ArrowRight")
    expect_step(stepper, "Step 2 of 6")
    expect(stepper.locator(".course-caption")).to_contain_text("c[1] = a[0]·b[1] + a[1]·b[0]")
    for _ in range(9):
        course.page.keyboard.press("ArrowRight")
    expect_step(stepper, "Step 6 of 6")
    course.page.keyboard.press("Home")
    expect_step(stepper, "Step 1 of 6")


def test_stepping_by_keyboard_on_the_picture(course, stepper):
    stepper.locator(".course-pictures").focus()
    for k in (2, 3):
        course.page.keyboard.press("ArrowRight")
        expect_step(stepper, f"Step {k} of 6")
    course.page.keyboard.press("ArrowLeft")
    expect_step(stepper, "Step 2 of 6")
    expect(stepper.locator(".noUi-handle")).to_have_attribute("aria-valuenow", "1.0")


def test_the_buttons(course, stepper):
    following, previous = (stepper.get_by_role("button", name=n) for n in ("Next", "Previous"))
    previous.click(force=True)  # at the beginning: nothing happens
    expect_step(stepper, "Step 1 of 6")
    following.click()
    following.press("Enter")
    expect_step(stepper, "Step 3 of 6")
    previous.click()
    expect_step(stepper, "Step 2 of 6")


def test_play_goes_to_the_end_and_begins_again(course, stepper):
    stepper.locator(".noUi-handle").focus()
    for _ in range(4):
        course.page.keyboard.press("ArrowRight")
    play = stepper.get_by_role("button", name="Play")
    play.click()
    expect(stepper.get_by_role("button", name="Pause")).to_be_visible()
    expect_step(stepper, "Step 6 of 6")
    expect(play).to_be_visible()
    play.click()
    expect_step(stepper, "Step 1 of 6")
    stepper.get_by_role("button", name="Pause").click()


def test_stepping_while_the_kernel_is_busy(course, stepper):
    with course.busy_kernel():
        stepper.locator(".noUi-handle").focus()
        for k in (2, 3, 4):
            course.page.keyboard.press("ArrowRight")
            expect_step(stepper, f"Step {k} of 6")
    assert_page_agrees(course, stepper)


def test_editing_the_input(course, stepper):
    box = stepper.get_by_label("input a:")
    box.fill("2 1/2 -1")
    box.press("Enter")
    expect_step(stepper, "Step 1 of 5 of the convolution of a = 2, 0.5, −1 with")
    expect(stepper.locator(".course-caption")).to_contain_text("c[0] = a[0]·b[0] = 2·1 = 2")


@pytest.mark.parametrize(
    "nonsense", ["one, two", "1,,2", "1e999", "nan", "__import__('os')", "<b>2</b>", "1 " * 10_000]
)
def test_nonsense_is_answered_beside_the_box(course, stepper, nonsense):
    box = stepper.get_by_label("kernel b:")
    box.fill(nonsense)
    box.press("Enter")
    message = stepper.get_by_role("alert")
    expect(message).to_be_visible()
    assert 10 < len(message.inner_text()) < 160
    place, field = message.bounding_box(), box.bounding_box()
    assert abs(place["x"] - field["x"]) < 150
    assert 0 <= place["y"] - field["y"] < 60
    expect_step(stepper, "Step 1 of 6 of the convolution of a = 1, 0.5, 1, 1 with b = 1, 0.5, 0.25")
    box.fill("3")
    box.press("Enter")
    expect_step(stepper, "Step 1 of 4")
    expect(message).to_have_count(0)


def test_the_switches(course, stepper):
    stepper.get_by_role("button", name="correlation").click()
    expect_step(stepper, "Step 1 of 6 of the correlation")
    expect(stepper.locator(".course-caption")).to_contain_text("r[−2] = a[0]·b[2]")
    stepper.get_by_role("button", name="valid").click()
    expect_step(stepper, "Step 1 of 2 of the correlation")
    expect(stepper.get_by_role("button", name="valid")).to_have_attribute("aria-pressed", "true")
    expect(stepper.get_by_role("button", name="full")).to_have_attribute("aria-pressed", "false")


def test_one_output_only(course, stepper):
    for label in ("input a:", "kernel b:"):
        stepper.get_by_label(label).fill("3")
        stepper.get_by_label(label).press("Enter")
    expect_step(stepper, "Step 1 of 1 of the convolution of a = 3 with b = 3")
    stepper.get_by_role("button", name="Reset").click()
    expect_step(stepper, "Step 1 of 6")
    stepper.get_by_role("button", name="Next").click()
    expect_step(stepper, "Step 2 of 6")


def test_typing_the_next_value_first(course, stepper):
    box = stepper.get_by_label("Type it first: c[1] =")
    box.fill("3/4")
    box.press("Enter")
    expect_step(stepper, "Step 2 of 6")
    expect(stepper.get_by_role("alert")).to_contain_text("c[1] = 0.75?")
    expect(stepper.get_by_label("Type it first: c[2] =")).to_have_value("")


STATE = """(lambda s: (
    s.slider.min, s.slider.value, s.slider.max, s.player.index, len(s.steps), s.step.sentence,
    s.player.frame.alt, s.player.frame.caption, s.switches['operation'].value,
    s.switches['mode'].value, s.a, s.b, s.answer.description,
))(stepper)"""


@at_rest
def assert_page_agrees(course, stepper):
    """Slider, picture, sentence, switches and label show what the kernel holds."""
    low, now, high, index, count, sentence, alt, caption, *switches, a, b, question = (
        course.kernel_value(STATE)
    )
    handle = stepper.locator(".noUi-handle")
    ends = [float(handle.get_attribute(f"aria-value{end}")) for end in ("min", "now", "max")]
    if count > 1:  # a slider of one place says nothing
        assert ends == [low, now, high]
    assert stepper.locator(".widget-readout").inner_text() == str(now).replace("-", "−")
    assert stepper.locator(PICTURE).get_attribute("alt") == alt
    assert alt.startswith(f"Step {index + 1} of {count} of the {switches[0]} of a = ")
    shown = stepper.locator(".course-caption")
    assert shown.evaluate("(e, html) => e.innerHTML === "
                          "Object.assign(document.createElement('div'), {innerHTML: html})"
                          ".innerHTML", caption)  # fmt: skip
    assert shown.inner_text().startswith(sentence.split(" = ")[0] + " = ")
    assert sentence.rsplit(" ", 1)[1] in shown.inner_text()
    pressed = stepper.locator("button[aria-pressed='true']").all_inner_texts()
    assert [text.strip() for text in pressed] == switches
    assert stepper.locator(".course-pictures").get_attribute("aria-busy") == "false"
    expect(stepper.get_by_label(question)).to_be_visible()
    for label, values in (("input a:", a), ("kernel b:", b)):
        box = stepper.get_by_label(label)
        beside = stepper.locator(".widget-vbox .widget-vbox").filter(
            has=course.page.get_by_label(label)
        )
        if not beside.get_by_role("alert").count():
            typed = [float(value) for value in re.findall(r"-?[\d.]+", box.input_value())]
            assert typed == values


@pytest.mark.parametrize("seed", range(3))
def test_any_sequence_of_events_leaves_page_and_kernel_in_agreement(course, stepper, seed):
    chance = random.Random(seed)
    handle, pictures = stepper.locator(".noUi-handle"), stepper.locator(".course-pictures")

    def press(where):
        where.focus()
        course.page.keyboard.press(chance.choice(["ArrowRight", "ArrowLeft", "End", "Home"]))

    def type_into(label):
        box = stepper.get_by_label(label)
        box.fill(chance.choice(["1 2", "5", "1 0 -1 2", "nonsense", "1,,2"]))
        box.press("Enter")

    def click(*names):
        stepper.get_by_role("button", name=chance.choice(names)).click(force=True)

    events = [
        lambda: press(handle),
        lambda: press(pictures),
        lambda: type_into("input a:"),
        lambda: type_into("kernel b:"),
        lambda: click("Next", "Previous"),
        lambda: click("convolution", "correlation", "full", "same", "valid"),
    ]
    for _ in range(6):
        for _ in range(6):  # one after the other, as fast as the browser takes them
            chance.choice(events)()
        course.wait_for_kernel()
        assert_page_agrees(course, stepper)


RACES = {
    "another range": ("correlation", "ArrowRight"),
    "a narrower range": ("valid", "ArrowLeft"),
    "one value only": (None, "End"),
}


@pytest.mark.parametrize("name", RACES)
def test_a_step_that_the_kernel_hears_too_late(course, stepper, name):
    """What is pressed before the kernel has answered belongs to the range of before."""
    button, key = RACES[name]
    with course.busy_kernel():
        if button:
            stepper.get_by_role("button", name=button).click()
        else:
            for label in ("input a:", "kernel b:"):
                stepper.get_by_label(label).fill("3")
                stepper.get_by_label(label).press("Enter")
        stepper.locator(".noUi-handle").focus()
        for _ in range(2):
            course.page.keyboard.press(key)
    assert_page_agrees(course, stepper)
    stepper.get_by_role("button", name="Reset").click()
    course.wait_for_kernel()
    assert_page_agrees(course, stepper)


def test_no_picture_stands_at_the_wrong_place_while_others_are_made(course, stepper):
    """Look at each frame that the browser paints: a picture of another step is marked as busy."""
    course.page.evaluate(
        """cell => {
          window.wrong = [];
          window.busy = 0;
          const pictures = cell.querySelector(".course-pictures");
          const look = () => {
            const image = cell.querySelector(".course-pictures img");
            if (!image) return;
            const shift = /shifted to (?:n =|lag) (−?\\d+)/.exec(image.alt)[1];
            const now = cell.querySelector(".noUi-handle").getAttribute("aria-valuenow");
            const busy = pictures.getAttribute("aria-busy") === "true";
            window.busy += busy;
            if (!busy && Number(now) !== Number(shift.replace("−", "-"))) wrong.push([now, shift]);
            window.looking = requestAnimationFrame(look);
          };
          look();
        }""",
        stepper.element_handle(),
    )
    box = stepper.get_by_label("input a:")
    box.fill("1 2 " * 30)
    box.press("Enter")
    expect(stepper.locator(".noUi-handle")).to_have_attribute("aria-valuemax", "61.0")
    stepper.locator(".noUi-handle").focus()
    course.page.keyboard.press("End")
    course.page.keyboard.press("ArrowLeft")
    expect_step(stepper, "Step 61 of 62")
    course.page.evaluate("cancelAnimationFrame(looking)")
    assert course.page.evaluate("wrong") == []
    assert course.page.evaluate("busy") > 0
    course.wait_for_kernel()
    assert_page_agrees(course, stepper)


def test_a_prediction_is_kept_compared_and_survives_a_restart(course):
    asked = course.number_of('"02/length"')
    compared = course.cell(course.number_of("before.compare()"))
    card = course.cell(asked).locator(".widget-vbox .widget-vbox").first
    card.get_by_text("7", exact=True).click()
    card.get_by_role("button", name="certain").click()
    card.get_by_role("button", name="Keep my prediction").click()
    expect(card.get_by_role("status")).to_have_text(
        "Kept: 7 (certain). You compare it further down."
    )
    expect(compared).to_contain_text("You said 7, it is 6:")
    course.restart()
    for k, cell in enumerate(course.cells()):
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and ("import" in source or '"02/length"' in source):
            course.run_cell(k)
    expect(card.get_by_role("status")).to_contain_text("Kept: 7 (certain).")
    course.run_all()


def test_a_check_is_failed_and_passed(course):
    k = course.number_of("def my_convolve")
    start = "".join(course.cells()[k]["source"])
    bodies = {
        "return np.correlate(a, b, 'full')": "Not yet: my_convolve",
        "while True: pass": "Not yet: my_convolve",
        "return np.convolve(a, b)": "Correct: my_convolve",
    }
    for body, heading in bodies.items():
        course.write_into(k, start.replace("    ...", f"    {body}"))
        course.run_cell(k)
        expect(course.cell(k).get_by_role("heading")).to_have_text(heading)
    assert "flip" not in course.cell(k).inner_text()


def test_nothing_in_the_outputs_is_seriously_inaccessible(course):
    assert course.inaccessible() == []


def test_the_browser_never_complained(course):
    course.screenshot()
    assert course.console == []
    assert course.outside == []
