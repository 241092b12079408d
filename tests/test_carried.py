"""What trained filters answer when they are carried, and what the explorer says of it."""

import numpy as np
import pytest

from helpers.drawing.edges import draw_answers, in_words, show_score
from helpers.models.edges import SIDES, edges, learn_filters, scores
from helpers.operations import correlate
from helpers.widgets import explore_carried
from helpers.widgets.learning import CARRIED, PROGRAMS


@pytest.fixture(scope="module")
def explorer():
    *_, last = learn_filters(*edges(80, seed=1), seed=1)
    return explore_carried(last.w, *edges(40, seed=2))


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("weights", CARRIED)
def test_all_is_right_or_all_is_wrong(explorer, program, weights):
    explorer.controls["program"].value = program
    explorer.controls["weights"].value = weights
    fits = PROGRAMS.index(program) == CARRIED.index(weights)
    assert f"Of 40 images {'100%' if fits else '0%'} are right." in explorer.words
    table = explorer.panels[-1].alt
    assert ("left: left 10; right: right 10" in table) == fits
    assert ("left: right 10; right: left 10" in table) != fits


def test_the_filters_are_shown_as_they_lie_in_memory(explorer):
    explorer.controls["weights"].value = CARRIED[0]
    as_trained = [panel.alt for panel in explorer.panels[:4]]
    explorer.controls["program"].value = PROGRAMS[1]
    assert [panel.alt for panel in explorer.panels[:4]] == as_trained
    explorer.controls["weights"].value = CARRIED[1]
    turned = explorer.panels[0].alt.split(": ")[1].rstrip(".")
    rows = [row.split() for row in as_trained[0].split(": ")[1].rstrip(".").split(" / ")]
    assert " / ".join(" ".join(row[::-1]) for row in rows[::-1]) == turned


def test_its_stills_tell_the_story():
    (view,) = explore_carried(np.zeros((4, 5, 5)), *edges(8)).views()
    assert [still.label for still in view.stills] == [
        "in the program that trained",
        "carried as they were",
        "carried and turned",
    ]


def test_counts_are_said_and_drawn():
    counts = np.array([[3, 1], [0, 4]])
    assert in_words(counts, ["a", "b"]) == "a: a 3, b 1; b: b 4."
    assert draw_answers(counts, ["a", "b"]).alt == "Answers. a: a 3, b 1; b: b 4."


def test_a_score_is_the_mean_after_relu():
    images, _ = edges(1)
    w = np.random.default_rng(0).standard_normal((5, 5))
    shown = show_score(images[0], w)
    y = correlate(images[0], w, "valid")
    assert shown.frames[-1].caption == f"after ReLU: mean {scores(images, w[None])[0, 0]:.3g}"
    assert f"from {y.min():.2f} to {y.max():.2f}" in shown.alt
    assert len(SIDES) == 4
