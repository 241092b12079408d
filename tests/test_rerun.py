"""Learners run a cell again, and again: nothing may depend on its having run once."""

import nbformat
import pytest
import rebuild
from nbformat.v4 import new_code_cell, new_notebook

BOOKS = sorted(rebuild.NOTEBOOKS.glob("*.ipynb"))


def twice(notebook):
    """Return a notebook in which each code cell comes twice in a row."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return new_notebook(
        cells=[new_code_cell(c.source, metadata=c.metadata) for c in cells for _ in range(2)]
    )


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_each_cell_runs_twice(path):
    rebuild.execute(twice(nbformat.read(path, as_version=4)), path.parent)


def test_a_cell_that_runs_only_once_is_found(tmp_path):
    cells = [new_code_cell("x = [1, 2]"), new_code_cell("x = x[0]")]
    with pytest.raises(rebuild.CellError, match=r"^cell 3: "):
        rebuild.execute(twice(new_notebook(cells=cells)), tmp_path)
