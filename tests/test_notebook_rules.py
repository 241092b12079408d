"""The stored notebooks keep the rules, which find fault with a bad notebook and pass a good one."""

import nbformat
import pytest
import rebuild
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from notebook_rules import faults

BOOKS = sorted(rebuild.NOTEBOOKS.glob("*.ipynb"))


def test_all_notebooks_are_there():
    assert [path.name[:2] for path in BOOKS] == [f"{k:02}" for k in range(10)]


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_stored_notebook_keeps_the_rules_and_has_the_normal_form(path):
    """The form is what `make notebooks` would write, apart from the outputs."""
    assert faults(path) == []
    stored = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(stored, as_version=4)
    rebuild.normalise(notebook)
    assert stored == rebuild.text(notebook), f"run `make notebooks NOTEBOOKS=notebooks/{path.name}`"


TITLE = "# Slide one signal along another\n\n> A promise.\n\n![Stems, c[3] = 1.625.](stems.png)"
OBJECTIVES = """**You will do:** something.

**You will learn**

- see,
- compute,
- tell.

**You need** Python.

**Time** 20 minutes."""
LINKS = """[another](01_first.ipynb), [a section](01_first.ipynb#Two-words), [here](#In-practice),
[outside](https://example.org), `[code](nowhere)`, $f[n](x)$, <https://example.org>, `np.ma.mask`

```python
# [a comment](nowhere)
mask = 1
```"""
FIGURE = {"text/html": '<img alt="three stems" src="data:,">', "text/plain": "<Figure>"}
SOLUTION = {"tags": ["solution"], "jupyter": {"source_hidden": True}}
ERROR = {"ename": "ValueError", "evalue": "no", "traceback": []}


def good():
    """Return the cells of a notebook that keeps every rule."""
    expected = {"tags": ["raises-exception"]}
    cells = [
        new_markdown_cell(TITLE),
        new_markdown_cell(OBJECTIVES),
        new_code_cell("import numpy as np"),
        new_markdown_cell("## A section\n\n" + LINKS),
        new_code_cell("np", outputs=[new_output("display_data", dict(FIGURE))]),
        new_markdown_cell("### A detail\n\n<img alt='three stems' src='stems.png'>"),
        new_code_cell("1 / 0", metadata=expected, outputs=[new_output("error", **ERROR)]),
        new_markdown_cell("That cannot be divided."),
    ]
    for k in range(7):
        cells += [new_code_cell(f"x = {k}\nassert x == {k}"), new_markdown_cell("So it is.")]
    cells += [
        new_markdown_cell("## Summary"),
        new_markdown_cell("## Exercises"),
        new_code_cell("assert x == 6", metadata=SOLUTION),
        new_markdown_cell("## In practice"),
        new_markdown_cell("## Next"),
    ]
    return cells


@pytest.fixture
def faults_of(tmp_path):
    """Return a function that stores cells, beside a picture and another notebook, and judges."""
    (tmp_path / "stems.png").write_bytes(b"")
    other = new_notebook(cells=[new_markdown_cell("# Title\n\n## Two *words*")])
    nbformat.write(other, tmp_path / "01_first.ipynb")

    def judge(cells, change=lambda nb: None):
        for cell in cells:
            cell.metadata.slideshow = {"slide_type": "slide"}
        for number, cell in enumerate((c for c in cells if c.cell_type == "code"), start=1):
            cell.execution_count = number
        notebook = new_notebook(cells=cells, metadata={"kernelspec": rebuild.KERNELSPEC})
        change(notebook)
        path = tmp_path / "02_second.ipynb"
        path.write_text(nbformat.v4.writes(notebook), encoding="utf-8")
        return faults(path)

    return judge


def test_a_good_notebook_keeps_the_rules(faults_of):
    assert faults_of(good()) == []


def cell(k, **new):
    """Return a change to cell k, such as of its source."""
    return lambda nb: nb.cells[k].update(new)


def meta(k, **new):
    """Return a change to the metadata of cell k."""
    return lambda nb: nb.cells[k].metadata.update(new)


def add(k, more):
    """Return a change that adds to the source of cell k."""
    return lambda nb: nb.cells[k].update(source=nb.cells[k].source + "\n\n" + more)


def swap(k, old, new):
    """Return a change that replaces a part of the source of cell k."""
    return lambda nb: nb.cells[k].update(source=nb.cells[k].source.replace(old, new))


def output(k, kind, *args, **kwargs):
    """Return a change that adds an output to cell k."""
    return lambda nb: nb.cells[k].outputs.append(new_output(kind, *args, **kwargs))


def html(k, text):
    """Return a change that adds an output of HTML to cell k."""
    return output(k, "display_data", {"text/html": text})


def without(first, last):
    """Return a change that removes cells."""
    return lambda nb: nb.cells.__delitem__(slice(first, last + 1))


BAD = [  # changes to the good notebook, and what is said then
    # the file
    (cell(2, execution_count="1"), "not valid"),
    (add(3, "x" * 300_000), "more than 300 KB"),
    (cell(4, execution_count=None), "cell 4: stored as number None, not 2"),
    (cell(8, source=" \n"), "cell 8: is empty"),
    (meta(4, tags=["nbval-skip"]), "cell 4: leaves itself out"),
    # its outputs
    (output(4, "error", **ERROR), "cell 4: stores the error ValueError: no"),
    (output(6, "stream", name="stderr", text="careful"), "stores text on stderr: 'careful'"),
    (output(4, "stream", text="saved in /home/ada/x.txt"), "cell 4: an output names /home/ada"),
    (html(4, '<img src="data:,">'), "cell 4: an output has <img> without"),
    (html(4, "<svg><path></path></svg>"), "<svg> without"),
    (
        output(4, "display_data", {"image/png": "aGVsbG8=", "text/html": "<p>words</p>"}),
        "cell 4: an output is image/png without HTML",
    ),
    # its anatomy
    (add(3, "# Two"), "in cells [0, 3]"),
    (cell(3, source="Words."), "cell 5: 'A detail' has level 3 after level 1"),
    (swap(0, "> ", ""), "no promise"),
    (swap(0, "![", "["), "no picture before"),
    (swap(1, "**Time**", "**Clock**"), "no **Time**"),
    (swap(1, "- tell.", ""), "2 points under"),
    (cell(22, source="Words."), "not ['Summary', "),
    (without(8, 10), "24 cells, not 25 to 60"),
    # the slides
    (lambda nb: nb.cells[4].metadata.pop("slideshow"), "cell 4: slide_type is None"),
    (meta(5, slideshow={"slide_type": "slide", "stesp": []}), "cell 5: slideshow has ['stesp']"),
    (meta(5, tags=["slide-code"]), "cell 5: slide-code on a cell whose code is on no slide"),
    # the code
    (cell(4, source="x = 1\n" * 16), "cell 4: 16 lines"),
    (cell(2, source="import os\n" * 11), "cell 2: the set-up has 11 lines"),
    (cell(2, source="x = 1"), "imports nothing"),
    (add(4, "!ls"), "cell 4: contains '!'"),
    (add(4, "import sys\nsys.path.append('..')"), "'sys.path'"),
    (without(7, 7), "cell 6: raises an exception"),
    (meta(24, jupyter={}), "cell 24: the solution is not hidden"),
    (cell(24, source="x = 'assert'  # assert"), "cell 24: the solution asserts nothing"),
    # pictures, links, words
    (add(5, "![c[3]](no.png)"), "there is no picture no.png"),
    (add(5, "![](stems.png)"), "stems.png has no description"),
    (add(3, "[a](http://example.org)"), "neither https nor a file"),
    (add(3, "[a](#Nowhere)"), "#Nowhere leads to no heading"),
    (add(3, "[![c[3]](stems.png)](no.html)"), "no.html leads to no file"),
    (add(3, "Two Masks."), "cell 3: says 'mask'"),
]


@pytest.mark.parametrize(("change", "complaint"), BAD, ids=[complaint for _, complaint in BAD])
def test_a_bad_notebook_breaks_a_rule(faults_of, change, complaint):
    found = faults_of(good(), change)
    assert any(complaint in fault for fault in found), found
    assert all(fault.startswith("02_second.ipynb, ") for fault in found)
