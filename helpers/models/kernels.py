"""What tells kernels apart: the eight ways in which one can lie, and what it does to stripes."""

import numpy as np

from helpers.numbers import require_one_of

AS_IT_STANDS, TURNED = "as it stands", "turned by 180°"
ORIENTATIONS = {
    AS_IT_STANDS: lambda kernel: kernel,
    TURNED: lambda kernel: kernel[::-1, ::-1],
    "mirrored left–right": lambda kernel: kernel[:, ::-1],
    "mirrored upside down": lambda kernel: kernel[::-1],
    "turned by 90°": lambda kernel: kernel.T[::-1],
    "turned by 270°": lambda kernel: kernel.T[:, ::-1],
    "transposed": lambda kernel: kernel.T,
    "transposed and turned by 180°": lambda kernel: kernel.T[::-1, ::-1],
}


def oriented(kernel, name):
    """Return a kernel as it lies in one of the eight orientations."""
    require_one_of("name", name, tuple(ORIENTATIONS))
    return ORIENTATIONS[name](np.asarray(kernel)).copy()


def stripes(period, count=48):
    """Return a row of stripes, shape (count,), a cosine between −1 and 1.

    >>> (stripes(4, 6) + 0.0).round(9).tolist()
    [1.0, 0.0, -1.0, -0.0, 1.0, 0.0]

    Parameters
    ----------
    period, count : float and int
        Pixels from one bright stripe to the next; pixels in all.
    """
    return np.cos(2 * np.pi * np.arange(count) / period)


def strength(weights, period):
    """Return by which number stripes are multiplied; below 0, bright and dark change places.

    >>> float(strength([1 / 3, 1 / 3, 1 / 3], 2).round(3)), float(strength([0.25, 0.5, 0.25], 2))
    (-0.333, 0.0)

    Parameters
    ----------
    weights, period : array_like, shape (M,), and float or array_like
        An odd number of weights, the same forwards and backwards; pixels, as of `stripes`.
    """
    weights = np.asarray(weights, float)
    places = np.arange(len(weights)) - len(weights) // 2
    angles = 2 * np.pi * places / np.asarray(period, float)[..., None]
    return np.sum(weights * np.cos(angles), axis=-1)
