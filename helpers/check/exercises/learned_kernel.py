"""Check which kernel a layer learns."""

import numpy as np

from helpers.check.ways import at

OWN = {
    "stages": {"orient": np.flip},
    "model": lambda kernel, stages: stages["orient"](kernel),
    "mistakes": {
        "negated": at("orient", np.negative),
        "turned_and_negated": at("orient", lambda h: -np.flip(h)),
    },
}
