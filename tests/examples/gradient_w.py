"""Right and wrong answers to the exercise `gradient_w`, as learners write them."""

import numpy as np
import scipy.signal
from examples.common import gradient_w, gradient_x, valid

RIGHT = gradient_w

WRONG = {
    (lambda x, w, g: scipy.signal.convolve2d(x, g, "valid")): "flipped_g",
    (lambda x, w, g: -gradient_w(x, w, g)): "sign",
    (lambda x, w, g: gradient_w(x, w, g[::-1])): "one_axis_flipped",
    (lambda x, w, g: scipy.signal.correlate2d(g, x, "valid")): "output_turned",
    (lambda x, w, g: scipy.signal.correlate2d(x, g)): "not_like_w",
    (lambda x, w, g: gradient_w(x, w, g) / g.size): "mean",
    (lambda x, w, g: gradient_w(x, w, np.ones_like(g))): "g_ignored",
    (lambda x, w, g: np.ones(w.shape) * g.sum()): "sum_of_g",
    (lambda x, w, g: w - gradient_w(x, w, g)): "updated",
    gradient_x: "gradient_x",
    (lambda x, w, g: valid(x, w)): "forward",
    (lambda x, w, g: -scipy.signal.convolve2d(x, g, "valid")): "flipped_g+sign",
    (lambda x, w, g: 2 * gradient_w(x, w, g)): "factor",
}
