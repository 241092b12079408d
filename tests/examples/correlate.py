"""Right and wrong answers to the exercise `correlate`, as learners write them."""

import numpy as np


def lags(a, v, factor):
    return [
        sum(factor(a[n + k], v[n]) for n in range(len(v)) if 0 <= n + k < len(a))
        for k in range(1 - len(v), len(a))
    ]


def circular_correlation(a, v):
    size = max(len(a), len(v))
    return np.fft.ifft(np.fft.fft(a, size) * np.conj(np.fft.fft(v, size)))


def similarity(a, v):
    return np.correlate(a, v, "full") / np.sqrt(np.vdot(a, a).real * np.vdot(v, v).real)


def correlate(a, v):
    return np.correlate(a, v, "full")


RIGHT = correlate

WRONG = {
    (lambda a, v: lags(a, v, lambda x, y: x * y)): "no_conj",
    (lambda a, v: lags(a, v, lambda x, y: np.conj(x) * y)): "other_conj",
    np.correlate: "valid",
    (lambda a, v: np.correlate(a, v, "same")): "same",
    (lambda a, v: np.correlate(v, a, "full")): "exchanged",
    (lambda a, v: np.correlate(a, v, "full")[::-1]): "reversed",
    circular_correlation: "circular",
    similarity: "normalised",
    (lambda a, v: [x * np.conj(y) for x, y in zip(a, v, strict=False)]): "pointwise",
    (lambda a, v: np.correlate(a, v, "full")[len(v) - 1 :]): "from_lag_zero",
    (lambda a, v: np.correlate(a, v, "full").real): "real_only",
    np.convolve: "flipped",
    (lambda a, v: np.convolve(a, np.conj(v), "same")): "same+flipped",
    np.vdot: "raised",
}
