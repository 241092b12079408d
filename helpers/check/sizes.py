"""The exercise `out_size`: how many outputs a layer has along one axis."""

import math

from helpers.check.blocks import Block
from helpers.check.exercises import Exercise, mistake
from helpers.check.structure import count
from helpers.models.layers import output_size, positions

# A pipeline of its own.
#
#     around  how many places the padding adds
#     span    how many places the kernel covers
#     counted how many positions there are in the room that is left to move

STAGES = {
    "around": lambda padding: 2 * padding,
    "span": lambda k, dilation: dilation * (k - 1) + 1,
    "counted": lambda room, stride: room // stride + 1,
}


def size(n, k, stride, padding, dilation, stages):
    """Return the number of outputs, stage by stage.

    Parameters
    ----------
    n, k, stride, padding, dilation : int
        As in `helpers.models.layers.positions`.
    stages : dict of str to callable
        As in `STAGES`; "whole" replaces all of them.

    Returns
    -------
    int or float

    Examples
    --------
    >>> size(7, 3, 2, 1, 1, STAGES)
    4
    """
    if "whole" in stages:
        return stages["whole"](n, k, stride, padding, dilation)
    room = n + stages["around"](padding) - stages["span"](k, dilation)
    return stages["counted"](room, stride)


def _block(stage, *said, acts):
    return Block(stage, acts if isinstance(acts, tuple) else (acts,), *said)


MOVES = "How many steps can the kernel make before it sticks out, and how many positions is that?"
SPAN = "Draw a kernel of 3 weights with dilation 2. How many places lie under it, from end to end?"
PLUS_ONE_MISSING = _block(
    "counted",
    "One too few: the first position is not counted.",
    "A kernel as long as the input cannot move at all. How many outputs does it give?",
    "the first position is not counted",
    acts=lambda room, s: room // s,
)
ROUNDED_UP = _block(
    "counted",
    "You rounded up.",
    "A last step for which there is not enough room is not made. Which way does `//` round?",
    "the division is rounded up",
    acts=lambda room, s: math.ceil(room / s) + 1,
)
ROUNDED = _block(
    "counted",
    "You rounded to the nearest whole number.",
    "A last step for which there is not enough room is not made. Which way does `//` round?",
    "the division is rounded to the nearest whole number",
    acts=(
        lambda room, s: round(room / s) + 1,
        lambda room, s: math.floor(room / s + 0.5) + 1,
    ),
)
FRACTION = _block(
    "counted",
    "Your result can be a fraction.",
    "A step that is made in part gives no output. What is the difference between / and //?",
    "the division is not rounded",
    acts=lambda room, s: room / s + 1,
)
ONE_INSIDE = _block(
    "counted",
    "The one is added before the division.",
    "The one stands for the first position, the quotient for the steps after it. Is the first "
    "position divided by the stride?",
    "the one is added before the division",
    acts=(lambda room, s: (room + 1) // s, lambda room, s: (room + 1) / s),
)
STRIDE_IGNORED = _block(
    "counted",
    "The stride was ignored.",
    MOVES,
    "the stride is ignored",
    acts=lambda room, s: room + 1,
)
PADDING_ONCE = _block(
    "around",
    "The padding was counted once.",
    "On how many sides of the input do the zeros stand?",
    "the padding is counted once",
    acts=lambda p: p,
)
PADDING_IGNORED = _block(
    "around",
    "The padding was ignored.",
    "How long is the input when the zeros stand around it?",
    "the padding is ignored",
    acts=lambda p: 0,
)
DILATION_IGNORED = _block(
    "span",
    "The dilation was ignored.",
    SPAN,
    "the dilation is ignored",
    acts=lambda k, d: k,
)
KERNEL_IGNORED = _block(
    "span",
    "The kernel size is missing.",
    "The longer the kernel, the less it can move. Where does its length enter?",
    "the kernel size is missing",
    acts=(lambda k, d: 0, lambda k, d: 1),
)
DILATED_WHOLE = _block(
    "span",
    "You took dilation times kernel size for the length of the dilated kernel.",
    f"Between k weights there are k − 1 gaps. {SPAN}",
    "the kernel is taken for longer than it is",
    acts=lambda k, d: d * k,
)
SPAN_SHORT = _block(
    "span",
    "You took dilation·(k − 1) for the length of the dilated kernel.",
    f"That is the way from its first weight to its last one. {SPAN}",
    "the kernel is taken for shorter than it is by one",
    acts=lambda k, d: d * (k - 1),
)
DIVIDED_FIRST = _block(
    "whole",
    "You divided by the stride first.",
    "The kernel meets all the inputs, and only its positions lie a stride apart. What is it that "
    "is divided into strides?",
    "the input was divided by the stride before the kernel was taken away",
    acts=(
        lambda n, k, s, p, d: (n + 2 * p) // s - (d * (k - 1) + 1) + 1,
        lambda n, k, s, p, d: n // s + 2 * p - (d * (k - 1) + 1) + 1,
        lambda n, k, s, p, d: n // s + 1,
    ),
)
SAME = _block(
    "whole",
    "You assumed the size stays the same.",
    "That needs a stride of 1 and just the right padding. What does a stride of 2 do?",
    "the size is assumed to stay the same",
    acts=lambda n, k, s, p, d: n,
)
TF_SAME = _block(
    "whole",
    "This is TensorFlow's 'SAME' rule, which chooses the padding by itself.",
    "Here the padding is given. Where does it enter, and where does the kernel size?",
    "it is TensorFlow's 'SAME' rule",
    acts=lambda n, k, s, p, d: math.ceil(n / s),
)
TF_VALID = _block(
    "whole",
    "Neither the padding nor the dilation enters (this is TensorFlow's 'VALID' rule, for which "
    "there is none of them).",
    "How many places are there when the zeros stand around the input, and how many does the "
    "dilated kernel cover?",
    "neither the padding nor the dilation enters",
    acts=lambda n, k, s, p, d: math.ceil((n - k + 1) / s),
)
OTHER_WAY = _block(
    "whole",
    "This is the size of a transposed convolution, which goes the other way: from the outputs of "
    "a layer to its inputs.",
    MOVES,
    "it is the size of a transposed convolution",
    acts=lambda n, k, s, p, d: (n - 1) * s - 2 * p + d * (k - 1) + 1,
)


def _by_counting(n, k, stride, padding, dilation):
    """Return the lines of a worked case: at which places the kernel begins."""
    places = n + 2 * padding
    begins = positions(n, k, stride, padding, dilation)[:, 0] + padding
    step = f"{count(stride, 'place')} at a time"
    return (
        f"places, with the padding: {n} + {padding} + {padding} = {places}; they are 0 to "
        f"{places - 1}",
        f"from its first to its last weight the kernel covers {dilation * (k - 1) + 1} of them",
        f"it begins, {step}, at {', '.join(map(str, begins))}; further on it would stick out",
        f"outputs = {len(begins)}",
    )


OUTPUT_SIZE = Exercise(
    key="output_size",
    name="out_size",
    right=output_size,
    probes={
        "neither padding nor stride": (32, 5, 1, 0, 1),
        "a padding": (30, 4, 1, 2, 1),
        "a stride": (47, 5, 3, 1, 1),
        "a dilation": (40, 3, 2, 3, 4),
        "everything at once": (67, 6, 4, 5, 3),
        "a stride larger than the kernel": (87, 2, 5, 0, 1),
    },
    stages=STAGES,
    model=size,
    arguments=("n", "k", "stride", "padding", "dilation"),
    result="outputs",
    small=(7, 3, 2, 1, 1),
    parallel=(11, 3, 2, 1, 2),
    note="Count the positions before you look at the last line.",
    lines=_by_counting,
    extent="How many places does the kernel cover, how many are there with the padding, and how "
    "often can it make a step?",
    mistakes=(
        mistake("plus_one_missing", PLUS_ONE_MISSING),
        mistake("rounded_up", ROUNDED_UP),
        mistake("fraction", FRACTION),
        mistake("padding_once", PADDING_ONCE),
        mistake("padding_ignored", PADDING_IGNORED),
        mistake("dilation_ignored", DILATION_IGNORED),
        mistake("kernel_ignored", KERNEL_IGNORED),
        mistake("plus_one_inside", ONE_INSIDE),
        mistake("same", SAME),
        mistake("tf_same", TF_SAME),
        mistake("pooled_plus_one", DIVIDED_FIRST),
        # Beyond the catalogue of the course: others that are made.
        mistake("stride_ignored", STRIDE_IGNORED),
        mistake("rounded", ROUNDED),
        mistake("dilation_times_k", DILATED_WHOLE),
        mistake("span_one_short", SPAN_SHORT),
        mistake("tf_valid", TF_VALID),
        mistake("transposed", OTHER_WAY),
    ),
)
