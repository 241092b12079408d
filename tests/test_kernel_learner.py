"""The growing kernel, driven without a browser: slider, picture and sentence agree."""

import numpy as np
import pytest

from helpers.models.learning import loss_of
from helpers.operations import convolve
from helpers.trace import OPERATIONS
from helpers.widgets.learning import LAYERS, KernelLearner

KERNEL = np.array([[1, 2, 3], [4, 5, 6]])


@pytest.fixture(scope="module")
def x():
    return np.random.default_rng(0).standard_normal((10, 11))


def test_both_ends_and_both_layers(x):
    learner = KernelLearner(x, KERNEL, rate=0.5, steps=30)
    assert (learner.player.slider.min, learner.player.slider.max) == (0, 30)
    assert not learner.record.w.any()
    target = convolve(x, KERNEL, "valid")
    for name in [*LAYERS, *LAYERS]:
        learner.choice.value = name
        learner.player.slider.value = 30
        record = learner.record
        expected = KERNEL if "convolves" in name else np.rot90(KERNEL, 2)
        np.testing.assert_allclose(record.w, expected, atol=0.01)
        y = OPERATIONS[LAYERS[name]](x, record.w, "valid")
        assert record.loss == pytest.approx(loss_of(y, target))
        frame = learner.player.frame
        assert f"Step 30, {name}" in frame.alt
        near = "from K is off by 0.00" if "convolves" in name else "from K turned by 180° by 0.00"
        assert near in frame.caption
        assert frame.caption.count("0.00") == 1


def test_the_place_is_kept_when_the_layer_changes(x):
    learner = KernelLearner(x, KERNEL, steps=5)
    learner.player.slider.value = 3
    learner.choice.value = "the layer convolves"
    assert learner.player.slider.value == 3
    assert learner.player.frame.alt.count("Step 3, the layer convolves") == 1
    assert len(learner.player.pictures.frames) == 6


def test_where_nothing_is_live_the_first_step_stands(x):
    learner = KernelLearner(x, KERNEL, steps=2)
    bundle = learner._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert "Step 0, the layer correlates" in data["text/plain"]
    assert 'alt="The true kernel K, 1 2 3 / 4 5 6;' in data["text/html"]


def test_both_trainings_are_offered_and_the_live_one_stays(x):
    learner = KernelLearner(x, KERNEL, steps=4)
    learner.player.slider.value = 3
    shown = learner.player.frames
    views = learner.views()
    assert [view.name for view in views] == list(LAYERS)
    assert learner.player.frames is shown
    assert learner.player.index == 3
    for view in views:
        learner.choice.value = view.name
        assert [still.label for still in view.stills] == [f"step {n}" for n in range(5)]
        assert [still.panels for still in view.stills] == [(f,) for f in learner.player.frames]
