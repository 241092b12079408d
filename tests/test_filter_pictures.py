"""The still picture of several kernels."""

import pytest

from helpers.drawing.images import show_filters


def test_the_picture_says_each_kernel_and_its_sum():
    frame = show_filters(["sharpen", "Laplacian"])
    assert "sharpen, 0 −1 0 / −1 5 −1 / 0 −1 0, sum 1; Laplacian" in frame.alt
    assert "1 −4 1 / 0 1 0, sum 0." in frame.alt
    assert frame.width <= 860


@pytest.mark.parametrize("names", [[], ["blur"] * 6])
def test_one_to_five_filters_can_be_drawn(names):
    with pytest.raises(ValueError, match=f"1 to 5 filters can be drawn, not {len(names)}"):
        show_filters(names)
