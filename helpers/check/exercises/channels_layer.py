"""Check a layer with channels and biases."""

from functools import partial
from itertools import product
from operator import itemgetter

import numpy as np

from helpers.check.inputs import DECIMALS, WHOLE, some
from helpers.check.ways import PADDED, VALID, at, every, pipeline


def _biased(y, b, x):
    """Add each bias to its output channel."""
    return y + b.reshape(-1, *[1] * (y.ndim - 1)) if len(b) == len(y) else y + b[0]


def _repeated(y, b, x):
    """Add each bias once for each product of one channel."""
    return _biased(y, b * np.prod(np.subtract(x.shape[-2:], y.shape[-2:]) + 1), x)


def _channels(x, w, b, stages):
    """Compute a layer with channels, stage by stage; each of them goes through the pipeline."""

    def filtered(channel, kernel):
        return pipeline(channel, kernel, stages)

    y = np.stack([stages["over"](*met, filtered) for met in stages["meet"](x, w)])
    return stages["result"](stages["bias"](y, b, x))


def _grey_first(grey, weights, x, h, filtered):
    """Filter the sum or the mean of all channels."""
    return filtered(grey(x, 0), weights(h))


GREY_WEIGHTS = itemgetter(0), itemgetter(-1), partial(np.sum, axis=0), partial(np.mean, axis=0)
KERNELS = some(0, (9, 3, 3), by=8)
SMALL_KERNELS = KERNELS[3:, :2, 1:].reshape(2, 3, 2, 2)
WHOLE_KERNELS = (8 * KERNELS[:4]).astype(int).reshape(2, 2, 3, 3)
RGB = np.stack([DECIMALS, 1.5 * np.roll(DECIMALS[::-1], 2, 1), DECIMALS[:, ::-1] / 2 + 1])
TWO = np.stack([WHOLE, WHOLE[::-1] // 2 - 9])
BIASES = [np.array(b) for b in ([15, -22, 7], [1.5, -2.25], [-20.5, 35.25, 10.75], [0.25, -1.5])]

OWN = {
    "probes": {
        "as many output channels as input channels": (RGB, KERNELS.reshape(3, 3, 3, 3), BIASES[0]),
        "whole numbers in w": (RGB[:2, :, :4], WHOLE_KERNELS, BIASES[1]),
        "more output channels": (TWO, KERNELS[:6].reshape(3, 2, 3, 3), BIASES[2]),
        "fewer output channels, kernels of 2 by 2": (RGB[:, :4], SMALL_KERNELS, BIASES[3]),
    },
    "stages": {
        **VALID,
        "meet": lambda x, w: [(x, h) for h in w],  # for each output: which channels, which weights
        "over": lambda x, h, filtered: sum(filtered(c, k) for c, k in zip(x, h, strict=True)),
        "bias": _biased,  # how the biases enter
        "result": every,  # what then happens to the output
    },
    "model": _channels,
    "seen": lambda at, x, w, b: {"channels": len(x)},
    "mistakes": {
        "depthwise": at(
            "meet",
            lambda x, w: [(c[None], h[None]) for c, h in zip(x, w[0], strict=True)],
            lambda x, w: [(x[k : k + 1], w[k, k : k + 1]) for k in range(min(w.shape[:2]))],
        ),
        "grey_first": at(
            "over",
            *(partial(_grey_first, *one) for one in product((np.sum, np.mean), GREY_WEIGHTS)),
        ),
        "bias_missing": at("bias", lambda y, b, x: y),
        "in_out_swapped": at("meet", lambda x, w: [(x, h) for h in w.swapaxes(0, 1)]),
        "relu": at("result", lambda y: np.maximum(y, 0)),
        "not_summed": at("over", lambda x, h, f: np.stack(list(map(f, x, h)))),
        "one_channel": at("over", lambda x, h, f: f(x[-1], h[-1]), lambda x, h, f: f(x[0], h[0])),
        "mean": at("over", lambda x, h, f: sum(map(f, x, h)) / len(x)),
        "same_weights": at("meet", lambda x, w: [(x, w[0]) for h in w]),
        "bias_repeated": at("bias", lambda y, b, x: _biased(y, b * len(x), x)),
        "bias_in_each_product": at("bias", lambda y, b, x: _repeated(y, b * len(x), x), _repeated),
        "channels_reversed": at("meet", lambda x, w: [(x[::-1], h) for h in w]),
        "all_axes_flipped": at(
            "meet",
            lambda x, w: [(x, np.flip(h)) for h in w],
            lambda x, w: [(x, np.flip(h)) for h in w[::-1]],
        ),
        "rounded": at("result", np.round),
        "same_bias": at("bias", lambda y, b, x: y + b[0], lambda y, b, x: y + b.sum()),
        "bias_subtracted": at("bias", lambda y, b, x: _biased(y, -b, x)),
        "channels_last": at("result", lambda y: np.moveaxis(y, 0, -1)),
        "all_summed": at("result", lambda y: y.sum(0)),
        "padded": PADDED,
    },
}
