"""The rules for stored notebooks, each a function that yields what is wrong.

``RULES`` holds them all; ``faults(rule, path)`` applies one to a file. A fault names the cell by
its place in the notebook, from 0. What `rebuild.normalise` sees to needs no rule.
"""

import ast
import functools
import re
import statistics
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import nbformat.v4
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat.validator import iter_validate

OBJECTIVES = ("You will do", "You will learn", "You need", "Time")
CLOSING = ["Summary", "Exercises", "In practice", "Next"]
SLIDES = {"slide", "subslide", "fragment", "skip"}
TERMS = {"mask": "kernel", "footprint": "kernel"}
MOST_BYTES = 300_000
RULES = []


def rule(function):
    """Count a function among the rules."""
    RULES.append(function)
    return function


def faults(check, path):
    """Return what one rule finds wrong with one notebook, with the names of both."""
    return [f"{Path(path).name}, {fault} ({check.__name__})" for fault in check(Book(Path(path)))]


@dataclass
class Book:
    """A notebook's file and what is read in it."""

    path: Path

    @functools.cached_property
    def nb(self):
        """The notebook."""
        return nbformat.v4.reads(self.path.read_text(encoding="utf-8"))

    @property
    def number(self):
        """The number at the beginning of the file's name."""
        return int(re.match(r"\d*", self.path.name).group() or 0)

    @property
    def code(self):
        """Place and cell of every code cell."""
        return [(k, c) for k, c in enumerate(self.nb.cells) if c.cell_type == "code"]

    @property
    def markdown(self):
        """Place and text of every Markdown cell."""
        return [(k, c.source) for k, c in enumerate(self.nb.cells) if c.cell_type == "markdown"]

    @functools.cached_property
    def elements(self):
        """Place, name and attributes of every element of the Markdown cells."""
        render = MarkdownWithMath(
            renderer=IPythonRenderer(escape=False, exclude_anchor_links=True)
        ).render
        return [(k, *one) for k, text in self.markdown for one in Elements(render(text)).found]

    @property
    def outputs(self):
        """Place of the cell and output, for every stored output."""
        return [(k, output) for k, cell in self.code for output in cell.outputs]

    @property
    def opening(self):
        """The Markdown before the first code cell."""
        first = min((k for k, _ in self.code), default=len(self.nb.cells))
        return "\n\n".join(source for k, source in self.markdown if k < first)

    @property
    def headings(self):
        """Place of the cell, level and text of every heading."""
        return [
            (k, len(marks), text.strip(" #"))
            for k, source in self.markdown
            for marks, text in re.findall(r"^(#{1,6})\s+(.+)$", without_code(source), re.MULTILINE)
        ]

    @property
    def anchors(self):
        """The headings as the ends of links, the way JupyterLab and GitHub's viewer name them."""
        return {re.sub(r"[*_`]", "", text).replace(" ", "-") for _, _, text in self.headings}


class Elements(HTMLParser):
    """The elements of a piece of HTML: names and attributes, and which SVGs have a title."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        """Note an element."""
        if tag == "title" and self.found and self.found[-1][0] == "svg":
            self.found[-1][1]["aria-label"] = "title"
        self.found.append((tag, dict(attributes)))


def tags(cell):
    """Return a cell's tags."""
    return cell.metadata.get("tags", [])


def joined(value):
    """Return stored text that may have been split into lines."""
    return "".join(value) if isinstance(value, list) else value


def without_code(source):
    """Return Markdown without its fenced blocks of code."""
    return re.sub(r"^(```+|~~~+).*?^\1[ \t]*$", "", source, flags=re.MULTILINE | re.DOTALL)


def prose(source):
    """Return Markdown without code and formulas."""
    source = re.sub(r"(`+).+?\1", "", without_code(source))
    return re.sub(r"\$\$.+?\$\$|\$[^$\n]+\$", "", source, flags=re.DOTALL)


def described(html):
    """Say which pictures of a piece of HTML lack a description, and how many have one."""
    missing, present = [], 0
    for tag, attributes in Elements(html).found:
        if tag == "img":
            text = attributes.get("alt")
        elif tag == "svg":
            hidden = attributes.get("aria-hidden") == "true"
            text = attributes.get("aria-label") or attributes.get("aria-labelledby") or hidden
        else:
            continue
        if text is True or (text and text.strip()):
            present += 1
        else:
            missing.append(tag)
    return missing, present


# --- the file -------------------------------------------------------------------------------


@rule
def is_a_valid_notebook(book):
    """The file is a notebook of format 4.5 or newer, with a name for each cell."""
    for error in iter_validate(book.nb):
        yield f"not valid: {error.message}"
    if (book.nb.nbformat, book.nb.nbformat_minor) < (4, 5):
        yield f"format {book.nb.nbformat}.{book.nb.nbformat_minor} is older than 4.5"
    names = [cell.get("id") for cell in book.nb.cells]
    for k, name in enumerate(names):
        if name in names[:k]:
            yield f"cell {k}: has the id of cell {names.index(name)}"


@rule
def is_small(book):
    """The file is quick to open."""
    size = book.path.stat().st_size
    if size > MOST_BYTES:
        yield f"{size // 1000} KB are more than {MOST_BYTES // 1000} KB"


@rule
def is_stored_as_run_once(book):
    """The cells were run from top to bottom in a fresh kernel."""
    number = 0
    for k, cell in book.code:
        number += bool(cell.source.strip())
        expected = number if cell.source.strip() else None
        if cell.execution_count != expected:
            yield f"cell {k}: stored as number {cell.execution_count}, not {expected}"


@rule
def has_no_empty_cells(book):
    """Each cell says something."""
    for k, cell in enumerate(book.nb.cells):
        if not cell.source.strip():
            yield f"cell {k}: is empty"


@rule
def stores_no_error_and_no_warning(book):
    """Errors stand only where they are announced, warnings nowhere."""
    for k, output in book.outputs:
        expected = "raises-exception" in tags(book.nb.cells[k])
        if output.output_type == "error" and not expected:
            yield f"cell {k}: stores the error {output.ename}: {output.evalue}"
        if output.get("name") == "stderr":
            yield f"cell {k}: stores text on stderr: {joined(output.text)[:80]!r}"


@rule
def stores_no_folder_of_a_machine(book):
    """What a reader sees does not speak of the author's machine."""
    pattern = re.compile(r"(?:/home|/Users|/root|/tmp|/private|/var)/[\w.]+|[A-Z]:\\\w+")
    for k, output in book.outputs:
        texts = [output.get("text", ""), output.get("evalue", ""), *output.get("traceback", [])]
        texts += [value for name, value in output.get("data", {}).items() if "text" in name]
        for text in texts:
            if found := pattern.search(joined(text)):
                yield f"cell {k}: an output names {found.group()}"


@rule
def checks_every_cell(book):
    """No cell is left out of the tests."""
    for k, cell in book.code:
        if "nbval-skip" in tags(cell) or re.search(r"^\s*#\s*NBVAL_", cell.source, re.MULTILINE):
            yield f"cell {k}: leaves itself out of the tests"


# --- anatomy --------------------------------------------------------------------------------


@rule
def has_one_title_and_it_comes_first(book):
    """There is one heading of level 1, and the notebook begins with it."""
    titles = [k for k, level, _ in book.headings if level == 1]
    if titles != [0]:
        yield f"headings of level 1 in cells {titles}, not in [0]"
    elif not book.nb.cells[0].source.startswith("# "):
        yield "cell 0: does not begin with the title"


@rule
def skips_no_level_of_heading(book):
    """A heading is at most one level deeper than the one before."""
    last = 0
    for k, level, text in book.headings:
        if level > last + 1:
            yield f"cell {k}: {text!r} has level {level} after level {last}"
        last = level


@rule
def opens_with_promise_and_picture(book):
    """Below the title stand a promise, as a quotation, and a picture."""
    if book.number == 0:
        return
    if not re.search(r"^> \S", book.opening, re.MULTILINE):
        yield "no promise (a quotation) before the first code cell"
    first = min((k for k, _ in book.code), default=len(book.nb.cells))
    if not any(tag == "img" and k < first for k, tag, _ in book.elements):
        yield "no picture before the first code cell"


@rule
def says_what_it_is_for(book):
    """What the reader does, learns, needs, and how long it takes, stands before the first code."""
    if book.number == 0:
        return
    places = [re.search(rf"\*\*{name}\b[^*]*\*\*", book.opening) for name in OBJECTIVES]
    for name, place in zip(OBJECTIVES, places, strict=True):
        if not place:
            yield f"no **{name}** before the first code cell"
    if all(places):
        starts = [place.start() for place in places]
        if starts != sorted(starts):
            yield f"the order is not {', '.join(OBJECTIVES)}"
        learn = book.opening[places[1].end() : places[2].start()]
        if not 3 <= (bullets := len(re.findall(r"^[-*] ", learn, re.MULTILINE))) <= 5:
            yield f"{bullets} points under **You will learn**, not 3 to 5"


@rule
def closes_with_summary_to_next(book):
    """The last sections are the same ones everywhere."""
    if book.number == 0:
        return
    sections = [text for _, level, text in book.headings if level == 2]
    if sections[-len(CLOSING) :] != CLOSING:
        yield f"the last sections are {sections[-len(CLOSING) :]}, not {CLOSING}"


@rule
def has_a_fair_size(book):
    """From the second notebook on there are 25 to 60 cells, about half of them Markdown.

    What a slide says is a cell of its own, so texts come in more cells than a reader would need.
    """
    if book.number < 2:
        return
    if not 25 <= (count := len(book.nb.cells)) <= 60:
        yield f"{count} cells, not 25 to 60"
    share = len(book.markdown) / max(count, 1)
    if not 0.40 <= share <= 0.70:
        yield f"{share:.0%} of the cells are Markdown, not 40 to 70 %"


@rule
def gives_each_cell_its_place_among_the_slides(book):
    """Each cell says what it is in the slides.

    A cell without a type would stand on the slide before it: JupyterLab's live slides need a press
    there that shows nothing.
    """
    for k, cell in enumerate(book.nb.cells):
        kind = cell.metadata.get("slideshow", {}).get("slide_type")
        if kind not in SLIDES:
            yield f"cell {k}: slide_type is {kind!r}, not one of {sorted(SLIDES)}"
        unknown = set(cell.metadata.get("slideshow", {})) - {"slide_type", "steps"}
        if unknown:
            yield f"cell {k}: slideshow has {sorted(unknown)}"
        if "slide-code" in tags(cell) and (kind == "skip" or cell.cell_type != "code"):
            yield f"cell {k}: slide-code on a cell whose code is on no slide"


# --- code -----------------------------------------------------------------------------------


def length(cell):
    """Return how many lines a cell has."""
    return len(cell.source.strip("\n").splitlines())


@rule
def keeps_cells_short(book):
    """No code cell is over 15 lines, and half of them have at most 6."""
    lengths = [length(cell) for _, cell in book.code]
    for (k, _), lines in zip(book.code, lengths, strict=True):
        if lines > 15:
            yield f"cell {k}: {lines} lines of code are more than 15"
    if lengths and (median := statistics.median(lengths)) > 6:
        yield f"the median code cell has {median:g} lines, more than 6"


@rule
def begins_with_a_plain_setup(book):
    """The first code cell imports what is needed, without magics, in at most 10 lines."""
    if not book.code:
        return
    k, cell = book.code[0]
    if length(cell) > 10:
        yield f"cell {k}: the set-up has {length(cell)} lines, more than 10"
    if not re.search(r"^(import|from) ", cell.source, re.MULTILINE):
        yield f"cell {k}: the first code cell imports nothing"
    if re.search(r"^\s*%", cell.source, re.MULTILINE):
        yield f"cell {k}: the set-up contains a magic"


@rule
def needs_no_installing_and_no_tricks(book):
    """No cell calls the shell, installs, changes the path, or imports everything."""
    pattern = re.compile(
        r"^\s*!|^\s*%%?(?:pip|conda|sh|bash)\b|sys\.path|^\s*from \S+ import \*", re.MULTILINE
    )
    for k, cell in book.code:
        if found := pattern.search(cell.source):
            yield f"cell {k}: contains {found.group().strip()!r}"


@rule
def explains_expected_errors(book):
    """Markdown follows on a cell that raises an exception."""
    kinds = [cell.cell_type for cell in book.nb.cells]
    for k, cell in book.code:
        if "raises-exception" in tags(cell) and kinds[k + 1 : k + 2] != ["markdown"]:
            yield f"cell {k}: raises an exception that the next cell does not explain"


@rule
def hides_and_checks_solutions(book):
    """A solution's source is hidden, and asserts that it is one."""
    for k, cell in book.code:
        if "solution" not in tags(cell):
            continue
        if not cell.metadata.get("jupyter", {}).get("source_hidden"):
            yield f"cell {k}: the solution is not hidden (jupyter.source_hidden)"
        if not any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(cell.source))):
            yield f"cell {k}: the solution asserts nothing"


# --- pictures, links, words -----------------------------------------------------------------


@rule
def describes_pictures_in_markdown(book):
    """Pictures in Markdown have a description, and their files exist."""
    for k, tag, attributes in book.elements:
        if tag == "img":
            target = attributes.get("src") or ""
            if not (attributes.get("alt") or "").strip():
                yield f"cell {k}: the picture {target} has no description"
            if not (book.path.parent / unquote(target)).is_file():
                yield f"cell {k}: there is no picture {target}"


@rule
def describes_pictures_in_outputs(book):
    """Pictures in outputs carry a description, which image/png alone cannot."""
    for k, output in book.outputs:
        data = output.get("data", {})
        html = joined(data.get("text/html", ""))
        missing, present = described(html)
        for tag in missing:
            yield f"cell {k}: an output has <{tag}> without a description"
        bare = [name for name in data if name.startswith("image/")]
        if bare and not present:
            yield f"cell {k}: an output is {bare[0]} without HTML that describes it"


@rule
def links_to_what_exists(book):
    """Links lead to a file, to a heading, or to an https address."""
    for k, tag, attributes in book.elements:
        target = attributes.get("href") or ""
        if tag == "a" and (fault := dead(book, unquote(target))):
            yield f"cell {k}: the link {target} {fault}"


def dead(book, target):
    """Say what is wrong with the end of a link, None for nothing."""
    if target.startswith("https://"):
        return None
    if re.match(r"\w+:", target):
        return "is neither https nor a file"
    name, _, anchor = target.partition("#")
    path = book.path.parent / name if name else book.path
    if not path.exists():
        return "leads to no file"
    if anchor and path.suffix == ".ipynb" and anchor not in Book(path).anchors:
        return "leads to no heading"
    return None


@rule
def uses_the_words_of_the_course(book):
    """One thing has one name throughout the course."""
    for k, source in book.markdown:
        for word, instead in TERMS.items():
            if re.search(rf"\b{word}(?:s|es|ed|ing)?\b", prose(source), re.IGNORECASE):
                yield f"cell {k}: says {word!r}; the course says {instead!r}"
