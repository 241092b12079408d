"""The stored notebooks keep the rules, and they can be run again cell by cell."""

import nbformat
import notebook_rules
import pytest
import rebuild

BOOKS = sorted(rebuild.NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("name", ["00_start_here", "02_convolution_1d"])
def test_the_notebook_is_there(name):
    assert rebuild.NOTEBOOKS / f"{name}.ipynb" in BOOKS


@pytest.mark.parametrize("check", notebook_rules.RULES, ids=lambda check: check.__name__)
@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_rule_is_kept(path, check):
    found = notebook_rules.faults(check, path)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_the_stored_form_is_the_normal_one(path):
    """What `make notebooks` would write, apart from the outputs."""
    stored = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(stored, as_version=4)
    rebuild.normalise(notebook)
    assert stored == rebuild.text(notebook), f"run `make notebooks NOTEBOOKS=notebooks/{path.name}`"
