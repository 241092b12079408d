"""What layers of networks add to a convolution: stride, padding, dilation, channels; a matrix."""

import numpy as np

from helpers.numbers import require_whole
from helpers.operations import correlate

LARGEST = 10_000


def positions(n, k, stride=1, padding=0, dilation=1):
    """Return the inputs that the kernel meets at each of its positions along one axis.

    Parameters
    ----------
    n, k : int
        Number of inputs and of weights.
    stride : int
        Steps from one position to the next.
    padding : int
        Zeros that are put before the inputs, and as many after them.
    dilation : int
        Steps from one weight to the next.

    Returns
    -------
    ndarray of int64, shape (outputs, k)
        Indices of inputs; those below 0 or from n on stand for padding.

    Raises
    ------
    TypeError
        For an argument that is no whole number.
    ValueError
        For one that is too small, or where the kernel does not fit.

    Examples
    --------
    >>> positions(7, 3, stride=2, padding=1)
    array([[-1,  0,  1],
           [ 1,  2,  3],
           [ 3,  4,  5],
           [ 5,  6,  7]])
    """
    n, k = require_whole("n", n, 1, LARGEST), require_whole("k", k, 1, LARGEST)
    stride = require_whole("stride", stride, 1, LARGEST)
    padding = require_whole("padding", padding, 0, LARGEST)
    dilation = require_whole("dilation", dilation, 1, LARGEST)
    span = dilation * (k - 1) + 1
    if span > n + 2 * padding:
        raise ValueError(
            f"the kernel does not fit: it spans {span} places, and there are only "
            f"{n + 2 * padding} (n = {n}, padding {padding} on each side)"
        )
    first = np.arange(-padding, n + padding - span + 1, stride)
    return first[:, None] + dilation * np.arange(k)


def output_size(n, k, stride=1, padding=0, dilation=1):
    """Return the number of outputs along one axis, by the formula.

    ``floor((n + 2 padding - dilation (k - 1) - 1) / stride) + 1``

    Parameters
    ----------
    n, k, stride, padding, dilation : int
        As in `positions`.

    Returns
    -------
    int
        0 or less where the kernel does not fit.

    Notes
    -----
    Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", arXiv:1603.07285.

    Examples
    --------
    >>> output_size(7, 3, stride=2, padding=1), len(positions(7, 3, stride=2, padding=1))
    (4, 4)
    """
    return (n + 2 * padding - dilation * (k - 1) - 1) // stride + 1


def layer(x, w, bias=None, *, stride=1, padding=0, dilation=1):
    """Return the outputs of a convolutional layer, which cross-correlates.

    ``y[o, i, j] = bias[o] + sum over c, u, v of
    x[c, i stride + u dilation - padding, j stride + v dilation - padding] w[o, c, u, v]``

    Parameters
    ----------
    x : array_like, shape (C, H, W)
        Channels of the input.
    w : array_like, shape (O, C, M1, M2)
        A kernel for each pair of output and input channel.
    bias : array_like, shape (O,), optional
        Is added once to each output channel.
    stride, padding, dilation : int
        As in `positions`, the same for rows and columns.

    Returns
    -------
    ndarray, shape (O, H', W')
        The number of rows and columns is that of `output_size`.

    Raises
    ------
    TypeError, ValueError
        For shapes that do not belong together, and as in `positions`.

    Examples
    --------
    >>> layer(np.ones((3, 4, 4)), np.ones((1, 3, 2, 2)), [0.5], stride=2)
    array([[[12.5, 12.5],
            [12.5, 12.5]]])
    """
    x, w = np.asarray(x), np.asarray(w)
    if x.ndim != 3 or w.ndim != 4 or w.shape[1] != x.shape[0]:
        raise ValueError(
            f"x must have the shape (C, H, W), w (O, C, M1, M2) with the same C, not {x.shape} "
            f"and {w.shape}"
        )
    bias = np.zeros(len(w), int) if bias is None else np.asarray(bias)
    if bias.shape != (len(w),):
        raise ValueError(f"bias needs one number for each of {len(w)} outputs, not {bias.shape}")
    rows, columns = (
        positions(n, k, stride, padding, dilation)[:, 0] + padding
        for n, k in zip(x.shape[1:], w.shape[2:], strict=True)
    )
    padded = np.pad(x, [(0, 0), (padding, padding), (padding, padding)])
    sums = [
        sum(
            correlate(each, dilate(h, dilation), "valid")
            for each, h in zip(padded, hs, strict=True)
        )
        for hs in w
    ]
    return np.stack(sums)[:, rows[:, None], columns] + bias[:, None, None]


def dilate(kernel, dilation):
    """Return a kernel with zeros between its weights.

    Parameters
    ----------
    kernel : array_like, shape (M1, M2)
        Weights.
    dilation : int
        Steps from one weight to the next; 1 changes nothing.

    Returns
    -------
    ndarray, shape (dilation (M1 - 1) + 1, dilation (M2 - 1) + 1)

    Raises
    ------
    TypeError, ValueError
        For a dilation that is no whole number from 1 on.

    Examples
    --------
    >>> dilate([[1, 2, 3]], 2)
    array([[1, 0, 2, 0, 3]])
    """
    dilation = require_whole("dilation", dilation, 1, LARGEST)
    kernel = np.asarray(kernel)
    wide = np.zeros([dilation * (m - 1) + 1 for m in kernel.shape], kernel.dtype)
    wide[::dilation, ::dilation] = kernel
    return wide


def convolution_matrix(b, n):
    """Return the matrix that convolves any n values with `b` when it multiplies them.

    ``T[i, j] = b[i - j]``, and 0 where b has no such entry: each column is b, one row lower.

    Parameters
    ----------
    b : array_like, shape (M,)
        Kernel.
    n : int
        Number of values of the input.

    Returns
    -------
    ndarray, shape (n + M - 1, n)

    Raises
    ------
    TypeError, ValueError
        For a kernel that is no row of numbers, an n that is no whole number from 1 on.

    Examples
    --------
    >>> convolution_matrix([1, 10], 3)
    array([[ 1,  0,  0],
           [10,  1,  0],
           [ 0, 10,  1],
           [ 0,  0, 10]])
    """
    b, n = np.asarray(b), require_whole("n", n, 1, LARGEST)
    if b.ndim != 1 or not b.size:
        raise ValueError(f"the kernel must be a row of numbers, not of shape {b.shape}")
    matrix = np.zeros((n + len(b) - 1, n), b.dtype)
    for j in range(n):
        matrix[j : j + len(b), j] = b
    return matrix
