"""Letters as kernels, and the unit impulse that prints them."""

import numpy as np

LETTERS = {
    "F": (".###.", ".#...", ".##..", ".#...", ".#..."),
    "L": (".#...", ".#...", ".#...", ".#...", ".###."),
    "T": ("#####", "..#..", "..#..", "..#..", "..#.."),
    "Z": ("#####", "...#.", "..#..", ".#...", "#####"),
    "X": ("#...#", ".#.#.", "..#..", ".#.#.", "#...#"),
}
SIDE = 9  # pixels of the image


def letter(name):
    """Return a letter as a kernel.

    Parameters
    ----------
    name : str
        A key of `LETTERS`.

    Returns
    -------
    ndarray of int, shape (5, 5)
        1 on the letter, 0 beside it; a new array at each call.

    Raises
    ------
    ValueError
        For any other letter.

    Examples
    --------
    >>> letter("L")[3:].tolist()
    [[0, 1, 0, 0, 0], [0, 1, 1, 1, 0]]
    """
    if name not in LETTERS:
        raise ValueError(f"there is no letter {name!r}; there are {', '.join(LETTERS)}")
    return np.array([[int(mark == "#") for mark in row] for row in LETTERS[name]])


def bright_pixel(side=SIDE):
    """Return a dark image with one bright pixel in its middle: the unit impulse.

    Parameters
    ----------
    side : int
        Rows and columns, an odd number.

    Returns
    -------
    ndarray of int, shape (side, side)

    Raises
    ------
    ValueError
        For a number that is not odd, or below 1.

    Examples
    --------
    >>> bright_pixel(3).tolist()
    [[0, 0, 0], [0, 1, 0], [0, 0, 0]]
    """
    if side < 1 or side % 2 == 0:
        raise ValueError(f"side must be odd, so that there is a middle, not {side}")
    image = np.zeros((side, side), int)
    image[side // 2, side // 2] = 1
    return image
