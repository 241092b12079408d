"""Check the gradient for the weights."""

import numpy as np

from helpers.check.inputs import GRADIENTS
from helpers.check.ways import IMAGES, VALID, at, every, pipeline, same
from helpers.operations import convolve, correlate

OWN = {
    "probes": GRADIENTS,
    "stages": VALID,
    "model": lambda x, w, g, stages: pipeline(x, g, stages),
    "mistakes": {
        "one_axis_flipped": IMAGES["flip_rows_only"] + IMAGES["flip_cols_only"],
        "not_like_w": at("crop", every, same),
        "sum_of_g": at("whole", lambda x, w, g: np.full(w.shape, g.sum())),
        "updated": at("whole", lambda x, w, g: w - correlate(x, g, "valid")),
        "gradient_x": at("whole", lambda x, w, g: convolve(g, w)),
        "forward": at("whole", lambda x, w, g: correlate(x, w, "valid")),
    },
}
