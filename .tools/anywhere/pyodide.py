"""Python for the browser: the core of Pyodide and its compiled packages.

The core comes from npm. It holds a list of all packages with their hashes, and nothing is taken
that does not fit them, wherever it comes from: Pyodide's own release, or, where only package
indexes can be reached, the wheel of another project that carries the same files.
"""

import functools
import hashlib
import json
import subprocess
import sys
import tarfile
import urllib.request
import zipfile

from publishing.assets import nodejs
from publishing.files import BUILD, BuildError

VERSION = "314.0.3"
CORE_SHA256 = "d7f7d24f8db486c7eda7280f3b0f7517524c8e43e8b086c6ee6ae8016658b484"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
RELEASE = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"
ELSEWHERE = "open-webui==0.12.4"
CACHE = BUILD / "assets" / f"pyodide-{VERSION}"


def core():
    """Return the folder with the files of `CORE` and the list of packages."""
    folder = CACHE / "package"
    if not (folder / LOCK).exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        archive = CACHE / f"pyodide-{VERSION}.tgz"
        done = nodejs().npm(
            ["pack", f"pyodide@{VERSION}", "--silent"], return_completed_process=True, cwd=CACHE,
            capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode or not archive.exists():
            raise BuildError(f"npm could not fetch pyodide {VERSION}:\n{done.stderr.strip()}")
        require(archive.read_bytes(), CORE_SHA256, archive.name)
        with tarfile.open(archive) as opened:
            opened.extractall(CACHE, filter="data")
        archive.unlink()
    return folder


@functools.cache
def lock():
    """Return Pyodide's own list of packages."""
    return json.loads((core() / LOCK).read_text(encoding="utf-8"))


def compiled(name):
    """Return the wheel of a package of Pyodide's release as a path; fetch it if it is not there."""
    entry = lock()["packages"][name]
    path = CACHE / entry["file_name"]
    if not path.exists():
        data = _from_release(path.name) or _from_elsewhere(path.name)
        require(data, entry["sha256"], path.name)
        path.write_bytes(data)
    return path


def require(data, sha256, name):
    """Refuse a file whose hash is another one than expected."""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise BuildError(f"{name} is not the file that was expected: its hash differs.")


def _from_release(name):
    """Return a file of Pyodide's release, None where it cannot be reached."""
    try:
        with urllib.request.urlopen(RELEASE + name, timeout=60) as answer:
            return answer.read()
    except OSError:
        return None


def _from_elsewhere(name):
    """Return the same file from a wheel that carries it."""
    with zipfile.ZipFile(_carrier()) as opened:
        return opened.read(f"open_webui/frontend/pyodide/{name}")


@functools.cache
def _carrier():
    download(CACHE, ELSEWHERE)
    return next(CACHE.glob(f"{ELSEWHERE.split('==')[0].replace('-', '_')}*.whl"))


def download(folder, *packages, python=None, constraints=None):
    """Fetch wheels with pip, without what they depend on.

    `python` is the version of Python that pure wheels have to fit.
    """
    options = ["--no-deps", "--dest", folder, "--only-binary=:all:"]
    if python:
        options += [f"--python-version={python}", "--platform=any", "--abi=none"]
        options += ["--implementation=py"]
    if constraints:
        options += ["--constraint", constraints]
    pip("download", *options, *packages)


def pip(command, *arguments):
    """Run pip, and say why it fails where it does."""
    called = [sys.executable, "-m", "pip", command, "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*called, *arguments], capture_output=True, text=True)
    if done.returncode:
        raise BuildError(f"pip {command} fails:\n{done.stderr.strip()[-2000:]}")
