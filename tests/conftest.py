"""What all tests share."""

import gc
import os
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import hypothesis
import matplotlib
import pytest

# Building the site and grading take long, and need npm and pip; `make test-site` runs them.
collect_ignore = [] if os.environ.get("COURSE_SITE") else ["test_site.py", "test_grading.py"]

matplotlib.use("agg")  # here only: the notebooks' kernels keep the backend of a learner's
gc.set_threshold(100_000)  # thousands of tests stay in memory: to look through them takes long

# No test depends on speed. In continuous integration the examples are the same each time, so that
# a red run can be repeated; elsewhere they are new ones, and find new mistakes.
hypothesis.settings.register_profile(
    "course",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    max_examples=50,
    print_blob=True,
)
hypothesis.settings.load_profile("course")

# What takes long, the longest first; new browser tests belong here.
SLOW = (
    "test_lab",
    "notebooks/",
    "test_decks",
    "test_steppers",
    "test_interactives",
    "test_explorers",
    "test_rebuild",
)


def pytest_configure(config):
    """Let workers take groups in the order of the list, not those with most tests first."""
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items):
    """Begin with what takes longest, so that no worker waits for another at the end."""
    items.sort(key=_place)


def _place(item):
    path = f"{item.path.parent.name}/{item.path.name}".replace("test_pages", "test_decks")
    return next((k for k, name in enumerate(SLOW) if name in path), len(SLOW))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Let one worker have a module's tests, or a notebook, which is run once, its deck and page.

    The small tests of JupyterLab share one, as each worker that opens it takes long to begin.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            if "test_lab_" in nodeid:
                return "test_lab_"
            found = re.search(r"(?:notebooks/|test_(?:decks|pages)\.py.*\[)(\d\d_\w+)", nodeid)
            return found[1] if found else super()._split_scope(nodeid)

    return Scheduling(config, log)


@pytest.fixture(scope="session")
def browser_path():
    """Return where a Chromium is; without one, browser tests are skipped, or fail in CI."""
    from browsers import find_browser

    if (found := find_browser()) is None:
        reason = "the browser tests need Chromium or Chrome, and there is none on this machine"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def chromium(browser_path):
    """Return a browser that runs as long as this worker does."""
    from lab import browser
    from playwright.sync_api import expect

    expect.set_options(timeout=20_000)  # much may run at the same time
    with browser() as running:
        yield running


@pytest.fixture(scope="session")
def lab(tmp_path_factory, chromium):
    """Return the real JupyterLab, which runs as long as this worker does, too; see `lab.py`."""
    from lab import opened

    with opened(tmp_path_factory.mktemp("lab"), chromium) as one:
        yield one


@pytest.fixture
def undrawn(monkeypatch):
    """Let frames have all but their pictures, which take long and are looked at elsewhere."""

    for name, it in (("_background", None), ("_drawn", nullcontext()), ("to_png", b"")):
        monkeypatch.setattr(f"helpers.drawing.canvas.{name}", lambda *_, it=it, **__: it)


@pytest.fixture
def run_alone():
    """Return what calls a function in a thread of its own: this one may have a browser's loop."""

    def run(act, *arguments):
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(act, *arguments).result()

    return run


@pytest.fixture(autouse=True)
def no_answers_at_home(tmp_path_factory, monkeypatch):
    """Let nothing be kept in the home folder, where answers go that find no other place."""
    monkeypatch.setattr("helpers.record.HOME", tmp_path_factory.getbasetemp() / "nowhere")


@pytest.fixture
def fresh_record(tmp_path, monkeypatch):
    """Let the record of what was done begin anew; return where it is."""
    place = tmp_path / "progress.jsonl"
    monkeypatch.setenv("COURSE_PROGRESS", str(place))
    return place
