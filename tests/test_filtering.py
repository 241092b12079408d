"""The explorer of kernels, driven: menu, boxes, display, nonsense."""

import random

import numpy as np
import pytest
from ipywidgets import ValueWidget

from helpers.data.filters import FILTERS, filter_image, filter_kernel
from helpers.data.photographs import photograph
from helpers.widgets.controls import EDITED
from helpers.widgets.filtering import DISPLAYS, explore_filters


@pytest.fixture(scope="module")
def explorer():
    return explore_filters()


@pytest.fixture(autouse=True)
def at_the_start(explorer):
    explorer.menu.value = "identity"
    explorer.controls["image"].value = "photograph"
    explorer.controls["display"].value = DISPLAYS[0]


def box(explorer, row, column):
    return explorer.controls["kernel"].children[row].children[column]


@pytest.mark.parametrize("name", FILTERS)
def test_the_menu_sets_the_weights_and_the_picture_follows(explorer, name):
    explorer.menu.value = name
    output = filter_image(photograph(200), filter_kernel(name))
    assert f"{abs(round(output.min(), 1)):.10g}" in explorer.words
    assert f"{round(output.max(), 1):.10g}" in explorer.words
    assert explorer.menu.value == name
    assert not explorer.message.value


def test_an_edited_kernel_is_my_own_until_it_is_a_known_one(explorer):
    box(explorer, 1, 2).value = "1"
    assert explorer.menu.value == EDITED
    assert explorer.words.startswith("Sum 2: a flat image is multiplied by 2.")
    box(explorer, 1, 1).value = "0"
    assert explorer.menu.value == "1 right of the centre"


@pytest.mark.parametrize("nonsense", ["x", "", "1,2,3", "2j", "1e999", "<b>"])
def test_nonsense_leaves_the_last_good_picture_and_says_so(explorer, nonsense):
    explorer.menu.value = "sharpen"
    panels, words = explorer.panels, explorer.words
    box(explorer, 0, 0).value = nonsense
    assert 'role="alert"' in explorer.message.value
    assert "<b>" not in explorer.message.value
    assert (explorer.panels, explorer.words) == (panels, words)
    explorer.menu.value = "blur"
    assert not explorer.message.value
    assert explorer.words.startswith("Sum 1:")


def test_a_flat_image_shows_the_sum(explorer):
    explorer.controls["image"].value = "flat grey 128"
    explorer.menu.value = "Sobel, top to bottom"
    assert "Outputs from 0 to 0" in explorer.words
    explorer.menu.value = "emboss"
    assert "Outputs from 128 to 128" in explorer.words


def test_both_displays_say_what_they_are(explorer):
    explorer.menu.value = "Laplacian"
    seen = []
    for display in DISPLAYS:
        explorer.controls["display"].value = display
        seen.append((explorer.panels[1].png, explorer.panels[1].alt))
    assert seen[0][0] != seen[1][0]
    assert seen[0][1].startswith("Output, as 8-bit levels: from −")
    assert seen[1][1].startswith("Output, signed: from −")


def test_stills_show_the_weights_as_well(explorer):
    views = {view.name: view for view in explorer.views()}
    stills = {still.label: still for still in views["photograph"].stills}
    assert list(stills) == list(FILTERS)
    assert stills["sharpen"].panels[0].alt == "Kernel: 0 −1 0 / −1 5 −1 / 0 −1 0."
    assert stills["blur"].panels[0].alt == "Kernel: 1/9 1/9 1/9 / 1/9 1/9 1/9 / 1/9 1/9 1/9."
    assert stills["sharpen"].titles == ("kernel", "photograph", "output, as 8-bit levels")
    assert all(len(still.panels) == 3 for view in views.values() for still in view.stills)


def test_it_survives_random_events(explorer):
    events = random.Random(3)
    for _ in range(30):
        kind = events.randrange(4)
        if kind == 0:
            explorer.menu.value = events.choice([*FILTERS, EDITED])
        elif kind == 1:
            box(explorer, events.randrange(3), events.randrange(3)).value = events.choice("019x")
        else:
            control = explorer.controls[("image", "display")[kind - 2]]
            assert isinstance(control, ValueWidget)
            control.value = events.choice(control.options)
        assert len(explorer.panels) == 2
    explorer.menu.value = "blur"
    assert not explorer.message.value


def test_an_own_picture_takes_the_place_of_the_photograph():
    class Own:
        image = np.full((20, 30), 10.0)

        def observe(self, follow, name):
            self.follow = follow

    own = Own()
    explorer = explore_filters(own)
    assert "Outputs from 10 to 10" in explorer.words
    own.image = np.full((20, 30), 40.0)
    own.follow(None)
    assert "Outputs from 40 to 40" in explorer.words
