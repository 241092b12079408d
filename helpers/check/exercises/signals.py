"""Inputs of the exercises in one dimension, and products of two arrays entry by entry."""

import numpy as np

from helpers.check.acts import cut

DECIMALS = np.array([2.0, -1.0, 3.5, 0.5, -4.0]), np.array([1.5, -2.25, 0.25])
WHOLE_AND_FRACTIONS = np.array([3, -7, 2, 5]), np.array([0.5, 1.25, -0.75])
WHOLE = np.array([4, 1, -3, 2, 6, -5]), np.array([2, -1, 5])
SHORT = np.array([1.5, -2.5]), np.array([3.0, 0.5, -1.25, 2.25])
WHOLE_KERNEL = np.array([0.5, -1.25, 2.75, 3.5]), np.array([3, -2])
EVEN = np.array([0.75, 2.5, -3.0, 1.25, 4.5]), np.array([-1.5, 2.0, 0.5, 3.25])
SINGLE = np.array([1.25, -0.5, 2.75]), np.array([-1.5])


def _continued(x, h):
    size = max(len(x), len(h))
    return cut(x, 0, size) * cut(h, 0, size)


def _continued_full(x, h):
    size = len(x) + len(h) - 1
    return cut(x, 0, size) * cut(h, 0, size)


def _as_far_as_both(x, h):
    return np.array([u * v for u, v in zip(x, h, strict=False)])


ENTRY_BY_ENTRY = _continued, _continued_full, _as_far_as_both
