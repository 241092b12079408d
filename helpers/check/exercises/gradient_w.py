"""Check a function that computes how a loss changes with the weights of a layer.

It takes x, w and g; the layer is y = valid cross-correlation of x with w, and g = dL/dy. It returns
dL/dw, as large as w.
"""

from functools import partial

import numpy as np

from helpers.check import acts
from helpers.check.acts import at, pipeline
from helpers.check.exercise import exercise
from helpers.check.exercises.inputs import DECIMALS, HIGH, KERNEL, WHOLE, some
from helpers.check.ways import IMAGES
from helpers.check.words import traced
from helpers.operations import convolve, correlate

FORWARD = at("whole", lambda x, w, g: correlate(x, w, "valid"))
gradient = partial(
    exercise,
    probes={
        "decimals and negative values": (DECIMALS, KERNEL, some(0, (3, 5), by=4)),
        "whole numbers in w, wider than high": (HIGH, some(1, (2, 3)), some(2, (5, 3), by=4)),
        "whole numbers in x": (WHOLE[:3], some(3, (2, 2), by=4), some(4, (2, 5), by=4)),
        "whole numbers in g": (DECIMALS[:4, :5], KERNEL[:2], some(5, (3, 3))),
        "whole numbers": (WHOLE, some(6, (3, 2)), some(7, (2, 5))),
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
