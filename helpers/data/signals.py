"""The worked signals and kernels of the course, by name."""

import numpy as np

from helpers.numbers import require_one_of

SQUARE = np.zeros((10, 10), int)
SQUARE[2:7, 3:8] = SQUARE[8, 2] = 90
SQUARE[5, 4] = 0
ROW, COLUMN = np.indices((6, 6))
SLOPE = 10 * (ROW + 2 * COLUMN) + 5 * (ROW * COLUMN % 3)

SIGNALS = {
    "a": (1, 0.5, 1, 1),
    "b": (1, 0.5, 0.25),
    "digits": (1, 10, 100),
    "counting": ((1, 2, 3, 4), (5, 6, 7, 8), (9, 10, 11, 12)),
    "counting kernel": ((1, 2), (3, 4)),
    "green": ((1, 1, 1, 0, 0), (0, 1, 1, 1, 0), (0, 0, 1, 1, 1), (0, 0, 1, 1, 0), (0, 1, 1, 0, 0)),
    "orange": ((1, 0, 1), (0, 1, 0), (1, 0, 1)),
    "L": ((1, 0, 0), (1, 0, 0), (1, 1, 0)),
    "F": tuple(map(tuple, SQUARE.tolist())),
    "slope": tuple(map(tuple, SLOPE.tolist())),
}


def signal(name):
    """Return a new array of the worked signal or kernel called `name`.

    >>> signal("b")
    array([1.  , 0.5 , 0.25])

    Parameters
    ----------
    name : str
        In one dimension "a" and "b": input and kernel of the worked example; "digits": the values
        1, 10, 100, whose multiples can be read off the digits of an output. In two dimensions
        "counting", 3×4, the numbers from 1 to 12, and "counting kernel", 2×2; "green", 5×5, and
        its kernels "orange", which is the same turned by 180°, and "L", which is not; "F", 10×10,
        a bright square with a hole and a lone bright pixel, 0 elsewhere; "slope", 6×6, a ramp
        that is bright at most of its border. ValueError for any other.
    """
    require_one_of("a signal", name, tuple(SIGNALS))
    return np.array(SIGNALS[name])
