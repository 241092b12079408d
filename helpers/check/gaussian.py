"""The exercise `gaussian_kernel`."""

import math

import numpy as np

from helpers.check import acts
from helpers.check.blocks import Block
from helpers.check.exercises import Exercise, mistake
from helpers.data.kernels import gaussian_kernel as gaussian_right
from helpers.numbers import number

# A pipeline of its own.
#
#     places    where along one axis the samples are taken
#     distance  how two coordinates become one squared distance
#     power     how distance and sigma become an exponent
#     combine   how the weights of a table come about
#     scale     by what they are divided in the end
#     finish    what then happens to the weights

STAGES = {
    "places": lambda size, sigma: np.arange(size) - size // 2,
    "distance": lambda u, v: u**2 + v**2,
    "power": lambda square, sigma: -square / (2 * sigma**2),
    "combine": lambda weight, u: weight(u[:, None], u[None, :]),
    "scale": lambda w, sigma: w / w.sum(),
    "finish": acts.every,
}


def sampled(size, sigma, stages):
    """Sample a Gaussian, stage by stage.

    Parameters
    ----------
    size : int
        Rows and columns.
    sigma : float
        Standard deviation in pixels.
    stages : dict of str to callable
        As in `STAGES`; "whole" replaces all of them.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> sampled(3, 1.0, STAGES).round(3).tolist()[0]
    [0.075, 0.124, 0.075]
    """
    if "whole" in stages:
        return stages["whole"](size, sigma)
    u = stages["places"](size, sigma)

    def weight(u, v):
        return np.exp(stages["power"](stages["distance"](u, v), sigma))

    weights = stages["combine"](weight, u)
    return stages["finish"](stages["scale"](weights, sigma))


def _power(act, text, ask, clause):
    return Block("power", act if isinstance(act, tuple) else (act,), text, ask, clause)


SECOND = "At a distance of σ along one axis the exponent is −1/2. What is yours there?"
TWO_MISSING = _power(
    lambda d, s: -d / s**2,
    "The 2 in the exponent is missing.",
    SECOND,
    "the 2 in the exponent is missing",
)
NOT_SQUARED = _power(
    lambda d, s: -d / (2 * s),
    "Sigma is not squared (or variance and standard deviation are mixed up).",
    SECOND,
    "sigma is not squared",
)
SQUARED_TWICE = _power(
    lambda d, s: -d / (2 * s**4),
    "Sigma is squared once too often.",
    SECOND,
    "sigma is squared once too often",
)
BOTH_MISSING = _power(
    lambda d, s: -d / s,
    "Neither the 2 nor the square of sigma is in the exponent.",
    SECOND,
    "neither the 2 nor the square of sigma is in the exponent",
)
TWO_SQUARED = _power(
    lambda d, s: -d / (2 * s) ** 2,
    "The 2 in the exponent is squared as well.",
    "`(2 * sigma)**2` squares both. Which part alone should be squared?",
    "the 2 in the exponent is squared as well",
)
MULTIPLIED = _power(
    (lambda d, s: -d / 2 * s**2, lambda d, s: -d / 2 * s),
    "You multiplied by sigma where you meant to divide: Python works from left to right.",
    "What does `1 / 2 * 4` give, and what `1 / (2 * 4)`?",
    "the exponent is multiplied by sigma",
)
PLUS = _power(
    lambda d, s: d / (2 * s**2),
    "The minus in the exponent is missing.",
    "Weights should become smaller with the distance. What becomes of yours in the corner?",
    "the minus in the exponent is missing",
)
HALF_MAXIMUM = _power(
    lambda d, s: -d * 4 * np.log(2) / s**2,
    "You took sigma as the full width at half maximum.",
    SECOND,
    "sigma is taken as the full width at half maximum",
)
NO_SIGMA = _power(
    (lambda d, s: -d / 2, lambda d, s: -d),
    "Your weights do not depend on sigma.",
    SECOND,
    "sigma is left out",
)
ROOT = Block(
    "distance",
    (lambda u, v: np.hypot(u, v),),
    "The distance is not squared.",
    "The exponent holds u² + v². What is left of it when a square root is taken?",
    "the distance is not squared",
)
MANHATTAN = Block(
    "distance",
    (lambda u, v: np.abs(u) + np.abs(v),),
    "You added the coordinates themselves, not their squares.",
    "The exponent holds u² + v². Which squares are missing in yours?",
    "the coordinates are not squared",
)
CROSS_TERM = Block(
    "distance",
    (lambda u, v: (u + v) ** 2, lambda u, v: (np.abs(u) + np.abs(v)) ** 2),
    "You squared the sum u + v, not u and v.",
    "(u + v)² is u² + 2uv + v². Which part of it is too much?",
    "u + v is squared as a whole",
)
ONE_COORDINATE = Block(
    "distance",
    (lambda u, v: u**2 + 0 * v, lambda u, v: 0 * u + v**2),
    "Your weights change along one axis only.",
    "How far from the middle is the last entry of the middle row, and how far that of the middle "
    "column?",
    "one of the two coordinates is missing",
)
CENTRE = "Which coordinates belong to the entry in the middle, and which to its neighbour?"
HALF_OFF = Block(
    "places",
    (lambda n, s: np.arange(n) - n / 2, lambda n, s: np.arange(n) + 1 - n / 2),
    "The peak lies between two pixels.",
    f"`size / 2` of an odd size is no whole number. {CENTRE}",
    "the peak lies between two pixels",
)
OFF_CENTRE = Block(
    "places",
    (
        lambda n, s: np.arange(n),
        lambda n, s: np.arange(1, n + 1),
        lambda n, s: np.arange(n) - (n // 2 + 1),
        lambda n, s: np.arange(n) - (n // 2 - 1),
    ),
    "The peak does not lie in the middle.",
    f"`-3 // 2` is −2: Python rounds down. {CENTRE}",
    "the peak does not lie in the middle",
)
LAST_MISSING = Block(
    "places",
    (lambda n, s: np.arange(-(n // 2), n // 2),),
    "The last row and the last column are missing.",
    "`range(-2, 2)` ends at 1. Where should it end for a table that is symmetric about 0?",
    "the last row and the last column are missing",
)
SPACING = Block(
    "places",
    tuple(
        lambda n, s, half=half: np.linspace(-1, 1, n) * half(n, s)
        for half in (
            lambda n, s: 0.5,
            lambda n, s: 1,
            lambda n, s: 3,
            lambda n, s: s,
            lambda n, s: 3 * s,
            lambda n, s: n / 2,
            lambda n, s: n,
        )
    ),
    "Your sampling points are not one pixel apart.",
    "`np.linspace(first, last, size)` divides what lies between. From where to where must it go, "
    "so that neighbours are one apart?",
    "the sampling points are not one pixel apart",
)
SIZE_AS_RADIUS = Block(
    "places",
    (lambda n, s: np.arange(-n, n + 1),),
    "You took size as the radius.",
    "How many rows has a table that reaches from −r to r, and what is r for a given size?",
    "size is taken as the radius",
)
OUTER_SUM = Block(
    "combine",
    (lambda weight, u: weight(u[:, None], 0) + weight(0, u[None, :]),),
    "You added the row and the column Gaussian.",
    "exp(s + t) is a product of two exponentials. Which one, and what does `np.outer` do?",
    "the row and the column Gaussian are added",
)
ONE_ROW = Block(
    "combine",
    (lambda weight, u: weight(u, 0), lambda weight, u: weight(u[:, None], 0)),
    "This is a Gaussian along one axis only.",
    "A table has rows and columns. Which weight belongs to which pair of coordinates?",
    "the weights stand in one line",
)
SUM_TO_ONE = "What would become of a grey image in which every pixel is the same?"
NOT_NORMALISED = Block(
    "scale",
    (lambda w, s: w, lambda w, s: w / w.max()),
    "The weights do not sum to 1; the peak is 1 instead.",
    SUM_TO_ONE,
    "the weights do not sum to 1",
)
DENSITY = Block(
    "scale",
    (
        lambda w, s: w / (2 * np.pi * s**2),
        lambda w, s: w / (np.sqrt(2 * np.pi) * s),
        lambda w, s: w / np.sqrt(2 * np.pi * s),
        lambda w, s: w / (2 * np.pi * s),
    ),
    "You used the factor of the continuous Gaussian, with which samples do not sum to 1.",
    f"That factor makes an integral 1; here there are a few samples. {SUM_TO_ONE}",
    "the factor of the continuous Gaussian is used",
)
BY_COUNT = Block(
    "scale",
    (lambda w, s: w / w.size, lambda w, s: w / len(w)),
    "You divided by the number of weights (or of rows), not by their sum.",
    SUM_TO_ONE,
    "the weights are divided by their number",
)
BY_LENGTH = Block(
    "scale",
    (lambda w, s: w / np.sqrt((w**2).sum()),),
    "You divided by the root of the sum of squares.",
    SUM_TO_ONE,
    "the weights are divided by the root of the sum of squares",
)
PER_ROW = Block(
    "scale",
    (lambda w, s: w / w.sum(-1, keepdims=True), lambda w, s: w / w.sum(0, keepdims=True)),
    "Each row (or each column) sums to 1, not the whole table.",
    SUM_TO_ONE,
    "each row sums to 1, not the whole table",
)
BOX = Block(
    "whole",
    (lambda n, s: np.full((n, n), 1 / n**2), lambda n, s: np.ones((n, n))),
    "All weights are equal: the moving average.",
    "What near pixels weigh should differ from what far ones weigh. Where does the distance enter?",
    "all weights are equal",
)
WHOLE_TABLE = Block(
    "combine",
    (lambda weight, u: np.trunc(weight(u[:, None], u[None, :])),),
    "Your weights became whole numbers before they were divided: nearly all of them are 0.",
    "Which type has the array that you write into?",
    "the weights became whole numbers before they were divided",
)
WHOLE_WEIGHTS = Block(
    "finish",
    (np.trunc, np.round),
    "Your weights are whole numbers: the table was made for those, or they were rounded.",
    "Which type has the array that you write into?",
    "the weights are whole numbers",
)


def _exponents(size, sigma):
    """Return the lines of a worked case: the weight at each distance, and the sum."""
    u = np.arange(size) - size // 2
    squares, counts = np.unique(u[:, None] ** 2 + u**2, return_counts=True)
    lines, terms = [], []
    for square, many in zip(squares.tolist(), counts.tolist(), strict=True):
        weight = number(math.exp(-square / (2 * sigma**2)))
        lines.append(
            f"u² + v² = {square}: exp(−{square} / (2·{number(sigma)}²)) ≈ {weight}, {many} times"
        )
        terms.append(f"{many}·{weight}")
    total = gaussian_right(size, sigma).max()  # the peak, exp(0), divided by the sum
    corner = f"{weight} / {number(1 / total.item())}"
    return (
        *lines,
        f"sum: {' + '.join(terms)} ≈ {number(1 / total.item())}",
        f"h[0, 0] ≈ {corner} ≈ {number(round(gaussian_right(size, sigma)[0, 0].item(), 4))}",
    )


GAUSSIAN_KERNEL = Exercise(
    key="gaussian_kernel",
    name="gaussian_kernel",
    right=gaussian_right,
    probes={
        "size 5 with σ = 1.3": (5, 1.3),
        "size 7 with σ = 0.7": (7, 0.7),
        "size 3 with σ = 0.45": (3, 0.45),
        "size 9, and σ = 3 as a whole number": (9, 3),
    },
    stages=STAGES,
    model=sampled,
    arguments=("size", "sigma"),
    result="h",
    small=(3, 2.0),
    parallel=(5, 4.0),
    note="Each entry is divided by that sum.",
    lines=_exponents,
    where=lambda at, size, sigma: (
        f"its coordinates are u = {number(at[0] - size // 2)} and v = {number(at[1] - size // 2)}. "
        "What is u² + v², then the exponent, then the weight, and by what is it divided?"
    ),
    extent="How many rows, and how many columns, does the argument `size` ask for?",
    mistakes=(
        mistake("not_normalised", NOT_NORMALISED),
        mistake("analytic_factor", DENSITY),
        mistake("two_missing", TWO_MISSING),
        mistake("sigma_not_squared", NOT_SQUARED),
        mistake("variance_squared", SQUARED_TWICE),
        mistake("both_missing", BOTH_MISSING),
        mistake("plus_sign", PLUS),
        mistake("radius_not_squared", ROOT),
        mistake("half_pixel_off", HALF_OFF),
        mistake("linspace_pm_half", SPACING),
        mistake("size_is_radius", SIZE_AS_RADIUS),
        mistake("outer_sum", OUTER_SUM),
        mistake("fwhm", HALF_MAXIMUM),
        mistake("box", BOX),
        # Beyond the catalogue of the course: others that are made.
        mistake("two_squared", TWO_SQUARED),
        mistake("multiplied", MULTIPLIED),
        mistake("sigma_ignored", NO_SIGMA),
        mistake("coordinates_not_squared", MANHATTAN),
        mistake("sum_squared", CROSS_TERM),
        mistake("one_coordinate", ONE_COORDINATE),
        mistake("off_centre", OFF_CENTRE),
        mistake("last_missing", LAST_MISSING),
        mistake("one_row", ONE_ROW),
        mistake("divided_by_count", BY_COUNT),
        mistake("divided_by_length", BY_LENGTH),
        mistake("each_row_sums_to_one", PER_ROW),
        mistake("whole_weights", (WHOLE_WEIGHTS, WHOLE_TABLE)),
    ),
)
