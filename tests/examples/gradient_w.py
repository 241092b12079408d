"""Right and wrong answers to the exercise `gradient_w`, as learners write them."""

import numpy as np
import scipy.ndimage
import scipy.signal
from examples.common import by_differences, shares, weights_in_turn
from numpy.lib.stride_tricks import sliding_window_view

RIGHT = [
    weights_in_turn,
    lambda x, w, g: weights_in_turn(x, w, g).tolist(),
    lambda x, w, g: by_differences(x, w, g, 1),
    lambda x, w, g: scipy.signal.correlate2d(x, g, "valid"),
    lambda x, w, g: np.einsum("uvij,ij", sliding_window_view(x, g.shape), g),
    lambda x, w, g: scipy.signal.convolve2d(x, g[::-1, ::-1], "valid").astype(np.float32),
]

WRONG = {
    (lambda x, w, g: scipy.signal.convolve2d(x, g, "valid")): "flipped_g",
    (lambda x, w, g: -weights_in_turn(x, w, g)): "sign",
    (lambda x, w, g: weights_in_turn(x, w, g[::-1])): "one_axis_flipped",
    (lambda x, w, g: scipy.signal.correlate2d(g, x, "valid")): "output_turned",
    (lambda x, w, g: scipy.signal.correlate2d(x, g)): "not_like_w",
    (lambda x, w, g: weights_in_turn(x, w, g) / g.size): "mean",
    (lambda x, w, g: weights_in_turn(x, w, np.ones_like(g))): "g_ignored",
    (lambda x, w, g: np.ones(w.shape) * g.sum()): "sum_of_g",
    (lambda x, w, g: w - weights_in_turn(x, w, g)): "updated",
    shares: "gradient_x",
    (lambda x, w, g: scipy.signal.correlate2d(x, w, "valid")): "forward",
    (lambda x, w, g: -scipy.signal.convolve2d(x, g, "valid")): "flipped_g+sign",
    (lambda x, w, g: 2 * weights_in_turn(x, w, g)): "factor",
}
