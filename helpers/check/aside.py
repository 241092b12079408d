"""What a function prints, logs, warns of and shows while it is checked, kept from the notebook."""

import contextlib
import sys
import warnings

MOST = 300  # characters
QUIET = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)


class Aside:
    """What is written and shown meanwhile, as much of it as is told."""

    def __init__(self):
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
def kept_aside():
    """Keep aside what is printed, logged and displayed."""
    aside, open_figures = Aside(), _figures()
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    acts = [(sys.stdout, "write", aside.keep), (sys.stderr, "write", aside.keep)]
    acts += [(shell.display_pub, "publish", aside.display)] if shell else []
    for owner, name, act in acts:
        setattr(owner, name, act)  # of the stream itself, which loggers have kept
    try:
        with (
            contextlib.redirect_stdout(sys.stdout),  # whatever is put in its place meanwhile
            contextlib.redirect_stderr(sys.stderr),
            warnings.catch_warnings(record=True) as aside.warnings,
        ):
            warnings.simplefilter("always")
            yield aside
    finally:
        for owner, name, _ in acts:
            vars(owner).pop(name, None)
        for number in _figures() - open_figures:
            aside.shown = True
            sys.modules["matplotlib.pyplot"].close(number)


def _figures():
    """Return the numbers of the figures that are open."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()
