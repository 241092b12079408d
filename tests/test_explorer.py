"""Explorers: what is shown belongs to the controls, or to the last values that were possible."""

import ipywidgets as widgets
import pytest
from shown import data_of, text_of

from helpers.data.photographs import to_png
from helpers.drawing.frames import Frame
from helpers.widgets.explorer import Explorer


def explorer(tour=None, **options):
    """Return an explorer of two numbers that refuses odd sums."""
    controls = {"one": widgets.IntSlider(2, 0, 9), "other": widgets.IntSlider(4, 0, 9)}

    def draw(one, other):
        if (one + other) % 2:
            raise ValueError(f"<b>{one} + {other}</b> is odd")
        png = to_png([[10 * one, 10 * other]])
        return [Frame(png, 20, 10, f"{one} and {other}", "title")], f"{one} < {other}"

    return Explorer(controls, draw, tour=tour, **options)


def test_panels_and_words_follow_the_controls():
    made = explorer()
    for one, other in ((2, 4), (0, 0), (9, 9)):
        made.controls["one"].value = other % 2 + one - one % 2
        made.controls["other"].value, made.controls["one"].value = other, one
        assert made.panels[0].alt == f"{one} and {other}"
        assert made.view.frames == [vars(made.panels[0])]
        assert made.words == f"{one} < {other}"
        assert made.view.words == f"{one} &lt; {other}"


def test_panels_and_words_are_one_message():
    made, told = explorer(), []
    made.view._send = lambda message, buffers=None: told.append(set(message["state"]))
    made.controls["one"].value = 6
    assert told == [{"frames", "words"}]


def test_what_cannot_be_drawn_is_explained_and_leaves_the_last_panels():
    made = explorer()
    made.controls["one"].value = 3
    assert text_of(made.message.value) == "<b>3 + 4</b> is odd"
    assert "<b>" not in made.message.value
    assert 'role="alert"' in made.message.value
    assert (made.panels[0].alt, made.words) == ("2 and 4", "2 < 4")
    assert made.view.frames == [vars(made.panels[0])]
    made.controls["one"].value = 8
    assert made.message.value == ""
    assert made.panels[0].alt == "8 and 4"


def test_what_cannot_be_drawn_at_the_start_is_explained_too():
    def draw(one):
        if one < 2:
            raise ValueError("too small")
        return [Frame(to_png([[0]]), 1, 1, "alt", "")], "words"

    made = Explorer({"one": widgets.IntSlider(1)}, draw)
    assert "too small" in made.message.value
    assert made.panels == []
    assert "too small" in data_of(made)["text/plain"]
    made.controls["one"].value = 2
    assert (made.message.value, made.words) == ("", "words")


def test_other_errors_are_no_message():
    made = explorer()
    made._draw = lambda **values: 1 / 0
    with pytest.raises(ZeroDivisionError):
        made.controls["one"].value = 8


def test_the_last_panels_stand_where_nothing_is_live():
    data = data_of(explorer())
    assert 'alt="2 and 4"' in data["text/html"]
    assert "<p>2 &lt; 4</p>" in data["text/html"]
    assert data["text/plain"] == "2 < 4"


def test_each_still_of_a_tour_is_drawn_from_the_start_and_its_settings():
    made = explorer({"up": {"6": {"one": 6}, "both": {"one": 1, "other": 9}}, "start": {"": {}}})
    made.controls["other"].value = 8
    before = (made.words, made.panels, made.view.frames, made.message.value)
    views = made.views()
    assert [view.name for view in views] == ["up", "start"]
    stills = [still for view in views for still in view.stills]
    assert [still.label for still in stills] == ["6", "both", ""]
    assert [still.panels[0].alt for still in stills] == ["6 and 4", "1 and 9", "2 and 4"]
    assert [still.titles for still in stills] == [("title",)] * 3
    assert stills[0].caption == "<div>6 &lt; 4</div>"
    assert (made.words, made.panels, made.view.frames, made.message.value) == before
    assert [control.value for control in made.controls.values()] == [2, 8]


def test_without_a_tour_the_start_is_the_only_still():
    made = explorer()
    made.controls["one"].value = 6
    ((still,),) = [view.stills for view in made.views()]
    assert (still.label, still.panels[0].alt) == ("", "2 and 4")


def test_a_still_may_show_more_than_what_is_live():
    made = explorer(still=lambda one, other: ([], f"one is {one}"))
    ((still,),) = [view.stills for view in made.views()]
    assert (still.panels, still.caption) == ((), "<div>one is 2</div>")
    assert made.words == "2 < 4"
