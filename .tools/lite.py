"""Build the part of the site in which the course runs: JupyterLite, in build/lite.

python .tools/lite.py
"""

import sys

from anywhere.lite import build, size
from publishing.files import BuildError

LOOK = """\
build/lite: {:.0f} MB. To look at it:
    python -m http.server --directory build/lite --bind 127.0.0.1
and open http://127.0.0.1:8000/lab/index.html?path=notebooks/00_start_here.ipynb"""


def main():
    """Build it, and say how to look at it."""
    try:
        print(LOOK.format(size(build())))
    except BuildError as error:
        sys.exit(f"JupyterLite: {error}")


if __name__ == "__main__":
    main()
