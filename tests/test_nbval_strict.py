"""Each hole of nbval's, with a cell that would slip through it."""

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import nbval_strict
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

TESTS = Path(__file__).parent
TOOLS = TESTS.parent / ".tools"


def shown(html):
    """Return the display of a piece of HTML, as it is stored."""
    return new_output("display_data", {"text/html": html, "text/plain": "<HTML>"})


def printed(text, name="stdout"):
    """Return a piece of printed text, as it is stored."""
    return new_output("stream", name=name, text=text)


def raised(name, message):
    """Return an exception, as it is stored."""
    return new_output("error", ename=name, evalue=message, traceback=[])


def result(text):
    """Return the value of a cell, as it is stored."""
    return new_output("execute_result", {"text/plain": text}, execution_count=1)


def cell(source, *outputs, tags=()):
    """Return a stored code cell."""
    return new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)})


def display(html):
    """Return the source of a cell that displays a piece of HTML."""
    return (
        "from IPython.display import display\n"
        f"display({{'text/html': {html!r}, 'text/plain': '<HTML>'}}, raw=True)"
    )


def picture(payload, alt="a stem plot"):
    """Return an image element that carries its picture."""
    return f'<img alt="{alt}" src="data:image/png;base64,{payload}">'


def write(path, cells):
    """Write a notebook of these cells, numbered from 1."""
    for number, one in enumerate(cells, 1):
        one.execution_count = number
    nbformat.write(new_notebook(cells=cells), path)


def run(folder, timeout):
    """Run the notebooks in a folder; return what is wrong with each cell, "" for nothing."""
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
        text = "".join(part.text for part in case if part.tag in ("failure", "error"))
        skipped = ["skipped" for part in case if part.tag == "skipped"]
        plain = re.sub(r"(\x1b|#x1B)\[[0-9;]*m", "", text)
        found[case.get("classname"), case.get("name")] = plain + "".join(skipped)
    return found


GOOD = {
    "a value": cell("3", result("3")),
    "the last value": cell("_ + 1", result("4")),
    "the list of values": cell("Out[1], Out[2]", result("(3, 4)")),
    "a closing semicolon": cell("3;"),
    "an expected exception": cell(
        "1 / 0", raised("ZeroDivisionError", "division by zero"), tags=["raises-exception"]
    ),
    "another picture under the same description": cell(
        display(picture("aGVsbG8=")), shown(picture("d29ybGQ="))
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
    "another exception": (
        cell("1 / 0", raised("ValueError", "no"), tags=["raises-exception"]),
        "Cell outputs differ",
    ),
    "an exception without the tag": (cell("1 / 0"), "ZeroDivisionError"),
    "a changed print": (cell("print(1)", printed("2\n")), "mismatch 'stdout'"),
    "one more print": (cell("print(1)\nprint(2)", printed("1\n")), "mismatch 'stdout'"),
    "a print that was not there": (cell("print(1)"), "Unexpected output fields"),
    "text on stderr": (
        cell("import sys\nprint('careful', file=sys.stderr)"),
        "Unexpected output fields",
    ),
    "a warning": (cell("import warnings\nwarnings.warn('careful')"), "UserWarning: careful"),
    "a changed value": (cell("1 + 1", result("3")), "mismatch 'text/plain'"),
    "changed HTML": (cell(display("<p>two</p>"), shown("<p>three</p>")), "mismatch 'text/html'"),
    "a changed description": (
        cell(display(picture("aGVsbG8=")), shown(picture("aGVsbG8=", alt="an image"))),
        "mismatch 'text/html'",
    ),
    "an empty picture": (
        cell(display(picture("")), shown(picture("aGVsbG8="))),
        "mismatch 'text/html'",
    ),
    "a picture of another kind": (
        cell(display(picture("aGVsbG8=").replace("png", "jpeg")), shown(picture("aGVsbG8="))),
        "mismatch 'text/html'",
    ),
    "a cell that runs only once": (
        cell("if 'once' in globals():\n    del once[0]\nelse:\n    once = []"),
        "IndexError",
    ),
    "an end of the kernel": (cell("import os\nos._exit(1)"), "The kernel died"),
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("books")
    write(folder / "good.ipynb", list(GOOD.values()))
    write(folder / "bad.ipynb", [one for one, _ in BAD.values()])
    found = run(folder, timeout=10_000)
    assert len(found) == len(GOOD) + len(BAD)
    return found


@pytest.mark.parametrize("name", GOOD)
def test_a_good_cell_passes(verdicts, name):
    assert verdicts["good.ipynb", f"Cell {list(GOOD).index(name)}"] == ""


@pytest.mark.parametrize("name", BAD)
def test_a_bad_cell_fails(verdicts, name):
    assert BAD[name][1] in verdicts["bad.ipynb", f"Cell {list(BAD).index(name)}"]


def test_an_endless_cell_fails_at_the_timeout(tmp_path):
    write(tmp_path / "book.ipynb", [cell("while True: pass")])
    (said,) = run(tmp_path, timeout=2).values()
    assert "Timeout of 2 seconds exceeded" in said


def test_a_kernel_that_does_not_start_is_tried_once_more(tmp_path, monkeypatch):
    asked = []

    def start(**options):
        asked.append(options)
        if len(asked) == 1:
            raise RuntimeError("Kernel died before replying to kernel_info")
        return "manager", "client"

    monkeypatch.setattr(nbval_strict, "start_new_kernel", start)
    monkeypatch.setattr(nbval_strict.StrictKernel, "_ensure_iopub_up", lambda kernel: None)
    kernel = nbval_strict.StrictKernel(tmp_path, tmp_path / "scratch", 60)
    assert (kernel.km, kernel.kc, len(asked)) == ("manager", "client", 2)
