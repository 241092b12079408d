"""Explorers of layers: how many outputs there are, and how many inputs one of them sees."""

from itertools import pairwise

from helpers.drawing.arrays import draw_positions
from helpers.drawing.charts import FieldPicture
from helpers.models.layers import output_size, positions, receptive_field, ways
from helpers.numbers import number
from helpers.widgets.controls import menu, slider
from helpers.widgets.explorer import Explorer, Words, way

LARGEST = 65  # inputs for which the picture has room
DILATIONS = ("1 in each layer", "1, 2, 4, … (doubling)")
GIVEN = "n = {n}, k = {k}, s = {stride}, p = {padding}, d = {dilation}"


def explore_positions():
    """Return an explorer of how many outputs there are along one axis."""

    def draw(**given):
        return [draw_positions(**given)], count(**given)

    controls = {
        "n": slider("n, inputs", 1, 12, 1, 7),
        "k": slider("k, weights", 1, 7, 1, 3),
        "stride": slider("stride s", 1, 4, 1, 1),
        "padding": slider("padding p", 0, 3, 1, 0),
        "dilation": slider("dilation d", 1, 3, 1, 1),
    }
    told = [
        (7, 3, 1, 0, 1), (7, 3, 2, 0, 1), (7, 3, 2, 1, 1), (8, 3, 2, 1, 1), (7, 3, 3, 0, 1),
        (7, 3, 1, 1, 1), (7, 5, 1, 2, 1), (7, 3, 1, 3, 1), (7, 3, 1, 0, 2), (7, 3, 1, 2, 2),
        (7, 3, 1, 0, 3), (12, 5, 2, 2, 1),
    ]  # fmt: skip
    values = dict(zip(controls, zip(*told, strict=True), strict=True))
    return Explorer(controls, draw, {"": way(GIVEN, **values)})


def count(n, k, stride=1, padding=0, dilation=1):
    """Say how many outputs there are: positions counted, then the formula with its numbers."""
    met = positions(n, k, stride, padding, dilation)
    room = n + 2 * padding - dilation * (k - 1) - 1
    unused = n + padding - 1 - int(met[-1, -1])
    said = Words(
        "positions", n=n, k=k, stride=stride, padding=padding, dilation=dilation,
        count=len(met), s="s" * (len(met) > 1), room=number(room), whole=room // stride,
        outputs=output_size(n, k, stride, padding, dilation), unused=unused,
    )  # fmt: skip
    return said["words"] + said["one" if unused == 1 else "several"] * (unused > 0)


def explore_fields():
    """Return an explorer of how far one output sees through layers in a row."""
    picture = FieldPicture()

    def draw(count, weights, stride, dilation):
        doubling = dilation == DILATIONS[1]
        layers = [(weights, stride, 2**i if doubling else 1) for i in range(count)]
        field, step = receptive_field(layers)
        if field > LARGEST:
            raise ValueError(f"one output sees {field} inputs; the picture has room for {LARGEST}")
        sizes = [receptive_field(layers[:i])[0] for i in range(count + 1)]
        added = " + ".join(["1", *(str(more - less) for less, more in pairwise(sizes))])
        found = list(ways(layers)[-1].values())
        listed = ", ".join(map(str, found))
        said = Words("fields", field=field, step=step, added=added, met=len(found), ways=listed)
        said["more"] = said["few" if len(found) < field else "each" if field <= 15 else "many"]
        return [picture.frame(*said["picture"], layers)], said["words"]

    controls = {
        "count": slider("layers", 1, 5, 1, 1),
        "weights": slider("k, weights", 1, 5, 2, 3),
        "stride": slider("stride", 1, 3, 1, 1),
        "dilation": menu(DILATIONS, "dilation:", 300),
    }
    ways_through = {
        "stride 1": {},
        "stride 2": {"stride": 2},
        "dilation doubling": {"dilation": DILATIONS[1]},
    }
    tour = {
        name: way("{count} layer of 3", settings, count=[1])
        | way("{count} layers of 3", settings, count=(2, 3, 4))
        for name, settings in ways_through.items()
    }
    return Explorer(controls, draw, tour)
