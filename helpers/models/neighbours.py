"""How much alike pixels are, near and far; what a fixed shuffle destroys; weights counted."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers.data.photographs import photograph
from helpers.numbers import array_of, require_one_of, require_whole

SIDE = 28  # rows and columns of the small pictures
RIDGE = 1.0  # grey levels squared, on the diagonal of the covariance, so that it can be inverted


def pairs(image, distance):
    """Return the levels of all pairs of pixels that lie `distance` apart in a row or a column."""
    image = array_of("the image", image, (2,))
    d = require_whole("distance", distance, 0, min(image.shape) - 1)
    rows, columns = image.shape
    one = image[:, : columns - d].ravel(), image[: rows - d].ravel()
    other = image[:, d:].ravel(), image[d:].ravel()
    return np.concatenate(one), np.concatenate(other)


def similarity(image, distance):
    """Return the correlation coefficient of pixels that lie `distance` apart, from −1 to 1.

    ``r = cov(p, q) / (std(p) std(q))`` over all `pairs` (p, q) of the image: 1 where the one
    level foretells the other on a straight, rising line, 0 where it says nothing of that kind.

    Parameters
    ----------
    image, distance : array_like, shape (N1, N2), and int
        ValueError for an image without differences, and a distance beyond it.
    """
    one, other = (values - values.mean() for values in pairs(image, distance))
    spread = np.sqrt((one @ one) * (other @ other))
    if spread == 0:
        raise ValueError("a flat image has no correlation: none of its levels differs")
    return float((one @ other) / spread)


def small_pictures(count, *, part="all"):
    """Return pictures, shape (count, 28, 28), cut out of the photograph at random places.

    Parameters
    ----------
    count, part : int and {"all", "upper", "lower"}
        How many, and out of which part of the photograph; ValueError for any other.
    """
    halves = {"all": slice(None), "upper": slice(None, 128), "lower": slice(128, None)}
    require_one_of("part", part, tuple(halves))
    windows = sliding_window_view(photograph()[halves[part]], (SIDE, SIDE))
    random = np.random.default_rng(0)
    rows, columns = (random.integers(0, n, count) for n in windows.shape[:2])
    return windows[rows, columns]


def similarity_maps(pictures):
    """Return the correlation coefficient of each pixel with each other one, over many pictures."""
    count, *shape = pictures.shape
    return np.corrcoef(pictures.reshape(count, -1).T).reshape(*shape, *shape)


def shuffle(pictures):
    """Move the pixels of each picture to other places, in all pictures in the same way.

    Parameters
    ----------
    pictures : ndarray, shape (..., N1, N2)
    """
    order = permutation(pictures.shape[-2:])
    return pictures.reshape(*pictures.shape[:-2], -1)[..., order].reshape(pictures.shape)


def permutation(shape):
    """Return the order of `shuffle`: place i takes what stood at ``order[i]``.

    Parameters
    ----------
    shape : tuple of int
        Rows and columns of a picture, whose places are counted row by row.
    """
    return np.random.default_rng(0).permutation(int(np.prod(shape)))


def weight_counts(rows, columns):
    """Count the weights of three maps from an image to an image of the same size.

    Dense: each output looks at all inputs, with weights of its own. Local: at its 3×3
    neighbourhood only; weights that stick out of the image are counted, too. Shared: the same
    neighbourhood, and the same weights everywhere.

    >>> weight_counts(28, 28)
    {'dense': 614656, 'local': 7056, 'shared': 9}

    Parameters
    ----------
    rows, columns : int
        Of the image; TypeError or ValueError unless they are whole numbers from 1 to 100 000.
    """
    for name, count in (("rows", rows), ("columns", columns)):
        require_whole(name, count, 1, 100_000)
    pixels = rows * columns
    return {"dense": pixels**2, "local": 9 * pixels, "shared": 9}


def guess_from_all(learn, test, *, inner=False):
    """Guess each pixel from all the others, and return the root mean squared error, in grey levels.

    A dense map: for each pixel, the weights of all other pixels and a constant that fit `learn`
    best (least squares, with a ridge of one squared grey level). They stand in the inverse P of
    the covariance: the error of the guess for pixel i is ``(P (x - mean))[i] / P[i, i]``.
    Lauritzen, *Graphical Models*, section 5.1.3.

    Parameters
    ----------
    learn, test, inner : ndarray, shape (count, N1, N2), twice, and bool
        Pictures for finding the weights and for trying them; count only pixels off the border.
    """
    flat, new = (pictures.reshape(len(pictures), -1) for pictures in (learn, test))
    inverse = np.linalg.inv(np.cov(flat.T) + RIDGE * np.eye(flat.shape[1]))
    errors = ((new - flat.mean(axis=0)) @ inverse / np.diag(inverse)).reshape(test.shape)
    counted = errors[:, 1:-1, 1:-1] if inner else errors
    return float(np.sqrt(np.mean(counted**2)))


def guess_from_neighbours(learn, test):
    """Guess each inner pixel from its eight neighbours; return the error as `guess_from_all` does.

    A local map with shared weights: the eight weights and the constant that fit all inner pixels
    of `learn` best (least squares), the same at every place.

    Parameters
    ----------
    learn, test : ndarray, shape (count, N1, N2)
        Pictures for finding the weights, and for trying them.
    """
    inputs, wanted = _neighbourhoods(learn)
    weights = np.linalg.solve(inputs.T @ inputs, inputs.T @ wanted)
    inputs, wanted = _neighbourhoods(test)
    return float(np.sqrt(np.mean((inputs @ weights - wanted) ** 2)))


def _neighbourhoods(pictures):
    """Return for each inner pixel its eight neighbours and a 1, and the pixel itself."""
    windows = sliding_window_view(pictures, (3, 3), axis=(1, 2)).reshape(-1, 9)
    inputs = np.where(np.arange(9) == 4, 1.0, windows)
    return inputs, windows[:, 4]
