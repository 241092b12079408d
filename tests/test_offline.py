"""What a cell shows, as data for pages and slides without a kernel."""

import base64
import io
import json

import numpy as np
import pytest
from PIL import Image

from helpers.image_stepper import ImageStepper
from helpers.offline import as_json
from helpers.panels import show_images
from helpers.pictures import show_stems
from helpers.predictions import predict
from helpers.signals import signal
from helpers.stepper import Stepper


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
