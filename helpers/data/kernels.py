"""Smoothing kernels: equal weights, Gaussian weights, and rows of Pascal's triangle."""

import math

import numpy as np

from helpers.numbers import require_real, require_whole

LARGEST = 1001  # rows or columns of a kernel


def moving_average_kernel(size):
    """Return equal weights that sum to 1.

    ``h[u, v] = 1 / (rows · columns)``

    Parameters
    ----------
    size : int or (int, int)
        Rows and columns in pixels, both odd, so that there is a middle entry; one number n
        stands for (n, n).

    Returns
    -------
    ndarray of float64, shape (rows, columns)

    Raises
    ------
    TypeError
        For a size that is no whole number, nor a pair of them.
    ValueError
        For an even size, one below 1 or above 1001, more or fewer than two.

    Notes
    -----
    The box kernel of Gonzalez and Woods, *Digital Image Processing*, 4th ed., section 3.5.

    Examples
    --------
    >>> moving_average_kernel((1, 5))
    array([[0.2, 0.2, 0.2, 0.2, 0.2]])
    """
    rows, columns = _sizes(size)
    return np.full((rows, columns), 1 / (rows * columns))


def gaussian_kernel(size, sigma, *, normalise=True):
    """Return samples of a Gaussian, centred on the middle entry.

    ``h[u, v] = K exp(-(u² + v²) / (2 σ²))`` at u, v = 0, ±1, ±2, … pixels from the middle; with
    two σ, ``h[u, v] = K exp(-u² / (2 σ₁²) - v² / (2 σ₂²))``.

    Parameters
    ----------
    size : int or (int, int)
        Rows and columns in pixels, both odd; one number n stands for (n, n).
    sigma : float or (float, float)
        Standard deviation in pixels: one for both directions, or (down the rows, along the
        columns).
    normalise : bool
        Whether the samples are divided by their sum. Without, K = 1 / (2 π σ₁ σ₂): the samples
        of the density itself, whose sum is 1 only if σ is neither small nor large for the size.

    Returns
    -------
    ndarray of float64, shape (rows, columns)
        Normalised, and with a σ so small that only the middle survives: the unit impulse.

    Raises
    ------
    TypeError
        For a size that is no whole number, a σ that is no number, nor pairs of them.
    ValueError
        For an even size, one below 1 or above 1001; for a σ that is not above 0 and finite;
        for more or fewer than two; for a density too high to be a float.

    See Also
    --------
    gaussian_factors : the same weights as a product of one column and one row.

    Notes
    -----
    The formula is in Gonzalez and Woods, *Digital Image Processing*, 4th ed., section 3.5, and
    in Szeliski, *Computer Vision*, 2nd ed., section 3.2.

    Examples
    --------
    >>> (16 * gaussian_kernel(3, 1 / np.sqrt(2 * np.log(2)))).round(12)
    array([[1., 2., 1.],
           [2., 4., 2.],
           [1., 2., 1.]])
    >>> gaussian_kernel(5, 5, normalise=False).sum().round(3)
    np.float64(0.147)
    """
    return np.outer(*gaussian_factors(size, sigma, normalise=normalise))


def gaussian_factors(size, sigma, *, normalise=True):
    """Return the column and the row whose products are the entries of `gaussian_kernel`.

    ``h[u, v] = column[u] · row[v]``, because ``exp(-(u² + v²) / (2 σ²))`` is
    ``exp(-u² / (2 σ²)) · exp(-v² / (2 σ²))``: the Gaussian is separable.

    Parameters
    ----------
    size, sigma, normalise
        As in `gaussian_kernel`.

    Returns
    -------
    column : ndarray of float64, shape (rows,)
        Weights down the rows.
    row : ndarray of float64, shape (columns,)
        Weights along the columns.

    Raises
    ------
    TypeError, ValueError
        As in `gaussian_kernel`.

    Notes
    -----
    Szeliski, *Computer Vision*, 2nd ed., section 3.2.1, "Separable filtering".

    Examples
    --------
    >>> column, row = gaussian_factors((3, 1), 1)
    >>> column.round(3), row
    (array([0.274, 0.452, 0.274]), array([1.]))
    """
    sizes, sigmas = _sizes(size), _sigmas(sigma)
    column, row = (_gaussian(n, s, normalise) for n, s in zip(sizes, sigmas, strict=True))
    if not math.isfinite(float(column.max()) * float(row.max())):
        raise ValueError(
            f"with sigma {sigma!r} the density is too high for a float; "
            "normalise=True gives the unit impulse"
        )
    return column, row


def _gaussian(size, sigma, normalise):
    """Return `size` samples of a one-dimensional Gaussian around 0."""
    u = np.arange(size) - size // 2
    with np.errstate(all="ignore"):  # far from the middle: exp(-inf) is 0
        samples = np.exp(-((u / sigma) ** 2) / 2)
        return samples / (samples.sum() if normalise else math.sqrt(2 * math.pi) * sigma)


def pascal_kernel(n):
    """Return row n of Pascal's triangle, divided by its sum.

    ``h[m] = binomial(n, m) / 2ⁿ`` for m = 0, …, n: [1, 1] / 2 convolved n times with the unit
    impulse, and close to a Gaussian with σ = √n / 2 pixels.

    Parameters
    ----------
    n : int
        Number of the row, from 0 to 1000; an even n gives a kernel with a middle entry.

    Returns
    -------
    ndarray of float64, shape (n + 1,)

    Raises
    ------
    TypeError
        For an n that is no whole number.
    ValueError
        For an n below 0 or above 1000.

    Notes
    -----
    Szeliski, *Computer Vision*, 2nd ed., section 3.2: the binomial kernel of Burt and Adelson,
    "The Laplacian pyramid as a compact image code", *IEEE Transactions on Communications* 31
    (1983).

    Examples
    --------
    >>> pascal_kernel(2)
    array([0.25, 0.5 , 0.25])
    """
    n = require_whole("n", n, 0, LARGEST - 1)
    return np.array([math.comb(n, m) / 2**n for m in range(n + 1)])


def _sizes(size):
    """Return rows and columns, both odd, or say what is wrong with them."""
    pair = [require_whole("size", each, 1, LARGEST) for each in _pair("size", size)]
    if not all(n % 2 for n in pair):
        raise ValueError(
            f"size must be odd, so that the kernel has a middle entry: 1, 3, 5, …, not {size!r}"
        )
    return pair


def _sigmas(sigma):
    """Return σ down the rows and along the columns, or say what is wrong with them."""
    return [require_real("sigma", each, above=0) for each in _pair("sigma", sigma)]


def _pair(name, given):
    """Return one value for the rows and one for the columns."""
    if not isinstance(given, tuple | list):
        return given, given
    if len(given) != 2:
        raise ValueError(
            f"{name} must be one number or a pair (rows, columns), not {len(given)} numbers: "
            f"{given!r}"
        )
    return given
