"""The rules for stored notebooks; `faults` returns what is wrong with one.

A fault names the cell by its place in the notebook, from 0. What `rebuild.normalise` sees to needs
no rule.
"""

import ast
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import nbformat.v4
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat.validator import iter_validate

OBJECTIVES = ("You will do", "You will learn", "You need", "Time")
CLOSING = ["Summary", "Exercises", "In practice", "Next"]
SLIDES = {"slide", "subslide", "fragment", "skip"}
TERMS = {"mask": "kernel", "footprint": "kernel"}
MOST_BYTES = 300_000
PICTURES = ("img", "svg")
OF_A_MACHINE = re.compile(r"(?:/home|/Users|/root|/tmp|/private|/var)/[\w.]+|[A-Z]:\\\w+")
TRICKS = re.compile(
    r"^\s*!|^\s*%%?(?:pip|conda|sh|bash)\b|sys\.path|^\s*from \S+ import \*", re.MULTILINE
)


def faults(path):
    """Return what is wrong with a notebook's file."""
    book = Book(path)
    parts = (file, outputs, anatomy, slides, code, pictures, links, words)
    return [f"{path.name}, {fault}" for part in parts for fault in part(book)]


class Book:
    """A notebook and what is read in it; cells, outputs and headings come with their places."""

    def __init__(self, path):
        self.path = path
        self.number = int(path.name[:2])
        self.nb = nbformat.v4.reads(path.read_text(encoding="utf-8"))
        cells = list(enumerate(self.nb.cells))
        self.code = [(k, cell) for k, cell in cells if cell.cell_type == "code"]
        self.markdown = [(k, cell.source) for k, cell in cells if cell.cell_type == "markdown"]
        self.outputs = [(k, output) for k, cell in self.code for output in cell.outputs]
        self.first = min((k for k, _ in self.code), default=len(cells))  # of code
        self.headings = [
            (k, len(marks), text.strip(" #"))
            for k, source in self.markdown
            for marks, text in re.findall(r"^(#{1,6})\s+(.+)$", without_code(source), re.MULTILINE)
        ]

    def anchors(self):
        """Return the headings as ends of links, as JupyterLab and GitHub's viewer name them."""
        return {re.sub(r"[*_`]", "", text).replace(" ", "-") for _, _, text in self.headings}

    def elements(self):
        """Return place, name and attributes of every element of the Markdown cells."""
        renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
        render = MarkdownWithMath(renderer=renderer).render
        return [(k, *one) for k, text in self.markdown for one in Elements(render(text)).found]


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


def described(attributes):
    """Say whether a picture has words, or is hidden from whoever cannot see it."""
    found = [attributes.get(name) or "" for name in ("alt", "aria-label", "aria-labelledby")]
    return bool("".join(found).strip()) or attributes.get("aria-hidden") == "true"


def file(book):
    """The file is valid and small, and was stored as run once, from top to bottom."""
    for error in iter_validate(book.nb):
        yield f"not valid: {error.message}"
    if (size := book.path.stat().st_size) > MOST_BYTES:
        yield f"{size // 1000} KB are more than {MOST_BYTES // 1000} KB"
    for k, cell in enumerate(book.nb.cells):
        if not cell.source.strip():
            yield f"cell {k}: is empty"
    for number, (k, cell) in enumerate(book.code, start=1):
        if cell.execution_count != number:
            yield f"cell {k}: stored as number {cell.execution_count}, not {number}"
        if "nbval-skip" in tags(cell) or re.search(r"^\s*#\s*NBVAL_", cell.source, re.MULTILINE):
            yield f"cell {k}: leaves itself out of the tests"


def outputs(book):
    """Outputs hold announced errors only, nothing of the author's machine, no picture alone."""
    for k, output in book.outputs:
        if output.output_type == "error" and "raises-exception" not in tags(book.nb.cells[k]):
            yield f"cell {k}: stores the error {output.ename}: {output.evalue}"
        if output.get("name") == "stderr":
            yield f"cell {k}: stores text on stderr: {joined(output.text)[:80]!r}"
        data = output.get("data", {})
        texts = [output.get("text", ""), output.get("evalue", ""), *output.get("traceback", [])]
        texts += [value for name, value in data.items() if "text" in name]
        for found in filter(None, map(OF_A_MACHINE.search, map(joined, texts))):
            yield f"cell {k}: an output names {found.group()}"
        html = Elements(joined(data.get("text/html", ""))).found
        pictures = [(tag, described(attributes)) for tag, attributes in html if tag in PICTURES]
        for tag in (tag for tag, has_words in pictures if not has_words):
            yield f"cell {k}: an output has <{tag}> without a description"
        bare = [name for name in data if name.startswith("image/")]
        if bare and not any(has_words for _, has_words in pictures):
            yield f"cell {k}: an output is {bare[0]} without HTML that describes it"


def anatomy(book):
    """Title, promise, picture and objectives come first, the same sections last."""
    titles = [k for k, level, _ in book.headings if level == 1]
    if titles != [0] or not book.nb.cells[0].source.startswith("# "):
        yield f"headings of level 1 in cells {titles}, not at the top alone"
    last = 0
    for k, level, text in book.headings:
        if level > last + 1:
            yield f"cell {k}: {text!r} has level {level} after level {last}"
        last = level
    if book.number == 0:
        return
    opening = "\n\n".join(source for k, source in book.markdown if k < book.first)
    if not re.search(r"^> \S", opening, re.MULTILINE):
        yield "no promise (a quotation) before the first code cell"
    if not any(tag == "img" and k < book.first for k, tag, _ in book.elements()):
        yield "no picture before the first code cell"
    places = [re.search(rf"\*\*{name}\b[^*]*\*\*", opening) for name in OBJECTIVES]
    for name, place in zip(OBJECTIVES, places, strict=True):
        if not place:
            yield f"no **{name}** before the first code cell"
    if all(places):
        learn = opening[places[1].end() : places[2].start()]
        if not 3 <= (points := len(re.findall(r"^[-*] ", learn, re.MULTILINE))) <= 5:
            yield f"{points} points under **You will learn**, not 3 to 5"
    sections = [text for _, level, text in book.headings if level == 2]
    if sections[-len(CLOSING) :] != CLOSING:
        yield f"the last sections are {sections[-len(CLOSING) :]}, not {CLOSING}"
    if book.number == 1:
        return
    if not 25 <= (count := len(book.nb.cells)) <= 60:
        yield f"{count} cells, not 25 to 60"


def slides(book):
    """Each cell says what it is in the slides.

    A cell without a type would stand on the slide before it: JupyterLab's live slides need a press
    there that shows nothing.
    """
    for k, cell in enumerate(book.nb.cells):
        slideshow = cell.metadata.get("slideshow", {})
        kind = slideshow.get("slide_type")
        if kind not in SLIDES:
            yield f"cell {k}: slide_type is {kind!r}, not one of {sorted(SLIDES)}"
        if unknown := set(slideshow) - {"slide_type", "steps"}:
            yield f"cell {k}: slideshow has {sorted(unknown)}"
        if "slide-code" in tags(cell) and (kind == "skip" or cell.cell_type != "code"):
            yield f"cell {k}: slide-code on a cell whose code is on no slide"


def code(book):
    """Cells are short and plain; expected errors are explained, solutions hidden and checked."""
    kinds = [cell.cell_type for cell in book.nb.cells]
    lengths = {k: len(cell.source.strip("\n").splitlines()) for k, cell in book.code}
    for k, cell in book.code:
        if lengths[k] > 15:
            yield f"cell {k}: {lengths[k]} lines of code are more than 15"
        if found := TRICKS.search(cell.source):
            yield f"cell {k}: contains {found.group().strip()!r}"
        if "raises-exception" in tags(cell) and kinds[k + 1 : k + 2] != ["markdown"]:
            yield f"cell {k}: raises an exception that the next cell does not explain"
        if "solution" in tags(cell):
            if not cell.metadata.get("jupyter", {}).get("source_hidden"):
                yield f"cell {k}: the solution is not hidden (jupyter.source_hidden)"
            if not any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(cell.source))):
                yield f"cell {k}: the solution asserts nothing"
    for k, cell in book.code[:1]:
        if lengths[k] > 10:
            yield f"cell {k}: the set-up has {lengths[k]} lines, more than 10"
        if not re.search(r"^(import|from) ", cell.source, re.MULTILINE):
            yield f"cell {k}: the first code cell imports nothing"


def pictures(book):
    """Pictures in Markdown have a description, and their files exist."""
    for k, tag, attributes in book.elements():
        if tag == "img":
            target = attributes.get("src") or ""
            if not (attributes.get("alt") or "").strip():
                yield f"cell {k}: the picture {target} has no description"
            if not (book.path.parent / unquote(target)).is_file():
                yield f"cell {k}: there is no picture {target}"


def links(book):
    """Links lead to a file, to a heading, or to an https address."""
    for k, tag, attributes in book.elements():
        target = unquote(attributes.get("href") or "")
        if tag != "a" or target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        path = book.path.parent / name if name else book.path
        if re.match(r"\w+:", target):
            yield f"cell {k}: the link {target} is neither https nor a file"
        elif not path.exists():
            yield f"cell {k}: the link {target} leads to no file"
        elif anchor and path.suffix == ".ipynb" and anchor not in Book(path).anchors():
            yield f"cell {k}: the link {target} leads to no heading"


def words(book):
    """One thing has one name throughout the course."""
    for k, source in book.markdown:
        for word, instead in TERMS.items():
            if re.search(rf"\b{word}(?:s|es|ed|ing)?\b", prose(source), re.IGNORECASE):
                yield f"cell {k}: says {word!r}; the course says {instead!r}"
