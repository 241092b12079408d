"""The worked signals and kernels of the course, and letters as kernels, by name."""

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
LETTERS = {
    "F": (".###.", ".#...", ".##..", ".#...", ".#..."),
    "L": (".#...", ".#...", ".#...", ".#...", ".###."),
    "T": ("#####", "..#..", "..#..", "..#..", "..#.."),
    "Z": ("#####", "...#.", "..#..", ".#...", "#####"),
    "X": ("#...#", ".#.#.", "..#..", ".#.#.", "#...#"),
}


def signal(name):
    """Return a new array of the worked signal or kernel called `name`.

    >>> signal("b")
    array([1.  , 0.5 , 0.25])

    Parameters
    ----------
    name : str
        "a" and "b", the worked example; "digits", to be read off the digits of an output. In two
        dimensions "counting" and "counting kernel"; "green" and its kernels "orange", the same
        turned by 180°, and "L", which is not; "F", a bright square with a hole and a lone bright
        pixel; "slope", a ramp, bright at most of its border. ValueError for any other.
    """
    require_one_of("a signal", name, tuple(SIGNALS))
    return np.array(SIGNALS[name])


def letter(name):
    """Return a letter as a new kernel, shape (5, 5), 1 on the letter and 0 beside it.

    >>> letter("L")[3:].tolist()
    [[0, 1, 0, 0, 0], [0, 1, 1, 1, 0]]

    Parameters
    ----------
    name : {"F", "L", "T", "Z", "X"}
        ValueError for any other.
    """
    require_one_of("a letter", name, tuple(LETTERS))
    return np.array([[int(mark == "#") for mark in row] for row in LETTERS[name]])


def bright_pixel(side=9):
    """Return a dark image with one bright pixel in its middle: the unit impulse.

    >>> bright_pixel(3).tolist()
    [[0, 0, 0], [0, 1, 0], [0, 0, 0]]

    Parameters
    ----------
    side : int
        Rows and columns, an odd number; ValueError for any other.
    """
    if side < 1 or side % 2 == 0:
        raise ValueError(f"side must be odd, so that there is a middle, not {side}")
    image = np.zeros((side, side), int)
    image[side // 2, side // 2] = 1
    return image
