"""The look of the course, read from `colours.toml`: for figures, and as CSS for HTML."""

import functools
import threading
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import matplotlib
from matplotlib.colors import to_rgb

STYLE_FILE = Path(__file__).with_name("course.mplstyle")
COLOURS = tomllib.loads(Path(__file__).with_name("colours.toml").read_text(encoding="utf-8"))
PAGE = COLOURS["page"]
CONTEXT = "0.6"
BAND = {"color": "black", "alpha": 0.05}
TURN = threading.RLock()
DARK_PAGE = '[data-jp-theme-light="false"]'


@dataclass(frozen=True)
class Role:
    """What something is in a convolution; `light` is the ink of its text on a dark page."""

    name: str
    colour: str
    ink: str
    light: str
    marker: str


ROLES = INPUT, KERNEL, PRODUCT, OUTPUT = tuple(
    Role(name, **COLOURS[name]) for name in ("input", "kernel", "product", "output")
)


@contextmanager
def course_style():
    """Draw in the style of the course, one thread at a time: Matplotlib has one for all of them.

    Only what the style sets is put back: `rc_context` copies all parameters, for a millisecond.
    """
    with TURN:
        before = {name: matplotlib.rcParams[name] for name in _settings()}
        dict.update(matplotlib.rcParams, _settings())
        try:
            yield
        finally:
            dict.update(matplotlib.rcParams, before)


@functools.cache
def _settings():
    """Return what the style file sets."""
    return matplotlib.rc_params_from_file(STYLE_FILE, use_default_template=False)


def css_variables():
    """Return the colours as CSS variables: `--course-input`, `--course-input-ink`."""
    named = {}
    for role in ROLES:
        named[role.name] = role.colour
        named[f"{role.name}-ink"], named[f"{role.name}-light"] = role.ink, role.light
    named |= PAGE
    return f":root {{ {'; '.join(f'--course-{name}: {value}' for name, value in named.items())} }}"


def css():
    """Return the variables, and rules that make text and formulas light on dark pages."""
    rules = [css_variables()]
    for role in ROLES:
        red, green, blue = (round(255 * part) for part in to_rgb(role.ink))
        rules.append(
            f"{DARK_PAGE} .course-{role.name}:not(.course-pictures *, .course-still figure *), "
            f'{DARK_PAGE} mjx-container [style*="rgb({red}, {green}, {blue})"] '
            f"{{ color: {role.light} !important }}"
        )
    return "\n".join(rules)
