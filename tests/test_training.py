"""Weights that are learned: a kernel, four filters, and where they are carried."""

import asyncio
import itertools

import numpy as np
import pytest

from helpers.drawing import show_edges, show_score
from helpers.drawing.arrays import draw_answers
from helpers.models.edges import edges, learn_filters, scores
from helpers.operations import convolve, correlate
from helpers.trace import OPERATIONS
from helpers.widgets.layers import (
    CARRIED,
    LAYERS,
    PROGRAMS,
    SLICE,
    KernelLearner,
    explore_carried,
    train_on_edges,
)

IMAGES = edges(16, seed=1)
KERNEL = np.array([[1, 2, 3], [4, 5, 6]])
X = np.random.default_rng(0).standard_normal((10, 11))


@pytest.fixture
def training():
    return train_on_edges(*IMAGES, seed=2, steps=60)


@pytest.fixture(scope="module")
def expected():
    return list(learn_filters(*IMAGES, seed=2, steps=60))


def assert_at(training, step, expected):
    """Weights, losses, bar, words, pictures and buttons all belong to this step."""
    assert training.step == step
    np.testing.assert_array_equal(training.w, expected[step].w)
    assert training.losses == [record.loss for record in expected[: step + 1]]
    assert f'value="{step}" max="60"' in training.bar.value
    assert f"step {step} of 60, loss {expected[step].loss:.3f}" in training.bar.value
    assert training.view.frames[0]["alt"].endswith(f"loss {expected[step].loss:.2f}.")
    assert [frame["caption"] for frame in training.view.frames] == [
        "loss", "left", "right", "above", "below",
    ]  # fmt: skip
    assert training.train.disabled == (bool(training._task) or step == 60)
    assert training.stop.disabled == (not training._task)


def in_a_loop(learner):
    """Make a test of what a learner does while a training goes on beside."""

    def test(training, expected, run_alone):
        run_alone(asyncio.run, learner(training, expected))

    return test


async def until_it_ends(training):
    while training._task:
        await asyncio.sleep(0.01)


def test_finish_makes_all_steps_and_may_be_called_again(training, expected):
    finished = training.finish()
    assert_at(training, 60, expected)
    assert "Step 60 of 60" in finished.frames[0].alt
    assert training.finish() == finished
    assert_at(training, 60, expected)


def test_without_a_loop_the_button_trains_to_the_end(training, expected, run_alone):
    run_alone(training.train.click)
    assert_at(training, 60, expected)


@in_a_loop
async def test_it_can_be_stopped_and_goes_on_from_there(training, expected):
    training.train.click()
    assert_at(training, 0, expected)
    while training.step < 2 * SLICE:
        await asyncio.sleep(0)
    training.stop.click()
    stopped = training.step
    assert 0 < stopped < 60
    await asyncio.sleep(0.1)
    assert_at(training, stopped, expected)
    assert "Train on" in training.train.description
    assert training.view.words.startswith(f"Step {stopped} of 60")
    training.train.click()
    task = training._task
    training.train.click()  # twice is once
    assert training._task is task
    await until_it_ends(training)
    assert_at(training, 60, expected)


@in_a_loop
async def test_starting_over(training, expected):
    training.train.click()
    await asyncio.sleep(0.03)
    training.again.click()
    assert_at(training, 0, expected)
    await asyncio.sleep(0.05)
    assert_at(training, 0, expected)
    training.finish()
    training.again.click()
    assert_at(training, 0, expected)


def test_a_kernel_grows_to_k_or_to_k_turned(undrawn):
    learner = KernelLearner(X, KERNEL, rate=0.5, steps=30)
    assert (learner.player.slider.min, learner.player.slider.max) == (0, 30)
    assert not any(records[0].w.any() for records in learner.trainings.values())
    target = convolve(X, KERNEL, "valid")
    for name in [*LAYERS, *LAYERS]:
        learner.choice.value = name
        learner.player.slider.value = 30
        record, frame = learner.trainings[LAYERS[name]][30], learner.player.frames[30]
        convolves = "convolves" in name
        np.testing.assert_allclose(record.w, KERNEL if convolves else KERNEL[::-1, ::-1], atol=0.01)
        y = OPERATIONS[LAYERS[name]](X, record.w, "valid")
        assert record.loss == pytest.approx(np.mean((y - target) ** 2) / 2)
        assert f"Step 30, {name}" in frame.alt
        near = "from K is off by 0.00" if convolves else "from K turned by 180° by 0.00"
        assert near in frame.caption
        assert frame.caption.count("0.00") == 1


def test_the_place_is_kept_when_the_layer_changes_and_both_are_offered(undrawn):
    learner = KernelLearner(X, KERNEL, steps=4)
    learner.player.slider.value = 3
    shown, views = learner.player.frames, learner.views()
    assert [view.name for view in views] == list(LAYERS)
    assert learner.player.frames is shown
    for view in views:
        learner.choice.value = view.name
        assert learner.player.index == 3
        assert learner.player.frames[3].alt.count(f"Step 3, {view.name}") == 1
        assert [still.label for still in view.stills] == [f"step {n}" for n in range(5)]
        assert [still.panels for still in view.stills] == [(f,) for f in learner.player.frames]


def test_carried_filters_are_all_right_or_all_wrong_and_shown_as_they_lie_in_memory():
    *_, last = learn_filters(*edges(80, seed=1), seed=1)
    explorer = explore_carried(last.w, *edges(40, seed=2))
    as_trained = [panel.alt for panel in explorer.panels[:4]]
    rows = [row.split() for row in as_trained[0].split(": ")[1].rstrip(".").split(" / ")]
    turned = " / ".join(" ".join(row[::-1]) for row in rows[::-1])
    for (p, program), (c, weights) in itertools.product(enumerate(PROGRAMS), enumerate(CARRIED)):
        explorer.controls["program"].value, explorer.controls["weights"].value = program, weights
        assert f"Of 40 images {'100%' if p == c else '0%'} are right." in explorer.words
        table = explorer.panels[-1].alt
        assert ("left: left 10; right: right 10" in table) == (p == c)
        shown = [panel.alt for panel in explorer.panels[:4]]
        assert (turned in shown[0]) if c else (shown == as_trained)


def test_answers_and_scores_are_said():
    counts = np.array([[3, 1], [0, 4]])
    assert draw_answers(counts, ["a", "b"]).alt == "Answers. a: a 3, b 1; b: b 4."
    w = np.random.default_rng(0).standard_normal((5, 5))
    shown, y = show_score(IMAGES[0][0], w), correlate(IMAGES[0][0], w, "valid")
    score = scores(IMAGES[0], w[None])[0, 0]
    assert shown.frames[-1].caption == f"after ReLU: mean {score:.3g}"
    assert f"from −{-y.min():.2f} to {y.max():.2f}" in shown.frames[2].alt
    sides = show_edges(*IMAGES).frames
    assert [frame.caption for frame in sides] == 2 * ["left", "right", "above", "below"]
    assert sides[2].alt == "Image of 12×12 pixels with noise: bright above."
    assert sides[0].alt.endswith("bright on the left.")
