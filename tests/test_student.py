"""What is handed out to a class: the course without guide and solutions."""

import os
import re
import subprocess
import sys
import zipfile

import nbformat
import pytest
from anywhere import student
from anywhere.pyodide import pip
from publishing.files import chosen


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("handed out")
    with zipfile.ZipFile(student.student(folder / "course.zip")) as opened:
        opened.extractall(folder)
    return folder / "convolution_course"


def test_neither_guide_nor_solutions_are_handed_out(unpacked):
    names = [path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*")]
    assert not [name for name in names if "instructor" in name or name.startswith("tests")]
    for path in [*unpacked.rglob("*.ipynb"), *unpacked.rglob("*.md")]:
        text = path.read_text(encoding="utf-8")
        assert '"solution"' not in text, path
        assert "# Solution" not in text, path
        assert "for_instructors" not in text, path


def test_all_notebooks_are_handed_out_with_empty_answers(unpacked):
    for path in chosen():
        notebook = nbformat.read(unpacked / "notebooks" / path.name, as_version=4)
        nbformat.validate(notebook)
        sources = [one.source for one in nbformat.read(path, as_version=4).cells]
        calls = [student.check_of(cell) for cell in notebook.cells if cell.cell_type == "code"]
        asked = [source for source in sources if "# Solution" not in source]
        assert len(notebook.cells) <= len(asked)
        assert (path.name[:2] == "00") or any(calls)


def test_what_is_handed_out_installs_like_the_course(unpacked, tmp_path):
    pip("install", "--no-deps", "--target", tmp_path, unpacked)
    code = "import helpers; from helpers.widgets import Stepper; print(helpers.__file__)"
    alone = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=alone, capture_output=True, text=True
    )
    assert done.stdout.startswith(str(tmp_path)), done.stderr
    makefile = (unpacked / "Makefile").read_text()
    for name in (".tools/setup.sh", ".tools/open_lab.py", ".ci/constraints.txt"):
        assert name in makefile
        assert (unpacked / name).exists()


def test_links_of_the_readme_lead_somewhere(unpacked):
    text = (unpacked / "README.md").read_text(encoding="utf-8")
    assert "## Start" in text
    for target in re.findall(r"\]\(([^)#]+)", text):
        assert target.startswith("https://") or (unpacked / target).exists(), target
