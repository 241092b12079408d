"""Build the site in build/site: the course to be read, presented, printed and run in a browser."""

import sys

from anywhere.site import SITE, build
from browsers import find_browser
from publishing.files import BUILD, BuildError
from publishing.pdf import browser

LOOK = """\
To look at it:
    python -m http.server --directory build/site --bind 127.0.0.1
and open http://127.0.0.1:8000"""


def main():
    """Build it, and say how to look at it."""
    try:
        with browser(find_browser) as running:
            for path in build(running, SITE):
                print(path.relative_to(BUILD.parent), flush=True)
    except BuildError as error:
        sys.exit(f"Site: {error}")
    print(LOOK)


if __name__ == "__main__":
    main()
