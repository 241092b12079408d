"""The look of the course, read from `colours.toml`: for figures, and as CSS for HTML."""

import threading
import tomllib
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import matplotlib
from matplotlib.colors import to_rgb

STYLE = matplotlib.rc_params_from_file(
    Path(__file__).with_name("course.mplstyle"), use_default_template=False
)
COLOURS = tomllib.loads(Path(__file__).with_name("colours.toml").read_text(encoding="utf-8"))
PAGE = COLOURS["page"]
CONTEXT = "0.6"
BAND = {"color": "black", "alpha": 0.05}
TURN = threading.RLock()
DARK_PAGE = '[data-jp-theme-light="false"]'


# What something is in a convolution: name, colour, ink, marker; `light` is its ink on a dark page.
ROLES = INPUT, KERNEL, PRODUCT, OUTPUT = tuple(
    SimpleNamespace(name=name, **COLOURS[name]) for name in ("input", "kernel", "product", "output")
)


@contextmanager
def course_style():
    """Draw in the style of the course, one thread at a time: Matplotlib has one for all of them."""
    with TURN:  # only what the style sets is put back: `rc_context` takes a millisecond for all
        before = {name: matplotlib.rcParams[name] for name in STYLE}
        dict.update(matplotlib.rcParams, STYLE)
        try:
            yield
        finally:
            dict.update(matplotlib.rcParams, before)


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
