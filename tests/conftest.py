"""What all tests share."""

import os

import hypothesis
import matplotlib

matplotlib.use("agg")  # here only: the notebooks' kernels keep the backend of a learner's

# No test depends on speed. In continuous integration the examples are the same each time, so that
# a red run can be repeated; elsewhere they are new ones, and find new mistakes.
hypothesis.settings.register_profile(
    "course", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True
)
hypothesis.settings.load_profile("course")

SLOW = ("test_lab", "test_rerun")


def pytest_collection_modifyitems(items):
    """Begin with what takes longest, so that no worker waits for another at the end."""
    items.sort(key=lambda item: not item.path.name.startswith(SLOW))
