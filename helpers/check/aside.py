"""What a function prints, logs, warns of and shows while it is checked, kept from the notebook."""

import contextlib
import logging
import sys
import threading
import warnings

MOST = 300  # characters
QUIET = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)


class Aside:
    """What certain threads write and show; all others are not disturbed."""

    def __init__(self, writers):
        self.writers = writers
        self.written = []
        self.shown = False
        self.warnings = []
        self.last = None

    def is_meant(self):
        """Tell whether the thread that asks is one of those."""
        return threading.get_ident() in self.writers

    def keep(self, text):
        """Keep a text, if there is not much yet."""
        if len(self.written) < MOST:
            self.written.append(text[:MOST])

    def log(self, record):
        """Keep a message once, however many handlers it is given to."""
        if record is not self.last:
            self.keep(record.getMessage() + "\n")
        self.last = record

    def found(self):
        """Return what was kept, as parts of an `Outcome`."""
        told = (w for w in self.warnings if not issubclass(w.category, QUIET))
        warned = next((str(w.message) for w in told), "")
        printed = "".join(self.written)[:MOST]
        return {"printed": printed, "shown": self.shown, "warned": warned}


class Diverted:
    """A stream that keeps aside what is meant and passes everything else on."""

    def __init__(self, stream, aside):
        self.stream = stream
        self.aside = aside

    def write(self, text):
        """Keep or pass on `text`."""
        if not self.aside.is_meant():
            return self.stream.write(text)
        self.aside.keep(text)
        return len(text)

    def __getattr__(self, name):
        """Be like the stream in everything else."""
        return getattr(self.stream, name)


@contextlib.contextmanager
def kept_aside(writers):
    """Keep aside what the threads in `writers` (identifiers) print, log and display."""
    aside = Aside(writers)
    open_figures = _figures()
    try:
        with (
            contextlib.redirect_stdout(Diverted(sys.stdout, aside)),
            contextlib.redirect_stderr(Diverted(sys.stderr, aside)),
            warnings.catch_warnings(record=True) as aside.warnings,
            _replaced(logging.Handler, "handle", lambda _, r: aside.log(r), aside),
            _replaced(_publisher(), "publish", lambda *a, **k: _show(aside, *a, **k), aside),
        ):
            warnings.simplefilter("always")
            yield aside
    finally:
        for number in _figures() - open_figures:
            aside.shown = True
            sys.modules["matplotlib.pyplot"].close(number)
        writers.clear()  # whoever kept the streams may write again


def _figures():
    """Return the numbers of the figures that are open."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()


def _publisher():
    """Return what shows things in the notebook, or None."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return getattr(shell, "display_pub", None)


def _show(aside, *given, **named):
    """Keep a picture as such, anything else as its text."""
    data = named.get("data") or (given[0] if given else {})
    if any(kind.startswith("image/") for kind in data):
        aside.shown = True
    else:
        aside.keep(str(data.get("text/plain", "")))


@contextlib.contextmanager
def _replaced(owner, name, act, aside):
    """Let a method do something else where the thread that calls it is meant."""
    if owner is None:
        yield
        return
    own, before = name in vars(owner), getattr(owner, name)

    def method(*given, **named):
        return (act if aside.is_meant() else before)(*given, **named)

    setattr(owner, name, method)
    try:
        yield
    finally:
        setattr(owner, name, before) if own else delattr(owner, name)
