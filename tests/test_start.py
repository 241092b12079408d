"""The start page says what is missing and how far the learner has come."""

import json
import re

import nbformat
import pytest
import rebuild
from shown import data_of, text_of

from helpers import record
from helpers.check import asked_in
from helpers.check.asked import ASKED
from helpers.widgets import start
from helpers.widgets.start import Progress, SetUp, requirements

pytestmark = pytest.mark.usefixtures("fresh_record")


def test_here_everything_is_there():
    lines = dict(requirements())
    assert all(lines.values())
    assert "Python 3.11 or newer" in lines
    assert "numpy 2.0 or newer" in lines
    assert not any("pytest" in line for line in lines)


def test_what_is_missing_or_old_is_named(monkeypatch):
    needed = ["numpy>=2.0", "numpy>=999", "no-such-package>=1.5", 'pytest>=1; extra == "test"']
    monkeypatch.setattr(start, "requires", lambda name: needed)
    monkeypatch.setattr(start, "PYTHON", (9, 1))
    assert requirements() == [
        ("Python 9.1 or newer", False),
        ("numpy 2.0 or newer", True),
        ("numpy 999 or newer", False),
        ("no-such-package 1.5 or newer", False),
    ]
    data = data_of(SetUp())
    assert data["text/plain"].splitlines()[1:3] == [
        "numpy 2.0 or newer: yes",
        "numpy 999 or newer: MISSING. Install the course again (see README)",
    ]
    assert "<li>no-such-package 1.5 or newer: MISSING" in data["text/html"]


def test_the_kernel_hears_the_slider():
    check = SetUp()
    assert "Now move the slider" in check.heard.value
    check.player.slider.value = 4
    assert "stands at n = 4. All is well." in check.heard.value
    assert check.player.frames[4].alt.startswith("Step 5 of 6 of the convolution")
    data = data_of(SetUp())
    assert 'alt="Step 1 of 6 of the convolution' in data["text/html"]


def rows():
    return {line[9:11]: line[13:] for line in repr(Progress()).splitlines()}


def test_predictions_and_solved_exercises_count_once():
    before = rows()
    for correct in (False, False, True, True):
        record.append({"kind": "check", "key": "convolve", "correct": correct})
    for key in ("02/length", "02/length", "02/largest", "no such question"):
        record.append({"kind": "prediction", "key": key, "answer": "x", "correct": False})
    record.append({"kind": "check", "key": "number/my length", "correct": False})
    record.append({"kind": "step", "key": "number/my c[1]", "correct": True})
    after = rows()
    assert after["02"].startswith("2 of 5 predictions made, 1 of 4 exercises")
    assert {name: text for name, text in after.items() if name != "02"} == {
        name: text for name, text in before.items() if name != "02"
    }


def test_a_function_of_ours_that_was_repaired_is_no_exercise_solved():
    for name in ("repair_me", "my_convolve"):
        assert rows()["02"].endswith(" 0 of 4 exercises solved")
        record.append({"kind": "check", "key": "convolve", "correct": True, "name": name})
    assert rows()["02"].endswith(" 1 of 4 exercises solved")


def test_the_numbers_that_count_are_those_that_the_notebooks_ask_for():
    for path in rebuild.NOTEBOOKS.glob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        asking = [c.source for c in cells if re.search(r"check\.numbers?\(my", c.source)]
        asked = [key for key in ASKED if f'"{key}"' in "".join(asking)]
        wanted = {key for key in asked_in(path.stem[:2]) if key.startswith("number/")}
        assert {f"number/{key}" for key in asked} == wanted, path.stem


def test_trouble_with_the_record_is_said(fresh_record, monkeypatch):
    fresh_record.write_text("no JSON <b>\n" + json.dumps({"kind": "check"}) + "\n")
    said = Progress()
    assert said.message
    assert repr(said).endswith(said.message)
    monkeypatch.setenv("COURSE_PROGRESS", str(fresh_record.parent))  # a folder stands in the way
    record.append({"kind": "check", "key": "convolve", "correct": True})
    said = Progress()
    assert "1 of 4 exercises" in repr(said)
    assert repr(said).endswith(said.message)
    assert said.message in text_of(said._repr_html_())
