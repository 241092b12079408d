"""Check two kernels of a learner's own: one that tells the two operations apart, one that cannot.

A kernel tells convolution from correlation if a turn by 180° changes it. What is said stands in
`witness.toml`.
"""

import numpy as np

from helpers.check.verdict import Verdict
from helpers.check.words import read_texts, show

TELLS = {"tells": True, "cannot tell": False}  # what is asked for


def judge(name, given, failures=0):
    """Judge a kernel that shall tell the operations apart, or shall not."""
    said = read_texts("witness")
    if given is None or given is ...:
        return Verdict(name, None, None, (said["missing"],))
    try:
        kernel = np.array(given, float)
    except (TypeError, ValueError):
        kernel = np.array(np.nan)
    if kernel.ndim != 2 or not kernel.size or not np.isfinite(kernel).all():
        return Verdict(name, False, "no_kernel", (said["no_kernel"],))
    turned = np.flip(kernel)
    row, column = np.unravel_index(np.argmax(kernel != turned), kernel.shape)
    here, there = show(kernel[row, column]), show(turned[row, column])
    place = {"row": row, "column": column, "here": here, "there": there}
    if (kernel != turned).any() == TELLS[name]:
        return Verdict(name, True, None, (said["right"][name].format(**place),))
    key = _why(kernel, turned)
    parts = said[key]["text"].format(**place), said[key]["ask"]
    if failures:
        parts += ((f"as it stands:   {show(kernel)}", f"turned by 180°: {show(turned)}"),)
    return Verdict(name, False, key, parts)


def _why(kernel, turned):
    """Return why a kernel may have been thought to change when it is turned, or to stay."""
    if np.ptp(kernel) == 0:
        return "equal"
    if np.array_equal(kernel, turned):
        return "mirrors" if np.array_equal(kernel, np.fliplr(kernel)) else "half_turn"
    if np.array_equal(kernel, -turned):
        return "negative"
    axes = [axis for axis in (0, 1) if kernel.shape[axis] > 1]
    if any(np.array_equal(kernel, np.flip(kernel, axis)) for axis in axes):
        return "mirror"
    return "transposed" if np.array_equal(kernel, kernel.T) else "changed"
