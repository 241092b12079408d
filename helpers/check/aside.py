"""What a function prints, logs, warns of and shows while it is checked, kept from the notebook."""

import contextlib
import io
import sys
import warnings

MOST = 300  # characters
QUIET = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)


@contextlib.contextmanager
def kept_aside():
    """Keep aside what is printed and displayed; parts of an `Outcome` tell of it afterwards."""
    kept, written, open_figures = {"shown": False}, io.StringIO(), _figures()

    def display(data, *given, **named):
        if any(kind.startswith("image/") for kind in data):
            kept["shown"] = True
        else:
            written.write(str(data.get("text/plain", "")))

    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    acts = [(sys.stdout, "write", written.write), (sys.stderr, "write", written.write)]
    acts += [(shell.display_pub, "publish", display)] if shell else []
    for owner, name, act in acts:
        setattr(owner, name, act)  # of the stream itself, which loggers have kept
    try:
        with (
            contextlib.redirect_stdout(sys.stdout),  # whatever is put in its place meanwhile
            contextlib.redirect_stderr(sys.stderr),
            warnings.catch_warnings(record=True) as warned,
        ):
            warnings.simplefilter("always")
            yield kept
    finally:
        for owner, name, _ in acts:
            vars(owner).pop(name, None)
        for number in _figures() - open_figures:
            kept["shown"] = True
            sys.modules["matplotlib.pyplot"].close(number)
        told = (str(w.message) for w in warned if not issubclass(w.category, QUIET))
        kept |= {"printed": written.getvalue()[:MOST], "warned": next(told, "")}


def _figures():
    """Return the numbers of the figures that are open."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()
