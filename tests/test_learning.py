"""Gradients are what differences say, whatever the shapes; descent finds what made the targets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.learning import (
    curvatures,
    descend,
    gradient_w,
    gradient_x,
    loss_of,
    numerical_gradient,
)
from helpers.trace import OPERATIONS


def layer(x, w, operation="correlation"):
    return OPERATIONS[operation](x, w, "valid")


@st.composite
def layers(draw):
    """Return x, w and g of shapes that fit, none of them square as a rule."""
    shape = st.tuples(st.integers(1, 4), st.integers(1, 4))
    m, extra = draw(shape), draw(shape)
    random = np.random.default_rng(draw(st.integers(0, 99)))
    x = random.standard_normal([a + b - 1 for a, b in zip(m, extra, strict=True)])
    return x, random.standard_normal(m), random.standard_normal(extra)


@pytest.mark.parametrize("operation", OPERATIONS)
@given(data=layers())
def test_both_gradients_are_what_differences_say(operation, data):
    x, w, g = data
    by_w = numerical_gradient(lambda w: np.sum(g * layer(x, w, operation)), w)
    by_x = numerical_gradient(lambda x: np.sum(g * layer(x, w, operation)), x)
    np.testing.assert_allclose(gradient_w(x, g, operation), by_w, atol=1e-6)
    np.testing.assert_allclose(gradient_x(w, g, operation), by_x, atol=1e-6)


def test_the_loss_and_its_gradient_belong_together():
    random = np.random.default_rng(1)
    x, w, target = (random.standard_normal(s) for s in ((6, 7), (2, 3), (5, 5)))
    y = layer(x, w)
    by_moving = numerical_gradient(lambda w: loss_of(layer(x, w), target), w)
    np.testing.assert_allclose(gradient_w(x, (y - target) / y.size), by_moving, atol=1e-7)
    assert loss_of(y, y) == 0


def test_the_loss_never_wraps_around_and_never_broadcasts():
    assert loss_of(np.uint8([1, 2]), np.uint8([3, 0])) == 2
    assert loss_of([2**63 - 1], [2**63 - 3]) == 2
    assert loss_of([1j], [0]) == 0.5
    with pytest.raises(ValueError, match=r"output has shape \(2,\), the target \(1,\)"):
        loss_of([1, 2], [1])


@pytest.mark.parametrize("operation", OPERATIONS)
def test_descent_ends_at_the_kernel_that_fits_the_layer(operation):
    kernel = np.array([[1.0, 2, 3], [4, 5, 6]])
    x = np.random.default_rng(2).standard_normal((20, 21))
    target, start = layer(x, kernel, "convolution"), np.zeros((2, 3))
    records = list(descend(x, target, start, rate=0.5, steps=60, operation=operation))
    expected = kernel if operation == "convolution" else np.rot90(kernel, 2)
    np.testing.assert_allclose(records[-1].w, expected, atol=1e-6)
    assert [record.step for record in records] == list(range(61))
    losses = [record.loss for record in records]
    assert losses == sorted(losses, reverse=True)
    assert losses[0] == pytest.approx(np.mean(target**2) / 2)
    assert not start.any()


def test_turned_starts_have_the_same_losses_in_both_layers():
    random = np.random.default_rng(3)
    x, kernel, start = (random.standard_normal(s) for s in ((12, 13), (3, 2), (3, 2)))
    options = {"rate": 0.3, "steps": 10}
    target = layer(x, kernel, "convolution")
    one = list(descend(x, target, start, **options))
    turned = list(descend(x, target, np.rot90(start, 2), operation="convolution", **options))
    same = list(descend(x, target, start, operation="convolution", **options))
    np.testing.assert_allclose([r.loss for r in one], [r.loss for r in turned])
    np.testing.assert_allclose(one[-1].w, np.rot90(turned[-1].w, 2))
    assert not np.allclose([r.loss for r in one], [r.loss for r in same])


def test_curvatures_are_those_of_the_loss():
    """Along an eigenvector the loss curves as much as its eigenvalue; here by differences."""
    x, shape = np.random.default_rng(4).standard_normal((9, 8)) + 1, (2, 2)

    def slopes(w):
        y = layer(x, w)
        return gradient_w(x, y / y.size)

    second = [slopes(unit.reshape(shape)).ravel() for unit in np.eye(4)]
    values = np.linalg.eigvalsh(second)
    np.testing.assert_allclose(curvatures(x, shape), (values[-1], values[0]))


def test_above_the_largest_rate_descent_runs_away():
    x = np.random.default_rng(5).standard_normal((12, 12))
    steepest, _ = curvatures(x)
    target = layer(x, np.ones((3, 3)))
    for factor, falls in ((0.99, True), (1.02, False)):
        rate = factor * 2 / steepest
        *_, last = descend(x, target, np.eye(3), rate=rate, steps=600)
        assert (last.loss < 1e-3) is falls


@pytest.mark.parametrize("call", [
    lambda: next(descend([[1]], [[1]], [[1]], rate=1, steps=1, operation="flip")),
    lambda: gradient_w([[1]], [[1]], "flip"),
    lambda: gradient_x([[1]], [[1]], "flip"),
])  # fmt: skip
def test_an_unknown_operation_is_named(call):
    with pytest.raises(ValueError, match="'convolution', 'correlation', not 'flip'"):
        call()


def test_a_target_of_another_shape_is_named():
    with pytest.raises(ValueError, match=r"output has shape \(2, 2\), the target \(3, 3\)"):
        next(descend(np.eye(3), np.eye(3), np.eye(2), rate=1, steps=1))
