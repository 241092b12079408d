"""The player: frames, and a slider that says which of them is shown."""

import pytest

from helpers.drawing.frames import Frame
from helpers.widgets.player import Player, Way


def frames(count):
    return [Frame(b"png %d" % k, 40, 30, f"alt {k}", f"<b>{k}</b>") for k in range(count)]


def way(count, first=0):
    labels = [f"n = {first + k}" for k in range(count)]
    return Way(lambda which: frames(count), "n", labels, first)


def playing(count, first=0):
    player = Player()
    player.play(way(count, first))
    return player


class Listener:
    """Hear what a widget tells the browser, and be that browser's slider."""

    def __init__(self, widget):
        self.told = []
        widget._send = lambda message, buffers=None: self.told.append(message["state"])


@pytest.mark.parametrize("first", [-2, 0, 1])
def test_the_slider_runs_over_as_many_numbers_as_there_are_frames(first):
    player = playing(6, first)
    slider = player.slider
    assert (slider.min, slider.value, slider.max) == (first, first, first + 5)
    assert player.pictures.first == first
    for k in range(6):
        slider.value = first + k
        assert player.index == k
        assert player.frames[player.index].alt == f"alt {k}"
    slider.value = first + 99
    assert player.frames[player.index].alt == "alt 5"


def test_the_first_frame_is_shown_while_the_others_are_made():
    player, seen = playing(4, 3), []

    def making(which):
        yield frames(3)[0]
        for frame in frames(3)[1:]:
            slider, pictures = player.slider, player.pictures
            seen.append(
                (len(pictures.frames), pictures.first, slider.min, slider.value, slider.max)
            )
            yield frame

    player.play(Way(making, "k", ["k"] * 3, -1))
    assert seen == [(1, -1, -1, -1, 1)] * 2
    assert len(player.pictures.frames) == 3
    assert player.slider.description == "k"


RANGES = [(0, 5), (-2, 3), (2, 3), (0, 0), (7, 9), (-9, -7), (-2, 3), (0, 62)]


def test_the_browser_never_cuts_a_value_off():
    """The browser takes what one message holds in any order, and keeps values in its range."""
    player = playing(6)
    shown = {"min": 0, "max": 5, "value": 0}
    listener = Listener(player.slider)
    for first, last in RANGES:
        player.slider.value = player.slider.max
        player.play(way(last - first + 1, first))
        for message in listener.told:
            assert "value" not in message or not {"min", "max"} & set(message)
            shown |= message
            assert shown["min"] <= shown["value"] <= shown["max"]
        listener.told.clear()
        assert (shown["min"], shown["value"], shown["max"]) == (first, first, last)


def test_pictures_and_their_place_are_one_message():
    player = playing(6)
    listener = Listener(player.pictures)
    player.play(Way(lambda which: frames(4), "k", ["k"] * 4, -2, 2, [[0, 0, 1, 1]] * 4))
    first, rest = listener.told
    assert set(first) == {"frames", "first", "columns", "spots"}
    assert set(rest) == {"frames"}


def test_the_frames_are_the_way_through_a_player():
    player = Player()
    player.play(way(3, -1))
    player.slider.value = 1
    (view,) = player.views()
    assert [still.label for still in view.stills] == ["n = -1", "n = 0", "n = 1"]
    assert [still.panels for still in view.stills] == [(frame,) for frame in player.frames]
    assert player.slider.value == 1
