"""Right and wrong answers to the exercise `gradient_x`, as learners write them."""

import numpy as np
import scipy.ndimage
import scipy.signal
from examples.common import by_differences, shares, weights_in_turn


def overwritten(x, w, g):
    dx = np.zeros(x.shape)
    for (i, j), slope in np.ndenumerate(g):
        dx[i : i + w.shape[0], j : j + w.shape[1]] = slope * w
    return dx


RIGHT = [
    shares,
    lambda x, w, g: by_differences(x, w, g, 0),
    lambda x, w, g: scipy.signal.convolve2d(g, w),
    lambda x, w, g: scipy.signal.fftconvolve(w, g),
    lambda x, w, g: scipy.signal.correlate2d(g, np.rot90(w, 2), "full"),
]

WRONG = {
    (lambda x, w, g: scipy.signal.correlate2d(g, w[::-1])): "flip_rows",
    (lambda x, w, g: scipy.signal.correlate2d(g, w[:, ::-1])): "flip_cols",
    (lambda x, w, g: scipy.signal.correlate2d(g, w.T)): "transposed",
    (lambda x, w, g: scipy.signal.convolve2d(g, w.T)): "rot_transposed",
    (lambda x, w, g: scipy.signal.correlate2d(g, w)): "not_flipped",
    (lambda x, w, g: shares(x, w, g, np.flip)): "not_flipped",
    overwritten: "overwritten",
    (lambda x, w, g: shares(x, np.ones_like(w), g)): "ones",
    (lambda x, w, g: -shares(x, w, g)): "sign",
    weights_in_turn: "gradient_w",
    (lambda x, w, g: scipy.signal.convolve2d(g, w, "same")): "smaller",
    (lambda x, w, g: -scipy.signal.correlate2d(g, w)): "not_flipped+sign",
}
