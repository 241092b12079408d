"""Receptive fields: the formula against bright pixels sent through layers."""

import numpy as np
import pytest

from helpers.models import receptive_field
from helpers.models.fields import positions_on_page, ways
from helpers.models.layers import layer
from helpers.widgets import explore_fields

STACKS = [
    [(3, 1, 1)],
    [(3, 1, 1), (3, 1, 1)],
    [(5, 2, 1), (3, 1, 1)],
    [(3, 2, 1), (3, 3, 1), (2, 1, 1)],
    [(3, 1, 1), (3, 1, 2), (3, 1, 4)],
    [(1, 3, 1), (3, 1, 2)],
]


@pytest.mark.parametrize("layers", STACKS)
def test_an_output_sees_what_moves_it(layers):
    side = 40
    counts = np.zeros(side, int)
    for place in range(side):
        x = np.zeros((1, 1, side))
        x[0, 0, place] = 1
        x = np.repeat(x, side, axis=1)  # rows alike, so that kernels of one row are enough
        for weights, stride, dilation in layers:
            x = layer(x, np.ones((1, 1, 1, weights)), stride=stride, dilation=dilation)
        counts[place] = x[0, 0, 0]
    seen = np.flatnonzero(counts)
    field, _ = receptive_field(layers)
    assert seen[-1] - seen[0] + 1 == field
    assert ways(layers)[-1] == {int(p): int(counts[p]) for p in seen}


@pytest.mark.parametrize("layers", STACKS)
def test_the_picture_is_symmetric_about_its_output(layers):
    rows, places = ways(layers), positions_on_page(layers)
    for counts, (offset, step) in zip(rows, places, strict=True):
        ends = [offset + step * place for place in (min(counts), max(counts))]
        assert np.isclose(np.mean(ends), places[0][0])


def test_the_explorer_counts_and_says_when_there_is_no_room():
    explorer = explore_fields()
    assert "1 + 2 = 3 inputs" in explorer.words  # two layers are asked for
    explorer.controls["count"].value = 2
    assert "1 + 2 + 2 = 5 inputs in a row. Ways from each of them: 1, 2, 3, 2, 1." in explorer.words
    explorer.controls["stride"].value = 2
    assert "1 + 2 + 4 = 7" in explorer.words
    assert explorer.words.endswith("4 further.")
    explorer.controls["weights"].value, explorer.controls["count"].value = 1, 3
    assert explorer.words.startswith("One output sees 1 + 0 + 0 + 0 = 1 inputs")
    explorer.controls["weights"].value, explorer.controls["count"].value = 3, 5
    assert "1 + 2 + 4 + 8 + 16 + 32 = 63" in explorer.panels[0].alt
    explorer.controls["stride"].value = 3
    assert "one output sees 243 inputs" in explorer.message.value
    explorer.controls["stride"].value = 1
    explorer.controls["dilation"].value = explorer.controls["dilation"].options[1]
    assert "= 63 inputs" in explorer.words


def test_its_stills_grow_layer_by_layer():
    for view in explore_fields().views():
        assert [still.label for still in view.stills][:2] == ["1 layer of 3", "2 layers of 3"]
