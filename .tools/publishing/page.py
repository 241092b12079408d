"""Pages for reading: a notebook as HTML whose steppers work without a kernel and a network."""

import json
import re

import nbformat

from . import assets
from .contents import contents
from .executed import executed
from .files import BUILD, NOTEBOOKS, chosen, naming
from .guide import GUIDE
from .rendering import render

PAGES = BUILD / "pages"
START = "00_start_here"
LIVE_ONLY = "live-only"  # the tag of cells that make no sense without a kernel
SOLUTION = "solution"


def page_name(stem):
    """Return the file name of the page of a notebook; the start page is the index."""
    return "index.html" if stem == START else f"{stem}.html"


def link(url):
    """Return where a link of a notebook leads on the pages.

    Parameters
    ----------
    url : str
        As it stands in the notebook.

    Returns
    -------
    str or None
        None for what has no page.

    Examples
    --------
    >>> link("00_start_here.ipynb#The-course"), link("04_moving_average.ipynb")
    ('index.html#The-course', '04_moving_average.html')
    >>> link("#Summary"), link("../README.md")
    ('#Summary', None)
    """
    stem, dot, anchor = re.fullmatch(r"([^#]*?)(\.ipynb|\.md)?(#.*)?", url).groups()
    if not dot:
        return url
    return None if "/" in stem else f"{page_name(stem)}{anchor or ''}"


def titles():
    """Return the title of each notebook by the name of its page, in their order."""
    found = {}
    for path in chosen():
        first = nbformat.read(path, as_version=4).cells[0].source
        found[page_name(path.stem)] = first.splitlines()[0].lstrip("# ")
    return found


def page(path):
    """Return the page of a notebook.

    Parameters
    ----------
    path : pathlib.Path
        The notebook, or the guide for instructors.

    Returns
    -------
    str

    Raises
    ------
    BuildError
        Names the notebook and the cell.
    """
    with naming(path):
        cells, css = contents(read(path), NOTEBOOKS, link)
    here, named = page_name(path.stem), titles()
    order = list(named)
    place = order.index(here) if here in order else None
    shown = [cell for cell in cells if LIVE_ONLY not in cell.tags]
    return render(
        "page.html",
        title=cells[0].heading[1],
        cells=shown,
        solution=SOLUTION,
        named=named,
        here=here,
        before=order[place - 1] if place else None,
        after=order[place + 1] if place is not None and place + 1 < len(order) else None,
        data=_data(shown),
        css="\n".join([assets.fonts(), css]),
    )


def read(path):
    """Return a notebook with all that its interactives show; the guide as one of a single text."""
    if path != GUIDE:
        return executed(path)
    text = GUIDE.read_text(encoding="utf-8")
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text)])


def _data(cells):
    """Return the views of all interactives as JSON that can stand in a page; number them."""
    several = []
    for piece in (piece for cell in cells for piece in cell.pieces):
        if piece.kind == "views" and sum(len(view["stills"]) for view in piece.data) > 1:
            piece.html = str(len(several))
            several.append(piece.data)
    return json.dumps(several, ensure_ascii=False).replace("<", "\\u003c")
