"""Right and wrong answers to the exercise `descent_step`, as learners write them."""

import numpy as np
from examples.common import gradient_w


def descent_step(x, w, e, rate):
    new = np.zeros((w.shape[0], w.shape[1]))
    for u in range(w.shape[0]):
        for v in range(w.shape[1]):
            new[u, v] = w[u, v]
            for i in range(e.shape[0]):
                for j in range(e.shape[1]):
                    new[u, v] -= rate * x[i + u, j + v] * e[i, j] / e.size
    return new


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
