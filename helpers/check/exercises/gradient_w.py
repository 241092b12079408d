"""Check a function that computes how a loss changes with the weights of a layer.

It takes x, w and g; the layer is y = valid cross-correlation of x with w, and g = dL/dy. It returns
dL/dw, as large as w.
"""

import numpy as np

from helpers.check import acts
from helpers.check.exercise import Exercise, at, traced
from helpers.check.exercises import gradients
from helpers.check.in_images import WAYS, in_images

EXERCISE = Exercise(
    __name__,
    name="grad_w",
    notebook="08",
    order=1,
    right=gradients.gradient_w,
    probes=gradients.PROBES,
    stages={**acts.RIGHT, "orient": acts.every, "crop": acts.valid},
    shared="images",
    model=gradients.sliding("g", over="x"),
    arguments=("x", "w", "g"),
    result="dw",
    small=(((1, 10, 100),), ((5, 6),), ((1, 3),)),
    parallel=(((1, 10, 100), (1000, 10000, 100000)), ((5, 6),), ((1, 2), (3, 4))),
    lines=lambda x, w, g: traced(
        (x, g), names=("x", "g", "dw"), operation="correlation", mode="valid"
    ),
    where=lambda at, x, w, g: (
        "this weight takes part in every output. Which entry of x does it meet in y[0, 0], which "
        "in y[0, 1], and by which entries of g are these multiplied?"
    ),
    mistakes={
        "flipped_g": WAYS["flipped"],
        "sign": WAYS["negated"],
        "one_axis_flipped": WAYS["flip_rows_only"] + WAYS["flip_cols_only"],
        **in_images("output_turned", "output_transposed"),
        "not_like_w": at("crop", acts.full, acts.same),
        "g_ignored": WAYS["kernel_ignored"],
        "sum_of_g": at("whole", lambda x, w, g: np.full(w.shape, g.sum())),
        "mean": WAYS["count_normalised"],
        "updated": at("whole", lambda x, w, g: w - gradients.gradient_w(x, w, g)),
        "gradient_x": at("whole", gradients.gradient_x),
        "forward": at("whole", gradients.forward),
    },
)
