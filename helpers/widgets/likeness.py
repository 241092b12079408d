"""Explorers of similarity: pairs of pixels, one pixel and all others, a piece of a picture."""

import numpy as np

from helpers.data.photographs import add_noise, photograph, to_png
from helpers.drawing.charts import PairsChart, ProfileChart, WeightsChart, spaced
from helpers.drawing.frames import Frame
from helpers.drawing.images import framed, panel, signed_colours
from helpers.drawing.style import INPUT, OUTPUT
from helpers.models import neighbours
from helpers.models.templates import METHODS, PARTS, best, part
from helpers.models.templates import SIDE as WHOLE
from helpers.numbers import number
from helpers.widgets.controls import menu, slider, tick, toggles
from helpers.widgets.explorer import Explorer

FARTHEST, POINTS, PICTURES, SIDE = 100, 1500, 3000, neighbours.SIDE
CELL = 9  # pixels on the page for each pixel of a small picture
STAR = (25, 20)  # row and column where the small picture is cut out that is shown
SCALE, CSS = 2, 2.5  # pixels of the file and of the page for one of the large picture
MARK = 12  # side of the frame around the largest value


def explore_pairs():
    """Return an explorer of how much alike pixels are at a distance, on the photograph."""
    image = photograph()
    distances = range(FARTHEST + 1)
    values = [neighbours.similarity(image, distance) for distance in distances]
    chart = PairsChart(distances, values)

    def draw(distance):
        one, other = neighbours.pairs(image, distance)
        some = np.random.default_rng(distance).integers(0, len(one), POINTS)
        r = values[distance]
        title = f"{POINTS} pairs of pixels at distance {distance}, and r at all distances"
        alt = (
            f"Left, levels of {POINTS} pairs of pixels at distance {distance} as points. Right, "
            f"the correlation r against the distance, falling from 1 at 0 to "
            f"{values[8]:.2f} at 8 and {values[64]:.2f} at 64; marked: {number(round(r, 2))} at "
            f"{distance}."
        )
        words = (
            f"{spaced(len(one))} pairs of pixels lie {distance} apart in a row or a column. "
            f"Correlation of their levels: r = {number(round(r, 2))}."
        )
        return [chart.frame(alt, title, one[some], other[some], distance, r)], words

    telling = (0, 1, 2, 4, 8, 12, 16, 24, 32, 48, 64)
    tour = {"": {f"distance {distance}": {"distance": distance} for distance in telling}}
    return Explorer({"distance": slider("distance", 0, FARTHEST, 1, 1)}, draw, tour)


def explore_pixel():
    """Return an explorer of how much alike one pixel and all others are in small pictures."""
    pictures = neighbours.small_pictures(PICTURES)
    maps = neighbours.similarity_maps(pictures).reshape(SIDE**2, SIDE**2)
    example = photograph()[STAR[0] : STAR[0] + SIDE, STAR[1] : STAR[1] + SIDE]
    order, chart = neighbours.permutation((SIDE, SIDE)), ProfileChart()
    rows, columns = np.ogrid[:SIDE, :SIDE]

    def draw(row, column, shuffled):
        places = order if shuffled else np.arange(SIDE**2)
        shown = maps[places[row * SIDE + column], places].reshape(SIDE, SIDE)
        picture = example.ravel()[places].reshape(SIDE, SIDE)
        distance = np.rint(np.hypot(rows - row, columns - column)).astype(int)
        mean = np.bincount(distance.ravel(), shown.ravel()) / np.bincount(distance.ravel())
        near, far = mean[1], shown[distance > 10].mean()
        how, where = ("shuffled",) * 2 if shuffled else ("as they are", "in their places")
        beside, away = (number(round(float(value), 2)) for value in (near, far))
        words = (
            f"Red: r = 1; white: r = 0. Pixel ({row}, {column}), pictures {how}. Mean r at "
            f"distance 1: {beside}; farther than 10: {away}."
        )
        here = f"the pixel in row {row}, column {column} framed in green"
        boxes, look = [((row, column), (1, 1), OUTPUT)], {"scale": CELL, "css": CELL}
        return [
            _with_boxes(np.dstack([picture] * 3), boxes, f"A small picture, its pixels {where}, "
                        f"{here}.", "one of the pictures", within=False, **look),
            _with_boxes(signed_colours(shown), boxes, f"Map of r, pictures {how}, {here}: "
                        f"{near:.2f} beside it on average, {far:.2f} farther than 10 pixels.",
                        "r with the framed pixel", within=False, **look),
            chart.frame(f"Mean r against the distance: {mean[1]:.2f} at 1, {mean[5]:.2f} at 5, "
                        f"{mean[10]:.2f} at 10.", "mean r at each distance", range(len(mean)),
                        mean),
        ], words  # fmt: skip

    controls = {
        "row": slider("row", 0, SIDE - 1, 1, SIDE // 2),
        "column": slider("column", 0, SIDE - 1, 1, SIDE // 2),
        "shuffled": tick("all pictures shuffled, in the same way", width=320),
    }
    places = [(14, 14), (7, 7), (0, 0), (7, 20), (14, 27), (27, 27), (20, 7)]
    tour = {
        f"pictures {how}": {
            f"pixel ({row}, {column})": {"row": row, "column": column, "shuffled": shuffled}
            for row, column in places
        }
        for how, shuffled in (("as they are", False), ("shuffled", True))
    }
    return Explorer(controls, draw, tour)


def explore_weights():
    """Return an explorer of how many weights three maps have for an image of some size."""
    chart = WeightsChart()

    def draw(rows, columns):
        counts = neighbours.weight_counts(rows, columns)
        n = spaced(rows * columns)
        said = {name: spaced(count) for name, count in counts.items()}
        words = (
            f"{rows}×{columns} = {n} pixels. Dense: {n}·{n} = {said['dense']} weights. Local, 3×3: "
            f"{n}·9 = {said['local']}. Shared: {said['shared']}."
        )
        alt = f"Three squares whose areas are the numbers of weights. {words}"
        title = "areas: numbers of weights; a dot is the least"
        return [chart.frame(alt, title, counts)], words

    controls = {name: slider(name, 1, 256, 1, 28) for name in ("rows", "columns")}
    sides = (8, 14, 28, 56, 112, 224)
    tour = {"": {f"{side}×{side} pixels": {"rows": side, "columns": side} for side in sides}}
    return Explorer(controls, draw, tour)


def explore_templates():
    """Return an explorer of where plain and normalised correlation find a piece of a picture."""
    whole, parts = photograph(WHOLE), {name: part(name) for name in PARTS}

    def draw(piece, method, noise, light):
        template, place = parts[piece]
        image = add_noise(whole, noise) + light * np.linspace(-1, 1, WHOLE)
        similar = METHODS[method](image, template)
        found = best(similar)
        right = max(abs(f - p) for f, p in zip(found, place, strict=True)) <= 1
        words = (
            f"In the map “{method}”, the largest value is at {found}; "
            f"{piece} was cut out at {place}. {'Found.' if right else 'Not found.'}"
        )
        grey, sides = np.dstack([image.clip(0, 255)] * 3), template.shape
        boxes = [(place, sides, INPUT), (found, sides, OUTPUT)]
        around = tuple(max(0, at - MARK // 2) for at in found)
        low, high = (number(float(f"{end:.3g}")) for end in (similar.min(), similar.max()))
        return [
            _with_boxes(grey, boxes, f"The photograph: a blue frame at {place}, a green one, the "
                        f"best match, at {found}.", "blue: cut out here; green: best match"),
            panel(template, "template", f"{piece}, {sides[0]}×{sides[1]} pixels.", width=90),
            _with_boxes(_coloured(similar), [(around, (MARK, MARK), OUTPUT)],
                        f"Map of the {method}, from {low} to {high}: largest at {found}.",
                        f"{method}, from {low} to {high}"),
        ], words  # fmt: skip

    controls = {
        "piece": menu(PARTS, "template:", 260, 70),
        "method": toggles(METHODS),
        "noise": slider("noise", 0, 60, 5, 0),
        "light": slider("light", 0, 120, 10, 0),
    }
    plain, centred, normalised = METHODS
    first, *others = PARTS
    one = {
        plain: {},
        centred: {"method": centred},
        f"{centred}, light 120": {"method": centred, "light": 120},
    }
    for noise, light in [(0, 0), (20, 0), (40, 0), (60, 0), (0, 60), (0, 120), (40, 120)]:
        label = normalised + f", noise {noise}" * (noise > 0) + f", light {light}" * (light > 0)
        one[label] = {"method": normalised, "noise": noise, "light": light}
    pieces = {
        f"{piece}, {method}": {"piece": piece, "method": method}
        for piece in others
        for method in METHODS
    }
    return Explorer(controls, draw, {first: one, "other pieces": pieces})


def _coloured(similar):
    low, high = similar.min(), similar.max()
    if low < 0:
        return signed_colours(similar / max(-low, high))
    return np.dstack([255 * (similar - low) / ((high - low) or 1)] * 3)


def _with_boxes(colours, boxes, alt, title, *, scale=SCALE, css=CSS, within=True):
    """Return a picture with frames: each box is a place, its rows and columns, and a role."""
    pixels = colours.repeat(scale, 0).repeat(scale, 1)
    for place, sides, role in boxes:
        place, sides = (tuple(scale * n for n in pair) for pair in (place, sides))
        pixels = framed(pixels, place, sides, role, within=within)
    height, width = (round(css * side) for side in colours.shape[:2])
    return Frame(to_png(pixels), width, height, alt, title)
