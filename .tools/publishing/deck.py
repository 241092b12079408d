"""Slides: cells chosen by their metadata, steps as fragments, notes for whoever speaks."""

import itertools
import math
import re
from dataclasses import dataclass, field
from html import escape, unescape

from . import assets
from .contents import contents
from .executed import executed
from .files import BUILD, BuildError, naming
from .guide import notes_of
from .rendering import render

SLIDES = BUILD / "slides"
SHOWS_CODE = "slide-code"  # the tag of cells whose source is shown
FOLDED = re.compile(r"<details>\s*<summary>.*?</summary>(.*?)</details>", re.DOTALL)
WIDTH, GAP, TITLE = 1192, 24, 60  # pixels: of the text on a slide, between pictures, above them
LARGEST = 1.39  # times the size at which pictures are drawn
BESIDE, ABOVE = 560, 240  # pixels: width of a picture beside text, height of one above a question
BODY, LINE, SPACE = 580, 45, 14  # pixels of a slide's body, of a line of text, between paragraphs
LETTERS, LETTERS_BESIDE = 70, 35  # in a line, and in one beside a picture
ASKS = re.compile(r"\?|\bSay (aloud|first)\b")
PIECE = re.compile("</(?:p|li|h3)>")  # ends a piece of text that begins a line
LEAST = 16  # pixels: of text in a picture
LEAST_FACTOR = 0.6  # of the size at which they are drawn: smaller photographs are stamps
MOST_STEPS = 9  # of an interactive, where nobody has chosen
SEEN = re.compile(r"<(img|table|pre|audio|span class='formula'|div class=\"code)")


@dataclass
class Slide:
    """One slide.

    Attributes
    ----------
    title : str
        Its heading; that of its section where it has none of its own.
    level : int
        1 for the first one, 2 for all others.
    section : str
        Heading of its section, by which the notes are found.
    blocks : list of dict
        What stands on it: "html", "folded" (an answer, shown with the next click), "stills" or
        "question"; and whether all of it is a fragment.
    notes : str
        HTML for whoever speaks.
    picture : dict or None
        A still of another slide of its section, shown with its text.
    where : {"beside", "above", ""}
        Where its text can be read.
    above : int
        How high it can be above the text, in pixels.
    """

    title: str
    level: int
    section: str
    blocks: list = field(default_factory=list)
    notes: str = ""
    picture: dict = None
    where: str = ""
    above: int = ABOVE

    @property
    def is_text(self):
        """Whether it has no picture, formula, table or code of its own."""
        return not any(b["kind"] == "stills" or SEEN.search(b.get("html", "")) for b in self.blocks)


def slides(cells):
    """Return the slides of a notebook, section by section.

    Parameters
    ----------
    cells : list of publishing.contents.Cell
        All cells.

    Returns
    -------
    list of list of Slide

    Raises
    ------
    BuildError
        Where the first cell that is shown begins no slide, and where a choice of steps is missing
        or names some that are not there.
    """
    sections = []
    section = ""
    for cell in cells:
        level, heading = cell.heading
        if level in (1, 2):
            section = heading
        kind = cell.slideshow.get("slide_type")
        if kind == "skip":
            continue
        if kind == "slide":
            sections.append([])
        if not sections:
            raise BuildError(f"cell {cell.k} is shown before the first slide begins")
        blocks = list(_blocks(cell))
        for i, block in enumerate(blocks):
            begins = kind in ("slide", "subslide") if i == 0 else block["kind"] == "question"
            if begins:
                title = heading if i == 0 and heading else section
                sections[-1].append(Slide(title, 1 if level == 1 else 2, section))
            block["fragment"] = kind == "fragment"
            sections[-1][-1].blocks.append(block)
    return sections


def _blocks(cell):
    """Yield what a cell puts on a slide."""
    for piece in cell.pieces:
        if piece.kind == "code":
            if SHOWS_CODE in cell.tags:
                yield {"kind": "html", "html": piece.html}
        elif piece.kind == "views":
            stills = _chosen(cell, piece.data)
            yield {"kind": "stills", "stills": stills, "look": _look(stills)}
        elif piece.kind == "answer":
            raise BuildError(f"cell {cell.k} compares; its questions show the answers: skip it")
        elif piece.kind == "question":
            yield {"kind": "question", "question": piece.data}
        else:
            html = re.sub(r"^\s*<h([12])[^>]*>.*?</h\1>", "", piece.html, flags=re.DOTALL)
            open_part, *folded = FOLDED.split(html)
            yield {"kind": "html", "html": open_part, "text": piece.kind == "text"}
            yield from ({"kind": "folded", "html": part} for part in folded if part.strip())


def _look(stills):
    """Return how high the pictures are where the slide has room for that, as CSS.

    They are as wide as the slide, but not larger than they are sharp on a projector.
    """
    rows = [still["panels"] for still in stills]
    titles = TITLE if any(panel["title"] for row in rows for panel in row) else 0
    return f"height: {titles + max(map(_height, rows)):.0f}px"


def _height(panels):
    factor = min(_factor(panels, WIDTH), LARGEST)
    return factor * max(panel["height"] for panel in panels)


def _chosen(cell, views):
    """Return the stills that are shown, each with the name of its view.

    A cell's `slideshow.steps` says which: a list of places in the first view, or for some views,
    by their names, such a list or "all". Views come in the order in which the interactive has
    them: a notebook's file sorts names.
    """
    wanted = cell.slideshow.get("steps")
    by_name = {view["name"]: view["stills"] for view in views}
    if wanted is None:
        if len(views[0]["stills"]) > MOST_STEPS:
            raise BuildError(
                f"cell {cell.k} has {len(views[0]['stills'])} steps: choose some in its metadata, "
                f'"slideshow": {{"steps": [0, 1, ...]}}'
            )
        wanted = "all"
    if not isinstance(wanted, dict):
        wanted = {views[0]["name"]: wanted}
    chosen = []
    for name in sorted(wanted, key=[*by_name, *wanted].index):
        places, stills = wanted[name], by_name.get(name, [])
        places = range(len(stills)) if places == "all" else places
        if not stills or not set(places) <= set(range(len(stills))):
            there = ", ".join(f"{n!r} with {len(s)} steps" for n, s in by_name.items())
            raise BuildError(
                f"cell {cell.k} has no steps {list(places)} of {name!r}; it has {there}"
            )
        shown = name if len(wanted) > 1 else ""
        chosen += [stills[place] | {"view": shown} for place in places]
    return chosen


def deck(path):
    """Return the deck of a notebook as one HTML page that needs nothing else.

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
        cells, css = contents(executed(path), path.parent, link=lambda url: None)
        sections = slides(cells)
        add_pictures(sections)
        add_notes(sections, notes_of(path.stem))
    return render("deck.html",
        title=sections[0][0].title,
        sections=sections,
        css="\n".join([assets.text("reveal.js/dist/reveal.css"), assets.fonts(), css]),
        scripts=[_harmless(assets.text(f"reveal.js/{name}")) for name in
                 ("dist/reveal.js", "plugin/notes/notes.js")],
    )  # fmt: skip


def add_pictures(sections):
    """Show with what has none the last picture of its section, or else the one that comes next.

    That is done where it can be read there. What comes is never shown before a question that it
    may answer, nor beside words that ask.
    """
    everything, section, last = [slide for section in sections for slide in section], "", None
    for i, slide in enumerate(everything):
        if slide.section != section:
            section, last = slide.section, None
        said = "".join(block.get("html", "") for block in slide.blocks)
        picture = last or (None if ASKS.search(said) else _coming(everything[i:], section))
        if slide.is_text and picture:
            slide.where, slide.above = _place(picture["panels"], slide)
            slide.picture = picture if slide.where else None
        for block in slide.blocks:
            if block["kind"] == "stills":
                last = block["stills"][-1]


def _coming(slides, section):
    """Return the first picture that comes in a section, unless something is asked before."""
    here = itertools.takewhile(lambda slide: slide.section == section, slides)
    blocks = (block for slide in here for block in slide.blocks)
    found = next((block for block in blocks if block["kind"] in ("stills", "question")), None)
    return found["stills"][0] if found and found["kind"] == "stills" else None


def _place(panels, slide):
    """Return where pictures are large enough for their text, and how high they can be above it.

    A question has its pictures beside it if they can be read there; other text where they are
    larger, if it is not too long for that.
    """
    is_open = all(block["kind"] == "html" for block in slide.blocks)
    above = _left(slide, LETTERS) if is_open else ABOVE
    highest = max(panel["height"] for panel in panels)
    factors = {
        "beside": min(_factor(panels, BESIDE), LARGEST),
        "above": min(_factor(panels, WIDTH), LARGEST, max(0, above) / highest),
    }
    smallest = min((panel["text"] for panel in panels if panel["text"]), default=LEAST * WIDTH)
    least = max(LEAST_FACTOR, LEAST / smallest)
    places = [where for where, factor in factors.items() if factor >= least]
    if is_open:
        fits = [where for where in places if where == "above" or _left(slide, LETTERS_BESIDE) >= 0]
        places = sorted(fits, key=factors.get, reverse=True)
    return next(iter(places), ""), above


def _left(slide, letters):
    """Return about how many pixels of a slide's height its text leaves, at so many in a line."""
    pieces = PIECE.split("".join(block["html"] for block in slide.blocks))
    lengths = [len(unescape(re.sub("<[^>]*>", "", piece)).strip()) for piece in pieces]
    return BODY - sum(SPACE + LINE * math.ceil(n / letters) for n in lengths if n)


def _factor(panels, width):
    """Return how large panels are in so many pixels, compared with how they were drawn."""
    room = width - GAP * (len(panels) - 1)
    return room / sum(panel["width"] for panel in panels)


def add_notes(sections, notes):
    """Put the notes of a section on each of its slides, and on questions what answers reveal.

    Parameters
    ----------
    sections : list of list of Slide
        Changed in place.
    notes : dict of str to str
        HTML by the heading of the section.
    """
    seen = set()
    for slide in (slide for section in sections for slide in section):
        note = notes.get(slide.section, "")
        if note and slide.section in seen:
            note = f"<p class='again'>For all slides of this part:</p>{note}"
        seen.add(slide.section)
        asked = [block["question"] for block in slide.blocks if block["kind"] == "question"]
        slide.notes = "".join(map(_revealed, asked)) + note


def _revealed(question):
    """Return what each answer to a question reveals, as HTML."""
    items = "".join(
        f"<li><b>{escape(option)}</b>: {escape(wrong or 'right. ' + question['because'])}</li>"
        for option, wrong in question["options"]
    )
    return f"<ul>{items}</ul>"


def _harmless(script):
    """Return a script that does not end its own element."""
    return script.replace("</script", "<\\/script")
