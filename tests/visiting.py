"""The site in a real browser, on a server of its own that knows nothing but files."""

import contextlib
import functools
import http.server
import threading

from lab import HEIGHT, WIDTH, Lab, browser

BELOW = "/some/where"  # the site has to work below any path


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files below `BELOW`, as any plain web server does, and keeps what it was asked for."""

    extensions_map = {  # noqa: RUF012
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".wasm": "application/wasm",
        ".mjs": "text/javascript",
    }
    missing = []  # noqa: RUF012
    sent = [0]  # noqa: RUF012

    def do_GET(self):
        """Answer nothing that is not below the path."""
        if not self.path.startswith(BELOW):
            self.send_error(404)
            return
        self.path = self.path.removeprefix(BELOW)
        super().do_GET()

    def copyfile(self, source, outputfile):
        """Count what is sent."""
        data = source.read()
        self.sent[0] += len(data)
        outputfile.write(data)

    def send_error(self, code, *arguments):
        """Keep what is missing."""
        self.missing.append(self.path)
        super().send_error(code, *arguments)

    def log_message(self, *arguments):
        """Say nothing."""


@contextlib.contextmanager
def serving(folder):
    """Serve a folder; yield the address and the class that keeps what was asked for."""
    handler = type("Own", (Handler,), {"missing": [], "sent": [0]})
    asked = functools.partial(handler, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), asked) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BELOW}", handler
        server.shutdown()


class Lite(Lab):
    """JupyterLab or Notebook of the site, in a browser that is new to it."""

    def __init__(self, page, base):
        super().__init__(page, base, token="", folder=None)

    def _note(self, url):
        here = self.base[: self.base.index(BELOW)]  # the service worker answers above the path, too
        if not url.startswith((here, "data:", "blob:", "about:")):
            self.outside.append(url)

    def beside(self):
        """Return another page of the same browser, with the same storage."""
        return self.page.context.new_page()

    def open(self, name, view="lab"):
        """Open a notebook with a kernel of its own, and wait until that is ready."""
        self.end_kernel()
        self.name = name
        self.page.goto(f"{self.base}/{view}/index.html?path=notebooks/{name}.ipynb")
        self.wait_until_ready()

    def open_beside(self, name):
        """Open another notebook in its place, with the same kernel, which has forgotten all names.

        A new kernel would do as well, but a browser takes long to start one.
        """
        self.page.evaluate("path => courseLab.open(path, true)", f"notebooks/{name}.ipynb")
        self.name = name
        self.console.clear()
        self.wait_until_ready()

    def said(self, code):
        """Return what code prints in the kernel, or the error that it ends with."""
        return self.page.evaluate(
            """async (code) => {
              const asked = courseLab.kernel().requestExecute({ code }), said = [];
              asked.onIOPub = ({ content }) => said.push(content.text ?? content.evalue ?? "");
              await courseLab.within(60, asked.done);
              return said.join("").trim();
            }""",
            code,
        )

    def wait_until_ready(self):
        """Wait until the notebook is shown and its kernel is connected and idle."""
        self.page.wait_for_function("courseLab.isReady()", timeout=240_000, polling=200)


@contextlib.contextmanager
def browsing_site(base):
    """Run a browser on the site; yield a `Lite`."""
    with browser() as one:
        context = one.new_context(viewport={"width": WIDTH, "height": HEIGHT})
        yield Lite(context.new_page(), base)
