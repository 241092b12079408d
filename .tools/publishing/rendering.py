"""The templates that decks and pages are put together with."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from helpers.drawing.style import css_variables


def render(name, **values):
    """Return a template filled in.

    Parameters
    ----------
    name : str
        Its file in `templates`.
    **values
        What it asks for.

    Returns
    -------
    str
    """
    return _environment().get_template(name).render(**values)


@cache
def _environment():
    folder = FileSystemLoader(Path(__file__).with_name("templates"), encoding="utf-8")
    made = Environment(loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.globals["colours"] = css_variables()
    return made
