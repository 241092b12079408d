"""What a notebook calls is documented: each parameter stands in its docstring, with its type."""

import ast
import inspect
import pkgutil
import re
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


def called(path):
    """Return the functions and classes of the course that a notebook names."""
    cells = nbformat.read(path, as_version=4).cells
    tree = ast.parse("\n".join(cell.source for cell in cells if cell.cell_type == "code"))
    known = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] == "helpers":
            names = [alias.name for alias in node.names]
            known |= {name: pkgutil.resolve_name(f"{node.module}.{name}") for name in names}
    for node in ast.walk(tree):
        module = known.get(getattr(getattr(node, "value", None), "id", None))
        if isinstance(node, ast.Attribute) and inspect.ismodule(module):
            known[node.attr] = getattr(module, node.attr)
    return [thing for thing in known.values() if callable(thing)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem[:2])
def test_what_a_notebook_calls_tells_its_parameters(path):
    for thing in called(path):
        described = (inspect.getdoc(thing) or "").partition("----------\n")[2]
        named = ", ".join(re.findall(r"^[*\w][^:\n]*", described, re.MULTILINE))
        unnamed = set(inspect.signature(thing).parameters) - set(re.findall(r"\w+", named))
        assert not unnamed, f"{thing.__module__}.{thing.__name__}: {', '.join(unnamed)}"
