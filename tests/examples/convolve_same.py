"""Right and wrong answers to the exercise `convolve_same`, as learners write them."""

import numpy as np
import scipy.ndimage
from examples.common import same_from_full


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


RIGHT = same_from_full

WRONG = {
    np.convolve: "full",
    (lambda a, b: np.convolve(a, b, "valid")): "valid",
    (lambda a, b: np.convolve(a, b, "same")): "longer_input",
    (lambda a, b: same_from_full(a, b[::-1])): "no_flip",
    (lambda a, b: np.convolve(a, b)[-len(a) :]): "anticausal",
    (lambda a, b: np.convolve(a, b)[: len(a)]): "causal",
    (lambda a, b: np.convolve(a, b)[len(b) // 2 :][: len(a)]): "other_centre",
    (lambda a, b: np.convolve(a, b[::-1])[len(b) // 2 :][: len(a)]): "no_flip_other_centre",
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
