"""The notebooks on images in the real JupyterLab: 2-D steppers, tables, explorers, own pictures."""

import contextlib
import random
import re

import numpy as np
import pytest
from lab import at_rest
from playwright.sync_api import TimeoutError, expect

from helpers.data.photographs import to_png

PICTURE = ".course-pictures img"
BOOKS = SUMS, AVERAGE, GAUSSIAN = (
    "03_two_sums_one_result",
    "04_moving_average",
    "05_gaussian_filter",
)


def notebook(lab, name):
    """Return the lab with this notebook open and run."""
    lab.use(name)
    return lab


@pytest.fixture
def sums(lab):
    return notebook(lab, SUMS)


@pytest.fixture
def average(lab):
    return notebook(lab, AVERAGE)


@pytest.fixture
def gaussian(lab):
    return notebook(lab, GAUSSIAN)


class Shown:
    """A widget as the page shows it, and as the kernel holds it."""

    def __init__(self, lab, text):
        self.lab, self.page = lab, lab.page
        self.cell = lab.cell(lab.number_of(text))
        self.held = lab.output(text)
        self.cell.scroll_into_view_if_needed()
        self.handle = self.cell.locator(".noUi-handle")
        self.picture = self.cell.locator(PICTURE)
        self.pictures = self.cell.locator(".course-pictures")
        self.caption = self.cell.locator(".course-caption")

    def button(self, name):
        return self.cell.get_by_role("button", name=name, exact=True)

    def press(self, where, *keys):
        where.focus()
        for key in keys:
            self.page.keyboard.press(key)

    def expect_step(self, text):
        """Wait until the picture shows the step whose text alternative begins like this."""
        starting = re.compile("^" + re.escape(text))
        expect(self.picture).to_have_attribute("alt", starting)
        expect(self.pictures).to_have_attribute("aria-busy", "false")

    def ask(self, expression):
        """Return what the kernel holds, where {} stands for the widget."""
        return self.lab.kernel_value(expression.replace("{}", self.held))

    def boxes(self):
        return self.cell.locator("input[type=text]")

    @at_rest
    def assert_player_agrees(self):
        """Slider, picture and sentence show what the kernel holds."""
        self.lab.wait_for_kernel()
        low, now, high, count, alt, caption = self.ask(
            "(lambda p: (p.slider.min, p.slider.value, p.slider.max, len(p.frames), p.frame.alt,"
            " p.frame.caption))({}.player)"
        )
        names = [f"aria-value{end}" for end in ("min", "now", "max")]
        if count > 1:
            assert [float(self.handle.get_attribute(name)) for name in names] == [low, now, high]
        assert self.picture.get_attribute("alt") == alt
        same = """(shown, html) => shown.innerHTML ===
            Object.assign(document.createElement("div"), {innerHTML: html}).innerHTML"""
        assert self.caption.evaluate(same, caption)
        assert self.pictures.get_attribute("aria-busy") == "false"

    @at_rest
    def assert_stepper_agrees(self):
        """So do menu, cells and switches."""
        self.assert_player_agrees()
        menu, cells, *switches, boundary, fixed, trouble, total = self.ask(
            "(lambda s: (s.menu.value, sum(s.boxes['kernel'].value, ()),"
            " *(s.switches[name].value for name in ('operation', 'mode')),"
            " s.switches['boundary'].label, s.switches['boundary'].disabled,"
            " bool(s.messages['kernel'].value), s.step.sentence.rsplit(' ', 1)[1]))({})"
        )
        kernels, outside = self.cell.locator("select").all()
        chosen = "select => select.selectedOptions[0].text.replaceAll('\\u00a0', ' ')"
        assert [choice.evaluate(chosen) for choice in (kernels, outside)] == [menu, boundary]
        assert outside.is_disabled() == fixed == (switches[1] != "same")
        assert [box.input_value() for box in self.boxes().all()] == list(cells)
        pressed = self.cell.locator("button[aria-pressed='true']").all_inner_texts()
        assert [text.strip() for text in pressed] == switches
        assert bool(self.cell.get_by_role("alert").count()) >= trouble
        assert self.caption.locator("b").last.inner_text() == total

    @at_rest
    def assert_explorer_agrees(self):
        """Readouts, panels and words show what the kernel holds."""
        self.lab.wait_for_kernel()
        panels, words = self.ask("([(p.caption, p.alt) for p in {}.panels], {}.words)")
        titles = self.cell.locator(".course-panels figcaption").all_inner_texts()
        images = self.cell.locator(".course-panels img").all()
        shown = [(t, i.get_attribute("alt")) for t, i in zip(titles, images, strict=True)]
        assert shown == panels
        assert self.caption.inner_text() == words
        assert all(image.evaluate("image => image.naturalWidth > 0") for image in images)
        values = self.ask("[c.value for c in {}.controls.values() if hasattr(c, 'readout')]")
        readouts = self.cell.locator(".widget-readout").all_inner_texts()
        assert [float(text) for text in readouts] == pytest.approx(values)


@pytest.fixture
def table(sums):
    return Shown(sums, "ProductTable(a, b)")


@pytest.fixture
def counting(sums):
    """Return the stepper over the numbers from 1 to 12, brought back to its start."""
    shown = Shown(sums, "ImageStepper(x")
    shown.button("Reset").click()
    shown.press(shown.handle, "Home")
    shown.expect_step("Step 1 of 6 of the convolution of the 3×4 input x")
    return shown


# --- notebook 03 ------------------------------------------------------------------------------


def test_the_table_gathered_and_stamped(table):
    table.press(table.handle, "ArrowRight", "ArrowRight")
    expect(table.picture).to_have_attribute("alt", re.compile("add up to n = 2. So far .*1.5\\.$"))
    expect(table.caption).to_contain_text("c[2] = a[0]·b[2] + a[1]·b[1] + a[2]·b[0]")
    table.assert_player_agrees()
    table.button("stamp").click()
    expect(table.caption).to_contain_text("a[2] = 1 stamps 1·b = 1, 0.5, 0.25 onto")
    expect(table.picture).to_have_attribute("alt", re.compile("row of a\\[2\\], moved by 2"))
    table.assert_player_agrees()
    table.press(table.handle, "End")
    expect(table.caption).to_contain_text("a[3] = 1 stamps")
    table.button("gather").click()
    expect(table.caption).to_contain_text("c[3] = ")
    table.press(table.handle, "End")
    expect(table.caption).to_contain_text("c[5] = a[3]·b[2]")
    table.assert_player_agrees()


def test_a_kernel_from_the_menu_by_both_operations(sums):
    shown = Shown(sums, 'signal("orange"), "L"')
    shown.cell.locator("select").first.select_option("L")
    shown.press(shown.handle, "End")
    for operation, value in (("correlation", 3), ("convolution", 2)):
        shown.button(operation).click()
        shown.expect_step(f"Step 1 of 9 of the {operation}")
        shown.press(shown.handle, "End")
        shown.expect_step(f"Step 9 of 9 of the {operation}")
        expect(shown.caption.locator("b").last).to_have_text(str(value))
        shown.assert_stepper_agrees()


@pytest.mark.parametrize("nonsense", ["one", "", "1e999", "<b>2</b>", "1 " * 5000])
def test_nonsense_in_a_cell_is_answered_beside_it(counting, nonsense):
    box = counting.boxes().nth(3)
    box.fill(nonsense)
    box.press("Enter")
    message = counting.cell.get_by_role("alert")
    expect(message).to_be_visible()
    assert 10 < len(message.inner_text()) < 160
    place, field = message.bounding_box(), counting.boxes().first.bounding_box()
    assert abs(place["y"] - field["y"]) < 80
    assert message.locator("b").count() == 0
    counting.expect_step("Step 1 of 6")
    expect(counting.cell.locator("select").first).to_have_value("my own")
    counting.cell.locator("select").first.select_option("1 2 / 3 4")
    expect(message).to_have_count(0)
    counting.assert_stepper_agrees()


@pytest.mark.parametrize("seed", range(2))
def test_any_sequence_of_events_leaves_page_and_kernel_in_agreement(counting, seed):
    chance = random.Random(seed)

    def edit():
        box = counting.boxes().nth(chance.randrange(4))
        box.fill(chance.choice(["0", "-1", "1/2", "nonsense", "1/0"]))
        box.press("Enter")

    def move():
        keys = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"]
        where = chance.choice([counting.handle, counting.pictures])
        counting.press(where, *chance.choices(keys, k=3))

    def choose():
        menu = counting.cell.locator("select").nth(chance.randrange(2))
        index = chance.randrange(menu.locator("option").count())
        # What was clicked before may disable the menu while the mouse is on its way.
        with contextlib.suppress(TimeoutError):
            menu.select_option(index=index, timeout=300)

    def click():
        names = ["convolution", "correlation", "full", "same", "valid", "Next ▶", "Reset"]
        counting.button(chance.choice(names)).click(force=True)

    def point():
        box = counting.picture.bounding_box() or counting.pictures.bounding_box()
        at = {"x": box["width"] * chance.uniform(0.6, 1), "y": box["height"] * chance.random()}
        counting.pictures.click(position=at)

    for _ in range(6):
        for _ in range(5):  # one after the other, as fast as the browser takes them
            chance.choice([edit, move, choose, click, point])()
        counting.assert_stepper_agrees()


def test_a_mode_that_cannot_be_goes_back(sums):
    tall = "ImageStepper([[1, 2, 3]], {'tall': [[1], [2]]}, mode='full')"
    last = max(k for k, cell in enumerate(sums.cells()) if cell["cell_type"] == "code")
    sums.write_into(last, tall)
    sums.run_cell(last)
    shown = Shown(sums, tall)
    shown.button("valid").click()
    expect(shown.cell.get_by_role("alert")).to_contain_text("needs a kernel that fits")
    shown.assert_stepper_agrees()
    expect(shown.button("full")).to_have_attribute("aria-pressed", "true")
    shown.button("same").click()
    expect(shown.cell.get_by_role("alert")).to_have_count(0)
    shown.expect_step("Step 1 of 3")
    shown.assert_stepper_agrees()


# --- notebook 04 ------------------------------------------------------------------------------


@pytest.fixture
def square(average):
    shown = Shown(average, "ImageStepper(F")
    shown.button("Reset").click()
    shown.expect_step("Step 1 of 64 of the convolution of the 10×10 input F")
    average.wait_for_kernel()
    return shown


def test_stepping_by_columns_and_rows(square):
    square.press(square.pictures, "ArrowRight", "ArrowDown", "ArrowDown")
    square.expect_step("Step 18 of 64")
    expect(square.caption).to_contain_text("S(3, 2) = ")
    square.press(square.pictures, "ArrowLeft", "ArrowUp")
    square.expect_step("Step 9 of 64")
    square.press(square.pictures, "End")
    square.expect_step("Step 64 of 64")
    square.press(square.pictures, "ArrowDown")
    square.expect_step("Step 64 of 64")
    square.press(square.handle, "Home", "ArrowRight")
    square.expect_step("Step 2 of 64")
    square.assert_stepper_agrees()


def test_a_click_on_an_output_goes_to_its_step(square):
    box = square.picture.bounding_box()
    for k in (27, 63, 0):
        left, top, right, bottom = square.ask(f"{{}}.player.pictures.spots[{k}]")
        at = {"x": box["width"] * (left + right) / 2, "y": box["height"] * (top + bottom) / 2}
        square.picture.click(position=at)
        square.expect_step(f"Step {k + 1} of 64")
    square.picture.click(position={"x": 60, "y": 60})  # the input: nothing happens
    square.expect_step("Step 1 of 64")
    square.assert_stepper_agrees()


def test_an_edited_kernel_is_ones_own_until_it_is_chosen_again(square):
    box = square.boxes().nth(4)
    box.fill("1")
    box.press("Enter")
    menu = square.cell.locator("select").first
    expect(menu).to_have_value("my own")
    square.press(square.handle, "End")
    square.expect_step("Step 64 of 64")
    square.assert_stepper_agrees()
    menu.select_option("moving average")
    expect(box).to_have_value("1/9")
    square.expect_step("Step 1 of 64")
    square.assert_stepper_agrees()


def test_switches_and_what_stands_outside(average):
    shown = Shown(average, 'ImageStepper(signal("slope")')
    outside = shown.cell.locator("select").nth(1)
    expect(outside).to_be_enabled()
    outside.select_option("reflect")
    shown.assert_stepper_agrees()
    shown.button("correlation").click()
    shown.expect_step("Step 1 of 36 of the correlation")
    shown.button("full").click()
    shown.expect_step("Step 1 of 64 of the correlation")
    expect(outside).to_be_disabled()
    shown.assert_stepper_agrees()
    shown.button("Reset").click()
    shown.expect_step("Step 1 of 36 of the convolution")
    shown.assert_stepper_agrees()


def press_fast(shown, label, key, times):
    """Press a key again and again, and see that each painted frame belongs together."""
    shown.page.evaluate(
        """cell => {
          window.torn = [];
          const look = () => {
            const words = cell.querySelector(".course-caption").innerText;
            const title = [...cell.querySelectorAll("figcaption")].map((f) => f.innerText).join();
            const sizes = [/(\\d+)[·×]\\1/.exec(words), /(\\d+)×\\1/.exec(title)];
            if (sizes[0] && sizes[1] && sizes[0][1] !== sizes[1][1]) torn.push([words, title]);
            window.looking = requestAnimationFrame(look);
          };
          look();
        }""",
        shown.cell.element_handle(),
    )
    handle = shown.cell.locator(f".noUi-handle[aria-label='{label}']")
    shown.press(handle, *[key] * times)
    shown.assert_explorer_agrees()
    shown.page.evaluate("cancelAnimationFrame(looking)")
    assert shown.page.evaluate("torn") == []


def test_ten_sizes_in_a_row_end_with_the_last(average):
    shown = Shown(average, "explore_window()")
    press_fast(shown, "window", "ArrowRight", 10)
    expect(shown.caption).to_contain_text("27·27 = 729 pixels")
    press_fast(shown, "window", "ArrowLeft", 13)
    expect(shown.caption).to_contain_text("1·1 = 1 ")


def test_borders(average):
    shown = Shown(average, "explore_borders()")
    press_fast(shown, "window", "ArrowRight", 10)
    for name in ("edge", "wrap", "zero"):
        shown.cell.locator("select").select_option(name)
        expect(shown.caption).to_contain_text(f"Outside: {name}.")
        shown.assert_explorer_agrees()


def test_the_series(average):
    shown = Shown(average, "explore_series()")
    shown.press(shown.handle, "End")
    expect(shown.picture).to_have_attribute("alt", re.compile("average of length 31: 90 of 120"))
    expect(shown.caption).to_contain_text("average of length 31")
    shown.press(shown.pictures, "ArrowLeft")
    expect(shown.caption).to_contain_text("average of length 29")


def choose(own, path):
    """Choose a file as the browser lets it be chosen."""
    with own.page.expect_file_chooser() as chooser:
        own.cell.get_by_role("button", name="Choose a PNG or JPEG").click()
    chooser.value.set_files(path)


def test_a_picture_of_ones_own(average, tmp_path):
    own, explorer = Shown(average, "OwnPicture()\nown"), Shown(average, "open_pixel(average, own)")
    stripes = np.tile(np.linspace(0, 255, 90), (60, 1))
    for name in ("chosen.png", "typed.png"):
        (tmp_path / name).write_bytes(to_png(stripes))
    (tmp_path / "broken.png").write_bytes(to_png(stripes)[:-30])
    status, alert = own.cell.get_by_role("status"), own.cell.get_by_role("alert")
    choose(own, tmp_path / "chosen.png")
    expect(status).to_have_text("“chosen.png”: 60 rows and 90 columns, grey levels from 0 to 255")
    explorer.assert_explorer_agrees()
    inside = explorer.cell.locator(".course-pointer img")
    assert inside.evaluate("image => image.naturalWidth / image.naturalHeight") == 1.5
    choose(own, tmp_path / "broken.png")
    expect(alert).to_have_text(re.compile("“broken.png” is broken or cut off"))
    own.button("Back to the portrait").click()
    expect(status).to_contain_text("256 rows and 256 columns")
    path = own.cell.get_by_label("or type its path:")
    path.fill(str(tmp_path / "none.png"))
    path.press("Enter")
    expect(alert).to_contain_text("there is no file")
    path.fill(str(tmp_path / "typed.png"))
    path.press("Enter")
    expect(status).to_contain_text("“typed.png”: 60 rows")
    explorer.assert_explorer_agrees()
    assert inside.evaluate("image => image.naturalWidth / image.naturalHeight") == 1.5
    own.button("Back to the portrait").click()
    expect(status).to_contain_text("256 rows and 256 columns")
    explorer.assert_explorer_agrees()


def assert_nothing_complains(lab):
    assert lab.inaccessible() == []
    assert lab.faults() == []


def test_after_all_this_nothing_complains(average):
    assert_nothing_complains(average)


# --- notebook 05 ------------------------------------------------------------------------------


def test_size_and_sigma_of_a_gaussian(gaussian):
    shown = Shown(gaussian, "explorers.explore_gaussian()")
    press_fast(shown, "size", "ArrowRight", 10)
    expect(shown.caption).to_contain_text("The 17×17 weights sum to 1.000.")
    press_fast(shown, "σ in pixels", "ArrowRight", 10)
    shown.cell.get_by_label("divide by the sum").click()
    expect(shown.caption).to_contain_text("that is 100.0% of the brightness")
    press_fast(shown, "σ in pixels", "ArrowLeft", 10)
    shown.cell.get_by_label("divide by the sum").click()
    press_fast(shown, "size", "ArrowLeft", 10)
    expect(shown.caption).to_contain_text("The 1×1 weights sum to 1.000.")


def test_blur_and_noise(gaussian):
    shown = Shown(gaussian, "explorers.explore_blur()")
    press_fast(shown, "noise", "ArrowRight", 10)
    press_fast(shown, "σ in pixels", "ArrowRight", 10)
    assert "σ = 5: " in shown.caption.inner_text()


def test_after_the_gaussians_nothing_complains(gaussian):
    assert_nothing_complains(gaussian)
