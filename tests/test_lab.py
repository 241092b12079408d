"""The notebooks in the real JupyterLab, in a real browser."""

import pytest
import rebuild
from lab import SCREENSHOTS

ALL = sorted(path.stem for path in rebuild.NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("name", ALL)
def test_the_notebook_runs_in_jupyterlab(lab, name):
    lab.use(name)
    assert lab.inaccessible() == []


DISPLAY = "from IPython.display import HTML, display\n"
BAD = {  # the error stands last, because nothing is run after it
    "a warning": (
        "import sys\nprint('careful', file=sys.stderr)",
        "errors",
        "cell 1: careful",
    ),
    "a picture that is missing": (
        DISPLAY + """HTML('<img alt="three stems" src="no.png">')""",
        "broken",
        'cell 2: the picture "three stems" is not shown',
    ),
    "a widget that fails in the browser": (
        "import anywidget\n"
        "class Bad(anywidget.AnyWidget):\n"
        "    _esm = 'export default { render() { throw new Error(\"no such widget\"); } }'\n"
        "Bad()",
        "console",
        "no such widget",
    ),
    "a wide picture": (
        DISPLAY + """HTML('<svg style="min-width: 950px" height="10"></svg>')""",
        "too_wide",
        "cell 4: an output is 950 px wide",
    ),
    "a wide table": (
        DISPLAY + "HTML('<table><tr>' + '<td>a wide cell</td>' * 50 + '</tr></table>')",
        "too_wide",
        "cell 5: an output must be scrolled",
    ),
    "a complaint of the browser": (
        DISPLAY + "HTML('<script>console.error(\"it hurts\")</script>')",
        "console",
        "it hurts",
    ),
    "a request to another machine": (
        DISPLAY + """HTML('<img alt="a" src="https://example.org/a.png">')""",
        "outside",
        "https://example.org/a.png",
    ),
    "an error": ("1 / 0", "errors", "cell 8: ZeroDivisionError: division by zero"),
}


@pytest.fixture(scope="module")
def bad(lab):
    """Return what is found in a notebook in which all this is wrong."""
    lab.write(*(source for source, _, _ in BAD.values()))
    lab.run_all()
    whats = ("errors", "broken", "too_wide")
    found = {what: getattr(lab, what)() for what in whats}
    found |= {"console": [*lab.console], "outside": [*lab.outside]}
    assert lab.faults() == [one for what in found.values() for one in what]
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        lab.run_well()
    return found


@pytest.mark.parametrize("name", BAD)
def test_the_browser_shows_what_is_wrong(bad, name):
    _, where, complaint = BAD[name]
    assert [one for one in bad[where] if complaint in one], bad


@pytest.fixture(scope="module")
def plain(lab):
    slider = "import ipywidgets\nipywidgets.IntSlider(description='k')"
    lab.write("print('words ' * 500)", slider, "x = 1", "x")
    lab.run_all()
    return lab


def test_a_plain_notebook_has_no_faults(plain):
    plain.screenshot()
    assert (SCREENSHOTS / "scratch.png").stat().st_size > 10_000
    assert plain.faults() == []


def test_a_restarted_kernel_has_forgotten_everything(plain):
    plain.restart()
    plain.run_cell(4)
    assert plain.errors() == ["cell 4: NameError: name 'x' is not defined"]
    plain.run_all()
    assert plain.errors() == []
