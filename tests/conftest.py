"""What all tests share."""

import os

import hypothesis
import matplotlib
import pytest

# Building the site and grading take long, and need npm and pip; `make test-site` runs them.
collect_ignore = [] if os.environ.get("COURSE_SITE") else ["test_site.py", "test_grading.py"]

matplotlib.use("agg")  # here only: the notebooks' kernels keep the backend of a learner's

# No test depends on speed. In continuous integration the examples are the same each time, so that
# a red run can be repeated; elsewhere they are new ones, and find new mistakes.
hypothesis.settings.register_profile(
    "course", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True
)
hypothesis.settings.load_profile("course")

# What takes 5 s or more on an idle machine, the longest first. New browser tests belong here.
SLOW = (
    "test_decks",
    "test_lab",
    "test_pages",  # long after the decks, which run the notebooks for both
    "test_steppers",
    "test_interactives",
    "test_explorers",
    "test_nbval_strict",
    "test_rebuild",
)


def pytest_configure(config):
    """Let workers take modules in the order of the list, not those with most tests first."""
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items):
    """Begin with what takes longest, so that no worker waits for another at the end."""
    items.sort(key=_place)


def _place(item):
    found = (k for k, name in enumerate(SLOW) if item.path.stem.startswith(name))
    return next(found, len(SLOW))


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


@pytest.fixture(scope="module")
def chromium(browser_path):
    """Return a browser for files."""
    from playwright.sync_api import sync_playwright
    from publishing.pdf import ARGUMENTS

    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS) as running,
    ):
        yield running


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory, browser_path):
    """Return a JupyterLab that runs as long as this worker does; see `lab.py`."""
    from lab import server

    with server(tmp_path_factory.mktemp("lab")) as one:
        yield one


@pytest.fixture(scope="module")
def lab(lab_server):
    """Return the real JupyterLab in a new browser, with new copies of the notebooks."""
    from lab import browsing
    from playwright.sync_api import expect

    expect.set_options(timeout=20_000)  # much may run at the same time
    with browsing(lab_server) as one:
        yield one


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
