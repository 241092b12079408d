"""Explorers of similarity: pairs of pixels, one pixel and all others; and of weights."""

import ipywidgets as widgets
import matplotlib
import numpy as np
from matplotlib.colors import to_rgb

from helpers.data.photographs import photograph, to_png
from helpers.drawing.charts import PairsChart, ProfileChart, WeightsChart, spaced
from helpers.drawing.frames import Frame
from helpers.drawing.style import OUTPUT
from helpers.models.neighbours import (
    SIDE,
    pairs,
    permutation,
    similarity,
    similarity_maps,
    small_pictures,
    weight_counts,
)
from helpers.numbers import number
from helpers.widgets.explorer import Explorer, slider

FARTHEST, POINTS = 100, 1500
FRAME = 3  # pixels around the one that is framed
CELL = 9  # pixels on the page for each pixel of a small picture
PICTURES = 3000
STAR = (25, 20)  # row and column where the small picture is cut out that is shown


def explore_pairs():
    """Explore how much alike pixels are at a distance, on the photograph.

    Returns
    -------
    helpers.widgets.explorer.Explorer
    """
    image = photograph()
    distances = range(FARTHEST + 1)
    values = [similarity(image, distance) for distance in distances]
    chart = PairsChart(distances, values)

    def draw(distance):
        one, other = pairs(image, distance)
        some = np.random.default_rng(distance).integers(0, len(one), POINTS)
        r = values[distance]
        title = f"{POINTS} pairs of pixels at distance {distance}, and r at all distances"
        alt = (
            f"Left, levels of {POINTS} pairs of pixels at distance {distance} as points. Right, "
            f"the correlation r against the distance, falling from 1 at 0 to "
            f"{values[8]:.2f} at 8 and {values[64]:.2f} at 64; marked: {number(round(r, 2))} at "
            f"{distance}."
        )
        png = chart.show(one[some], other[some], distance, r)
        words = (
            f"{spaced(len(one))} pairs of pixels lie {distance} apart in a row or a column. "
            f"Correlation of their levels: r = {number(round(r, 2))}."
        )
        return [Frame(png, chart.width, chart.height, alt, title)], words

    telling = (0, 1, 2, 4, 8, 12, 16, 24, 32, 48, 64)
    tour = {"": {f"distance {distance}": {"distance": distance} for distance in telling}}
    return Explorer({"distance": slider("distance", 0, FARTHEST, 1, 1)}, draw, tour=tour)


def explore_pixel():
    """Explore how much alike one pixel and all others are, over many small pictures.

    Returns
    -------
    helpers.widgets.explorer.Explorer
    """
    pictures = small_pictures(PICTURES)
    maps = similarity_maps(pictures).reshape(SIDE**2, SIDE**2)
    example = photograph()[STAR[0] : STAR[0] + SIDE, STAR[1] : STAR[1] + SIDE]
    order, chart = permutation((SIDE, SIDE)), ProfileChart()
    rows, columns = np.ogrid[:SIDE, :SIDE]

    def draw(row, column, shuffled):
        places = order if shuffled else np.arange(SIDE**2)
        shown = maps[places[row * SIDE + column], places].reshape(SIDE, SIDE)
        picture = example.ravel()[places].reshape(SIDE, SIDE)
        distance = np.rint(np.hypot(rows - row, columns - column)).astype(int)
        mean = np.bincount(distance.ravel(), shown.ravel()) / np.bincount(distance.ravel())
        near, far = mean[1], shown[distance > 10].mean()
        how = "shuffled" if shuffled else "as they are"
        beside, away = (number(round(float(value), 2)) for value in (near, far))
        words = (
            f"Red: r = 1; white: r = 0. Pixel ({row}, {column}), pictures {how}. Mean r at "
            f"distance 1: {beside}; farther than 10: {away}."
        )
        where = "shuffled" if shuffled else "in their places"
        here = f"the pixel in row {row}, column {column} framed in green"
        return [
            _marked(np.repeat(picture[..., None], 3, 2), row, column,
                    "one of the pictures", f"A small picture, its pixels {where}, {here}."),
            _marked(_coloured(shown), row, column, "r with the framed pixel",
                    f"Map of r, pictures {how}, {here}: {near:.2f} beside it on average, "
                    f"{far:.2f} farther than 10 pixels."),
            Frame(chart.show(range(len(mean)), mean), chart.width, chart.height,
                  f"Mean r against the distance: {mean[1]:.2f} at 1, {mean[5]:.2f} at 5, "
                  f"{mean[10]:.2f} at 10.", "mean r at each distance"),
        ], words  # fmt: skip

    controls = {
        "row": slider("row", 0, SIDE - 1, 1, SIDE // 2),
        "column": slider("column", 0, SIDE - 1, 1, SIDE // 2),
        "shuffled": widgets.Checkbox(
            description="all pictures shuffled, in the same way", indent=False,
            layout={"width": "320px"},
        ),
    }  # fmt: skip
    places = [(14, 14), (7, 7), (0, 0), (7, 20), (14, 27), (27, 27), (20, 7)]
    tour = {
        f"pictures {how}": {
            f"pixel ({row}, {column})": {"row": row, "column": column, "shuffled": shuffled}
            for row, column in places
        }
        for how, shuffled in (("as they are", False), ("shuffled", True))
    }
    return Explorer(controls, draw, tour=tour)


def _coloured(values):
    """Return values from -1 to 1 as red, green and blue levels."""
    return 255 * matplotlib.colormaps["RdBu_r"]((values + 1) / 2)[..., :3]


def _marked(levels, row, column, title, alt):
    """Return a small picture as a panel, one of its pixels framed."""
    large = levels.repeat(CELL, 0).repeat(CELL, 1)
    inner = [slice(CELL * place, CELL * (place + 1)) for place in (row, column)]
    outer = tuple(slice(max(0, one.start - FRAME), one.stop + FRAME) for one in inner)
    inside = large[tuple(inner)].copy()
    large[outer] = 255 * np.array(to_rgb(OUTPUT.colour))
    large[tuple(inner)] = inside
    return Frame(to_png(large), SIDE * CELL, SIDE * CELL, alt, title)


def explore_weights():
    """Explore how many weights three maps have for an image of some size.

    Returns
    -------
    helpers.widgets.explorer.Explorer
    """
    chart = WeightsChart()

    def draw(rows, columns):
        counts = weight_counts(rows, columns)
        n = spaced(rows * columns)
        said = {name: spaced(count) for name, count in counts.items()}
        words = (
            f"{rows}×{columns} = {n} pixels. Dense: {n}·{n} = {said['dense']} weights. Local, 3×3: "
            f"{n}·9 = {said['local']}. Shared: {said['shared']}."
        )
        alt = f"Three squares whose areas are the numbers of weights. {words}"
        title = "numbers of weights as areas, no square smaller than a dot"
        return [Frame(chart.show(counts), chart.width, chart.height, alt, title)], words

    controls = {
        "rows": slider("rows", 1, 256, 1, 28),
        "columns": slider("columns", 1, 256, 1, 28),
    }
    sides = (8, 14, 28, 56, 112, 224)
    tour = {"": {f"{side}×{side} pixels": {"rows": side, "columns": side} for side in sides}}
    return Explorer(controls, draw, tour=tour)
