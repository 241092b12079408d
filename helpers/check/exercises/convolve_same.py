"""Check a convolution that is as long as its input."""

from functools import partial

import numpy as np

from helpers.check import ways
from helpers.check.ways import IMAGES, at, pointwise

OWN = {
    "stages": ways.RIGHT | {"crop": ways.same},
    "mistakes": {
        "other_centre": at("crop", ways.kept(lambda n, m: m // 2)),
        "circular": IMAGES["circular"],
        "renormalised": at(
            "combine",
            *(partial(ways.renormalised, by) for by in (ways.every, np.abs, np.ones_like)),
        ),
        "longer_input": at("crop", ways.centre, ways.centre_correlated),
        "shift_right": at("crop", ways.moved(1)),
        "shift_left": at("crop", ways.moved(-1)),
        "pointwise": pointwise(ways.every),
    },
}
