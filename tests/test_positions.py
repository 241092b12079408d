"""The explorer of output sizes counts what it draws, and says where nothing fits."""

import random

from helpers.models.layers import output_size
from helpers.widgets.layers import count, explore_positions


def assert_agreement(explorer):
    """Picture and sentence say the number of outputs, or a message why there are none."""
    given = {name: each.value for name, each in explorer.controls.items()}
    outputs = output_size(**given)
    assert bool(explorer.message.value) == (outputs < 1)
    if outputs > 0:
        assert f"Counted: {outputs} position" in explorer.words
        assert f"at each of its {outputs} positions" in explorer.panels[0].alt
        assert explorer.panels[0].width <= 860


def test_the_sentence_counts():
    assert count(7, 3).startswith("Counted: 5 positions.")
    assert "never reached" not in count(7, 3)
    assert count(3, 3).startswith("Counted: 1 position.")
    assert count(8, 3, stride=2, padding=1).endswith(" 1 place at the end is never reached.")
    said = count(10, 3, stride=4)
    assert said.endswith("= ⌊7 / 4⌋ + 1 = 1 + 1 = 2. 3 places at the end are never reached.")


def test_the_explorer_follows_both_ends_of_every_slider():
    explorer = explore_positions()
    for control in explorer.controls.values():
        start = control.value
        for end in (control.min, control.max, start):
            control.value = end
            assert_agreement(explorer)


def test_a_kernel_that_does_not_fit_leaves_the_last_good_picture():
    explorer = explore_positions()
    explorer.controls["n"].value = 5
    panels = explorer.panels
    explorer.controls["k"].value = 7
    assert "spans 7 places, and there are only 5" in explorer.message.value
    assert explorer.panels is panels
    explorer.controls["padding"].value = 1
    assert not explorer.message.value
    assert explorer.words.startswith("Counted: 1 position.")


def test_the_explorer_survives_random_events():
    explorer, events = explore_positions(), random.Random(5)
    for _ in range(40):
        control = events.choice(list(explorer.controls.values()))
        control.value = events.randint(control.min, control.max)
        assert_agreement(explorer)
