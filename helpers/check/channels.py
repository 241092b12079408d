"""The exercise `my_channels_layer`: a layer sums over all its input channels."""

import numpy as np

from helpers.check import acts, strides
from helpers.check import image_blocks as blocks
from helpers.check.acts import pipeline
from helpers.check.blocks import Block
from helpers.check.exercises import Exercise, mistake
from helpers.check.two_dimensional import DECIMALS, WHOLE
from helpers.models.layers import layer
from helpers.numbers import number
from helpers.operations import correlate

# Each channel goes through the pipeline of `acts`; around it there are
#
#     over    which channels meet which weights, and how they become the output channels
#     bias    how the biases enter
#     result  what then happens to the output


def summed(x, w, filtered):
    """Filter every channel with its weights, and sum over the input channels."""
    return np.stack([sum(filtered(c, h) for c, h in zip(x, hs, strict=True)) for hs in w])


def channels(x, w, b, stages):
    """Compute a layer with channels, stage by stage.

    Parameters
    ----------
    x, w, b : ndarray, shape (C, H, W), (O, C, k, k) and (O,)
        Input, weights and biases.
    stages : dict of str to callable
        "over", "bias" and "result", and those of `acts.pipeline` for a single channel.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> x, w = np.ones((3, 1, 2)), np.ones((1, 3, 1, 1))
    >>> channels(x, w, np.array([0.5]), CHANNELS_LAYER.stages)
    array([[[3.5, 3.5]]])
    """

    def filtered(channel, kernel):
        return pipeline(channel, kernel, {stage: stages[stage] for stage in acts.RIGHT})

    return stages["result"](stages["bias"](stages["over"](x, w, filtered), b, x))


def _over(text, ask, clause, *ways):
    return Block("over", ways, text, ask, clause)


def _bias(text, ask, clause, *ways):
    return Block("bias", ways, text, ask, clause)


def _result(text, ask, clause, *ways):
    return Block("result", ways, text, ask, clause)


EVERY = "Which input channels does output channel 0 look at, and with which part of w?"
DEPTHWISE = _over(
    "Each channel has its own output: a depthwise layer.",
    f"Here an output channel is a sum. {EVERY}",
    "each channel has its own output",
    lambda x, w, filtered: np.stack([filtered(c, h) for c, h in zip(x, w[0], strict=True)]),
    lambda x, w, filtered: np.stack([filtered(x[k], w[k, k]) for k in range(min(w.shape[:2]))]),
)
NOT_SUMMED = _over(
    "Your output has an axis too many: the input channels are filtered but not summed.",
    EVERY,
    "the input channels are not summed",
    lambda x, w, filtered: np.stack(
        [np.stack([filtered(c, h) for c, h in zip(x, hs, strict=True)]) for hs in w]
    ),
)
GREY_FIRST = _over(
    "You added up the channels before filtering.",
    "Each input channel has weights of its own. What becomes of them in a sum of channels?",
    "the channels are added up before filtering",
    *(
        lambda x, w, filtered, grey=grey, own=own: np.stack([filtered(grey(x), own(h)) for h in w])
        for grey in (lambda x: x.sum(0), lambda x: x.mean(0))
        for own in (lambda h: h[0], lambda h: h[-1], lambda h: h.sum(0), lambda h: h.mean(0))
    ),
)
SWAPPED = _over(
    "Input and output channels of the weights are swapped.",
    "The first axis of w counts the output channels, the second the input channels. In which "
    "order do your indices stand?",
    "input and output channels of the weights are swapped",
    lambda x, w, filtered: summed(x, w.swapaxes(0, 1), filtered),
)
ONE_CHANNEL = _over(
    "Only one input channel counts: the others were overwritten, or never visited.",
    f"What is the difference between = and +=? {EVERY}",
    "only one input channel counts",
    lambda x, w, filtered: np.stack([filtered(x[-1], hs[-1]) for hs in w]),
    lambda x, w, filtered: np.stack([filtered(x[0], hs[0]) for hs in w]),
)
MEAN = _over(
    "You took the mean over the input channels.",
    "A layer sums, over the pixels under the kernel and over the channels alike. Where do you "
    "divide?",
    "the mean over the input channels is taken",
    lambda x, w, filtered: summed(x, w, filtered) / len(x),
)
SAME_WEIGHTS = _over(
    "All your output channels are computed with the weights of the first one.",
    "Which index of w counts the output channels, and where do your lines use it?",
    "all output channels use the same weights",
    lambda x, w, filtered: summed(x, np.broadcast_to(w[:1], w.shape), filtered),
)
BIAS_MISSING = _bias(
    "The bias is missing.",
    "What should the layer return when all its weights are zero?",
    "the bias is missing",
    lambda y, b, x: y,
)
BIAS_REPEATED = _bias(
    "The bias was added once for each input channel.",
    "One bias belongs to each output channel. Inside which of your loops is it added?",
    "the bias is added once for each input channel",
    lambda y, b, x: _biased(y, b * len(x), x),
)
FIRST_BIAS = _bias(
    "Every output channel got the same bias.",
    "There is one bias for each output channel. Which index picks it?",
    "every output channel has the same bias",
    lambda y, b, x: y + b[0],
    lambda y, b, x: y + b.sum(),
)
BIAS_SUBTRACTED = _bias(
    "The bias was subtracted.",
    "What should the layer return when all its weights are zero?",
    "the bias is subtracted",
    lambda y, b, x: _biased(y, -b, x),
)
RELU = _result(
    "Negative values became zero.",
    "That is the ReLU, which often comes after a layer. Is it part of this one?",
    "negative values became zero",
    lambda y: np.maximum(y, 0),
)
CHANNELS_LAST = _result(
    "Your output has its channels in the last axis, as Keras likes it.",
    "In x the channels come first. In which order should the axes of the output stand?",
    "the channels stand in the last axis",
    lambda y: np.moveaxis(y, 0, -1),
)
ALL_SUMMED = _result(
    "You summed over the output channels as well.",
    "Each set of weights w[o] gives an image of its own. What should not be added up?",
    "the output channels are added up",
    lambda y: y.sum(0),
)


def _biased(y, b, x):
    """Add each bias to its output channel."""
    return y + b.reshape(-1, *[1] * (y.ndim - 1)) if len(b) == len(y) else y + b[0]


def _terms(x, w, b):
    """Return the lines of a worked case: what each input channel gives, and the bias."""
    x, w, b = np.array(x), np.array(w), np.array(b)
    parts = [[correlate(c, h, "valid") for c, h in zip(x, hs, strict=True)] for hs in w]
    lines = []
    for at in np.ndindex(len(w), *parts[0][0].shape):
        one = [number(part[at[1:]].item()) for part in parts[at[0]]]
        total = number(layer(x, w, b)[at].item())
        name = ", ".join(map(str, at))
        from_each = " + ".join(f"{value} (channel {c})" for c, value in enumerate(one))
        lines.append(f"y[{name}] = {from_each} + {number(b[at[0]].item())} (bias) = {total}")
    return tuple(lines)


KERNELS = np.array(
    [
        [[0.375, -0.5, 0.125], [0.75, 0.25, -0.375], [-0.25, 0.625, 0.5]],
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

CHANNELS_LAYER = Exercise(
    key="channels_layer",
    name="my_channels_layer",
    right=layer,
    probes={
        "as many output channels as input channels": (
            RGB,
            KERNELS.reshape(3, 3, 3, 3),
            np.array([1.5, -2.25, 0.75]),
        ),
        "more output channels": (
            np.stack([WHOLE, WHOLE[::-1] // 2 - 9]),
            KERNELS[:6].reshape(3, 2, 3, 3),
            np.array([-20, 35, 10]),
        ),
        "fewer output channels, kernels of 2 by 2": (
            RGB[:, :4],
            KERNELS[3:, :2, 1:].reshape(2, 3, 2, 2),
            np.array([0.25, -1.5]),
        ),
    },
    stages={
        **acts.RIGHT,
        "orient": acts.every,
        "crop": acts.valid,
        "over": summed,
        "bias": _biased,
        "result": acts.every,
    },
    model=channels,
    arguments=("x", "w", "b"),
    result="y",
    small=((((1, 2, 3),), ((10, 20, 30),)), ((((1,),), ((2,),)),), (100,)),
    parallel=(
        (((1, 2, 3),), ((10, 20, 30),)),
        ((((1, 1),), ((2, 1),)), (((0, 3),), ((1, 0),))),
        (1000, 2000),
    ),
    note="Each output channel has weights for all input channels, and one bias.",
    lines=_terms,
    where=lambda at, x, w, b: (
        f"what does each of the {len(x)} input channels give there with its weights w[{at[0]}, …], "
        "and what is added once?"
    ),
    extent="How many sets of weights are there, and how many windows fit into an input channel?",
    mistakes=(
        mistake("depthwise", DEPTHWISE),
        mistake("grey_first", GREY_FIRST),
        mistake("bias_missing", BIAS_MISSING),
        mistake("in_out_swapped", SWAPPED),
        mistake("relu", RELU),
        # Beyond the catalogue of the course: others that are made.
        mistake("not_summed", NOT_SUMMED),
        mistake("one_channel", ONE_CHANNEL),
        mistake("mean", MEAN),
        mistake("same_weights", SAME_WEIGHTS),
        mistake("bias_repeated", BIAS_REPEATED),
        mistake("same_bias", FIRST_BIAS),
        mistake("bias_subtracted", BIAS_SUBTRACTED),
        mistake("channels_last", CHANNELS_LAST),
        mistake("all_summed", ALL_SUMMED),
        mistake("flipped", strides.FLIPPED),
        mistake("padded", strides.PADDED),
        mistake("kernel_ignored", blocks.KERNEL_OF_ONES),
    ),
)
