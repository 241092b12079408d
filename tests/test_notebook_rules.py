"""Each rule for notebooks lets a good one pass and finds fault with a bad one."""

import nbformat
import notebook_rules
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from rebuild import KERNELSPEC, LANGUAGE

TITLE = "# Slide one signal along another\n\n> A promise.\n\n![Stems, c[3] = 1.625.](stems.png)"
OBJECTIVES = """**You will do:** something.

**You will learn**

- see,
- compute,
- tell.

**You need** Python.

**Time** 20 minutes."""
LINKS = """[another](01_first.ipynb), [a section](01_first.ipynb#Two-words), [here](#In-practice),
[outside](https://example.org), `[code](nowhere)`, $f[n](x)$, <https://example.org>

```python
# [a comment](nowhere)
```"""
FIGURE = {"text/html": '<img alt="three stems" src="data:,">', "text/plain": "<Figure>"}


def good():
    """Return the cells of a notebook that keeps every rule."""
    cells = [
        new_markdown_cell(TITLE),
        new_markdown_cell(OBJECTIVES),
        new_code_cell("import numpy as np"),
        new_markdown_cell("## A section\n\n" + LINKS),
        new_code_cell("np", outputs=[new_output("display_data", dict(FIGURE))]),
        new_markdown_cell("### A detail\n\n<img alt='three stems' src='stems.png'>"),
        new_code_cell(
            "1 / 0",
            metadata={"tags": ["raises-exception"]},
            outputs=[new_output("error", ename="ZeroDivisionError", evalue="no", traceback=[])],
        ),
        new_markdown_cell("That cannot be divided."),
    ]
    for k in range(7):
        cells += [new_code_cell(f"x = {k}\nassert x == {k}"), new_markdown_cell("So it is.")]
    cells += [
        new_markdown_cell("## Summary"),
        new_markdown_cell("## Exercises"),
        new_code_cell(
            "assert x == 6",
            metadata={"tags": ["solution"], "jupyter": {"source_hidden": True}},
        ),
        new_markdown_cell("## In practice"),
        new_markdown_cell("## Next"),
    ]
    number = 0
    for cell in cells:
        cell.metadata.slideshow = {"slide_type": "slide"}
        if cell.cell_type == "code":
            number += 1
            cell.execution_count = number
    return cells


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a notebook, beside a picture and another notebook."""
    (tmp_path / "stems.png").write_bytes(b"")
    other = new_notebook(cells=[new_markdown_cell("# Title\n\n## Two *words*")])
    nbformat.write(other, tmp_path / "01_first.ipynb")

    def to(cells, name="02_second.ipynb", change=lambda nb: None):
        notebook = new_notebook(
            cells=cells, metadata={"kernelspec": KERNELSPEC, "language_info": dict(LANGUAGE)}
        )
        change(notebook)
        path = tmp_path / name
        path.write_text(nbformat.v4.writes(notebook), encoding="utf-8")
        return path

    return to


@pytest.mark.parametrize("check", notebook_rules.RULES, ids=lambda check: check.__name__)
def test_a_good_notebook_keeps_the_rule(write, check):
    assert notebook_rules.faults(check, write(good())) == []


def source(k, new):
    """Return a change that gives cell k another source."""
    return lambda nb: nb.cells[k].update(source=new)


def add(k, more):
    """Return a change that adds to the source of cell k."""
    return lambda nb: nb.cells[k].update(source=nb.cells[k].source + "\n\n" + more)


def swap(k, old, new):
    """Return a change that replaces a part of the source of cell k."""
    return lambda nb: nb.cells[k].update(source=nb.cells[k].source.replace(old, new))


def meta(k, **new):
    """Return a change to the metadata of cell k."""
    return lambda nb: nb.cells[k].metadata.update(new)


def output(k, kind, *args, **kwargs):
    """Return a change that adds an output to cell k."""
    return lambda nb: nb.cells[k].outputs.append(new_output(kind, *args, **kwargs))


def html(k, text):
    """Return a change that adds an output of HTML to cell k."""
    return output(k, "display_data", {"text/html": text})


def remove(*places):
    """Return a change that removes cells."""

    def change(nb):
        nb.cells = [cell for k, cell in enumerate(nb.cells) if k not in places]

    return change


BAD = {  # by rule: changes to the good notebook, and what the rule says then
    "is_a_valid_notebook": [
        (lambda nb: nb.cells[2].update(execution_count="1"), "not valid"),
        (lambda nb: nb.update(nbformat_minor=4), "older than 4.5"),
        (lambda nb: nb.cells[3].update(id=nb.cells[1].id), "id of cell 1"),
    ],
    "is_small": [(add(3, "x" * 300_000), "more than 300 KB")],
    "is_stored_as_run_once": [
        (
            lambda nb: nb.cells[4].update(execution_count=None),
            "cell 4: stored as number None, not 2",
        )
    ],
    "has_no_empty_cells": [(source(8, " \n"), "cell 8: is empty")],
    "stores_no_error_and_no_warning": [
        (
            output(4, "error", ename="ValueError", evalue="no", traceback=[]),
            "cell 4: stores the error ValueError: no",
        ),
        (
            output(6, "stream", name="stderr", text="careful"),
            "cell 6: stores text on stderr: 'careful'",
        ),
    ],
    "stores_no_folder_of_a_machine": [
        (output(4, "stream", text="saved in /home/ada/x.txt"), "names /home/ada"),
        (
            output(6, "error", ename="E", evalue="", traceback=["File C:\\Users\\ada"]),
            "names C:\\Users",
        ),
        (html(4, "<p>/tmp/x1</p>"), "names /tmp/x1"),
    ],
    "checks_every_cell": [
        (meta(4, tags=["nbval-skip"]), "cell 4: leaves itself out"),
        (add(4, "# NBVAL_IGNORE_OUTPUT"), "cell 4: leaves itself out"),
    ],
    "has_one_title_and_it_comes_first": [(add(3, "# Two"), "in cells [0, 3]")],
    "skips_no_level_of_heading": [
        (source(3, "Words."), "cell 5: 'A detail' has level 3 after level 1"),
        (add(5, "##### Fine"), "level 5 after level 3"),
    ],
    "opens_with_promise_and_picture": [
        (swap(0, "> ", ""), "no promise"),
        (swap(0, "![", "["), "no picture"),
    ],
    "says_what_it_is_for": [
        (swap(1, "**Time**", "**Clock**"), "no **Time**"),
        (swap(1, "- tell.", ""), "2 points under"),
        (
            lambda nb: nb.cells[1].update(
                source="\n\n".join(reversed(nb.cells[1].source.split("\n\n")))
            ),
            "the order is not",
        ),
    ],
    "closes_with_summary_to_next": [(source(22, "Words."), "not ['Summary', ")],
    "has_a_fair_size": [
        (remove(8, 9, 10), "24 cells, not 25 to 60"),
        (
            lambda nb: nb.cells.extend(new_markdown_cell("So.") for _ in range(34)),
            "61 cells, not 25 to 60",
        ),
        (
            lambda nb: nb.cells.extend(new_code_cell("1") for _ in range(14)),
            "39% of the cells are Markdown",
        ),
    ],
    "gives_each_cell_its_place_among_the_slides": [
        (lambda nb: nb.cells[4].metadata.pop("slideshow"), "cell 4: slide_type is None"),
        (meta(5, slideshow={"slide_type": "sildes"}), "cell 5: slide_type is 'sildes'"),
        (
            meta(5, slideshow={"slide_type": "slide", "stesp": [0]}),
            "cell 5: slideshow has ['stesp']",
        ),
        (
            meta(5, slideshow={"slide_type": "skip"}, tags=["slide-code"]),
            "cell 5: slide-code on a cell whose code is on no slide",
        ),
    ],
    "keeps_cells_short": [
        (source(4, "x = 1\n" * 16), "cell 4: 16 lines"),
        (
            lambda nb: [c.update(source="x = 1\n" * 7) for c in nb.cells if c.cell_type == "code"],
            "median code cell has 7 lines",
        ),
    ],
    "begins_with_a_plain_setup": [
        (source(2, "import os\n" * 11), "cell 2: the set-up has 11 lines"),
        (source(2, "x = 1"), "imports nothing"),
        (add(2, "%matplotlib inline"), "contains a magic"),
    ],
    "needs_no_installing_and_no_tricks": [
        (add(4, "!ls"), "cell 4: contains '!'"),
        (add(4, "%pip install x"), "contains '%pip'"),
        (add(4, "import sys\nsys.path.append('..')"), "'sys.path'"),
    ],
    "explains_expected_errors": [(remove(7), "cell 6: raises an exception")],
    "hides_and_checks_solutions": [
        (meta(24, jupyter={}), "cell 24: the solution is not hidden"),
        (source(24, "x = 'assert'  # assert"), "cell 24: the solution asserts nothing"),
    ],
    "describes_pictures_in_markdown": [
        (add(5, "![c[3]](no.png)"), "there is no picture no.png"),
        (add(5, "![](stems.png)"), "stems.png has no description"),
        (add(5, "<img src='stems.png'>"), "has no description"),
        (add(5, "<img alt='a' src='no.png'>"), "no picture no.png"),
    ],
    "describes_pictures_in_outputs": [
        (html(4, '<img src="data:,">'), "<img> without"),
        (html(4, "<svg><path></path></svg>"), "<svg> without"),
        (
            output(4, "display_data", {"image/png": "aGVsbG8=", "text/html": "<p>words</p>"}),
            "cell 4: an output is image/png without HTML",
        ),
    ],
    "links_to_what_exists": [
        (add(3, "[a](http://example.org)"), "neither https nor a file"),
        (add(3, "[a](#Nowhere)"), "#Nowhere leads to no heading"),
        (add(3, "[a](01_first.ipynb#Two)"), "leads to no heading"),
        (add(3, "[![c[3]](stems.png)](no.html)"), "no.html leads to no file"),
        (add(3, "[a][b]\n\n[b]: no.md"), "no.md leads to no file"),
        (add(3, "<a href='no.md'>a</a>"), "no.md leads to no file"),
        (add(3, "<http://example.org>"), "neither https nor a file"),
    ],
    "uses_the_words_of_the_course": [(add(3, "Two Masks."), "cell 3: says 'mask'")],
}


EACH = [(name, *case) for name, cases in BAD.items() for case in cases]


@pytest.mark.parametrize(
    ("name", "change", "complaint"), EACH, ids=[f"{name}-{says}" for name, _, says in EACH]
)
def test_a_bad_notebook_breaks_the_rule(write, name, change, complaint):
    found = notebook_rules.faults(getattr(notebook_rules, name), write(good(), change=change))
    assert any(complaint in fault for fault in found), found
    assert all(fault.startswith("02_second.ipynb, ") for fault in found)


def test_every_rule_is_broken_once():
    assert set(BAD) == {check.__name__ for check in notebook_rules.RULES}


@pytest.mark.parametrize("check", notebook_rules.RULES, ids=lambda check: check.__name__)
def test_the_start_page_needs_no_exercises(write, check):
    cells = [good()[k] for k in (0, 2)]
    cells[0].source = "# Start here"
    cells[1].execution_count = 1
    assert notebook_rules.faults(check, write(cells, name="00_start_here.ipynb")) == []


def test_words_in_code_are_free(write):
    cells = good()
    cells[3].source += "\n\n`np.ma.mask` and\n\n```python\nmask = 1\n```"
    assert notebook_rules.faults(notebook_rules.uses_the_words_of_the_course, write(cells)) == []
