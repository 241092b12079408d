"""The site: a start page, and what it leads to: pages, decks, handouts, and the course that runs.

Everything lies in one folder and is named relative to it, so that any web server can serve it
below any path.
"""

import shutil
import subprocess

from publishing import assets
from publishing.deck import deck
from publishing.files import BUILD, NOTEBOOKS, ROOT, chosen
from publishing.page import START, page, page_name, titles
from publishing.pdf import PAPERS, pdf
from publishing.rendering import render

from . import embed, lite

SITE = BUILD / "site"
READ, PRESENT, RUN, EMBED = "pages", "slides", "run", "embed"
FEWER = "To run and write code, open the notebook."


def build(running, folder=SITE):
    """Yield the path of each file or folder of the site as soon as it is written.

    Parameters
    ----------
    running : playwright.sync_api.Browser
        It prints the handouts.
    folder : pathlib.Path
        Where the site goes.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for name in (READ, PRESENT, EMBED):
        (folder / name).mkdir(parents=True)
    yield lite.build(folder / RUN)
    for path in chosen():
        yield write(folder / READ / page_name(path.stem), with_link_to_run(page(path), path.stem))
        yield (shown := write(folder / PRESENT / f"{path.stem}.html", deck(path)))
        for paper in PAPERS:
            handout = folder / PRESENT / f"{path.stem}_{paper}.pdf"
            handout.write_bytes(pdf(running, shown, paper))
            yield handout
    for name in embed.STEPPERS:
        yield write(folder / EMBED / f"{name}.html", embed.stepper(name))
    shutil.copy2(ROOT / "images" / "convolution_step.png", folder)
    yield write(folder / "index.html", start_page(lite.size(folder / RUN)))


def write(path, text):
    """Write a text and return its path."""
    path.write_text(text, encoding="utf-8")
    return path


def with_link_to_run(html, stem):
    """Return a page that leads to its notebook, and, in place of the guide, to the start page."""
    there = f"../{RUN}/lab/index.html?path=notebooks/{stem}.ipynb"
    html = html.replace(FEWER, f'To run and write code, <a href="{there}">open the notebook</a>.')
    guide = '<a href="for_instructors.html">For instructors</a>'
    return html.replace(guide, '<a href="../index.html">All of the course</a>')


def start_page(megabytes, paths=None):
    """Return the page on which a visitor chooses a notebook, and what to do with it."""
    named = titles()
    rows = [
        {
            "stem": path.stem,
            "title": named[page_name(path.stem)],
            "page": page_name(path.stem),
            "number": path.stem[:2],
            "changed": changed(path),
        }
        for path in paths or chosen()
    ]
    return render(
        "site.html",
        title="Convolution, step by step",
        css=assets.fonts(),
        rows=rows,
        start=START,
        store=lite.STORE,
        megabytes=round(megabytes),
        papers=list(PAPERS),
        steppers=embed.STEPPERS,
    )


def changed(path):
    """Return when a notebook was changed last, as git knows; "" where there is no git."""
    command = ["git", "log", "-1", "--format=%cI", "--", path.name]
    try:
        done = subprocess.run(command, cwd=NOTEBOOKS, capture_output=True, text=True)
    except OSError:
        return ""
    return done.stdout.strip()
