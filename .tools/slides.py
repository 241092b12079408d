"""Write slides: one file for each notebook, which needs no network, no Python and no Jupyter.

    python .tools/slides.py [--pdf] [NN]

NN is the number of a notebook, such as 02; without it, all are written, and the guide for
instructors beside them, to build/slides. With --pdf each is printed as well, on A4 and on Letter.
"""

import argparse
import contextlib
import sys

from browsers import find_browser
from publishing.deck import SLIDES, deck
from publishing.files import BUILD, BuildError, chosen
from publishing.guide import GUIDE
from publishing.page import guide_page
from publishing.pdf import PAPERS, browser, pdf
from rebuild import replace


def main():
    """Write what is asked for."""
    parser = argparse.ArgumentParser(description="Write slides of the notebooks.")
    parser.add_argument("number", nargs="?", help="number of one notebook, such as 02")
    parser.add_argument("--pdf", action="store_true", help="print each deck as PDF, too")
    asked = parser.parse_args()
    try:
        with browser(find_browser) if asked.pdf else contextlib.nullcontext() as running:
            for path in chosen(asked.number):
                write(path, running)
            if asked.number is None:
                save(SLIDES / f"{GUIDE.stem}.html", guide_page().encode())
    except BuildError as error:
        sys.exit(f"Slides: {error}")


def write(path, running):
    """Write the deck of a notebook, and its PDFs where there is a browser to print with."""
    SLIDES.mkdir(parents=True, exist_ok=True)
    here = SLIDES / f"{path.stem}.html"
    save(here, deck(path).encode())
    for paper in PAPERS if running else ():
        save(SLIDES / f"{path.stem}_{paper}.pdf", pdf(running, here, paper))


def save(path, made):
    """Put a finished file in the place of the old one, and say so."""
    replace(path, made)
    print(f"{path.relative_to(BUILD.parent)}: {len(made) / 1e6:.1f} MB", flush=True)


if __name__ == "__main__":
    main()
