"""Explorers of smoothing: what a parameter does to a photograph, a series and stripes."""

import numpy as np

from helpers.data.kernels import gaussian_factors, gaussian_kernel
from helpers.data.photographs import add_noise, photograph
from helpers.drawing.charts import CrossSection, StrengthCurve, draw_series
from helpers.drawing.images import panel
from helpers.models.kernels import strength, stripes
from helpers.numbers import number
from helpers.operations import convolve
from helpers.widgets.controls import OUTSIDE, menu, slider, tick
from helpers.widgets.explorer import Explorer
from helpers.widgets.player import Player, Way

LENGTHS = range(3, 34, 2)
ROWS, COLUMNS, GREY, HIGH = 8, 48, 128, 120  # of stripes, and their levels
STRIPES = 432  # pixels on the page
PERIODS = (24, 12, 8, 6, 5, 4, 3, 2)


def smooth(image, column, row, boundary="symmetric"):
    """Convolve an image with a separable kernel, first down the columns, then along the rows.

    >>> smooth(np.eye(3), [0, 1, 0], [1, 1, 1], "constant").tolist()
    [[1.0, 1.0, 0.0], [1.0, 1.0, 1.0], [0.0, 1.0, 1.0]]
    """
    down = convolve(image, np.reshape(column, (-1, 1)), "same", boundary=boundary)
    return convolve(down, np.reshape(row, (1, -1)), "same", boundary=boundary)


def box(size):
    """Return one factor of the moving average of `size`×`size` pixels."""
    return np.full(size, 1 / size)


def explore_window(own=None):
    """Return an explorer of the size of the moving average on a photograph.

    Parameters
    ----------
    own : OwnPicture, optional
        Takes the place of the photograph.
    """
    picture = "the photograph" if own is None else "your picture"

    def draw(size):
        image = photograph() if own is None else own.image
        if size > 2 * min(image.shape):
            raise ValueError(f"a window of {size} pixels is too large for this picture")
        output = smooth(image, box(size), box(size))
        before, after = image.mean(), output.mean()
        said = f"averaged over {size}×{size} pixels, mean brightness {after:.1f}."
        return [
            panel(image, "input", f"Input: {picture}, mean brightness {before:.1f}."),
            panel(output, f"{size}×{size} moving average", f"Output: {picture} {said}"),
        ], (
            f"Each output is the mean of {size}·{size} = {size * size} pixel{'s' * (size > 1)}. "
            f"Mean brightness: {before:.1f} before, {after:.1f} after."
        )

    sizes = (1, 3, 5, 7, 11, 15, 21, 31)
    tour = {"": {f"window of {size}×{size}": {"size": size} for size in sizes}}
    return Explorer({"size": slider("window", 1, 31, 2, 7)}, draw, tour, own=own)


def explore_borders():
    """Return an explorer of what lies outside a piece of a photograph, and the error it makes."""
    whole, rim = photograph(128), 24
    inside = (slice(rim, -rim), slice(rim, -rim))
    piece = whole[inside]

    def draw(boundary, size):
        output = smooth(piece, box(size), box(size), boundary)
        error = output - smooth(whole, box(size), box(size))[inside]
        padded = np.pad(piece, size // 2, mode=boundary)
        worst = abs(error).max()
        touched = 1 - (error.shape[0] - size + 1) ** 2 / error.size
        name = next(name for name, value in OUTSIDE if value == boundary)
        typical = np.sqrt(np.mean(error**2) / touched)
        words = (
            f"Outside: {name}. Where the window sticks out ({touched:.0%} of the outputs), the "
            f"error is typically {typical:.1f} grey levels, and {worst:.1f} at worst; elsewhere it "
            "is 0."
        )
        return [
            panel(padded, "what the window sees", f"The piece of the photograph with "
                  f"{size // 2} pixels of “{name}” around it."),
            panel(output, "output", f"The piece, averaged over {size}×{size} pixels."),
            panel(error, "error (red: too bright, blue: too dark)", f"Error map: at most "
                  f"{worst:.1f} grey levels, along the border only.", signed=True),
        ], words  # fmt: skip

    controls = {
        "boundary": menu(OUTSIDE, "outside:", 200),
        "size": slider("window", 3, 31, 2, 11),
    }
    larger = {f"window of {size}×{size}": {"size": size} for size in (3, 7, 11, 15, 21, 31)}
    outside = {name: {"boundary": value} for name, value in OUTSIDE}
    tour = {"what lies outside": outside, "zero outside, larger windows": larger}
    return Explorer(controls, draw, tour)


def explore_series():
    """Return a player of the moving averages of a noisy series, from short to long."""
    labels = [f"mean of {length}" for length in LENGTHS]

    def frames():
        time = np.arange(120)
        clean = 14 + 3 * np.sin(time / 15) + 16 * (time >= 70)
        series = add_noise(clean[None], 3)[0]
        for length, label in zip(LENGTHS, labels, strict=True):
            yield draw_series(clean, series, convolve(series, box(length), "valid"), label)

    return Player(Way(frames, "step", len(labels), labels=labels))


def explore_gaussian():
    """Return an explorer of size and σ of a sampled Gaussian, divided by its sum or not."""
    section, image = CrossSection(), photograph(128)

    def draw(size, sigma, normalise):
        kernel = gaussian_kernel(size, sigma, normalise=normalise)
        column, row = gaussian_factors(size, sigma, normalise=normalise)
        output, total, corner = smooth(image, column, row), kernel.sum(), kernel[0, 0]
        part = "" if normalise else f", that is {total:.1%} of the brightness"
        small = f"{corner:.4g}" if corner >= 1e-4 else "less than 0.0001"
        words = (
            f"The {size}×{size} weights sum to {total:.3f}{part}. The largest is "
            f"{kernel.max():.4g}, the one in the corner {small}."
        )
        heat = 255 * kernel / kernel.max()
        values = ", ".join(number(round(float(value), 4)) for value in kernel[size // 2])
        return [
            panel(heat, "weights", f"Heat map of the {size}×{size} weights.", width=230),
            section.frame(f"Cross-section: a bell of σ = {sigma:g} with {size} samples; the middle "
                          f"row of weights is {values}.", "middle row, compared with its largest",
                          size, sigma),
            panel(output, "output", f"The photograph, mean brightness {output.mean():.1f} "
                  f"instead of {image.mean():.1f}.", width=230),
        ], words  # fmt: skip

    controls = {
        "size": slider("size", 1, 17, 2, 5),
        "sigma": slider("σ in pixels", 0.3, 6.0, 0.1, 1.0),
        "normalise": tick("divide by the sum", value=True),
    }
    sigmas = (0.5, 0.8, 1.0, 1.5, 2.0, 3.0, 5.0)
    formula = {"sigma": 5.0, "normalise": False}
    tour = {
        "5×5, divided by the sum": {f"σ = {s:g}": {"sigma": s} for s in sigmas},
        "5×5, not divided": {f"σ = {s:g}": formula | {"sigma": s} for s in sigmas},
        "σ = 5 on 5×5": {"not divided by the sum": formula, "divided by the sum": {"sigma": 5.0}},
        "σ = 2 on more and more pixels, not divided": {
            f"{size}×{size}": formula | {"size": size, "sigma": 2.0} for size in range(1, 18, 2)
        },
    }
    return Explorer(controls, draw, tour)


def explore_blur(own=None):
    """Return an explorer of how average and Gaussian of the same σ blur, and what noise they leave.

    Parameters
    ----------
    own : OwnPicture, optional
        Takes the place of the photograph.
    """

    def draw(sigma, strength):
        image = photograph() if own is None else own.image
        given = add_noise(image, strength)
        size = 2 * int(np.sqrt(12 * sigma**2 + 1) / 2) + 1  # odd, and of nearly this σ
        reach = 2 * int(np.ceil(3 * sigma)) + 1
        outputs = {
            "input with noise": given,
            f"{size}×{size} moving average": smooth(given, box(size), box(size)),
            f"Gaussian, σ = {sigma:g}": smooth(given, *gaussian_factors(reach, sigma)),
        }
        errors = {name: np.sqrt(np.mean((o - image) ** 2)) for name, o in outputs.items()}
        words = "Typical error against the clean picture, in grey levels: " + "; ".join(
            f"{name}: {error:.1f}" for name, error in errors.items()
        )
        return [
            panel(output, name, f"{name}: typical error {errors[name]:.1f} grey levels.")
            for name, output in outputs.items()
        ], f"{words}."

    controls = {
        "sigma": slider("σ in pixels", 0.5, 5.0, 0.5, 1.5),
        "strength": slider("noise", 0, 60, 5, 40),
    }
    tour = {
        name: {
            f"σ = {sigma:g}, {name}": {"sigma": sigma, "strength": strength}
            for sigma in (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0)
        }
        for name, strength in (("noise of 40", 40), ("no noise", 0))
    }
    tour["more and more noise"] = {
        f"σ = 1.5, noise of {strength}": {"strength": strength} for strength in (0, 10, 20, 40, 60)
    }
    return Explorer(controls, draw, tour, own=own)


def explore_patterns():
    """Return an explorer of what a moving average and a Gaussian of the same σ do to stripes."""
    curve = StrengthCurve()

    def draw(period, size):
        kernels = two_kernels(size)
        margin = max(map(len, kernels.values())) // 2
        row = stripes(period, COLUMNS + 2 * margin)
        rows, said = [row], []
        for name, weights in kernels.items():
            left = float(strength(weights, period))
            rows.append(convolve(row, weights, "same"))
            said.append(f"{name}: × {number(round(left, 2) + 0.0)}{_meaning(left)}")
        words = f"Stripes of period {number(period)} come out of the {'; of the '.join(said)}."
        alt = (
            "Curves of the strength over the period, from wide stripes to fine ones; dashed the "
            f"moving average, solid the Gaussian. {words}"
        )
        shown = "Stripes, and below them what comes out of the average and of the Gaussian."
        bands = [np.tile(GREY + HIGH * row[margin : margin + COLUMNS], (ROWS, 1)) for row in rows]
        line = np.full((1, COLUMNS), 255.0)
        below = np.vstack([bands[0], line, bands[1], line, bands[2]])
        return [
            panel(below, "input, average, Gaussian", f"{shown} {words}", width=STRIPES),
            curve.frame(alt, "strength: average dashed, bell solid", kernels.values(), period),
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
    return Explorer(controls, draw, tour)


def two_kernels(size):
    """Return a moving average of `size` values and a Gaussian of the same σ, by their names."""
    sigma = np.sqrt((size**2 - 1) / 12)
    bell = gaussian_factors(2 * int(np.ceil(4 * sigma)) + 1, sigma)[0] if size > 1 else np.ones(1)
    name = f"Gaussian of σ = {sigma:.2f}" if size > 1 else "Gaussian of σ = 0"
    return {f"average of {size}": np.full(size, 1 / size), name: bell}


def _meaning(left):
    if abs(left) < 0.005:
        return " (nothing is left)" if abs(left) < 1e-9 else " (nearly nothing is left)"
    return " (bright and dark change places)" if left < 0 else ""
