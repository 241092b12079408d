"""The house: few rooms, each of which knows only those below it, and none larger than agreed."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HELPERS = ROOT / "helpers"
MOST_NAMES = 12  # at the top of helpers
# Each room with those that it may import from, from below to above.
ROOMS = {
    "numbers": (),
    "record": (),
    "operations": ("numbers",),
    "trace": ("numbers", "operations"),
    "data": ("numbers", "operations", "trace"),
    "models": ("numbers", "operations", "trace", "data"),
    "libraries": ("numbers", "operations", "trace", "data", "models"),
    "check": ("numbers", "record", "operations", "trace", "data", "models"),
    "drawing": ("numbers", "operations", "trace", "data", "models"),
    "widgets": (
        "numbers", "record", "operations", "trace", "data", "models", "libraries", "check",
        "drawing",
    ),
}  # fmt: skip


def room(path):
    """Return the room that a module belongs to."""
    return path.relative_to(HELPERS).parts[0].removesuffix(".py")


def imported(path):
    """Yield the rooms that a module imports from, wherever in it the import stands."""
    here = ("helpers", *path.relative_to(HELPERS).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in getattr(node, "names", []) if isinstance(alias, ast.alias)]
        if isinstance(node, ast.ImportFrom):
            base = here[: len(here) + 1 - node.level] if node.level else ()
            module = ".".join([*base, *filter(None, [node.module])])
            names = [f"{module}.{name}" for name in names]
        elif not isinstance(node, ast.Import):
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("helpers."))


MODULES = [path for path in sorted(HELPERS.rglob("*.py")) if path != HELPERS / "__init__.py"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HELPERS)))
def test_a_module_knows_only_the_rooms_below_it(path):
    assert room(path) in ROOMS
    assert set(imported(path)) <= {room(path), *ROOMS[room(path)]}


def test_the_rooms_are_in_order():
    below = []
    for name, known in ROOMS.items():
        assert set(known) <= set(below), name
        below.append(name)


def test_there_are_few_rooms():
    names = {path.name for path in HELPERS.iterdir()} - {"__init__.py", "__pycache__"}
    assert len(names) <= MOST_NAMES
    assert {name.split(".")[0] for name in names} <= set(ROOMS)
