"""One colour and one marker for each role, seen and read by everybody."""

import re
import threading
from pathlib import Path

import matplotlib
import nbformat
import numpy as np
from matplotlib.colors import to_rgb

from helpers.drawing.style import PAGE, ROLES, course_style, css

ROOT = Path(__file__).resolve().parent.parent


def luminance(colour):
    parts = np.array(to_rgb(colour))
    linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_colours_can_be_seen_and_their_inks_be_read():
    for role in ROLES:
        assert contrast(role.colour, "white") >= 2.99
        assert contrast(role.ink, "white") >= 4.5
        for dark in ("#111111", PAGE["dark-paper"], "#424242"):  # page, cell and menus
            assert contrast(role.light, dark) >= 4.5
    assert contrast(PAGE["quiet"], PAGE["paper"]) >= 4.5
    assert len({role.marker for role in ROLES}) == len(ROLES)


def test_no_other_colours_stand_in_notebooks_and_code():
    inks = {role.ink for role in ROLES}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        found = {code for cell in cells for code in re.findall(r"#[0-9A-Fa-f]{6}\b", cell.source)}
        assert found <= inks, path.name
    for path in sorted((ROOT / "helpers").rglob("*.py")):
        assert not re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8")), path.name


def test_the_style_sheet_has_all_colours_and_makes_text_light_on_dark_pages():
    sheet = css()
    for role in ROLES:
        assert f"--course-{role.name}: {role.colour};" in sheet
        assert re.search(rf"false.*\.course-{role.name}:not.*color: {role.light} !important", sheet)
    for folder, name in ((".tools/publishing/templates", "*.css"), ("helpers/widgets", "*.css")):
        for path in (ROOT / folder).glob(name):
            used = set(re.findall(r"var\((--course-[a-z-]+)", path.read_text(encoding="utf-8")))
            assert used <= set(re.findall(r"--course-[a-z-]+(?=:)", sheet)), path.name


def test_two_threads_draw_one_after_the_other():
    """A widget is answered while a cell runs: neither may end the style of the other."""
    inside, seen, begun = threading.Event(), [], threading.Event()

    def draw():
        begun.set()
        with course_style():
            seen.append(inside.is_set())

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        before = dict(matplotlib.rcParams)
        other = threading.Thread(target=draw)
        with course_style(), course_style():
            other.start()
            assert begun.wait(10)
            other.join(0.2)
            assert not seen
            inside.set()
        other.join(10)
        assert seen == [True]
        assert dict(matplotlib.rcParams) == before
