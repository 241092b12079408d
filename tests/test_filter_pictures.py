"""The still picture of several kernels."""

from helpers.drawing.images import show_filters


def test_the_picture_says_each_kernel_and_its_sum():
    frame = show_filters()
    assert "sharpen, 0 −1 0 / −1 5 −1 / 0 −1 0, sum 1; Sobel" in frame.alt
    assert "1 −4 1 / 0 1 0, sum 0; emboss" in frame.alt
    assert frame.width <= 860
