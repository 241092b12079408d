"""Smoothing kernels: equal weights, Gaussian weights, and rows of Pascal's triangle."""

import math

import numpy as np

from helpers.numbers import require_real, require_whole

LARGEST = 1001  # rows or columns of a kernel


def moving_average_kernel(size):
    """Return equal weights, shape (size, size), that sum to 1: ``h[u, v] = 1 / size²``.

    Parameters
    ----------
    size : int
        Odd, and at most 1001; TypeError or ValueError for any other.
    """
    return np.full((_odd(size), size), 1 / size**2)


def gaussian_kernel(size, sigma, *, normalise=True):
    """Return samples of a Gaussian, shape (size, size), centred on the middle entry.

    ``h[u, v] = K exp(-(u² + v²) / (2 σ²))`` at u, v = 0, ±1, ±2, … pixels from the middle.
    Gonzalez and Woods, *Digital Image Processing*, 4th ed., section 3.5.

    >>> (16 * gaussian_kernel(3, 1 / np.sqrt(2 * np.log(2)))).round(12)
    array([[1., 2., 1.],
           [2., 4., 2.],
           [1., 2., 1.]])

    Parameters
    ----------
    size, sigma : int and float
        Odd and at most 1001; standard deviation in pixels, above 1e-150. TypeError or ValueError
        for any other.
    normalise : bool
        Divide by the sum. Without, K = 1 / (2 π σ²): samples of the density itself, whose sum is 1
        only if σ is neither small nor large for the size.
    """
    return np.outer(*gaussian_factors(size, sigma, normalise=normalise))


def gaussian_factors(size, sigma, *, normalise=True):
    """Return the column and the row whose products are the entries of such a `gaussian_kernel`.

    ``exp(-(u² + v²) / (2 σ²)) = exp(-u² / (2 σ²)) · exp(-v² / (2 σ²))``: Szeliski, *Computer
    Vision*, 2nd ed., section 3.2.1, "Separable filtering".

    >>> gaussian_factors(3, 1)[1].round(3)
    array([0.274, 0.452, 0.274])

    Parameters
    ----------
    size, sigma, normalise
        As in `gaussian_kernel`, and so are the errors.
    """
    u = np.arange(_odd(size)) - size // 2
    sigma = require_real("sigma", sigma, above=1e-150)
    with np.errstate(over="ignore"):  # far from the middle: exp(-inf) is 0
        samples = np.exp(-((u / sigma) ** 2) / 2)
    samples /= samples.sum() if normalise else math.sqrt(2 * math.pi) * sigma
    return samples, samples.copy()


def pascal_kernel(n):
    """Return row n of Pascal's triangle, divided by its sum: ``h[m] = binomial(n, m) / 2ⁿ``.

    That is [1, 1] / 2 convolved n times with the unit impulse, and close to a Gaussian with
    σ = √n / 2 pixels: Szeliski, *Computer Vision*, 2nd ed., section 3.2.

    >>> pascal_kernel(2)
    array([0.25, 0.5 , 0.25])

    Parameters
    ----------
    n : int
        From 0 to 1000; TypeError or ValueError for any other.
    """
    n = require_whole("n", n, 0, LARGEST - 1)
    return np.array([math.comb(n, m) / 2**n for m in range(n + 1)])


def _odd(size):
    if require_whole("size", size, 1, LARGEST) % 2 == 0:
        raise ValueError(
            f"size must be odd, so that the kernel has a middle entry: 1, 3, 5, …, not {size!r}"
        )
    return size
