"""Check a cross-correlation of an image, zeros outside."""

from helpers.check.inputs import FILTERED, under
from helpers.check.ways import CORRELATED, IMAGES, both

OWN = {
    "probes": FILTERED,
    "seen": under,
    "stages": CORRELATED,
    "mistakes": {
        "flipped_circular": ("flipped", "circular", *both(IMAGES["flipped"], IMAGES["circular"])),
    },
}
