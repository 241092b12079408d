"""The explorers of notebooks 01, 07 and 09 in the real JupyterLab, used by pointer and keyboard."""

import pytest
from playwright.sync_api import expect

BOOKS = FILTERS, NEIGHBOURS, LAYERS = (
    "07_filters_in_practice",
    "01_why_neighbourhoods",
    "09_layers",
)


@pytest.fixture(scope="module")
def filters(lab):
    lab.use(FILTERS)
    return lab


@pytest.fixture(scope="module")
def layers(lab):
    lab.use(LAYERS)
    return lab


@pytest.fixture(scope="module")
def neighbours(lab):
    lab.use(NEIGHBOURS)
    return lab


def caption(cell):
    return cell.locator(".course-caption")


def press(cell, name, *keys):
    """Press keys on the slider called `name`."""
    handle = cell.get_by_role("slider", name=name)
    handle.focus()
    for key in keys:
        handle.press(key)


def test_a_kernel_is_chosen_typed_and_mistyped(filters):
    cell = filters.cell(filters.number_of("explore_filters()"))
    cell.get_by_label("kernel:").select_option("Laplacian")
    expect(caption(cell)).to_contain_text("Sum 0: a flat image becomes 0.")
    middle = cell.get_by_label("kernel[1, 1]")
    middle.fill("-3")
    middle.press("Enter")
    expect(caption(cell)).to_contain_text("Sum 1: a flat image stays as it is.")
    expect(cell.get_by_label("kernel:")).to_have_value("my own")
    middle.fill("much")
    middle.press("Enter")
    expect(cell.get_by_role("alert")).to_contain_text("“much” is not a number.")
    expect(caption(cell)).to_contain_text("Sum 1:")
    cell.get_by_label("kernel:").select_option("blur")
    expect(cell.get_by_role("alert")).to_have_count(0)
    cell.get_by_label("display:").select_option("signed: + red, − blue")
    expect(cell.get_by_alt_text("Output, signed: from")).to_be_visible()


def assert_nothing_complains(lab):
    assert lab.faults() == []
    assert lab.inaccessible() == []


def test_nothing_complains_in_07(filters):
    assert_nothing_complains(filters)


def test_positions_are_counted_with_the_keyboard(layers):
    cell = layers.cell(layers.number_of("explore_positions()"))
    press(cell, "stride s", "ArrowRight")
    press(cell, "padding p", "ArrowRight")
    expect(caption(cell)).to_contain_text("Counted: 4 positions.")
    expect(cell.get_by_alt_text("it begins at −1, 1, 3, 5")).to_be_visible()
    press(cell, "dilation d", "ArrowRight")
    expect(caption(cell)).to_contain_text("Counted: 3 positions.")
    press(cell, "dilation d", "ArrowRight")
    expect(caption(cell)).to_contain_text("Counted: 2 positions.")
    press(cell, "k, weights", "ArrowRight")
    expect(cell.get_by_role("alert")).to_contain_text("the kernel does not fit")
    press(cell, "k, weights", "ArrowLeft")
    expect(cell.get_by_role("alert")).to_have_count(0)
    expect(caption(cell)).to_contain_text("Counted: 2 positions.")


def test_nothing_complains_in_09(layers):
    cell = layers.cell(layers.number_of("explore_fields()"))
    press(cell, "stride", "ArrowRight")
    expect(caption(cell)).to_contain_text("1 + 2 + 4 = 7 inputs in a row.")
    assert_nothing_complains(layers)


def test_the_similarity_of_pixels_follows_the_controls(neighbours):
    cell = neighbours.cell(neighbours.number_of("explore_pairs()"))
    press(cell, "distance", "End")
    expect(caption(cell)).to_contain_text("lie 100 apart")
    cell = neighbours.cell(neighbours.number_of("explore_pixel()"))
    press(cell, "row", "ArrowLeft")
    expect(caption(cell)).to_contain_text("Pixel (13, 14), pictures as they are.")
    cell.get_by_label("all pictures shuffled").check()
    expect(caption(cell)).to_contain_text("Pixel (13, 14), pictures shuffled.")


def test_nothing_complains_in_01(neighbours):
    assert_nothing_complains(neighbours)
