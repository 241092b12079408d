"""Check a function that computes how a loss changes with the weights of a layer.

It takes x, w and g; the layer is y = valid cross-correlation of x with w, and g = dL/dy. It returns
dL/dw, as large as w.
"""

import numpy as np

from helpers.check import acts
from helpers.check.acts import at, pipeline
from helpers.check.exercise import Exercise, traced
from helpers.check.exercises.inputs import DECIMALS, HIGH, KERNEL, WHOLE, grid
from helpers.check.ways import IMAGES, in_images
from helpers.operations import convolve, correlate


def gradient_w(x, w, g):
    """Return dL/dw."""
    return correlate(x, g, "valid")


def gradient_x(x, w, g):
    """Return dL/dx."""
    return convolve(g, w)


def gradient(module, slides, over, mistakes, operation, mode, **more):
    """Return an exercise about one of the gradients, in which one input slides over another."""
    names = "xwg".index(over), "xwg".index(slides)

    def chosen(*given):
        return [given[k] for k in names]

    def model(x, w, g, stages):
        if "whole" in stages:
            return stages["whole"](x, w, g)
        return pipeline(*chosen(x, w, g), stages)

    return Exercise(
        module,
        notebook="08",
        probes={
            "decimals and negative values": (
                DECIMALS,
                KERNEL,
                grid("1.5 -0.5 2 0.25 -1; -2.5 3 0.75 -1.5 0.5; 4 1 -3 2.5 -2"),
            ),
            "whole numbers in w, wider than high": (
                HIGH,
                grid("1 -3 4; 6 2 -5"),
                grid("2 -1 0.5; 0.25 1.5 -3; -0.75 4 1; 2.5 -2 3.5; 1.25 0.75 -0.5"),
            ),
            "whole numbers in x": (
                WHOLE[:3],
                grid("0.75 -1.25; 2.5 0.5"),
                grid("1.5 -2.25 0.75 3 -0.5; 0.25 2 -1.75 1 4.5"),
            ),
            "whole numbers in g": (DECIMALS[:4, :5], KERNEL[:2], grid("2 -3 1; 4 1 -2; -1 5 3")),
            "whole numbers": (WHOLE, grid("2 -1; 3 5; -4 1"), grid("1 -2 4 3 -1; 5 2 -3 1 6")),
        },
        shared="images",
        model=model,
        arguments=("x", "w", "g"),
        lines=lambda *given: traced(
            chosen(*given), names=(over, slides, more["result"]), operation=operation, mode=mode
        ),
        mistakes={
            **mistakes,
            "forward": at("whole", lambda x, w, g: correlate(x, w, "valid")),
        },
        **more,
    )


EXERCISE = gradient(
    __name__,
    slides="g",
    over="x",
    operation="correlation",
    mode="valid",
    name="grad_w",
    order=1,
    right=gradient_w,
    stages={**acts.RIGHT, "orient": acts.every, "crop": acts.valid},
    result="dw",
    small=(((1, 10, 100),), ((5, 6),), ((1, 3),)),
    parallel=(((1, 10, 100), (1000, 10000, 100000)), ((5, 6),), ((1, 2), (3, 4))),
    where=lambda at, x, w, g: (
        "this weight takes part in every output. Which entry of x does it meet in y[0, 0], which "
        "in y[0, 1], and by which entries of g are these multiplied?"
    ),
    mistakes={
        "flipped_g": IMAGES["flipped"],
        "sign": IMAGES["negated"],
        "one_axis_flipped": IMAGES["flip_rows_only"] + IMAGES["flip_cols_only"],
        **in_images("output_turned output_transposed"),
        "not_like_w": at("crop", acts.every, acts.same),
        "g_ignored": IMAGES["kernel_ignored"],
        "sum_of_g": at("whole", lambda x, w, g: np.full(w.shape, g.sum())),
        "mean": IMAGES["count_normalised"],
        "updated": at("whole", lambda x, w, g: w - gradient_w(x, w, g)),
        "gradient_x": at("whole", gradient_x),
    },
)
