"""The exercise `my_conv_layer` with a stride: what frameworks call a convolution."""

from dataclasses import replace

import numpy as np

from helpers.check import acts
from helpers.check import image_blocks as blocks
from helpers.check.acts import pipeline
from helpers.check.blocks import Block
from helpers.check.exercises import Exercise, mistake, traced
from helpers.check.structure import show
from helpers.check.two_dimensional import DECIMALS, HIGH, WHOLE
from helpers.operations import correlate

# After the pipeline of `acts` there is one stage more:
#
#     step  which of the outputs are kept

LARGE = np.vstack(
    [np.hstack([DECIMALS, HIGH[:5]]), np.hstack([HIGH[1:5, ::-1], DECIMALS[1:] / 2 + 1])]
)
LARGE_WHOLE = np.vstack([WHOLE, WHOLE[::-1] // 3 + 2])


def strided(x, w, stride, stages):
    """Slide the weights over the input and keep some of the outputs, stage by stage.

    Parameters
    ----------
    x, w : ndarray, shape (N1, N2) and (M1, M2)
        Input and weights.
    stride : int
        Steps from one position to the next.
    stages : dict of str to callable
        "step", and those of `acts.pipeline`.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> strided(np.array([[1, 10, 100, 1000]]), np.array([[1, 2]]), 2, STRIDED_LAYER.stages)
    array([[  21, 2100]])
    """
    if "whole" in stages:
        return stages["whole"](x, w, stride)
    y = pipeline(x, w, {stage: stages[stage] for stage in acts.RIGHT})
    return stages["step"](y, w.shape, stride)


def _step(text, ask, clause, *kept):
    return Block("step", kept, text, ask, clause)


def _groups(y, stride, combine):
    """Combine the outputs in squares of stride by stride."""
    rows, columns = (n // stride for n in y.shape)
    y = y[: rows * stride, : columns * stride].reshape(rows, stride, columns, stride)
    return combine(y, (1, 3))


def _with_gaps(y, shape, stride):
    """Leave the outputs where they are, with zeros between them."""
    result = np.zeros_like(y)
    result[::stride, ::stride] = y[::stride, ::stride]
    return result


JUMP = "When the kernel makes one step, by how many pixels does it move?"
STRIDE_IGNORED = _step(
    "The stride was ignored.",
    f"Your output has a value for every position. {JUMP}",
    "the stride is ignored",
    lambda y, shape, s: y,
)
ROWS_ONLY = _step(
    "The stride was used for the rows only.",
    "A kernel jumps down and to the right. Which of your loops or slices knows the stride?",
    "the stride is used for the rows only",
    lambda y, shape, s: y[::s],
)
COLUMNS_ONLY = _step(
    "The stride was used for the columns only.",
    ROWS_ONLY.ask,
    "the stride is used for the columns only",
    lambda y, shape, s: y[:, ::s],
)
STARTS_LATE = _step(
    "Your first window starts at the wrong pixel.",
    "A stride says how far it is from one window to the next. Where does the first one lie?",
    "the first window starts at the wrong pixel",
    lambda y, shape, s: y[s - 1 :: s, s - 1 :: s],
    lambda y, shape, s: y[1::s, 1::s],
    lambda y, shape, s: y[s::s, s::s],
)
NON_OVERLAPPING = _step(
    "Your windows do not overlap: you jumped by the kernel size.",
    f"The size of a kernel and its stride are two numbers. {JUMP}",
    "the windows do not overlap",
    lambda y, shape, s: y[:: shape[0], :: shape[1]],
)
MEAN_POOLED = _step(
    "You averaged groups of outputs.",
    "A stride leaves outputs out. Which one of each group is the first?",
    "groups of outputs are averaged",
    lambda y, shape, s: _groups(y, s, np.mean),
)
MAX_POOLED = _step(
    "You took the largest output of each group: max pooling.",
    MEAN_POOLED.ask,
    "the largest output of each group is taken",
    lambda y, shape, s: _groups(y, s, np.max),
)
ALWAYS_TWO = _step(
    "Your stride is always 2.",
    "Where does your function use its argument `stride`?",
    "the stride is always 2",
    lambda y, shape, s: y[::2, ::2],
)
GAPS = _step(
    "Between your outputs there are zeros.",
    "The outputs stand side by side. When a window starts in column 2·stride, in which column "
    "does its output belong?",
    "there are zeros between the outputs",
    _with_gaps,
)
LAST_MISSING = _step(
    "The last row and the last column of the output are missing.",
    "How many steps can the kernel make before it sticks out, and how many positions is that?",
    "the last row and the last column are missing",
    lambda y, shape, s: y[::s, ::s][:-1, :-1],
)
SUBSAMPLED_FIRST = Block(
    "whole",
    (lambda x, w, s: correlate(x[::s, ::s], w, "valid"),),
    "You subsampled the input before filtering.",
    "The kernel meets neighbouring pixels; only its positions lie a stride apart. Which pixels "
    "never take part in yours?",
    "the input is subsampled before filtering",
)
PADDED = Block(
    "crop",
    (
        acts.same,
        lambda y, n, m: acts.cut(y, [k // 2 for k in m], n),
        lambda y, n, m: acts.cut(
            y,
            [k - 1 - k // 2 for k in m],
            [i + 2 * (k // 2) - k + 1 for i, k in zip(n, m, strict=True)],
        ),
        acts.full,
    ),
    "You padded the input.",
    "Here the kernel never sticks out. Where does the first window lie, then?",
    "the input is padded",
)
FLIPPED = Block(
    "orient",
    (np.flip,),
    "You flipped the kernel: a true convolution.",
    "What frameworks call convolution lays the weights on the input as they stand. Which of your "
    "lines turns them?",
    "the kernel is flipped",
)


def _by_hand(at, x, w, stride):
    rows, columns = (slice(k * stride, k * stride + m) for k, m in zip(at, w.shape, strict=True))
    return f"its window holds {show(x[rows, columns])}, and the weights are {show(w)}."


STRIDED_LAYER = Exercise(
    key="strided_layer",
    name="my_conv_layer",
    right=lambda x, w, stride: correlate(x, w, "valid")[::stride, ::stride],
    probes={
        "a stride of 2": (
            LARGE_WHOLE,
            np.array([[0.25, 0.5, -0.125], [-0.375, 0.75, 0.875], [0.625, -0.5, 0.25]]),
            2,
        ),
        "a stride of 3": (
            LARGE,
            np.array([[0.375, -0.5, 0.125], [0.75, 0.25, -0.375], [-0.25, 0.625, 0.5]]),
            3,
        ),
        "a stride larger than the kernel": (LARGE, np.array([[3.0, -0.75], [0.25, 1.5]]), 3),
        "a stride of 2, a kernel wider than high": (
            LARGE.T,
            np.array([[0.5, -1.5, 2.0, 1.25], [3.0, 0.25, -2.5, 1.75]]),
            2,
        ),
    },
    stages={
        **acts.RIGHT,
        "orient": acts.every,
        "crop": acts.valid,
        "step": lambda y, shape, s: y[::s, ::s],
    },
    model=strided,
    arguments=("x", "w", "stride"),
    result="y",
    small=(((1, 10, 100, 1000, 10000),), ((1, 2),), 2),
    parallel=(((1, 10, 100, 1000), (2, 20, 200, 2000), (3, 30, 300, 3000)), ((1, 2),), 2),
    note="Look at the columns in which the windows begin.",
    lines=lambda x, w, stride: traced(
        (x, w), names=("x", "w", "y"), operation="correlation", mode="valid", stride=stride
    ),
    where=lambda at, *given: f"{_by_hand(at, *given)} Which weight lies on which pixel?",
    extent="How many windows, a stride apart, fit into one row of the input, and how many rows of "
    "windows are there?",
    mistakes=(
        mistake("stride_ignored", STRIDE_IGNORED),
        mistake("stride_rows_only", ROWS_ONLY),
        mistake("subsampled_first", SUBSAMPLED_FIRST),
        mistake("starts_late", STARTS_LATE),
        mistake("non_overlapping", NON_OVERLAPPING),
        mistake("same_then_stride", PADDED),
        mistake("mean_pooled", MEAN_POOLED),
        # Beyond the catalogue of the course: others that are made.
        mistake("stride_columns_only", COLUMNS_ONLY),
        mistake("flipped", FLIPPED),
        mistake("transposed", replace(blocks.TRANSPOSED, ask=FLIPPED.ask)),
        mistake("max_pooled", MAX_POOLED),
        mistake("always_two", ALWAYS_TWO),
        mistake("gaps", GAPS),
        mistake("last_missing", LAST_MISSING),
        mistake("kernel_ignored", blocks.KERNEL_OF_ONES),
        mistake("overwrite", blocks.OVERWRITE),
        mistake("negated", blocks.NEGATED),
    ),
)
