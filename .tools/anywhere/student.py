"""The course for a class: without solutions and guide, and ready for nbgrader.

`student` is what an instructor hands out; `grading` is what nbgrader makes assignments of, tests
them with the course's own checks, and counts the points.
"""

import ast
import json
import re
import shutil

import nbformat
from nbformat.v4 import new_code_cell
from publishing.files import BUILD, ROOT, chosen

from .wheels import files_below, zipped

STUDENT, GRADING = BUILD / "convolution_course.zip", BUILD / "grading"
ASSIGNMENT = "convolution"
SOLUTION = "solution"
KEPT = ("LICENSE", "LICENSE-text", "pyproject.toml", ".tools/open_lab.py", ".tools/setup.sh")
KEPT_BELOW = (".tools/lab-settings", "helpers", "images")
MAKEFILE = """\
CONSTRAINTS ?= .ci/constraints.txt
PY := $(if $(filter Windows_NT,$(OS)),.venv/Scripts/python.exe,.venv/bin/python)
export PYTHON

lab:  # Open the course in JupyterLab (LAB="--port=9999" hands options on)
\t@sh .tools/setup.sh lab $(CONSTRAINTS)
\t@$(PY) .tools/open_lab.py $(LAB)
"""
CONFIG = """\
# Made of the course's notebooks. In this folder:
#     nbgrader generate_assignment convolution
# then put what comes back below submitted/NAME/convolution/, and
#     nbgrader autograde convolution
# The environment needs the course as well as nbgrader: pip install -e FOLDER OF THE COURSE.
c = get_config()
c.CourseDirectory.course_id = "convolution"
c.ClearSolutions.code_stub = {"python": "# Write your answer above."}
c.ExecutePreprocessor.timeout = 120
"""


def student(path=STUDENT):
    """Write the course as a zip without guide and solutions, which installs as the course does."""
    files = {name: (ROOT / name).read_bytes() for name in KEPT}
    for top in KEPT_BELOW:
        for name, content in files_below(ROOT / top).items():
            if "__pycache__" not in name:
                files[f"{top}/{name}"] = content
    files[".ci/constraints.txt"] = (ROOT / ".ci" / "constraints.txt").read_bytes()
    files["Makefile"] = MAKEFILE.encode()
    files["README.md"] = readme().encode()
    for one in chosen():
        notebook = without_solutions(nbformat.read(one, as_version=4))
        files[f"notebooks/{one.name}"] = nbformat.writes(notebook).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(zipped({f"convolution_course/{name}": files[name] for name in sorted(files)}))
    return path


def readme():
    """Return what README.md says to learners: all up to what is for teachers."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    kept = [part for part in re.split(r"(?m)^(?=## )", text) if for_learners(part)]
    return without_lost_links("".join(kept)).rstrip() + "\n"


def for_learners(part):
    """Tell whether a section of README.md is for those who take the course."""
    return not part.startswith("## ") or part.startswith(("## Start", "## The course", "## Licen"))


def without_solutions(notebook):
    """Return a notebook without the cells of solutions, and without links to the guide."""
    notebook.cells = [cell for cell in notebook.cells if not is_solution(cell)]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = without_lost_links(cell.source)
    return notebook


def without_lost_links(text):
    """Leave the words of links to what is not handed out.

    Examples
    --------
    >>> without_lost_links("see [the guide](notebooks/for_instructors.md#02) or [02](02.ipynb)")
    'see the guide or [02](02.ipynb)'
    """
    return re.sub(r"\[([^]]*)\]\([^)]*for_instructors\.md[^)]*\)", r"\1", text)


def is_solution(cell):
    """Tell whether a cell is a solution."""
    return SOLUTION in cell.metadata.get("tags", [])


# --- nbgrader -------------------------------------------------------------------------------


def grading(folder=GRADING):
    """Write a folder in which nbgrader finds the course as one assignment, and return it."""
    shutil.rmtree(folder, ignore_errors=True)
    place = folder / "source" / ASSIGNMENT
    place.mkdir(parents=True)
    (folder / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    shutil.copytree(ROOT / "images", place / "images")
    for path in chosen():
        notebook = gradable(nbformat.read(path, as_version=4))
        if any("nbgrader" in cell.metadata for cell in notebook.cells):
            nbformat.write(notebook, place / path.name)
    return folder


def gradable(notebook):
    """Return a notebook in which each exercise has a solution to be cleared, and a test."""
    solutions = {k: cell.source for k, cell in enumerate(notebook.cells) if is_solution(cell)}
    cells = []
    for k, cell in enumerate(notebook.cells):
        cell.source = cell.source.replace("](../images/", "](images/")
        call = check_of(cell) if cell.cell_type == "code" and not is_solution(cell) else None
        if call:
            cells += exercise(cell, call, [text for at, text in solutions.items() if at > k])
        elif not is_solution(cell):
            cells.append(cell)
    notebook.cells = cells
    return notebook


def check_of(cell):
    """Return the call of a check that a cell ends with, None where it does not."""
    body = ast.parse(cell.source).body
    last = body[-1].value if body and isinstance(body[-1], ast.Expr) else None
    return last if is_check(last) and isinstance(last.args[0], ast.Name) else None


def is_check(node):
    """Tell whether a piece of code is ``check.something(…)``."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) == "check"
        and bool(node.args)
    )


def exercise(cell, call, solutions):
    """Return the cells of an exercise: what the learner writes, and the test that counts it."""
    name, source = call.args[0].id, segment(cell.source, call)
    before = cell.source[: cell.source.rindex("check.")].rstrip()
    hidden = "\n".join(["### BEGIN SOLUTION", *solved(call, name, solutions), "### END SOLUTION"])
    cell.source = f"{before}\n\n\n{hidden}\n{source}"
    cell.outputs, cell.execution_count = [], None
    cell.metadata["nbgrader"] = about(cell.id, solution=True)
    several = call.func.attr == "numbers"
    asserted = f"{source[:-1]}, keep=False)"
    test = f"assert {asserted}" if several else f"assert {asserted}.correct"
    counted = new_code_cell(test)
    counted.metadata["nbgrader"] = about(f"{cell.id}-test", grade=True, points=1)
    return [cell, counted]


def solved(call, name, solutions):
    """Return the lines that solve an exercise, from the first solution that checks the same."""
    for text in solutions:
        body = ast.parse(text).body
        for statement in body:
            for found in filter(is_check, ast.walk(statement)):
                if isinstance(statement, ast.Assert) and same_question(found, call):
                    kept = [one for one in body if not checks(one)]
                    lines = [f"{segment(text, one)}\n" for one in kept]
                    return [*lines, f"{name} = {segment(text, found.args[0])}"]
    return []


def segment(text, node):
    """Return a piece of code as it was written."""
    return ast.get_source_segment(text, node)


def checks(statement):
    """Tell whether a statement asserts what a check says."""
    return isinstance(statement, ast.Assert) and any(map(is_check, ast.walk(statement)))


def same_question(one, other):
    """Tell whether two calls check the same: the same check, and the same name of a number."""
    return ast.dump(one.func) == ast.dump(other.func) and [
        ast.unparse(argument) for argument in one.args[1:]
    ] == [ast.unparse(argument) for argument in other.args[1:]]


def about(name, *, grade=False, solution=False, points=0):
    """Return what nbgrader has to know of a cell."""
    found = {"grade": grade, "grade_id": name, "locked": grade, "schema_version": 3}
    return found | {"solution": solution, "task": False} | ({"points": points} if grade else {})


def count(folder):
    """Return how many tests there are in each notebook of a folder that `grading` has written."""
    found = {}
    for path in sorted((folder / "source" / ASSIGNMENT).glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        about_cells = [cell["metadata"].get("nbgrader", {}) for cell in cells]
        found[path.name] = sum(one.get("points", 0) for one in about_cells)
    return found
