"""Check a function that computes how a loss changes with the input of a layer.

It takes x, w and g; the layer is y = valid cross-correlation of x with w, and g = dL/dy. It returns
dL/dx, as large as x.
"""

from helpers.check import acts
from helpers.check.acts import at, pipeline
from helpers.check.exercises.gradient_w import FORWARD, gradient
from helpers.check.words import traced
from helpers.operations import convolve, correlate

EXERCISE = gradient(
    __name__,
    right=lambda x, w, g: convolve(g, w),
    model=lambda x, w, g, stages: pipeline(g, w, stages),
    lines=lambda x, w, g: traced((g, w), ("g", "w", "dx")),
    mistakes={
        "smaller": at("crop", acts.valid, acts.same),
        "gradient_w": at("whole", lambda x, w, g: correlate(x, g, "valid")),
        "forward": FORWARD,
    },
)
