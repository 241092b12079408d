"""What is opened, and how JupyterLab is found again after a show."""

import open_lab
import pytest


@pytest.mark.parametrize("number", ["02", "2"])
def test_a_notebook_is_found_by_its_number(number):
    assert open_lab.notebook(number) == "notebooks/02_convolution_1d.ipynb"


@pytest.mark.parametrize("number", ["77", "02_convolution_1d", "*"])
def test_what_there_is_is_said(number):
    with pytest.raises(ValueError, match=r"there is no notebook .*'02_convolution_1d'"):
        open_lab.notebook(number)


def test_a_show_that_was_closed_with_its_window_does_not_go_on(tmp_path):
    path = tmp_path / "jupyterlab-slideshow" / "plugin.jupyterlab-settings"
    path.parent.mkdir()
    kept = '{\n  // Decks\n  "showCodeCellPrompt": true,\n  "active": %s\n}'
    path.write_text(kept % "true")
    open_lab.end_show(tmp_path)
    assert path.read_text() == kept % "false"
    open_lab.end_show(tmp_path)
    assert path.read_text() == kept % "false"


def test_without_a_show_no_settings_are_written(tmp_path):
    open_lab.end_show(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("environ", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({"CI": "true", "DISPLAY": ":0"}, "linux", False),
    ],
)
def test_a_browser_is_opened_where_there_is_a_display(environ, platform, shown):
    assert bool(open_lab.has_display(environ, platform)) is shown
