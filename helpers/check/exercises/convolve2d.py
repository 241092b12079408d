"""Check a convolution of an image, zeros outside."""

from helpers.check.exercise import exercise
from helpers.check.inputs import FILTERED, under
from helpers.check.ways import SAME

exercise(__name__, probes=FILTERED, seen=under, stages=SAME)
