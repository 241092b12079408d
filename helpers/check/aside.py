"""What a function prints, logs, warns of and shows while it is checked, kept from the notebook."""

import contextlib
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

    def keep(self, text):
        """Keep a text, if there is not much yet."""
        if len(self.written) < MOST:
            self.written.append(text[:MOST])
        return len(text)

    def display(self, data, *given, **named):
        """Keep a picture as such, anything else as its text."""
        if any(kind.startswith("image/") for kind in data):
            self.shown = True
        else:
            self.keep(str(data.get("text/plain", "")))

    def found(self):
        """Return what was kept, as parts of an `Outcome`."""
        told = (w for w in self.warnings if not issubclass(w.category, QUIET))
        warned = next((str(w.message) for w in told), "")
        printed = "".join(self.written)[:MOST]
        return {"printed": printed, "shown": self.shown, "warned": warned}

    @contextlib.contextmanager
    def instead(self, owner, name, act):
        """Let a method do something else where one of those threads calls it."""
        if owner is None:
            yield
            return
        own, before = name in vars(owner), getattr(owner, name)

        def method(*given, **named):
            meant = threading.get_ident() in self.writers
            return (act if meant else before)(*given, **named)

        setattr(owner, name, method)
        try:
            yield
        finally:
            setattr(owner, name, before) if own else delattr(owner, name)


@contextlib.contextmanager
def kept_aside(writers):
    """Keep aside what the threads in `writers` (identifiers) print, log and display."""
    aside, open_figures = Aside(writers), _figures()
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    try:
        with (
            contextlib.redirect_stdout(sys.stdout),  # whatever is put in its place meanwhile
            contextlib.redirect_stderr(sys.stderr),
            aside.instead(sys.stdout, "write", aside.keep),
            aside.instead(sys.stderr, "write", aside.keep),
            aside.instead(getattr(shell, "display_pub", None), "publish", aside.display),
            warnings.catch_warnings(record=True) as aside.warnings,
        ):
            warnings.simplefilter("always")
            yield aside
    finally:
        for number in _figures() - open_figures:
            aside.shown = True
            sys.modules["matplotlib.pyplot"].close(number)


def _figures():
    """Return the numbers of the figures that are open."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()
