"""The exercise that looks for a template in an image."""

from itertools import product

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers.check.inputs import grid
from helpers.check.ways import at, every
from helpers.models.templates import similarity


def _raw(windows, template, image):
    """Return the plain cross-correlation."""
    return (windows * template).sum((-2, -1))


def _by_length(windows, template, image):
    """Return the cross-correlation divided by the length of each window."""
    return _raw(windows, template, image) / np.linalg.norm(windows, axis=(-2, -1))


def _search(image, template, stages):
    """Look for a template, stage by stage."""
    image, template = image.astype(float), template.astype(float)
    windows = sliding_window_view(image, template.shape)
    scores = stages["score"](windows, stages["template"](template), image)
    at = np.unravel_index(stages["choose"](scores), scores.shape)
    return stages["place"](np.array(at), scores, image, template)


def _moved_by(part):
    """Return the way to give another place of the match than its corner."""
    return at("place", lambda at, scores, image, template: at + part(np.array(template.shape)))


def _scene(seed, shape, template, corner):
    """Return an uneven background with a faint copy of the template in a corner, and that template.

    Elsewhere lies what other measures prefer, or what nobody asked for: a bright and an uneven
    piece, and the negative of the template, which is more exact in every other scene.
    """
    rng = np.random.default_rng(seed)
    scene, t = rng.integers(30, 71, shape).astype(float), template.astype(float)
    rows, columns = (np.arange(n) % 3 for n in t.shape)

    def disturbed(values, by):
        return np.abs(values + by * rng.integers(-3, 4, t.shape))

    strong = t * 100 / t.max()
    deceivers = [
        60 + np.flip(t) // 2,  # the template turned
        disturbed(t, 6),  # near to it
        disturbed(2 * t, 10),  # along it
        disturbed(2.5 * t, 20),  # of more contrast
        disturbed(150 - t // 2, 0 if seed % 2 else 4),
        t // 2 + 35 * rows[:, None],
        t // 2 + 35 * columns,
        disturbed(150 + strong, 7),
        disturbed(150 + np.flip(strong), 7),
        disturbed(np.full(t.shape, 160 + strong.mean()), 1),
        rng.choice([10, 240], t.shape),
    ]
    last = np.subtract(shape, t.shape)
    grid = [np.linspace(0, n, n // k + 1).astype(int) for n, k in zip(last, t.shape, strict=True)]
    places = [at for at in product(*grid) if at != tuple(last * corner)]
    pieces = [(last * corner, disturbed(90 + t // 3, 1))]
    pieces += zip(rng.permutation(places)[: len(deceivers)], deceivers, strict=True)
    for (row, column), values in pieces:
        scene[row : row + len(t), column : column + len(t[0])] = values
    kind = template.dtype if template.dtype == np.uint8 else float
    return scene.clip(0, 255).round().astype(kind), template


CROSS = grid("20.0 90 35; 80 60 15; 10 75 50")
WIDE = grid("70 15 40 85; 25 95 10 55")
TALL = grid("12 64; 88 30; 45 99; 71 20; 33 57").astype(np.uint8)
SPOT = grid("10 30 15; 20 180 40; 12 25 90")


def _describe(got, expected, image, template):
    """Return the key of what is wrong with a place; where the right one is, is not said."""
    if got.shape != expected.shape:
        return None
    if np.iscomplexobj(got) or (got != np.round(got)).any():
        return "fraction"
    if (got < 0).any() or (got > np.subtract(image.shape, template.shape)).any():
        return "outside"
    right = got == expected
    return ("column_wrong" if right[0] else "row_wrong") if right.any() else "other_place"


OWN = {
    "probes": {
        "an image with a bright part": _scene(0, (15, 19), CROSS, (0, 0)),
        "a template wider than high": _scene(36, (13, 20), WIDE, (1, 1)),
        "an image of 8-bit numbers": _scene(22, (22, 14), TALL, (0, 1)),
        "a template with a bright spot": _scene(15, (16, 18), SPOT, (1, 0)),
    },
    "stages": {
        "template": every,  # how the template lies when it slides over the image
        # how alike each window and the template are
        "score": lambda windows, template, image: similarity(image, template),
        "choose": np.argmax,  # which of the scores is taken
        "place": lambda at, scores, image, template: at,  # what is said about the place
    },
    "model": _search,
    "describe": _describe,
    "mistakes": {
        "raw_convolution": ("flipped_template", "raw_correlation"),
        "no_mean": at("score", _by_length),
        "flipped_template": at("template", np.flip),
        "squared_distance": at(
            "score",
            lambda windows, template, image: -((windows - template) ** 2).sum((-2, -1)),
            lambda windows, template, image: -np.abs(windows - template).sum((-2, -1)),
        ),
        "minimum": at("choose", np.argmin),
        "largest_difference": ("squared_distance", "minimum"),
        "centre": _moved_by(lambda size: size // 2) + _moved_by(lambda size: (size - 1) // 2),
        "xy": at("place", lambda at, *given: at[::-1]),
        "flat_index": at(
            "place",
            lambda at, scores, *given: at[0] * scores.shape[1] + at[1],
            lambda at, scores, image, template: at[0] * image.shape[1] + at[1],
        ),
        "full_mode": _moved_by(lambda size: size - 1),
        "raw_correlation": at("score", _raw),
        "not_divided": at("score", lambda w, t, x: _raw(w, t - t.mean(), x)),
        "mean_of_image": at("score", lambda w, t, x: _by_length(w - x.mean(), t - t.mean(), x)),
        "counted_from_one": at("place", lambda at, *given: at + 1),
        "value": at("place", lambda at, scores, *given: scores.max()),
        "all_values": at("place", lambda at, scores, *given: scores),
    },
}
