"""The notes for instructors: one Markdown file, by notebook and section."""

import re

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from .files import NOTEBOOKS

GUIDE = NOTEBOOKS / "for_instructors.md"


def parts():
    """Return the guide's parts, each from its heading on: one for each notebook, and more."""
    return re.split(r"^## ", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)


def notes_of(stem):
    """Return what an instructor should know about each section of a notebook.

    Parameters
    ----------
    stem : str
        Name of the notebook's file, without its ending.

    Returns
    -------
    dict of str to str
        HTML by the heading of the section.
    """
    mine = next((part for part in parts() if part.startswith(stem[:2])), "")
    render = MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True))
    found = {}
    for section in re.split(r"^### ", mine, flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        found[heading.strip()] = render.render(body).strip()
    return found
