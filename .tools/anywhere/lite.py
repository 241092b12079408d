"""JupyterLite with the course in it: JupyterLab and Notebook, run by the visitor's own browser."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from publishing.files import BUILD, ROOT, BuildError, chosen

from . import wheels

LITE = BUILD / "lite"
APPS = ("lab", "notebooks", "tree", "edit")
EXTENSIONS = (
    "@jupyter-widgets/jupyterlab-manager",
    "@jupyterlite/pyodide-kernel-extension",
    "anywidget",
)
STORE = "convolution course"  # the name of the visitor's copies in the browser's storage
KERNEL = {"display_name": "Python (Pyodide)", "language": "python", "name": "python"}
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
}
WITHOUT = ("@jupyterlite/application-extension:share-file",)  # a link to nowhere but this browser


def build(folder=LITE):
    """Build JupyterLite and return its folder; it can be served by any web server, below any path.

    Raises
    ------
    BuildError
        Where something cannot be fetched, or JupyterLite does not build.
    """
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch, "source")
        write_files(source / "files")
        loaded = wheels.write(source / "static" / "pyodide")
        write_settings(source, loaded)
        made = Path(scratch, "made")
        command = [sys.executable, "-m", "jupyterlite_core", "build", f"--lite-dir={source}"]
        command += [f"--output-dir={made}", f"--contents={source / 'files'}", "--no-sourcemaps"]
        command += [*(f"--apps={app}" for app in APPS), "--no-libarchive"]
        command += ["--no-unused-shared-packages"]
        done = subprocess.run(command, cwd=source, capture_output=True, text=True, env=alone())
        if done.returncode:
            raise BuildError(f"JupyterLite: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        # Before JupyterLab has found the pictures of a text, the browser looks for them here.
        shutil.copytree(ROOT / "images", made / "images")
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, folder)
    return folder


def alone():
    """Return an environment with JupyterLite, in which the user's own settings do not count."""
    mine = {"JUPYTER_NO_CONFIG": "1", "SOURCE_DATE_EPOCH": "1577836800"}
    return {**os.environ, **mine, "PYTHONPATH": str(wheels.jupyterlite())}


def write_files(folder):
    """Write what a visitor finds: the notebooks, for the kernel in the browser, and pictures."""
    (folder / "notebooks").mkdir(parents=True)
    shutil.copytree(ROOT / "images", folder / "images")
    for path in chosen():
        notebook = nbformat.read(path, as_version=4)
        notebook.metadata["kernelspec"] = KERNEL
        nbformat.write(notebook, folder / "notebooks" / path.name)


def write_settings(source, loaded):
    """Write what JupyterLite has to know: where Python is, what to load, where work is kept."""
    tops = sys.prefix, wheels.jupyterlite()
    places = [Path(top, *wheels.EXTENSIONS) for top in tops]
    found = [place / name for name in EXTENSIONS for place in places if (place / name).exists()]
    kernel = {
        "pyodideUrl": "./static/pyodide/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": loaded},
    }
    lite = {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Convolution, step by step",
            "exposeAppInBrowser": True,
            "contentsStorageName": STORE,
            "settingsStorageName": f"{STORE}, settings",
            "workspacesStorageName": f"{STORE}, workspaces",
            "disabledExtensions": list(WITHOUT),
            "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel},
        },
    }
    write(source / "jupyter-lite.json", lite)
    write(source / "overrides.json", SETTINGS)
    config = {
        "federated_extensions": [str(one) for one in found],
        "ignore_sys_prefix": ["federated_extensions"],
    }
    write(source / "jupyter_lite_config.json", {"LiteBuildConfig": config})


def write(path, data):
    """Write JSON."""
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")


def size(folder):
    """Return the megabytes of a folder."""
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file()) / 1e6
