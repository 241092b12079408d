"""Check a function that finds a small picture in a large one.

It takes image and template and returns row and column of the top left corner of the window with
the largest normalised cross-correlation, means removed.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers.check import structure
from helpers.check.exercise import Exercise, Pair, at
from helpers.check.structure import show
from helpers.numbers import number


def _without_mean(values):
    return values - values.mean((-2, -1), keepdims=True)


def _norm(values):
    return np.sqrt((values**2).sum((-2, -1)))


def _raw(windows, template, image):
    """Return the plain cross-correlation."""
    return (windows * template).sum((-2, -1))


def _similarity(windows, template, image):
    """Return the normalised cross-correlation, means removed, of each window and a template."""
    windows, template = _without_mean(windows), _without_mean(template)
    return _raw(windows, template, image) / (_norm(windows) * _norm(template))


STAGES = {
    # how the template lies when it slides over the image
    "template": lambda template: template,
    # how alike each window and the template are
    "score": _similarity,
    # which of the scores is taken
    "choose": np.argmax,
    # what is said about the place
    "place": lambda row, column, scores, image, template: (row, column),
}


def search(image, template, stages):
    """Look for a template, stage by stage.

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


def _mean_of_image(windows, template, image):
    windows = windows - image.mean()
    return _raw(windows, _without_mean(template), image) / _norm(windows)


def _moved_by(part):
    """Return an act that gives another place of the match than its corner."""

    def act(row, column, scores, image, template):
        rows, columns = map(part, template.shape)
        return row + rows, column + columns

    return act


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
    alike = _similarity(windows, template, image)
    lines = [f"the template without its mean: {show(_without_mean(template))}"]
    for place, window in ((place, windows[place]) for place in np.ndindex(alike.shape)):
        lines.append(
            f"{list(place)}: {show(window)}, without its mean {show(_without_mean(window))}"
        )
        lines.append(f"    similarity {number(round(float(alike[place]), 2))}")
    row, column = np.unravel_index(alike.argmax(), alike.shape)
    return (*lines, f"place = [{row}, {column}], where the similarity is largest")


EXERCISE = Exercise(
    __name__,
    name="find_template",
    notebook="06",
    order=4,
    right=lambda image, template: search(image, template, STAGES),
    probes=PROBES,
    stages=STAGES,
    model=search,
    arguments=("image", "template"),
    result="place",
    small=(((8, 2, 5, 2, 11),), ((3, 6, 3),)),
    parallel=(((8, 2, 5), (7, 6, 3), (1, 9, 5)), ((4, 8), (10, 2))),
    lines=_all_windows,
    describe=_describe,
    where=None,
    mistakes={
        "raw_convolution": Pair("flipped_template", "raw_correlation"),
        "no_mean": at(
            "score",
            lambda windows, template, image: _raw(windows, template, image) / _norm(windows),
        ),
        "flipped_template": at("template", np.flip),
        "squared_distance": at(
            "score",
            lambda windows, template, image: -((windows - template) ** 2).sum((-2, -1)),
            lambda windows, template, image: -np.abs(windows - template).sum((-2, -1)),
        ),
        "minimum": at("choose", np.argmin),
        "centre": at("place", _moved_by(lambda k: k // 2), _moved_by(lambda k: (k - 1) // 2)),
        "xy": at("place", lambda row, column, scores, image, template: (column, row)),
        "flat_index": at(
            "place",
            lambda row, column, scores, *_: row * scores.shape[1] + column,
            lambda row, column, scores, image, template: row * image.shape[1] + column,
        ),
        "full_mode": at("place", _moved_by(lambda k: k - 1)),
        "raw_correlation": at("score", _raw),
        "not_divided": at(
            "score",
            lambda windows, template, image: _raw(windows, _without_mean(template), image),
        ),
        "mean_of_image": at("score", _mean_of_image),
        "counted_from_one": at("place", lambda row, column, *_: (row + 1, column + 1)),
        "value": at("place", lambda row, column, scores, *_: scores.max()),
        "all_values": at("place", lambda row, column, scores, *_: scores),
    },
)
