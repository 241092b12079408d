"""Named 3×3 kernels, what can be read off a kernel, and values as 8-bit levels."""

import numpy as np

from helpers.data.photographs import levels_of
from helpers.numbers import number, require_one_of
from helpers.operations import correlate

FILTERS = {
    "identity": ((0, 0, 0), (0, 1, 0), (0, 0, 0)),
    "1 right of the centre": ((0, 0, 0), (0, 0, 1), (0, 0, 0)),
    "blur": ((1 / 9,) * 3,) * 3,
    "sharpen": ((0, -1, 0), (-1, 5, -1), (0, -1, 0)),
    "Sobel, left to right": ((-1, 0, 1), (-2, 0, 2), (-1, 0, 1)),
    "Sobel, top to bottom": ((-1, -2, -1), (0, 0, 0), (1, 2, 1)),
    "Laplacian": ((0, 1, 0), (1, -4, 1), (0, 1, 0)),
    "emboss": ((-2, -1, 0), (-1, 1, 1), (0, 1, 2)),
}


def filter_kernel(name):
    """Return a 3×3 kernel, to be laid on as it stands.

    Gonzalez and Woods, *Digital Image Processing*, 4th ed., sections 3.5 and 3.6; the emboss is the
    usual one of drawing programs.

    Parameters
    ----------
    name : str
        "identity"; "1 right of the centre"; "blur", the moving average; "Sobel, left to right" and
        "Sobel, top to bottom", positive where it gets brighter; "Laplacian", the second differences
        of rows and columns; "sharpen" and "emboss". ValueError for any other.
    """
    require_one_of("the name of a filter", name, tuple(FILTERS))
    return np.array(FILTERS[name])


def filter_image(image, kernel, boundary="symmetric"):
    """Cross-correlate an image with a kernel as it stands; the output is as large, and not rounded.

    >>> filter_image([[1, 2, 3]], [[0, 0, 1]])
    array([[2, 3, 3]])

    Parameters
    ----------
    image, kernel, boundary
        As `x`, `h` and `boundary` of `helpers.operations.correlate`, and so are the errors.
    """
    return correlate(image, kernel, "same", boundary=boundary)


def describe(kernel):
    """Say what a kernel will do, from its sum, its half turn and its answer to a checkerboard."""
    kernel = np.asarray(kernel, float)
    total = 1.0 if np.isclose(kernel.sum(), 1) else round(kernel.sum().item(), 12) + 0.0
    flat = {0: "becomes 0", 1: "stays as it is"}.get(total, f"is multiplied by {number(total)}")
    turned = np.flip(kernel)
    if np.allclose(turned, kernel, rtol=1e-12, atol=0):
        symmetry = "is the same: opposite neighbours count alike"
    elif np.allclose(turned, -kernel, rtol=1e-12, atol=0):
        symmetry = "is its own negative: it tells a rise from a fall by the sign"
    else:
        symmetry = "is another one: opposite neighbours count differently"
    return (
        f"Sum {number(total)}: a flat image {flat}. Turned by 180° the kernel {symmetry}. "
        f"A checkerboard {_finest(kernel)}."
    )


def _finest(kernel):
    """Say what becomes of a checkerboard of ±1, the finest pattern, in the middle of the kernel."""
    distance = np.indices(kernel.shape).sum(0) - sum(side // 2 for side in kernel.shape)
    factor = round(float(np.sum(kernel * (-1.0) ** distance)), 9) + 0.0
    if factor == 0:
        return "vanishes"
    if abs(factor) == 1:
        return "stays as strong as it is" + ", bright and dark exchanged" * (factor < 0)
    change = "weaker" if abs(factor) < 1 else "stronger"
    return f"is multiplied by {number(round(factor, 3))}: fine detail gets {change}"


def to_uint8(values):
    """Return numbers as 8-bit levels: rounded, halves to even, then clipped to 0 … 255.

    >>> to_uint8([-20, 99.6, 255.4, 1000])
    array([  0, 100, 255, 255], dtype=uint8)

    Parameters
    ----------
    values : array_like of real numbers
        Any shape, which stays; ValueError where some are not finite.
    """
    return np.clip(np.rint(levels_of("values", values)), 0, 255).astype(np.uint8)


def checkerboard(side=30, contrast=12):
    """Return the finest pattern there is, shape (side, side), float64.

    >>> checkerboard(2).tolist()
    [[140.0, 116.0], [116.0, 140.0]]

    Parameters
    ----------
    side, contrast : int and float
        Pixels; grey levels above and below 128.
    """
    return 128 + contrast * (-1.0) ** np.indices((side, side)).sum(0)


def card():
    """Return a test card of 50×50 pixels: flat grey, a disc, bars, a ramp and a single pixel."""
    image = np.full((50, 50), 100.0)
    rows, columns = np.ogrid[:50, :50]
    image[(rows - 15) ** 2 + (columns - 14) ** 2 <= 81] = 200
    image[5:25, 33:36] = 20
    image[31:34, 5:23] = 180
    image[30:45, 29:46] = np.linspace(100, 228, 17)
    image[44, 5] = 255
    return image
