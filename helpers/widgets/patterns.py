"""The explorer of stripes: how strongly they come out of a moving average and of a Gaussian."""

import numpy as np

from helpers.data.kernels import gaussian_factors
from helpers.drawing.frames import Frame
from helpers.drawing.images import panel
from helpers.drawing.patterns import StrengthCurve
from helpers.models.patterns import strength, stripes
from helpers.numbers import number
from helpers.operations import convolve
from helpers.widgets.explorer import Explorer, slider

ROWS, COLUMNS, GREY, HIGH = 8, 48, 128, 120
WIDTH = 432  # pixels on the page
PERIODS = (24, 12, 8, 6, 5, 4, 3, 2)


def explore_patterns():
    """Explore what a moving average and a Gaussian of the same σ do to stripes.

    Returns
    -------
    helpers.widgets.explorer.Explorer
        Its pictures show the stripes and both outputs, its curve all periods at once.
    """
    curve = StrengthCurve()

    def draw(period, size):
        kernels = two_kernels(size)
        margin = max(map(len, kernels.values())) // 2
        row = stripes(period, COLUMNS + 2 * margin)
        rows, said = [row], []
        for name, weights in kernels.items():
            left = float(strength(weights, period))
            rows.append(convolve(row, weights, "same"))
            said.append(f"{name}: × {_rounded(left)}{_meaning(left)}")
        words = f"Stripes of period {number(period)} come out of the {'; of the '.join(said)}."
        alt = (
            "Curves of the strength over the period, from wide stripes to fine ones; dashed the "
            f"moving average, solid the Gaussian. {words}"
        )
        png = curve.png(kernels, period)
        shown = "Stripes, and below them what comes out of the average and of the Gaussian."
        return [
            panel(_bands(rows, margin), "in, average, Gaussian", f"{shown} {words}", width=WIDTH),
            Frame(png, curve.width, curve.height, alt, "strength: average dashed, bell solid"),
        ], words

    controls = {
        "period": slider("period P", 2.0, 24.0, 0.5, 8.0),
        "size": slider("average of", 1, 9, 2, 5),
    }
    tour = {
        f"moving average of {size}": {
            f"P = {period}": {"period": float(period), "size": size} for period in PERIODS
        }
        for size in (5, 3)
    }
    return Explorer(controls, draw, tour=tour)


def two_kernels(size):
    """Return a moving average of `size` values and a Gaussian of the same σ, by their names."""
    sigma = np.sqrt((size**2 - 1) / 12)
    bell = gaussian_factors(2 * int(np.ceil(4 * sigma)) + 1, sigma)[0] if size > 1 else np.ones(1)
    name = f"Gaussian of σ = {sigma:.2f}" if size > 1 else "Gaussian of σ = 0"
    return {f"average of {size}": np.full(size, 1 / size), name: bell}


def _bands(rows, margin):
    """Return rows of stripes one below the other, cut to what the page has room for."""
    bands = [np.tile(GREY + HIGH * row[margin : margin + COLUMNS], (ROWS, 1)) for row in rows]
    line = np.full((1, COLUMNS), 255.0)
    return np.vstack([bands[0], line, bands[1], line, bands[2]])


def _rounded(left):
    return number(round(left, 2) + 0.0)


def _meaning(left):
    if abs(left) < 0.005:
        return " (nothing is left)" if abs(left) < 1e-9 else " (nearly nothing is left)"
    return " (bright and dark change places)" if left < 0 else ""
