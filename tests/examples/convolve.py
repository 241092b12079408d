"""Right and wrong answers to the exercise `convolve`, as learners write them."""

import functools
from decimal import Decimal
from fractions import Fraction

import numpy as np
import scipy.linalg
import scipy.signal

from helpers.operations import convolve


def gather(a, b, *, factor=lambda a, b, n, m: a[n - m] * b[m], lags=None):
    c = np.zeros(len(a) + len(b) - 1)
    for n in range(len(c)) if lags is None else lags:
        for m in range(len(b)):
            if 0 <= n - m < len(a):
                c[n] += factor(a, b, n, m)
    return c


def scatter(a, b):
    c = [0.0] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            c[i + j] += x * y
    return c


def fft(a, b):
    size = len(a) + len(b) - 1
    return np.fft.irfft(np.fft.rfft(a, size) * np.fft.rfft(b, size), size)


def complex_fft(a, b):
    size = len(a) + len(b) - 1
    return np.fft.ifft(np.fft.fft(a, size) * np.fft.fft(b, size))


def recursive(a, b):
    if len(a) == 1:
        return a[0] * b
    rest = np.append(0, recursive(a[1:], b))
    rest[: len(b)] += a[0] * b
    return rest


def comprehension(a, b):
    return tuple(
        sum(a[i] * b[n - i] for i in range(len(a)) if 0 <= n - i < len(b))
        for n in range(len(a) + len(b) - 1)
    )


def toeplitz(a, b):
    column = np.append(a, np.zeros(len(b) - 1))
    return scipy.linalg.toeplitz(column, np.zeros(len(b))) @ b


def plain_integers(a, b):
    c = np.convolve(a, b)
    return [int(v) if v == int(v) else float(v) for v in c]


def padded_slices(a, b):
    padded = np.pad(a, len(b) - 1)
    return [padded[n : n + len(b)] @ b[::-1] for n in range(len(a) + len(b) - 1)]


def diagonals(a, b):
    table = np.outer(a, b)[:, ::-1]
    return [np.trace(table, k) for k in range(len(b) - 1, -len(a), -1)]


class Callable:
    def __call__(self, a, b):
        return np.convolve(a, b)


def no_flip_by_hand(a, b):
    padded = np.concatenate([np.zeros(len(b) - 1), a, np.zeros(len(b) - 1)])
    return [sum(padded[n : n + len(b)] * b) for n in range(len(a) + len(b) - 1)]


def same_from_scipy(a, b):
    from scipy.signal import convolve

    return convolve(a, b, "same")


def valid_by_hand(a, b):
    flipped = b[::-1]
    return [sum(a[n : n + len(b)] * flipped) for n in range(len(a) - len(b) + 1)]


def shift_right(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for n in range(1, len(c)):
        for m in range(len(b)):
            if 0 <= n - m - 1 < len(a):
                c[n] += a[n - m - 1] * b[m]
    return c


def shift_left(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a)):
        for j in range(len(b)):
            c[i + j - 1] += a[i] * b[j]
    return c


def extra_zero_end(a, b):
    c = [0.0] * (len(a) + len(b))
    for i in range(len(a)):
        for j in range(len(b)):
            c[i + j] += a[i] * b[j]
    return c


def circular_fft(a, b):
    size = max(len(a), len(b))
    return np.fft.ifft(np.fft.fft(a, size) * np.fft.fft(b, size)).real


def circular_modulo(a, b):
    return [sum(a[(n - m) % len(a)] * b[m] for m in range(len(b))) for n in range(len(a))]


def pointwise_padded(a, b):
    size = max(len(a), len(b))
    return np.pad(a, (0, size - len(a))) * np.pad(b, (0, size - len(b)))


def mirror_pad(a, b):
    padded = np.pad(a, len(b) - 1, mode="symmetric")
    return [sum(padded[n : n + len(b)] * b[::-1]) for n in range(len(a) + len(b) - 1)]


def wrap_pad(a, b):
    size = len(a) + len(b) - 1
    return [sum(a[(n - m) % len(a)] * b[m] for m in range(len(b))) for n in range(size)]


def overlap_mean(a, b):
    return [
        np.mean([a[n - m] * b[m] for m in range(len(b)) if 0 <= n - m < len(a)])
        for n in range(len(a) + len(b) - 1)
    ]


def mean_of_products(a, b):
    padded = np.pad(a, len(b) - 1)
    return [np.mean(padded[n : n + len(b)] * b[::-1]) for n in range(len(a) + len(b) - 1)]


def not_reset(a, b):
    c, total = [], 0
    for n in range(len(a) + len(b) - 1):
        for m in range(len(b)):
            if 0 <= n - m < len(a):
                total += a[n - m] * b[m]
        c.append(total)
    return c


def overwrite_gather(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for n in range(len(c)):
        for m in range(len(b)):
            if 0 <= n - m < len(a):
                c[n] = a[n - m] * b[m]
    return c


def overwrite_scatter(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a)):
        for j in range(len(b)):
            c[i + j] = a[i] * b[j]
    return c


def overwrite_scatter_slices(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a)):
        c[i : i + len(b)] = a[i] * b
    return c


def first_tap_missing(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a)):
        for j in range(1, len(b)):
            c[i + j] += a[i] * b[j]
    return c


def last_tap_missing(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a)):
        for j in range(len(b) - 1):
            c[i + j] += a[i] * b[j]
    return c


def integer_output_scatter(a, b):
    c = np.zeros(len(a) + len(b) - 1, dtype=a.dtype)
    for i in range(len(a)):
        for j in range(len(b)):
            c[i + j] += a[i] * b[j]
    return c


def integer_output_gather(a, b):
    c = np.zeros(len(a) + len(b) - 1, dtype=a.dtype)
    for n in range(len(c)):
        for m in range(len(b)):
            if 0 <= n - m < len(a):
                c[n] += a[n - m] * b[m]
    return c


def truncated_each_step(a, b):
    c = np.zeros(len(a) + len(b) - 1, dtype=int)
    for i in range(len(a)):
        for j in range(len(b)):
            c[i + j] += a[i] * b[j]
    return c


def plus_index(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for n in range(len(c)):
        for m in range(len(b)):
            if n + m < len(a):
                c[n] += a[n + m] * b[m]
    return c


def plus_index_other(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for n in range(len(c)):
        for m in range(len(a)):
            if n + m < len(b):
                c[n] += a[m] * b[n + m]
    return c


def negative_index(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for n in range(len(c)):
        for m in range(len(b)):
            if n - m < len(a):
                c[n] += a[n - m] * b[m]
    return c


def ends_with_input(a, b):
    c = np.zeros(len(a))
    for n in range(len(a)):
        for m in range(len(b)):
            if n - m >= 0:
                c[n] += a[n - m] * b[m]
    return c


def first_input_missing(a, b):
    return gather(a, b, factor=lambda a, b, n, m: a[n - m] * b[m] if n > m else 0)


def last_input_missing(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a) - 1):
        c[i : i + len(b)] += a[i] * b
    return c


def no_flip_and_edges(a, b):
    padded = np.pad(a, len(b) - 1, mode="edge")
    return [sum(padded[n : n + len(b)] * b) for n in range(len(a) + len(b) - 1)]


def whole_and_short(a, b):
    c = np.zeros(len(a) + len(b) - 1, dtype=a.dtype)
    for n in range(len(c) - 1):
        c[n] = sum(a[n - m] * b[m] for m in range(len(b)) if 0 <= n - m < len(a))
    return c


RIGHT = [
    gather,
    scatter,
    fft,
    complex_fft,
    recursive,
    comprehension,
    toeplitz,
    lambda a, b: np.convolve(a.astype(np.float32), b.astype(np.float32)),
    lambda a, b: scatter([Fraction(v) for v in a.tolist()], [Fraction(v) for v in b.tolist()]),
    lambda a, b: np.array([Decimal(str(v)) for v in scatter(a, b)]),
    plain_integers,
    padded_slices,
    diagonals,
    convolve,
    np.convolve,
    np.polymul,
    scipy.signal.convolve,
    scipy.signal.fftconvolve,
    scipy.signal.oaconvolve,
    functools.partial(np.convolve, mode="full"),
    lambda a, b: np.convolve(b, a),
    lambda *arrays: np.convolve(*arrays),
    lambda a, b, mode="full": np.convolve(a, b, mode),
    Callable(),
    Callable().__call__,
    lambda a, b: np.poly1d(a) * np.poly1d(b),
    lambda a, b: np.ma.array(np.convolve(a, b)),
    lambda a, b: np.convolve(a, b) * (1 + 2e-6),
]

WRONG = {
    (lambda a, b: np.correlate(a, b, "full")): "no_flip",
    (lambda a, b: np.convolve(a, b[::-1])): "no_flip",
    no_flip_by_hand: "no_flip",
    (lambda a, b: np.convolve(a, b, "same")): "same",
    same_from_scipy: "same",
    (lambda a, b: np.convolve(a, b, "valid")): "valid",
    valid_by_hand: "valid",
    (lambda a, b: np.correlate(a, b)): "xcorr_valid",
    (lambda a, b: gather(a, b)[:-1]): "short_by_one",
    (lambda a, b: gather(a, b, lags=range(len(a) + len(b) - 2))): "short_by_one",
    (lambda a, b: gather(a, b, lags=range(1, len(a) + len(b) - 1))): "lost_first",
    shift_right: "shift_right",
    shift_left: "shift_left",
    extra_zero_end: "extra_zero_end",
    circular_fft: "circular",
    circular_modulo: "circular",
    pointwise_padded: "pointwise_padded",
    (lambda a, b: [x * y for x, y in zip(a, b, strict=False)]): "pointwise_padded",
    (lambda a, b: sum(x * y for x, y in zip(a, b, strict=False))): "dot",
    (lambda a, b: [[x * y for y in b] for x in a]): "outer",
    np.outer: "outer",
    mirror_pad: "mirror_pad",
    wrap_pad: "wrap_pad",
    overlap_mean: "overlap_mean",
    mean_of_products: "mean_of_products",
    not_reset: "not_reset",
    overwrite_gather: "overwrite_gather",
    overwrite_scatter: "overwrite_scatter",
    overwrite_scatter_slices: "overwrite_scatter",
    first_tap_missing: "first_tap_missing",
    last_tap_missing: "last_tap_missing",
    (lambda a, b: np.convolve(a, b).astype(a.dtype)): "integer_output",
    integer_output_scatter: "integer_output",
    integer_output_gather: "integer_output",
    (lambda a, b: [int(v) for v in np.convolve(a, b)]): "truncated",
    truncated_each_step: "truncated",
    plus_index: "plus_index",
    plus_index_other: "plus_index_other",
    negative_index: "negative_index",
    ends_with_input: "ends_with_input",
    (lambda a, b: np.convolve(a[::-1], b[::-1])): "reversed",
    (lambda a, b: np.convolve(a[::-1], b)): "flipped_input",
    (lambda a, b: np.correlate(b, a, "full")): "flipped_input",
    (lambda a, b: gather(a, b, factor=lambda a, b, n, m: a[n - m] + b[m])): "added",
    (lambda a, b: np.abs(np.convolve(a, b))): "absolute",
    (lambda a, b: np.convolve(a, b) / sum(b)): "normalised",
    (lambda a, b: np.convolve(a, b / b.sum())): "normalised",
    (lambda a, b: np.convolve(np.pad(a, len(b) - 1), b)): "still_padded",
    first_input_missing: "first_input_missing",
    last_input_missing: "last_input_missing",
    (lambda a, b: np.convolve(a, a)): "input_twice",
    (lambda a, b: np.correlate(a, b, "same")): "no_flip+same",
    no_flip_and_edges: "no_flip+edge_pad",
    whole_and_short: "short_by_one+integer_output",
}
