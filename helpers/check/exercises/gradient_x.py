"""Check a function that computes how a loss changes with the input of a layer.

It takes x, w and g; the layer is y = valid cross-correlation of x with w, and g = dL/dy. It returns
dL/dx, as large as x.
"""

from helpers.check import acts
from helpers.check.exercise import Exercise, at, traced
from helpers.check.exercises import gradients
from helpers.check.in_images import WAYS, in_images

EXERCISE = Exercise(
    __name__,
    name="grad_x",
    notebook="08",
    order=2,
    right=gradients.gradient_x,
    probes=gradients.PROBES,
    stages=acts.RIGHT,
    shared="images",
    model=gradients.sliding("w", over="g"),
    arguments=("x", "w", "g"),
    result="dx",
    small=(((7, 8, 9),), ((1, 2),), ((1, 10),)),
    parallel=(((7, 8, 9), (4, 5, 6)), ((1, 2), (3, 4)), ((1, 10),)),
    lines=lambda x, w, g: traced((g, w), names=("g", "w", "dx")),
    where=lambda at, x, w, g: (
        "in which outputs does this entry of x take part, with which weight in each of them, and "
        "which entries of g belong to these outputs?"
    ),
    mistakes={
        "flip_rows": WAYS["flip_rows_only"],
        "flip_cols": WAYS["flip_cols_only"],
        **in_images("transposed"),
        "rot_transposed": WAYS["anti_transposed"],
        "overwritten": WAYS["overwrite"],
        "ones": WAYS["kernel_ignored"],
        "not_flipped": WAYS["no_flip"],
        **in_images("rot90", "rot270"),
        "sign": WAYS["negated"],
        **in_images("output_turned", "output_transposed"),
        "smaller": at("crop", acts.valid, acts.same),
        "gradient_w": at("whole", gradients.gradient_w),
        "forward": at("whole", gradients.forward),
    },
)
