"""Edges with a bright side, and a small layer of four filters that learns to tell which it is."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers.models.learning import Record

SIDES = ("left", "right", "above", "below")  # where an image is bright
ANGLES = (180, 0, 270, 90)  # degrees from the columns' axis to the bright side
SIZE, FILTER = 12, 5  # pixels
RATE, STEPS = 1.0, 200


def edges(count, *, noise=0.5, seed=0):
    """Return images of one edge each, at a random place, bright on one of four sides.

    Parameters
    ----------
    count : int
        How many images; the sides take turns.
    noise : float
        Standard deviation of the noise; the edge is 1.5 high.
    seed : int
        Another seed gives other places and other noise.

    Returns
    -------
    images : ndarray of float64, shape (count, 12, 12)
        Each with mean 0.
    labels : ndarray of int, shape (count,)
        Position in `SIDES`.

    Examples
    --------
    >>> images, labels = edges(8)
    >>> images.shape, labels.tolist()
    ((8, 12, 12), [0, 1, 2, 3, 0, 1, 2, 3])
    """
    random = np.random.default_rng(seed)
    labels = np.arange(count) % len(SIDES)
    angles = np.deg2rad(np.array(ANGLES)[labels])[:, None, None]
    places = random.uniform(-2, 2, count)[:, None, None]
    row, column = np.mgrid[:SIZE, :SIZE] - (SIZE - 1) / 2
    distance = np.cos(angles) * column + np.sin(angles) * row - places
    images = 0.75 * np.tanh(distance)
    images += noise * random.standard_normal(images.shape)
    return images - images.mean((1, 2), keepdims=True), labels


def feature_maps(images, w):
    """Return what each filter makes of each image: cross-correlation, then ReLU.

    >>> feature_maps(np.array([[[1.0, -2.0, 3.0]]]), np.array([[[1.0]], [[-1.0]]])).tolist()
    [[[[1.0, 0.0, 3.0]], [[0.0, 2.0, 0.0]]]]
    """
    windows, weights = _flat(images, w)
    maps = np.maximum(windows @ weights, 0)
    sides = [n - m + 1 for n, m in zip(images.shape[1:], w.shape[1:], strict=True)]
    return maps.transpose(0, 2, 1).reshape(len(images), len(w), *sides)


def scores(images, w):
    """Return one number for each image and filter: the mean of the feature map.

    Parameters
    ----------
    images : ndarray, shape (B, N1, N2)
        Inputs.
    w : ndarray, shape (F, M1, M2)
        Filters.

    Returns
    -------
    ndarray, shape (B, F)

    Examples
    --------
    >>> scores(np.array([[[1.0, -2.0, 3.0, 4.0]]]), np.array([[[1.0]], [[-1.0]]])).tolist()
    [[2.0, 0.5]]
    """
    return feature_maps(images, w).mean((2, 3))


def accuracy(images, labels, w):
    """Return which part of the images has its highest score at the filter of its side.

    Parameters
    ----------
    images, labels
        As from `edges`.
    w : ndarray, shape (4, M1, M2)
        Filters.

    Returns
    -------
    float

    Examples
    --------
    >>> images, labels = edges(100)
    >>> accuracy(images, labels, np.zeros((4, 5, 5)))
    0.25
    """
    return float(np.trace(answers(images, labels, w)) / len(labels))


def answers(images, labels, w):
    """Return how often each side was answered for images of each side.

    >>> answers(*edges(8), np.zeros((4, 5, 5)))[:2].tolist()
    [[2, 0, 0, 0], [2, 0, 0, 0]]
    """
    counts = np.zeros((len(SIDES), len(SIDES)), int)
    np.add.at(counts, (labels, scores(images, w).argmax(1)), 1)
    return counts


def learn_filters(images, labels, *, seed=0, rate=RATE, steps=STEPS):
    """Learn four filters by gradient descent, so that filter k scores highest for side k.

    The scores become probabilities by softmax; the loss is the mean of −log of the probability
    of the right side.

    The gradient of this loss for the scores is ``probabilities - right ones``: Goodfellow, Bengio
    and Courville, *Deep Learning*, section 6.2.2.3.

    >>> *_, last = learn_filters(*edges(40), steps=20)
    >>> last.step, last.w.shape
    (20, (4, 5, 5))
    """
    random = np.random.default_rng(seed)
    w = 0.1 * random.standard_normal((len(SIDES), FILTER, FILTER))
    windows, _ = _flat(images, w)
    rows = windows.reshape(-1, FILTER * FILTER)
    right = np.eye(len(SIDES))[labels]
    for step in range(steps + 1):
        y = rows @ w.reshape(len(w), -1).T
        maps = np.maximum(y, 0).reshape(len(images), -1, len(w))
        probabilities = _softmax(maps.mean(1))
        loss = -np.log((probabilities * right).sum(1)).mean()
        yield Record(step, w, float(loss))
        g = (maps > 0) * ((probabilities - right) / len(rows))[:, None]
        w = w - rate * (rows.T @ g.reshape(y.shape)).T.reshape(w.shape)


def _flat(images, w):
    """Return all windows of the images as rows, and the filters as columns."""
    windows = sliding_window_view(images, w.shape[1:], (1, 2))
    windows = windows.reshape(len(images), -1, w[0].size)
    return windows, w.reshape(len(w), -1).T


def _softmax(values):
    """Return positive numbers that sum to 1 in each row."""
    powers = np.exp(values - values.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)
