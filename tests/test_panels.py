"""Images side by side, each with its words."""

import numpy as np
import pytest

from helpers.drawing.images import show_images


def test_images_stand_side_by_side_each_with_its_words():
    images = {"<a>": np.zeros((2, 3)), "b": np.array([[-5.0, 300]])}
    images["<a>"][0, 0] = -0.001
    bundle = show_images(images, signed=["b"])._repr_mimebundle_()
    html = bundle["text/html"]
    assert html.count("<img ") == 2
    assert "<a>" not in html
    assert 'alt="b: 1×2 pixels, from −5 to 300, mean 147.5."' in html
    assert bundle["text/plain"].startswith("<a>: 2×3 pixels, from 0 to 0, mean 0. b:")


def test_signed_pictures_differ():
    image = {"a": np.array([[-5.0, 300]])}
    assert show_images(image).frames[0].png != show_images(image, signed=["a"]).frames[0].png


def test_an_unknown_caption_is_named():
    with pytest.raises(ValueError, match="'c' is none of the images 'a'"):
        show_images({"a": np.zeros((2, 2))}, signed=["c"])
