"""Convolution and cross-correlation in one and two dimensions.

Both are the same sum of products over the same windows of the input; they differ in one point
only, which entry of the kernel meets which entry of the window:

    convolution        y[n] = sum over m of  x[n - m] h[m]
    cross-correlation  y[k] = sum over n of  x[n + k] conj(h[n])
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

MODES = ("full", "same", "valid")
BOUNDARIES = ("constant", "edge", "reflect", "symmetric", "wrap")

INT64 = np.iinfo(np.int64)
CACHED = 2**15  # so many numbers at a time stay in the processor's cache


def convolve(x, h, mode="full", *, boundary="constant"):
    """Convolve the input `x` with the kernel `h`.

    ``y[n] = sum_m x[n - m] h[m]`` for every n at which the two overlap; in two dimensions n and
    m are pairs (row, column).

    Parameters
    ----------
    x : array_like, shape (N,) or (N1, N2)
        Input. Real, complex, integer or Boolean numbers.
    h : array_like, shape (M,) or (M1, M2)
        Kernel, with as many dimensions as `x`.
    mode : {"full", "same", "valid"}
        Which n are kept. "full": all N + M - 1 of them. "same": N, starting at (M - 1) // 2.
        "valid": the N - M + 1 at which the kernel lies inside the input.
    boundary : {"constant", "edge", "reflect", "symmetric", "wrap"}
        What stands outside the input, in the terms of `numpy.pad`; "constant" is zero. All but
        "constant" need mode "same".

    Returns
    -------
    ndarray of int64, float64 or complex128
        Integers stay integers, and exact.

    Raises
    ------
    TypeError
        For text, objects, dates and everything else that is no array of numbers.
    ValueError
        For empty operands, 0 or more than 2 dimensions, mixed dimensions, an unknown mode or
        boundary, a kernel that nowhere fits in mode "valid", a reflection that reaches beyond
        the far end of the input, integer results beyond 64 bits.

    Notes
    -----
    The formula is the convolution sum of Oppenheim and Schafer, *Discrete-Time Signal
    Processing*, 3rd ed., section 2.3. Lengths and centring are those of `scipy.signal.convolve`.

    Examples
    --------
    >>> convolve([1, 0.5, 1, 1], [1, 0.5, 0.25])
    array([1.   , 1.   , 1.5  , 1.625, 0.75 , 0.25 ])
    >>> convolve([1, 10, 100], [1, 2], mode="same")
    array([  1,  12, 120])
    """
    x, h = operands(x, h)
    return _sum_of_products(x, np.flip(h), mode, boundary)


def correlate(x, h, mode="full", *, boundary="constant"):
    """Cross-correlate the input `x` with the kernel `h`: no flip, and `h` conjugated.

    ``y[k] = sum_n x[n + k] conj(h[n])`` for every lag k at which the two overlap. In mode "full"
    the first lag is -(M - 1), the last is N - 1.

    Parameters
    ----------
    x : array_like, shape (N,) or (N1, N2)
        Input.
    h : array_like, shape (M,) or (M1, M2)
        Kernel, with as many dimensions as `x`.
    mode : {"full", "same", "valid"}
        Which lags are kept, as in `convolve`.
    boundary : {"constant", "edge", "reflect", "symmetric", "wrap"}
        What stands outside the input, as in `convolve`.

    Returns
    -------
    ndarray of int64, float64 or complex128

    Raises
    ------
    TypeError, ValueError
        As in `convolve`.

    Notes
    -----
    The definition, its lags and its conjugate are those of `scipy.signal.correlate`.

    Examples
    --------
    >>> correlate([1, 0.5, 1, 1], [1, 0.5, 0.25])
    array([0.25 , 0.625, 1.5  , 1.25 , 1.5  , 1.   ])
    >>> correlate([1, 2], [1j, 1])
    array([1.+0.j, 2.-1.j, 0.-2.j])
    """
    x, h = operands(x, h)
    return _sum_of_products(x, np.conj(h), mode, boundary)


def _sum_of_products(x, weights, mode, boundary):
    """Slide `weights`, as they stand, over the padded `x`; multiply and add."""
    padded = np.pad(x, padding(x.shape, weights.shape, mode, boundary), mode=boundary)
    windows = sliding_window_view(padded, weights.shape)
    total = np.zeros(windows.shape[: x.ndim], dtype=x.dtype)
    if total.size < weights.size:
        for place in np.ndindex(total.shape):
            total[place] = np.sum(windows[place] * weights)
        return _fit_int64(total) if total.dtype == object else total
    rows = max(1, CACHED * len(total) // total.size)
    for first in range(0, len(total), rows):
        part = slice(first, first + rows)
        for entry in np.ndindex(weights.shape):
            total[part] += windows[(part, ..., *entry)] * weights[entry]
    return _fit_int64(total) if total.dtype == object else total


def padding(x_shape, h_shape, mode="full", boundary="constant"):
    """Return how many entries to put before and after the input along each axis.

    Parameters
    ----------
    x_shape, h_shape : tuple of int
        Shapes of input and kernel.
    mode, boundary : str
        As in `convolve`.

    Returns
    -------
    list of (int, int)
        One pair (before, after) for each axis, as `numpy.pad` takes them.

    Raises
    ------
    ValueError
        Where mode and boundary cannot be had for these shapes.

    Examples
    --------
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


def operands(x, h):
    """Return input and kernel as arrays of one dtype in which no integer wraps around.

    Parameters
    ----------
    x, h : array_like
        What the caller gave as input and kernel; neither is changed.

    Returns
    -------
    tuple of two ndarray
        Both int64, both float64 or both complex128; Python integers (dtype object) only where
        the sums might leave 64 bits.

    Raises
    ------
    TypeError, ValueError
        As in `convolve`.

    Examples
    --------
    >>> operands([True, False], [0.5])
    (array([1., 0.]), array([0.5]))
    """
    x, h = _numbers("the input", x), _numbers("the kernel", h)
    if x.ndim != h.ndim:
        raise ValueError(
            f"input and kernel must have the same number of dimensions, not {x.ndim} and {h.ndim}"
        )
    kinds = {x.dtype.kind, h.dtype.kind}
    if "c" in kinds:
        dtype = np.complex128
    elif "f" in kinds:
        dtype = np.float64
    else:
        largest = max(map(abs, x.ravel().tolist())) * sum(map(abs, h.ravel().tolist()))
        highest = max(int(x.max()), int(h.max()))
        dtype = np.int64 if max(largest, highest) <= INT64.max else object
    return x.astype(dtype, copy=False), h.astype(dtype, copy=False)


def _numbers(role, values):
    """Return `values` as an array of numbers with 1 or 2 dimensions, or say what is wrong."""
    try:
        array = np.asarray(values)
    except ValueError:
        raise ValueError(f"{role} must be a full array: its rows differ in length") from None
    if array.dtype.kind not in "biufc":
        raise TypeError(
            f"{role} must hold numbers, not {array.dtype.name} ({type(values).__name__} given)"
        )
    if array.ndim not in (1, 2):
        raise ValueError(f"{role} must have 1 or 2 dimensions, not {array.ndim}")
    if array.size == 0:
        raise ValueError(f"{role} is empty (shape {array.shape}); it needs at least one number")
    return array


def _fit_int64(total):
    """Return Python integers as int64, or say that they do not fit."""
    if any(not INT64.min <= value <= INT64.max for value in total.ravel().tolist()):
        raise ValueError(
            "the result does not fit into 64-bit integers; give the input as float to get "
            "rounded values"
        )
    return total.astype(np.int64)


def require_one_of(name, given, possible):
    """Raise ValueError unless `given` is one of `possible`.

    Parameters
    ----------
    name : str
        What the caller calls the argument.
    given : object
        What was given.
    possible : sequence of str
        What can be given.

    Raises
    ------
    ValueError
        Names what was given and what is possible.

    Examples
    --------
    >>> require_one_of("mode", "ful", MODES)
    Traceback (most recent call last):
        ...
    ValueError: mode must be one of 'full', 'same', 'valid', not 'ful'
    """
    if not isinstance(given, str) or given not in possible:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, possible))}, not {given!r}")
