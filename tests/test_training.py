"""A training is watched, stopped, resumed and begun again, and its steps are always the same."""

import asyncio

import numpy as np
import pytest

from helpers.drawing import show_edges
from helpers.models.edges import edges, learn_filters
from helpers.widgets.learning import SLICE, train_on_edges

IMAGES = edges(16, seed=1)


@pytest.fixture
def training():
    return train_on_edges(*IMAGES, seed=2, steps=60)


@pytest.fixture(scope="module")
def expected():
    return list(learn_filters(*IMAGES, seed=2, steps=60))


def assert_at(training, step, expected):
    """Weights, losses, bar, words, pictures and buttons all belong to this step."""
    assert training.record.step == step
    np.testing.assert_array_equal(training.w, expected[step].w)
    assert training.losses == [record.loss for record in expected[: step + 1]]
    assert f'value="{step}" max="60"' in training.bar.value
    assert f"step {step} of 60, loss {expected[step].loss:.3f}" in training.bar.value
    assert training.view.frames[0]["alt"].endswith(f"loss {expected[step].loss:.2f}.")
    assert [frame["caption"] for frame in training.view.frames] == [
        "loss", "left", "right", "above", "below",
    ]  # fmt: skip
    assert training.train.disabled == (training.running or step == 60)
    assert training.stop.disabled == (not training.running)


def test_at_the_start_nothing_was_trained(training, expected):
    assert_at(training, 0, expected)
    assert training.train.description.endswith("Train")


def test_finish_makes_all_steps_and_may_be_called_again(training, expected):
    finished = training.finish()
    assert_at(training, 60, expected)
    assert "Step 60 of 60" in finished.alt
    assert training.finish().alt == finished.alt
    assert_at(training, 60, expected)


def test_without_a_loop_the_button_trains_to_the_end(training, expected):
    training.train.click()
    assert_at(training, 60, expected)


def test_it_can_be_stopped_and_goes_on_from_there(training, expected):
    async def learner():
        training.train.click()
        assert_at(training, 0, expected)
        while training.record.step < 2 * SLICE:
            await asyncio.sleep(0)
        training.stop.click()
        stopped = training.record.step
        assert 0 < stopped < 60
        await asyncio.sleep(0.1)
        assert_at(training, stopped, expected)
        assert "Train on" in training.train.description
        assert training.view.words.startswith(f"Step {stopped} of 60")
        training.train.click()
        task = training._task
        training.train.click()  # twice is once
        assert training._task is task
        while training.running:
            await asyncio.sleep(0.01)
        assert_at(training, 60, expected)

    asyncio.run(learner())


def test_finish_while_it_trains_takes_over(training, expected):
    async def learner():
        training.train.click()
        await asyncio.sleep(0.05)
        training.finish()
        assert not training.running
        assert_at(training, 60, expected)
        await asyncio.sleep(0.05)
        assert_at(training, 60, expected)

    asyncio.run(learner())


def test_stop_and_go_at_once_leaves_one_training(training, expected):
    async def learner():
        training.train.click()
        await asyncio.sleep(0)
        first = training._task
        training.stop.click()
        training.train.click()
        while not first.done():
            await asyncio.sleep(0.001)
        assert training.running
        while training.running:
            await asyncio.sleep(0.01)
        assert_at(training, 60, expected)

    asyncio.run(learner())


def test_starting_over(training, expected):
    async def learner():
        training.train.click()
        await asyncio.sleep(0.03)
        training.again.click()
        assert_at(training, 0, expected)
        await asyncio.sleep(0.05)
        assert_at(training, 0, expected)

    asyncio.run(learner())
    training.finish()
    training.again.click()
    assert_at(training, 0, expected)


def test_a_training_cut_off_in_the_middle_of_a_step_starts_over(training, expected):
    def cut_off():
        yield expected[0]
        yield expected[1]
        raise KeyboardInterrupt

    make, training._make = training._make, cut_off
    training.reset()
    training._make = make
    with pytest.raises(KeyboardInterrupt):
        training.finish()
    assert_at(training, 0, expected)
    training.finish()
    assert_at(training, 60, expected)


def test_where_nothing_is_live_its_pictures_stand(training):
    bundle = training._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert data["text/plain"].startswith("Step 0 of 60")
    assert data["text/html"].count("<img alt=") == 5


def test_the_edges_are_shown_with_their_bright_sides():
    shown = show_edges(*IMAGES, count=3)
    assert [frame.caption for frame in shown.frames] == ["left", "right", "above"]
    assert shown.frames[2].alt == "Image of 12×12 pixels with noise: bright above."
    assert shown.frames[0].alt.endswith("bright on the left.")


def test_telling_steps_are_offered_and_the_live_training_stays(training, expected):
    training._advance(7)
    training._show()
    (view,) = training.views()
    assert_at(training, 7, expected)
    steps = [0, 2, 5, 10, 20, 50, 60]
    assert [still.label for still in view.stills] == [f"step {step}" for step in steps]
    for step, still in zip(steps, view.stills, strict=True):
        loss = expected[step].loss
        assert still.caption == f"<div>Step {step} of 60: loss {loss:.2f}.</div>"
        assert still.titles == ("loss", "left", "right", "above", "below")
    assert list(view.stills[-1].panels) == list(training.finish().frames)
    assert training.views() == [view]
