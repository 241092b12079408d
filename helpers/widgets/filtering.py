"""Explorers of filters: what smooths; kernels that are typed or drawn; a pixel that is opened."""

from pathlib import Path

import anywidget
import ipywidgets as widgets
import numpy as np
from traitlets import Any, Bytes, List

from helpers.data import filters
from helpers.data.kernels import gaussian_factors, gaussian_kernel
from helpers.data.photographs import add_noise, photograph, to_png
from helpers.data.signals import LETTERS, bright_pixel, letter
from helpers.drawing.arrays import OpenedPixel, show_kernel
from helpers.drawing.captions import in_rows
from helpers.drawing.charts import CrossSection, StrengthCurve, draw_series
from helpers.drawing.frames import Frame
from helpers.drawing.images import framed, panel
from helpers.libraries.probe import OUTSIDE
from helpers.models.kernels import AS_IT_STANDS, ORIENTATIONS, TURNED, oriented, strength, stripes
from helpers.numbers import number, read_number
from helpers.operations import convolve
from helpers.trace import OPERATIONS
from helpers.widgets.controls import KernelEditor, PixelEditor, menu, slider, tick, toggles
from helpers.widgets.player import Explorer, Player, Way, Words, way

HERE = Path(__file__).parent
WINDOWS = "window of {size}×{size}"
LENGTHS = range(3, 34, 2)
ROWS, COLUMNS, GREY, HIGH = 8, 48, 128, 120  # of stripes, and their levels
PERIODS = (24.0, 12.0, 8.0, 6.0, 5.0, 4.0, 3.0, 2.0)
SIDE = 290  # pixels on the page
DISPLAYS = ("8-bit: 0 black, 255 white", "signed: + red, − blue")
CELL, LINE = 22, 96  # size of a tile on the page, grey between them
PLACES = ((92, 104), (100, 120), (60, 128), (90, 150), (40, 60))


def smooth(image, column, row, boundary="symmetric"):
    """Convolve an image with a separable kernel, first down the columns, then along the rows."""
    down = convolve(image, np.reshape(column, (-1, 1)), "same", boundary=boundary)
    return convolve(down, np.reshape(row, (1, -1)), "same", boundary=boundary)


def box(size):
    """Return one factor of the moving average of `size`×`size` pixels."""
    return np.full(size, 1 / size)


def explore_window():
    """Return an explorer of the size of the moving average on a photograph."""
    image = photograph()

    def draw(size):
        output, s = smooth(image, box(size), box(size)), "s" * (size > 1)
        means = {"before": image.mean(), "after": output.mean()}
        said = Words("window", size=size, area=size * size, s=s, **means)
        return [panel(image, *said["input"]), panel(output, *said["output"])], said["words"]

    tour = {"": way(WINDOWS, size=(1, 3, 5, 7, 11, 15, 21, 31))}
    return Explorer({"size": slider("window", 1, 31, 2, 7)}, draw, tour)


def explore_borders():
    """Return an explorer of what lies outside a piece of a photograph, and the error it makes."""
    whole, rim = photograph(128), 24
    inside = (slice(rim, -rim), slice(rim, -rim))
    piece = whole[inside]

    def draw(boundary, size):
        output = smooth(piece, box(size), box(size), boundary)
        error = output - smooth(whole, box(size), box(size))[inside]
        padded = np.pad(piece, size // 2, mode=boundary)
        touched = 1 - (error.shape[0] - size + 1) ** 2 / error.size
        said = Words(
            "borders", size=size, rim=size // 2, touched=touched, worst=abs(error).max(),
            name="zero" if boundary == "constant" else boundary,
            typical=np.sqrt(np.mean(error**2) / touched),
        )  # fmt: skip
        return [
            panel(padded, *said["seen"]),
            panel(output, *said["output"]),
            panel(error, *said["error"], signed=True),
        ], said["words"]

    controls = {
        "boundary": menu(OUTSIDE.items(), "outside:", 200),
        "size": slider("window", 3, 31, 2, 11),
    }
    outside = {name: {"boundary": value} for name, value in OUTSIDE.items()}
    larger = way(WINDOWS, size=(3, 7, 11, 15, 21, 31))
    tour = {"what lies outside": outside, "zero outside, larger windows": larger}
    return Explorer(controls, draw, tour)


def explore_series():
    """Return a player of the moving averages of a noisy series, from short to long."""
    labels = [f"mean of {length}" for length in LENGTHS]

    def frames(which):
        time = np.arange(120)
        clean = 14 + 3 * np.sin(time / 15) + 16 * (time >= 70)
        series = add_noise(clean[None], 3)[0]
        for i in which:
            yield draw_series(clean, series, convolve(series, box(LENGTHS[i]), "valid"), labels[i])

    return Player(Way(frames, "step", labels))


def explore_gaussian():
    """Return an explorer of size and σ of a sampled Gaussian, divided by its sum or not."""
    section, image = CrossSection(), photograph(128)

    def draw(size, sigma, normalise):
        kernel = gaussian_kernel(size, sigma, normalise=normalise)
        output = smooth(image, *gaussian_factors(size, sigma, normalise=normalise))
        total, corner = kernel.sum(), kernel[0, 0]
        said = Words(
            "gaussian", size=size, sigma=sigma, total=total, largest=kernel.max(),
            part="" if normalise else f", that is {total:.1%} of the brightness",
            corner=f"{corner:.4g}" if corner >= 1e-4 else "less than 0.0001",
            values=", ".join(number(round(float(value), 4)) for value in kernel[size // 2]),
            before=image.mean(), after=output.mean(),
        )  # fmt: skip
        return [
            panel(255 * kernel / kernel.max(), *said["weights"], width=230),
            section.frame(*said["section"], size, sigma),
            panel(output, *said["output"], width=230),
        ], said["words"]

    controls = {
        "size": slider("size", 1, 17, 2, 5),
        "sigma": slider("σ in pixels", 0.3, 6.0, 0.1, 1.0),
        "normalise": tick("divide by the sum", True),
    }
    sigmas, formula = (0.5, 0.8, 1.0, 1.5, 2.0, 3.0, 5.0), {"normalise": False}
    tour = {
        "5×5, divided by the sum": way("σ = {sigma:g}", sigma=sigmas),
        "5×5, not divided": way("σ = {sigma:g}", formula, sigma=sigmas),
        "σ = 5 on 5×5": way("not divided by the sum", formula, sigma=[5.0])
        | way("divided by the sum", sigma=[5.0]),
        "σ = 2 on more and more pixels, not divided": way(
            "{size}×{size}", formula | {"sigma": 2.0}, size=range(1, 18, 2)
        ),
    }
    return Explorer(controls, draw, tour)


def explore_blur():
    """Return an explorer of how average and Gaussian of one σ blur, and of the noise they leave."""
    image = photograph()

    def draw(sigma, strength):
        given = add_noise(image, strength)
        size = 2 * int(np.sqrt(12 * sigma**2 + 1) / 2) + 1  # odd, and of nearly this σ
        reach = 2 * int(np.ceil(3 * sigma)) + 1
        outputs = {
            "input with noise": given,
            f"{size}×{size} moving average": smooth(given, box(size), box(size)),
            f"Gaussian, σ = {sigma:g}": smooth(given, *gaussian_factors(reach, sigma)),
        }
        errors = {name: np.sqrt(np.mean((o - image) ** 2)) for name, o in outputs.items()}
        listed = "; ".join(f"{name}: {error:.1f}" for name, error in errors.items())
        said = [Words("blur", name=name, error=errors[name], errors=listed) for name in outputs]
        panels = [panel(o, *each["output"]) for each, o in zip(said, outputs.values(), strict=True)]
        return panels, said[0]["words"]

    controls = {
        "sigma": slider("σ in pixels", 0.5, 5.0, 0.5, 1.5),
        "strength": slider("noise", 0, 60, 5, 40),
    }
    sigmas = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0)
    tour = {
        "noise of 40": way("σ = {sigma:g}, noise of 40", {"strength": 40}, sigma=sigmas),
        "no noise": way("σ = {sigma:g}, no noise", {"strength": 0}, sigma=sigmas),
        "more and more noise": way("σ = 1.5, noise of {strength}", strength=(0, 10, 20, 40, 60)),
    }
    return Explorer(controls, draw, tour)


def explore_patterns():
    """Return an explorer of what a moving average and a Gaussian of the same σ do to stripes."""
    curve = StrengthCurve()

    def draw(period, size):
        kernels = two_kernels(size)
        margin = max(map(len, kernels.values())) // 2
        row = stripes(period, COLUMNS + 2 * margin)
        rows, comes_out = [row], []
        for name, weights in kernels.items():
            left = float(strength(weights, period))
            rows.append(convolve(row, weights, "same"))
            comes_out.append(f"{name}: × {number(round(left, 2) + 0.0)}{_meaning(left)}")
        said = Words("patterns", period=number(period), all="; of the ".join(comes_out))
        bands = [np.tile(GREY + HIGH * row[margin : margin + COLUMNS], (ROWS, 1)) for row in rows]
        line = np.full((1, COLUMNS), 255.0)
        below = np.vstack([bands[0], line, bands[1], line, bands[2]])
        return [
            panel(below, *said["stripes"], width=432),
            curve.frame(*said["curve"], kernels.values(), period),
        ], said["words"]

    controls = {
        "period": slider("period P", 2.0, 24.0, 0.5, 8.0),
        "size": slider("average of", 1, 9, 2, 5),
    }
    tour = {
        f"moving average of {size}": way("P = {period:g}", {"size": size}, period=PERIODS)
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


def explore_filters():
    """Return an explorer of 3×3 kernels on a picture, laid on as they stand (cross-correlation)."""
    pictures = {
        "photograph": photograph(200),
        "test card": filters.card(),
        "flat grey 128": np.full((50, 50), 128.0),
        "checkerboard, 116 and 140": filters.checkerboard(),
    }

    def draw(kernel, image, display):
        weights = np.array([[read_number(text) for text in texts] for texts in kernel])
        signed = display == DISPLAYS[1]
        output = filters.filter_image(pictures[image], weights)
        low, high = (number(round(float(end), 1)) for end in (output.min(), output.max()))
        said = Words(
            "filters", image=image, described=filters.describe(weights), low=low, high=high,
            clipped=np.mean((output < 0) | (output > 255)),
            how="signed" if signed else "as 8-bit levels",
        )  # fmt: skip
        shown = output if signed else filters.to_uint8(output)
        return [
            panel(pictures[image], *said["input"], width=SIDE),
            panel(shown, *said["output"], signed=signed, width=SIDE),
        ], said["words"]

    def still(kernel, **others):
        panels, words = draw(kernel, **others)
        return [show_kernel(kernel), *panels], words

    editor = KernelEditor("kernel", filters.FILTERS, "sharpen", "kernel:", 300, 58)
    choices = {
        "image": menu(pictures, "picture:", 300, 58),
        "display": menu(DISPLAYS, "display:", 300, 58),
    }
    to_zero = [name for name, kernel in filters.FILTERS.items() if np.sum(kernel) == 0]
    telling = {
        name: {"kernel": texts, "display": DISPLAYS[name in to_zero]}
        for name, texts in editor.known.items()
    }
    cut_off = {f"{name}, as 8-bit levels": {"kernel": editor.known[name]} for name in to_zero}
    tour = {"photograph": telling, "sum 0, as 8-bit levels": cut_off}
    for image in list(pictures)[1:]:
        tour[image] = {name: settings | {"image": image} for name, settings in telling.items()}
    top = [widgets.VBox([editor.menu, *choices.values()]), editor]
    return Explorer({"kernel": editor} | choices, draw, tour, still=still, top=top)


def explore_bright_pixel():
    """Return an explorer of what convolution and correlation print where one pixel is bright."""
    image = bright_pixel()

    def draw(kernel, orientation, operation):
        lying = oriented(kernel, orientation)
        if not lying.any():
            raise ValueError("The kernel is empty: switch on at least one of its entries.")
        both = {name: OPERATIONS[name](image, lying, "same") for name in OPERATIONS}
        difference = both["convolution"] - both["correlation"]
        differ = np.count_nonzero(difference)
        said = Words(
            "bright_pixel", operation=operation.capitalize(), count=differ,
            how=AS_IT_STANDS if operation == "convolution" else TURNED,
        )  # fmt: skip
        return [
            tiles(lying, f"kernel, {orientation}"),
            tiles(image, "input: one bright pixel"),
            tiles(both[operation], f"output: {operation}"),
            tiles(difference, f"difference{'' if differ else ': none'}", signed=True),
        ], said["differ" if differ else "agree"]

    letters = {name: letter(name) for name in LETTERS}
    editor = PixelEditor("kernel", letters, "F", "letter:", 200, 52)
    choices = {
        "orientation": menu(ORIENTATIONS, "turn it:", 290, 52),
        "operation": toggles(OPERATIONS),
    }
    lying = {f"F, {how}": {"orientation": how} for how in list(ORIENTATIONS)[1:]}
    stills = {name: {"kernel": kernel} for name, kernel in editor.known.items()} | lying
    tour = {
        operation: {label: one | {"operation": operation} for label, one in stills.items()}
        for operation in OPERATIONS
    }
    top = [editor, widgets.VBox([editor.menu, *choices.values()])]
    return Explorer({"kernel": editor} | choices, draw, tour, top=top)


def tiles(values, title, *, signed=False):
    """Return a small array as a picture of tiles with lines between them."""
    white = 1 if signed else 255 / max(1, values.max())
    large = np.kron(values * white, np.ones((CELL, CELL)))
    line = 0 if signed else LINE
    large[::CELL], large[:, ::CELL] = line, line
    large = np.pad(large, ((0, 1), (0, 1)), constant_values=line)
    png, (height, width) = to_png(large, scale=2, signed=signed), large.shape
    return Frame(png, width, height, f"{title}: {in_rows(values)}.", title)


class Pointer(anywidget.AnyWidget):
    """A picture in which a click or the arrow keys choose a pixel, at least two from the border."""

    _esm, _css = HERE / "pointer.js", HERE / "pointer.css"
    value = Any().tag(sync=True)
    shape = List().tag(sync=True)
    png = Bytes().tag(sync=True)

    def show(self, image, place):
        """Show an image, with one of its pixels chosen."""
        self.shape, self.png, self.value = list(image.shape), to_png(image), list(place)


def open_pixel(kernel, own):
    """Return an explorer of what a kernel makes of any pixel of a picture.

    Parameters
    ----------
    kernel, own : ndarray, shape (3, 3), and OwnPicture
        The weights as they lie on the pixels; what holds the picture.
    """
    pointer, figure = Pointer(), OpenedPixel(kernel)

    def image():
        return np.rint(own.image)

    def draw(place):
        whole = image()
        row, column = (min(n - 3, max(2, k)) for k, n in zip(place, whole.shape, strict=True))
        levels = whole[row - 1 : row + 2, column - 1 : column + 2].astype(int)
        total = (levels * kernel).sum()
        said = Words("opened", row=row, column=column, level=levels[1, 1], total=total)
        return [figure.show(levels, (row, column))], said["words"]

    def still(place):
        panels, words = draw(place)
        row, column = place
        marked = framed(image(), (row - 2, column - 2), (5, 5), line=2)
        said = Words("opened", row=row, column=column)
        return [panel(marked, *said["marked"], width=224), *panels], words

    def show_anew(change):
        pointer.show(image(), [n // 2 for n in image().shape])
        explorer.update()  # also where the middle has been chosen before

    pointer.show(image(), PLACES[0])
    tour = {"": {f"row {r}, column {c}": {"place": (r, c)} for r, c in PLACES}}
    explorer = Explorer({"place": pointer}, draw, tour, still=still)
    own.observe(show_anew, "image")
    return explorer
