"""Probing: what an unknown filter does, found out from what it makes of small arrays."""

from dataclasses import dataclass

import numpy as np

from helpers.models.orientation import ORIENTATIONS, oriented
from helpers.operations import convolve

# Whole numbers below 4, and kernels that sum to less than 64: what comes out fits into 8 bits.
IMAGE = ("300203120", "130021011", "023102301", "210310203", "102033012", "031210330", "200131021",
         "013200132")  # fmt: skip
ODD = ("12304", "50216", "03140", "21503", "40132")
EVEN = ("1203", "4051", "0324", "3102")
INSIDE = {"full": "zero", "valid": "not looked at"}
OUTSIDE = {
    "zero": "constant", "edge": "edge", "reflect": "reflect", "symmetric": "symmetric",
    "wrap": "wrap",
}  # fmt: skip
COPIED = "copied"
SIDES = {"before": (1, 0), "after": (0, 1)}


@dataclass(frozen=True)
class Behaviour:
    """What a filter does.

    Attributes
    ----------
    prints : str
        How the kernel looks that one bright pixel prints, a key of
        `helpers.models.orientation.ORIENTATIONS`: a convolution prints it as it stands, a
        correlation turned by 180°.
    mode : {"full", "same", "valid"}
        How many outputs there are.
    outside : str
        What stands outside the input; `COPIED` where outputs whose window sticks out are copied.
    extra : {"before", "after"} or None
        For a kernel with an even number of rows and columns, where its window has one pixel more:
        before the pixel in question, that is above and left of it, or after it.
    """

    prints: str
    mode: str
    outside: str
    extra: str | None = None


def arrays(ndim, even=False):
    """Return the input and the kernel to probe with.

    Parameters
    ----------
    ndim : {1, 2}
        Dimensions.
    even : bool
        Whether the kernel has an even number of rows and columns.

    Returns
    -------
    tuple of two ndarray of int

    Examples
    --------
    >>> arrays(1, even=True)
    (array([3, 0, 0, 2, 0, 3, 1, 2, 0]), array([1, 2, 0, 3]))
    """
    image, kernel = (
        np.array([list(map(int, r)) for r in rows]) for rows in (IMAGE, EVEN if even else ODD)
    )
    return (image[0], kernel[0]) if ndim == 1 else (image, kernel)


def predicted(behaviour, image, kernel):
    """Return the output of a filter of which it is known what it does.

    Parameters
    ----------
    behaviour : Behaviour
        What it does.
    image, kernel : array_like, shape (N1, N2) and (M1, M2), or (N,) and (M,)
        Input and kernel.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> predicted(Behaviour("as it stands", "full", "zero"), [1, 10, 100], [1, 2])
    array([  1,  12, 120, 200])
    """
    image, kernel = np.asarray(image), np.asarray(kernel)
    if image.ndim == 1:
        return predicted(behaviour, image[None], kernel[None])[0]
    kernel = oriented(kernel, behaviour.prints)
    if behaviour.mode != "same":
        return convolve(image, kernel, behaviour.mode)
    pad = [_sides(m, behaviour.extra) for m in kernel.shape]
    if behaviour.outside == COPIED:
        output = np.array(image)
        inner = tuple(slice(a, n - b) for (a, b), n in zip(pad, image.shape, strict=True))
        output[inner] = convolve(image, kernel, "valid")
        return output
    return convolve(np.pad(image, pad, mode=OUTSIDE[behaviour.outside]), kernel, "valid")


def _sides(count, extra):
    """Return how many pixels of so many lie before and after the one in question."""
    less = (count - 1) // 2
    if count % 2:
        return less, less
    before, after = SIDES[extra]
    return less + before, less + after


def candidates(ndim, even=False):
    """Yield all behaviours that can be told apart.

    Parameters
    ----------
    ndim : {1, 2}
        Dimensions.
    even : bool
        Whether the kernel that is probed with has an even number of rows and columns.

    Yields
    ------
    Behaviour
    """
    turns = tuple(ORIENTATIONS)[: 8 if ndim == 2 else 2]
    for prints in turns:
        for mode, outside in INSIDE.items():
            yield Behaviour(prints, mode, outside)
        for outside in (*OUTSIDE, COPIED):
            for extra in SIDES if even else (None,):
                yield Behaviour(prints, "same", outside, extra)


def observe(function, ndim, even=False):
    """Find out what a filter does.

    Parameters
    ----------
    function : callable
        Takes image and kernel.
    ndim : {1, 2}
        Dimensions of both.
    even : bool
        Whether to probe with an even number of rows and columns.

    Returns
    -------
    list of Behaviour
        All that fit; none for a function that is no such filter.

    Examples
    --------
    >>> observe(np.correlate, 1)
    [Behaviour(prints='turned by 180°', mode='valid', outside='not looked at', extra=None)]
    """
    image, kernel = arrays(ndim, even)
    output = np.asarray(function(image.copy(), kernel.copy()))
    return [one for one in candidates(ndim, even) if _same(predicted(one, image, kernel), output)]


def _same(expected, output):
    """Tell whether outputs agree, with room for single precision."""
    return expected.shape == output.shape and np.allclose(expected, output, rtol=0, atol=1e-3)
