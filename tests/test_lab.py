"""The notebooks in the real JupyterLab, in a real browser."""

import pytest
import rebuild
from lab import SCREENSHOTS

BOOKS = sorted(path.stem for path in rebuild.NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("name", BOOKS)
def test_the_notebook_runs_in_jupyterlab(lab, name):
    lab.open(name)
    lab.run_all()
    lab.screenshot()
    assert lab.errors() == []
    assert lab.broken() == []
    assert lab.too_wide() == []
    assert lab.console == []
    assert lab.outside == []


DISPLAY = "from IPython.display import HTML, display\n"
BAD = {
    "an error": ("1 / 0", "errors", "cell 1: ZeroDivisionError: division by zero"),
    "a warning": (
        "import sys\nprint('careful', file=sys.stderr)",
        "errors",
        "cell 1: careful",
    ),
    "a picture that is missing": (
        DISPLAY + """HTML('<img alt="three stems" src="no.png">')""",
        "broken",
        'cell 1: the picture "three stems" is not shown',
    ),
    "a widget that fails in the browser": (
        "import anywidget\n"
        "class Bad(anywidget.AnyWidget):\n"
        "    _esm = 'export default { render() { throw new Error(\"no\"); } }'\n"
        "Bad()",
        "console",
        "no",
    ),
    "a wide picture": (
        DISPLAY + """HTML('<svg style="min-width: 950px" height="10"></svg>')""",
        "too_wide",
        "cell 1: an output is 950 px wide",
    ),
    "a wide table": (
        DISPLAY + "HTML('<table><tr>' + '<td>a wide cell</td>' * 50 + '</tr></table>')",
        "too_wide",
        "cell 1: an output must be scrolled",
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
}


@pytest.mark.parametrize("name", BAD)
def test_the_browser_shows_what_is_wrong(lab, name):
    source, where, complaint = BAD[name]
    lab.write(source)
    lab.run_all()
    found = getattr(lab, where)
    found = found() if callable(found) else found
    assert any(complaint in one for one in found), found


def test_a_plain_notebook_has_no_faults(lab):
    lab.write("print('words ' * 500)", "import ipywidgets\nipywidgets.IntSlider(description='k')")
    lab.run_all()
    lab.screenshot()
    assert (SCREENSHOTS / "scratch.png").stat().st_size > 10_000
    assert lab.errors() == lab.broken() == lab.too_wide() == lab.console == lab.outside == []


def test_a_restarted_kernel_has_forgotten_everything(lab):
    lab.write("x = 1", "x")
    lab.run_all()
    lab.restart()
    lab.run_cell(2)
    assert lab.errors() == ["cell 2: NameError: name 'x' is not defined"]
    lab.run_all()
    assert lab.errors() == []
