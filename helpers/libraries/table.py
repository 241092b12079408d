"""The table of what the libraries do; it says the same on every machine."""

from html import escape

from helpers.libraries.registry import entries
from helpers.models.orientation import AS_IT_STANDS, TURNED

HEAD = ("call", "one pixel prints", "that is", "keeps", "outside", "even: one more", "checked with")
OPERATION = {AS_IT_STANDS: "convolution", TURNED: "correlation"}
CELL = "text-align:left;padding:3px 7px;font-weight:normal"


class Table:
    """The table, as HTML and as text.

    Attributes
    ----------
    rows : list of tuple of str
        The cells, row by row.

    >>> Table().rows[1][:4]
    ('np.correlate', 'turned by 180°', 'correlation', 'valid')
    """

    def __init__(self):
        self.rows = [_row(entry) for entry in entries()]

    def __repr__(self):
        """Return the table as text with straight columns."""
        rows = [HEAD, *self.rows]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
        return "\n".join(lines)

    def _repr_mimebundle_(self, **kwargs):
        head = "".join(
            f'<th scope="col" style="{CELL};font-weight:bold">{escape(t)}</th>' for t in HEAD
        )
        body = "".join(_html(row) for row in self.rows)
        html = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return {"text/html": html, "text/plain": repr(self)}


def _row(entry):
    return (
        entry.name,
        entry.prints,
        OPERATION.get(entry.prints, "neither"),
        entry.mode,
        entry.outside or "–",
        entry.extra or "–",
        f"{entry.maker} {entry.version}",
    )


def _html(row):
    first, *others = (escape(text) for text in row)
    cells = "".join(f'<td style="{CELL}">{text}</td>' for text in others)
    name = f'<th scope="row" style="{CELL}"><code>{first}</code></th>'
    return f"<tr>{name}{cells}</tr>"
