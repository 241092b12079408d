"""Notebook 02 in the real JupyterLab, used as a learner uses it."""

import random
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from test_lab import lab  # noqa: F401

NAME = "02_convolution_1d"
PICTURE = ".course-pictures img"
SPEED = {"timeout": 10_000}


@pytest.fixture(scope="module")
def unrun(lab):  # noqa: F811
    lab.open(NAME)
    return lab


@pytest.fixture(scope="module")
def course(unrun):
    unrun.run_all()
    return unrun


def cell_with(lab, text):  # noqa: F811
    """Return the number of the first code cell whose source holds `text`."""
    for k, cell in enumerate(lab.cells()):
        if cell["cell_type"] == "code" and text in "".join(cell["source"]):
            return k
    raise AssertionError(f"no cell holds {text!r}")


@pytest.fixture
def stepper(course):
    """Return the stepper's cell, brought back to its start."""
    cell = course.cell(cell_with(course, "Stepper()"))
    cell.scroll_into_view_if_needed()
    cell.get_by_role("button", name="Reset").click()
    expect(cell.locator(PICTURE)).to_have_attribute("alt", starting("Step 1 of 6"), **SPEED)
    return cell


def starting(text):
    return re.compile("^" + re.escape(text))


def expect_step(cell, text):
    expect(cell.locator(PICTURE)).to_have_attribute("alt", starting(text), **SPEED)


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
    course.ask("kernel().requestExecute({code: 'import time; time.sleep(4)'}) && null")
    course.page.wait_for_function("courseLab.kernel().status === 'busy'")
    stepper.locator(".noUi-handle").focus()
    for k in (2, 3, 4):
        course.page.keyboard.press("ArrowRight")
        expect_step(stepper, f"Step {k} of 6")
    assert course.ask("kernel().status") == "busy"
    course.page.wait_for_function("courseLab.kernel().status === 'idle'", timeout=20_000)


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


def test_any_sequence_of_events_leaves_the_page_in_agreement(course, stepper):
    chance = random.Random(7)
    handle, pictures = stepper.locator(".noUi-handle"), stepper.locator(".course-pictures")

    def press(where):
        where.focus()
        course.page.keyboard.press(chance.choice(["ArrowRight", "ArrowLeft", "End", "Home"]))

    def type_into(label):
        box = stepper.get_by_label(label)
        box.fill(chance.choice(["1 2", "5", "1 0 -1 2", "nonsense", "1,,2"]))
        box.press("Enter")

    events = [
        lambda: press(handle),
        lambda: press(pictures),
        lambda: type_into("input a:"),
        lambda: type_into("kernel b:"),
        lambda: stepper.get_by_role("button", name=chance.choice(["Next", "Previous"])).click(
            force=True
        ),
        lambda: stepper.get_by_role(
            "button", name=chance.choice(["convolution", "correlation", "full", "same", "valid"])
        ).click(),
    ]
    for k in range(60):
        chance.choice(events)()
        if k % 6 == 5:
            course.ask("kernel().info")
            course.ask("settled()")
            assert_page_agrees(stepper)


def assert_page_agrees(stepper):
    alt = stepper.locator(PICTURE).get_attribute("alt")
    place, count, operation = re.match(r"Step (\d+) of (\d+) of the (\w+)", alt).groups()
    handle = stepper.locator(".noUi-handle")
    low, now, high = (
        float(handle.get_attribute(f"aria-value{end}")) for end in ("min", "now", "max")
    )
    if count != "1":
        assert (now - low, high - low) == (int(place) - 1, int(count) - 1)
        shift = re.search(r"(?:shifted to n =|shifted to lag) (−?\d+)", alt)[1]
        assert now == int(shift.replace("−", "-"))
    caption = stepper.locator(".course-caption").inner_text()
    name, total = re.search(
        r"(?:add up to|:) (\w\[−?\d+\]) = (−?[\d.]+)\. (?:Comp|Noth)", alt
    ).groups()
    assert caption.startswith(f"{name} = ")
    assert re.search(rf"= {re.escape(total)}\n", caption)
    pressed = stepper.locator("button[aria-pressed='true']").all_inner_texts()
    assert operation in pressed


def test_a_prediction_is_kept_compared_and_survives_a_restart(course):
    asked = cell_with(course, '"02/length"')
    compared = course.cell(cell_with(course, "before.compare()"))
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
    expect(card.get_by_role("status")).to_contain_text("Kept: 7 (certain).", **SPEED)
    course.run_all()


def test_a_check_is_failed_and_passed(course):
    k = cell_with(course, "def my_convolve")
    start = "".join(course.cells()[k]["source"])
    bodies = {
        "return np.correlate(a, b, 'full')": "Not yet: my_convolve",
        "while True: pass": "Not yet: my_convolve",
        "return np.convolve(a, b)": "Correct: my_convolve",
    }
    for body, heading in bodies.items():
        course.page.evaluate(
            "([k, source]) => courseLab.panel().content.model.cells.get(k)"
            ".sharedModel.setSource(source)",
            [k, start.replace("    ...", f"    {body}")],
        )
        course.run_cell(k)
        expect(course.cell(k).get_by_role("heading")).to_have_text(heading, timeout=20_000)
    assert "flip" not in course.cell(k).inner_text()


def test_nothing_in_the_outputs_is_seriously_inaccessible(course):
    course.page.evaluate(
        "document.querySelectorAll('.jp-OutputArea-child').forEach(e => e.dataset.axe = '')"
    )
    results = Axe().run(
        course.page,
        context={"include": [["[data-axe]"]]},
        options={"resultTypes": ["violations"]},
    )
    serious = [
        f"{v['id']}: {[node['html'][:150] for node in v['nodes'][:3]]}"
        for v in results.response["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_the_browser_never_complained(course):
    course.screenshot()
    assert course.console == []
    assert course.outside == []
