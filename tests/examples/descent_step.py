"""Right and wrong answers to the exercise `descent_step`, as learners write them."""

import numpy as np
import scipy.signal
from examples.common import weights_in_turn


def downhill(x, w, e, rate):
    gradient = weights_in_turn(x, w, e / e.size)
    return w - rate * gradient


def in_place(x, w, e, rate):
    new = np.array(w, float)
    for (i, j), error in np.ndenumerate(e):
        new -= rate * error * x[i : i + w.shape[0], j : j + w.shape[1]] / e.size
    return new


RIGHT = [
    downhill,
    in_place,
    lambda x, w, e, rate: downhill(x, w, e, rate).tolist(),
    lambda x, w, e, rate: w - rate * scipy.signal.correlate2d(x, e, "valid") / e.size,
]

WRONG = {
    (lambda x, w, e, rate: 2 * w - downhill(x, w, e, rate)): "sign",
    (lambda x, w, e, rate: downhill(x, w, e, 1)): "rate_forgotten",
    (lambda x, w, e, rate: w - rate * weights_in_turn(x, w, e)): "not_averaged",
    (lambda x, w, e, rate: downhill(x, w, e / e.size, rate)): "averaged_twice",
    (lambda x, w, e, rate: downhill(x, w, 2 * e, rate)): "doubled",
    (lambda x, w, e, rate: downhill(x, w, np.flip(e), rate)): "flipped",
    (lambda x, w, e, rate: downhill(x, w, e, rate) - w): "step_alone",
    (lambda x, w, e, rate: weights_in_turn(x, w, e / e.size)): "gradient_alone",
    (lambda x, w, e, rate: w.copy()): "unchanged",
    (lambda x, w, e, rate: downhill(x, w, e, 1 / rate)): "divided_by_rate",
}
