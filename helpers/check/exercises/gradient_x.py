"""Check the gradient for the input."""

from helpers.check.exercise import exercise
from helpers.check.inputs import GRADIENTS
from helpers.check.ways import at, pipeline, same, valid
from helpers.operations import correlate

exercise(
    __name__,
    probes=GRADIENTS,
    model=lambda x, w, g, stages: pipeline(g, w, stages),
    mistakes={
        "smaller": at("crop", valid, same),
        "gradient_w": at("whole", lambda x, w, g: correlate(x, g, "valid")),
        "forward": at("whole", lambda x, w, g: correlate(x, w, "valid")),
    },
)
