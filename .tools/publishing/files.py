"""Which notebooks there are, where built files lie, and what stops a build."""

from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
BUILD = ROOT / "build"


class BuildError(Exception):
    """What stops a build, in words for whoever has started it."""


@contextmanager
def naming(path):
    """Let what stops a build inside a ``with`` block say which notebook it is about.

    Parameters
    ----------
    path : pathlib.Path
        The notebook.
    """
    try:
        yield
    except BuildError as error:
        message = str(error)
        raise BuildError(message if path.name in message else f"{path.name}, {message}") from None


def chosen(number=None):
    """Return the paths of the notebooks, or of the one whose name begins with `number`.

    Raises
    ------
    BuildError
        Where there is no such notebook.
    """
    paths = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))
    found = [path for path in paths if number is None or path.name.split("_")[0] == number]
    if not found:
        there = ", ".join(path.name.split("_")[0] for path in paths)
        raise BuildError(f"There is no notebook {number!r}; there are {there}.")
    return found
