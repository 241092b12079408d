"""Check a function that finds a small picture in a large one.

It takes image and template and returns row and column of the top left corner of the window with
the largest normalised cross-correlation, means removed.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers.check.acts import at, every
from helpers.check.exercise import Exercise
from helpers.check.exercises.inputs import grid
from helpers.check.words import show
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
    "template": every,
    # how alike each window and the template are
    "score": _similarity,
    # which of the scores is taken
    "choose": np.argmax,
    # what is said about the place
    "place": lambda row, column, scores, image, template: (row, column),
}


def search(image, template, stages):
    """Look for a template, stage by stage.

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


CROSS = grid("20.0 90 35; 80 60 15; 10 75 50")
WIDE = grid("70 15 40 85; 25 95 10 55")
TALL = grid("12 64; 88 30; 45 99; 71 20; 33 57").astype(np.uint8)
SPOT = grid("10 30 15; 20 180 40; 12 25 90")
SPOT_ALIKE = grid("37 54 36; 37 98 55; 35 37 70")
SPOT_LESS_ALIKE = (  # but more, where medians are removed in place of means
    grid("38 37 42; 29 90 53; 28 38 61"),
    grid("32 50 43; 40 97 52; 32 50 56"),
)


def _pieces(template, off, scale=1):
    """Return a faint copy of a template, and what other measures prefer to it.

    That is the template turned, disturbed, negative, of high contrast, with rows and with columns
    of different brightness, and a bright copy.
    """
    t = template.astype(float)
    rows, columns = (np.arange(n) % 3 for n in t.shape)
    return (
        _disturbed(90 + t // 3, 1),
        60 + np.flip(t) // 2,
        np.abs(_disturbed(scale * t, off)),
        150 - t // 2,
        np.abs(_disturbed(2 * t, 2 * off)),
        t // 2 + 35 * rows[:, None],
        t // 2 + 35 * columns,
        230 + _disturbed(t, off) // 10,
    )


CROSS_AT = [(0, 0), (4, 12), (9, 9), (1, 11), (7, 1), (6, 8), (6, 15), (4, 3)]
WIDE_AT = [(11, 16), (6, 10), (1, 15), (4, 8), (8, 0), (4, 12), (3, 1)]
TALL_AT = [(0, 12), (14, 1), (3, 3), (3, 10), (15, 7), (0, 1), (5, 5), (12, 9)]
NOISY = _disturbed(SPOT, 9)
PROBES = {  # the template lies in a corner of each
    "an image with a bright part": (
        _scene(15, 19, 18, *zip(CROSS_AT, _pieces(CROSS, 6), strict=True)),
        CROSS,
    ),
    "a template wider than high": (
        _scene(13, 20, 5, *zip(WIDE_AT, _pieces(WIDE, 7, scale=1.5), strict=False)),
        WIDE,
    ),
    "an image of 8-bit numbers": (
        _scene(22, 14, 2, *zip(TALL_AT, _pieces(TALL, 6), strict=True)).astype(np.uint8),
        TALL,
    ),
    "a template with a bright spot": (
        _scene(
            *(16, 18, 7),
            ((13, 0), SPOT_ALIKE),
            ((10, 15), SPOT_LESS_ALIKE[0]),
            ((6, 11), SPOT_LESS_ALIKE[1]),
            ((12, 8), 170 - NOISY // 2),
            ((13, 15), 60 + np.flip(SPOT) / 2),
            ((3, 6), 230 + NOISY // 10),
            ((8, 3), 100 + (SPOT - SPOT.mean(1, keepdims=True)) // 2),
            ((1, 12), 100 + (SPOT - SPOT.mean(0)) // 2),
        ),
        SPOT,
    ),
}


def _describe(got, expected, image, template):
    """Say what is wrong with a place, and not where the right one is."""
    if got.shape != expected.shape:
        return None
    if np.iscomplexobj(got) or (got != np.round(got)).any():
        return "fraction", "A row and a column are whole numbers."
    last = np.subtract(image.shape, template.shape)
    if (got < 0).any() or (got > last).any():
        return "outside", (
            "At that place the template sticks out of the image. What are the largest row and the "
            "largest column at which a whole window begins?"
        )
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
    mistakes={
        "raw_convolution": ("flipped_template", "raw_correlation"),
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
