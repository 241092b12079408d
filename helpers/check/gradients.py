"""The exercises `grad_w`, `grad_x` and `learned`: how a layer learns its weights."""

from dataclasses import replace

import numpy as np

from helpers.check import acts
from helpers.check import image_blocks as blocks
from helpers.check.acts import pipeline
from helpers.check.blocks import Block
from helpers.check.exercises import Exercise, mistake, traced
from helpers.check.two_dimensional import DECIMALS, HIGH, WHOLE
from helpers.operations import convolve, correlate

# Inputs, weights and dL/dy of three layers y = valid cross-correlation of x with w.

PROBES = {
    "decimals and negative values": (
        DECIMALS,
        np.array([[0.375, -0.5, 0.125], [0.75, 0.25, -0.375], [-0.25, 0.625, 0.5]]),
        np.array([[1.5, -0.5, 2.0, 0.25, -1.0], [-2.5, 3.0, 0.75, -1.5, 0.5], [4, 1, -3, 2.5, -2]]),
    ),
    "weights wider than high": (
        HIGH,
        np.array([[0.5, -1.5, 2.0], [3.0, 0.25, -2.5]]),
        np.array(
            [
                [2.0, -1.0, 0.5],
                [0.25, 1.5, -3.0],
                [-0.75, 4.0, 1.0],
                [2.5, -2.0, 3.5],
                [1.25, 0.75, -0.5],
            ]
        ),
    ),
    "whole numbers": (
        WHOLE,
        np.array([[2, -1], [3, 5], [-4, 1]]),
        np.array([[1, -2, 4, 3, -1], [5, 2, -3, 1, 6]]),
    ),
}


def _whole(act, *said):
    return Block("whole", (act,), *said)


def _gradient_w(x, w, g):
    return correlate(x, g, "valid")


def _gradient_x(x, w, g):
    return convolve(g, w)


DESCENT = "The gradient points uphill, the step goes downhill. Which of the two is asked for?"
SIGN = replace(
    blocks.NEGATED,
    text="The sign is reversed: you returned the step, not the gradient.",
    ask=DESCENT,
)
OUTPUT_TURNED = replace(
    blocks.OUTPUT_TURNED,
    text="Your output is turned by 180 degrees (either the result was flipped, or the two "
    "operands changed places).",
    ask="A cross-correlation is not the same when its operands change places. Which of the two "
    "slides over the other?",
)
OUTPUT_TRANSPOSED = replace(
    blocks.OUTPUT_TRANSPOSED,
    ask="The gradient lies as that does with respect to which it is taken. Which index counts its "
    "rows?",
)
FORWARD = _whole(
    lambda x, w, g: correlate(x, w, "valid"),
    "This is the output of the layer itself, not a gradient.",
    "How much the loss changes with each output is known: in which argument does it stand, and "
    "where do your lines use it?",
    "the output of the layer is computed",
)


# The exercise `gradient_w`.

EACH_WEIGHT = (
    "w[0, 0] takes part in every output. Which entry of x does it meet in y[i, j], and by what "
    "is that multiplied in dL/dw?"
)
FLIPPED_G = Block(
    "orient",
    (np.flip,),
    "You flipped g: a convolution of x with g.",
    EACH_WEIGHT,
    "g was flipped",
)
PARTLY_FLIPPED_G = Block(
    "orient",
    (np.flipud, np.fliplr),
    "You flipped g along one axis.",
    EACH_WEIGHT,
    "g was flipped along one axis",
)
NOT_LIKE_W = Block(
    "crop",
    (acts.full, acts.same),
    "Your gradient is larger than w: sums in which g sticks out of x were kept.",
    "There is one number for each weight. In which mode does g never stick out of x?",
    "the gradient is larger than w",
)
G_IGNORED = Block(
    "taps",
    (np.ones_like,),
    "The values of g do not matter to your output: you added up entries of x.",
    "The chain rule multiplies two derivatives. Which one is dL/dy, and which dy/dw?",
    "the values of g were left out",
)
G_SUMMED = _whole(
    lambda x, w, g: np.full(w.shape, g.sum()),
    "The entries of x do not appear: this is the sum of g, which belongs to a bias.",
    EACH_WEIGHT,
    "the entries of x do not appear",
)
MEAN_OF_OUTPUTS = Block(
    "combine",
    (lambda windows, kernel, inside: (windows * kernel).mean(-1),),
    "You divided by the number of outputs.",
    "If the loss is a mean, g has been divided already. Does the sum divide by anything?",
    "it is divided by the number of outputs",
)
UPDATED = _whole(
    lambda x, w, g: w - _gradient_w(x, w, g),
    "You returned the new weights, not the gradient.",
    DESCENT,
    "the new weights are returned",
)
GRADIENT_X_INSTEAD = _whole(
    _gradient_x,
    "This is dL/dx, the gradient with respect to the input.",
    EACH_WEIGHT,
    "the gradient with respect to the input is returned",
)


def _model_w(x, w, g, stages):
    """Slide g over x."""
    return stages["whole"](x, w, g) if "whole" in stages else pipeline(x, g, stages)


GRADIENT_W = Exercise(
    key="gradient_w",
    name="grad_w",
    right=_gradient_w,
    probes=PROBES,
    stages={**acts.RIGHT, "orient": acts.every, "crop": acts.valid},
    model=_model_w,
    arguments=("x", "w", "g"),
    result="dw",
    small=(((1, 10, 100),), ((5, 6),), ((1, 3),)),
    parallel=(((1, 10, 100), (1000, 10000, 100000)), ((5, 6),), ((1, 2), (3, 4))),
    note="Each digit of an output is an entry of g.",
    lines=lambda x, w, g: traced(
        (x, g), names=("x", "g", "dw"), operation="correlation", mode="valid"
    ),
    where=lambda at, x, w, g: (
        "this weight takes part in every output. Which entry of x does it meet in y[0, 0], which "
        "in y[0, 1], and by which entries of g are these multiplied?"
    ),
    extent="There is one number for each weight. How many rows and columns has w?",
    mistakes=(
        mistake("flipped_g", FLIPPED_G),
        mistake("sign", SIGN),
        # Beyond the catalogue of the course: others that are made.
        mistake("one_axis_flipped", PARTLY_FLIPPED_G),
        mistake("output_turned", OUTPUT_TURNED),
        mistake("output_transposed", OUTPUT_TRANSPOSED),
        mistake("not_like_w", NOT_LIKE_W),
        mistake("g_ignored", G_IGNORED),
        mistake("sum_of_g", G_SUMMED),
        mistake("mean", MEAN_OF_OUTPUTS),
        mistake("updated", UPDATED),
        mistake("gradient_x", GRADIENT_X_INSTEAD),
        mistake("forward", FORWARD),
    ),
)


# The exercise `gradient_x`.

EACH_PIXEL = (
    "x[1, 0] takes part in y[1, 0] with the weight w[0, 0] and in y[0, 0] with w[1, 0]: when the "
    "place in y goes back, the place in w goes on. Which of the two operations pairs entries so?"
)
NOT_FLIPPED = Block(
    "orient",
    (acts.every,),
    "You did not flip the kernel: a cross-correlation of g with w.",
    EACH_PIXEL,
    "the kernel was not flipped",
)
OVERWRITTEN = replace(
    blocks.OVERWRITE,
    text="Overlapping windows overwrite each other: each output holds a single product.",
    ask="An entry of x takes part in several outputs, and each of them adds its share. What is "
    "the difference between = and +=?",
)
ONES = replace(
    blocks.KERNEL_OF_ONES,
    text="The weights do not appear: you added up entries of g.",
    ask="How much does y[0, 0] change when x[0, 1] grows by one? Where does that number stand in "
    "your lines?",
)
SMALLER = Block(
    "crop",
    (acts.valid, acts.same),
    "Your gradient is smaller than x: only a part of the full result was kept.",
    "There is one number for each entry of x, for the corners too. In how many outputs does a "
    "corner take part?",
    "only a part of the full result was kept",
)
GRADIENT_W_INSTEAD = _whole(
    _gradient_w,
    "This is dL/dw, the gradient with respect to the weights.",
    EACH_PIXEL,
    "the gradient with respect to the weights is returned",
)


def _kernel(block):
    """Return a block about the orientation of a kernel with the question of this exercise."""
    return replace(block, ask=EACH_PIXEL)


def _model_x(x, w, g, stages):
    """Slide w over g."""
    return stages["whole"](x, w, g) if "whole" in stages else pipeline(g, w, stages)


GRADIENT_X = Exercise(
    key="gradient_x",
    name="grad_x",
    right=_gradient_x,
    probes=PROBES,
    stages=acts.RIGHT,
    model=_model_x,
    arguments=("x", "w", "g"),
    result="dx",
    small=(((7, 8, 9),), ((1, 2),), ((1, 10),)),
    parallel=(((7, 8, 9), (4, 5, 6)), ((1, 2), (3, 4)), ((1, 10),)),
    note="Each digit of an output is a weight; x itself does not matter.",
    lines=lambda x, w, g: traced((g, w), names=("g", "w", "dx")),
    where=lambda at, x, w, g: (
        "in which outputs does this entry of x take part, with which weight in each of them, and "
        "which entries of g belong to these outputs?"
    ),
    extent="There is one number for each entry of x. How many rows and columns has x?",
    mistakes=(
        mistake(
            "flip_rows",
            _kernel(replace(blocks.FLIP_ROWS, text="Only the rows of the kernel were flipped.")),
        ),
        mistake(
            "flip_cols",
            _kernel(
                replace(blocks.FLIP_COLUMNS, text="Only the columns of the kernel were flipped.")
            ),
        ),
        mistake(
            "transposed",
            _kernel(
                replace(
                    blocks.TRANSPOSED,
                    text="You transposed the kernel instead of turning it by 180 degrees.",
                )
            ),
        ),
        mistake(
            "rot_transposed",
            _kernel(
                replace(
                    blocks.ANTI_TRANSPOSED,
                    text="Turned and transposed: one of the two is too much.",
                )
            ),
        ),
        mistake("overwritten", OVERWRITTEN),
        mistake("ones", ONES),
        # Beyond the catalogue of the course: others that are made.
        mistake("not_flipped", NOT_FLIPPED),
        mistake("rot90", _kernel(blocks.QUARTER)),
        mistake("rot270", _kernel(blocks.THREE_QUARTERS)),
        mistake("sign", SIGN),
        mistake("output_turned", OUTPUT_TURNED),
        mistake("output_transposed", OUTPUT_TRANSPOSED),
        mistake("smaller", SMALLER),
        mistake("gradient_w", GRADIENT_W_INSTEAD),
        mistake("forward", FORWARD),
    ),
)


# The exercise `learned_kernel`.

MEETS = (
    "A convolution with a kernel and the layer should give the same outputs. Which pixel meets "
    "kernel[0, 0] in the one, and which weight does the other lay on that pixel?"
)


def _expected(text, clause, *turns):
    return Block("orient", turns, text, MEETS, clause)


def _weights(kernel, stages):
    """Turn a kernel."""
    return stages["orient"](np.asarray(kernel))


def _pairs(kernel):
    """Return the lines of a worked case: which weight meets the pixel of which entry."""
    kernel = np.array(kernel)
    lines = [
        "target[i, j]: x[i − m, j − n] meets kernel[m, n]",
        "layer: x[i + u, j + v] meets weights[u, v]",
    ]
    for at in np.ndindex(kernel.shape):
        row, column = (k - 1 - i for k, i in zip(kernel.shape, at, strict=True))
        name = f"kernel[{row}, {column}]"
        lines.append(f"weights{list(at)} = {name} = {kernel[row, column]}")
    return tuple(lines)


LEARNED_KERNEL = Exercise(
    key="learned_kernel",
    name="learned",
    right=np.flip,
    probes={
        "three rows and three columns": (
            np.array([[0.375, -0.5, 0.125], [0.75, 0.25, -0.375], [-0.25, 0.625, 0.5]]),
        ),
        "wider than high": (
            np.array(
                [[0.5, -1.5, 2.0, 1.25, -0.75], [3, 0.25, -2.5, 1.75, 1], [-1, 2.25, 0, 4, 6]]
            ),
        ),
        "whole numbers, higher than wide": (np.array([[1, -2], [5, 3], [-4, 7]]),),
    },
    stages={"orient": np.flip},
    model=_weights,
    arguments=("kernel",),
    result="weights",
    small=(((1, 10, 100),),),
    parallel=(((1, 10, 100), (2, 20, 200)),),
    note="The indices of each pair add up to the same numbers.",
    lines=_pairs,
    where=lambda at, kernel: (
        "on which pixel does this weight lie, and which entry of the kernel does the target give "
        "to that pixel?"
    ),
    extent="How many weights can the layer have, if its outputs are to be those of the kernel?",
    mistakes=(
        mistake(
            "unchanged",
            _expected("You expect the kernel itself.", "the kernel is left as it is", acts.every),
        ),
        mistake(
            "rows",
            _expected("You expect the kernel upside down.", "the rows are reversed", np.flipud),
        ),
        mistake(
            "cols",
            _expected(
                "You expect the kernel mirrored left-right.", "the columns are reversed", np.fliplr
            ),
        ),
        mistake("rot90", _expected("You expect a quarter turn.", "it is a quarter turn", np.rot90)),
        mistake(
            "rot270",
            _expected(
                "You expect a three-quarter turn.",
                "it is a three-quarter turn",
                lambda h: np.rot90(h, 3),
            ),
        ),
        mistake(
            "negated",
            _expected("You expect the negated kernel.", "the kernel is negated", np.negative),
        ),
        # Beyond the catalogue of the course: others that are made.
        mistake(
            "turned_and_negated",
            _expected(
                "You expect the kernel turned, but negated as well.",
                "the kernel is turned and negated",
                lambda h: -np.flip(h),
            ),
        ),
        mistake(
            "transposed",
            _expected("You expect the transposed kernel.", "it is transposed", np.transpose),
        ),
        mistake(
            "anti_transposed",
            _expected(
                "You expect the kernel turned by 180 degrees and transposed.",
                "it is turned and transposed",
                lambda h: np.flip(h).T,
            ),
        ),
    ),
)
