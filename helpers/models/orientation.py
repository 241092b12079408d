"""The eight ways in which a kernel can lie: mirrored and turned, in all combinations."""

import numpy as np

from helpers.numbers import require_one_of

AS_IT_STANDS, TURNED = "as it stands", "turned by 180°"
ORIENTATIONS = {
    AS_IT_STANDS: lambda kernel: kernel,
    TURNED: lambda kernel: kernel[::-1, ::-1],
    "mirrored left–right": lambda kernel: kernel[:, ::-1],
    "mirrored upside down": lambda kernel: kernel[::-1],
    "turned by 90°": lambda kernel: kernel.T[::-1],
    "turned by 270°": lambda kernel: kernel.T[:, ::-1],
    "transposed": lambda kernel: kernel.T,
    "transposed and turned by 180°": lambda kernel: kernel.T[::-1, ::-1],
}


def oriented(kernel, name):
    """Return a kernel as it lies in one of the eight orientations."""
    require_one_of("name", name, tuple(ORIENTATIONS))
    return ORIENTATIONS[name](np.asarray(kernel)).copy()
