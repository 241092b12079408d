"""Right and wrong answers to the exercise `descent_step`, as learners write them."""

import numpy as np
from examples.common import gradient_w


def descent_step(x, w, e, rate):
    return w - rate * gradient_w(x, w, e) / e.size


RIGHT = descent_step

WRONG = {
    (lambda x, w, e, rate: 2 * w - descent_step(x, w, e, rate)): "sign",
    (lambda x, w, e, rate: descent_step(x, w, e, 1)): "rate_forgotten",
    (lambda x, w, e, rate: w - rate * gradient_w(x, w, e)): "not_averaged",
    (lambda x, w, e, rate: descent_step(x, w, e / e.size, rate)): "averaged_twice",
    (lambda x, w, e, rate: descent_step(x, w, 2 * e, rate)): "doubled",
    (lambda x, w, e, rate: descent_step(x, w, np.flip(e), rate)): "flipped",
    (lambda x, w, e, rate: descent_step(x, w, e, rate) - w): "step_alone",
    (lambda x, w, e, rate: gradient_w(x, w, e / e.size)): "gradient_alone",
    (lambda x, w, e, rate: w.copy()): "unchanged",
    (lambda x, w, e, rate: descent_step(x, w, e, 1 / rate)): "divided_by_rate",
}
