"""The course as an assignment: nbgrader hands it out, collects it, and counts the points."""

import ast
import os
import shutil
import sqlite3
import subprocess
import sys

import nbformat
import pytest
from anywhere import student
from anywhere.pyodide import pip
from publishing.files import BUILD, ROOT

# What nbgrader needs besides what the tests have; all of it would bring a second JupyterLab.
NBGRADER = ("alembic", "Mako", "nbgrader", "RapidFuzz", "SQLAlchemy")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return student.grading(tmp_path_factory.mktemp("grading") / "course")


def graded(course):
    """Return pairs of cells: what a learner writes, and its test."""
    for path in sorted(course.rglob("source/**/*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        for k, cell in enumerate(cells):
            if cell.metadata.get("nbgrader", {}).get("solution"):
                yield path.name, cell, cells[k + 1]


def test_every_exercise_has_a_solution_and_a_test(course):
    found = list(graded(course))
    assert len(found) > 20
    for name, written, test in found:
        assert test.metadata.nbgrader.grade, name
        assert test.metadata.nbgrader.locked
        assert ".correct" in test.source or "check.numbers" in test.source
        assert "### BEGIN SOLUTION\n### END" not in written.source, (name, written.source)
        ast.parse(written.source)


@pytest.fixture(scope="module")
def nbgrader():
    """Return a function that runs nbgrader, in a place of its own, in the folder of a course."""
    place = BUILD / "assets" / "nbgrader"
    if not (place / "nbgrader").exists():
        shutil.rmtree(place, ignore_errors=True)
        constraints = ROOT / ".ci" / "constraints.txt"
        pip("install", "--no-deps", "--target", place, "--constraint", constraints, *NBGRADER)

    def run(folder, *arguments):
        found = os.pathsep.join([str(place / "bin"), os.environ["PATH"]])
        environment = {**os.environ, "PYTHONPATH": str(place), "PATH": found}
        environment.pop("COURSE_PROGRESS", None)
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=folder, env=environment, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]

    return run


def test_nbgrader_counts_what_the_checks_find(course, nbgrader):
    """One learner hands in the solutions, one the assignment as it was handed out."""
    for path in (course / "source" / "convolution").glob("*.ipynb"):
        if path.name[:2] != "02":  # one notebook is enough to see that it works
            path.unlink()
    nbgrader(course, "generate_assignment", "convolution")
    released = course / "release" / "convolution"
    assert "def my_convolve(a, b)" in (released / "02_convolution_1d.ipynb").read_text()
    assert "SOLUTION" not in (released / "02_convolution_1d.ipynb").read_text()
    shutil.copytree(released, course / "submitted" / "bob" / "convolution")
    shutil.copytree(course / "source" / "convolution", course / "submitted/ada/convolution")
    nbgrader(course, "autograde", "convolution")
    assert scores(course / "gradebook.db") == {"ada": 2, "bob": 0}


def scores(path):
    """Return the points of each learner."""
    with sqlite3.connect(path) as opened:
        rows = opened.execute(
            "SELECT submitted_assignment.student_id, SUM(grade.auto_score) FROM grade"
            " JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id"
            " JOIN submitted_assignment"
            " ON submitted_notebook.assignment_id = submitted_assignment.id"
            " GROUP BY submitted_assignment.student_id"
        ).fetchall()
    return dict(rows)
