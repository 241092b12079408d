"""What all tests share."""

import hypothesis
import matplotlib

matplotlib.use("agg")  # here only: the notebooks' kernels keep the backend of a learner's

hypothesis.settings.register_profile("course", deadline=None)  # no test depends on speed
hypothesis.settings.load_profile("course")

SLOW = ("test_lab", "test_rerun")


def pytest_collection_modifyitems(items):
    """Begin with what takes longest, so that no worker waits for another at the end."""
    items.sort(key=lambda item: not item.path.name.startswith(SLOW))
