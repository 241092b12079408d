"""Right and wrong answers to the exercise `channels_layer`, as learners write them."""

import numpy as np
from examples.common import valid

from helpers.models.layers import layer


def channels_layer(x, w, b):
    return np.array([sum(map(valid, x, one)) + bias for one, bias in zip(w, b, strict=True)])


def depthwise(x, w, b):
    return np.stack([valid(x[c], w[0, c]) for c in range(len(x))])


def bias_in_the_loop(x, w, b):
    y = layer(x, w)
    return sum((y / len(x) + b[:, None, None] for _ in x), np.zeros(y.shape))


def last_channel(x, w, b):
    y = layer(x, w) * 0.0
    for o in range(len(w)):
        for c in range(len(x)):
            y[o] = valid(x[c], w[o, c])
        y[o] += b[o]
    return y


def wrong_channel(x, w, b):
    y = layer(x, w, b) + 0.0
    y[1, 0, 1] += 5
    return y


RIGHT = channels_layer

WRONG = {
    (lambda x, w, b: layer(x, w)): "bias_missing",
    depthwise: "depthwise+bias_missing",
    (lambda x, w, b: [valid(x.sum(0), w[o, 0]) + b[o] for o in range(len(w))]): "grey_first",
    bias_in_the_loop: "bias_repeated",
    last_channel: "one_channel",
    (lambda x, w, b: np.maximum(layer(x, w, b), 0)): "relu",
    (lambda x, w, b: layer(x, w, b).mean(0) * len(b)): "all_summed",
    (lambda x, w, b: np.moveaxis(layer(x, w, b), 0, -1)): "channels_last",
    (lambda x, w, b: layer(x, np.flip(w, (2, 3)), b)): "flipped",
    (lambda x, w, b: layer(x, w, b) - 2 * b[:, None, None]): "bias_subtracted",
    (lambda x, w, b: layer(x, w) + b[0]): "same_bias",
    (lambda x, w, b: np.maximum(layer(x, w), 0)): "bias_missing+relu",
    wrong_channel: "ends",
    (lambda x, w, b: layer(x, w, b)[1:]): "too_short",
    (lambda x, w, b: layer(x, w, b) ** 3): "unknown",
}
