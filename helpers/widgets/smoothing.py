"""The explorers of the notebooks: what a parameter does to a photograph."""

import ipywidgets as widgets
import numpy as np

from helpers.data.kernels import gaussian_factors, gaussian_kernel
from helpers.data.photographs import add_noise, photograph
from helpers.drawing.charts import CrossSection, draw_series
from helpers.drawing.frames import Frame, view_of_frames
from helpers.drawing.images import panel
from helpers.numbers import number
from helpers.operations import BOUNDARIES, convolve
from helpers.widgets.explorer import Explorer, slider
from helpers.widgets.player import Player

LENGTHS = range(3, 34, 2)
OUTSIDE = [("zero", "constant"), *((name, name) for name in BOUNDARIES[1:])]


def smooth(image, column, row, boundary="symmetric"):
    """Convolve an image with a separable kernel, first down the columns, then along the rows.

    Examples
    --------
    >>> smooth(np.eye(3), [0, 1, 0], [1, 1, 1], "constant").tolist()
    [[1.0, 1.0, 0.0], [1.0, 1.0, 1.0], [0.0, 1.0, 1.0]]
    """
    down = convolve(image, np.reshape(column, (-1, 1)), "same", boundary=boundary)
    return convolve(down, np.reshape(row, (1, -1)), "same", boundary=boundary)


def box(size):
    """Return one factor of the moving average of `size`×`size` pixels."""
    return np.full(size, 1 / size)


def explore_window(own=None):
    """Explore the size of the moving average on a photograph.

    Parameters
    ----------
    own : helpers.widgets.own_picture.OwnPicture, optional
        Takes the place of the photograph.

    Returns
    -------
    helpers.widgets.explorer.Explorer
    """

    def draw(size):
        image = photograph() if own is None else own.image
        if size > 2 * min(image.shape):
            raise ValueError(f"a window of {size} pixels is too large for this picture")
        output = smooth(image, box(size), box(size))
        before, after = image.mean(), output.mean()
        words = (
            f"Each output is the mean of {size}·{size} = {size * size} "
            f"pixel{'s' * (size > 1)}. Mean brightness: "
            f"{before:.1f} before, {after:.1f} after."
        )
        picture = "the photograph" if own is None else "your picture"
        return [
            panel(image, "input", f"Input: {picture}, mean brightness {before:.1f}."),
            panel(output, f"{size}×{size} moving average",
                  f"Output: {picture} averaged over {size}×{size} pixels, mean brightness "
                  f"{after:.1f}."),
        ], words  # fmt: skip

    sizes = (1, 3, 5, 7, 11, 15, 21, 31)
    tour = {"": {f"window of {size}×{size}": {"size": size} for size in sizes}}
    explorer = Explorer({"size": slider("window", 1, 31, 2, 7)}, draw, tour=tour)
    if own is not None:
        own.observe(lambda change: explorer.redraw(), "image")
    return explorer


def explore_borders():
    """Explore what lies outside an image whose surroundings are known.

    A piece is cut out of the photograph and averaged with each boundary; the error map compares
    it with the average of the whole photograph, cut afterwards.

    Returns
    -------
    helpers.widgets.explorer.Explorer
    """
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

    choice = widgets.Dropdown(options=OUTSIDE, description="outside:", layout={"width": "200px"})
    controls = {"boundary": choice, "size": slider("window", 3, 31, 2, 11)}
    larger = {f"window of {size}×{size}": {"size": size} for size in (3, 7, 11, 15, 21, 31)}
    tour = {
        "what lies outside": {name: {"boundary": value} for name, value in OUTSIDE},
        "zero outside, larger windows": larger,
    }
    return Explorer(controls, draw, tour=tour)


def explore_series():
    """Explore the length of the moving average of a noisy series; all lengths are drawn before.

    Returns
    -------
    helpers.widgets.player.Player
    """
    player = SeriesPlayer()
    player.play(_series_frames(), first=0, count=len(LENGTHS), name="step")
    return player


class SeriesPlayer(Player):
    """The pictures of all lengths of the moving average of a series."""

    def views(self):
        """Return the lengths one after the other, drawn anew."""
        labels = [f"mean of {length}" for length in LENGTHS]
        return [view_of_frames("", _series_frames(), labels)]


def _series_frames():
    """Yield the pictures of a noisy series and its moving averages."""
    time = np.arange(120)
    clean = 14 + 3 * np.sin(time / 15) + 16 * (time >= 70)
    series = add_noise(clean[None], 3)[0]
    for length in LENGTHS:
        output = convolve(series, box(length), "valid")
        yield draw_series(clean, series, output, f"mean of {length}")


def explore_gaussian():
    """Explore size and σ of a sampled Gaussian, and whether it is divided by its sum.

    Returns
    -------
    helpers.widgets.explorer.Explorer
    """
    section, image = CrossSection(), photograph(128)

    def draw(size, sigma, normalise):
        kernel = gaussian_kernel(size, sigma, normalise=normalise)
        column, row = gaussian_factors(size, sigma, normalise=normalise)
        output, total = smooth(image, column, row), kernel.sum()
        part = "" if normalise else f", that is {total:.1%} of the brightness"
        words = (
            f"The {size}×{size} weights sum to {total:.3f}{part}. The largest is "
            f"{kernel.max():.4g}, the one in the corner {_small(kernel[0, 0])}."
        )
        heat = 255 * kernel / kernel.max()
        values = ", ".join(number(round(float(value), 4)) for value in kernel[size // 2])
        return [
            panel(heat, "weights", f"Heat map of the {size}×{size} weights.", width=230),
            Frame(section.png(size, sigma), section.width, section.height,
                  f"Cross-section: a bell of σ = {sigma:g} with {size} samples; the middle row of "
                  f"weights is {values}.", "middle row, as part of the largest"),
            panel(output, "output", f"The photograph, mean brightness {output.mean():.1f} "
                  f"instead of {image.mean():.1f}.", width=230),
        ], words  # fmt: skip

    controls = {
        "size": slider("size", 1, 17, 2, 5),
        "sigma": slider("σ in pixels", 0.3, 6.0, 0.1, 1.0),
        "normalise": widgets.Checkbox(description="divide by the sum", value=True, indent=False),
    }
    return Explorer(controls, draw, tour=_tour_of_gaussians())


def _small(value):
    """Return a positive number as it can be read aloud."""
    return f"{value:.4g}" if value >= 1e-4 else "less than 0.0001"


def _tour_of_gaussians():
    """Return a bell that gets wider on 5×5 pixels, and one that gets room."""
    sigmas, sizes = (0.5, 0.8, 1.0, 1.5, 2.0, 3.0, 5.0), range(1, 18, 2)
    wider = {f"σ = {sigma:g}": {"sigma": sigma} for sigma in sigmas}
    formula = {"sigma": 5.0, "normalise": False}
    return {
        "5×5, divided by the sum": wider,
        "5×5, not divided": {
            label: settings | {"normalise": False} for label, settings in wider.items()
        },
        "σ = 5 on 5×5": {
            "not divided by the sum": formula,
            "divided by the sum": {"sigma": 5.0},
        },
        "σ = 2 on more and more pixels, not divided": {
            f"{size}×{size}": formula | {"size": size, "sigma": 2.0} for size in sizes
        },
    }


def explore_blur(own=None):
    """Explore how moving average and Gaussian of the same σ blur, and what they leave of noise.

    Parameters
    ----------
    own : helpers.widgets.own_picture.OwnPicture, optional
        Takes the place of the photograph.

    Returns
    -------
    helpers.widgets.explorer.Explorer
    """

    def draw(sigma, strength):
        image = photograph() if own is None else own.image
        given = add_noise(image, strength)
        size = 2 * int(np.sqrt(12 * sigma**2 + 1) / 2) + 1  # odd, and of nearly this σ
        reach = 2 * int(np.ceil(3 * sigma)) + 1
        column, row = gaussian_factors(reach, sigma)
        outputs = {
            "input with noise": given,
            f"{size}×{size} moving average": smooth(given, box(size), box(size)),
            f"Gaussian, σ = {sigma:g}": smooth(given, column, row),
        }
        errors = {name: np.sqrt(np.mean((o - image) ** 2)) for name, o in outputs.items()}
        words = "Typical error against the clean picture, in grey levels. " + "; ".join(
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
    explorer = Explorer(controls, draw, tour=_tour_of_blurs())
    if own is not None:
        own.observe(lambda change: explorer.redraw(), "image")
    return explorer


def _tour_of_blurs():
    """Return more and more blur, with noise and without, and more and more noise."""
    sigmas, strengths = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0), (0, 10, 20, 40, 60)
    more_blur = {
        name: {f"σ = {sigma:g}, {name}": {"sigma": sigma, "strength": strength} for sigma in sigmas}
        for name, strength in (("noise of 40", 40), ("no noise", 0))
    }
    more_noise = {f"σ = 1.5, noise of {strength}": {"strength": strength} for strength in strengths}
    return more_blur | {"more and more noise": more_noise}
