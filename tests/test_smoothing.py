"""The explorers: pictures, words and numbers belong to the controls."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shown import pixels, text_of

from helpers.data.kernels import gaussian_kernel
from helpers.data.photographs import photograph, to_png
from helpers.operations import BOUNDARIES, convolve
from helpers.widgets.own_picture import OwnPicture
from helpers.widgets.smoothing import (
    box,
    explore_blur,
    explore_borders,
    explore_gaussian,
    explore_series,
    explore_window,
    panel,
    smooth,
)

EXPLORERS = [explore_window, explore_borders, explore_gaussian, explore_blur]


def values(control):
    """Return both ends of a slider, and all of a choice."""
    if hasattr(control, "options"):
        return [value for _, value in control.options]
    return [control.min, control.max] if hasattr(control, "min") else [False, True]


@pytest.mark.parametrize("explore", EXPLORERS)
def test_both_ends_of_every_control(explore):
    explorer = explore()
    start = {name: control.value for name, control in explorer.controls.items()}
    for name, control in explorer.controls.items():
        seen = [explorer.words]
        for value in values(control):
            before = control.value
            control.value = value
            assert explorer.message.value == ""
            assert (explorer.words != seen[-1]) == (value != before)
            seen.append(explorer.words)
            for one in explorer.panels:
                height, width, _ = pixels(one.png).shape
                assert width / height == pytest.approx(one.width / one.height, rel=0.02)
                assert one.alt
                assert one.caption
            assert sum(one.width for one in explorer.panels) + 28 <= 900
        control.value = start[name]
        assert explorer.words == seen[0]


@pytest.mark.parametrize("size", [1, 7, 31])
def test_the_window_averages_and_keeps_the_mean_brightness(size):
    explorer = explore_window()
    explorer.controls["size"].value = size
    image = photograph()
    before, after = explorer.panels
    pixels_of = "1 pixel." if size == 1 else f"{size * size} pixels."
    assert f"{size}·{size} = {pixels_of}" in explorer.words
    assert after.caption.startswith(f"{size}×{size} ")
    assert f"over {size}×{size} pixels" in after.alt
    given, output = (pixels(one.png)[..., 0] for one in (before, after))
    assert np.array_equal(given, np.rint(image))
    middle = slice(100, 100 + size)
    assert output[100 + size // 2, 100 + size // 2] == round(image[middle, middle].mean())
    said = [float(value) for value in re.findall(r"(\d+\.\d) (?:before|after)", explorer.words)]
    assert said[0] == said[1] == round(image.mean(), 1)


@given(
    shape=st.tuples(st.integers(1, 12), st.integers(1, 12)), half=st.integers(0, 6),
    seed=st.integers(0, 99),
)  # fmt: skip
def test_repeating_the_border_keeps_the_mean(shape, half, seed):
    half = min(half, *shape)
    image = np.random.default_rng(seed).uniform(0, 255, shape)
    output = smooth(image, box(2 * half + 1), box(2 * half + 1))
    assert output.mean() == pytest.approx(image.mean(), rel=1e-12)


def test_smoothing_one_after_the_other_is_smoothing_with_the_whole_kernel():
    image = photograph(32)
    column, row = [1, 2, 5], [0.5, -1, 0.25, 3, 1]
    for boundary in BOUNDARIES:
        whole = convolve(image, np.outer(column, row), "same", boundary=boundary)
        assert np.allclose(smooth(image, column, row, boundary), whole)


@pytest.mark.parametrize("boundary", BOUNDARIES)
@pytest.mark.parametrize("size", [3, 11, 31])
def test_the_error_is_zero_where_the_window_stays_inside(boundary, size):
    explorer = explore_borders()
    explorer.controls["boundary"].value = boundary
    explorer.controls["size"].value = size
    seen, output, error = explorer.panels
    name = "zero" if boundary == "constant" else boundary
    assert explorer.words.startswith(f"Outside: {name}. ")
    assert f"“{name}”" in seen.alt
    assert f"{size}×{size}" in output.alt
    rim, shown = size // 2, pixels(error.png)
    scale = len(shown) // 80
    assert shown.shape == (80 * scale, 80 * scale, 3)
    shown = shown[::scale, ::scale]
    inside = shown[rim:-rim, rim:-rim].reshape(-1, 3)
    assert len(np.unique(inside, axis=0)) == 1
    zero = inside[0]
    assert zero.min() > 240
    assert (shown != zero).any(axis=-1).mean() > 0.02
    whole = photograph(128)
    expected, known = (
        smooth(image, box(size), box(size), outside)
        for image, outside in ((whole[24:-24, 24:-24], boundary), (whole, "symmetric"))
    )
    expected -= known[24:-24, 24:-24]
    sticking_out = np.pad(np.zeros((80 - 2 * rim, 80 - 2 * rim), bool), rim, constant_values=True)
    assert f"{sticking_out.mean():.0%} of the outputs" in explorer.words
    assert f"{np.sqrt(np.mean(expected[sticking_out] ** 2)):.1f} grey levels" in explorer.words
    assert f" {abs(expected).max():.1f} " in explorer.words
    assert f" {abs(expected).max():.1f} grey levels" in error.alt


def test_some_borders_are_better_than_others():
    explorer = explore_borders()
    worst = {}
    for boundary in BOUNDARIES:
        explorer.controls["boundary"].value = boundary
        worst[boundary] = float(re.search(r"at most (\d+\.\d) grey", explorer.panels[2].alt)[1])
    assert worst["constant"] > max(worst["edge"], worst["symmetric"], worst["reflect"])


def test_a_wide_gaussian_on_few_pixels_keeps_little_of_the_brightness():
    explorer = explore_gaussian()
    for name, value in {"size": 5, "sigma": 5.0, "normalise": False}.items():
        explorer.controls[name].value = value
    assert "sum to 0.147, that is 14.7% of the brightness" in explorer.words
    weights, section, output = explorer.panels
    image = photograph(128)
    mean = float(re.search(r"mean brightness (\d+\.\d) instead", output.alt)[1])
    assert mean == pytest.approx(0.147 * image.mean(), abs=0.1)
    assert pixels(output.png)[..., 0].mean() == pytest.approx(mean, abs=0.5)
    explorer.controls["normalise"].value = True
    assert "sum to 1.000." in explorer.words
    assert explorer.panels[0].png == weights.png  # the form is the same, the scale is not
    assert explorer.panels[1].png == section.png
    assert explorer.panels[2].png != output.png


@pytest.mark.parametrize(("size", "sigma"), [(1, 0.3), (5, 1.0), (17, 6.0)])
def test_weights_cross_section_and_words_are_one_gaussian(size, sigma):
    explorer = explore_gaussian()
    explorer.controls["size"].value, explorer.controls["sigma"].value = size, sigma
    kernel = gaussian_kernel(size, sigma)
    weights, section, _ = explorer.panels
    assert f"The {size}×{size} weights" in explorer.words
    assert f"largest is {kernel.max():.4g}" in explorer.words
    assert f"corner {kernel[0, 0]:.4g}." in explorer.words
    shown = pixels(weights.png)[..., 0]
    scale = len(shown) // size
    assert np.array_equal(shown[::scale, ::scale], np.rint(255 * kernel / kernel.max()))
    assert f"σ = {sigma:g} with {size} samples" in section.alt


def errors_in(explorer):
    return [float(re.search(r"error (\d+\.\d) grey", one.alt)[1]) for one in explorer.panels]


def test_at_the_start_the_gaussian_leaves_less_error_than_the_noise():
    explorer = explore_blur()
    noise, _, gaussian = errors_in(explorer)
    assert gaussian < noise
    assert noise == pytest.approx(explorer.controls["strength"].value, abs=0.3)
    for one, error in zip(explorer.panels, errors_in(explorer), strict=True):
        assert f"{one.caption}: {error:.1f}" in explorer.words


def test_both_kernels_blur_about_equally():
    explorer = explore_blur()
    for sigma in (0.5, 1.5, 3.0, 5.0):
        explorer.controls["sigma"].value = sigma
        average, gaussian = (one.caption for one in explorer.panels[1:])
        size = int(average.split("×")[0])
        assert np.sqrt((size**2 - 1) / 12) == pytest.approx(sigma, abs=0.35)
        assert gaussian == f"Gaussian, σ = {sigma:g}"


def test_without_noise_the_input_has_no_error():
    explorer = explore_blur()
    explorer.controls["strength"].value = 0
    noise, average, gaussian = errors_in(explorer)
    assert noise == 0
    assert min(average, gaussian) > 0


@pytest.mark.parametrize("explore", [explore_window, explore_blur])
def test_a_picture_of_the_learners_own_takes_the_place_of_the_portrait(explore, tmp_path):
    own = OwnPicture()
    explorer = explore(own)
    portrait = explorer.panels[0].png
    picture = np.tile(np.linspace(0, 255, 60), (40, 1))
    (tmp_path / "own.png").write_bytes(to_png(picture))
    own.path.value = str(tmp_path / "own.png")
    assert explorer.panels[0].png != portrait
    height, width, _ = pixels(explorer.panels[-1].png).shape
    assert width / height == 1.5
    own.path.value = str(tmp_path / "none.png")
    assert pixels(explorer.panels[-1].png).shape == (height, width, 3)
    own.reset.click()
    assert explorer.panels[0].png == portrait


@pytest.mark.parametrize("explore", [explore_window, explore_blur])
def test_a_picture_that_is_too_small_is_explained(explore, tmp_path):
    own = OwnPicture()
    (tmp_path / "tiny.png").write_bytes(to_png(np.eye(2)))
    own.path.value = str(tmp_path / "tiny.png")
    explorer = explore(own)
    assert "alert" in explorer.message.value
    own.reset.click()
    assert explorer.message.value == ""
    assert len(explorer.panels) >= 2
    before = explorer.words
    own.path.value = str(tmp_path / "tiny.png")
    assert "alert" in explorer.message.value
    assert explorer.words == before
    next(iter(explorer.controls.values())).value = 1
    if explore is explore_window:  # a window of one pixel fits any picture
        assert explorer.message.value == ""


def test_the_words_of_a_small_window_name_the_limit(tmp_path):
    own = OwnPicture()
    explorer = explore_window(own)
    (tmp_path / "small.png").write_bytes(to_png(np.eye(9)))
    own.path.value = str(tmp_path / "small.png")
    explorer.controls["size"].value = 19
    assert text_of(explorer.message.value) == (
        "a window of 19 pixels is too large for this picture"
    )
    explorer.controls["size"].value = 17
    assert explorer.message.value == ""


def test_the_series_has_a_picture_for_each_length():
    player = explore_series()
    assert len(player.frames) == player.slider.max - player.slider.min + 1 == 16
    errors = []
    for k, frame in enumerate(player.frames):
        length = 2 * k + 3
        assert f"average of length {length}: {121 - length} of 120 outputs" in frame.alt
        assert frame.alt in text_of(frame.caption)
        assert frame.alt.endswith(f"The step at n = 70 has become a slope {length} long.")
        errors.append(float(re.search(r"noise (\d+\.\d)\.", frame.alt)[1]))
    best = int(np.argmin(errors))
    assert 0 < best < 15  # too short leaves noise, too long blurs the jump
    assert player.frame is player.frames[0]


def test_a_panel_states_the_size_on_the_page():
    one = panel(np.zeros((20, 40)), "title", "alt", width=100)
    assert (one.width, one.height, one.caption, one.alt) == (100, 50, "title", "alt")
    assert pixels(one.png).shape == (40, 80, 3)
    large = panel(np.zeros((300, 600)), "", "")
    assert pixels(large.png).shape == (300, 600, 3)
    assert large.width == 270


def test_the_lengths_of_the_series_are_the_way_through_it():
    player = explore_series()
    (view,) = player.views()
    assert [still.label for still in view.stills] == [f"mean of {n}" for n in range(3, 34, 2)]
    assert [still.panels for still in view.stills] == [(frame,) for frame in player.frames]
