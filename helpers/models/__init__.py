"""Layers, learning and neighbours: what is computed beyond one convolution."""

from helpers.models.kernels import strength, stripes
from helpers.models.layers import layer, receptive_field
from helpers.models.learning import curvatures, descend, numerical_gradient
