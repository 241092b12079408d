"""Layers: stride, padding, dilation and channels; what one output sees through many; a matrix."""

from collections import Counter

import numpy as np

from helpers.numbers import array_of, exact, fit_int64, require_whole
from helpers.operations import convolve

LARGEST = 10_000


def positions(n, k, stride=1, padding=0, dilation=1):
    """Return which inputs the kernel meets, a row for each position; outside 0 … n − 1 is padding.

    >>> positions(7, 3, stride=2, padding=1)
    array([[-1,  0,  1],
           [ 1,  2,  3],
           [ 3,  4,  5],
           [ 5,  6,  7]])
    """
    given = {"n": n, "k": k, "stride": stride, "padding": padding, "dilation": dilation}
    for name, value in given.items():
        require_whole(name, value, 0 if name == "padding" else 1, LARGEST)
    span = dilation * (k - 1) + 1
    if span > n + 2 * padding:
        raise ValueError(
            f"the kernel does not fit: it spans {span} places, and there are only "
            f"{n + 2 * padding} (n = {n}, padding {padding} on each side)"
        )
    first = np.arange(-padding, n + padding - span + 1, stride)
    return first[:, None] + dilation * np.arange(k)


def output_size(n, k, stride=1, padding=0, dilation=1):
    """Return the number of outputs along one axis, after Dumoulin and Visin, arXiv:1603.07285.

    >>> output_size(7, 3, stride=2, padding=1), len(positions(7, 3, stride=2, padding=1))
    (4, 4)
    """
    return (n + 2 * padding - dilation * (k - 1) - 1) // stride + 1


def layer(x, w, bias=None, *, stride=1, padding=0, dilation=1):
    """Return the outputs of a convolutional layer, which cross-correlates, shape (O, H', W').

    ``y[o, i, j] = bias[o] + sum over c, u, v of
    x[c, i stride + u dilation - padding, j stride + v dilation - padding] w[o, c, u, v]``

    >>> layer(np.ones((3, 4, 4)), np.ones((1, 3, 2, 2)), [0.5], stride=2)
    array([[[12.5, 12.5],
            [12.5, 12.5]]])

    Parameters
    ----------
    x, w, bias : array_like, shape (C, H, W), (O, C, M1, M2) and (O,)
        Integers stay exact; ValueError for results beyond 64 bits, and shapes that do not fit.
    stride, padding, dilation : int
        Steps from one position to the next; zeros around the input; steps between weights.
    """
    x, w = array_of("x", x), array_of("w", w)
    if x.ndim != 3 or w.ndim != 4 or w.shape[1] != x.shape[0]:
        raise ValueError(
            f"x must have the shape (C, H, W), w (O, C, M1, M2) with the same C, not {x.shape} "
            f"and {w.shape}"
        )
    bias = np.zeros(len(w), int) if bias is None else array_of("bias", bias)
    if bias.shape != (len(w),):
        raise ValueError(f"bias needs one number for each of {len(w)} outputs, not {bias.shape}")
    rows, columns = (
        positions(n, k, stride, padding, dilation) + padding
        for n, k in zip(x.shape[1:], w.shape[2:], strict=True)
    )
    x, w, bias = exact(x, w, bias, terms=w[0].size + 1)
    padded = np.pad(x, [(0, 0), (padding, padding), (padding, padding)])
    y = np.zeros((len(w), len(rows), len(columns)), x.dtype) + bias[:, None, None]
    for u, v in np.ndindex(w.shape[2:]):
        seen = padded[:, rows[:, u, None], columns[:, v]]
        y += np.tensordot(w[:, :, u, v], seen, axes=1)
    return fit_int64(y) if y.dtype == object else y


def convolution_matrix(b, n):
    """Return the matrix ``T[i, j] = b[i - j]`` that convolves any n values with `b`."""
    return np.column_stack([convolve(unit, b) for unit in np.eye(n, dtype=int)])


def receptive_field(layers):
    """Return how many inputs in a row one output sees, and the way from one output to the next.

    Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", arXiv:1603.07285.

    >>> receptive_field([(3, 1, 1), (3, 1, 1)]), receptive_field([(3, 2, 1), (3, 2, 1)])
    ((5, 1), (7, 4))

    Parameters
    ----------
    layers : sequence of (int, int, int)
        Weights in a row, stride and dilation of each layer, from the input on.
    """
    field, step = 1, 1
    for weights, stride, dilation in layers:
        field += (weights - 1) * dilation * step
        step *= stride
    return field, step


def ways(layers):
    """Return in how many ways one output is reached from the places below it, layer by layer."""
    found = [{0: 1}]
    for weights, stride, dilation in reversed(layers):
        below = Counter()
        for place, count in found[-1].items():
            for k in range(weights):
                below[place * stride + k * dilation] += count
        found.append(dict(sorted(below.items())))
    return found


def positions_on_page(layers):
    """Return where each place of each layer stands, in inputs, with the output in the middle."""
    fields = [receptive_field(layers[:k]) for k in range(len(layers) + 1)]
    return [((field - 1) / 2, step) for field, step in reversed(fields)]
