"""Each hole of nbval's, with a cell that would slip through it."""

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

TESTS = Path(__file__).parent
TOOLS = TESTS.parent / ".tools"


def shown(html):
    """Return the display of a piece of HTML, as it is stored."""
    return new_output("display_data", {"text/html": html, "text/plain": "<HTML>"})


def raised(name, message):
    """Return an exception, as it is stored."""
    return new_output("error", ename=name, evalue=message, traceback=[])


def result(text):
    """Return the value of a cell, as it is stored."""
    return new_output("execute_result", {"text/plain": text}, execution_count=1)


def cell(source, *outputs, tags=()):
    """Return a stored code cell."""
    return new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)})


def display(html, stored):
    """Return a cell that displays a piece of HTML, and where another one is stored."""
    bundle = {"text/html": html, "text/plain": "<HTML>"}
    source = f"from IPython.display import display\ndisplay({bundle!r}, raw=True)"
    return cell(source, shown(stored))


def picture(payload, alt="a stem plot"):
    """Return an image element that carries its picture."""
    return f'<img alt="{alt}" src="data:image/png;base64,{payload}">'


def run(folder, timeout, **books):
    """Run notebooks of these cells; return what is wrong with each cell, "" for nothing."""
    for name, cells in books.items():
        for number, one in enumerate(cells, 1):
            one.execution_count = number
        nbformat.write(new_notebook(cells=cells), folder / f"{name}.ipynb")
    (folder / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n")
    command = [sys.executable, "-m", "pytest", "--nbval", f"--nbval-cell-timeout={timeout}"]
    command += ["-p", "nbval_strict", "-p", "no:cacheprovider", "--junit-xml=report.xml", "."]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    environment |= {
        "PYTHONPATH": os.pathsep.join(map(str, (TESTS, TOOLS))),
        "PYTHONWARNINGS": "default",
    }
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=500)
    found = {}
    for case in ElementTree.parse(folder / "report.xml").iter("testcase"):
        said = "".join(part.text or part.tag for part in case)
        plain = re.sub(r"(\x1b|#x1B)\[[0-9;]*m", "", said)
        found[case.get("classname"), case.get("name")] = plain
    return found


GOOD = {
    "a value": cell("3", result("3")),
    "the last value": cell("_ + 1", result("4")),
    "the list of values": cell("Out[1], Out[2]", result("(3, 4)")),
    "a closing semicolon": cell("3;"),
    "another picture under the same description": display(
        picture("aGVsbG8="), stored=picture("d29ybGQ=")
    ),
    "progress and profile of a first-time learner": cell(
        "import os, pathlib\n"
        "progress = pathlib.Path(os.environ['COURSE_PROGRESS'])\n"
        "assert not progress.exists() and progress.parent.is_dir()\n"
        "assert pathlib.Path(os.environ['IPYTHONDIR']).parent == progress.parent"
    ),
}

BAD = {
    "an exception that does not come": (cell("1;", tags=["raises-exception"]), "raises nothing"),
    "an exception that was stored and does not come": (
        cell("x = 1", raised("ValueError", "no"), tags=["raises-exception"]),
        "Missing output fields",
    ),
    "a warning": (cell("import warnings\nwarnings.warn('careful')"), "UserWarning: careful"),
    "a changed description": (
        display(picture("aGVsbG8="), stored=picture("aGVsbG8=", alt="an image")),
        "mismatch 'text/html'",
    ),
    "an empty picture": (display(picture(""), stored=picture("aGVsbG8=")), "mismatch 'text/html'"),
    "a cell that runs only once": (
        cell("if 'once' in globals():\n    del once[0]\nelse:\n    once = []"),
        "IndexError",
    ),
    "an answer that nobody gave": (
        cell("from helpers import record\nrecord.append({'kind': 'check', 'key': 'convolve'})"),
        "It keeps an answer that nobody gave",
    ),
    "an end of the kernel": (cell("import os\nos._exit(1)"), "The kernel died"),
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """Return what is said of each cell; an endless one stands last."""
    folder, bad = tmp_path_factory.mktemp("books"), [one for one, _ in BAD.values()]
    found = run(folder, 6, good=[*GOOD.values(), cell("import time\ntime.sleep(500)")], bad=bad)
    assert len(found) == len(GOOD) + len(BAD) + 1
    return found


def test_good_cells_pass(verdicts):
    found = {name: verdicts["good.ipynb", f"Cell {k}"] for k, name in enumerate(GOOD)}
    assert found == dict.fromkeys(GOOD, "")


@pytest.mark.parametrize("name", BAD)
def test_a_bad_cell_fails(verdicts, name):
    assert BAD[name][1] in verdicts["bad.ipynb", f"Cell {list(BAD).index(name)}"]


def test_an_endless_cell_fails_at_the_timeout(verdicts):
    assert "Timeout of 6 seconds exceeded" in verdicts["good.ipynb", f"Cell {len(GOOD)}"]
