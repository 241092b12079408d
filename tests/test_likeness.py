"""The explorers of notebook 01, driven: ends of sliders, the shuffle, random events."""

import random

import numpy as np
import pytest

from helpers.drawing.charts import spaced
from helpers.models.neighbours import permutation, similarity_maps, small_pictures, weight_counts
from helpers.widgets.likeness import explore_pairs, explore_pixel, explore_weights


@pytest.fixture(scope="module")
def pixel():
    return explore_pixel()


def test_pairs_at_both_ends():
    explorer = explore_pairs()
    assert explorer.words.endswith("r = 0.95.")
    explorer.controls["distance"].value = 0
    assert explorer.words.endswith("r = 1.")
    explorer.controls["distance"].value = 100
    assert "marked: 0.02 at 100" in explorer.panels[0].alt
    assert explorer.panels[0].width <= 860


def test_the_same_distance_gives_the_same_points():
    explorer = explore_pairs()
    first = explorer.panels[0].png
    explorer.controls["distance"].value = 9
    explorer.controls["distance"].value = 1
    assert explorer.panels[0].png == first


@pytest.mark.parametrize("shuffled", [False, True])
@pytest.mark.parametrize(("row", "column"), [(0, 0), (14, 3), (27, 27)])
def test_the_map_belongs_to_the_pixel(pixel, row, column, shuffled):
    for name, value in (("row", row), ("column", column), ("shuffled", shuffled)):
        pixel.controls[name].value = value
    maps = similarity_maps(small_pictures(3000)).reshape(784, 784)
    order = permutation((28, 28)) if shuffled else np.arange(784)
    expected = maps[order][:, order][28 * row + column].reshape(28, 28)
    rows, columns = np.ogrid[:28, :28]
    far = expected[np.rint(np.hypot(rows - row, columns - column)) > 10].mean()
    assert f"farther than 10: {round(far, 2):g}." in pixel.words
    assert (
        f"Pixel ({row}, {column}), pictures {'shuffled' if shuffled else 'as they'}" in pixel.words
    )
    assert len(pixel.panels) == 3
    assert sum(panel.width for panel in pixel.panels) <= 860


def test_the_shuffle_takes_away_the_fall_with_distance(pixel):
    def near():
        return float(pixel.words.split("distance 1: ")[1].split(";")[0])

    for name, value in (("row", 14), ("column", 14), ("shuffled", False)):
        pixel.controls[name].value = value
    before = near()
    pixel.controls["shuffled"].value = True
    assert near() < 0.7 < 0.9 < before


def test_weights_are_counted_for_any_size():
    explorer, events = explore_weights(), random.Random(2)
    assert spaced(614656) in explorer.words
    for _ in range(10):
        name = events.choice(["rows", "columns"])
        explorer.controls[name].value = events.choice([1, 256, events.randint(1, 256)])
        rows, columns = (explorer.controls[each].value for each in ("rows", "columns"))
        for count in weight_counts(rows, columns).values():
            assert spaced(count) in explorer.words
        assert explorer.words in explorer.panels[0].alt
