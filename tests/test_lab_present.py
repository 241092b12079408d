"""Notebook 02 presented in the real JupyterLab, with live widgets, as a teacher does it."""

import re

import pytest
from lab import HEIGHT, SCREENSHOTS, WIDTH
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

NAME = "02_convolution_1d"
PROJECTOR = {"width": 1280, "height": 720}
PICTURE = ".course-pictures img"
ON_SLIDE = """() => courseLab.elements().flatMap(
    (cell, k) => cell.classList.contains("jp-deck-mod-visible") ? [k] : [])"""
SMALLEST = """() => Math.min(...courseLab.elements()
    .filter((cell) => cell.classList.contains("jp-deck-mod-visible"))
    .flatMap((cell) => [...cell.querySelectorAll("p, li, td, pre, label, button")])
    .filter((part) => part.offsetWidth && part.innerText.trim())
    .map((part) => parseFloat(getComputedStyle(part).fontSize)))"""


class Show:
    """A show that is going on.

    Its order is what "next" leads through, the numbers of the cells that are on the slide together;
    its tops are the cells that are of type "slide".
    """

    def __init__(self, lab):
        self.lab, self.page = lab, lab.page
        self.order, self.tops = [], []
        for k, cell in enumerate(lab.cells()):
            kind = cell["metadata"]["slideshow"].get("slide_type")
            if kind == "slide":
                self.tops.append(k)
            if kind in ("slide", "subslide", "fragment"):
                self.order.append([*self.order[-1], k] if kind == "fragment" else [k])

    def on_slide(self):
        """Return the numbers of the cells on the slide."""
        return self.page.evaluate(ON_SLIDE)

    def expect(self, cells):
        """Wait until these cells are on the slide, and nothing else is."""
        try:
            same = f"cells => JSON.stringify(({ON_SLIDE})()) === JSON.stringify(cells)"
            self.page.wait_for_function(same, arg=cells, timeout=20_000)
        except PlaywrightTimeout:
            raise AssertionError(f"cells {self.on_slide()} are on the slide, not {cells}") from None

    def press(self, key, cells):
        """Press a key, which leads to the slide with these cells."""
        self.page.keyboard.press(key)
        self.expect(cells)

    def press_and_stay(self, key):
        """Press a key, which does not turn the slide."""
        cells = self.on_slide()
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(200)
        assert self.on_slide() == cells

    def jump_to(self, k):
        """Show the slide that begins with cell number k."""
        self.page.evaluate("k => (courseLab.panel().content.activeCellIndex = k)", k)
        self.expect([k])
        self.lab.ask("settled(100)")

    def screenshot(self, name):
        """Keep a picture of the slide as it is now."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"present_{name}.png")


@pytest.fixture(scope="module")
def show(lab):
    page = lab.page
    lab.open(NAME, load=False)
    lab.run_all()
    lab.wait_for_kernel()
    page.set_viewport_size(PROJECTOR)
    page.locator(".jp-NotebookPanel-toolbar [data-command='deck:toggle']").click()
    expect(page.locator("body")).to_have_attribute("data-jp-deck-mode", "presenting")
    page.wait_for_timeout(1200)  # the side bars are closed twice, a second apart
    yield Show(lab)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    lab.place = None  # without its side bars: who comes next loads it anew


@pytest.fixture
def stepper(show):
    """Return the stepper's cell, on its slide and at its first step."""
    k = show.lab.number_of("Stepper()")
    show.jump_to(k)
    cell = show.lab.cell(k)
    cell.get_by_role("button", name="Reset").click()
    show.lab.wait_for_kernel()
    expect_step(cell, 1)
    return cell


def expect_step(cell, n):
    """Wait until the picture shows step n."""
    expect(cell.locator(PICTURE)).to_have_attribute("alt", re.compile(f"^Step {n} of 6"))


def drag_to_step_4(page, cell):
    """Draw the slider's handle with the pointer from the first of six steps to the fourth."""
    box = cell.locator(".noUi-base").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, y, steps=4)
    page.mouse.up()


def test_a_clicker_leads_through_all_slides_and_back(show):
    show.jump_to(0)
    for cells in show.order[1:]:
        show.press("PageDown", cells)
    show.press_and_stay("PageDown")
    for cells in reversed(show.order[:-1]):
        show.press("PageUp", cells)
    assert show.lab.console == []


def test_arrow_keys_move_the_stepper_and_leave_the_slide(show, stepper):
    stepper.locator(".noUi-handle").focus()
    for n, key in enumerate(["ArrowRight", "ArrowRight", "ArrowUp"], start=2):
        show.press_and_stay(key)
        expect_step(stepper, n)
    show.press_and_stay("ArrowLeft")
    expect_step(stepper, 3)
    stepper.locator(".course-pictures").focus()
    show.press_and_stay("ArrowRight")
    expect_step(stepper, 4)
    show.screenshot("stepper")


@pytest.mark.parametrize("place", [".noUi-handle", ".course-pictures", "input[type=text]"])
def test_a_clicker_turns_the_slide_whatever_was_used_last(show, stepper, place):
    here = show.order.index(show.on_slide())
    stepper.locator(place).first.focus()
    show.press("PageDown", show.order[here + 1])
    show.press("PageUp", show.order[here])
    expect_step(stepper, 1)


def test_enter_presses_a_button_and_space_turns_the_slide(show, stepper):
    here = show.order.index(show.on_slide())
    stepper.get_by_role("button", name="Next").focus()
    show.press_and_stay("Enter")
    expect_step(stepper, 2)
    show.press("Space", show.order[here + 1])


def test_whoever_types_stays_on_the_slide(show, stepper):
    box = stepper.locator("input[type=text]").first
    box.click()
    for key in ("End", "Space", "ArrowLeft", "ArrowRight"):
        show.press_and_stay(key)
    expect(box).to_have_value("1, 0.5, 1, 1 ")


def test_the_slider_follows_the_pointer_and_a_larger_projector_gets_a_larger_stepper(show, stepper):
    drag_to_step_4(show.page, stepper)
    expect_step(stepper, 4)
    stepper.get_by_role("button", name="Reset").click()
    show.lab.wait_for_kernel()
    show.page.set_viewport_size({"width": 1920, "height": 1080})
    show.lab.ask("settled()")
    expect(stepper.locator(PICTURE)).to_be_visible()
    assert stepper.locator(PICTURE).bounding_box()["width"] > 1200
    drag_to_step_4(show.page, stepper)
    expect_step(stepper, 4)
    show.screenshot("stepper_enlarged")
    show.page.set_viewport_size(PROJECTOR)


def test_slides_are_legible_and_fit(show):
    for k in (cells[0] for cells in show.order if len(cells) == 1):
        show.jump_to(k)
        assert show.page.evaluate(SMALLEST) >= 16, k
        box = show.lab.cell(k).bounding_box()
        assert 0 <= box["y"] < box["y"] + box["height"] <= PROJECTOR["height"], (k, box)
    show.jump_to(show.tops[1])
    text = show.lab.cell(show.tops[1]).locator("p, li").first
    assert text.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 24
    show.screenshot("text")


def test_code_is_shown_unless_it_makes_a_widget(show):
    for text, visible in (("show_stems(a=a, b=b)", True), ("Stepper()", False)):
        k = show.lab.number_of(text)
        show.jump_to(k)
        expect(show.lab.cell(k).locator(".jp-InputArea")).to_be_visible(visible=visible)


def test_escape_ends_the_show_which_asked_nobody_else_for_anything(show):
    page = show.page
    assert show.lab.outside == []
    expect(page.locator("#jp-menu-panel")).to_be_hidden()
    show.jump_to(show.tops[1])
    page.keyboard.press("Escape")
    expect(page.locator("body")).not_to_have_attribute("data-jp-deck-mode", "presenting")
    expect(page.locator("#jp-menu-panel")).to_be_visible()
    expect(show.lab.cell(1)).to_be_visible()
    text = show.lab.cell(show.tops[1]).locator("p, li").first
    assert text.evaluate("e => getComputedStyle(e).fontSize") == "14px"
