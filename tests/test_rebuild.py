"""The stored form of notebooks: complete, the same on every run, and free of what passes."""

import os

import nbformat
import pytest
import rebuild
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

SHOW_WIDGET = """from IPython.display import display
bundle = {"text/plain": "a slider", "text/html": "<p>a slider</p>"}
bundle["application/vnd.jupyter.widget-view+json"] = {"model_id": "abc"}
display(bundle, raw=True)"""


def write(path, *sources, tags=()):
    """Write a notebook of code cells; the last one carries the tags."""
    cells = [new_code_cell(source) for source in sources]
    cells[-1].metadata.tags = list(tags)
    nbformat.write(new_notebook(cells=[new_markdown_cell("# Title"), *cells]), path)
    return path


def rebuilt(path):
    """Rebuild a notebook and return it."""
    rebuild.rebuild(path)
    return nbformat.read(path, as_version=4)


def test_a_notebook_is_stored_as_run_once(tmp_path):
    path = write(tmp_path / "book.ipynb", "print('é')\nprint(2)", "", "x = 3\nx")
    book = rebuilt(path)
    assert [c.execution_count for c in book.cells[1:]] == [1, None, 2]
    assert book.cells[1].outputs[0].text == "é\n2\n"
    assert book.cells[3].outputs[0].data == {"text/plain": "3"}
    assert b'\n "cells"' in path.read_bytes()
    assert "é".encode() in path.read_bytes()
    assert path.read_bytes().endswith(b"}\n")
    assert [p.name for p in tmp_path.iterdir()] == ["book.ipynb"]


def test_neither_what_passes_nor_folders_of_this_machine_are_stored(tmp_path):
    source = "import numpy as np\nnp.linalg.inv(np.zeros((2, 3)))"
    path = write(tmp_path / "book.ipynb", SHOW_WIDGET, source, tags=["raises-exception"])
    book = nbformat.read(path, as_version=4)
    book.metadata.widgets = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    book.metadata.language_info = {"name": "python", "version": "3.11.7"}
    book.metadata.kernelspec = {"name": "my-kernel", "display_name": "mine"}
    book.cells[1].metadata.update(execution={"iopub.execute_input": "now"}, scrolled=True)
    book.cells[1].metadata.slideshow = {"slide_type": "slide"}
    nbformat.write(book, path)
    new = rebuilt(path)
    assert "widgets" not in new.metadata
    assert "version" not in new.metadata.language_info
    assert new.metadata.kernelspec.name == "python3"
    assert new.cells[1].metadata == {"slideshow": {"slide_type": "slide"}}
    assert list(new.cells[1].outputs[0].data) == ["text/html", "text/plain"]
    assert [c.id for c in new.cells] == [c.id for c in book.cells]
    trace = rebuild.ANSI.sub("", "\n".join(new.cells[2].outputs[0].traceback))
    assert f"File {os.path.join('numpy', 'linalg')}" in trace  # no folder of this machine
    assert "site-packages" not in trace


def test_a_failing_cell_is_named_and_its_notebook_left_alone(tmp_path):
    path = write(tmp_path / "book.ipynb", "x = 1", "x / 0", "print('never')")
    before = path.read_bytes()
    with pytest.raises(rebuild.CellError, match=r"(?s)^cell 2: .*x / 0.*ZeroDivisionError"):
        rebuild.rebuild(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("import warnings\nwarnings.warn('old')", "UserWarning: old"),
        ("import os\nos._exit(1)", "cell 1: Kernel died"),
    ],
)
def test_warnings_and_dead_kernels_are_failures(tmp_path, source, complaint):
    with pytest.raises(rebuild.CellError, match=complaint):
        rebuild.rebuild(write(tmp_path / "book.ipynb", source))


def test_a_second_run_writes_the_same_bytes_and_the_command_says_so(tmp_path, monkeypatch, capsys):
    many = "import sys\nfor k in range(300):\n    print(k, flush=True)"
    varying = "import time\nprint(time.perf_counter())"
    cells = many, SHOW_WIDGET, varying, "raise ValueError('no')"
    path = write(tmp_path / "book.ipynb", *cells, tags=["raises-exception"])
    book = nbformat.read(path, as_version=4)
    book.cells[3].metadata.tags = ["nbval-ignore-output"]
    nbformat.write(book, path)
    monkeypatch.setattr("sys.argv", ["rebuild.py", str(path)])
    rebuild.main()
    first = path.read_bytes()
    assert nbformat.read(path, as_version=4).cells[3].outputs
    rebuild.main()
    assert path.read_bytes() == first
    assert capsys.readouterr().out == "book.ipynb: changed\nbook.ipynb: unchanged\n"
    write(path, "1 / 0")
    with pytest.raises(SystemExit, match=r"^book\.ipynb, cell 1: "):
        rebuild.main()


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "deck.html"
    path.write_text("old")

    def fail(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OSError, match="full"):
        rebuild.replace(path, b"new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("failing", [1, 2])
def test_a_kernel_that_does_not_start_is_tried_once_more(tmp_path, monkeypatch, failing):
    asked = []

    def attempt(client, **options):
        asked.append(client)
        if len(asked) <= failing:
            raise RuntimeError("Kernel didn't respond in 60 seconds")

    monkeypatch.setattr(rebuild.NotebookClient, "execute", attempt)
    path = write(tmp_path / "book.ipynb", "1 + 1")
    if failing == 1:
        rebuild.rebuild(path)
    else:
        with pytest.raises(rebuild.CellError, match="the start of the kernel: Kernel didn't"):
            rebuild.rebuild(path)
    assert len(asked) == 2
