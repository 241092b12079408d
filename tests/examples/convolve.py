"""Right and wrong answers to the exercise `convolve`: what comes out of learners' functions."""

import numpy as np


def convolve(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a)):
        for j in range(len(b)):
            c[i + j] += a[i] * b[j]
    return c


def wrapped(a, b, size):
    return [sum(a[(n - m) % len(a)] * b[m] for m in range(len(b))) for n in range(size)]


def over_padded(a, b, mode):
    return np.convolve(np.pad(a, len(b) - 1, mode=mode), b, "valid")


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
        c[i : i + len(b)] = a[i] * b
    return c


def plus_index(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for n in range(len(c)):
        for m in range(len(b)):
            if n + m < len(a):
                c[n] += a[n + m] * b[m]
    return c


def negative_index(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for n in range(len(c)):
        for m in range(len(b)):
            if n - m < len(a):
                c[n] += a[n - m] * b[m]
    return c


RIGHT = convolve

WRONG = {
    (lambda a, b: np.correlate(a, b, "full")): "no_flip",
    (lambda a, b: np.convolve(a, b, "same")): "same",
    (lambda a, b: np.convolve(a, b, "valid")): "valid",
    (lambda a, b: np.correlate(a, b)): "xcorr_valid",
    (lambda a, b: np.convolve(a, b)[:-1]): "short_by_one",
    (lambda a, b: np.append(0, np.convolve(a, b)[1:])): "lost_first",
    (lambda a, b: np.append(0, np.convolve(a, b)[:-1])): "shift_right",
    (lambda a, b: np.roll(np.convolve(a, b), -1)): "shift_left",
    (lambda a, b: np.append(np.convolve(a, b), 0)): "extra_zero_end",
    (lambda a, b: wrapped(a, b, len(a))): "circular",
    (lambda a, b: [x * y for x, y in zip(a, b, strict=False)]): "pointwise_padded",
    (lambda a, b: sum(x * y for x, y in zip(a, b, strict=False))): "dot",
    np.outer: "outer",
    (lambda a, b: over_padded(a, b, "symmetric")): "mirror_pad",
    (lambda a, b: wrapped(a, b, len(a) + len(b) - 1)): "wrap_pad",
    (lambda a, b: np.convolve(a, b) / np.convolve(a**0, b**0)): "overlap_mean",
    (lambda a, b: np.convolve(a, b) / len(b)): "mean_of_products",
    (lambda a, b: np.convolve(a, b).cumsum()): "not_reset",
    overwrite_gather: "overwrite_gather",
    overwrite_scatter: "overwrite_scatter",
    (lambda a, b: np.convolve(a, np.append(0, b[1:]))): "first_tap_missing",
    (lambda a, b: np.convolve(a, np.append(b[:-1], 0))): "last_tap_missing",
    (lambda a, b: np.convolve(a, b).astype(a.dtype)): "integer_output",
    (lambda a, b: [int(v) for v in np.convolve(a, b)]): "truncated",
    plus_index: "plus_index",
    (lambda a, b: plus_index(b, a)): "plus_index_other",
    negative_index: "negative_index",
    (lambda a, b: np.convolve(a, b)[: len(a)]): "ends_with_input",
    (lambda a, b: np.convolve(a[::-1], b[::-1])): "reversed",
    (lambda a, b: np.convolve(a[::-1], b)): "flipped_input",
    (lambda a, b: np.convolve(a, b**0) + np.convolve(a**0, b)): "added",
    (lambda a, b: np.abs(np.convolve(a, b))): "absolute",
    (lambda a, b: np.convolve(a, b) / sum(b)): "normalised",
    (lambda a, b: np.convolve(np.pad(a, len(b) - 1), b)): "still_padded",
    (lambda a, b: np.convolve(np.append(0, a[1:]), b)): "first_input_missing",
    (lambda a, b: np.convolve(np.append(a[:-1], 0), b)): "last_input_missing",
    (lambda a, b: np.convolve(a, a)): "input_twice",
    (lambda a, b: np.correlate(a, b, "same")): "no_flip+same",
    (lambda a, b: over_padded(a, b[::-1], "edge")): "no_flip+edge_pad",
    (lambda a, b: np.append(np.convolve(a, b)[:-1], 0).astype(a.dtype)): (
        "short_by_one+integer_output"
    ),
}
