"""The packages that the course needs in the browser, and the list that Pyodide loads them by."""

import functools
import hashlib
import io
import json
import re
import shutil
import tempfile
import tomllib
import zipfile
from pathlib import Path

from publishing.assets import nodejs
from publishing.files import BUILD, ROOT, BuildError

from . import pyodide

COMPILED = ("contourpy", "kiwisolver", "matplotlib", "micropip", "numpy", "pillow")
PURE = (
    "anywidget", "asttokens", "comm", "cycler", "executing", "ipython", "ipython_pygments_lexers",
    "ipywidgets", "jedi", "matplotlib-inline", "packaging", "parso", "prompt_toolkit", "psygnal",
    "pure_eval", "Pygments", "pyparsing", "python-dateutil", "six", "stack_data", "traitlets",
    "typing_extensions", "wcwidth",
)  # fmt: skip
KERNEL = ("ipykernel", "piplite", "pyodide_kernel")  # wheels that JupyterLite's kernel brings
# Needed by nothing that the course does: tests, what compiles against a package, what writes PDF
# and PostScript, windows of desktops, sample data, most fonts, most lexers.
SUPERFLUOUS = re.compile(
    r"""(^|/)(tests?|testing/tests|include|f2py|sphinxext|afm|pdfcorefonts)/
    | \.(pyi|pxd|pyx|a|h|c|cpp|js\.map)$ | ^[^/]*\.data/ | /labextension/ | /nbextension/
    | mpl-data/images/ | sample_data/(?!grace) | DejaVu(Serif|SansMono-|Sans-BoldOblique)
    | matplotlib/backends/(_tkagg|_?backend_(cairo|gtk|macosx|nbagg|pdf|pgf|ps|qt|tk|webagg|wx))
    | matplotlib/backends/(qt_|web_backend) | third_party/(typeshed|django-stubs)/
    | ^pygments/lexers/(?!__init__|_mapping|python|special)
    """,
    re.VERBOSE,
)
EXTENSIONS = ("share", "jupyter", "labextensions")
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
FONTS, DATA = "matplotlib/fontlist.json", "matplotlib/mpl-data"
LIBRARY = "site"  # where Pyodide unpacks them
COMPILER = Path(__file__).with_name("compile.mjs")


def project():
    """Return what pyproject.toml says of the project."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@functools.cache
def jupyterlite():
    """Return the folder with JupyterLite; fetch it if it is not there.

    It has a place of its own: what it adds to JupyterLab would not work in the JupyterLab here.
    """
    folder, needed = BUILD / "assets" / "jupyterlite", project()["optional-dependencies"]["lite"]
    stamp, wanted = folder / "fetched.txt", f"{needed}\n{CONSTRAINTS.read_text(encoding='utf-8')}"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        pyodide.pip("install", "--target", folder, "--constraint", CONSTRAINTS, *needed)
        stamp.write_text(wanted, encoding="utf-8")
    return folder


def packages():
    """Return the wheels of everything that is needed, as paths, the course's own first."""
    folder = BUILD / "assets" / "wheels"
    stamp = folder / "fetched.txt"
    wanted = f"{PURE}\n{CONSTRAINTS.read_text(encoding='utf-8')}"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        version = pyodide.lock()["info"]["python"].rsplit(".", 1)[0]
        pyodide.download(folder, *PURE, python=version, constraints=CONSTRAINTS)
        stamp.write_text(wanted, encoding="utf-8")
    shims = Path(jupyterlite(), *EXTENSIONS, "@jupyterlite")
    kernel = [next(shims.rglob(f"pypi/{name}-*.whl")) for name in KERNEL]
    return [course(), *map(pyodide.compiled, COMPILED), *sorted(folder.glob("*.whl")), *kernel]


def course():
    """Write the wheel of the course and return its path."""
    title, version = project()["name"], project()["version"]
    name = f"{title.replace('-', '_')}-{version}"
    path = BUILD / "assets" / f"{name}-py3-none-any.whl"
    path.parent.mkdir(parents=True, exist_ok=True)
    about = f"Metadata-Version: 2.1\nName: {title}\nVersion: {version}\n"
    files = {
        f"helpers/{name}": content
        for name, content in files_below(ROOT / "helpers").items()
        if "__pycache__" not in name
    }
    files[f"{name}.dist-info/METADATA"] = about.encode()
    files[f"{name}.dist-info/WHEEL"] = b"Wheel-Version: 1.0\nTag: py3-none-any\n"
    path.write_bytes(zipped(files))
    return path


def slim(path):
    """Return what the course needs of a wheel, as {name: content}."""
    with zipfile.ZipFile(path) as wheel:
        names = [name for name in wheel.namelist() if not name.endswith("/")]
        files = {name: wheel.read(name) for name in names if not SUPERFLUOUS.search(name)}
    if FONTS in files:  # all that are listed have to be there, or the list is made at each start
        listed = json.loads(files[FONTS])
        for kind in ("ttflist", "afmlist"):
            there = [one for one in listed[kind] if f"{DATA}/{one['fname']}" in files]
            listed[kind] = there
        files[FONTS] = json.dumps(listed).encode()
    return files


def zipped(files):
    """Return files as a zip archive, the same bytes for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            about = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            archive.writestr(about, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def write(folder):
    """Write Pyodide, all packages and their list into a folder; return the packages' names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in pyodide.CORE:
        shutil.copy2(pyodide.core() / name, folder / name)
    listed = {}
    for name, data in bytecode(packages()).items():
        (folder / name).write_bytes(data)
        listed |= entry(name, data)
    own = {"info": pyodide.lock()["info"], "packages": listed}
    (folder / pyodide.LOCK).write_text(json.dumps(own, indent=1, sort_keys=True), "utf-8")
    return sorted(listed)


def node(script, *arguments):
    """Run a script of this folder with Node.js."""
    command = [str(Path(__file__).with_name(script)), *map(str, arguments)]
    done = nodejs().node(command, return_completed_process=True, capture_output=True, text=True)
    if done.returncode:
        raise BuildError(f"{script} fails:\n{done.stderr.strip()[-2000:]}")


def bytecode(paths):
    """Return wheels, as {file name: content}, of what the course needs, their modules compiled.

    They are kept, by what is in them and how they are made. The course's own modules stay as
    they are, so that their sources can be read.
    """
    rules = f"1{SUPERFLUOUS.pattern}{pyodide.VERSION}".encode() + COMPILER.read_bytes()
    kept, missing = {}, {}
    for path in paths:
        key = hashlib.sha256(rules + path.read_bytes()).hexdigest()[:16]
        kept[path.name] = BUILD / "assets" / "bytecode" / f"{path.stem}.{key}.whl"
        if not kept[path.name].exists():
            missing[path.name] = slim(path)
    own = {name: files for name, files in missing.items() if name.startswith("convolution")}
    for name, files in {**compiled(missing.keys() - own, missing), **own}.items():
        kept[name].parent.mkdir(parents=True, exist_ok=True)
        kept[name].write_bytes(zipped(files))
    return {name: path.read_bytes() for name, path in kept.items()}


def compiled(names, wheels):
    """Return files of wheels, each {name: content}, with bytecode in the place of modules."""
    if not names:
        return {}
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            for inside, content in wheels[name].items():
                path = Path(scratch, name, inside)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        node("compile.mjs", pyodide.core(), scratch)
        return {name: files_below(Path(scratch, name)) for name in sorted(names)}


def files_below(folder):
    """Return all files of a folder as {name: content}."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def entry(name, data):
    """Return what Pyodide's list says of a wheel; nothing depends on anything: all are loaded."""
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        tops = {one.split("/")[0].removesuffix(".py") for one in wheel.namelist()}
    stem, version = name.split("-")[:2]
    title = re.sub(r"[-_.]+", "-", stem).lower()
    return {
        title: {
            "depends": [],
            "file_name": name,
            "imports": sorted(top for top in tops if re.fullmatch(r"[a-zA-Z_]\w*", top)),
            "install_dir": LIBRARY,
            "name": title,
            "package_type": "package",
            "sha256": hashlib.sha256(data).hexdigest(),
            "unvendored_tests": False,
            "version": version,
        }
    }
