"""Write pages for reading: the notebooks with steppers that work without a kernel.

    python .tools/pages.py

They go to build/pages; index.html is the start page.
"""

import sys

from publishing.files import BuildError, chosen
from publishing.page import PAGES, page, page_name
from rebuild import replace


def main():
    """Write all pages."""
    PAGES.mkdir(parents=True, exist_ok=True)
    try:
        for path in chosen():
            made = page(path).encode()
            replace(PAGES / page_name(path.stem), made)
            print(f"build/pages/{page_name(path.stem)}: {len(made) / 1e6:.1f} MB", flush=True)
    except BuildError as error:
        sys.exit(f"Pages: {error}")


if __name__ == "__main__":
    main()
