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
LEFT_OUT = {"live-only", "solution"}  # tags of cells that make no sense without a kernel


def page_name(stem):
    """Return the file name of the page of a notebook; the start page is the index."""
    return "index.html" if stem == START else f"{stem}.html"


def link(url, name=page_name):
    """Return where a link of a notebook leads on the pages.

    Parameters
    ----------
    url : str
        As it stands in the notebook.
    name : callable
        Takes the stem of a notebook, returns the file that stands for it.

    Returns
    -------
    str or None
        None for what has no page.

    Examples
    --------
    >>> link("00_start_here.ipynb#The-course"), link("04_moving_average.ipynb")
    ('index.html#The-course', '04_moving_average.html')
    >>> link("#Summary"), link("../README.md"), link("for_instructors.md")
    ('#Summary', None, None)
    """
    stem, ending, anchor = re.fullmatch(r"([^#]*?)(\.ipynb|\.md)?(#.*)?", url).groups()
    if not ending:
        return url
    return f"{name(stem)}{anchor or ''}" if ending == ".ipynb" and "/" not in stem else None


def link_to_deck(url):
    """Return where a link of the guide leads beside the decks.

    Examples
    --------
    >>> link_to_deck("04_moving_average.ipynb#Summary")
    '04_moving_average.html'
    """
    return link(url.split("#")[0] or url, "{}.html".format)


def titles():
    """Return the title of each notebook by the name of its page, in their order."""
    found = {}
    for path in chosen():
        first = nbformat.read(path, as_version=4).cells[0].source
        found[page_name(path.stem)] = first.splitlines()[0].lstrip("# ")
    return found


def page(path):
    """Return the page of a notebook, without solutions and what makes no sense without a kernel.

    Parameters
    ----------
    path : pathlib.Path
        The notebook.

    Returns
    -------
    str

    Raises
    ------
    BuildError
        Names the notebook and the cell.
    """
    with naming(path):
        cells, css = contents(executed(path), NOTEBOOKS, link)
    here, named = page_name(path.stem), titles()
    order = [None, *named, None]
    place = order.index(here)
    shown = [cell for cell in cells if not LEFT_OUT & set(cell.tags)]
    return _rendered(
        shown,
        css,
        named=named,
        here=here,
        before=order[place - 1],
        after=order[place + 1],
    )


def guide_page():
    """Return the guide for instructors as a page that lies beside the decks."""
    text = GUIDE.read_text(encoding="utf-8")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text)])
    return _rendered(*contents(notebook, NOTEBOOKS, link_to_deck), named={})


def _rendered(cells, css, **values):
    """Return a page of these cells."""
    return render(
        "page.html",
        title=cells[0].heading[1],
        cells=cells,
        asked={q["key"]: q["ask"] for q in _questions(cells)},
        data=_data(cells),
        css="\n".join([assets.fonts(), css]),
        **values,
    )


def _questions(cells):
    """Yield the questions that are asked."""
    for cell in cells:
        yield from (piece.data for piece in cell.pieces if piece.kind == "question")


def _data(cells):
    """Return the views of all interactives as JSON that can stand in a page; number them."""
    several = []
    for piece in (piece for cell in cells for piece in cell.pieces):
        if piece.kind == "views" and sum(len(view["stills"]) for view in piece.data) > 1:
            piece.html = str(len(several))
            several.append(piece.data)
    return json.dumps(several, ensure_ascii=False).replace("<", "\\u003c")
