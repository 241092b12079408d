"""Write slides: one file for each notebook, which needs no network, no Python and no Jupyter.

    python .tools/slides.py [NN]

NN is the number of a notebook, such as 02; without it, all are written, to build/slides.
"""

import argparse
import sys

from publishing.deck import SLIDES, deck
from publishing.files import BuildError, chosen
from rebuild import replace


def main():
    """Write the decks that are asked for."""
    parser = argparse.ArgumentParser(description="Write slides of the notebooks.")
    parser.add_argument("number", nargs="?", help="number of one notebook, such as 02")
    number = parser.parse_args().number
    SLIDES.mkdir(parents=True, exist_ok=True)
    try:
        for path in chosen(number):
            made = deck(path).encode()
            replace(SLIDES / f"{path.stem}.html", made)
            print(f"build/slides/{path.stem}.html: {len(made) / 1e6:.1f} MB", flush=True)
    except BuildError as error:
        sys.exit(f"Slides: {error}")


if __name__ == "__main__":
    main()
