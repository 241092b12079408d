"""Images and kernels that exercises share: without symmetry, and with something at the border."""

import json

import numpy as np


def grid(rows):
    """Return an array from its rows, such as "1 2; 3 4.5"."""
    return np.array([json.loads(f"[{','.join(row.split())}]") for row in rows.split(";")])


def some(seed, shape, by=1):
    """Return different whole numbers, positive and negative, divided by a number."""
    size, most = np.prod(shape), max(20, np.prod(shape) // 2)
    values = np.random.default_rng(seed).permutation(np.arange(-most, most + 1))[:size]
    return values.reshape(shape) / by if by > 1 else values.reshape(shape)


DECIMALS = grid(
    "2.5 -1 4 0.5 -3.5 7 1.5; -6 3.5 1 -2.5 8 -0.5 5.5; 4.5 9 -7.5 3 2 -4 6.5; "
    "1 -5.5 0.5 6 -1.5 2.5 -8; 3 7.5 -2 5 9.5 -6.5 4"
)
WHOLE = grid("12 -7 305 41 8 -26; 90 33 -14 77 260 5; -3 118 64 -52 19 181; 47 22 150 9 -88 36")
EIGHT_BITS = grid(
    "17 203 64 251; 140 9 188 77; 232 115 30 209; 51 246 170 3; 98 22 255 133"
).astype(np.uint8)
HIGH = grid(
    "3.5 -2 6.5 1 8.5; -4.5 7 0.5 5.5 -1.5; 9 2.5 -6 3 4; "
    "-0.5 8 1.5 -7.5 6; 5 -3 2 9.5 -5.5; 7.5 4.5 -8.5 0.25 1.25"
)
KERNEL = grid("0.375 -0.5 0.125; 0.75 0.25 -0.375; -0.25 0.625 0.5")
KERNEL_EIGHTHS = grid("0.25 0.5 -0.125; -0.375 0.75 0.875; 0.625 -0.5 0.25")
DECIMALS_NARROW, HIGH_NARROW = DECIMALS[:, 1:], HIGH[:, 1:]
LARGE = np.block([[DECIMALS, HIGH[:5]], [HIGH[1:5, ::-1], DECIMALS[1:] / 2 + 1]])
LARGE_TURNED, WHOLE_TWICE = LARGE.T, np.vstack([WHOLE, WHOLE[::-1] // 3 + 2])
EIGHT_BITS_WIDE, EIGHT_BITS_HIGH = np.mod(WHOLE * 7, 256).astype(np.uint8), EIGHT_BITS.T
COMPLEX = np.array([1 + 2j, -0.5 + 1j, 3.0, 0.25 - 2j])
COMPLEX_SHORT = np.array([2 - 1j, 1.5 + 0.5j, -1j])

KERNEL_WIDE = grid("0.5 -1.5 2 1.25 -0.75; 3 0.25 -2.5 1.75 0.5; -1 2.25 0.75 -3.5 1.5")
KERNEL_HIGH = grid("1 -0.5 2.5; 0.75 3 -1.5; -2 1.25 0.25; 2.75 -3.25 1.75; 0.5 2 -1")
KERNEL_WHOLE = grid("2 -1 3; 0 1 -4; 1 5 -2")
FILTERED = {
    "an image with decimals and negative values": (DECIMALS, KERNEL),
    "a kernel wider than high": (HIGH, KERNEL_WIDE),
    "whole numbers in the image, fractions in the kernel": (WHOLE // 8, KERNEL_EIGHTHS),
    "an image of 8-bit numbers": (EIGHT_BITS, KERNEL_WHOLE),
    "decimals in the image, whole numbers in the kernel": (HIGH[1:, 1:], KERNEL_WHOLE.T),
    "a kernel higher than wide": (DECIMALS.T, KERNEL_HIGH),
}
GRADIENTS = {
    "decimals and negative values": (DECIMALS, KERNEL, some(0, (3, 5), by=4)),
    "whole numbers in w, wider than high": (HIGH, some(1, (2, 3)), some(2, (5, 3), by=4)),
    "whole numbers in x": (WHOLE[:3], some(3, (2, 2), by=4), some(4, (2, 5), by=4)),
    "whole numbers in g": (DECIMALS[:4, :5], KERNEL[:2], some(5, (3, 3))),
    "whole numbers": (WHOLE, some(6, (3, 2)), some(7, (2, 5))),
}


def given(inputs):
    """Return inputs that a table gives, by name or as numbers."""
    named = (globals()[v] if isinstance(v, str) else v for v in inputs)
    return tuple(np.array(v) if isinstance(v, list) else v for v in named)


def under(at, image, kernel):
    """Return the pixels that lie under a kernel, with zeros outside the image."""
    around = np.pad(image, [(k // 2, k // 2) for k in kernel.shape])
    rows, columns = (slice(i, i + k) for i, k in zip(at, kernel.shape, strict=True))
    return {"window": around[rows, columns]}
