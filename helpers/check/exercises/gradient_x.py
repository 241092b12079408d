"""Check the gradient for the input."""

from helpers.check.inputs import GRADIENTS
from helpers.check.ways import at, pipeline, same, valid
from helpers.operations import correlate

OWN = {
    "probes": GRADIENTS,
    "model": lambda x, w, g, stages: pipeline(g, w, stages),
    "mistakes": {
        "smaller": at("crop", valid, same),
        "gradient_w": at("whole", lambda x, w, g: correlate(x, g, "valid")),
        "forward": at("whole", lambda x, w, g: correlate(x, w, "valid")),
    },
}
