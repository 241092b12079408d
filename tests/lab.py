"""The real JupyterLab in a real browser, driven as a learner drives it.

    with running(folder) as lab:
        lab.open("02_convolution_1d")
        lab.run_all()
        lab.page.locator(...)  # a Playwright page

The notebooks are copies, JupyterLab's settings are fresh ones, and nothing but this machine can be
reached.
"""

import ast
import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
from axe_playwright_python.sync_playwright import Axe
from browsers import find_browser
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from open_lab import ROOT, options
from playwright.sync_api import sync_playwright
from rebuild import KERNELSPEC

SCREENSHOTS = ROOT / "build" / "screenshots"
WIDTH, HEIGHT = 1280, 1000
LAB, NOTEBOOK = "lab/tree", "notebooks"  # where JupyterLab and Notebook 7 show a notebook
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
# Cells out of view stay attached, so that a test can look at all of them.
SETTINGS = '{"windowingMode": "none"}'

# In new versions a thread of the kernel's own listens to the widgets; it has to wait as well.
BUSY = """
def _wait(*arguments, end=end, hear=get_ipython().kernel.shell_handlers["comm_msg"]):
    while not end.exists():
        __import__("time").sleep(0.01)
    get_ipython().kernel.shell_handlers["comm_msg"] = hear
    return hear(*arguments) if arguments else None

get_ipython().kernel.shell_handlers["comm_msg"] = _wait
print("busy")
_wait()
del _wait, end
"""


@contextlib.contextmanager
def browser():
    """Run a browser that reaches this machine only; yield Playwright's object for it."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS) as running,
    ):
        yield running


@contextlib.contextmanager
def opened(folder, browser):
    """Run JupyterLab on copies of the notebooks in `folder`; yield a `Lab` in the browser."""
    leave = shutil.ignore_patterns(".ipynb_checkpoints", "my_progress*")
    for name in ("notebooks", "images"):
        shutil.copytree(ROOT / name, folder / name, ignore=leave)
    settings = folder / "settings" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text(SETTINGS)
    places = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR", "LAB_SETTINGS_DIR", "LAB_WORKSPACES_DIR")
    environment = os.environ | {"JUPYTER_PREFER_ENV_PATH": "1", "IPYTHONDIR": f"{folder}/ipython"}
    for name in places:
        own = name.removeprefix("LAB_").removesuffix("_DIR").lower()
        environment[f"JUPYTER{'' if 'LAB' in name else '_'}{name}"] = str(folder / own)
    environment.pop("COURSE_PROGRESS", None)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    token, said = secrets.token_hex(16), folder / "jupyterlab.log"
    command = [sys.executable, "-m", "jupyterlab", *options(folder), "--no-browser"]
    command += ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"]
    command += [f"--IdentityProvider.token={token}", "--LabApp.expose_app_in_browser=True"]
    command += ["--JupyterNotebookApp.expose_app_in_browser=True"]
    with said.open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        base = f"http://127.0.0.1:{port}"
        wait_for(f"{base}/api/status?token={token}", process, said)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        lab = Lab(page, base, token, folder / "notebooks")
        yield lab
        lab.end_kernel()
        page.close()
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(address, process, said, seconds=90):
    """Wait until an address answers, as long as the process behind it lives."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            if process.poll() is not None or time.monotonic() > end:
                log = said.read_text(errors="replace")
                raise RuntimeError(f"JupyterLab does not start:\n{log}") from None
            time.sleep(0.2)


@contextlib.contextmanager
def running(folder):
    """Run JupyterLab and a browser; yield a `Lab`."""
    with browser() as one, opened(folder, one) as lab:
        yield lab


class Lab:
    """JupyterLab with at most one open notebook, and what the browser complained and asked of."""

    def __init__(self, page, base, token, folder):
        self.page, self.base, self.token, self.folder = page, base, token, folder
        self.name = self.place = None
        self.console, self.outside = [], []
        page.add_init_script(path=Path(__file__).with_name("lab.js"))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", lambda request: self._note(request.url))
        page.on("websocket", lambda socket: self._note(socket.url))

    def _hear(self, message):
        if message.type == "error":
            self.console.append(f"{message.text} ({message.location.get('url', '')})")

    def _note(self, url):
        here = (self.base, self.base.replace("http", "ws", 1), "data:", "blob:", "about:")
        if not url.startswith(here):
            self.outside.append(url)

    def ask(self, question):
        """Return what a function of `lab.js` answers."""
        return self.page.evaluate(f"() => courseLab.{question}")

    def write(self, *sources, place=LAB):
        """Write a notebook with these code cells below a title, and open it."""
        cells = [new_markdown_cell("# Title"), *map(new_code_cell, sources)]
        notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNELSPEC})
        nbformat.write(notebook, self.folder / "scratch.ipynb")
        self.open("scratch", place, load=False)

    def open(self, name, place=LAB, load=True):
        """Open a notebook, alone, with a new kernel and no answers, and wait until it is ready.

        A browser takes seconds to load JupyterLab: it may stay, where it is open.
        """
        self.end_kernel()
        for kept in self.folder.glob("my_progress*"):
            kept.unlink()
        anew = load or not place == self.place == LAB
        if anew:
            self.page.goto("about:blank")  # what was open may still complain
        self.console.clear()
        self.outside.clear()
        if not anew:
            self.page.evaluate("path => courseLab.open(path)", f"notebooks/{name}.ipynb")
        else:
            address = f"{self.base}/{place}/notebooks/{name}.ipynb"
            self.page.goto(f"{address}?token={self.token}&reset")
        self.name, self.place = name, place
        self.wait_until_ready()

    def end_kernel(self):
        """End the kernel of the notebook that is open, if one is."""
        if self.name is not None:
            self.ask("endAll()")
            self.name = None

    def use(self, name):
        """Open a notebook of the course, run it, and see that all is well."""
        self.open(name, load=False)
        self.run_well()

    def run_well(self):
        """Run all cells and see that a learner finds nothing wrong; keep a picture for others."""
        self.run_all()
        if os.environ.get("CI"):
            self.screenshot()
        if found := self.faults():
            raise AssertionError("\n".join([f"{self.name} in JupyterLab:", *found]))

    def faults(self):
        """Return all that is wrong with what the notebook shows and with what it asks for."""
        return [*self.errors(), *self.broken(), *self.too_wide(), *self.console, *self.outside]

    def wait_until_ready(self):
        """Wait until the notebook is shown and its kernel is connected and idle."""
        self.page.wait_for_function("courseLab.isReady()", timeout=90_000, polling=100)

    def run_all(self):
        """Run all cells from top to bottom, wait for the end, and see that they have run."""
        self.ask("runAll()")
        self.ask("settled()")
        counts = self.ask("counts()")
        if None in counts or counts != [counts[0] + k for k in range(len(counts))]:
            raise AssertionError(f"Run All stops: {self.errors()}; the cells are numbered {counts}")

    def restart(self):
        """Restart the kernel, which forgets everything; the outputs stay."""
        self.ask("restart()")
        self.wait_until_ready()

    def wait_for_kernel(self):
        """Wait until the kernel has answered all that the page has told it, and all is shown."""
        self.ask("answered()")

    def kernel_value(self, expression):
        """Return what the kernel holds: numbers, text, and tuples and lists of them."""
        return ast.literal_eval(
            self.page.evaluate("expression => courseLab.value(expression)", expression)
        )

    @contextlib.contextmanager
    def busy_kernel(self):
        """Let the kernel run something, and hear no widget, inside a ``with`` block."""
        end = self.folder / "end of being busy"
        code = f"end = __import__('pathlib').Path({str(end)!r})\n{BUSY}"
        self.page.evaluate("code => courseLab.begin(code)", code)
        try:
            yield
            assert self.ask("busy")
        finally:
            end.touch()
            self.wait_for_kernel()
            end.unlink()

    def cells(self):
        """Return the notebook's cells as they are now, with their outputs, as in its file."""
        return self.ask("cells()")

    def number_of(self, text):
        """Return the number of the first code cell whose source holds `text`."""
        for k, cell in enumerate(self.cells()):
            if cell["cell_type"] == "code" and text in "".join(cell["source"]):
                return k
        raise LookupError(f"no cell holds {text!r}")

    def cell(self, k):
        """Return what the page shows of cell number k, as a Playwright locator."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(k)

    def errors(self):
        """Return the errors and warnings that the outputs hold, announced errors apart."""
        found = []
        for k, cell in enumerate(self.cells()):
            announced = "raises-exception" in cell["metadata"].get("tags", [])
            for output in cell.get("outputs", []):
                if output["output_type"] == "error" and not announced:
                    found.append(f"cell {k}: {output['ename']}: {output['evalue']}")
                if output.get("name") == "stderr":
                    found.append(f"cell {k}: {''.join(output['text'])}")
        return found

    def inaccessible(self):
        """Return what axe calls serious or critical in the outputs."""
        mark = "document.querySelectorAll('.jp-OutputArea-child').forEach(e => e.dataset.axe = '')"
        self.page.evaluate(mark)
        results = Axe().run(
            self.page,
            context={"include": [["[data-axe]"]]},
            options={"resultTypes": ["violations"]},
        )
        return [
            f"{found['id']}: {[node['html'][:150] for node in found['nodes'][:3]]}"
            for found in results.response["violations"]
            if found["impact"] in ("serious", "critical")
        ]

    def broken(self):
        """Return which pictures and widgets are not shown."""
        return self.ask("broken()")

    def too_wide(self, limit=900):
        """Return which outputs are wider than `limit` pixels or need sideways scrolling."""
        return self.ask(f"tooWide({limit})")

    def screenshot(self, name=None):
        """Keep a picture of the whole notebook as it is now."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        height = self.ask("height()")
        self.page.set_viewport_size({"width": WIDTH, "height": min(height + 150, 16_000)})
        self.ask("toTop()")
        self.page.screenshot(path=SCREENSHOTS / f"{name or self.name}.png")
        self.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
