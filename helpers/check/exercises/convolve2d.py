"""Check a convolution of an image, zeros outside."""

from helpers.check.inputs import FILTERED, under
from helpers.check.ways import SAME

OWN = {"probes": FILTERED, "seen": under, "stages": SAME}
