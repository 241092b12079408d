"""Receptive fields: the formula against bright pixels sent through layers."""

import numpy as np
import pytest

from helpers.models import receptive_field
from helpers.models.layers import layer, positions_on_page, ways

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
