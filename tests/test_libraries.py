"""Every library that is installed is run; with COURSE_FRAMEWORKS=1 none may be missing."""

import dataclasses
import importlib.util
import itertools
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy import ndimage, signal

from helpers.data.kernels import gaussian_factors, moving_average_kernel
from helpers.libraries import probe, table, verify_installed
from helpers.libraries.registry import ENTRIES, GIVEN, MAKERS
from helpers.libraries.verify import AGREE, is_installed, verify
from helpers.models.kernels import AS_IT_STANDS, ORIENTATIONS, TURNED
from helpers.operations import convolve, correlate

PINS = dict(
    line.split("==")
    for line in (Path(__file__).parent.parent / ".ci" / "constraints.txt").read_text().splitlines()
    if "==" in line
)
PACKAGES = {
    "NumPy": "numpy", "SciPy": "scipy", "OpenCV": "opencv-python-headless", "Pillow": "pillow",
    "PyTorch": "torch", "TensorFlow": "tensorflow-cpu", "Keras": "keras", "JAX": "jax",
    "ONNX Runtime": "onnxruntime",
}  # fmt: skip
KERNEL = np.array([[0.5, -1, 0.25], [2, 3, -0.75], [-0.5, 1.5, -2]])
FLIP = {
    "np.convolve", "scipy.signal.convolve", "scipy.signal.convolve2d", "scipy.ndimage.convolve",
    "torch.nn.functional.conv_transpose2d", "jax.scipy.signal.convolve2d",
}  # fmt: skip


def entry(name):
    return next(one for one in ENTRIES if one.name == name)


# --- the libraries --------------------------------------------------------------------------


@pytest.mark.parametrize("library", MAKERS)
def test_the_library_does_what_the_table_says(library):
    if not is_installed(library):
        if os.environ.get("COURSE_FRAMEWORKS"):
            pytest.fail(f"{library} is not installed")
        pytest.skip(f"{library} is not installed")
    report = verify_installed([library])
    assert repr(report) == AGREE
    assert list(report.versions) == [library]


@pytest.mark.parametrize("library", MAKERS)
def test_the_versions_of_the_table_are_the_pinned_ones(library):
    assert f"{PINS[PACKAGES[library]]}.".startswith(f"{MAKERS[library][0]}.")


def test_convolutions_and_correlations_are_those_of_the_course():
    assert {one.name for one in ENTRIES if one.prints == AS_IT_STANDS} == FLIP
    others = {one.name for one in ENTRIES if one.prints not in (AS_IT_STANDS, TURNED)}
    assert others == {"ImageFilter.Kernel"}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("np.convolve", {"prints": TURNED}),
        ("np.convolve", {"mode": "same"}),
        ("np.convolve", {"mode": GIVEN}),
        ("np.correlate", {"mode": "full"}),
        ("np.correlate", {"extra": "after"}),
        ("np.correlate", {"extra": None}),
        ("scipy.ndimage.correlate", {"outside": "edge"}),
        ("scipy.signal.correlate2d", {"extra": "before"}),
        ("ImageFilter.Kernel", {"prints": "mirrored upside down"}),
        ("ImageFilter.Kernel", {"outside": "zero"}),
    ],
)
def test_a_library_that_differs_is_named(name, change):
    said = verify(dataclasses.replace(entry(name), **change))
    assert said
    assert all(text.startswith(name) for text in said)
    assert verify(entry(name)) == []


def test_a_library_that_takes_too_long_is_broken(monkeypatch):
    monkeypatch.setattr("helpers.libraries.verify.SECONDS", 0.01)
    assert "no answer in 0.01 s" in repr(verify_installed(["NumPy"]))


def test_what_is_missing_is_listed_and_not_printed(monkeypatch):
    monkeypatch.setattr("helpers.libraries.verify.is_installed", lambda name: False)
    report = verify_installed()
    assert report.missing == tuple(MAKERS)
    assert repr(report) == AGREE


# --- probing --------------------------------------------------------------------------------


@pytest.mark.parametrize(("ndim", "even"), [*itertools.product((1, 2), (False, True))])
def test_the_probe_tells_all_behaviours_apart(ndim, even):
    image, kernel = probe.arrays(ndim, even)
    outputs = [probe.predicted(one, image, kernel) for one in probe.candidates(ndim, even)]
    assert (
        len(outputs) == {(1, False): 16, (2, False): 64, (1, True): 28, (2, True): 112}[ndim, even]
    )
    for one, other in itertools.combinations(outputs, 2):
        assert one.shape != other.shape or not np.array_equal(one, other)
    assert max(output.max() for output in outputs) < 256


@pytest.mark.parametrize("name", ORIENTATIONS)
def test_orientations_are_recognised(name):
    def filtered(image, kernel):
        return convolve(image, ORIENTATIONS[name](kernel), "same", boundary="edge")

    assert probe.observe(filtered, 2) == [probe.Behaviour(name, "same", "edge")]


# --- the table ------------------------------------------------------------------------------


def test_the_table_says_the_same_in_html_and_text():
    text, html = repr(table()), table()._repr_html_()
    assert len(text.splitlines()) == len(ENTRIES) + 1
    assert html.count("<tr>") == len(ENTRIES) + 1
    for row in table().rows:
        for cell in row:
            assert cell in text
            assert cell in html
    assert not re.search(r" $", text, re.MULTILINE)


def test_the_table_has_a_row_for_each_call():
    rows = {row[0]: row[1:] for row in table().rows}
    assert rows["cv2.filter2D"] == (
        "turned by 180°", "correlation", "same", "reflect", "before", "OpenCV 5.0.0",
    )  # fmt: skip
    assert rows["ImageFilter.Kernel"][:2] == ("mirrored left–right", "neither")
    assert rows["tf.nn.conv2d"][2] == GIVEN


# --- what the notebook says beside the table ------------------------------------------------


def frameworks(*modules):
    """Skip where one of these is missing, unless all libraries are asked for."""
    for module in modules:
        if importlib.util.find_spec(module) is None:
            if os.environ.get("COURSE_FRAMEWORKS"):
                pytest.fail(f"{module} is not installed")
            pytest.skip(f"{module} is not installed")


def run(script):
    """Run a script in a process of its own."""
    environment = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3", "JAX_PLATFORMS": "cpu"}
    command = [sys.executable, "-W", "ignore", "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_weights_go_from_pytorch_to_tensorflow_and_scipy():
    frameworks("torch", "tensorflow")
    run("""
import numpy as np, tensorflow as tf, torch
from scipy.signal import convolve2d
rng = np.random.default_rng(6)
x = rng.standard_normal((1, 3, 8, 9)).astype("f")
w = rng.standard_normal((4, 3, 2, 5)).astype("f")
y = torch.nn.functional.conv2d(torch.tensor(x), torch.tensor(w)).numpy()
other = tf.nn.conv2d(x.transpose(0, 2, 3, 1), np.transpose(w, (2, 3, 1, 0)), 1, "VALID")
assert np.allclose(y, other.numpy().transpose(0, 3, 1, 2), atol=1e-4)
flipped = np.flip(w, axis=(-2, -1))
third = sum(convolve2d(x[0, c], flipped[1, c], "valid") for c in range(3))
assert np.allclose(y[0, 1], third, atol=1e-4)
""")


def test_pytorch_does_not_conjugate():
    frameworks("torch")
    run("""
import torch
z = torch.tensor([1, 1j, -1, -1j])[None, None]
assert torch.nn.functional.conv1d(z, z).abs().max() == 0
""")


def test_numpy_and_scipy_conjugate_name_lags_and_choose_the_fourier_transform():
    z = np.array([1, 1j, -1, -1j])
    assert np.correlate(z, z, "full")[3] == signal.correlate(z, z)[3] == 4
    assert np.array_equal(signal.correlation_lags(4, 3), np.arange(-2, 4))
    assert len(np.convolve([1, 0.5, 0.25], [1, 0.5, 1, 1], "same")) == 4  # the longer one
    x, h = np.random.default_rng(1).random((2, 5000))
    assert signal.choose_conv_method(x, h) == "fft"


def test_scipy_smooths_with_mirrored_borders_and_keeps_bytes_without_clipping_them():
    image = np.random.default_rng(3).integers(0, 256, (9, 11), dtype=np.uint8)
    mean = convolve(image, moving_average_kernel(3), "same", boundary="symmetric")
    assert np.allclose(ndimage.uniform_filter(image.astype(float), 3), mean)
    assert ndimage.uniform_filter(image, 3).dtype == np.uint8
    impulse = np.eye(1, 41, 20).ravel()
    assert np.allclose(ndimage.gaussian_filter(impulse, 3)[8:33], gaussian_factors(25, 3)[1])
    expected = correlate(image, KERNEL, "same", boundary="symmetric")
    output = ndimage.correlate(image, KERNEL)
    outside = (expected < 0) | (expected > 255)
    assert output.dtype == np.uint8
    assert np.any(output[outside] != np.clip(expected, 0, 255).astype(np.uint8)[outside])
    assert np.allclose(ndimage.correlate(image, KERNEL, output=float), expected)


def test_opencv_rounds_clips_and_reflects():
    frameworks("cv2")
    run("""
import cv2, numpy as np
from helpers.operations import correlate
image = np.random.default_rng(3).integers(0, 256, (9, 11), dtype=np.uint8)
kernel = np.array([[0.5, -1, 0.25], [2, 3, -0.75], [-0.5, 1.5, -2]])
expected = correlate(image, kernel, "same", boundary="reflect")
output = cv2.filter2D(image, -1, kernel)
assert output.dtype == np.uint8
assert np.array_equal(output, np.clip(np.rint(expected), 0, 255))
""")


def test_the_names_of_a_layer():
    frameworks("torch", "keras")
    run("""
import inspect, keras, torch
assert {"stride", "padding", "dilation"} <= set(inspect.signature(torch.nn.Conv2d).parameters)
names = set(inspect.signature(keras.layers.Conv2D).parameters)
assert {"strides", "padding", "dilation_rate"} <= names
""")


def test_the_template_matching_of_opencv_is_the_similarity_of_the_course():
    frameworks("cv2")
    run("""
import cv2, numpy as np
from helpers.data.photographs import photograph
from helpers.models.templates import part, similarity
image, template = photograph(128), part("an eye")[0]
found = cv2.matchTemplate(image.astype("f"), template.astype("f"), cv2.TM_CCOEFF_NORMED)
assert abs(found - similarity(image, template)).max() < 1e-3
""")
