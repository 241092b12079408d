"""The training of notebook 08 in the real JupyterLab: watched, stopped, resumed."""

import pytest
from playwright.sync_api import expect

BOOKS = ("08_learned_filters",)


@pytest.fixture(scope="module")
def course(lab):
    lab.use(BOOKS[0])
    return lab


@pytest.fixture
def training(course):
    """Return the training's cell, brought back to its start."""
    cell = course.cell(course.number_of("training = train_on_edges"))
    cell.scroll_into_view_if_needed()
    expect(cell.locator("progress")).to_have_attribute("max", "200")
    cell.get_by_role("button", name="Start over").click()
    expect(cell.locator("progress")).to_have_attribute("value", "0")
    return cell


def steps(cell):
    return int(cell.locator("progress").get_attribute("value"))


def test_it_is_stopped_while_it_trains_and_ends_where_it_would_have_ended(course, training):
    training.get_by_role("button", name="Train").click()
    expect(training.locator("progress")).not_to_have_attribute("value", "0")
    training.get_by_role("button", name="Stop").click()
    expect(training.get_by_role("button", name="Train on")).to_be_enabled()
    course.wait_for_kernel()
    stopped = steps(training)
    assert 0 < stopped < 200
    course.page.wait_for_timeout(300)
    assert steps(training) == stopped
    training.get_by_role("button", name="Train on").click()
    expect(training.locator("progress")).to_have_attribute("value", "200")
    expect(training.locator(".course-caption")).to_have_text("Step 200 of 200: loss 0.02.")
    assert course.kernel_value("bool((training.w == again.w).all())")


def test_nothing_is_broken_and_all_has_a_name(course):
    assert course.faults() == []
    assert course.inaccessible() == []
