"""Open the course in JupyterLab, with no news and no updates.

    open_lab.py [--notebook=02] [options of JupyterLab]

Without a number the start page is opened.
"""

import argparse
import os
import re
import sys
from pathlib import Path

from jupyterlab.commands import get_user_settings_dir
from jupyterlab.labapp import LabApp

ROOT = Path(__file__).resolve().parent.parent


def options(root=ROOT):
    """Return the command line for JupyterLab with `root` as its top folder.

    The top folder is that of the project, not `notebooks/`, because the notebooks show pictures
    from `../images`. A notebook's kernel starts in the notebook's own folder all the same.
    """
    found = [
        f"--ServerApp.root_dir={root}",
        f"--LabApp.app_settings_dir={Path(__file__).resolve().parent / 'lab-settings'}",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=",
        "--LabApp.extension_manager=readonly",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        found.append("--ServerApp.allow_root=True")
    return found


def has_display(environ=os.environ, platform=sys.platform):
    """Say whether a browser can be opened here."""
    if "CI" in environ:
        return False
    return platform in ("darwin", "win32") or any(
        environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def notebook(number, root=ROOT):
    """Return the path, below `root`, of the notebook with this number: "02", or "2"."""
    folder = root / "notebooks"
    found = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    for path in found:
        if path.name[:2] == number.zfill(2):
            return path.relative_to(root).as_posix()
    raise ValueError(f"there is no notebook {number}; there are {[path.stem for path in found]}")


def end_show(settings):
    """Let JupyterLab open as usual where a show was ended by closing its window.

    JupyterLab keeps "a show is going on" in a file below the folder `settings`, and would begin
    with it; Escape changes the file, closing the window does not.
    """
    path = Path(settings) / "jupyterlab-slideshow" / "plugin.jupyterlab-settings"
    if path.exists():
        text = path.read_text(encoding="utf-8")
        text = re.sub(r'("active"\s*:\s*)true', r"\1false", text)
        path.write_text(text, encoding="utf-8")


def main(arguments):
    """Start JupyterLab; arguments other than --notebook are handed on to it."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--notebook", default="00")
    known, others = parser.parse_known_args(arguments)
    try:
        start = notebook(known.notebook)
    except ValueError as error:
        sys.exit(str(error))
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"  # the kernel of this environment, not another one
    end_show(get_user_settings_dir())
    found = [*options(), f"--LabApp.default_url=/lab/tree/{start}"]
    if not has_display():
        found.append("--ServerApp.open_browser=False")
    LabApp.launch_instance([*found, *others])


if __name__ == "__main__":
    main(sys.argv[1:])
