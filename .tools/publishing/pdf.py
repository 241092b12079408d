"""Decks as PDF: every slide once, with all that its clicks have shown at the end."""

import functools
import re
from contextlib import contextmanager

from .files import BuildError

# Width and height across, in millimetres.
PAPERS = {"a4": (297, 210), "letter": (279.4, 215.9)}
WIDTH = 1280  # pixels, of a slide
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
BROWSER_IS_MISSING = (
    "Chromium or Chrome is missing, which prints the slides. On Debian and Ubuntu:\n"
    "    sudo apt install chromium"
)
# What a PDF says of the moment and the machine it was made on, in places of their own length.
PASSING = re.compile(rb"/(CreationDate|ModDate) ?\(D:[^)]*\)")


@contextmanager
def browser(find):
    """Run a browser that prints.

    Parameters
    ----------
    find : callable
        Returns where a Chromium is, or None.

    Yields
    ------
    playwright.sync_api.Browser

    Raises
    ------
    BuildError
        Where there is none.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise BuildError(
            "Playwright is missing, with which slides are printed. Install what slides need:\n"
            "    pip install -c .ci/constraints.txt -e .[slides]"
        ) from None
    if (found := find()) is None:
        raise BuildError(BROWSER_IS_MISSING)
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=found, args=ARGUMENTS) as running,
    ):
        yield running


def pdf(running, deck, paper):
    """Return a deck as PDF, one slide on a page.

    Parameters
    ----------
    running : playwright.sync_api.Browser
        From `browser`.
    deck : pathlib.Path
        The deck's file.
    paper : {"a4", "letter"}
        The paper, lying across.

    Returns
    -------
    bytes
    """
    across, down = PAPERS[paper]
    height = int(WIDTH * down / across)
    page = running.new_page(viewport={"width": WIDTH, "height": height})
    try:
        page.goto(f"{deck.resolve().as_uri()}?print-pdf")
        page.wait_for_function("window.Reveal && Reveal.isReady()")
        page.wait_for_function("document.querySelectorAll('.pdf-page').length > 0")
        page.evaluate("document.fonts.ready")
        page.evaluate("Promise.all([...document.images].map((image) => image.decode()))")
        # Reveal hides all slides but one from screen readers, and so from the list of headings.
        page.evaluate(
            "document.querySelectorAll('section').forEach((one) => {"
            "one.removeAttribute('aria-hidden'); one.removeAttribute('hidden'); })"
        )
        made = page.pdf(
            width=f"{across}mm", height=f"{down}mm", print_background=True, outline=True,
            tagged=True,
        )  # fmt: skip
    finally:
        page.close()
    return PASSING.sub(functools.partial(_emptied), made)


def _emptied(found):
    """Return a date of the same length that says nothing."""
    name = found[1]
    return found[0][: len(name) + 1] + re.sub(rb"\d", b"0", found[0][len(name) + 1 :])
