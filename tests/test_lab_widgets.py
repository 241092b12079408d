"""Each kind of widget in the real JupyterLab, used as a learner uses it: one journey for each."""

import random
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from helpers.data.photographs import to_png

TALLEST = 480  # pixels: what a laptop's JupyterLab shows at once, and a little air
CELLS = {
    "imports": (
        "from helpers.data import moving_average_kernel, signal\nfrom helpers.widgets import *"
    ),
    "asked": "asked = predict('02/length')\nasked",
    "veil": "after('02/length', 'six values')",
    "compared": "asked.compare()",
    "stepper": "Stepper()",
    "image": (
        "ImageStepper(signal('counting'), {'one': signal('counting kernel'), 'two': [[0, 1]]},"
        " names=('x', 'h', 'S'))"
    ),
    "F": "ImageStepper(signal('F'), {'moving average': moving_average_kernel(3)})",
    "table": "ProductTable(signal('a'), signal('b'))",
    "window": "explore_window()",
    "gaussian": "explore_gaussian()",
    "letters": "explore_bright_pixel()",
    "filters": "explore_filters()",
    "templates": "explore_templates()",
    "positions": "explore_positions()",
    "own": "own = OwnPicture()\nown",
    "pixel": "open_pixel(moving_average_kernel(3), own)",
    "learner": "KernelLearner(signal('F') / 90, [[1.0, 2, 0], [0, 1, 0], [0, 0, -1]], steps=5)",
}


@pytest.fixture(scope="module")
def course(lab):
    lab.write(*CELLS.values())
    lab.run_all()
    lab.wait_for_kernel()
    return lab


class Shown:
    """A widget as the page shows it, and as the kernel holds it."""

    def __init__(self, lab, name):
        self.lab, self.page = lab, lab.page
        k = 1 + list(CELLS).index(name)
        self.cell, self.held = lab.cell(k), f"Out[{lab.cells()[k]['execution_count']}]"
        self.cell.scroll_into_view_if_needed()
        self.handle = self.cell.locator(".noUi-handle").first
        self.pictures = self.cell.locator(".course-interactive .course-pictures")
        self.picture = self.pictures.locator(".course-frame > img")
        self.caption = self.cell.locator(".course-interactive .course-caption")
        self.alert = self.cell.get_by_role("alert")

    def button(self, name):
        return self.cell.locator(".course-interactive").get_by_role("button", name=name)

    def press(self, where, *keys):
        where.focus()
        for key in keys:
            self.page.keyboard.press(key)

    def fill(self, label, text):
        box = self.cell.get_by_label(label)
        box.fill(text)
        box.press("Enter")

    def expect_step(self, text):
        """Wait until the picture shows the step whose text alternative begins like this."""
        expect(self.picture).to_have_attribute("alt", re.compile("^" + re.escape(text)))
        expect(self.pictures).to_have_attribute("aria-busy", "false")

    def eventually(self, page_and_kernel):
        """Wait until page and kernel say the same, or fail with what they say at last.

        Newer kernels answer widgets in a thread beside the one that runs cells, so that a kernel
        that is idle may still be drawing.
        """
        for _ in range(100):
            self.lab.wait_for_kernel()
            page, kernel = page_and_kernel()
            if page == kernel:
                break
            self.page.wait_for_timeout(100)
        assert page == kernel

    def assert_player_agrees(self):
        """Slider, picture and sentence show what the kernel holds."""
        held = "(p.slider.min, p.slider.value, p.slider.max), f.alt, f.caption"
        written = """html =>
            Object.assign(document.createElement("div"), {innerHTML: html}).innerHTML"""

        def page_and_kernel():
            values, alt, caption = self.lab.kernel_value(
                f"(lambda p: (f := p.frames[p.index], {held})[1:])({self.held}.player)"
            )
            ends = [self.handle.get_attribute(f"aria-value{end}") for end in ("min", "now", "max")]
            if values[0] == values[2]:
                ends = values  # there is nothing to slide
            shown = self.picture.get_attribute("alt"), self.caption.inner_html()
            held_now = alt, self.page.evaluate(written, caption)
            return ([*map(float, ends)], shown), ([*map(float, values)], held_now)

        self.eventually(page_and_kernel)

    def assert_explorer_agrees(self):
        """Panels and words show what the kernel holds."""
        expression = f"(lambda e: ([p.alt for p in e.panels], e.words))({self.held})"

        def page_and_kernel():
            images = self.pictures.locator("img")
            alts = images.evaluate_all("all => all.map((one) => one.naturalWidth && one.alt)")
            return (alts, self.caption.inner_text()), self.lab.kernel_value(expression)

        self.eventually(page_and_kernel)


def test_each_is_seen_whole_and_nothing_complains(course):
    course.page.set_viewport_size({"width": 1366, "height": 768})
    heights = course.page.evaluate(
        """() => [...document.querySelectorAll(".jp-OutputArea-output > .course-interactive")]
            .map((shown) => Math.round(shown.getBoundingClientRect().height))"""
    )
    named = zip([*CELLS][1:], heights, strict=True)
    assert [(name, height) for name, height in named if height > TALLEST] == []
    assert course.faults() == []
    assert course.inaccessible() == []
    course.screenshot("widgets")


# What is seen of each picture, and of what controls it, once the interactive stands at the top.
IN_VIEW = """(selector) => {
    const view = document.querySelector(".jp-WindowedPanel-outer").getBoundingClientRect();
    const shown = (part) => {
        const box = part.getBoundingClientRect();
        const seen = Math.min(box.bottom, view.bottom) - Math.max(box.top, view.top);
        return box.height ? Math.max(0, seen) / box.height : 1;
    };
    const all = (one, what) => Math.min(...[...one.querySelectorAll(what)].map(shown));
    return [...document.querySelectorAll(selector)].map((one) => {
        one.scrollIntoView();
        const pictures = ".course-pictures :is(.course-frame > img, .course-panels img)";
        const { width } = one.querySelector(".course-pictures").getBoundingClientRect();
        return [all(one, "button, input, select, .noUi-handle"), all(one, pictures), width];
    });
}"""
WITHOUT_RING = """(selector) => [...document.querySelectorAll(selector)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .map((one) => {
        one.focus();
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
        const pressed = one.matches("[aria-pressed=true]");
        const colour = pressed ? "rgb(255, 255, 255)" : "rgb(0, 114, 178)";
        const wanted = `solid 3px ${colour}`;
        return `${outlineStyle} ${outlineWidth} ${outlineColor}` === wanted ? "" : one.outerHTML;
    })"""


@pytest.mark.parametrize(
    ("height", "toggles", "narrowest"),
    [(384, "Control+b", 300), (668, "", 0)],
    ids=["200 %, file browser closed", "half a window"],
)
def test_control_and_effect_stay_in_view(course, height, toggles, narrowest):
    course.page.set_viewport_size({"width": 683, "height": height})  # of a laptop's 1366×768
    for keys in toggles.split():
        course.page.keyboard.press(keys)
    course.page.wait_for_timeout(400)
    selector = ".jp-OutputArea-output > .course-interactive:has(.course-pictures)"
    seen = course.page.evaluate(IN_VIEW, selector)
    for keys in toggles.split():
        course.page.keyboard.press(keys)
    course.page.set_viewport_size({"width": 1366, "height": 768})
    assert len(seen) == 12
    assert [one for one in seen if min(one[:2]) < 0.98 or one[2] < narrowest] == []


def test_each_control_has_a_ring_when_it_has_the_focus(course):
    course.page.keyboard.press("Tab")  # by keys, not by the pointer
    controls = ":is(button, input, select, summary, [tabindex='0']):not(:disabled)"
    without = course.page.evaluate(WITHOUT_RING, f".course-interactive {controls}")
    assert len(without) > 60
    assert [html for html in without if html] == []


def test_a_stepper_by_keys_and_buttons(course):
    shown = Shown(course, "stepper")
    shown.press(shown.handle, "ArrowRight")
    shown.expect_step("Step 2 of 6 of the convolution")
    shown.press(shown.handle, *["ArrowRight"] * 6, "Home")
    shown.press(shown.pictures, "ArrowRight", "ArrowRight", "ArrowLeft")
    shown.expect_step("Step 2 of 6")
    shown.button("Next").press("Enter")
    shown.expect_step("Step 3 of 6")
    shown.press(shown.handle, "End", "ArrowLeft")
    shown.button("Play").click()
    expect(shown.button("Pause")).to_be_visible()
    shown.expect_step("Step 6 of 6")
    expect(shown.caption).to_have_attribute("aria-live", "off")  # nothing is read aloud meanwhile
    shown.button("Previous").click()
    shown.expect_step("Step 5 of 6")
    expect(shown.caption).to_have_attribute("aria-live", "polite")
    shown.assert_player_agrees()


def test_a_value_is_typed_first_and_the_focus_stays(course):
    shown = Shown(course, "stepper")
    with course.busy_kernel():  # what is typed is heard after all that was pressed before
        shown.press(shown.handle, "Home", *["ArrowRight"] * 4)
        shown.handle.evaluate(
            """(handle) => new MutationObserver(() =>
                (window.values ||= []).push(handle.getAttribute("aria-valuenow")))
                .observe(handle, { attributeFilter: ["aria-valuenow"] })"""
        )
        box = shown.cell.get_by_placeholder("then Enter")
        box.fill("7")
        box.press("Enter")
    expect(shown.cell.locator(".course-wrong")).to_contain_text("✗ c[5] = 7?")
    assert not shown.page.evaluate("window.values")  # nor does the slider jump back meanwhile
    shown.expect_step("Step 5 of 6")
    shown.fill("Type it first: c[5] =", "1/4")
    expect(shown.cell.locator(".course-right")).to_contain_text("✓ c[5] = 0.25")
    shown.expect_step("Step 6 of 6")
    assert shown.page.evaluate("document.activeElement.tagName") == "INPUT"


def test_steppers_while_the_kernel_is_busy_and_after_nonsense(course):
    shown = Shown(course, "stepper")
    shown.button("Reset").click()
    course.wait_for_kernel()
    with course.busy_kernel():
        shown.button("valid").click()  # heard too late: the steps belong to the range of before
        shown.press(shown.handle, "End", "ArrowLeft")
        shown.expect_step("Step 5 of 6")
    shown.assert_player_agrees()
    shown.fill("kernel b:", "<b>2</b>")
    expect(shown.alert).to_contain_text("“<b>2</b>” is not a number")
    shown.fill("input a:", "1 2 " * 30)
    shown.press(shown.handle, "End")
    shown.assert_player_agrees()
    shown.button("Reset").click()
    shown.expect_step("Step 1 of 6")


def test_any_sequence_of_events_leaves_page_and_kernel_in_agreement(course):
    chance, shown = random.Random(1), Shown(course, "stepper")
    events = [
        lambda: shown.press(shown.handle, chance.choice(["ArrowLeft", "ArrowRight", "End"])),
        lambda: shown.fill("input a:", chance.choice(["1 2", "2, -1", "much", "1 " * 9])),
        lambda: shown.button(chance.choice(["Next", "Reset", "correlation", "same"])).click(),
    ]
    for _ in range(10):
        chance.choice(events)()
    shown.assert_player_agrees()
    shown.button("Reset").click()
    course.wait_for_kernel()


def test_a_busy_kernel_hears_all_controls_in_the_order_of_their_use(course):
    shown = Shown(course, "stepper")
    for mode, steps in [("same", 4), ("valid", 2)] * 3:  # the first ones are not echoed
        shown.button("Reset").click()
        shown.button(mode).click()
        shown.expect_step(f"Step 1 of {steps}")
        shown.assert_player_agrees()
    shown.press(shown.handle, "End")
    with course.busy_kernel():
        shown.press(shown.handle, "ArrowLeft")
        asked = course.ask("waiting.size")
        shown.press(shown.handle, *["ArrowRight", "ArrowLeft"] * 10)
        assert course.ask("waiting.size") == asked  # many keys on one control are one message
        shown.button("full").click()
        shown.button("same").click()
        shown.press(shown.handle, "End")  # moves in the steps of "same", which began anew
    shown.expect_step("Step 3 of 4")
    shown.press(shown.handle, "ArrowLeft", "ArrowLeft", "ArrowRight", "ArrowRight", "ArrowRight")
    shown.expect_step("Step 4 of 4")
    shown.assert_player_agrees()  # and nothing is held back for good
    shown.button("Reset").click()
    course.wait_for_kernel()
    shown = Shown(course, "image")
    with course.busy_kernel():
        shown.press(shown.handle, *["ArrowRight"] * 3)
        shown.cell.get_by_label("kernel:").select_option("two")  # begins with its first step
    shown.expect_step("Step 1 of 9")
    shown.assert_player_agrees()
    shown.button("Reset").click()
    course.wait_for_kernel()


def test_an_image_stepper_links_window_and_output(course):
    shown = Shown(course, "image")
    left, top, right, bottom = course.kernel_value(f"{shown.held}.player.pictures.spots[4]")
    box = shown.picture.bounding_box()
    place = {"x": (left + right) / 2 * box["width"], "y": (top + bottom) / 2 * box["height"]}
    shown.picture.hover(position=place)
    expect(shown.cell.locator(".course-box.course-window.course-hover")).to_be_visible()
    shown.expect_step("Step 1 of 6")
    shown.picture.click(position=place)
    shown.expect_step("Step 5 of 6")
    shown.press(shown.pictures, "ArrowUp")
    shown.expect_step("Step 2 of 6")
    shown.page.evaluate(
        """() => new MutationObserver((all) => all.forEach((one) => one.addedNodes.forEach((node) =>
            (window.turned ||= node.className === "course-turning"))))
            .observe(document.body, { subtree: true, childList: true })"""
    )
    shown.button("correlation").click()
    shown.expect_step("Step 1 of 6 of the correlation")
    assert shown.page.evaluate("window.turned")
    shown.cell.get_by_label("kernel:").select_option("my own")
    shown.fill("h[0, 0]", "1/2")
    expect(shown.caption).to_contain_text("0.5")
    shown.button("same").click()
    shown.cell.get_by_label("outside:").select_option("wrap")
    shown.assert_player_agrees()
    shown.button("Reset").click()
    shown.expect_step("Step 1 of 6 of the convolution")
    expect(shown.cell.get_by_label("h[0, 0]")).to_be_hidden()


def test_explorers_end_with_the_last_of_many_presses(course):
    shown = Shown(course, "window")
    shown.press(shown.handle, *["ArrowRight"] * 10)
    expect(shown.caption).to_contain_text("27·27 = 729 pixels")
    shown.assert_explorer_agrees()
    shown = Shown(course, "gaussian")
    shown.cell.get_by_label("divide by the sum").click()
    expect(shown.caption).to_contain_text("of the brightness")
    shown.assert_explorer_agrees()
    shown = Shown(course, "positions")
    handle = shown.cell.get_by_role("slider", name="dilation d")
    shown.press(handle, "ArrowRight", "ArrowRight")
    shown.press(shown.cell.get_by_role("slider", name="k, weights"), *["ArrowRight"] * 2)
    expect(shown.alert).to_contain_text("the kernel does not fit")


def test_letters_are_drawn_and_kernels_typed(course):
    shown = Shown(course, "letters")
    pixel = shown.cell.get_by_role("button", name="row 4, column 4 of the kernel: 0")
    pixel.press("Enter")
    pressed = shown.cell.get_by_role("button", name="row 4, column 4 of the kernel: 1")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(shown.cell.get_by_label("letter:")).to_have_value("my own")
    shown.assert_explorer_agrees()
    shown = Shown(course, "filters")
    shown.cell.get_by_label("kernel:").select_option("Laplacian")
    expect(shown.caption).to_contain_text("Sum 0")  # its numbers stand in the cells now
    shown.fill("kernel[1, 1]", "-3")
    expect(shown.caption).to_contain_text("Sum 1: a flat image stays as it is.")
    shown.fill("kernel[1, 1]", "much")
    expect(shown.alert).to_contain_text("“much” is not a number.")


def test_a_prediction_is_kept_and_compared_and_the_veil_falls(course):
    shown, veil, compared = (Shown(course, name) for name in ("asked", "veil", "compared"))
    six = veil.cell.locator(".course-interactive").get_by_text("six values")
    expect(six).to_be_hidden()
    group = shown.cell.get_by_role("radiogroup", name="a has 4 values")
    with course.busy_kernel():  # what is kept is what was chosen last
        shown.press(group.get_by_label("4"), "Space", "ArrowDown", "ArrowDown")
        expect(group.get_by_label("7")).to_be_checked()
        shown.button("fairly sure").click()
        shown.button("certain").click()
        expect(shown.button("certain")).to_have_attribute("aria-pressed", "true")
        shown.button("Keep my prediction").click()
    expect(shown.cell.locator("[role=status]", has_text="Kept: 7 (certain).")).to_be_visible()
    expect(compared.cell).to_contain_text("You said 7, it is 6:")
    expect(six).to_be_visible()


def test_a_picture_of_ones_own(course, tmp_path):
    own, explorer = Shown(course, "own"), Shown(course, "pixel")
    (tmp_path / "own.png").write_bytes(to_png(np.tile(np.linspace(0, 255, 90), (60, 1))))
    with own.page.expect_file_chooser() as chooser:
        own.button("Choose a PNG or JPEG").click()
    chooser.value.set_files(tmp_path / "own.png")
    expect(own.cell).to_contain_text("“own.png”: 60 rows and 90 columns, grey levels from 0 to 255")
    explorer.assert_explorer_agrees()
    own.fill("or type its path:", str(tmp_path / "none.png"))
    expect(own.alert).to_contain_text("there is no file")
    own.button("Back to the portrait").click()
    expect(own.cell).to_contain_text("256 rows and 256 columns")


def test_a_training_is_stepped_and_turned_round(course):
    shown = Shown(course, "learner")
    shown.press(shown.handle, "End")
    shown.button("the layer convolves").click()
    expect(shown.caption).to_contain_text("Step 5, the layer convolves")
    shown.assert_player_agrees()


def test_the_browser_never_complained(course):
    assert course.faults() == []
