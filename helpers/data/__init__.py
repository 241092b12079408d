"""Signals, kernels and photographs that the course works with."""

from helpers.data.filters import checkerboard, filter_image, filter_kernel, to_uint8
from helpers.data.kernels import (
    gaussian_factors,
    gaussian_kernel,
    moving_average_kernel,
    pascal_kernel,
)
from helpers.data.photographs import add_noise, photograph
from helpers.data.signals import bright_pixel, letter, signal
