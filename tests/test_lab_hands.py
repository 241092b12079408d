"""What a learner's hands do to a notebook in JupyterLab and Notebook 7: nothing is destroyed."""

import pytest
from lab import LAB, NOTEBOOK
from playwright.sync_api import expect

WIDGETS = (
    "from helpers.widgets import *",
    "predict('02/length', '02/largest')",
    "Stepper()",
    "ImageStepper([[1, 2, 3], [4, 5, 6]], {'one': [[1, 0]], 'two': [[0, 1]]})",
    "explore_bright_pixel()",
    "explore_filters()",
    "explore_gaussian()",
    "OwnPicture()",
    "KernelLearner([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1.0, 2.0]], steps=3)",
)
CONTROLS = ".jp-OutputArea-output :is(button, input, select, summary, a[href], [tabindex='0'])"
KEYS = [*"bx", "ArrowDown", "ArrowRight"]  # a cell more, one less, and another one chosen
STILL = ".course-still"
GONE = "The kernel that answered here has ended. Run this cell again to make it live."


@pytest.mark.parametrize("place", [LAB, NOTEBOOK])
def test_neither_keys_nor_another_day_destroy_anything(lab, place):
    lab.write(*WIDGETS, place=place)
    lab.run_all()
    lab.wait_for_kernel()
    no_key_on_a_control_changes_the_notebook(lab)
    if place == LAB:
        restarted_it_says_that_it_must_be_run_again(lab)
    reopened_it_says_that_it_must_be_run(lab, place)


def no_key_on_a_control_changes_the_notebook(lab):
    kinds, faults = set(), []
    for control in lab.page.query_selector_all(CONTROLS):
        kind = control.evaluate(
            "e => [e.closest('.jp-Cell').innerText.slice(0, 9), e.tagName, e.type, e.className] + 0"
        )
        if kind in kinds or not control.is_visible() or control.is_disabled():
            continue
        kinds.add(kind)
        control.evaluate("e => e.focus()")
        before = lab.ask("sources()")
        for key in KEYS:
            control.press(key)
        if lab.ask("sources()") != before:
            faults.append(kind)
        if lab.page.locator(".jp-Dialog").count():
            faults.append(f"{kind}: a question of JupyterLab's")
            lab.page.keyboard.press("Escape")
    assert len(kinds) > 25, kinds
    assert not faults


def restarted_it_says_that_it_must_be_run_again(lab):
    lab.restart()
    expect(lab.page.locator(f"text={GONE}")).to_have_count(len(WIDGETS) - 1)
    choice = lab.cell(2).locator("input").first
    assert choice.evaluate("e => e.inert")
    picture = lab.cell(3).locator("img").first
    before = picture.get_attribute("alt")
    lab.cell(3).get_by_role("button", name="Next").click()  # goes on without a kernel
    expect(picture).not_to_have_attribute("alt", before)
    lab.run_all()
    expect(lab.page.locator(f"text={GONE}")).to_have_count(0)


def reopened_it_says_that_it_must_be_run(lab, place):
    shown = lab.page.locator(".jp-OutputArea-output > .course-interactive")
    expect(shown).to_have_count(len(WIDGETS) - 1)
    expect(lab.page.locator(STILL).first).to_be_hidden()  # what is live stands in its place
    lab.ask("save()")
    lab.open("scratch", place)  # the next day: with another kernel
    expect(lab.page.locator(STILL)).to_have_count(len(WIDGETS) - 1)
    for still in lab.page.locator(STILL).all():
        expect(still).to_contain_text("Run this cell to make it live.")
    expect(lab.page.locator("text=model not found").first).to_be_hidden()
    assert lab.broken() == []
