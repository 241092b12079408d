"""What goes wrong in one-dimensional convolutions, in all the ways that learners write it.

What is said about each stands under the same key in `in_signals.toml`.
"""

import numpy as np

from helpers.check.acts import (
    FIRST,
    LAST,
    added,
    centre,
    centre_correlated,
    cut,
    cut_at_each_step,
    ends,
    every,
    folded,
    largest,
    made_whole,
    one_product,
    only,
    overlap_mean,
    overlaps,
    padded,
    running,
    same,
    valid,
    whole_numbers,
    within,
    without,
    wrapped_before,
    zeroed,
)
from helpers.check.exercise import at

WHOLE_STEPS, CUT_STEPS = (
    [cut_at_each_step(backwards, always) for backwards in (False, True)] for always in (False, True)
)

WAYS = {
    "no_flip": at("orient", every),
    "flipped": at("orient", np.flip),
    "same": at("crop", centre, same, centre_correlated),
    "valid": at("crop", overlaps, valid),
    "zeros_around_valid": at("crop", within(overlaps), within(valid)),
    "ends_with_input": at(
        "crop",
        lambda y, n, m: cut(y, 0, n),
        lambda y, n, m: cut(cut(y, 0, n), 0, y.shape),
    ),
    "last_part": at("crop", lambda y, n, m: cut(y, [k - 1 for k in m], n)),
    "circular": at("crop", folded(max), folded(lambda n, m: n)),
    "negative_index": at("border", wrapped_before),
    "short_by_one": at("shift", ends(after=-1), zeroed(LAST)),
    "lost_first": at("shift", ends(before=-1), zeroed(FIRST)),
    "shift_right": at("shift", lambda y, n, m: cut(y, -1, y.shape), lambda y, n, m: np.roll(y, 1)),
    "shift_left": at("shift", lambda y, n, m: cut(y, 1, y.shape), lambda y, n, m: np.roll(y, -1)),
    "extra_zero_end": at("shift", ends(after=1)),
    "extra_zero_start": at("shift", ends(before=1)),
    "still_padded": at("shift", lambda y, n, m: np.pad(y, [(k - 1, k - 1) for k in m])),
    "reversed": at("shift", lambda y, n, m: np.flip(y)),
    "mirror_pad": at("border", padded("symmetric"), padded("reflect")),
    "wrap_pad": at("border", padded("wrap")),
    "edge_pad": at("border", padded("edge")),
    "overlap_mean": at("combine", overlap_mean),
    "mean_of_products": at("combine", lambda windows, kernel, inside: (windows * kernel).mean(-1)),
    "not_reset": at("finish", running),
    "overwrite_gather": at("combine", one_product(0), one_product(0, guarded=False)),
    "overwrite_scatter": at("combine", one_product(-1), one_product(-1, guarded=False)),
    "largest_product": at("combine", largest),
    "added": at("combine", added),
    "first_tap_missing": at("taps", without(FIRST)),
    "last_tap_missing": at("taps", without(LAST)),
    "first_input_missing": at("input", without(FIRST)),
    "last_input_missing": at("input", without(LAST)),
    "kernel_ignored": at("taps", np.ones_like),
    "integer_output": at("finish", whole_numbers) + at("combine", *WHOLE_STEPS),
    "truncated": at("finish", made_whole(np.trunc), made_whole(np.floor))
    + at("combine", *CUT_STEPS),
    "rounded": at("finish", made_whole(np.round)),
    "absolute": at("finish", lambda y, x, h: np.abs(y)),
    "clipped": at("finish", lambda y, x, h: np.maximum(y, 0)),
    "normalised": at("finish", lambda y, x, h: y / h.sum()),
    "left_early": at("shift", only(FIRST)),
    "negated": at("finish", lambda y, x, h: -y),
}


def in_signals(*keys):
    """Return the ways of some of these mistakes, by key."""
    return {key: WAYS[key] for key in keys}
