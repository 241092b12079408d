"""Layers, learning and neighbours: what is computed beyond one convolution."""

from helpers.models.fields import receptive_field
from helpers.models.layers import layer
from helpers.models.learning import curvatures, descend, numerical_gradient
from helpers.models.patterns import strength, stripes

__all__ = [
    "curvatures", "descend", "layer", "numerical_gradient", "receptive_field", "strength",
    "stripes",
]  # fmt: skip
