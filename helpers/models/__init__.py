"""Layers, learning and neighbours: what is computed beyond one convolution."""

from helpers.models.layers import layer
from helpers.models.learning import curvatures, descend, numerical_gradient

__all__ = [
    "curvatures",
    "descend",
    "layer",
    "numerical_gradient",
]
