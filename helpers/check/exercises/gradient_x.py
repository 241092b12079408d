"""Check a function that computes how a loss changes with the input of a layer.

It takes x, w and g; the layer is y = valid cross-correlation of x with w, and g = dL/dy. It returns
dL/dx, as large as x.
"""

from helpers.check import acts
from helpers.check.acts import at
from helpers.check.exercises.gradient_w import gradient, gradient_w, gradient_x
from helpers.check.ways import IMAGES, in_images

EXERCISE = gradient(
    __name__,
    slides="w",
    over="g",
    operation="convolution",
    mode="full",
    name="grad_x",
    order=2,
    right=gradient_x,
    result="dx",
    small=(((7, 8, 9),), ((1, 2),), ((1, 10),)),
    parallel=(((7, 8, 9), (4, 5, 6)), ((1, 2), (3, 4)), ((1, 10),)),
    where=lambda at, x, w, g: (
        "in which outputs does this entry of x take part, with which weight in each of them, and "
        "which entries of g belong to these outputs?"
    ),
    mistakes={
        "flip_rows": IMAGES["flip_rows_only"],
        "flip_cols": IMAGES["flip_cols_only"],
        **in_images("transposed"),
        "rot_transposed": IMAGES["anti_transposed"],
        "overwritten": IMAGES["overwrite"],
        "ones": IMAGES["kernel_ignored"],
        "not_flipped": IMAGES["no_flip"],
        **in_images("rot90 rot270"),
        "sign": IMAGES["negated"],
        **in_images("output_turned output_transposed"),
        "smaller": at("crop", acts.valid, acts.same),
        "gradient_w": at("whole", gradient_w),
    },
)
