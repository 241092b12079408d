"""Right and wrong answers to the exercise `gradient_x`, as learners write them."""

import numpy as np
import scipy.signal
from examples.common import gradient_w, gradient_x


def overwritten(x, w, g):
    dx = np.zeros(x.shape)
    for (i, j), slope in np.ndenumerate(g):
        dx[i : i + w.shape[0], j : j + w.shape[1]] = slope * w
    return dx


RIGHT = gradient_x

WRONG = {
    (lambda x, w, g: scipy.signal.correlate2d(g, w[::-1])): "flip_rows",
    (lambda x, w, g: scipy.signal.correlate2d(g, w[:, ::-1])): "flip_cols",
    (lambda x, w, g: scipy.signal.correlate2d(g, w.T)): "transposed",
    (lambda x, w, g: scipy.signal.convolve2d(g, w.T)): "rot_transposed",
    (lambda x, w, g: scipy.signal.correlate2d(g, w)): "not_flipped",
    overwritten: "overwritten",
    (lambda x, w, g: gradient_x(x, np.ones_like(w), g)): "ones",
    (lambda x, w, g: -gradient_x(x, w, g)): "sign",
    gradient_w: "gradient_w",
    (lambda x, w, g: scipy.signal.convolve2d(g, w, "same")): "smaller",
    (lambda x, w, g: -scipy.signal.correlate2d(g, w)): "not_flipped+sign",
}
