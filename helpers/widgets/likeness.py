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
from helpers.widgets.player import Explorer, Words, way

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
        said = Words(
            "pairs", distance=distance, r=number(round(values[distance], 2)), points=POINTS,
            count=spaced(len(one)), near=values[8], far=values[64],
        )  # fmt: skip
        shown = one[some], other[some], distance, values[distance]
        return [chart.frame(*said["chart"], *shown)], said["words"]

    tour = {"": way("distance {distance}", distance=(0, 1, 2, 4, 8, 12, 16, 24, 32, 48, 64))}
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
        far = shown[distance > 10].mean()
        said = Words(
            "pixel", row=row, column=column, mean=mean, far=far,
            how="shuffled" if shuffled else "as they are",
            where="shuffled" if shuffled else "in their places",
            beside=number(round(float(mean[1]), 2)), away=number(round(float(far), 2)),
        )  # fmt: skip
        boxes = [((row, column), (1, 1), OUTPUT)]
        look = {"within": False, "scale": CELL, "css": CELL}
        return [
            _with_boxes(np.dstack([picture] * 3), boxes, *said["picture"], **look),
            _with_boxes(signed_colours(shown), boxes, *said["map"], **look),
            chart.frame(*said["profile"], range(len(mean)), mean),
        ], said["words"]

    controls = {
        "row": slider("row", 0, SIDE - 1, 1, SIDE // 2),
        "column": slider("column", 0, SIDE - 1, 1, SIDE // 2),
        "shuffled": tick("all pictures shuffled, in the same way", False),
    }
    places = {"row": (14, 7, 0, 7, 14, 27, 20), "column": (14, 7, 0, 20, 27, 27, 7)}
    tour = {
        f"pictures {how}": way("pixel ({row}, {column})", {"shuffled": shuffled}, **places)
        for how, shuffled in (("as they are", False), ("shuffled", True))
    }
    return Explorer(controls, draw, tour)


def explore_weights():
    """Return an explorer of how many weights three maps have for an image of some size."""
    chart = WeightsChart()

    def draw(rows, columns):
        counts = neighbours.weight_counts(rows, columns)
        named = {name: spaced(count) for name, count in counts.items()}
        said = Words("weights", rows=rows, columns=columns, n=spaced(rows * columns), **named)
        return [chart.frame(*said["chart"], counts)], said["words"]

    controls = {name: slider(name, 1, 256, 1, 28) for name in ("rows", "columns")}
    sides = (8, 14, 28, 56, 112, 224)
    tour = {"": way("{rows}×{columns} pixels", rows=sides, columns=sides)}
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
        sides, (low, high) = template.shape, (similar.min(), similar.max())
        said = Words(
            "templates", piece=piece, method=method, place=place, found=found, sides=sides,
            low=number(float(f"{low:.3g}")), high=number(float(f"{high:.3g}")),
            whether="Found" if right else "Not found",
        )  # fmt: skip
        grey = 255 * (similar - low) / ((high - low) or 1)
        shown = signed_colours(similar / max(-low, high)) if low < 0 else np.dstack([grey] * 3)
        boxes = [(place, sides, INPUT), (found, sides, OUTPUT)]
        mark = [(tuple(max(0, at - MARK // 2) for at in found), (MARK, MARK), OUTPUT)]
        return [
            _with_boxes(np.dstack([image.clip(0, 255)] * 3), boxes, *said["photograph"]),
            panel(template, *said["template"], width=90),
            _with_boxes(shown, mark, *said["map"]),
        ], said["words"]

    controls = {
        "piece": menu(PARTS, "template:", 260, 70),
        "method": toggles(METHODS),
        "noise": slider("noise", 0, 60, 5, 0),
        "light": slider("light", 0, 120, 10, 0),
    }
    plain, centred, normalised = METHODS
    first, *others = PARTS
    changes = [(0, 0), (20, 0), (40, 0), (60, 0), (0, 60), (0, 120), (40, 120)]
    told = [(plain, 0, 0), (centred, 0, 0), (centred, 0, 120)]
    one = {}
    for method, noise, light in told + [(normalised, *change) for change in changes]:
        label = method + f", noise {noise}" * (noise > 0) + f", light {light}" * (light > 0)
        one[label] = {"method": method, "noise": noise, "light": light}
    pieces = {
        f"{piece}, {method}": {"piece": piece, "method": method}
        for piece in others
        for method in METHODS
    }
    return Explorer(controls, draw, {first: one, "other pieces": pieces})


def _with_boxes(colours, boxes, title, alt, *, scale=SCALE, css=CSS, within=True):
    """Return a picture with frames: each box is a place, its rows and columns, and a role."""
    pixels = colours.repeat(scale, 0).repeat(scale, 1)
    for place, sides, role in boxes:
        place, sides = (tuple(scale * n for n in pair) for pair in (place, sides))
        pixels = framed(pixels, place, sides, role, within=within)
    height, width = (round(css * side) for side in colours.shape[:2])
    return Frame(to_png(pixels), width, height, alt, title)
