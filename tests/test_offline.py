"""What a cell shows, as data for pages and slides without a kernel."""

import base64
import io
import json
from html import escape

import numpy as np
import pytest
from PIL import Image

from helpers.data.filters import FILTERS
from helpers.data.signals import signal
from helpers.drawing.images import show_images
from helpers.drawing.stems import show_stems
from helpers.widgets import likeness, smoothing
from helpers.widgets.controls import OUTSIDE
from helpers.widgets.filtering import explore_bright_pixel, explore_filters
from helpers.widgets.image_stepper import ImageStepper
from helpers.widgets.layers import explore_positions
from helpers.widgets.likeness import explore_templates
from helpers.widgets.offline import as_json
from helpers.widgets.predictions import predict
from helpers.widgets.stepper import Stepper


def names_of(thing):
    return [view["name"] for view in as_json(thing)["views"]]


def test_a_stepper_offers_both_operations_step_by_step():
    stepper = Stepper()
    both = {view["name"]: view["stills"] for view in as_json(stepper)["views"]}
    assert list(both) == ["convolution", "correlation"]
    stills = both["convolution"]
    assert [still["label"] for still in stills] == [f"n = {n}" for n in range(6)]
    assert both["correlation"][0]["label"] == "k = −2"
    for still, frame in zip(stills, stepper.player.frames, strict=True):
        (panel,) = still["panels"]
        assert (panel["alt"], still["caption"]) == (frame.alt, frame.caption)
        assert (panel["width"], panel["height"]) == (frame.width, frame.height)
        data = base64.b64decode(panel["src"].removeprefix("data:image/webp;base64,"))
        shown = Image.open(io.BytesIO(data)).convert("RGB")
        assert shown.width > 2.1 * frame.width  # sharp on a projector
        live = Image.open(io.BytesIO(frame.png)).convert("RGB").resize((430, 225))
        assert abs(np.asarray(shown.resize((430, 225))) - np.asarray(live, float)).mean() < 3


def test_what_is_typed_later_does_not_change_the_ways_from_the_start():
    stepper = Stepper([1, 2], [3, 4])
    before = json.dumps(as_json(stepper))
    stepper.boxes["a"].value = "7 8 9"
    stepper.switches["operation"].value = "correlation"
    steps = stepper.steps
    assert json.dumps(as_json(stepper)) == before
    assert stepper.steps is steps


@pytest.mark.parametrize(
    ("kernels", "options", "names"),
    [
        ({"even": [[1, 1]]}, {}, [""]),
        ({"L": [[1, 2]]}, {}, ["convolution", "correlation"]),
        ({"even": [[1, 1]], "other": [[2, 2]]}, {}, ["even", "other"]),
        (
            {"even": [[1, 1]], "L": [[1, 2]]},
            {},
            ["even, convolution", "even, correlation", "L, convolution", "L, correlation"],
        ),
        (
            {"even": [[1, 1, 1]]},
            {"mode": "same"},
            ["zero", "edge", "reflect", "symmetric", "wrap"],
        ),
    ],
)
def test_an_image_stepper_offers_what_can_be_told_apart(kernels, options, names):
    assert names_of(ImageStepper([[1, 2, 3], [4, 5, 6]], kernels, **options)) == names


def test_a_picture_is_a_way_of_one():
    shown = show_stems(a=signal("a"))
    ((still,),) = [view["stills"] for view in as_json(shown)["views"]]
    assert still["panels"][0]["alt"].startswith("Stem plots")
    assert still["panels"][0]["title"] == ""


def test_pictures_side_by_side_stay_side_by_side():
    ((still,),) = [
        view["stills"]
        for view in as_json(show_images({"one": np.eye(3), "two": np.eye(3)}))["views"]
    ]
    assert [panel["title"] for panel in still["panels"]] == ["one", "two"]


def test_questions_come_with_their_answers():
    asked = as_json(predict("02/length", "02/largest"))["questions"]
    assert [question["key"] for question in asked] == ["02/length", "02/largest"]
    assert asked[0]["answer"] == "6"
    options = json.loads(json.dumps(asked, sort_keys=True))[0]["options"]
    assert [answer for answer, _ in options] == ["4", "6", "7", "12"]
    assert options[1][1] == ""
    assert options[0][1].startswith("4 values come out when")


def test_a_comparison_says_what_is_so():
    (answered,) = as_json(predict("02/length").compare())["answers"]
    assert answered["answer"] == "6"


@pytest.mark.parametrize("thing", [None, 3, "text", [1, 2]])
def test_anything_else_stays_what_it_is(thing):
    assert as_json(thing) is None


EXPLORERS = [
    smoothing.explore_window, smoothing.explore_borders, smoothing.explore_gaussian,
    smoothing.explore_blur, likeness.explore_pairs, likeness.explore_pixel,
    likeness.explore_weights, explore_filters, explore_positions, explore_bright_pixel,
    explore_templates,
]  # fmt: skip


@pytest.fixture(scope="module", params=EXPLORERS, ids=lambda explore: explore.__name__)
def explorer(request):
    return request.param()


def can_be_chosen(control, value):
    """Whether a learner could bring the control to this value."""
    if hasattr(control, "step"):
        steps = (value - control.min) / control.step
        return control.min <= value <= control.max and abs(steps - round(steps)) < 1e-9
    if hasattr(control, "options"):
        return value in [one[1] if isinstance(one, tuple) else one for one in control.options]
    return type(value) is type(control.value)


def test_each_still_of_an_explorer_is_what_its_controls_would_show(explorer):
    start = {name: control.value for name, control in explorer.controls.items()}
    for view, way in zip(explorer.views(), explorer.tour.values(), strict=True):
        for still, settings in zip(view.stills, way.values(), strict=True):
            for name, value in (start | settings).items():
                assert can_be_chosen(explorer.controls[name], value), (name, value)
                explorer.controls[name].value = value
            assert explorer.message.value == ""
            live = explorer.panels
            assert list(still.panels[-len(live) :]) == live  # before them a control may be drawn
            assert still.titles == tuple(panel.caption for panel in still.panels)
            assert still.caption == f"<div>{escape(explorer.words)}</div>"
    for name, value in start.items():
        explorer.controls[name].value = value


def test_the_ways_through_an_explorer_can_be_told_apart_and_read(explorer):
    views = explorer.views()
    assert len({view.name for view in views}) == len(views)
    assert all(view.name for view in views) or len(views) == 1
    for view in views:
        assert 2 <= len(view.stills) <= 16
        labels = [still.label for still in view.stills]
        assert len(set(labels)) == len(labels)
        assert all(labels)
        shown = [[panel.alt for panel in still.panels] for still in view.stills]
        assert all(alt.strip() for alts in shown for alt in alts)


def test_no_tour_changes_what_is_shown(explorer):
    control = next(
        c for c in explorer.controls.values() if hasattr(c, "step") or hasattr(c, "index")
    )
    before = control.value
    if hasattr(control, "step"):
        control.value += control.step
    else:
        control.index += 1
    state = [one.value for one in explorer.controls.values()]
    shown = explorer.panels, explorer.words, explorer.view.frames, explorer.message.value
    explorer.views()
    assert [one.value for one in explorer.controls.values()] == state
    assert (explorer.panels, explorer.words, explorer.view.frames, explorer.message.value) == shown
    assert explorer.panels is shown[0]
    control.value = before


def test_no_explorer_takes_much_room(explorer):
    assert len(json.dumps(as_json(explorer))) < 1e6


def stills_of(explore, way=0):
    return {still.label: still for still in explore().views()[way].stills}


def test_a_wide_bell_on_few_pixels_is_shown_with_its_sum():
    formula, divided = stills_of(smoothing.explore_gaussian, 2).values()
    assert formula.label == "not divided by the sum"
    assert "sum to 0.147" in formula.caption
    assert "sum to 1.000" in divided.caption


def test_the_star_is_lost_first_and_then_found_through_noise_and_light():
    plain, *normalised = stills_of(explore_templates).values()
    assert "Not found." in plain.caption
    assert len(normalised) > 3
    assert all("Found." in still.caption for still in normalised)


def test_filters_that_leave_only_change_are_shown_with_their_sign():
    stills = stills_of(explore_filters)
    assert list(stills) == list(FILTERS)
    for name, still in stills.items():
        how = "signed" if "Sum 0" in still.caption else "as 8-bit levels"
        assert still.titles[-1] == f"output, {how}", name


def test_the_size_that_is_asked_for_is_counted():
    assert "Counted: 4 positions." in (
        stills_of(explore_positions)["n = 7, k = 3, s = 2, p = 1, d = 1"].caption
    )


def test_other_borders_are_shown_along_the_first_row_and_at_the_end():
    image, kernels = signal("slope")[:3, :4], {"average": np.full((3, 3), 1 / 9)}
    stepper = ImageStepper(image, kernels, mode="same")
    stepper.switches["mode"].value = "valid"
    first, *others = stepper.views()
    assert stepper.switches["boundary"].layout.display == "none"
    assert [still.label for still in first.stills] == [f"step {n}" for n in range(1, 13)]
    for view, (name, boundary) in zip(others, OUTSIDE[1:], strict=True):
        assert view.name == name
        alone = ImageStepper(image, kernels, mode="same", boundary=boundary)
        assert [still.label for still in view.stills] == [f"step {i}" for i in (1, 2, 3, 4, 12)]
        expected = [alone.player.frames[i] for i in (0, 1, 2, 3, 11)]
        assert [still.panels for still in view.stills] == [(frame,) for frame in expected]
