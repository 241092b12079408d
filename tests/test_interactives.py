"""Every interactive as it is found: what is shown belongs to the controls and says numbers."""

import functools
import json
import re
from base64 import b64decode
from contextlib import nullcontext
from html import escape

import numpy as np
import pytest
from ipywidgets import IntSlider, Widget
from publishing.offline import as_json
from shown import data_of, pixels

from helpers import widgets
from helpers.data import moving_average_kernel, signal
from helpers.data.photographs import to_png
from helpers.drawing.frames import Frame
from helpers.models.edges import edges
from helpers.widgets import OwnPicture
from helpers.widgets.player import Explorer

ARGUMENTS = {
    "ImageStepper": (signal("counting"), {"L": [[1, 2], [3, 4]]}),
    "KernelLearner": (np.eye(8), [[1, 2], [3, 4]]),
    "ProductTable": ([1, 10], [1, 2]),
    "after": ("02/length", "c has 6 values"),
    "explore_carried": (np.ones((4, 5, 5)), *edges(8)),
    "lay_copies": ([1, 2], [3, 4]),
    "open_pixel": (moving_average_kernel(3), OwnPicture()),
    "predict": ("02/length", "02/largest"),
    "read_columns": ([1, 2], [3, 4]),
    "stamp_image": ([[1, 2], [3, 4]], [[1, 2], [3, 4]]),
    "train_on_edges": edges(8),
}  # fmt: skip
ALL = [name for name in widgets.__all__ if name not in ("hear", "try_on")]
EXPLORERS = [name for name in ALL if name.startswith(("explore_", "open_"))]
EXPLORERS.remove("explore_series")  # a player


def made(name):
    few = {"steps": 4} if name in ("KernelLearner", "train_on_edges") else {}
    return getattr(widgets, name)(*ARGUMENTS.get(name, ()), **few)


made_once = functools.cache(made)  # which is left as it was found


@pytest.fixture(scope="module", params=ALL)
def interactive(request):
    return made_once(request.param)


@pytest.fixture(scope="module")
def offline(interactive):
    """Return what it shows where nothing is live, through JSON and back, without its pictures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("publishing.offline.sharp", nullcontext)
        patch.setattr("publishing.offline.address", lambda png, quick: "data:,")
        return json.loads(json.dumps(as_json(interactive)))


@pytest.fixture(scope="module", params=EXPLORERS)
def explorer(request):
    return made_once(request.param)


@pytest.fixture
def start(explorer):
    values = {name: control.value for name, control in explorer.controls.items()}
    yield values
    for name, value in values.items():
        explorer.controls[name].value = value


def possible(control):
    """Return both ends of a slider, all of a choice, and other values of anything else."""
    if hasattr(control, "options"):
        return [one[1] if isinstance(one, tuple) else one for one in control.options]
    if hasattr(control, "min"):
        return [control.min, control.max]
    return [True, False] if isinstance(control.value, bool) else []


def shown_by(explorer):
    return explorer.panels, explorer.words, explorer.view.frames, explorer.message.value


def decoded(frame):
    """Return a frame as it was before its picture became an address."""
    return frame | {"png": b64decode(frame["png"].removeprefix("data:image/png;base64,"))}


def assert_in_agreement(explorer, before):
    """Panels and words are new and fit the page; or a message says why they are those of before."""
    if explorer.message.value:
        assert 'role="alert"' in explorer.message.value
        assert (explorer.panels, explorer.words) == before[:2]
    assert [decoded(frame) for frame in explorer.view.frames] == [*map(vars, explorer.panels)]
    assert explorer.view.words == escape(explorer.words)
    for one in explorer.panels:
        height, width, _ = pixels(one.png).shape
        assert width / height == pytest.approx(one.width / one.height, rel=0.02)
    assert sum(one.width for one in explorer.panels) + 28 <= 900


def test_it_stands_with_words_where_nothing_is_live(interactive, offline):
    data = data_of(interactive)
    assert isinstance(interactive, Widget)
    assert "Run this cell" in data["text/html"]
    assert data["text/plain"].strip()
    alts = re.findall(r'<img alt="([^"]*)"', data["text/html"])
    assert not alts or re.search(r"\d", " ".join(alts))
    assert "Run this cell" not in str(offline)


def test_its_ways_can_be_told_apart_and_read(interactive, offline):
    views = offline.get("views", [])
    assert bool(views) == hasattr(interactive, "views")
    assert len({view["name"] for view in views}) == len(views)
    assert all(view["name"] for view in views) or len(views) == 1
    for view in views:
        labels = [still["label"] for still in view["stills"]]
        assert len(set(labels)) == len(labels) >= 2
        assert all(labels)
        for still in view["stills"]:
            alts = [panel["alt"] for panel in still["panels"]]
            assert all(alt.strip() for alt in alts)
            assert re.search(r"\d", " ".join(alts))


def test_each_still_is_what_the_controls_would_show_and_no_tour_changes_it(explorer, start):
    for name, control in explorer.controls.items():
        control.value = next(iter(possible(control)), start[name])
    before = shown_by(explorer)
    views = explorer.views()
    assert shown_by(explorer) == before
    assert explorer.panels is before[0]
    for view, way in zip(views, explorer.tour.values(), strict=True):
        assert len(view.stills) <= 16
        for still, settings in zip(view.stills, way.values(), strict=True):
            for name, value in (start | settings).items():
                control = explorer.controls[name]
                if hasattr(control, "min"):
                    steps = (value - control.min) / control.step
                    assert control.min <= value <= control.max
                    assert steps == pytest.approx(round(steps))
                elif hasattr(control, "options"):
                    assert value in possible(control)
                control.value = value
            assert explorer.message.value == ""
            live = explorer.panels
            assert list(still.panels[-len(live) :]) == live  # before them a control may be drawn
            assert still.caption == f"<div>{escape(explorer.words)}</div>"


def test_it_follows_both_ends_of_every_control(explorer, start):
    here = start | ({"count": 3} if "count" in start else {})  # one layer has no second dilation
    for name, value in here.items():
        explorer.controls[name].value = value
    for name, control in explorer.controls.items():
        for value in [*possible(control), here[name]]:
            before, same = shown_by(explorer), control.value == value
            control.value = value
            assert_in_agreement(explorer, before)
            if not explorer.message.value and not before[3]:
                assert (shown_by(explorer) == before) == same


def test_a_picture_of_the_learners_own_takes_the_place_of_the_photograph(tmp_path):
    own = OwnPicture()
    explorer = widgets.open_pixel(moving_average_kernel(3), own)
    portrait, words = explorer.panels[-1].png, explorer.words
    for name, slope in (("one", 1), ("other", -1)):  # in the middle of both
        levels = np.linspace(0, 255, 60)[::slope]
        (tmp_path / f"{name}.png").write_bytes(to_png(np.tile(levels, (40, 1))))
        own.path.value = str(tmp_path / f"{name}.png")
        assert "row 20, column 30" in explorer.words != words
        words = explorer.words
    assert explorer.panels[-1].png != portrait
    mine = explorer.panels
    own.path.value = str(tmp_path / "none.png")
    assert explorer.panels is mine


def test_an_explorer_draws_only_what_can_be_drawn():
    def draw(one):
        if one % 2:
            raise ValueError(f"<b>{one}</b> is odd")
        return [Frame(to_png([[one]]), 1, 1, "alt", "")], f"{one} < 9"

    explorer, told = Explorer({"one": IntSlider(4)}, draw, {}), []
    assert data_of(explorer)["text/plain"] == "4 < 9"
    explorer.view._send = lambda message, buffers=None: told.append(set(message["state"]))
    explorer.controls["one"].value = 2
    assert (explorer.view.words, explorer.message.value) == ("2 &lt; 9", "")
    explorer.controls["one"].value = 5
    assert "&lt;b&gt;5&lt;/b&gt; is odd" in explorer.message.value
    assert explorer.words == "2 < 9"
    assert told == [{"frames", "words"}]  # in one message
    explorer._draw = lambda one: 1 / 0
    with pytest.raises(ZeroDivisionError):
        explorer.controls["one"].value = 8


def test_questions_come_with_their_answers():
    asked = as_json(widgets.predict("02/length", "02/largest"))["questions"]
    assert (asked[0]["key"], asked[0]["answer"]) == ("02/length", "6")
    options = json.loads(json.dumps(asked))[0]["options"]
    assert [answer for answer, _ in options] == ["4", "6", "7", "12"]
    assert options[1][1] == ""
    assert options[0][1].startswith("4 beats have a clap.")
    (answered,) = as_json(widgets.predict("02/length").compare())["answers"]
    assert answered["answer"] == "6"
