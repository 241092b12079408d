"""The site: all notebooks run in it, below any path, and it asks nobody else for anything."""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
from anywhere import embed, lite, pyodide, site
from publishing.files import BuildError, chosen
from visiting import browsing_site, serving

NAMES = [path.stem for path in chosen()]
EXERCISE = "import numpy as np\nfrom helpers import check\n"
ENDLESS = f"""{EXERCISE}
def endless(a, b):
    while True:
        pass

found = check.convolve(endless, keep=False)
"""
WRONG = f"{EXERCISE}found = check.convolve(lambda a, b: np.correlate(a, b, 'full'), keep=False)"

# Cells that print here other than where they were stored, and why.
VERSIONS = "start.SetUp()"  # here there is no package of JupyterLab
PHOTOGRAPHS = (  # another version of Pillow makes a photograph smaller: the last digits
    ("01_why_neighbourhoods", "def move(picture)"),
    ("06_convolution_or_cross_correlation", "w = np.zeros((4, 3, 3, 3))"),
    ("07_filters_in_practice", "after(before, explore_filters())"),
    ("07_filters_in_practice", "to_right, down = filter_kernel("),
    ("08_learned_filters", "grey = photograph(64)"),
)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
PLAIN = ((r",\s*dtype=int(32|64)\)", ")"),)  # whole numbers of Python are int32 here


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    lite.build(folder / site.RUN)
    (folder / "index.html").write_text(site.start_page(lite.size(folder / site.RUN)), "utf-8")
    return folder


@pytest.fixture(scope="module")
def served(built):
    with serving(built) as (base, asked):
        yield f"{base}/{site.RUN}", asked


@pytest.fixture(scope="module")
def visit(served, browser_path):
    """Return JupyterLab on the site, with the first notebook open and run."""
    with browsing_site(served[0]) as one:
        one.open(NAMES[0])
        yield one


def texts(cell):
    """Return what a cell has printed."""
    parts = []
    for output in cell.get("outputs", []):
        text = output.get("text") or output.get("data", {}).get("text/plain", "")
        parts.append("".join(text))
    whole = "".join(parts)
    for pattern, plain in PLAIN:
        whole = re.sub(pattern, plain, whole)
    return whole


@pytest.mark.parametrize("name", NAMES)
def test_the_notebook_runs_whole_and_prints_what_is_stored(visit, name):
    if name != NAMES[0]:
        visit.open_beside(name)
    visit.said("import os; os.environ['COURSE_SEED'] = '0'")  # as in stored ones
    visit.run_all()
    assert [fault for fault in visit.faults() if "favicon" not in fault] == []
    stored = nbformat.read(lite.ROOT / "notebooks" / f"{name}.ipynb", as_version=4).cells
    for one, other in zip(stored, visit.cells(), strict=True):
        if one.cell_type != "code" or "nbval-ignore-output" in one.metadata.get("tags", []):
            continue
        said, expected = texts(other), texts(one)
        if one.source.startswith(VERSIONS):
            assert said
            assert set(said.splitlines()) <= set(expected.splitlines())
            continue
        if any(name == n and one.source.startswith(start) for n, start in PHOTOGRAPHS):
            numbers = [list(map(float, NUMBER.findall(text))) for text in (said, expected)]
            np.testing.assert_allclose(*numbers, rtol=1e-3, atol=1, err_msg=one.source)
            said, expected = (NUMBER.sub("#", text) for text in (said, expected))
        assert said == expected, one.source


@pytest.mark.parametrize(("code", "mistake"), [(WRONG, "no_flip"), (ENDLESS, "endless")])
def test_checks_name_mistakes_and_stop_endless_loops(visit, code, mistake):
    assert visit.said(f"{code}\nprint(found.mistake)") == mistake


def test_nothing_was_asked_of_others_and_nothing_is_missing(visit, served):
    assert visit.outside == []
    assert [path for path in served[1].missing if "favicon" not in path] == []


def test_the_start_page_leads_to_what_the_site_has(built):
    html = (built / "index.html").read_text(encoding="utf-8")
    targets = set(re.findall(r'(?:href|src)="([^"#?:]+)', html))
    for name in NAMES:
        assert f'path=notebooks/{name}.ipynb"' in html
        assert (built / site.RUN / "files" / "notebooks" / f"{name}.ipynb").exists()
    for target in targets:
        assert not target.startswith("/"), "the site can lie below any path"
        if target.startswith(site.RUN):
            assert (built / target).exists(), target


def test_work_is_found_and_given_up_on_the_start_page(visit, served):
    """A saved notebook is listed; its copy goes when the visitor says so."""
    visit.page.evaluate("jupyterapp.commands.execute('docmanager:save')")
    visit.page.wait_for_timeout(500)
    name = f"{visit.name}.ipynb"
    page = visit.beside()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{served[0].removesuffix(site.RUN)}index.html")
    row = page.locator("#copies tr", has_text=name)
    with page.expect_download() as loaded:
        row.get_by_role("button", name="Download").click()
    assert loaded.value.suggested_filename == name
    assert nbformat.read(loaded.value.path(), as_version=4).cells
    row.get_by_role("button", name="Back to the original").click()
    row.wait_for(state="detached")
    page.close()


@pytest.mark.parametrize("name", embed.STEPPERS)
def test_a_stepper_stands_alone_and_obeys_its_address(visit, tmp_path, name):
    path = tmp_path / f"{name}.html"
    path.write_text(embed.stepper(name), encoding="utf-8")
    asked = []
    page = visit.beside()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{path.as_uri()}?title=Try%20it&width=500&step=2#view=0")
    assert page.locator("h1").inner_text() == "Try it"
    assert page.locator("input[type=range]").input_value() == "2"
    assert page.locator("main").bounding_box()["width"] <= 500
    assert page.locator(".panels img").first.get_attribute("alt")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.close()


def test_a_file_that_is_another_one_is_refused(tmp_path):
    with pytest.raises(BuildError, match="its hash differs"):
        pyodide.require(b"other", pyodide.CORE_SHA256, "pyodide.tgz")
    assert Path(pyodide.core(), pyodide.LOCK).exists()
