"""Learning a kernel from examples: the loss, its gradients, gradient descent."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers.numbers import require_one_of
from helpers.operations import correlate
from helpers.trace import OPERATIONS


@dataclass(frozen=True)
class Record:
    """What is known after so many steps of a training: the weights and the loss."""

    step: int
    w: np.ndarray
    loss: float


def gradient_w(x, g, operation="correlation"):
    """Return dL/dw[u] = Σ_i g[i] x[i + u]: Goodfellow et al., *Deep Learning*, section 9.5."""
    sums = correlate(x, g, "valid")
    return sums if operation == "correlation" else np.flip(sums)


def numerical_gradient(function, at, *, width=1e-4):
    """Return the slopes of a function of an array, one for each entry, by central differences.

    >>> numerical_gradient(lambda a: np.sum(a**2), [1.0, 3.0]).round(6)
    array([2., 6.])

    Parameters
    ----------
    function, at, width : callable, array_like and float
        From an array to a number; where the slopes are wanted; how far each entry is moved.
    """
    at = np.array(at, dtype=float)
    slopes, moved = np.zeros(at.shape), np.zeros(at.shape)
    for entry in np.ndindex(at.shape):
        moved[entry] = width
        slopes[entry] = (function(at + moved) - function(at - moved)) / (2 * width)
        moved[entry] = 0
    return slopes


def descend(x, target, w, *, rate, steps, operation="correlation"):
    """Yield a `Record` of each step in which a layer learns its weights, the start included.

    ``w ← w - rate · dL/dw`` with ``L = mean((y - target)²) / 2``.

    >>> [record.w.item() for record in descend([[1, 1]], [[8, 8]], [[0]], rate=0.5, steps=3)]
    [0.0, 4.0, 6.0, 7.0]

    Parameters
    ----------
    x, target, w : array_like, shape (N1, N2), (N1 - M1 + 1, N2 - M2 + 1) and (M1, M2)
        Input, wished output and first weights; ValueError for a target of another shape.
    rate, steps, operation : float, int and {"convolution", "correlation"}
        The learning rate; how many steps; what the layer does, ValueError for anything else.
    """
    require_one_of("operation", operation, OPERATIONS)
    target, w = np.asarray(target, float), np.array(w, float)
    for step in range(steps + 1):
        y = OPERATIONS[operation](x, w, "valid")
        if y.shape != target.shape:
            raise ValueError(f"the output has shape {y.shape}, the target {target.shape}")
        error = y - target
        yield Record(step, w, float(np.mean(error**2) / 2))
        w = w - rate * gradient_w(x, error / y.size, operation)


def curvatures(x, shape=(3, 3)):
    """Return how much the loss curves, in the steepest and in the flattest direction of w.

    The loss is a bowl over the weights, with these second derivatives along its axes: the
    largest and the smallest eigenvalue of the mean of v vᵀ over all windows v of the input.
    Gradient descent converges with rates below 2 / steepest, and no faster than
    ((r - 1) / (r + 1)) to the power of the number of steps, r = steepest / flattest: Boyd and
    Vandenberghe, *Convex Optimization*, section 9.3.

    >>> curvatures([[1.0, -1.0], [1.0, 3.0]], (1, 1))
    (3.0, 3.0)

    Parameters
    ----------
    x, shape : array_like, shape (N1, N2), and (int, int)
        Input of the layer, and the shape of its weights.
    """
    windows = sliding_window_view(np.asarray(x, float), shape).reshape(-1, int(np.prod(shape)))
    values = np.linalg.eigvalsh(windows.T @ windows / len(windows))
    return float(values[-1]), float(values[0])
