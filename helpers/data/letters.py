"""Letters as kernels, and the unit impulse that prints them."""

import numpy as np

from helpers.numbers import require_one_of

LETTERS = {
    "F": (".###.", ".#...", ".##..", ".#...", ".#..."),
    "L": (".#...", ".#...", ".#...", ".#...", ".###."),
    "T": ("#####", "..#..", "..#..", "..#..", "..#.."),
    "Z": ("#####", "...#.", "..#..", ".#...", "#####"),
    "X": ("#...#", ".#.#.", "..#..", ".#.#.", "#...#"),
}


def letter(name):
    """Return a letter as a new kernel, 1 on the letter and 0 beside it.

    >>> letter("L")[3:].tolist()
    [[0, 1, 0, 0, 0], [0, 1, 1, 1, 0]]

    Parameters
    ----------
    name : {"F", "L", "T", "Z", "X"}
        ValueError for any other.

    Returns
    -------
    ndarray of int, shape (5, 5)
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

    Returns
    -------
    ndarray of int, shape (side, side)
    """
    if side < 1 or side % 2 == 0:
        raise ValueError(f"side must be odd, so that there is a middle, not {side}")
    image = np.zeros((side, side), int)
    image[side // 2, side // 2] = 1
    return image
