"""Run a notebook, and keep with its outputs what its interactives show, frame by frame."""

import hashlib
import json
import platform
from importlib.metadata import version

import nbformat
import rebuild

from .files import BUILD, ROOT, BuildError

MIME = "application/vnd.convolution-course+json"
EXECUTED = BUILD / "executed"
DRAWN_BY = ("numpy", "matplotlib", "pillow", "ipywidgets")
OFFLINE = ROOT / ".tools/publishing/offline.py"
_STARTUP = f"""
def start():
    import sys
    from IPython.core.formatters import BaseFormatter
    from traitlets import Unicode

    class Offline(BaseFormatter):
        format_type = Unicode({MIME!r})

        def __call__(self, thing):
            from publishing.offline import as_json
            return as_json(thing)

    sys.path.append({str(ROOT / ".tools")!r})
    display = get_ipython().display_formatter
    display.formatters[{MIME!r}] = Offline(parent=display)

start()
del start
"""


STARTUP = {"offline.py": _STARTUP}  # of a kernel that shows them


def executed(path):
    """Return a notebook with new outputs, made now or kept from a run of the same sources.

    Parameters
    ----------
    path : pathlib.Path
        The notebook's file, which stays as it is.

    Returns
    -------
    nbformat.NotebookNode

    Raises
    ------
    BuildError
        Names notebook, cell and error where a cell fails.
    """
    stored = nbformat.read(path, as_version=4)
    kept, key = EXECUTED / path.name, fingerprint(stored)
    try:
        notebook = nbformat.read(kept, as_version=4)
        if notebook.metadata.get("made_from") == key:
            return notebook
    except (OSError, ValueError):
        pass
    notebook = nbformat.from_dict(json.loads(json.dumps(stored)))
    try:
        rebuild.execute(notebook, path.parent, startup=STARTUP)
    except rebuild.CellError as error:
        raise BuildError(f"{path.name}, {error}") from None
    keep(notebook, stored, kept, key)
    return notebook


def keep(notebook, stored, kept, key):
    """Keep a notebook that was executed, the outputs that vary as they were stored."""
    rebuild.normalise(notebook)
    rebuild.keep_what_varies(notebook, stored)
    notebook.metadata.made_from = key
    kept.parent.mkdir(parents=True, exist_ok=True)
    rebuild.replace(kept, rebuild.text(notebook))


def fingerprint(notebook):
    """Return a text that changes with whatever the outputs depend on."""
    hashed = hashlib.sha256(nbformat.writes(notebook).encode())
    for path in [OFFLINE, *sorted((ROOT / "helpers").rglob("*"))]:
        if path.suffix in (".py", ".toml", ".mplstyle"):
            hashed.update(path.read_bytes())
    versions = [f"{name} {version(name)}" for name in DRAWN_BY]
    hashed.update(" ".join([_STARTUP, platform.python_version(), *versions]).encode())
    return hashed.hexdigest()
