"""The eight ways in which a kernel can lie: mirrored and turned, in all combinations."""

import numpy as np

from helpers.operations import require_one_of

AS_IT_STANDS, TURNED = "as it stands", "turned by 180°"
ORIENTATIONS = {
    AS_IT_STANDS: lambda kernel: kernel,
    TURNED: lambda kernel: kernel[::-1, ::-1],
    "mirrored left–right": lambda kernel: kernel[:, ::-1],
    "mirrored upside down": lambda kernel: kernel[::-1],
    "turned by 90°": lambda kernel: kernel.T[::-1],
    "turned by 270°": lambda kernel: kernel.T[:, ::-1],
    "transposed": lambda kernel: kernel.T,
    "transposed and turned by 180°": lambda kernel: kernel.T[::-1, ::-1],
}


def oriented(kernel, name):
    """Return a kernel as it lies in one of the eight orientations.

    Parameters
    ----------
    kernel : array_like, shape (M1, M2)
        Any values.
    name : str
        A key of `ORIENTATIONS`; angles are counted against the clock.

    Returns
    -------
    ndarray, shape (M1, M2) or (M2, M1)
        A new array.

    Raises
    ------
    ValueError
        For an unknown name, and for a kernel that has not two dimensions.

    Examples
    --------
    >>> oriented([[1, 2], [3, 4]], "turned by 90°")
    array([[2, 4],
           [1, 3]])
    """
    require_one_of("name", name, tuple(ORIENTATIONS))
    kernel = np.asarray(kernel)
    if kernel.ndim != 2:
        raise ValueError(f"a kernel that is turned needs 2 dimensions, not {kernel.ndim}")
    return ORIENTATIONS[name](kernel).copy()


def orientations_of(found, kernel):
    """Return the names of the orientations in which a kernel looks like `found`.

    Parameters
    ----------
    found, kernel : array_like, shape (M1, M2)
        What was found, and the kernel as it stands.

    Returns
    -------
    tuple of str
        None where it is no turned or mirrored kernel; several where the kernel is symmetric.

    Examples
    --------
    >>> orientations_of([[4, 3], [2, 1]], [[1, 2], [3, 4]])
    ('turned by 180°',)
    >>> len(orientations_of([[1, 1], [1, 1]], [[1, 1], [1, 1]]))
    8
    """
    return tuple(name for name in ORIENTATIONS if np.array_equal(oriented(kernel, name), found))
