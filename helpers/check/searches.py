"""The exercise `find_template`: the place of a small picture in a large one."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers.check import structure
from helpers.check.blocks import Block
from helpers.check.exercises import Exercise, mistake
from helpers.check.structure import show
from helpers.numbers import number

# A pipeline of its own.
#
#     template how the template lies when it slides over the image
#     score    how alike each window and the template are
#     choose   which of the scores is taken
#     place    what is said about the place


def _without_mean(values):
    return values - values.mean((-2, -1), keepdims=True)


def _norm(values):
    return np.sqrt((values**2).sum((-2, -1)))


def similarity(windows, template, image):
    """Return the normalised cross-correlation, means removed, of each window and a template.

    Parameters
    ----------
    windows : ndarray, shape (..., M1, M2)
        Windows, none of them flat.
    template : ndarray, shape (M1, M2)
        What they are compared with.
    image : ndarray
        Where the windows come from.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> similarity(np.array([[[3.0, 5.0, 3.0]], [[3.0, 1.0, 3.0]]]), np.array([[1, 2, 1]]), None)
    array([ 1., -1.])
    """
    windows, template = _without_mean(windows), _without_mean(template)
    return (windows * template).sum((-2, -1)) / (_norm(windows) * _norm(template))


STAGES = {
    "template": lambda template: template,
    "score": similarity,
    "choose": np.argmax,
    "place": lambda row, column, scores, image, template: (row, column),
}


def search(image, template, stages):
    """Look for a template, stage by stage.

    Parameters
    ----------
    image, template : array_like, shape (N1, N2) and (M1, M2)
        Where to look, and what for.
    stages : dict of str to callable
        As in `STAGES`.

    Returns
    -------
    object
        With the right stages the row and the column of the top left corner.

    Examples
    --------
    >>> [int(k) for k in search([[9, 3, 5, 3, 7]], [[1, 2, 1]], STAGES)]
    [0, 1]
    """
    image, template = np.asarray(image, float), np.asarray(template, float)
    windows = sliding_window_view(image, template.shape)
    scores = stages["score"](windows, stages["template"](template), image)
    row, column = np.unravel_index(stages["choose"](scores), scores.shape)
    return stages["place"](row, column, scores, image, template)


def _score(text, ask, clause, *acts):
    return Block("score", acts, text, ask, clause)


def _place(text, ask, clause, *acts):
    return Block("place", acts, text, ask, clause)


def raw(windows, template, image):
    """Return the plain cross-correlation; parameters as in `similarity`."""
    return (windows * template).sum((-2, -1))


BRIGHT = (
    "What does your measure say about a window that is bright all over, and what about the same "
    "window made twice as dark?"
)
RAW = _score(
    "You took the plain cross-correlation (`TM_CCORR` of OpenCV), without normalisation.",
    BRIGHT,
    "nothing is normalised",
    raw,
)
NOT_DIVIDED = _score(
    "You removed the mean but did not divide by the lengths (`TM_CCOEFF` of OpenCV).",
    "When the contrast of a window doubles, what becomes of your measure? Is the window then more "
    "like the template?",
    "it is not divided by the lengths",
    lambda windows, template, image: raw(windows, _without_mean(template), image),
)
NO_MEAN = _score(
    "You normalised but did not remove the means (`TM_CCORR_NORMED` of OpenCV).",
    "When 100 is added to every pixel of a window, what becomes of your measure? Is the window "
    "then less like the template?",
    "the means are not removed",
    lambda windows, template, image: raw(windows, template, image) / _norm(windows),
)
MEAN_OF_IMAGE = _score(
    "You removed the mean of the whole image, not that of each window.",
    "Parts of an image differ in brightness. Which mean makes a bright and a dark window alike?",
    "the mean of the whole image is removed",
    lambda windows, template, image: (
        raw(windows - image.mean(), _without_mean(template), image) / _norm(windows - image.mean())
    ),
)
DIFFERENCE = _score(
    "You took the smallest squared difference (`TM_SQDIFF` of OpenCV), or the smallest absolute "
    "difference.",
    "The same pattern with half the contrast differs from the template in every pixel. Which "
    "measure takes no notice of contrast and brightness?",
    "the smallest difference is taken",
    lambda windows, template, image: -((windows - template) ** 2).sum((-2, -1)),
    lambda windows, template, image: -np.abs(windows - template).sum((-2, -1)),
)
FLIPPED = Block(
    "template",
    (np.flip,),
    "You found the pattern turned by 180 degrees: the template was flipped, as a convolution does.",
    "Which of the two operations lays the template on the image as it stands?",
    "the template was flipped",
)
MINIMUM = Block(
    "choose",
    (np.argmin,),
    "You took the smallest value.",
    "What is the similarity of a window that is the template itself, and that of its negative?",
    "the smallest value is taken",
)
CENTRE = _place(
    "This is the centre of the match (as in mode 'same'), not its corner.",
    "The top left corner is asked for. How far is it from there to the centre of a template?",
    "the centre is given, not the corner",
    lambda row, column, scores, image, template: (
        row + template.shape[0] // 2,
        column + template.shape[1] // 2,
    ),
    lambda row, column, scores, image, template: (
        row + (template.shape[0] - 1) // 2,
        column + (template.shape[1] - 1) // 2,
    ),
)
CORNER = _place(
    "Your position is off by the template's size minus one: the bottom right corner of the match, "
    "as in mode 'full'.",
    "In mode 'full' the first values stand for a template that sticks out. In which mode does the "
    "first value belong to the window in the corner of the image?",
    "the bottom right corner is given",
    lambda row, column, scores, image, template: (
        row + template.shape[0] - 1,
        column + template.shape[1] - 1,
    ),
)
SWAPPED = _place(
    "Row and column are swapped (`cv2.minMaxLoc` gives x before y).",
    "Which comes first in `image[…, …]`, and which in a point (x, y)?",
    "row and column are swapped",
    lambda row, column, scores, image, template: (column, row),
)
FLAT = _place(
    "This is the index in the flattened array: `argmax` counts through all the rows.",
    "A row has as many values as there are columns. What does `np.unravel_index` do with such an "
    "index?",
    "the index in the flattened array is given",
    lambda row, column, scores, image, template: row * scores.shape[1] + column,
    lambda row, column, scores, image, template: row * image.shape[1] + column,
)
FROM_ONE = _place(
    "Row and column are one too large each.",
    "Python counts from zero. What are the row and the column of the first pixel?",
    "row and column are counted from one",
    lambda row, column, scores, image, template: (row + 1, column + 1),
)
VALUE = _place(
    "This is the largest similarity itself, not its place.",
    "What does `max` give, and what `argmax`?",
    "the largest value is given, not its place",
    lambda row, column, scores, image, template: scores.max(),
)
ALL = _place(
    "These are the similarities of all windows; the place of the largest is asked for.",
    "Which function of NumPy says where an array is largest?",
    "all values are given, not the place of the largest",
    lambda row, column, scores, image, template: scores,
)


# Scenes with the template in other brightness and contrast, and with pieces that deceive.


def _scene(rows, columns, factor, *pieces):
    """Return an uneven background with pieces in it, each of which is ((row, column), values)."""
    k = np.arange(rows * columns).reshape(rows, columns)
    scene = 30.0 + (factor * k * k + 7 * k) % 41
    for (row, column), values in pieces:
        scene[row : row + values.shape[0], column : column + values.shape[1]] = values
    return scene


def _disturbed(template, by):
    """Return a template with every pixel a little off."""
    k = np.arange(template.size).reshape(template.shape)
    return template + by * ((5 * k * k + 3 * k) % 7 - 3)


CROSS = np.array([[20.0, 90.0, 35.0], [80.0, 60.0, 15.0], [10.0, 75.0, 50.0]])
WIDE = np.array([[70, 15, 40, 85], [25, 95, 10, 55]])
TALL = np.array([[12, 64], [88, 30], [45, 99], [71, 20], [33, 57]], dtype=np.uint8)


def _hidden(template, size, factor, off, places, scale=1):
    """Return an image with a faint copy of a template, and pieces that other measures prefer.

    They are turned, disturbed, negative, of high contrast and, where there is a sixth place,
    bright.
    """
    t = template.astype(float)
    pieces = (
        100 + t // 4,
        60 + np.flip(t) // 2,
        _disturbed(scale * t, off),
        150 - t // 2,
        np.abs(_disturbed(2 * t, 3 * off)),
        230 + _disturbed(t, off) // 10,
    )
    return _scene(*size, factor, *zip(places, pieces, strict=False))


PROBES = {
    "an image with a bright part": (
        _hidden(CROSS, (13, 17), 18, 5, [(1, 14), (8, 1), (4, 2), (4, 14), (7, 6), (2, 6)]),
        CROSS,
    ),
    "a template wider than high": (
        _hidden(WIDE, (11, 16), 5, 5, [(6, 11), (9, 6), (1, 2), (5, 7), (6, 3)], scale=1.5),
        WIDE,
    ),
    "an image of 8-bit numbers": (
        _hidden(TALL, (16, 12), 2, 2, [(4, 9), (10, 10), (8, 5), (6, 0), (10, 8), (10, 2)]).astype(
            np.uint8
        ),
        TALL,
    ),
}


def _describe(got, expected, name):
    """Say what is wrong with a place, and not where the right one is."""
    if got.shape != expected.shape:
        return structure.describe(got, expected, name)
    if np.iscomplexobj(got) or (got != np.round(got)).any():
        return "fraction", "A row and a column are whole numbers."
    right = got == expected
    if right.any():
        words = ("row", "column") if right[0] else ("column", "row")
        return f"{words[1]}_wrong", f"The {words[0]} is right, the {words[1]} is not."
    return "other_place", "Another window is more like the template than the one there."


def _all_windows(image, template):
    """Return the lines of a worked case: what is left of each window, and how alike it is."""
    image, template = np.array(image, float), np.array(template, float)
    windows = sliding_window_view(image, template.shape)
    alike = similarity(windows, template, image)
    lines = [f"the template without its mean: {show(_without_mean(template))}"]
    for at, window in ((at, windows[at]) for at in np.ndindex(alike.shape)):
        lines.append(f"{list(at)}: {show(window)}, without its mean {show(_without_mean(window))}")
        lines.append(f"    similarity {number(round(float(alike[at]), 2))}")
    row, column = np.unravel_index(alike.argmax(), alike.shape)
    return (*lines, f"place = [{row}, {column}], where the similarity is largest")


FIND_TEMPLATE = Exercise(
    key="find_template",
    name="find_template",
    right=lambda image, template: search(image, template, STAGES),
    probes=PROBES,
    stages=STAGES,
    model=search,
    arguments=("image", "template"),
    result="place",
    small=(((8, 2, 5, 2, 11),), ((3, 6, 3),)),
    parallel=(((8, 2, 5), (7, 6, 3), (1, 9, 5)), ((4, 8), (10, 2))),
    note="A window of the same pattern has the similarity 1, whatever its brightness.",
    lines=_all_windows,
    describe=_describe,
    where=None,
    extent="A place is a row and a column. From the window there and from the template take away "
    "the means, multiply, add, and divide by both lengths. Which window has a larger value?",
    mistakes=(
        mistake(
            "raw_convolution",
            FLIPPED,
            RAW,
            text="You searched with the flipped template, without normalisation: the largest value "
            "of a convolution.",
            ask=BRIGHT,
        ),
        mistake("no_mean", NO_MEAN),
        mistake("flipped_template", FLIPPED),
        mistake("squared_distance", DIFFERENCE),
        mistake("minimum", MINIMUM),
        mistake("centre", CENTRE),
        mistake("xy", SWAPPED),
        mistake("flat_index", FLAT),
        mistake("full_mode", CORNER),
        # Beyond the catalogue of the course: others that are made.
        mistake("raw_correlation", RAW),
        mistake("not_divided", NOT_DIVIDED),
        mistake("mean_of_image", MEAN_OF_IMAGE),
        mistake("counted_from_one", FROM_ONE),
        mistake("value", VALUE),
        mistake("all_values", ALL),
    ),
)
