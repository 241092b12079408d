"""What nbval lets pass and this course does not.

nbval executes the notebooks and compares their outputs with the stored ones. This plugin adds:

- a cell tagged ``raises-exception`` that raises nothing fails;
- a kernel that dies fails its cell at once, not after the time-out;
- each cell runs twice in a row;
- cells run as in JupyterLab, so that a closing ``;``, ``_`` and ``Out`` behave as they do there;
- every warning is an error, and progress, IPython's history and its profile are those of a
  learner who opens the notebook for the first time;
- no cell keeps an answer, a mistake or a step in the learner's record by itself;
- a notebook of the course that passes is kept for its slides and its page, frames and all;
- pictures in HTML are left out of the comparison, their descriptions are not.

That each cell was stored as run once, and that none is left out, is among `notebook_rules`.
"""

import copy
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from queue import Empty

# With a notebook's schema comes a grammar of web addresses, which takes two seconds to read in
# each process and is asked for nothing.
sys.modules.setdefault("rfc3987_syntax", None)

import nbformat
import pytest
from nbval.kernel import CURRENT_ENV_KERNEL_NAME, RunningKernel, start_new_kernel
from nbval.plugin import IPyNbCell, IPyNbFile
from publishing import executed
from rebuild import NOTEBOOKS, learner

# Each pattern with what takes its place before two outputs are compared. The bytes of a picture
# depend on the fonts and libraries of a machine; that there is one, of which kind, does not.
SANITISE = {
    r"data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+": r"data:image/\1",
    r"data:image/svg\+xml[;,][^\"'\s]+": "data:image/svg+xml",
}


class KernelDiedError(Exception):
    """The kernel ended while a cell was running."""


class StrictKernel(RunningKernel):
    """A kernel that runs cells as JupyterLab does and notices its own end."""

    counts = True  # whether cells are numbered

    def __init__(self, folder, scratch, startup_timeout):
        options = {"cwd": str(folder), "env": learner(scratch, executed.STARTUP)}
        try:
            self._start(startup_timeout, options)
        except RuntimeError:  # of several that start together, one may find its port taken
            self._start(startup_timeout, options)
        self._ensure_iopub_up()

    def _start(self, startup_timeout, options):
        with open(os.devnull, "w") as nowhere:
            self.km, self.kc = start_new_kernel(
                startup_timeout=startup_timeout,
                kernel_name=CURRENT_ENV_KERNEL_NAME,
                stderr=nowhere,
                **options,
            )

    def execute_cell_input(self, cell_input, allow_stdin=None):
        """Send a cell to the kernel, as a numbered one."""
        return self.kc.execute(
            cell_input,
            silent=not self.counts,
            store_history=self.counts,
            allow_stdin=allow_stdin,
            stop_on_error=False,
        )

    def get_message(self, stream, timeout=None):
        """Return the next message, looking every half second whether the kernel still lives.

        nbval's own method writes each message out for a log that nobody reads, which takes long.
        """
        ask = self.kc.get_iopub_msg if stream == "iopub" else self.kc.get_shell_msg
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            left = 0.5 if end is None else min(0.5, max(0, end - time.monotonic()))
            alive = self.is_alive()  # asked first: what a dying kernel has sent is still read
            try:
                return ask(timeout=left)
            except Empty:
                if not alive:
                    raise KernelDiedError from None
                if end is not None and time.monotonic() >= end:
                    raise


class StrictFile(IPyNbFile):
    """A notebook whose cells are all run, in order, by a first-time learner's kernel."""

    scratch, passed = None, ()  # what the cells showed that have passed, once there is a kernel

    def setup(self):
        """Start the kernel."""
        self.scratch = tempfile.mkdtemp(prefix="nbval-")
        startup = self.config.option.nbval_kernel_startup_timeout
        self.kernel = StrictKernel(self.path.parent, self.scratch, startup)
        self.sanitize_patterns.update(SANITISE)
        self.skip_compare += (executed.MIME,)
        self.passed, self.key = {}, executed.fingerprint(self.nb)

    def teardown(self):
        """Stop the kernel and forget what it wrote; keep the outputs if all are right."""
        code = [cell for cell in self.nb.cells if cell.cell_type == "code"]
        if self.path.parent == NOTEBOOKS and len(self.passed) == len(code):
            notebook = copy.deepcopy(self.nb)
            for cell in (cell for cell in notebook.cells if cell.cell_type == "code"):
                cell.outputs = nbformat.from_dict(self.passed[cell.id])
            executed.keep(notebook, self.nb, executed.EXECUTED / self.path.name, self.key)
        if self.kernel is not None and hasattr(self.kernel, "km"):
            self.kernel.stop()
        if self.scratch is not None:
            shutil.rmtree(self.scratch, ignore_errors=True)

    def collect(self):
        """Yield the code cells."""
        for cell in super().collect():
            known = {"cell_num": cell.cell_num, "cell": cell.cell, "options": cell.options}
            yield StrictCell.from_parent(self, name=cell.name, **known)


class StrictCell(IPyNbCell):
    """A code cell that has to run, and to raise what it promises to raise."""

    def runtest(self):
        """Run the cell, compare its outputs, and look at what nbval does not look at."""
        progress = Path(self.parent.scratch, "progress.jsonl")
        before = progress.exists() and progress.stat().st_size
        try:
            super().runtest()
            outputs = self.test_outputs
            self._run_again()
        except KernelDiedError:
            self.raise_cell_error("The kernel died while it ran this cell")
        raised = any(output.output_type == "error" for output in self.test_outputs)
        if self.options["check_exception"] and not raised:
            self.raise_cell_error("Tagged raises-exception, but it raises nothing")
        if before != (progress.exists() and progress.stat().st_size):
            self.raise_cell_error("It keeps an answer that nobody gave")
        self.parent.passed[self.cell.get("id")] = outputs

    def _run_again(self):
        """Run the cell once more, as learners do; it may say something else then, as checks do."""
        self.options = copy.copy(self.options)
        self.options["check"] = False
        self.parent.kernel.counts = False
        super().runtest()
        self.parent.kernel.counts = True


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    """Take strict notebooks where nbval has found notebooks."""
    found = yield
    return [
        StrictFile.from_parent(parent, path=file_path) if isinstance(one, IPyNbFile) else one
        for one in found
    ]
