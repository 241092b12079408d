"""Check a function that computes how a loss changes with the weights of a layer.

It takes x, w and g; the layer is y = valid cross-correlation of x with w, and g = dL/dy. It returns
dL/dw, as large as w.
"""

from functools import partial

import numpy as np

from helpers.check import acts
from helpers.check.acts import at, pipeline
from helpers.check.exercise import exercise
from helpers.check.exercises.inputs import DECIMALS, HIGH, KERNEL, WHOLE, grid
from helpers.check.ways import IMAGES
from helpers.check.words import traced
from helpers.operations import convolve, correlate

FORWARD = at("whole", lambda x, w, g: correlate(x, w, "valid"))
gradient = partial(
    exercise,
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
)
EXERCISE = gradient(
    __name__,
    right=lambda x, w, g: correlate(x, g, "valid"),
    stages={**acts.CORRELATION, "crop": acts.valid},
    model=lambda x, w, g, stages: pipeline(x, g, stages),
    lines=lambda x, w, g: traced((x, g), ("x", "g", "dw"), "correlation", "valid"),
    mistakes={
        "one_axis_flipped": IMAGES["flip_rows_only"] + IMAGES["flip_cols_only"],
        "not_like_w": at("crop", acts.every, acts.same),
        "sum_of_g": at("whole", lambda x, w, g: np.full(w.shape, g.sum())),
        "updated": at("whole", lambda x, w, g: w - correlate(x, g, "valid")),
        "gradient_x": at("whole", lambda x, w, g: convolve(g, w)),
        "forward": FORWARD,
    },
)
