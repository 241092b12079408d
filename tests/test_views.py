"""Ways through an interactive, picture after picture."""

import pytest

from helpers.drawing.frames import Frame, view_of_frames


def test_each_frame_stands_for_itself():
    frames = [Frame(b"", 8, 6, f"alt {i}", f"caption {i}") for i in range(3)]
    view = view_of_frames("name", iter(frames), ["n = 0", "n = 1", "n = 2"])
    assert view.name == "name"
    assert [still.panels for still in view.stills] == [(frame,) for frame in frames]
    assert [still.titles for still in view.stills] == [("",)] * 3
    assert [still.label for still in view.stills] == ["n = 0", "n = 1", "n = 2"]
    assert [still.caption for still in view.stills] == ["caption 0", "caption 1", "caption 2"]


def test_each_frame_needs_a_label():
    with pytest.raises(ValueError, match="zip"):
        view_of_frames("name", [Frame(b"", 8, 6, "alt", "")], [])
