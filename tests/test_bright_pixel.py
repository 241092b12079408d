"""The explorer of what one bright pixel prints, driven."""

import random

import numpy as np
import pytest

from helpers.data.letters import LETTERS, bright_pixel, letter
from helpers.models.orientation import AS_IT_STANDS, ORIENTATIONS, oriented
from helpers.operations import convolve, correlate
from helpers.widgets.controls import EDITED
from helpers.widgets.filtering import explore_bright_pixel, tiles


@pytest.fixture(scope="module")
def explorer():
    return explore_bright_pixel()


@pytest.fixture(autouse=True)
def at_the_start(explorer):
    explorer.menu.value = "F"
    explorer.controls["orientation"].value = AS_IT_STANDS
    explorer.controls["operation"].value = "convolution"


def numbers(panel):
    """Read an array out of a text alternative."""
    rows = panel.alt.split(": ")[-1].rstrip(".").replace("−", "-").split(" / ")
    return np.array([row.split() for row in rows], int)


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_the_pictures_are_those_of_the_operations(explorer, name, orientation):
    explorer.menu.value = name
    explorer.controls["orientation"].value = orientation
    kernel = oriented(letter(name), orientation)
    both = [f(bright_pixel(), kernel, "same") for f in (convolve, correlate)]
    for operation, output in zip(("convolution", "correlation"), both, strict=True):
        explorer.controls["operation"].value = operation
        shown = [numbers(panel) for panel in explorer.panels]
        assert all(map(np.array_equal, shown, (kernel, bright_pixel(), output, both[0] - both[1])))
        assert explorer.words.startswith(operation.capitalize())
    differ = np.count_nonzero(both[0] - both[1])
    said = f"differ in {differ} of 81 pixels" if differ else "agree in every pixel"
    assert said in explorer.words


def test_a_click_switches_an_entry_and_the_menu_says_so(explorer):
    button = explorer.controls["kernel"].cells[0][4]
    button.click()
    assert button.description == "1"
    assert explorer.menu.value == EDITED
    assert numbers(explorer.panels[0])[0, 4] == 1
    button.click()
    assert explorer.menu.value == "F"
    assert explorer.controls["kernel"].cells[0][4].description == "0"


def test_an_empty_kernel_leaves_the_last_pictures(explorer):
    explorer.menu.value = "L"
    editor = explorer.controls["kernel"]
    marked = [b for row in editor.cells for b in row if b.description == "1"]
    for button in marked[:-1]:
        button.click()
    panels = explorer.panels
    marked[-1].click()
    assert explorer.panels is panels
    assert "switch on at least one" in explorer.message.value
    marked[0].click()
    assert not explorer.message.value


def test_any_order_of_events(explorer):
    choose = random.Random(6)
    editor = explorer.controls["kernel"]
    for _ in range(60):
        event = choose.randrange(4)
        if event == 0:
            explorer.menu.value = choose.choice(list(LETTERS))
        elif event == 1:
            choose.choice(choose.choice(editor.cells)).click()
        elif event == 2:
            explorer.controls["orientation"].value = choose.choice(list(ORIENTATIONS))
        else:
            explorer.controls["operation"].value = choose.choice(["convolution", "correlation"])
        kernel = np.array(editor.value)
        assert [[b.description for b in row] for row in editor.cells] == kernel.astype(str).tolist()
        if kernel.any():
            lying = oriented(kernel, explorer.controls["orientation"].value)
            assert np.array_equal(numbers(explorer.panels[0]), lying)


def test_tiles_name_what_they_show():
    frame = tiles(np.array([[1, -1]]), "difference", signed=True)
    assert frame.alt == "difference: 1 −1."
    assert (frame.width, frame.height) == (45, 23)
