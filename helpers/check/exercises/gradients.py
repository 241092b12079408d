"""What the exercises about gradients share: three layers y = valid cross-correlation of x with w.

Their inputs are x, w and g = dL/dy.
"""

import numpy as np

from helpers.check.acts import pipeline
from helpers.check.exercises.images import DECIMALS, HIGH, KERNEL, WHOLE
from helpers.operations import convolve, correlate

PROBES = {
    "decimals and negative values": (
        DECIMALS,
        KERNEL,
        np.array([[1.5, -0.5, 2.0, 0.25, -1.0], [-2.5, 3.0, 0.75, -1.5, 0.5], [4, 1, -3, 2.5, -2]]),
    ),
    "whole numbers in w, wider than high": (
        HIGH,
        np.array([[1, -3, 4], [6, 2, -5]]),
        np.array(
            [
                [2.0, -1.0, 0.5],
                [0.25, 1.5, -3.0],
                [-0.75, 4.0, 1.0],
                [2.5, -2.0, 3.5],
                [1.25, 0.75, -0.5],
            ]
        ),
    ),
    "whole numbers in x": (
        WHOLE[:3],
        np.array([[0.75, -1.25], [2.5, 0.5]]),
        np.array([[1.5, -2.25, 0.75, 3.0, -0.5], [0.25, 2.0, -1.75, 1.0, 4.5]]),
    ),
    "whole numbers in g": (
        DECIMALS[:4, :5],
        KERNEL[:2],
        np.array([[2, -3, 1], [4, 1, -2], [-1, 5, 3]]),
    ),
    "whole numbers": (
        WHOLE,
        np.array([[2, -1], [3, 5], [-4, 1]]),
        np.array([[1, -2, 4, 3, -1], [5, 2, -3, 1, 6]]),
    ),
}


def gradient_w(x, w, g):
    """Return dL/dw."""
    return correlate(x, g, "valid")


def gradient_x(x, w, g):
    """Return dL/dx."""
    return convolve(g, w)


def forward(x, w, g):
    """Return the output of the layer itself."""
    return correlate(x, w, "valid")


def sliding(which, over):
    """Return a model that slides one of the three inputs over another one."""

    def model(x, w, g, stages):
        if "whole" in stages:
            return stages["whole"](x, w, g)
        named = {"x": x, "w": w, "g": g}
        return pipeline(named[over], named[which], stages)

    return model
