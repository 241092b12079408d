"""Check a function that computes a layer with channels.

It takes x, w and b of the shapes (C, H, W), (O, C, k, k) and (O,), and returns O channels, each
the sum of the valid cross-correlations over all input channels, plus its bias.
"""

import numpy as np

from helpers.check import acts
from helpers.check.acts import at, pipeline
from helpers.check.exercise import exercise
from helpers.check.exercises.inputs import DECIMALS, WHOLE, some
from helpers.check.exercises.strided_layer import PADDED
from helpers.models.layers import layer
from helpers.numbers import number
from helpers.operations import correlate
from helpers.trace import entry


def _biased(y, b, x):
    """Add each bias to its output channel."""
    return y + b.reshape(-1, *[1] * (y.ndim - 1)) if len(b) == len(y) else y + b[0]


def _repeated(y, b, x):
    """Add each bias once for each product of one channel."""
    return _biased(y, b * np.prod(np.subtract(x.shape[-2:], y.shape[-2:]) + 1), x)


STAGES = {
    **acts.CORRELATION,
    "crop": acts.valid,
    "meet": lambda x, w: [(x, h) for h in w],  # for each output: which channels meet which weights
    "over": lambda x, h, filtered: sum(filtered(c, k) for c, k in zip(x, h, strict=True)),
    "bias": _biased,  # how the biases enter
    "result": acts.every,  # what then happens to the output
}


def _channels(x, w, b, stages):
    """Compute a layer with channels, stage by stage; each of them goes through the pipeline."""

    def filtered(channel, kernel):
        return pipeline(channel, kernel, stages)

    y = np.stack([stages["over"](*met, filtered) for met in stages["meet"](x, w)])
    return stages["result"](stages["bias"](y, b, x))


def _terms(x, w, b):
    """Return the lines of a worked case: what each input channel gives, and the bias."""
    lines = []
    for (o, *place), total in np.ndenumerate(layer(x, w, b)):
        one = [correlate(c, h, "valid").item(*place) for c, h in zip(x, w[o], strict=True)]
        from_each = " + ".join(f"{number(value)} (channel {c})" for c, value in enumerate(one))
        bias, total = number(b[o].item()), number(total.item())
        lines.append(f"{entry('y', (o, *place))} = {from_each} + {bias} (bias) = {total}")
    return tuple(lines)


KERNELS = some(0, (9, 3, 3), by=8)
RGB = np.stack([DECIMALS, 1.5 * np.roll(DECIMALS[::-1], 2, 1), DECIMALS[:, ::-1] / 2 + 1])

EXERCISE = exercise(
    __name__,
    right=layer,
    probes={
        "as many output channels as input channels": (
            RGB,
            KERNELS.reshape(3, 3, 3, 3),
            np.array([15, -22, 7]),
        ),
        "whole numbers in w": (
            RGB[:2, :, :4],
            (8 * KERNELS[:4]).astype(int).reshape(2, 2, 3, 3),
            np.array([1.5, -2.25]),
        ),
        "more output channels": (
            np.stack([WHOLE, WHOLE[::-1] // 2 - 9]),
            KERNELS[:6].reshape(3, 2, 3, 3),
            np.array([-20.5, 35.25, 10.75]),
        ),
        "fewer output channels, kernels of 2 by 2": (
            RGB[:, :4],
            KERNELS[3:, :2, 1:].reshape(2, 3, 2, 2),
            np.array([0.25, -1.5]),
        ),
    },
    stages=STAGES,
    model=_channels,
    lines=_terms,
    seen=lambda at, x, w, b: {"channels": len(x)},
    mistakes={
        "depthwise": at(
            "meet",
            lambda x, w: [(c[None], h[None]) for c, h in zip(x, w[0], strict=True)],
            lambda x, w: [(x[k : k + 1], w[k, k : k + 1]) for k in range(min(w.shape[:2]))],
        ),
        "grey_first": at(
            "over",
            *(
                lambda x, h, filtered, grey=grey, own=own: filtered(grey(x, 0), own(h))
                for grey in (np.sum, np.mean)
                for own in (
                    lambda h: h[0],
                    lambda h: h[-1],
                    lambda h: h.sum(0),
                    lambda h: h.mean(0),
                )
            ),
        ),
        "bias_missing": at("bias", lambda y, b, x: y),
        "in_out_swapped": at("meet", lambda x, w: [(x, h) for h in w.swapaxes(0, 1)]),
        "relu": at("result", lambda y: np.maximum(y, 0)),
        "not_summed": at("over", lambda x, h, filtered: np.stack(list(map(filtered, x, h)))),
        "one_channel": at(
            "over",
            lambda x, h, filtered: filtered(x[-1], h[-1]),
            lambda x, h, filtered: filtered(x[0], h[0]),
        ),
        "mean": at("over", lambda x, h, filtered: sum(map(filtered, x, h)) / len(x)),
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
)
