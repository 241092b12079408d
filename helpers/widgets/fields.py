"""The explorer of receptive fields: how many inputs one output of several layers sees."""

import ipywidgets as widgets

from helpers.drawing.fields import FieldPicture
from helpers.drawing.frames import Frame
from helpers.models.fields import receptive_field, ways
from helpers.widgets.explorer import Explorer, slider

LARGEST = 65  # inputs for which the picture has room
DILATIONS = ("1 in each layer", "1, 2, 4, … (doubling)")


def explore_fields():
    """Explore how far one output sees through layers in a row.

    Returns
    -------
    helpers.widgets.explorer.Explorer
    """
    picture = FieldPicture()

    def draw(count, weights, stride, dilation):
        doubling = dilation == DILATIONS[1]
        layers = [(weights, stride, 2**i if doubling else 1) for i in range(count)]
        field, step = receptive_field(layers)
        if field > LARGEST:
            raise ValueError(f"one output sees {field} inputs; the picture has room for {LARGEST}")
        words = _words(layers, field, step)
        frame = Frame(picture.png(layers), picture.width, picture.height,
                      f"One output above, {field} inputs below, and all ways between them. {words}",
                      "one output, and what it sees")  # fmt: skip
        return [frame], words

    controls = {
        "count": slider("layers", 1, 5, 1, 2),
        "weights": slider("k, weights", 1, 5, 2, 3),
        "stride": slider("stride", 1, 3, 1, 1),
        "dilation": widgets.Dropdown(
            options=DILATIONS, description="dilation:", layout={"width": "300px"}
        ),
    }
    counts = range(1, 5)
    tour = {
        "stride 1": {_layers(n): {"count": n} for n in counts},
        "stride 2": {_layers(n): {"count": n, "stride": 2} for n in counts},
        "dilation doubling": {_layers(n): {"count": n, "dilation": DILATIONS[1]} for n in counts},
    }
    return Explorer(controls, draw, tour=tour)


def _layers(count):
    return f"{count} layer{'s' * (count > 1)} of 3"


def _words(layers, field, step):
    """Say how the receptive field is made up, and how often each input counts."""
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
