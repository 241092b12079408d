"""Looking for a small picture in a large one: what makes a correlation a measure."""

import numpy as np

from helpers.data.photographs import photograph
from helpers.numbers import array_of, require_one_of
from helpers.operations import convolve, correlate

SIDE = 128  # rows and columns of the photograph
PARTS = {
    "a star of the flag": (11, 11, 14, 14),
    "an eye": (36, 48, 18, 18),
    "the badge on the cap": (4, 56, 14, 18),
    "the mouth": (60, 55, 12, 26),
}  # first row and column, rows and columns
FLAT = 1e-12  # part of the sum of squares below which what varies is but rounding errors


def part(name):
    """Return a piece of the photograph, and the place of its first pixel in ``photograph(128)``.

    >>> template, place = part("an eye")
    >>> template.shape, place
    ((18, 18), (36, 48))

    Parameters
    ----------
    name : {"a star of the flag", "an eye", "the badge on the cap", "the mouth"}
        ValueError for any other.
    """
    require_one_of("a part", name, tuple(PARTS))
    row, column, rows, columns = PARTS[name]
    return photograph(SIDE)[row : row + rows, column : column + columns], (row, column)


def similarity(image, template):
    """Return how similar each window is to a template, −1 to 1, at its first row and column.

    The normalised cross-correlation: from both window and template the mean is taken away, and
    the sum of the products is divided by the two lengths. A window without contrast has the
    similarity 0. J. P. Lewis, "Fast Normalized Cross-Correlation", Vision Interface 1995.

    >>> similarity([[0, 5, 7, 5, 0]], [[1, 2, 1]]).round(2)
    array([[0.24, 1.  , 0.24]])

    Parameters
    ----------
    image, template : array_like of real numbers, shape (N1, N2) and (M1, M2)
        Errors are those of `helpers.operations.correlate`; ValueError for a flat template, too.
    """
    image = array_of("the image", image, (2,), "iuf").astype(float)
    template = array_of("the template", template, (2,), "iuf").astype(float)
    weights = template - template.mean()
    power = np.sum(weights**2)
    if power <= FLAT**2 * np.sum(template**2):
        raise ValueError("the template is flat: there is nothing in it to be found")
    image = image - np.nanmedian(image)  # so that all brighter is the same, whatever is hot
    column, row = np.ones((len(template), 1)), np.ones((1, len(template.T)))
    sums, squares = (
        convolve(convolve(values, column, "valid"), row, "valid") for values in (image, image**2)
    )
    variance = squares - sums**2 / template.size
    flat = variance <= FLAT * squares
    products = correlate(image, weights, "valid") - sums * weights.mean()
    return np.where(flat, 0, products / np.sqrt(np.where(flat, 1, variance)) / np.sqrt(power))


def best(similar):
    """Return the row and the column of the largest value of a map.

    Parameters
    ----------
    similar : array_like, shape (N1, N2)
    """
    return tuple(map(int, np.unravel_index(np.argmax(similar), np.shape(similar))))


METHODS = {
    "plain correlation": lambda image, template: correlate(image, template, "valid"),
    "template minus its mean": lambda image, template: correlate(
        image, template - template.mean(), "valid"
    ),
    "normalised": similarity,
}
