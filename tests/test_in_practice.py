"""What the notebooks say of other libraries under "In practice", found out by running them."""

import importlib.util
import inspect
import os
import warnings

import numpy as np
import pytest
import scipy.ndimage
import scipy.signal

from helpers.data.kernels import gaussian_factors, moving_average_kernel
from helpers.models.templates import similarity
from helpers.operations import convolve, correlate

IMAGE = np.random.default_rng(3).integers(0, 256, (9, 11), dtype=np.uint8)
KERNEL = np.array([[0.5, -1, 0.25], [2, 3, -0.75], [-0.5, 1.5, -2]])


def library(name):
    """Import a library, or skip; with COURSE_FRAMEWORKS=1 it must be there."""
    if importlib.util.find_spec(name) is None and not os.environ.get("COURSE_FRAMEWORKS"):
        pytest.skip(f"{name} is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a library warns about itself is not the matter here
        return importlib.import_module(name)


def test_numpy_and_scipy_in_one_dimension():
    a, b = np.array([1, 0.5, 1, 1]), np.array([1, 0.5, 0.25])
    assert len(np.convolve(b, a, "same")) == 4  # the longer one
    assert np.array_equal(np.correlate(a, b), correlate(a, b, "valid"))
    x, h = np.random.default_rng(1).random((2, 5000))
    assert scipy.signal.choose_conv_method(x, h) == "fft"
    lags = scipy.signal.correlation_lags(4, 3)
    assert lags.tolist() == [-2, -1, 0, 1, 2, 3]


def test_scipy_in_two_dimensions():
    x, h = np.arange(12.0).reshape(3, 4), np.arange(4.0).reshape(2, 2)
    assert np.allclose(scipy.signal.convolve2d(x, h), convolve(x, h))
    assert np.allclose(scipy.signal.convolve2d(x, h, "same"), convolve(x, h, "same"))
    k = np.arange(9.0).reshape(3, 3)
    expected = convolve(x, k, "same", boundary="symmetric")
    assert np.allclose(scipy.ndimage.convolve(x, k), expected)


def test_scipy_smoothing():
    image = IMAGE.astype(float)
    expected = convolve(image, moving_average_kernel(3), "same", boundary="symmetric")
    assert np.allclose(scipy.ndimage.uniform_filter(image, 3), expected)
    assert scipy.ndimage.uniform_filter(IMAGE, 3).dtype == np.uint8
    impulse = np.zeros(41)
    impulse[20] = 1
    assert np.allclose(scipy.ndimage.gaussian_filter(impulse, 3)[8:33], gaussian_factors(25, 3)[1])


def test_scipy_does_not_clip():
    expected = correlate(IMAGE, KERNEL, "same", boundary="symmetric")
    output = scipy.ndimage.correlate(IMAGE, KERNEL)
    outside = (expected < 0) | (expected > 255)
    assert output.dtype == np.uint8
    assert outside.any()
    assert np.any(output[outside] != np.clip(expected, 0, 255).astype(np.uint8)[outside])
    assert np.allclose(scipy.ndimage.correlate(IMAGE, KERNEL, output=float), expected)


def test_opencv_rounds_clips_and_reflects():
    cv2 = library("cv2")
    expected = correlate(IMAGE, KERNEL, "same", boundary="reflect")
    output = cv2.filter2D(IMAGE, -1, KERNEL)
    assert output.dtype == np.uint8
    assert np.array_equal(output, np.clip(np.rint(expected), 0, 255))


def test_opencv_matches_templates():
    cv2 = library("cv2")
    image, template = IMAGE.astype(np.float32), IMAGE[2:6, 3:8].astype(np.float32)
    given = cv2.matchTemplate(image, template, cv2.TM_CCOEFF_NORMED)
    assert np.allclose(given, similarity(image, template), atol=1e-4)


def test_the_names_of_a_layer():
    torch = library("torch")
    assert {"stride", "padding", "dilation"} <= set(inspect.signature(torch.nn.Conv2d).parameters)
    keras = library("keras")
    names = set(inspect.signature(keras.layers.Conv2D).parameters)
    assert {"strides", "padding", "dilation_rate"} <= names
