"""Execute notebooks in place, in a fresh kernel, and store them in one fixed form.

    python .tools/rebuild.py [NOTEBOOK ...]

Without names, all of notebooks/. Warnings are errors. The first cell that fails ends the work and
leaves its notebook as it was. What changes from run to run or from machine to machine is not
stored (widget state, times, paths, versions), so that a second run writes the same bytes.
"""

import argparse
import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
VARIES = "nbval-ignore-output"
WIDGET = "application/vnd.jupyter.widget-view+json"
PASSING = {"execution", "ExecuteTime", "collapsed", "scrolled", "trusted"}
# Every warning is an error from the first cell on, but for one of ipykernel's about its own end.
# PYTHONWARNINGS would act earlier, and some versions of Python warn while the kernel starts.
STARTUP = """
def start():
    import warnings

    def be_strict(info):
        shell.events.unregister("pre_run_cell", be_strict)
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", category=PendingDeprecationWarning, module="ipykernel")

    shell = get_ipython()
    shell.events.register("pre_run_cell", be_strict)

start()
del start
"""
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class CellError(Exception):
    """A cell that failed: which one, and how."""


class NoKernelError(CellError):
    """A kernel that did not start."""


def learner(scratch, startup):
    """Return the environment of a learner who opens the course for the first time.

    Progress, IPython's history and its profile lie in the folder `scratch`; the profile makes
    warnings errors, and runs the files of `startup`, given as name and text, before all cells.
    """
    profile = Path(scratch, "ipython", "profile_default", "startup")
    profile.mkdir(parents=True)
    for name, text in {"warnings.py": STARTUP, **startup}.items():
        (profile / name).write_text(text, encoding="utf-8")
    mine = set(os.environ) - {"MPLBACKEND", "PYTHONWARNINGS"}
    return {name: os.environ[name] for name in mine} | {
        "COURSE_PROGRESS": str(Path(scratch, "progress.jsonl")),
        "COURSE_SEED": "0",  # of a learner's own numbers
        "IPYTHONDIR": str(Path(scratch, "ipython")),
        "JUPYTER_PREFER_ENV_PATH": "1",
        # With glibc, room for one picture is kept for the next: without, a fifth of all the time.
        "MALLOC_TOP_PAD_": str(2**27),
    }


def execute(notebook, folder, timeout=120, startup=None):
    """Execute a notebook's cells in `folder`, in place.

    A kernel that does not start is tried once more: of several that start at the same time, one
    may find its port taken.

    Raises
    ------
    CellError
        When a cell fails that is not tagged ``raises-exception``, takes too long, or ends the
        kernel; and when no kernel starts.
    """
    try:
        _execute(notebook, folder, timeout, startup or {})
    except NoKernelError:
        _execute(notebook, folder, timeout, startup or {})


def _execute(notebook, folder, timeout, startup):
    started = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        client = NotebookClient(
            notebook,
            timeout=timeout,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder)}},
            record_timing=False,
            store_widget_state=False,
            coalesce_streams=True,
            on_cell_start=lambda cell, cell_index: started.append(cell_index),
        )
        try:
            client.execute(env=learner(scratch, startup))
        except (CellExecutionError, CellTimeoutError, RuntimeError) as error:
            if not started:
                raise NoKernelError(f"the start of the kernel: {error}") from None
            raise CellError(f"cell {started[-1]}: {ANSI.sub('', str(error))}") from None


def without_paths(line):
    """Return a line of a traceback without the folders of this machine."""
    line = re.sub(r"([A-Za-z]:|~)?[/\\][^\s\x1b]*[/\\](site-packages|python3\.\d+)[/\\]", "", line)
    home = os.path.expanduser("~")
    for folder in (str(ROOT), str(ROOT).replace(home, "~", 1)):
        line = line.replace(folder + os.sep, "")
    return line


def normalise(notebook):
    """Take out of a notebook what does not belong into its stored form, in place."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata.kernelspec = KERNELSPEC
    notebook.metadata.language_info = LANGUAGE
    for cell in notebook.cells:
        for name in PASSING & set(cell.metadata):
            del cell.metadata[name]
        for output in cell.get("outputs", []):
            if "data" in output:
                output.data.pop(WIDGET, None)
            if "traceback" in output:
                output.traceback = [without_paths(line) for line in output.traceback]
        if "outputs" in cell:
            cell.outputs = [o for o in cell.outputs if o.get("data", True)]


def keep_what_varies(notebook, old):
    """Keep the stored outputs of cells that are said to vary, such as measured times."""
    stored = {cell.source: cell.get("outputs") for cell in old.cells}
    for cell in notebook.cells:
        if VARIES in cell.metadata.get("tags", []) and stored.get(cell.source):
            cell.outputs = stored[cell.source]


def text(notebook):
    """Return the stored form of a notebook."""
    return nbformat.writes(notebook, indent=1, ensure_ascii=False).rstrip("\n") + "\n"


def replace(path, new):
    """Write text or bytes in one step: the old file stays until the new one is complete."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(new if isinstance(new, bytes) else new.encode())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def rebuild(path):
    """Execute one notebook and store it; say whether its file has changed."""
    old = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(old, as_version=4)
    execute(notebook, path.parent)
    normalise(notebook)
    keep_what_varies(notebook, nbformat.reads(old, as_version=4))
    new = text(notebook)
    if new != old:
        replace(path, new)
    return new != old


def main():
    """Rebuild the notebooks named on the command line, or all of them."""
    parser = argparse.ArgumentParser(description="Execute notebooks in place and store them.")
    parser.add_argument("notebooks", nargs="*", type=Path, metavar="NOTEBOOK")
    paths = parser.parse_args().notebooks or sorted(NOTEBOOKS.glob("*.ipynb"))
    if not paths:
        sys.exit("There are no notebooks.")
    for path in paths:
        try:
            changed = rebuild(path)
        except CellError as error:
            sys.exit(f"{path.name}, {error}")
        print(f"{path.name}: {'changed' if changed else 'unchanged'}", flush=True)


if __name__ == "__main__":
    main()
