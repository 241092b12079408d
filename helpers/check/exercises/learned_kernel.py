"""Check a function that says which weights a layer learns.

The targets are made by true convolution with a kernel, and a cross-correlation layer is trained on
them. The function takes the kernel and returns the weights with which the layer ends.
"""

import numpy as np

from helpers.check.acts import at
from helpers.check.exercise import exercise
from helpers.check.exercises.inputs import KERNEL, grid


def _pairs(kernel):
    """Return the lines of a worked case: which weight meets the pixel of which entry."""
    lines = [
        "target[i, j]: x[i − m, j − n] meets kernel[m, n]",
        "layer: x[i + u, j + v] meets weights[u, v]",
    ]
    last = np.subtract(np.shape(kernel), 1)
    for place, value in np.ndenumerate(np.flip(kernel)):
        lines.append(f"weights{list(place)} = kernel{(last - place).tolist()} = {value}")
    return tuple(lines)


EXERCISE = exercise(
    __name__,
    right=np.flip,
    probes={
        "three rows and three columns": (KERNEL,),
        "wider than high": (grid("0.5 -1.5 2 1.25 -0.75; 3 0.25 -2.5 1.75 1"),),
        "whole numbers, higher than wide": (grid("1 -2; 5 3; -4 7; 6 8"),),
    },
    stages={"orient": np.flip},
    model=lambda kernel, stages: stages["orient"](kernel),
    lines=_pairs,
    mistakes={
        "negated": at("orient", np.negative),
        "turned_and_negated": at("orient", lambda h: -np.flip(h)),
    },
)
