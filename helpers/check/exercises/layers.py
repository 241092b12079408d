"""Exercises about layers of networks: sizes, strides, channels, gradients, and what is learned."""

import math
from functools import partial
from itertools import product
from operator import itemgetter

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers.check import ways
from helpers.check.exercise import exercise
from helpers.check.inputs import DECIMALS, HIGH, KERNEL, WHOLE, some
from helpers.check.ways import IMAGES, at, cut, pipeline
from helpers.operations import convolve, correlate

VALID = ways.CORRELATION | {"crop": ways.valid}
PADDED = at(
    "crop",
    ways.same,
    ways.kept(lambda n, m: m // 2),
    ways.kept(lambda n, m: m - 1 - m // 2, lambda n, m: n + 1 - m % 2),
    ways.every,
)


# How many outputs there are.


exercise(
    "output_size",
    stages={
        "around": lambda padding: 2 * padding,  # how many places the padding adds
        "span": lambda k, dilation: dilation * (k - 1) + 1,  # how many the kernel covers
        "counted": lambda room, stride: room // stride + 1,  # positions in the room left to move
    },
    model=lambda n, k, s, p, d, stages: stages["counted"](
        n + stages["around"](p) - stages["span"](k, d), s
    ),
    mistakes={
        "plus_one_missing": at("counted", lambda r, s: r // s),
        "rounded_up": at("counted", lambda r, s: math.ceil(r / s) + 1),
        "fraction": at("counted", lambda r, s: r / s + 1),
        "padding_once": at("around", lambda p: p),
        "padding_ignored": at("around", lambda p: 0),
        "dilation_ignored": at("span", lambda k, d: k),
        "kernel_ignored": at("span", lambda k, d: 0, lambda k, d: 1),
        "plus_one_inside": at("counted", lambda r, s: (r + 1) // s, lambda r, s: (r + 1) / s),
        "same": at("whole", lambda n, k, s, p, d: n),
        "tf_same": at("whole", lambda n, k, s, p, d: math.ceil(n / s)),
        "pooled_plus_one": at(
            "whole",
            lambda n, k, s, p, d: (n + 2 * p) // s - (d * (k - 1) + 1) + 1,
            lambda n, k, s, p, d: n // s + 2 * p - (d * (k - 1) + 1) + 1,
            lambda n, k, s, p, d: n // s + 1,
        ),
        "stride_ignored": at("counted", lambda r, s: r + 1),
        "rounded": at(
            "counted", lambda r, s: round(r / s) + 1, lambda r, s: math.floor(r / s + 0.5) + 1
        ),
        "dilation_times_k": at("span", lambda k, d: d * k),
        "span_one_short": at("span", lambda k, d: d * (k - 1)),
        "tf_valid": at("whole", lambda n, k, s, p, d: math.ceil((n - k + 1) / s)),
        "transposed": at("whole", lambda n, k, s, p, d: (n - 1) * s - 2 * p + d * (k - 1) + 1),
    },
)


# A stride.


def _grouped(combine, y, shape, stride):
    """Combine the outputs in squares of stride by stride."""
    rows, columns = (n // stride for n in y.shape)
    y = y[: rows * stride, : columns * stride].reshape(rows, stride, columns, stride)
    return combine(y, (1, 3))


def _with_gaps(y, shape, stride):
    """Leave the outputs where they are, with zeros between them."""
    return np.where((np.indices(y.shape) % stride).any(0), 0, y)


exercise(
    "strided_layer",
    # "step": which of the outputs are kept
    stages=VALID | {"step": lambda y, shape, s: y[::s, ::s]},
    model=lambda x, w, s, stages: stages["step"](pipeline(x, w, stages), w.shape, s),
    seen=lambda at, x, w, s: {"window": sliding_window_view(x, w.shape)[::s, ::s][at]},
    mistakes={
        "stride_ignored": at("step", lambda y, shape, s: y),
        "stride_rows_only": at("step", lambda y, shape, s: y[::s]),
        "subsampled_first": at("whole", lambda x, w, s: correlate(x[::s, ::s], w, "valid")),
        "starts_late": at(
            "step",
            lambda y, shape, s: y[s - 1 :: s, s - 1 :: s],
            lambda y, shape, s: y[1::s, 1::s],
            lambda y, shape, s: y[s::s, s::s],
        ),
        "non_overlapping": at("step", lambda y, shape, s: y[:: shape[0], :: shape[1]]),
        "same_then_stride": PADDED,
        "mean_pooled": at("step", partial(_grouped, np.mean)),
        "stride_not_multiplied": at(
            "step", lambda y, shape, s: y[: -(-len(y) // s), : -(-len(y[0]) // s)]
        ),
        "stride_columns_only": at("step", lambda y, shape, s: y[:, ::s]),
        "max_pooled": at("step", partial(_grouped, np.max)),
        "always_two": at("step", lambda y, shape, s: y[::2, ::2]),
        "gaps": at(
            "step",
            _with_gaps,
            lambda y, shape, s: cut(_with_gaps(y, shape, s), 0, np.add(y.shape, shape) - 1),
        ),
        "last_missing": at("step", lambda y, shape, s: y[::s, ::s][:-1, :-1]),
    },
)


# Channels.


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


def _inputs(x, w, *biases):
    return x, w, np.array(biases)


GREY_WEIGHTS = itemgetter(0), itemgetter(-1), partial(np.sum, axis=0), partial(np.mean, axis=0)
KERNELS = some(0, (9, 3, 3), by=8)
WHOLE_KERNELS = (8 * KERNELS[:4]).astype(int).reshape(2, 2, 3, 3)
RGB = np.stack([DECIMALS, 1.5 * np.roll(DECIMALS[::-1], 2, 1), DECIMALS[:, ::-1] / 2 + 1])
TWO = np.stack([WHOLE, WHOLE[::-1] // 2 - 9])

exercise(
    "channels_layer",
    probes={
        "as many output channels as input channels": _inputs(
            RGB, KERNELS.reshape(3, 3, 3, 3), 15, -22, 7
        ),
        "whole numbers in w": _inputs(RGB[:2, :, :4], WHOLE_KERNELS, 1.5, -2.25),
        "more output channels": _inputs(TWO, KERNELS[:6].reshape(3, 2, 3, 3), -20.5, 35.25, 10.75),
        "fewer output channels, kernels of 2 by 2": _inputs(
            RGB[:, :4], KERNELS[3:, :2, 1:].reshape(2, 3, 2, 2), 0.25, -1.5
        ),
    },
    stages={
        **VALID,
        "meet": lambda x, w: [(x, h) for h in w],  # for each output: which channels, which weights
        "over": lambda x, h, filtered: sum(filtered(c, k) for c, k in zip(x, h, strict=True)),
        "bias": _biased,  # how the biases enter
        "result": ways.every,  # what then happens to the output
    },
    model=_channels,
    seen=lambda at, x, w, b: {"channels": len(x)},
    mistakes={
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
)


# How a layer learns, and what.

GRADIENTS = {
    "decimals and negative values": (DECIMALS, KERNEL, some(0, (3, 5), by=4)),
    "whole numbers in w, wider than high": (HIGH, some(1, (2, 3)), some(2, (5, 3), by=4)),
    "whole numbers in x": (WHOLE[:3], some(3, (2, 2), by=4), some(4, (2, 5), by=4)),
    "whole numbers in g": (DECIMALS[:4, :5], KERNEL[:2], some(5, (3, 3))),
    "whole numbers": (WHOLE, some(6, (3, 2)), some(7, (2, 5))),
}
RATES = 0.25, 0.5, 0.125, 0.75, 0.375
FORWARD = at("whole", lambda x, w, g: correlate(x, w, "valid"))

exercise(
    "gradient_w",
    probes=GRADIENTS,
    stages=VALID,
    model=lambda x, w, g, stages: pipeline(x, g, stages),
    mistakes={
        "one_axis_flipped": IMAGES["flip_rows_only"] + IMAGES["flip_cols_only"],
        "not_like_w": at("crop", ways.every, ways.same),
        "sum_of_g": at("whole", lambda x, w, g: np.full(w.shape, g.sum())),
        "updated": at("whole", lambda x, w, g: w - correlate(x, g, "valid")),
        "gradient_x": at("whole", lambda x, w, g: convolve(g, w)),
        "forward": FORWARD,
    },
)
exercise(
    "gradient_x",
    probes=GRADIENTS,
    model=lambda x, w, g, stages: pipeline(g, w, stages),
    mistakes={
        "smaller": at("crop", ways.valid, ways.same),
        "gradient_w": at("whole", lambda x, w, g: correlate(x, g, "valid")),
        "forward": FORWARD,
    },
)


exercise(
    "descent_step",
    probes={
        label.replace(" in g", " in e"): (*given, rate)
        for (label, given), rate in zip(GRADIENTS.items(), RATES, strict=True)
    },
    stages={
        "slope": lambda x, e: correlate(x, e, "valid"),  # how each weight enters the errors
        "mean": lambda total, e: total / e.size,  # the gradient of the mean
        "step": lambda w, rate, d: w - rate * d,  # where the weights go
    },
    model=lambda x, w, e, rate, stages: stages["step"](
        w, rate, stages["mean"](stages["slope"](x, e), e)
    ),
    mistakes={
        "sign": at("step", lambda w, rate, d: w + rate * d),
        "rate_forgotten": at("step", lambda w, rate, d: w - d),
        "not_averaged": at("mean", lambda total, e: total),
        "averaged_twice": at("mean", lambda total, e: total / e.size**2),
        "doubled": at("mean", lambda total, e: 2 * total / e.size),
        "flipped": at("slope", lambda x, e: convolve(x, e, "valid")),
        "step_alone": at("step", lambda w, rate, d: -rate * d, lambda w, rate, d: rate * d),
        "gradient_alone": at("step", lambda w, rate, d: d),
        "unchanged": at("step", lambda w, rate, d: w),
        "divided_by_rate": at("step", lambda w, rate, d: w - d / rate),
    },
)
exercise(
    "learned_kernel",
    stages={"orient": np.flip},
    model=lambda kernel, stages: stages["orient"](kernel),
    mistakes={
        "negated": at("orient", np.negative),
        "turned_and_negated": at("orient", lambda h: -np.flip(h)),
    },
)
