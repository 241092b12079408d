"""What each explorer shows and says: its numbers are those of the operations."""

import itertools
import re

import numpy as np
import pytest
from shown import pixels, text_of

from helpers.data import bright_pixel, letter, moving_average_kernel
from helpers.data.filters import FILTERS, filter_image, filter_kernel
from helpers.data.kernels import gaussian_kernel
from helpers.data.photographs import photograph
from helpers.data.signals import LETTERS
from helpers.drawing.charts import FAIR, LOADED
from helpers.models.kernels import ORIENTATIONS, oriented
from helpers.models.neighbours import permutation, similarity_maps, small_pictures
from helpers.operations import BOUNDARIES, convolve, correlate
from helpers.widgets import OwnPicture, explore_dice, open_pixel
from helpers.widgets.controls import EDITED
from helpers.widgets.filtering import (
    DISPLAYS,
    box,
    explore_blur,
    explore_borders,
    explore_bright_pixel,
    explore_filters,
    explore_gaussian,
    explore_patterns,
    explore_series,
    explore_window,
    smooth,
)
from helpers.widgets.layers import count, explore_fields, explore_positions
from helpers.widgets.likeness import explore_pairs, explore_pixel


def at(explorer, **values):
    """Set controls of an explorer, and return what it says."""
    for name, value in values.items():
        explorer.controls[name].value = value
    return explorer.words


@pytest.fixture(scope="module")
def filters():
    return explore_filters()


@pytest.fixture(scope="module")
def letters():
    return explore_bright_pixel()


# Smoothing


@pytest.mark.parametrize("size", [1, 7, 31])
def test_the_window_averages_and_keeps_the_mean_brightness(size):
    explorer, image = explore_window(), photograph()
    words = at(explorer, size=size)
    before, after = explorer.panels
    assert f"{size}·{size} = {size * size} pixel{'s' * (size > 1)}." in words
    assert f"over {size}×{size} pixels" in after.alt
    given, output = (pixels(one.png)[..., 0] for one in (before, after))
    assert np.array_equal(given, np.rint(image))
    middle = slice(100, 100 + size)
    assert output[100 + size // 2, 100 + size // 2] == round(image[middle, middle].mean())
    said = [float(value) for value in re.findall(r"(\d+\.\d) (?:before|after)", words)]
    assert said == [round(image.mean(), 1)] * 2


def test_smoothing_one_after_the_other_is_smoothing_with_the_whole_kernel():
    image, column, row = photograph(32), [1, 2, 5], [0.5, -1, 0.25, 3, 1]
    for boundary in BOUNDARIES:
        whole = convolve(image, np.outer(column, row), "same", boundary=boundary)
        assert np.allclose(smooth(image, column, row, boundary), whole)


@pytest.mark.parametrize("boundary", BOUNDARIES)
@pytest.mark.parametrize("size", [3, 31])
def test_the_error_is_zero_where_the_window_stays_inside(boundary, size):
    explorer = explore_borders()
    words = at(explorer, boundary=boundary, size=size)
    seen, _, error = explorer.panels
    name = "zero" if boundary == "constant" else boundary
    assert words.startswith(f"Outside: {name}. ")
    assert f"“{name}”" in seen.alt
    rim, shown = size // 2, pixels(error.png)
    shown = shown[:: len(shown) // 80, :: len(shown) // 80]
    inside = shown[rim:-rim, rim:-rim].reshape(-1, 3)
    assert len(np.unique(inside, axis=0)) == 1
    assert inside.min() > 240
    assert (shown != inside[0]).any(axis=-1).mean() > 0.02
    whole, cut = photograph(128), np.s_[24:-24, 24:-24]
    expected = smooth(whole[cut], box(size), box(size), boundary)
    expected -= smooth(whole, box(size), box(size))[cut]
    sticking_out = np.pad(np.zeros((80 - 2 * rim, 80 - 2 * rim), bool), rim, constant_values=True)
    assert f"{sticking_out.mean():.0%} of the outputs" in words
    assert f"{np.sqrt(np.mean(expected[sticking_out] ** 2)):.1f} grey levels" in words
    assert f" {abs(expected).max():.1f} " in words
    assert f" {abs(expected).max():.1f} grey levels" in error.alt


def test_a_wide_gaussian_on_few_pixels_keeps_little_of_the_brightness():
    explorer, image = explore_gaussian(), photograph(128)
    words = at(explorer, size=5, sigma=5.0, normalise=False)
    assert "sum to 0.147, that is 14.7% of the brightness" in words
    weights, section, output = explorer.panels
    mean = float(re.search(r"mean brightness (\d+\.\d) instead", output.alt)[1])
    assert mean == pytest.approx(0.147 * image.mean(), abs=0.1)
    assert pixels(output.png)[..., 0].mean() == pytest.approx(mean, abs=0.5)
    assert "sum to 1.000." in at(explorer, normalise=True)
    assert explorer.panels[0].png == weights.png  # the form is the same, the scale is not
    assert explorer.panels[1].png == section.png
    assert explorer.panels[2].png != output.png


@pytest.mark.parametrize(("size", "sigma"), [(1, 0.3), (5, 1.0), (17, 6.0)])
def test_weights_cross_section_and_words_are_one_gaussian(size, sigma):
    explorer, kernel = explore_gaussian(), gaussian_kernel(size, sigma)
    words = at(explorer, size=size, sigma=sigma)
    weights, section, _ = explorer.panels
    assert f"largest is {kernel.max():.4g}" in words
    assert f"corner {kernel[0, 0]:.4g}." in words
    shown = pixels(weights.png)[..., 0]
    scale = len(shown) // size
    assert np.array_equal(shown[::scale, ::scale], np.rint(255 * kernel / kernel.max()))
    assert f"σ = {sigma:g} with {size} samples" in section.alt


def test_noise_is_the_error_and_both_kernels_blur_about_equally():
    explorer = explore_blur()
    noise, _, gaussian = (float(e) for e in re.findall(r": (\d+\.\d)", explorer.words))
    assert gaussian < noise == pytest.approx(40, abs=0.3)
    assert "input with noise: 0.0;" in at(explorer, strength=0)
    for sigma in (0.5, 1.5, 3.0, 5.0):
        at(explorer, sigma=sigma)
        average, gaussian = (one.caption for one in explorer.panels[1:])
        size = int(average.split("×")[0])
        assert np.sqrt((size**2 - 1) / 12) == pytest.approx(sigma, abs=0.35)
        assert gaussian == f"Gaussian, σ = {sigma:g}"


def test_the_series_has_a_picture_for_each_length():
    player, errors = explore_series(), []
    for k, frame in enumerate(player.frames):
        length = 2 * k + 3
        assert f"average of length {length}: {121 - length} of 120 outputs" in frame.alt
        assert frame.alt in text_of(frame.caption)
        assert frame.alt.endswith(f"The step at n = 70 has become a slope {length} long.")
        errors.append(float(re.search(r"noise (\d+\.\d)\.", frame.alt)[1]))
    assert 0 < int(np.argmin(errors)) < 15  # too short leaves noise, too long blurs the jump
    (view,) = player.views()
    assert [still.label for still in view.stills] == [f"mean of {n}" for n in range(3, 34, 2)]


def test_stripes_are_weakened_turned_or_gone():
    explorer = explore_patterns()
    said = at(explorer, period=4.0)
    assert "average of 5: × −0.2 (bright and dark change places)" in said
    assert "× 0.08" in said
    assert said in explorer.panels[1].alt
    assert "average of 5: × 0 (nothing is left)" in at(explorer, period=5.0)
    assert at(explorer, size=1).count("× 1") == 2  # neither changes anything
    assert "nearly" in explorer.views()[0].stills[-1].caption


# Kernels typed and drawn


@pytest.mark.parametrize("name", FILTERS)
def test_the_menu_sets_the_weights_and_the_picture_follows(filters, name):
    at(filters, image="photograph", display=DISPLAYS[0])
    filters.controls["kernel"].menu.value = name
    output = filter_image(photograph(200), filter_kernel(name))
    for end in (output.min(), output.max()):
        assert f"{abs(round(end, 1)):.10g}" in filters.words
    assert (filters.controls["kernel"].menu.value, filters.message.value) == (name, "")


@pytest.mark.parametrize("nonsense", ["x", "", "1,2,3", "2j", "1e999", "<b>"])
def test_nonsense_leaves_the_last_good_picture_and_says_so(filters, nonsense):
    filters.controls["kernel"].menu.value = "sharpen"
    panels, words = filters.panels, filters.words
    filters.controls["kernel"].cells[0][0].value = nonsense
    assert 'role="alert"' in filters.message.value
    assert "<b>" not in filters.message.value
    assert (filters.panels, filters.words) == (panels, words)
    filters.controls["kernel"].menu.value = "blur"
    assert not filters.message.value
    assert filters.words.startswith("Sum 1:")


def test_a_flat_image_shows_the_sum_and_both_displays_say_what_they_are(filters):
    at(filters, image="flat grey 128")
    for name, level in (("Sobel, top to bottom", 0), ("emboss", 128)):
        filters.controls["kernel"].menu.value = name
        assert f"Outputs from {level} to {level}" in filters.words
    at(filters, image="photograph", display=DISPLAYS[0])
    filters.controls["kernel"].menu.value = "Laplacian"
    levels = filters.panels[1]
    at(filters, display=DISPLAYS[1])
    assert filters.panels[1].png != levels.png
    assert levels.alt.startswith("Output, as 8-bit levels: from −")
    assert filters.panels[1].alt.startswith("Output, signed: from −")


def numbers(one):
    """Read an array out of a text alternative."""
    rows = one.alt.split(": ")[-1].rstrip(".").replace("−", "-").split(" / ")
    return np.array([row.split() for row in rows], int)


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("orientation", list(ORIENTATIONS)[::3])
def test_the_prints_are_those_of_the_operations(letters, name, orientation):
    letters.controls["kernel"].menu.value = name
    kernel = oriented(letter(name), orientation)
    both = [f(bright_pixel(), kernel, "same") for f in (convolve, correlate)]
    differ = np.count_nonzero(both[0] - both[1])
    said = f"differ in {differ} of 81 pixels" if differ else "agree in every pixel"
    for operation, output in zip(("convolution", "correlation"), both, strict=True):
        words = at(letters, orientation=orientation, operation=operation)
        shown = [numbers(one) for one in letters.panels]
        assert all(map(np.array_equal, shown, (kernel, bright_pixel(), output, both[0] - both[1])))
        assert words.startswith(operation.capitalize())
        assert said in words


def test_a_click_switches_an_entry_and_an_empty_kernel_leaves_the_last_pictures(letters):
    at(letters, orientation=next(iter(ORIENTATIONS)))
    letters.controls["kernel"].menu.value, cells = "F", letters.controls["kernel"].cells
    cells[0][4].click()
    assert (cells[0][4].description, letters.controls["kernel"].menu.value) == ("1", EDITED)
    assert numbers(letters.panels[0])[0, 4] == 1
    cells[0][4].click()
    assert (cells[0][4].description, letters.controls["kernel"].menu.value) == ("0", "F")
    marked = [pixel for row in cells for pixel in row if pixel.description == "1"]
    for pixel in marked[:-1]:
        pixel.click()
    panels = letters.panels
    marked[-1].click()
    assert letters.panels is panels
    assert "switch on at least one" in letters.message.value
    marked[0].click()
    assert not letters.message.value


# Layers


def test_the_sentence_counts_and_a_kernel_that_does_not_fit_is_explained():
    assert count(7, 3).startswith("Counted: 5 positions.")
    assert "never reached" not in count(7, 3)
    said = "⌊7 / 2⌋ + 1 = 3 + 1 = 4. 1 place at the end is never reached."
    assert count(8, 3, stride=2, padding=1).endswith(said)
    assert count(10, 3, stride=4).endswith("= 2. 3 places at the end are never reached.")
    explorer = explore_positions()
    at(explorer, n=5, k=7)
    assert "spans 7 places, and there are only 5" in explorer.message.value
    assert at(explorer, padding=1).startswith("Counted: 1 position.")
    stills = {still.label: still.caption for still in explorer.views()[0].stills}
    assert "Counted: 4 positions." in stills["n = 7, k = 3, s = 2, p = 1, d = 1"]


def test_receptive_fields_are_added_up_until_there_is_no_room():
    explorer = explore_fields()
    assert "1 + 2 = 3 inputs" in explorer.words  # two layers are asked for
    assert "1 + 2 + 2 = 5 inputs in a row. Ways from each of them: 1, 2" in at(explorer, count=2)
    assert "1 + 2 + 4 = 7" in at(explorer, stride=2)
    assert explorer.words.endswith("4 further.")
    assert at(explorer, weights=1, count=3).startswith("One output sees 1 + 0 + 0 + 0 = 1 inputs")
    at(explorer, weights=3, count=5)
    assert "1 + 2 + 4 + 8 + 16 + 32 = 63" in explorer.panels[0].alt
    at(explorer, stride=3)
    assert "one output sees 243 inputs" in explorer.message.value
    at(explorer, stride=1, dilation=explorer.controls["dilation"].options[1])
    assert "= 63 inputs" in explorer.words


# Likeness


def test_pairs_at_both_ends_and_the_same_points_again():
    explorer = explore_pairs()
    first = explorer.panels[0].png
    assert explorer.words.endswith("r = 0.95.")
    assert at(explorer, distance=0).endswith("r = 1.")
    at(explorer, distance=100)
    assert "marked: 0.02 at 100" in explorer.panels[0].alt
    at(explorer, distance=1)
    assert explorer.panels[0].png == first


def test_the_map_belongs_to_the_pixel_and_the_shuffle_takes_away_the_fall_with_distance():
    explorer, near = explore_pixel(), {}
    maps = similarity_maps(small_pictures(3000)).reshape(784, 784)
    rows, columns = np.ogrid[:28, :28]
    for (row, column), shuffled in itertools.product([(0, 0), (14, 3), (27, 27)], (False, True)):
        words = at(explorer, row=row, column=column, shuffled=shuffled)
        order = permutation((28, 28)) if shuffled else np.arange(784)
        expected = maps[order][:, order][28 * row + column].reshape(28, 28)
        far = expected[np.rint(np.hypot(rows - row, columns - column)) > 10].mean()
        assert f"farther than 10: {round(far, 2):g}." in words
        assert f"({row}, {column}), pictures {'shuffled' if shuffled else 'as they'}" in words
        near[shuffled] = float(words.split("distance 1: ")[1].split(";")[0])
    assert near[True] < 0.7 < 0.8 < near[False]


# Dice, and a pixel that is opened


def test_the_sum_of_two_dice_is_a_convolution():
    dice = explore_dice()
    for total in range(2, 13):
        at(dice, other="loaded", total=total)
        pairs = [(i, j) for i in range(6) for j in range(6) if i + j + 2 == total]
        counted = sum(FAIR[i] * LOADED[j] for i, j in pairs)
        assert f"{counted} of 60 cases" in dice.words
        assert f" {total}: {counted}" in dice.panels[1].alt


def test_an_opened_pixel_adds_up_to_the_output():
    kernel = moving_average_kernel(3)
    opened, output = (
        open_pixel(kernel, OwnPicture()),
        convolve(np.rint(photograph()), kernel, "same"),
    )
    for place in ((100, 120), (2, 2), (253, 253), (30, 200)):
        at(opened, place=list(place))
        assert f"add up to {output[place]:.1f}." in opened.panels[0].alt
    at(opened, place=[0, 300])  # beyond what can be opened: the nearest that can
    assert "row 2, column 253" in opened.words
    own = OwnPicture()
    opened = open_pixel(kernel, own)
    own._show(np.full((20, 30), 7.0), "a picture")
    assert opened.controls["place"].shape == [20, 30]
    assert "row 10, column 15 is 7" in opened.words
