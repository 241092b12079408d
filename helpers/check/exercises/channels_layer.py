"""Check a function that computes a layer with channels.

It takes x, w and b of the shapes (C, H, W), (O, C, k, k) and (O,), and returns O channels, each
the sum of the valid cross-correlations over all input channels, plus its bias.
"""

import numpy as np

from helpers.check import acts
from helpers.check.acts import pipeline
from helpers.check.exercise import Exercise, at
from helpers.check.exercises.images import DECIMALS, KERNEL, WHOLE
from helpers.check.exercises.strided_layer import PADDED
from helpers.check.in_images import in_images
from helpers.models.layers import layer
from helpers.numbers import number
from helpers.operations import correlate


def _summed(x, w, filtered):
    """Filter every channel with its weights, and sum over the input channels."""
    return np.stack([sum(filtered(c, h) for c, h in zip(x, hs, strict=True)) for hs in w])


def _biased(y, b, x):
    """Add each bias to its output channel."""
    return y + b.reshape(-1, *[1] * (y.ndim - 1)) if len(b) == len(y) else y + b[0]


def _weights(y, x):
    """Return how many weights a kernel has that made y of x, for one channel."""
    return (x.shape[-2] - y.shape[-2] + 1) * (x.shape[-1] - y.shape[-1] + 1)


STAGES = {
    **acts.RIGHT,
    "orient": acts.every,
    "crop": acts.valid,
    # which channels meet which weights, and how they become the output channels
    "over": _summed,
    # how the biases enter
    "bias": _biased,
    # what then happens to the output
    "result": acts.every,
}


def _channels(x, w, b, stages):
    """Compute a layer with channels, stage by stage; each of them goes through the pipeline."""

    def filtered(channel, kernel):
        return pipeline(channel, kernel, {stage: stages[stage] for stage in acts.RIGHT})

    return stages["result"](stages["bias"](stages["over"](x, w, filtered), b, x))


def _not_summed(x, w, filtered):
    return np.stack([np.stack([filtered(c, h) for c, h in zip(x, hs, strict=True)]) for hs in w])


GREY_FIRST = at(
    "over",
    *(
        lambda x, w, filtered, grey=grey, own=own: np.stack([filtered(grey(x), own(h)) for h in w])
        for grey in (lambda x: x.sum(0), lambda x: x.mean(0))
        for own in (lambda h: h[0], lambda h: h[-1], lambda h: h.sum(0), lambda h: h.mean(0))
    ),
)


def _terms(x, w, b):
    """Return the lines of a worked case: what each input channel gives, and the bias."""
    x, w, b = np.array(x), np.array(w), np.array(b)
    parts = [[correlate(c, h, "valid") for c, h in zip(x, hs, strict=True)] for hs in w]
    lines = []
    for place in np.ndindex(len(w), *parts[0][0].shape):
        one = [number(part[place[1:]].item()) for part in parts[place[0]]]
        total = number(layer(x, w, b)[place].item())
        name = ", ".join(map(str, place))
        from_each = " + ".join(f"{value} (channel {c})" for c, value in enumerate(one))
        lines.append(f"y[{name}] = {from_each} + {number(b[place[0]].item())} (bias) = {total}")
    return tuple(lines)


KERNELS = np.array(
    [
        KERNEL,
        [[1.0, -0.25, 0.5], [-1.5, 2.0, 0.75], [0.25, -0.625, 1.25]],
        [[-0.75, 1.5, 0.25], [0.5, -1.0, 2.25], [1.75, 0.125, -0.375]],
        [[2.0, 0.5, -1.25], [0.625, 1.75, -0.5], [-2.5, 0.25, 1.5]],
        [[0.25, -1.75, 1.0], [2.5, -0.125, 0.5], [0.875, 1.25, -0.75]],
        [[-1.0, 0.375, 2.75], [-0.5, 1.125, 0.25], [1.5, -2.0, 0.625]],
        [[1.25, 0.75, -0.875], [0.125, -2.25, 1.0], [0.5, 2.0, -0.25]],
        [[-0.5, 2.25, 0.375], [1.0, 0.5, -1.5], [-0.125, 0.75, 1.75]],
        [[0.625, -0.75, 1.5], [-2.0, 0.25, 0.875], [1.125, -1.0, 0.5]],
    ]
)
RGB = np.stack([DECIMALS, 1.5 * np.roll(DECIMALS[::-1], 2, 1), DECIMALS[:, ::-1] / 2 + 1])

EXERCISE = Exercise(
    __name__,
    name="my_channels_layer",
    notebook="09",
    order=4,
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
    shared="images",
    model=_channels,
    arguments=("x", "w", "b"),
    result="y",
    small=((((1, 2, 3),), ((10, 20, 30),)), ((((1,),), ((2,),)),), (100,)),
    parallel=(
        (((1, 2, 3),), ((10, 20, 30),)),
        ((((1, 1),), ((2, 1),)), (((0, 3),), ((1, 0),))),
        (1000, 2000),
    ),
    lines=_terms,
    where=lambda at, x, w, b: (
        f"what does each of the {len(x)} input channels give there with its weights w[{at[0]}, …], "
        "and what is added once?"
    ),
    mistakes={
        "depthwise": at(
            "over",
            lambda x, w, filtered: np.stack([filtered(c, h) for c, h in zip(x, w[0], strict=True)]),
            lambda x, w, filtered: np.stack(
                [filtered(x[k], w[k, k]) for k in range(min(w.shape[:2]))]
            ),
        ),
        "grey_first": GREY_FIRST,
        "bias_missing": at("bias", lambda y, b, x: y),
        "in_out_swapped": at("over", lambda x, w, filtered: _summed(x, w.swapaxes(0, 1), filtered)),
        "relu": at("result", lambda y: np.maximum(y, 0)),
        "not_summed": at("over", _not_summed),
        "one_channel": at(
            "over",
            lambda x, w, filtered: np.stack([filtered(x[-1], hs[-1]) for hs in w]),
            lambda x, w, filtered: np.stack([filtered(x[0], hs[0]) for hs in w]),
        ),
        "mean": at("over", lambda x, w, filtered: _summed(x, w, filtered) / len(x)),
        "same_weights": at(
            "over",
            lambda x, w, filtered: _summed(x, np.broadcast_to(w[:1], w.shape), filtered),
        ),
        "bias_repeated": at("bias", lambda y, b, x: _biased(y, b * len(x), x)),
        "bias_in_each_product": at(
            "bias",
            lambda y, b, x: _biased(y, b * len(x) * _weights(y, x), x),
            lambda y, b, x: _biased(y, b * _weights(y, x), x),
        ),
        "channels_reversed": at("over", lambda x, w, filtered: _summed(x[::-1], w, filtered)),
        "all_axes_flipped": at(
            "over",
            lambda x, w, filtered: _summed(x, np.flip(w, (1, 2, 3)), filtered),
            lambda x, w, filtered: _summed(x, np.flip(w), filtered),
        ),
        "rounded": at("result", np.round),
        "same_bias": at("bias", lambda y, b, x: y + b[0], lambda y, b, x: y + b.sum()),
        "bias_subtracted": at("bias", lambda y, b, x: _biased(y, -b, x)),
        "channels_last": at("result", lambda y: np.moveaxis(y, 0, -1)),
        "all_summed": at("result", lambda y: y.sum(0)),
        **in_images("flipped"),
        "padded": PADDED,
        **in_images("kernel_ignored"),
    },
)
