"""The worked signals and kernels of the course, by name."""

import numpy as np

SIGNALS = {
    "a": (1, 0.5, 1, 1),
    "b": (1, 0.5, 0.25),
    "digits": (1, 10, 100),
    "counting": ((1, 2, 3, 4), (5, 6, 7, 8), (9, 10, 11, 12)),
    "counting kernel": ((1, 2), (3, 4)),
    "green": (
        (1, 1, 1, 0, 0),
        (0, 1, 1, 1, 0),
        (0, 0, 1, 1, 1),
        (0, 0, 1, 1, 0),
        (0, 1, 1, 0, 0),
    ),
    "orange": ((1, 0, 1), (0, 1, 0), (1, 0, 1)),
    "L": ((1, 0, 0), (1, 0, 0), (1, 1, 0)),
    "F": tuple(
        tuple(
            90 if (2 <= r < 7 and 3 <= c < 8 and (r, c) != (5, 4)) or (r, c) == (8, 2) else 0
            for c in range(10)
        )
        for r in range(10)
    ),
    "slope": tuple(tuple(10 * (r + 2 * c) + 5 * (r * c % 3) for c in range(6)) for r in range(6)),
}


def signal(name):
    """Return the worked signal or kernel called `name`.

    Parameters
    ----------
    name : str
        In one dimension "a" and "b": input and kernel of the worked example; "digits": the values
        1, 10, 100, whose multiples can be read off the digits of an output. In two dimensions
        "counting", 3×4, the numbers from 1 to 12, and "counting kernel", 2×2; "green", 5×5, and
        its kernels "orange", which is the same turned by 180°, and "L", which is not; "F", 10×10,
        a bright square with a hole and a lone bright pixel, 0 elsewhere; "slope", 6×6, a ramp
        that is bright at most of its border.

    Returns
    -------
    ndarray of int64 or float64
        A new array at each call.

    Raises
    ------
    ValueError
        For an unknown name.

    Examples
    --------
    >>> signal("b")
    array([1.  , 0.5 , 0.25])
    """
    if name not in SIGNALS:
        known = ", ".join(map(repr, SIGNALS))
        raise ValueError(f"there is no signal called {name!r}; there are {known}")
    return np.array(SIGNALS[name])
