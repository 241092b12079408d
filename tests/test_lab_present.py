"""Notebook 02 presented in the real JupyterLab, with live widgets, as a teacher does it."""

import re

import pytest
from lab import HEIGHT, SCREENSHOTS, WIDTH
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
    """A show that is going on; `next` and `back` are what each key does."""

    def __init__(self, lab):
        self.lab, self.page = lab, lab.page

    def press(self, key):
        """Press a key and return which cells are then on the slide."""
        self.page.keyboard.press(key)
        return self.on_slide()

    def on_slide(self):
        """Return the numbers of the cells on the slide, once that has changed or not."""
        self.lab.ask("settled()")
        return self.page.evaluate(ON_SLIDE)

    def jump_to(self, k):
        """Show the slide that begins with cell number k."""
        self.page.evaluate("k => (courseLab.panel().content.activeCellIndex = k)", k)
        assert self.on_slide() == [k]

    def page_to(self, k):
        """Page on, from the first slide, to the one with cell number k."""
        self.jump_to(0)
        seen = [[0]]
        while k not in seen[-1]:
            seen.append(self.press("PageDown"))
            assert seen[-1] != seen[-2], f"cell {k} is on none of the slides {seen}"


@pytest.fixture(scope="module")
def course(lab):
    lab.open(NAME)
    lab.run_all()
    lab.wait_for_kernel()
    return lab


@pytest.fixture
def show(course):
    page = course.page
    page.set_viewport_size(PROJECTOR)
    page.locator(".jp-NotebookPanel-toolbar [data-command='deck:toggle']").click()
    expect(page.locator("body")).to_have_attribute("data-jp-deck-mode", "presenting")
    page.wait_for_timeout(1200)  # the side bars are closed twice, a second apart
    yield Show(course)
    if page.evaluate("() => document.body.dataset.jpDeckMode"):
        page.get_by_title("Exit Deck").click()
    expect(page.locator("body")).not_to_have_attribute("data-jp-deck-mode", "presenting")
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})


@pytest.fixture
def stepper(show):
    """Return the stepper's cell, on its slide and at its first step."""
    k = show.lab.number_of("Stepper()")
    show.page_to(k)
    cell = show.lab.cell(k)
    cell.get_by_role("button", name="Reset").click()
    show.lab.wait_for_kernel()
    expect_step(cell, 1)
    return cell


def expect_step(cell, n):
    """Wait until the picture shows step n."""
    expect(cell.locator(PICTURE)).to_have_attribute("alt", re.compile(f"^Step {n} of 6"))


def screenshot(show, name):
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    show.page.screenshot(path=SCREENSHOTS / f"present_{name}.png")


def test_arrow_keys_move_the_stepper_and_leave_the_slide(show, stepper):
    slide = show.on_slide()
    stepper.locator(".noUi-handle").focus()
    for n, key in enumerate(["ArrowRight", "ArrowRight", "ArrowUp"], start=2):
        assert show.press(key) == slide
        expect_step(stepper, n)
    assert show.press("ArrowLeft") == slide
    expect_step(stepper, 3)
    stepper.locator(".course-pictures").focus()
    assert show.press("ArrowRight") == slide
    expect_step(stepper, 4)
    screenshot(show, "stepper")


def test_the_slider_can_be_drawn_with_the_pointer(show, stepper):
    box = stepper.locator(".noUi-handle").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    end = stepper.locator(".noUi-base").bounding_box()
    show.page.mouse.move(x, y)
    show.page.mouse.down()
    show.page.mouse.move(end["x"] + end["width"] * 0.6, y, steps=4)
    show.page.mouse.up()
    expect_step(stepper, 4)


def test_the_slider_follows_the_pointer_where_the_slide_is_enlarged(show, stepper):
    show.page.set_viewport_size({"width": 1920, "height": 1080})
    show.on_slide()
    assert stepper.locator(PICTURE).bounding_box()["width"] > 1200
    screenshot(show, "stepper_enlarged")
    end = stepper.locator(".noUi-base").bounding_box()
    y = end["y"] + end["height"] / 2
    show.page.mouse.move(end["x"], y)
    show.page.mouse.down()
    show.page.mouse.move(end["x"] + end["width"] * 0.6, y, steps=4)
    show.page.mouse.up()
    expect_step(stepper, 4)


def test_enter_presses_a_button_and_space_turns_the_slide(show, stepper):
    slide = show.on_slide()
    following = stepper.get_by_role("button", name="Next")
    following.focus()
    assert show.press("Enter") == slide
    expect_step(stepper, 2)
    assert show.press("Space") != slide


def test_whoever_types_stays_on_the_slide(show, stepper):
    slide = show.on_slide()
    box = stepper.locator("input[type=text]").first
    box.click()
    for key in ("End", "Space", "ArrowLeft", "ArrowRight"):
        assert show.press(key) == slide
    expect(box).to_have_value("1, 0.5, 1, 1 ")


def test_a_clicker_leads_through_all_slides_and_back(show):
    metadata = [cell["metadata"]["slideshow"]["slide_type"] for cell in show.lab.cells()]
    shown = [k for k, kind in enumerate(metadata) if kind != "skip"]
    show.jump_to(0)
    latest = [[0]]
    while (now := show.press("PageDown")) != latest[-1]:
        latest.append(now)
    assert [slide[-1] for slide in latest] == shown
    assert {len(slide) for slide in latest} == {1, 1 + metadata.count("fragment")}
    for expected in reversed(latest[:-1]):
        assert show.press("PageUp") == expected
    assert show.lab.console == []


def test_a_clicker_turns_the_slide_wherever_the_focus_is(show, stepper):
    slide = show.on_slide()
    for place in (".noUi-handle", ".course-pictures", "input[type=text]"):
        stepper.locator(place).first.focus()
        assert show.press("PageDown") != slide
        assert show.press("PageUp") == slide


def test_the_keyboard_does_what_the_clicker_does(show):
    show.jump_to(4)
    assert [show.press("Space") for _ in range(3)] == [[5], [7], [8]]
    assert [show.press("Shift+Space") for _ in range(2)] == [[7], [5]]
    assert show.press("ArrowUp") == [4]
    assert show.press("ArrowRight") == [8]
    assert show.press("ArrowLeft") == [4]


def test_slides_are_legible_and_fit(show):
    for k in (0, 4, 5, 7, 9, 12, 16):
        show.jump_to(k)
        assert show.page.evaluate(SMALLEST) >= 16, k
        box = show.lab.cell(k).bounding_box()
        assert box["y"] >= 0, k
        assert box["y"] + box["height"] <= PROJECTOR["height"], k
    show.jump_to(4)
    text = show.lab.cell(4).locator("p").first
    assert float(text.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= 24
    screenshot(show, "text")


def test_code_is_shown_unless_it_is_a_widget_that_counts(show):
    for text, visible in (("show_stems(a=a, b=b)", True), ("Stepper()", False)):
        k = show.lab.number_of(text)
        show.jump_to(k)
        expect(show.lab.cell(k).locator(".jp-InputArea")).to_be_visible(visible=visible)


def test_escape_ends_the_show(show):
    page = show.page
    assert not page.locator("#jp-menu-panel").is_visible()
    show.jump_to(8)
    page.keyboard.press("Escape")
    expect(page.locator("body")).not_to_have_attribute("data-jp-deck-mode", "presenting")
    expect(page.locator("#jp-menu-panel")).to_be_visible()
    expect(show.lab.cell(12)).to_be_visible()
    size = show.lab.cell(4).locator("p").first.evaluate("e => getComputedStyle(e).fontSize")
    assert size == "14px"


def test_the_show_asks_nobody_else_for_anything(show):
    assert show.lab.outside == []
