"""Images of edges with a bright side, and a layer of four filters that learns to tell which."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers.models.learning import Record

SIDES = ("left", "right", "above", "below")  # where an image is bright
ANGLES = (180, 0, 270, 90)  # degrees from the columns' axis to the bright side
SIZE, FILTER = 12, 5  # pixels
NOISE = 0.5  # standard deviation; the edge is 1.5 high
RATE, STEPS = 1.0, 200


def edges(count, *, seed=0):
    """Return noisy images of one edge each, at a random place, and on which side they are bright.

    The images, shape (count, 12, 12), have the mean 0; the labels, shape (count,), are positions
    in `SIDES` and take turns.

    Parameters
    ----------
    count, seed : int
        How many; another seed gives other places and other noise.
    """
    random = np.random.default_rng(seed)
    labels = np.arange(count) % len(SIDES)
    angles = np.deg2rad(np.array(ANGLES)[labels])[:, None, None]
    places = random.uniform(-2, 2, count)[:, None, None]
    row, column = np.mgrid[:SIZE, :SIZE] - (SIZE - 1) / 2
    distance = np.cos(angles) * column + np.sin(angles) * row - places
    images = 0.75 * np.tanh(distance)
    images += NOISE * random.standard_normal(images.shape)
    return images - images.mean((1, 2), keepdims=True), labels


def scores(images, w):
    """Return the mean of each feature map, shape (B, F): cross-correlation, then ReLU.

    Parameters
    ----------
    images, w : ndarray, shape (B, N1, N2) and (F, M1, M2)
    """
    return np.maximum(_windows(images, w) @ w.reshape(len(w), -1).T, 0).mean(1)


def accuracy(images, labels, w):
    """Return which part of images as from `edges` has its highest score at the filter of its side.

    Parameters
    ----------
    images, labels, w : ndarray, shape (B, N1, N2), (B,) and (4, M1, M2)
    """
    return float(np.trace(answers(images, labels, w)) / len(labels))


def answers(images, labels, w):
    """Return how often each side was answered for images of each side."""
    counts = np.zeros((len(SIDES), len(SIDES)), int)
    np.add.at(counts, (labels, scores(images, w).argmax(1)), 1)
    return counts


def learn_filters(images, labels, *, seed=0, steps=STEPS):
    """Learn four filters by gradient descent, so that filter k scores highest for side k.

    The scores become probabilities by softmax; the loss is the mean of −log of the probability
    of the right side. Its gradient for the scores is ``probabilities - right ones``: Goodfellow,
    Bengio and Courville, *Deep Learning*, section 6.2.2.3.
    """
    w = 0.1 * np.random.default_rng(seed).standard_normal((len(SIDES), FILTER, FILTER))
    rows = _windows(images, w).reshape(-1, FILTER * FILTER)
    right = np.eye(len(SIDES))[labels]
    for step in range(steps + 1):
        y = rows @ w.reshape(len(w), -1).T
        maps = np.maximum(y, 0).reshape(len(images), -1, len(w))
        values = maps.mean(1)
        powers = np.exp(values - values.max(1, keepdims=True))
        probabilities = powers / powers.sum(1, keepdims=True)
        loss = -np.log((probabilities * right).sum(1)).mean()
        yield Record(step, w, float(loss))
        g = (maps > 0) * ((probabilities - right) / len(rows))[:, None]
        w = w - RATE * (rows.T @ g.reshape(y.shape)).T.reshape(w.shape)


def _windows(images, w):
    windows = sliding_window_view(images, w.shape[1:], (1, 2))
    return windows.reshape(len(images), -1, w[0].size)
