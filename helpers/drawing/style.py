"""The look of the course: one colour and one marker for each role, in figures and in text."""

import functools
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import matplotlib

STYLE_FILE = Path(__file__).with_name("course.mplstyle")
CONTEXT = "0.6"
BAND = {"color": "black", "alpha": 0.05}
TURN = threading.RLock()


@dataclass(frozen=True)
class Role:
    """What something is in a convolution, and how it is drawn.

    Attributes
    ----------
    colour, marker : str
        For lines and markers; the marker carries the role as well.
    ink : str
        The darker tone of the colour, for text.
    """

    colour: str
    marker: str
    ink: str


INPUT = Role("#0072B2", "o", "#005A8C")
KERNEL = Role("#D55E00", "s", "#A84900")
PRODUCT = Role("#CC79A7", "D", "#8A3F6B")
OUTPUT = Role("#009E73", "^", "#00714F")
ROLES = (INPUT, KERNEL, PRODUCT, OUTPUT)


@contextmanager
def course_style():
    """Draw in the style of the course inside a ``with`` block.

    Matplotlib has one style for all threads, and newer kernels answer widgets in a thread of
    their own: one of them draws at a time.

    Examples
    --------
    >>> with course_style():
    ...     matplotlib.rcParams["axes.spines.top"]
    False
    """
    with TURN, matplotlib.rc_context(_settings()):
        yield


def use():
    """Draw everything that follows in the style of the course."""
    matplotlib.rcParams.update(_settings())


@functools.cache
def _settings():
    """Return what the style file sets."""
    return matplotlib.rc_params_from_file(STYLE_FILE, use_default_template=False)
