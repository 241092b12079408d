"""Right and wrong answers to the exercise `convolve_same`, as learners write them."""

import numpy as np
import scipy.ndimage
import scipy.signal
from examples.common import same_from_full
from numpy.lib.stride_tricks import sliding_window_view


def same_by_indices(a, b):
    c = []
    for n in range(len(a)):
        centre = n + (len(b) - 1) // 2
        c.append(sum(a[centre - m] * b[m] for m in range(len(b)) if 0 <= centre - m < len(a)))
    return c


def same_by_padding(a, b):
    before = len(b) // 2
    padded = np.pad(a, (before, len(b) - 1 - before))
    return sliding_window_view(padded, len(b)) @ b[::-1]


def same_by_fft(a, b):
    size = len(a) + len(b) - 1
    full = np.fft.irfft(np.fft.rfft(a, size) * np.fft.rfft(b, size), size)
    return full[(len(b) - 1) // 2 :][: len(a)]


def centred(a, b, *, mode="constant", before=None):
    before = len(b) // 2 if before is None else before
    padded = np.pad(a, (before, len(b) - 1 - before), mode=mode)
    return np.array([padded[n : n + len(b)] @ b[::-1] for n in range(len(a))])


def only_full_overlaps(a, b):
    c = np.zeros(len(a))
    half = (len(b) - 1) // 2
    for n in range(len(a) - len(b) + 1):
        c[n + len(b) - 1 - half] = a[n : n + len(b)] @ b[::-1]
    return c


def last_missing(a, b):
    c = np.zeros(len(a))
    c[:-1] = same_from_full(a, b)[:-1]
    return c


RIGHT = [
    same_by_indices,
    same_by_padding,
    same_from_full,
    same_by_fft,
    lambda a, b: scipy.signal.convolve(a, b, "same"),
    lambda a, b: scipy.signal.fftconvolve(a, b, mode="same"),
]

WRONG = {
    np.convolve: "full",
    (lambda a, b: np.convolve(a, b, "valid")): "valid",
    (lambda a, b: np.convolve(a, b, "same")): "longer_input",
    (lambda a, b: scipy.signal.correlate(a, b, "same")): "no_flip",
    (lambda a, b: same_from_full(a, b[::-1])): "no_flip",
    (lambda a, b: np.convolve(a, b)[-len(a) :]): "anticausal",
    (lambda a, b: np.convolve(a, b)[: len(a)]): "causal",
    (lambda a, b: np.convolve(a, b)[len(b) // 2 :][: len(a)]): "other_centre",
    (lambda a, b: np.convolve(a, b[::-1])[len(b) // 2 :][: len(a)]): "no_flip_other_centre",
    (lambda a, b: scipy.ndimage.correlate1d(a.astype(float), b, mode="constant")): "no_flip",
    (lambda a, b: centred(a, b, mode="edge")): "edge_pad",
    (lambda a, b: centred(a, b, mode="symmetric")): "mirror_pad",
    (lambda a, b: centred(a, b, mode="reflect")): "reflect_pad",
    (lambda a, b: centred(a, b, mode="wrap")): "circular",
    (
        lambda a, b: scipy.ndimage.convolve1d(a.astype(float), b, mode="nearest")
    ): "other_centre+edge_pad",
    only_full_overlaps: "zero_border",
    (lambda a, b: centred(a, b) * b.sum() / centred(np.ones(len(a)), b)): "renormalised",
    last_missing: "last_missing",
    (lambda a, b: same_from_full(a, b).astype(a.dtype)): "integer_output",
    (lambda a, b: centred(a, b[::-1], mode="edge")): "no_flip+edge_pad",
}
