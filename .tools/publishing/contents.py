"""The cells of a notebook as pieces of HTML, for slides and for pages."""

import base64
import io
import mimetypes
import re
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from PIL import Image
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from .assets import typeset
from .executed import MIME
from .files import BuildError

FORMULA = "\x02{}\x03"
FIGURE = re.compile(
    r'<figure.*?<img alt="(?P<alt>[^"]*)" src="(?P<src>[^"]*)" width="(?P<width>\d+)".*?'
    r"<figcaption[^>]*>(?P<caption>.*?)</figcaption></figure>",
    re.DOTALL,
)
# Words of a cell that make no sense without a kernel.
LIVE_ONLY = re.compile(r' ?<span class="live-only">.*?</span>', re.DOTALL)


@dataclass
class Piece:
    """What a cell, or one of its outputs, is on a slide or a page.

    Attributes
    ----------
    kind : {"text", "code", "views", "question", "answer", "output"}
        "views" are ways through pictures, "question" asks, "answer" says what is so, all others
        are HTML.
    html : str
        Of text, code and output.
    data : dict or list
        Of views and questions, as from `publishing.offline.as_json`.
    """

    kind: str
    html: str = ""
    data: object = None


@dataclass
class Cell:
    """A cell: its source, its metadata, and its pieces.

    Attributes
    ----------
    k : int
        Its place in the notebook, from 0.
    source : str
        As it was written.
    slideshow : dict
        What its metadata say about slides.
    tags : list of str
        Its tags.
    pieces : list of Piece
        Text; or code followed by what it puts out.
    after : list of str
        The keys of the questions that its outputs answer.
    """

    k: int
    source: str
    slideshow: dict
    tags: list
    pieces: list = field(default_factory=list)
    after: list = field(default_factory=list)

    @property
    def heading(self):
        """Level and text of the heading that the cell begins with; (0, "") without one."""
        found = re.match(r"(#{1,6}) +(.+)", self.source) if self.pieces[0].kind == "text" else None
        return (len(found[1]), found[2].strip()) if found else (0, "")


class Renderer(IPythonRenderer):
    """Markdown as HTML, with pictures inside and a mark in place of each formula.

    Parameters
    ----------
    folder : pathlib.Path
        Where the notebook lies.
    link : callable
        Takes the address that a link names, returns what it leads to, or None for no link.
    """

    def __init__(self, folder, link):
        super().__init__(escape=False, exclude_anchor_links=True)
        self.folder, self.where, self.formulas = folder, link, []

    def block_math(self, body):
        """Keep a formula that stands alone for later."""
        return f"<span class='formula'>{self._keep(body, True)}</span>"

    def inline_math(self, body):
        """Keep a formula in a sentence for later."""
        return self._keep(body, False)

    def _keep(self, tex, display):
        self.formulas.append((unescape(tex).strip(), display))
        return FORMULA.format(len(self.formulas) - 1)

    def image(self, text, url, title=None):
        """Put a picture into the page."""
        path = self.folder / url
        kind, _ = mimetypes.guess_type(path)
        data = base64.b64encode(path.read_bytes()).decode()
        src = f'src="data:{kind};base64,{data}" style="--sharp:{_sharp(path)}px"'
        return f'<img alt="{escape(unescape(text))}" {src}>'

    def link(self, text, url, title=None):
        """Let a link lead to where its page lies here."""
        where = self.where(url)
        return text if where is None else f'<a href="{escape(where)}">{text}</a>'

    def heading(self, text, level, **attrs):
        """Name a heading as JupyterLab does, so that links can lead to it."""
        anchor = re.sub(r"[*_`]", "", unescape(re.sub("<[^>]*>", "", text))).replace(" ", "-")
        return f'<h{level} id="{escape(anchor)}">{text}</h{level}>\n'


def contents(notebook, folder, link):
    """Return the cells of a notebook with their pieces, and the style that formulas need.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Executed by `publishing.executed.executed`.
    folder : pathlib.Path
        Where its pictures are relative to.
    link : callable
        As in `Renderer`.

    Returns
    -------
    tuple of (list of Cell, str)
        The second one is CSS.

    Raises
    ------
    BuildError
        For a formula that cannot be typeset, and a picture that is not there.
    """
    renderer = Renderer(Path(folder), link)
    markdown = MarkdownWithMath(renderer=renderer)
    cells = []
    for k, cell in enumerate(notebook.cells):
        made = Cell(k, cell.source, cell.metadata.get("slideshow", {}), _tags(cell))
        cells.append(made)
        if cell.cell_type == "code":
            made.pieces = [Piece("code", code_html(cell.source)), *_outputs(cell)]
            for output in cell.outputs:
                made.after = made.after or output.get("data", {}).get(MIME, {}).get("after", [])
            continue
        try:
            made.pieces = [Piece("text", markdown.render(LIVE_ONLY.sub("", cell.source)))]
        except OSError as error:
            raise BuildError(f"cell {k}: {error.filename} is not there") from None
    svg, css = typeset(tuple(renderer.formulas))
    for cell in cells:
        for piece in cell.pieces:
            piece.html = re.sub("\x02(\\d+)\x03", lambda one: svg[int(one[1])], piece.html)
    return cells, css


def _sharp(path):
    """Return how wide a picture may be on a slide of 1280 that a projector shows with 1920."""
    with Image.open(path) as picture:
        return round(picture.width * 1280 / 1920)


def _tags(cell):
    return list(cell.metadata.get("tags", []))


def code_html(source):
    """Return Python as HTML with its words in colours."""
    return highlight(source, PythonLexer(), HtmlFormatter(cssclass="code", wrapcode=True))


def _outputs(cell):
    """Yield the outputs of a cell as pieces."""
    for output in cell.outputs:
        data = output.get("data", {})
        if output.output_type == "stream":
            yield Piece("output", f"<pre>{escape(_joined(output.text).rstrip())}</pre>")
        elif output.output_type == "error":
            yield Piece("output", f"<pre>{escape(output.ename)}: {escape(output.evalue)}</pre>")
        elif "questions" in data.get(MIME, {}):
            yield from (Piece("question", data=question) for question in data[MIME]["questions"])
        elif "answers" in data.get(MIME, {}):
            yield from (Piece("answer", data=question) for question in data[MIME]["answers"])
        elif "views" in data.get(MIME, {}):
            yield Piece("views", data=data[MIME]["views"])
        elif "html" in data.get(MIME, {}):
            yield _html(data[MIME]["html"])
        elif "text/html" in data:
            yield _html(_joined(data["text/html"]))
        else:
            yield Piece("output", f"<pre>{escape(_joined(data['text/plain']))}</pre>")


def _html(html):
    """Return HTML as it is; a single still picture as a view of one."""
    found = FIGURE.fullmatch(html.strip())
    if not found:
        return Piece("output", html)
    panel = {"title": "", "src": found["src"], "alt": unescape(found["alt"]), "text": 0}
    still = {"label": "", "caption": found["caption"], "panels": [panel]}
    panel["width"] = int(found["width"])
    panel["height"] = round(panel["width"] * _shape(found["src"]))
    return Piece("views", data=[{"name": "", "stills": [still]}])


def _shape(src):
    """Return height by width of a picture that is inside its address."""
    with Image.open(io.BytesIO(base64.b64decode(src.partition(",")[2]))) as picture:
        return picture.height / picture.width


def _joined(text):
    return "".join(text) if isinstance(text, list) else text
