"""Kernels that tell convolution from correlation, and what is said of those that do not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from helpers import check, record
from helpers.check.witness import judge
from helpers.check.words import read_texts
from helpers.operations import convolve, correlate

WRONG = {
    ("tells", ((1, 1), (1, 1))): "equal",
    ("tells", ((1, 2, 1), (2, 4, 2), (1, 2, 1))): "mirrors",
    ("tells", ((1, 1, 0), (0, 1, 0), (0, 1, 1))): "half_turn",
    ("cannot tell", ((1, 1, 1), (0, 1, 0), (0, 1, 0))): "mirror",
    ("cannot tell", ((1, 2), (2, 3))): "transposed",
    ("cannot tell", ((-1, -2, 0), (-2, 0, 2), (0, 2, 1))): "negative",
    ("cannot tell", ((-1, 0, 3), (0, 0, 0), (-3, 0, 1))): "negative",
    ("cannot tell", ((-1, 0, 1),)): "negative",
    ("cannot tell", ((1, 2),)): "changed",
    ("cannot tell", ((1, 2), (3, 4))): "changed",
    ("tells", (1, 2, 3)): "no_kernel",
    ("cannot tell", ((1, 2), (3,))): "no_kernel",
    ("tells", "F"): "no_kernel",
    ("tells", ((1, float("nan")),)): "no_kernel",
}


@pytest.mark.parametrize(("asked", "key"), WRONG.items(), ids=lambda one: str(one)[:40])
def test_what_a_wrong_kernel_shows_is_said(asked, key):
    first, again = judge(*asked), judge(*asked, failures=1)
    assert (first.correct, first.mistake) == (False, key)
    assert "{" not in again.feedback
    assert len(again.parts) == len(first.parts) + (key != "no_kernel")


def test_everything_that_can_be_said_is_said_somewhere():
    said = {key for key, one in read_texts("witness").items() if "ask" in one}
    assert said == set(WRONG.values()) - {"no_kernel"}


@given(arrays(int, array_shapes(min_dims=2, max_dims=2, max_side=3), elements=st.integers(0, 2)))
def test_a_kernel_tells_if_some_image_shows_it(kernel):
    image = np.arange(12.0).reshape(3, 4) ** 2 + 1
    differ = not np.allclose(convolve(image, kernel), correlate(image, kernel))
    assert judge("tells", kernel).correct == differ
    assert judge("cannot tell", kernel).correct != differ


@pytest.mark.usefixtures("fresh_record")
def test_kernels_are_kept_and_count():
    verdicts = check.kernels({"tells": [[1, 2]], "cannot tell": ...})
    assert [verdict.correct for verdict in verdicts] == [True, None]
    assert [event["key"] for event in record.events("check")] == ["kernel/tells"]
    assert {"kernel/tells", "kernel/cannot tell"} < set(check.asked_in("03"))
    with pytest.raises(TypeError, match="not list"):
        check.kernels([[1, 2]])
    with pytest.raises(ValueError, match="'other'"):
        check.kernels({"other": [[1]]})
