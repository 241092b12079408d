"""Explorers of layers: how many outputs there are, and how many inputs one of them sees."""

from helpers.drawing.arrays import draw_positions
from helpers.drawing.charts import FieldPicture
from helpers.models.layers import output_size, positions, receptive_field, ways
from helpers.numbers import number
from helpers.widgets.controls import menu, slider
from helpers.widgets.explorer import Explorer

LARGEST = 65  # inputs for which the picture has room
DILATIONS = ("1 in each layer", "1, 2, 4, … (doubling)")
SIGNS = {"n": "n", "k": "k", "stride": "s", "padding": "p", "dilation": "d"}


def explore_positions():
    """Return an explorer of how many outputs there are along one axis."""

    def draw(n, k, stride, padding, dilation):
        given = n, k, stride, padding, dilation
        return [draw_positions(*given)], count(*given)

    controls = {
        "n": slider("n, inputs", 1, 12, 1, 7),
        "k": slider("k, weights", 1, 7, 1, 3),
        "stride": slider("stride s", 1, 4, 1, 1),
        "padding": slider("padding p", 0, 3, 1, 0),
        "dilation": slider("dilation d", 1, 3, 1, 1),
    }
    start = {name: control.value for name, control in controls.items()}
    told = (
        {}, {"stride": 2}, {"stride": 2, "padding": 1}, {"n": 8, "stride": 2, "padding": 1},
        {"stride": 3}, {"padding": 1}, {"k": 5, "padding": 2}, {"padding": 3}, {"dilation": 2},
        {"dilation": 2, "padding": 2}, {"dilation": 3},
        {"n": 12, "k": 5, "stride": 2, "padding": 2},
    )  # fmt: skip
    tour = {}
    for settings in told:
        values = (start | settings).items()
        tour[", ".join(f"{SIGNS[name]} = {value}" for name, value in values)] = settings
    return Explorer(controls, draw, {"": tour})


def count(n, k, stride=1, padding=0, dilation=1):
    """Say how many outputs there are: positions counted, then the formula with its numbers."""
    met = positions(n, k, stride, padding, dilation)
    room = n + 2 * padding - dilation * (k - 1) - 1
    outputs = output_size(n, k, stride, padding, dilation)
    unused = n + padding - 1 - int(met[-1, -1])
    said = (
        f"Counted: {len(met)} position{'s' * (len(met) > 1)}. Formula: ⌊({n} + 2·{padding} − "
        f"{dilation}·({k} − 1) − 1) / {stride}⌋ + 1 = ⌊{number(room)} / {stride}⌋ + 1 = "
        f"{room // stride} + 1 = {outputs}."
    )
    if unused:
        said += f" {unused} place{'s' * (unused > 1)} at the end {'are' if unused > 1 else 'is'} "
        said += "never reached."
    return said


def explore_fields():
    """Return an explorer of how far one output sees through layers in a row."""
    picture = FieldPicture()

    def draw(count, weights, stride, dilation):
        doubling = dilation == DILATIONS[1]
        layers = [(weights, stride, 2**i if doubling else 1) for i in range(count)]
        field, step = receptive_field(layers)
        if field > LARGEST:
            raise ValueError(f"one output sees {field} inputs; the picture has room for {LARGEST}")
        words = _seen(layers, field, step)
        alt = f"One output above, {field} inputs below, and all ways between them. {words}"
        return [picture.frame(alt, "one output, and what it sees", layers)], words

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
        name: {f"{n} layer{'s' * (n > 1)} of 3": settings | {"count": n} for n in range(1, 5)}
        for name, settings in ways_through.items()
    }
    return Explorer(controls, draw, tour)


def _seen(layers, field, step):
    parts, way = ["1"], 1
    for weights, stride, dilation in layers:
        parts.append(f"{(weights - 1) * dilation * way}")
        way *= stride
    counts = list(ways(layers)[-1].values())
    said = f"One output sees {' + '.join(parts)} = {field} inputs in a row."
    if len(counts) == field <= 15:
        said += f" Ways from each of them: {', '.join(map(str, counts))}."
    elif len(counts) < field:
        said += f" Only {len(counts)} of them are met."
    return said + f" The next output sees the same, {step} further."
