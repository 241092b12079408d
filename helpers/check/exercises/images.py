"""Inputs of the exercises with images: without any symmetry, and with something at the border."""

import numpy as np

from helpers.check.structure import show

DECIMALS = np.array(
    [
        [2.5, -1.0, 4.0, 0.5, -3.5, 7.0, 1.5],
        [-6.0, 3.5, 1.0, -2.5, 8.0, -0.5, 5.5],
        [4.5, 9.0, -7.5, 3.0, 2.0, -4.0, 6.5],
        [1.0, -5.5, 0.5, 6.0, -1.5, 2.5, -8.0],
        [3.0, 7.5, -2.0, 5.0, 9.5, -6.5, 4.0],
    ]
)
WHOLE = np.array(
    [
        [12, -7, 305, 41, 8, -26],
        [90, 33, -14, 77, 260, 5],
        [-3, 118, 64, -52, 19, 181],
        [47, 22, 150, 9, -88, 36],
    ]
)
EIGHT_BITS = np.array(
    [
        [17, 203, 64, 251],
        [140, 9, 188, 77],
        [232, 115, 30, 209],
        [51, 246, 170, 3],
        [98, 22, 255, 133],
    ],
    dtype=np.uint8,
)
HIGH = np.array(
    [
        [3.5, -2.0, 6.5, 1.0, 8.5],
        [-4.5, 7.0, 0.5, 5.5, -1.5],
        [9.0, 2.5, -6.0, 3.0, 4.0],
        [-0.5, 8.0, 1.5, -7.5, 6.0],
        [5.0, -3.0, 2.0, 9.5, -5.5],
        [7.5, 4.5, -8.5, 0.25, 1.25],
    ]
)
KERNEL = np.array([[0.375, -0.5, 0.125], [0.75, 0.25, -0.375], [-0.25, 0.625, 0.5]])
KERNEL_WIDE = np.array(
    [[0.5, -1.5, 2.0, 1.25, -0.75], [3.0, 0.25, -2.5, 1.75, 0.5], [-1.0, 2.25, 0.75, -3.5, 1.5]]
)
KERNEL_EIGHTHS = np.array([[0.25, 0.5, -0.125], [-0.375, 0.75, 0.875], [0.625, -0.5, 0.25]])
KERNEL_WHOLE = np.array([[2, -1, 3], [0, 1, -4], [1, 5, -2]])
KERNEL_HIGH = np.array(
    [[1.0, -0.5, 2.5], [0.75, 3.0, -1.5], [-2.0, 1.25, 0.25], [2.75, -3.25, 1.75], [0.5, 2.0, -1.0]]
)
FILTERED = {
    "an image with decimals and negative values": (DECIMALS, KERNEL),
    "a kernel wider than high": (HIGH, KERNEL_WIDE),
    "whole numbers in the image, fractions in the kernel": (WHOLE // 8, KERNEL_EIGHTHS),
    "an image of 8-bit numbers": (EIGHT_BITS, KERNEL_WHOLE),
    "decimals in the image, whole numbers in the kernel": (HIGH[1:, 1:], KERNEL_WHOLE.T),
    "a kernel higher than wide": (DECIMALS.T, KERNEL_HIGH),
}
SMALL = ((1, 10), (100, 1000)), ((1, 2, 3), (4, 5, 6), (7, 8, 9))
PARALLEL = ((1, 10, 100), (1000, 10000, 100000)), SMALL[1]


def window(image, at, size):
    """Return the pixels around a place, with zeros outside the image.

    >>> window(np.array([[1, 2], [3, 4]]), (0, 1), (3, 3)).tolist()
    [[0, 0, 0], [1, 2, 0], [3, 4, 0]]
    """
    pad = [(k // 2, k // 2) for k in size]
    rows, columns = (slice(i, i + k) for i, k in zip(at, size, strict=True))
    return np.pad(image, pad)[rows, columns]


def by_hand(at, image, kernel):
    """Return how the output at a place is worked out by hand."""
    around = show(window(image, at, kernel.shape))
    return (
        f"around that pixel the image is {around} (zeros outside), and the kernel is "
        f"{show(kernel)}. Which weight lies on which pixel?"
    )
