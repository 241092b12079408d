"""Open the course in JupyterLab: at the start page, with no news and no updates."""

import os
import sys
from pathlib import Path

from jupyterlab.labapp import LabApp

ROOT = Path(__file__).resolve().parent.parent
START = "notebooks/00_start_here.ipynb"


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


def main():
    """Start JupyterLab; further arguments are handed on to it."""
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"  # the kernel of this environment, not another one
    found = options()
    found.append(f"--LabApp.default_url=/lab/tree/{START}")
    if not has_display():
        found.append("--ServerApp.open_browser=False")
    LabApp.launch_instance([*found, *sys.argv[1:]])


if __name__ == "__main__":
    main()
