"""Convolution and cross-correlation in one and two dimensions.

In a convolution the places of the two numbers in a product add up to the place of the output: c[n]
is the sum over m of a[n - m] b[m]. A cross-correlation has no flip: r at lag k adds a[m + k] b[m].

>>> a, b = [1, 0.5, 1, 1], [1, 0.5, 0.25]
>>> convolve(a, b).tolist()
[1.0, 1.0, 1.5, 1.625, 0.75, 0.25]
>>> [sum(a[n - m] * b[m] for m in range(3) if 0 <= n - m < 4) for n in range(6)]
[1, 1.0, 1.5, 1.625, 0.75, 0.25]
>>> correlate(a, b).tolist()
[0.25, 0.625, 1.5, 1.25, 1.5, 1.0]
>>> [sum(a[m + k] * b[m] for m in range(3) if 0 <= m + k < 4) for k in range(-2, 4)]
[0.25, 0.625, 1.5, 1.25, 1.5, 1]
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers.numbers import fit_int64, operands, require_one_of

MODES = ("full", "same", "valid")
BOUNDARIES = ("constant", "edge", "reflect", "symmetric", "wrap")

CACHED = 2**15  # so many numbers at a time stay in the processor's cache
MANY = 2**9  # products, from which on NumPy's own loop over a row is taken, since it is faster


def convolve(x, h, mode="full", *, boundary="constant"):
    """Convolve the input `x` with the kernel `h`.

    ``y[n] = sum_m x[n - m] h[m]`` for every n at which the two overlap; in two dimensions n and
    m are pairs (row, column). Oppenheim and Schafer, *Discrete-Time Signal Processing*, 3rd ed.,
    section 2.3; lengths and centring are those of `scipy.signal.convolve`.

    >>> convolve([1, 10, 100], [1, 2], mode="same")
    array([  1,  12, 120])

    Parameters
    ----------
    x, h : array_like, shape (N,) and (M,), or (N1, N2) and (M1, M2)
        Input and kernel. Real, complex, integer or Boolean numbers; integers stay exact.
    mode : {"full", "same", "valid"}
        Which n are kept. "full": all N + M - 1 of them. "same": N, starting at (M - 1) // 2.
        "valid": the N - M + 1 at which the kernel lies inside the input.
    boundary : {"constant", "edge", "reflect", "symmetric", "wrap"}
        What stands outside the input, in the terms of `numpy.pad`; "constant" is zero. All but
        "constant" need mode "same".

    Raises
    ------
    TypeError, ValueError
        TypeError for what is no array of numbers. ValueError for empty operands, 0 or more than
        2 dimensions, mixed dimensions, an unknown mode or boundary, a kernel that nowhere fits in
        mode "valid", a reflection that reaches beyond the far end of the input, integer results
        beyond 64 bits.
    """
    x, h = operands(x, h)
    return _convolve(x, h, mode, boundary)


def correlate(x, h, mode="full", *, boundary="constant"):
    """Cross-correlate the input `x` with the kernel `h`: no flip, and `h` conjugated.

    ``y[k] = sum_n x[n + k] conj(h[n])`` for every lag k at which the two overlap, as in
    `scipy.signal.correlate`. In mode "full" the first lag is -(M - 1), the last is N - 1. Flipped
    beforehand and then again by a convolution, the kernel comes out as it stands.

    >>> correlate([1, 2], [1j, 1])
    array([1.+0.j, 2.-1.j, 0.-2.j])

    Parameters
    ----------
    x, h, mode, boundary
        As in `convolve`, and so are the errors; the mode says which lags are kept.

    Returns
    -------
    ndarray of int64, float64 or complex128
    """
    x, h = operands(x, h)
    return _convolve(x, np.flip(np.conj(h)), mode, boundary)


def _convolve(x, h, mode, boundary):
    """Return those outputs that mode and boundary ask for."""
    long_row = x.ndim == 1 and x.size * h.size > MANY and x.dtype.kind != "O"
    if long_row and mode == "full" and boundary == "constant":
        return np.convolve(x, h)
    pad = padding(x.shape, h.shape, mode, boundary)
    if boundary != "constant":
        x, pad, mode = np.pad(x, pad, mode=boundary), [(0, 0)] * x.ndim, "valid"
    first = [m - 1 - before for m, (before, _) in zip(h.shape, pad, strict=True)]
    count = [n - m + 1 + sum(p) for n, m, p in zip(x.shape, h.shape, pad, strict=True)]
    if long_row:
        row = np.convolve(x, h, "valid" if mode == "valid" else "full")
        return row if mode == "valid" else row[first[0] : first[0] + count[0]]
    if x.size < h.size:  # the same products, in fewer turns
        x, h = h, x
    met = [(f - m + 1, c + m - 1) for f, c, m in zip(first, count, h.shape, strict=True)]
    windows = sliding_window_view(_stretch(x, met), h.shape)
    inside = None
    if h.dtype.kind in "fc" and not np.isfinite(h).all():  # infinity times nothing is nothing
        inside = sliding_window_view(_stretch(np.ones(x.shape, bool), met), h.shape)
    y = _sum_of_products(windows, np.flip(h), inside)
    return fit_int64(y) if y.dtype == object else y


def _stretch(x, places):
    """Return so many entries from a first one on, along each axis; zeros outside of `x`."""
    seen = np.zeros([count for _, count in places], x.dtype)
    spans = [
        (first, max(0, first), min(n, first + count))
        for (first, count), n in zip(places, x.shape, strict=True)
    ]
    here = tuple(slice(low - first, high - first) for first, low, high in spans)
    seen[here] = x[tuple(slice(low, high) for _, low, high in spans)]
    return seen


def _sum_of_products(windows, weights, inside=None):
    """Lay `weights`, as they stand, on each window; multiply and add, where `inside` says so."""
    y = np.zeros(windows.shape[: weights.ndim], windows.dtype)
    if inside is not None:
        for k in np.ndindex(weights.shape):
            y += np.where(inside[(..., *k)], windows[(..., *k)] * weights[k], 0)
    elif y.size < weights.size:
        for n in np.ndindex(y.shape):
            y[n] = np.sum(windows[n] * weights)
    else:
        rows = max(1, CACHED * len(y) // y.size)
        for first in range(0, len(y), rows):
            part = slice(first, first + rows)
            for k in np.ndindex(weights.shape):
                y[part] += windows[(part, ..., *k)] * weights[k]
    return y


def padding(x_shape, h_shape, mode="full", boundary="constant"):
    """Return how many entries, before and after each axis, mode and boundary add to the input.

    >>> padding((4,), (3,)), padding((4,), (2,), "same"), padding((4,), (3,), "valid")
    ([(2, 2)], [(1, 0)], [(0, 0)])
    """
    require_one_of("mode", mode, MODES)
    require_one_of("boundary", boundary, BOUNDARIES)
    if boundary != "constant" and mode != "same":
        raise ValueError(
            f"boundary={boundary!r} needs mode='same'; with mode={mode!r} the outside is "
            "zero (boundary='constant') or not looked at"
        )
    if mode == "valid" and any(m > n for n, m in zip(x_shape, h_shape, strict=True)):
        raise ValueError(
            f"mode='valid' needs a kernel that fits into the input: the kernel has shape "
            f"{tuple(h_shape)}, the input {tuple(x_shape)}"
        )
    width = {
        "full": lambda m: (m - 1, m - 1),
        "same": lambda m: (m // 2, (m - 1) // 2),
        "valid": lambda m: (0, 0),
    }[mode]
    pad = [width(m) for m in h_shape]
    reach = {"reflect": -1, "symmetric": 0}.get(boundary)
    for n, both in zip(x_shape, pad, strict=True):
        if reach is not None and max(both) > n + reach:
            raise ValueError(
                f"boundary={boundary!r} can add at most {n + reach} entries to an axis of "
                f"length {n}; a kernel of shape {tuple(h_shape)} asks for {max(both)}"
            )
    return pad
