"""The notebooks in the real JupyterLab, in a real browser."""

import re

import pytest
import rebuild

ALL = sorted(path.stem for path in rebuild.NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("name", ALL)
def test_the_notebook_runs_in_jupyterlab(lab, name):
    lab.use(name)
    assert lab.inaccessible() == []


SHOW = "from IPython.display import HTML, display\nHTML({!r})"
BAD = [  # cells, and what is said of each; the error stands last, because nothing is run after it
    ("import sys\nprint('careful', file=sys.stderr)", "cell 1: careful"),
    (
        SHOW.format('<img alt="three stems" src="no.png">'),
        'cell 2: the picture "three stems" is not shown',
    ),
    (
        "import anywidget\n"
        "class Bad(anywidget.AnyWidget):\n"
        "    _esm = 'export default { render() { throw new Error(\"no such widget\"); } }'\n"
        "Bad()",
        "no such widget",
    ),
    (
        SHOW.format('<svg style="min-width: 950px" height="10"></svg>'),
        "cell 4: an output is 950 px wide",
    ),
    (SHOW.format('<img alt="a" src="https://example.org/a.png">'), "https://example.org/a.png"),
    ("1 / 0", "cell 6: ZeroDivisionError: division by zero"),
]


def test_the_browser_shows_what_is_wrong(lab):
    lab.write(*(source for source, _ in BAD))
    with pytest.raises(AssertionError) as found:
        lab.run_well()
    for _, complaint in BAD:
        assert complaint in str(found.value)


def test_the_benchmark_finds_what_it_asks_of_jupyterlab(lab):
    source = (rebuild.NOTEBOOKS.parent / ".tools/bench.py").read_text("utf-8")
    assert set(re.findall(r"\blab\.(\w+)", source)) <= set(dir(lab))
