"""Stripes: the patterns that show what a kernel lets through."""

import numpy as np


def stripes(period, count=48):
    """Return one row of stripes, a cosine between −1 and 1.

    >>> (stripes(4, 6) + 0.0).round(9).tolist()
    [1.0, 0.0, -1.0, -0.0, 1.0, 0.0]

    Parameters
    ----------
    period, count : float and int
        Pixels from one bright stripe to the next, 2 or more; pixels in all.

    Returns
    -------
    ndarray of float64, shape (count,)
    """
    return np.cos(2 * np.pi * np.arange(count) / period)


def strength(weights, period):
    """Return by which number stripes are multiplied; below 0, bright and dark change places.

    >>> float(strength([1 / 3, 1 / 3, 1 / 3], 2).round(3)), float(strength([0.25, 0.5, 0.25], 2))
    (-0.333, 0.0)

    Parameters
    ----------
    weights : array_like, shape (M,)
        An odd number of them, the same forwards and backwards.
    period : float or array_like
        Pixels from one bright stripe to the next.
    """
    weights = np.asarray(weights, float)
    places = np.arange(len(weights)) - len(weights) // 2
    angles = 2 * np.pi * places / np.asarray(period, float)[..., None]
    return np.sum(weights * np.cos(angles), axis=-1)
