"""Correlations of images, and what layers, gradients and searches make of them."""

import math
import re
from functools import partial
from itertools import pairwise

import numpy as np
import pytest
import scipy.ndimage
import scipy.signal
from numpy.lib.stride_tricks import sliding_window_view
from test_check_exercises import every_way, normal, outcomes
from test_check_images import fft, leaks, loops, padded_patches, strange, windows

from helpers import check, record
from helpers.check.diagnosis import examine
from helpers.check.exercise import agree
from helpers.check.exercises.channels_layer import EXERCISE as CHANNELS_LAYER
from helpers.check.exercises.correlate2d import EXERCISE as CORRELATE_2D
from helpers.check.exercises.find_template import EXERCISE as FIND_TEMPLATE
from helpers.check.exercises.gradient_w import EXERCISE as GRADIENT_W
from helpers.check.exercises.gradient_x import EXERCISE as GRADIENT_X
from helpers.check.exercises.learned_kernel import EXERCISE as LEARNED_KERNEL
from helpers.check.exercises.output_size import EXERCISE as OUTPUT_SIZE
from helpers.check.exercises.strided_layer import EXERCISE as STRIDED_LAYER
from helpers.check.exercises.uint8_filter import EXERCISE as UINT8_FILTER
from helpers.models.layers import layer

EXERCISES = {
    CORRELATE_2D: check.correlate2d,
    OUTPUT_SIZE: check.output_size,
    FIND_TEMPLATE: check.find_template,
    GRADIENT_W: check.gradient_w,
    GRADIENT_X: check.gradient_x,
    LEARNED_KERNEL: check.learned_kernel,
    STRIDED_LAYER: check.strided_layer,
    UINT8_FILTER: check.uint8_filter,
    CHANNELS_LAYER: check.channels_layer,
}
KEYS = {
    CORRELATE_2D: """
        flipped flip_rows_only transposed anti_transposed rot270 full valid shift_up shift_down
        edge_pad reflect_pad symmetric_pad circular zero_border flipped_circular stops_early
        sum_normalised count_normalised kernel_negative_index reset_per_row overwrite
        matrix_product clipped absolute truncated uint8_wrap""",
    OUTPUT_SIZE: """
        plus_one_missing rounded_up fraction padding_once padding_ignored dilation_ignored
        kernel_ignored plus_one_inside same tf_same pooled_plus_one""",
    FIND_TEMPLATE: """
        raw_convolution no_mean flipped_template squared_distance minimum centre xy flat_index
        full_mode""",
    GRADIENT_W: "flipped_g sign",
    GRADIENT_X: "flip_rows flip_cols transposed rot_transposed overwritten ones",
    LEARNED_KERNEL: "unchanged rows cols rot90 rot270 negated",
    STRIDED_LAYER: """
        stride_ignored stride_rows_only subsampled_first starts_late non_overlapping
        same_then_stride mean_pooled""",
    UINT8_FILTER: "wrapped truncated float_clipped absolute kernel_as_int zero_one_range",
    CHANNELS_LAYER: "depthwise grey_first bias_missing in_out_swapped relu",
}


@pytest.fixture(autouse=True)
def progress(tmp_path, monkeypatch):
    monkeypatch.setenv(record.VARIABLE, str(tmp_path / "progress.jsonl"))


def each(*values):
    return pytest.mark.parametrize(*values, ids=lambda value: getattr(value, "key", None))


# Right answers, in any style.


def correlation_loops(image, kernel):
    rows, columns = image.shape
    up, left = kernel.shape[0] // 2, kernel.shape[1] // 2
    output = [[0.0] * columns for _ in range(rows)]
    for i, j in np.ndindex(rows, columns):
        for u, v in np.ndindex(*kernel.shape):
            if 0 <= i + u - up < rows and 0 <= j + v - left < columns:
                output[i][j] += image[i + u - up, j + v - left] * kernel[u, v]
    return output


patches = partial(padded_patches, turn=np.array)


def corner(scores):
    row, column = np.unravel_index(np.argmax(scores), scores.shape)
    return int(row), int(column)


def search_loops(image, template, measure=lambda w, t: np.corrcoef(w.ravel(), t.ravel())[0, 1]):
    rows, columns = template.shape
    best, place = -np.inf, None
    for i in range(image.shape[0] - rows + 1):
        for j in range(image.shape[1] - columns + 1):
            value = measure(image[i : i + rows, j : j + columns].astype(float), template)
            if value > best:
                best, place = value, (i, j)
    return place


def search_in_lists(image, template):
    rows, columns = len(template), len(template[0])
    flat = [float(p) for row in template for p in row]
    middle = sum(flat) / len(flat)
    found = []
    for i in range(len(image) - rows + 1):
        for j in range(len(image[0]) - columns + 1):
            pixels = [float(p) for row in image[i : i + rows] for p in row[j : j + columns]]
            mean = sum(pixels) / len(pixels)
            up = sum((p - mean) * (t - middle) for p, t in zip(pixels, flat, strict=True))
            down = sum((p - mean) ** 2 for p in pixels) ** 0.5
            found.append((up / down, [i, j]))
    return max(found)[1]


def scores(image, template, turn=np.array):
    """Return the normalised cross-correlation by scipy, mode "valid"."""
    image, template = image.astype(float), turn(template - template.mean())
    ones = np.ones(template.shape)
    sums = scipy.signal.correlate2d(image, ones, "valid")
    squares = scipy.signal.correlate2d(image**2, ones, "valid")
    products = scipy.signal.correlate2d(image, template, "valid")
    return products / np.sqrt((squares - sums**2 / template.size) * (template**2).sum())


def weights_in_turn(x, w, g):
    dw = np.zeros(w.shape)
    for u, v in np.ndindex(*w.shape):
        dw[u, v] = (g * x[u : u + g.shape[0], v : v + g.shape[1]]).sum()
    return dw


def shares(x, w, g, turn=np.array):
    dx = np.zeros(x.shape)
    for (i, j), slope in np.ndenumerate(g):
        dx[i : i + w.shape[0], j : j + w.shape[1]] += slope * turn(w)
    return dx


def by_differences(x, w, g, at):
    values = (np.array(x, float), np.array(w, float))
    gradient = np.zeros(values[at].shape)
    for index in np.ndindex(gradient.shape):
        for step in (1, -1):
            values[at][index] += step
            loss = (g * scipy.signal.correlate2d(*values, "valid")).sum()
            values[at][index] -= step
            gradient[index] += step * loss / 2
    return gradient


def strided_loops(x, w, stride):
    y = np.zeros(sizes(x, w, stride))
    for i, j in np.ndindex(*y.shape):
        for u, v in np.ndindex(*w.shape):
            y[i, j] += x[i * stride + u, j * stride + v] * w[u, v]
    return y


def channel_loops(x, w, b):
    y = []
    for o in range(len(w)):
        total = b[o] + np.zeros(np.subtract(x.shape[1:], w.shape[2:]) + 1)
        for c in range(len(x)):
            total = total + scipy.signal.correlate2d(x[c], w[o, c], "valid")
        y.append(total)
    return y


RIGHT = {
    check.correlate2d: [
        correlation_loops,
        patches,
        lambda image, kernel: windows(image, kernel[::-1, ::-1]),
        lambda image, kernel: fft(image, np.flip(kernel)),
        lambda image, kernel: patches(image.astype(np.float32), kernel.astype(np.float32)),
        lambda image, kernel: scipy.signal.correlate2d(image, kernel, "same"),
        lambda image, kernel: scipy.ndimage.correlate(image.astype(float), kernel, mode="constant"),
        lambda image, kernel: scipy.signal.convolve2d(image, np.rot90(kernel, 2), "same"),
    ],
    check.output_size: [
        lambda n, k, s, p, d: (n + 2 * p - d * (k - 1) - 1) // s + 1,
        lambda n, k, s, p, d: math.floor((n + 2 * p - (d * (k - 1) + 1)) / s + 1),
        lambda n, k, s, p, d: np.floor((n + 2 * p - d * (k - 1) - 1) / s) + 1,
        lambda n, k, s, p, d: np.array([n + 2 * p - d * (k - 1) - 1 + s])[0] // s,
        lambda n, k, s, p, d: len(range(0, n + 2 * p - d * (k - 1), s)),
        lambda n, k, s, p, d: -((d * (k - 1) - n - 2 * p) // s),
    ],
    check.find_template: [
        search_loops,
        search_in_lists,
        lambda image, template: corner(scores(image, template)),
        lambda image, template: np.array(corner(scores(image, template))),
        lambda image, template: np.argwhere(scores(image, template) > 0.999)[0],
    ],
    check.gradient_w: [
        weights_in_turn,
        lambda x, w, g: weights_in_turn(x, w, g).tolist(),
        lambda x, w, g: by_differences(x, w, g, 1),
        lambda x, w, g: scipy.signal.correlate2d(x, g, "valid"),
        lambda x, w, g: np.einsum("uvij,ij", sliding_window_view(x, g.shape), g),
        lambda x, w, g: scipy.signal.convolve2d(x, g[::-1, ::-1], "valid").astype(np.float32),
    ],
    check.gradient_x: [
        shares,
        lambda x, w, g: by_differences(x, w, g, 0),
        lambda x, w, g: scipy.signal.convolve2d(g, w),
        lambda x, w, g: scipy.signal.fftconvolve(w, g),
        lambda x, w, g: scipy.signal.correlate2d(g, np.rot90(w, 2), "full"),
    ],
    check.learned_kernel: [
        np.flip,
        lambda kernel: kernel[::-1, ::-1],
        lambda kernel: np.rot90(np.rot90(kernel)),
        lambda kernel: [list(reversed(row)) for row in reversed(kernel.tolist())],
        lambda kernel: np.flipud(np.fliplr(kernel)).astype(np.float32),
    ],
    check.strided_layer: [
        strided_loops,
        lambda x, w, stride: strided_loops(x, w, stride).tolist(),
        lambda x, w, stride: scipy.signal.correlate2d(x, w, "valid")[::stride, ::stride],
        lambda x, w, s: np.tensordot(sliding_window_view(x, w.shape)[::s, ::s], w),
        lambda x, w, stride: layer(x[None], w[None, None], stride=stride)[0],
    ],
    check.uint8_filter: [
        lambda x, h: np.clip(np.round(patches(x, h)), 0, 255).astype(np.uint8),
        lambda x, h: np.round(np.clip(patches(x, h), 0, 255)).astype("uint8"),
        lambda x, h: (np.clip(correlation_loops(x, h), 0, 255) + 0.5).astype(np.uint8),
        lambda x, h: np.rint(patches(x, h)).clip(0, 255).astype(np.uint8),
        lambda x, h: np.array(
            [[min(max(round(v), 0), 255) for v in row] for row in correlation_loops(x, h)],
            np.uint8,
        ),
        lambda x, h: np.clip(
            np.rint(scipy.ndimage.correlate(x.astype(np.float32), h, mode="constant")), 0, 255
        ).astype(np.uint8),
    ],
    check.channels_layer: [
        layer,
        lambda x, w, b: layer(x, w, b).tolist(),
        lambda x, w, b: layer(x.astype(np.float32), w.astype(np.float32), b),
        channel_loops,
        lambda x, w, b: (
            np.einsum("cijuv,ocuv->oij", sliding_window_view(x, w.shape[2:], (1, 2)), w)
            + b[:, None, None]
        ),
    ],
}


@pytest.mark.parametrize(
    ("look", "function"),
    [
        pytest.param(look, function, id=f"{look.__name__}-{k}")
        for look, functions in RIGHT.items()
        for k, function in enumerate(functions)
    ],
)
def test_right_answers_of_any_style(look, function):
    verdict = look(function)
    assert verdict.correct is True, verdict
    assert verdict.mistake is None


# The mistakes as a learner writes them.


def like_opencv_on_bytes(image, kernel):
    output = patches(image, kernel, "reflect")
    return np.clip(np.round(output), 0, 255) if image.dtype == np.uint8 else output


def circular_by_fft(image, kernel, turn=np.array):
    spectrum = turn(np.fft.fft2(kernel, image.shape))
    return np.fft.ifft2(np.fft.fft2(image) * spectrum).real


def without_start(image, kernel):
    output = np.zeros(image.shape)
    total = 0
    for i, j in np.ndindex(*image.shape):
        total = 0 if j == 0 else total
        for u, v in np.ndindex(*kernel.shape):
            row, column = i + u - kernel.shape[0] // 2, j + v - kernel.shape[1] // 2
            if 0 <= row < image.shape[0] and 0 <= column < image.shape[1]:
                total += image[row, column] * kernel[u, v]
        output[i, j] = total
    return output


CORRELATIONS = {
    loops: "flipped",
    (lambda x, h: scipy.signal.convolve2d(x, h, "same")): "flipped",
    (lambda x, h: patches(x, h[::-1])): "flip_rows_only",
    (lambda x, h: patches(x, h[:, ::-1])): "flip_cols_only",
    (lambda x, h: scipy.signal.correlate2d(x, h.T, "same")): "transposed",
    (lambda x, h: scipy.signal.convolve2d(x, h.T, "same")): "anti_transposed",
    (lambda x, h: patches(x, np.rot90(h, -1))): "rot270",
    scipy.signal.correlate2d: "full",
    (lambda x, h: scipy.signal.correlate2d(x, h, "valid")): "valid",
    (lambda x, h: np.einsum("ijuv,uv", sliding_window_view(x, h.shape), h)): "valid",
    (lambda x, h: np.roll(patches(x, h), 1, 0)): "shift_down",
    (lambda x, h: np.roll(patches(x, h), -1, 0)): "shift_up",
    (lambda x, h: patches(x, h, "edge")): "edge_pad",
    (lambda x, h: patches(x, h, "reflect")): "reflect_pad",
    like_opencv_on_bytes: "reflect_pad+clipped",
    (lambda x, h: scipy.ndimage.correlate(x.astype(float), h)): "symmetric_pad",
    (lambda x, h: scipy.ndimage.correlate(x.astype(float), h, mode="wrap")): "circular",
    (lambda x, h: circular_by_fft(x, h, np.conj)): "circular",
    circular_by_fft: "flipped_circular",
    (lambda x, h: np.roll(circular_by_fft(x, h), [-(k // 2) for k in h.shape], (0, 1))): (
        "flipped_circular"
    ),
    (lambda x, h: scipy.ndimage.convolve(x.astype(float), h)): "flipped_symmetric",
    (lambda x, h: patches(x, h) / h.sum()): "sum_normalised",
    (lambda x, h: patches(x, h) / h.size): "count_normalised",
    without_start: "reset_per_row",
    (lambda x, h: abs(patches(x, h))): "absolute",
    (lambda x, h: np.maximum(patches(x, h), 0)): "clipped",
    (lambda x, h: patches(x, h).astype(int)): "truncated",
    (lambda x, h: patches(x, h).astype(int).astype(np.uint8)): "uint8_wrap",
    (lambda x, h: scipy.ndimage.correlate(x, h, mode="constant")): "image_type",
    (lambda x, h: np.flip(patches(x, h))): "output_turned",
}

SIZES = {
    (lambda n, k, s, p, d: (n + 2 * p - d * (k - 1) - 1) // s): "plus_one_missing",
    (lambda n, k, s, p, d: math.ceil((n + 2 * p - d * (k - 1) - 1) / s) + 1): "rounded_up",
    (lambda n, k, s, p, d: (n + 2 * p - d * (k - 1) - 1) / s + 1): "fraction",
    (lambda n, k, s, p, d: (n + p - d * (k - 1) - 1) // s + 1): "padding_once",
    (lambda n, k, s, p, d: (n - d * (k - 1) - 1) // s + 1): "padding_ignored",
    (lambda n, k, s, p, d: (n + 2 * p - k) // s + 1): "dilation_ignored",
    (lambda n, k, s, p, d: (n + 2 * p) // s + 1): "kernel_ignored",
    (lambda n, k, s, p, d: (n + 2 * p - d * (k - 1)) // s): "plus_one_inside",
    (lambda n, k, s, p, d: n): "same",
    (lambda n, k, s, p, d: -(-n // s)): "tf_same",
    (lambda n, k, s, p, d: n // s + 1): "pooled_plus_one",
    (lambda n, k, s, p, d: (n + 2 * p) // s - d * (k - 1)): "pooled_plus_one",
    (lambda n, k, s, p, d: n + 2 * p - d * (k - 1)): "stride_ignored",
    (lambda n, k, s, p, d: round((n + 2 * p - d * (k - 1) - 1) / s) + 1): "rounded",
    (lambda n, k, s, p, d: (n + 2 * p - d * k) // s + 1): "dilation_times_k",
    (lambda n, k, s, p, d: (n + 2 * p - d * (k - 1)) // s + 1): "span_one_short",
    (lambda n, k, s, p, d: (n - k) // s + 1): "tf_valid",
    (lambda n, k, s, p, d: (n + 2 * p - k) / s + 1): "fraction+dilation_ignored",
    (lambda n, k, s, p, d: (n + 2 * p - k) // s): "plus_one_missing+dilation_ignored",
    (lambda n, k, s, p, d: 7): "too_small",
    (lambda n, k, s, p, d: 1000): "too_large",
    (lambda n, k, s, p, d: n + 0.25): "fraction",
    (lambda n, k, s, p, d: n + 1j): "complex",
    (lambda n, k, s, p, d: (n, k)): "axes",
    (lambda n, k, s, p, d: math.nan): "not_finite",
    (lambda n, k, s, p, d: range(0, n + 2 * p - d * (k - 1), s)): "axes",
}


def bytes_to_float(measure):
    return lambda x, t: search_loops(x, t.astype(float), measure)


SEARCHES = {
    (lambda x, t: corner(scipy.signal.convolve2d(x * 1.0, t * 1.0, "valid"))): "raw_convolution",
    (lambda x, t: corner(scipy.signal.correlate2d(x * 1.0, t * 1.0, "valid"))): "raw_correlation",
    bytes_to_float(lambda w, t: (w * t).sum() / np.sqrt((w**2).sum() * (t**2).sum())): "no_mean",
    (lambda x, t: corner(scores(x, t, np.flip))): "flipped_template",
    bytes_to_float(lambda w, t: -((w - t) ** 2).sum()): "squared_distance",
    bytes_to_float(lambda w, t: -abs(w - t).mean()): "squared_distance",
    (lambda x, t: corner(-scores(x, t))): "minimum",
    (lambda x, t: np.add(corner(scores(x, t)), np.array(t.shape) // 2)): "centre",
    (lambda x, t: corner(np.pad(scores(x, t), [(k - 1, k - 1) for k in t.shape]))): "full_mode",
    (lambda x, t: corner(scores(x, t))[::-1]): "xy",
    (lambda x, t: np.argmax(scores(x, t))): "flat_index",
    (lambda x, t: search_loops(x, t, lambda w, t: (w * (t - t.mean())).sum())): "not_divided",
    (lambda x, t: scores(x, t).max()): "value",
    scores: "all_values",
    (lambda x, t: corner(-scores(x, t))[::-1]): "minimum+xy",
    (lambda x, t: (corner(scores(x, t))[0], 0)): "column_wrong",
    (lambda x, t: (0, corner(scores(x, t))[1])): "row_wrong",
    (lambda x, t: (0, 0)): "other_place",
    (lambda x, t: (0.5, 0.5)): "fraction",
    (lambda x, t: [corner(scores(x, t))]): "axes",
}


def overwritten(x, w, g):
    dx = np.zeros(x.shape)
    for (i, j), slope in np.ndenumerate(g):
        dx[i : i + w.shape[0], j : j + w.shape[1]] = slope * w
    return dx


GRADIENTS_W = {
    (lambda x, w, g: scipy.signal.convolve2d(x, g, "valid")): "flipped_g",
    (lambda x, w, g: -weights_in_turn(x, w, g)): "sign",
    (lambda x, w, g: weights_in_turn(x, w, g[::-1])): "one_axis_flipped",
    (lambda x, w, g: scipy.signal.correlate2d(g, x, "valid")): "output_turned",
    (lambda x, w, g: scipy.signal.correlate2d(x, g)): "not_like_w",
    (lambda x, w, g: weights_in_turn(x, w, g) / g.size): "mean",
    (lambda x, w, g: weights_in_turn(x, w, np.ones_like(g))): "g_ignored",
    (lambda x, w, g: np.ones(w.shape) * g.sum()): "sum_of_g",
    (lambda x, w, g: w - weights_in_turn(x, w, g)): "updated",
    shares: "gradient_x",
    (lambda x, w, g: scipy.signal.correlate2d(x, w, "valid")): "forward",
    (lambda x, w, g: -scipy.signal.convolve2d(x, g, "valid")): "flipped_g+sign",
    (lambda x, w, g: 2 * weights_in_turn(x, w, g)): "factor",
}
GRADIENTS_X = {
    (lambda x, w, g: scipy.signal.correlate2d(g, w[::-1])): "flip_rows",
    (lambda x, w, g: scipy.signal.correlate2d(g, w[:, ::-1])): "flip_cols",
    (lambda x, w, g: scipy.signal.correlate2d(g, w.T)): "transposed",
    (lambda x, w, g: scipy.signal.convolve2d(g, w.T)): "rot_transposed",
    (lambda x, w, g: scipy.signal.correlate2d(g, w)): "not_flipped",
    (lambda x, w, g: shares(x, w, g, np.flip)): "not_flipped",
    overwritten: "overwritten",
    (lambda x, w, g: shares(x, np.ones_like(w), g)): "ones",
    (lambda x, w, g: -shares(x, w, g)): "sign",
    weights_in_turn: "gradient_w",
    (lambda x, w, g: scipy.signal.convolve2d(g, w, "same")): "smaller",
    (lambda x, w, g: -scipy.signal.correlate2d(g, w)): "not_flipped+sign",
}
LEARNED = {
    (lambda kernel: kernel): "unchanged",
    (lambda kernel: kernel[::-1]): "rows",
    (lambda kernel: kernel[:, ::-1]): "cols",
    np.rot90: "rot90",
    (lambda kernel: np.rot90(kernel, -1)): "rot270",
    np.negative: "negated",
    (lambda kernel: kernel.T): "transposed",
    (lambda kernel: np.flip(kernel).T): "anti_transposed",
    (lambda kernel: -np.flip(kernel)): "turned_and_negated",
}


def sizes(x, w, stride):
    return [(n - m) // stride + 1 for n, m in zip(x.shape, w.shape, strict=True)]


def late_windows(x, w, stride):
    y = []
    for i in range(stride, x.shape[0] - w.shape[0] + 1, stride):
        columns = range(stride, x.shape[1] - w.shape[1] + 1, stride)
        y.append([(x[i : i + w.shape[0], j : j + w.shape[1]] * w).sum() for j in columns])
    return y


def pooled(x, w, stride):
    y = scipy.signal.correlate2d(x, w, "valid")
    rows, columns = (n // stride for n in y.shape)
    return [
        [
            y[i * stride : (i + 1) * stride, j * stride : (j + 1) * stride].mean()
            for j in range(columns)
        ]
        for i in range(rows)
    ]


valid = partial(scipy.signal.correlate2d, mode="valid")
STRIDES = {
    (lambda x, w, stride: valid(x, w)): "stride_ignored",
    (lambda x, w, stride: valid(x, w)[::stride]): "stride_rows_only",
    (lambda x, w, stride: valid(x, w)[:, ::stride]): "stride_columns_only",
    (lambda x, w, stride: valid(x[::stride, ::stride], w)): "subsampled_first",
    late_windows: "starts_late",
    (lambda x, w, stride: valid(x, w)[1::stride, 1::stride]): "starts_late",
    (lambda x, w, stride: valid(x, w)[:: len(w), :: len(w[0])]): "non_overlapping",
    (lambda x, w, s: scipy.signal.correlate2d(x, w, "same")[::s, ::s]): "same_then_stride",
    (lambda x, w, s: valid(np.pad(x, [(k // 2, k // 2) for k in w.shape]), w)[::s, ::s]): (
        "same_then_stride"
    ),
    pooled: "mean_pooled",
    (lambda x, w, stride: valid(x, np.flip(w))[::stride, ::stride]): "flipped",
    (lambda x, w, stride: valid(x, w)[::2, ::2]): "always_two",
    (lambda x, w, stride: strided_loops(x, w, stride)[:-1, :-1]): "last_missing",
    (lambda x, w, stride: valid(x, np.flip(w))): "stride_ignored+flipped",
    (lambda x, w, stride: strided_loops(x, w, stride) ** 2): "unknown",
}


def in_eight_bits(mode="constant", turn=np.array, kernel=lambda h: h):
    def act(image, weights):
        y = padded_patches(image.astype(float), kernel(weights), mode, turn)
        return np.clip(np.round(y), 0, 255).astype(np.uint8)

    return act


BYTES = {
    (lambda x, h: patches(x, h).astype(int).astype(np.uint8)): "wrapped",
    (lambda x, h: np.round(patches(x, h)).astype(int).astype(np.uint8)): "wrapped",
    (lambda x, h: np.clip(patches(x, h), 0, 255).astype(np.uint8)): "truncated",
    (lambda x, h: np.clip(correlation_loops(x, h), 0, 255).astype(np.uint8)): "truncated",
    (lambda x, h: np.clip(patches(x, h), 0, 255)): "float_clipped",
    (lambda x, h: np.clip(np.round(patches(x, h)), 0, 255)): "other_type",
    (lambda x, h: np.clip(np.round(patches(x, h)), 0, 255).astype(int).tolist()): "other_type",
    (lambda x, h: np.clip(np.round(abs(patches(x, h))), 0, 255).astype(np.uint8)): "absolute",
    in_eight_bits(kernel=lambda h: h.astype(int)): "kernel_as_int",
    (lambda x, h: np.clip(patches(x, h), 0, 1)): "zero_one_range",
    (lambda x, h: np.clip(patches(x, h), 0, 1).astype(np.uint8)): "zero_one_range",
    (lambda x, h: np.round(patches(x, h))): "not_clipped",
    (lambda x, h: patches(x, h)): "not_clipped",
    in_eight_bits(turn=np.flip): "flipped",
    in_eight_bits("reflect"): "reflect_pad",
    in_eight_bits("symmetric"): "symmetric_pad",
    in_eight_bits("edge", np.flip): "flipped+edge_pad",
    (lambda x, h: np.clip(patches(x, np.flip(h)), 0, 255).astype(np.uint8)): "truncated+flipped",
}


def depthwise(x, w, b):
    return np.stack([valid(x[c], w[0, c]) for c in range(len(x))])


def grey(x, w, b):
    return [valid(x.sum(0), w[o, 0]) + b[o] for o in range(len(w))]


def bias_in_the_loop(x, w, b):
    y = layer(x, w)
    return sum((y / len(x) + b[:, None, None] for _ in x), np.zeros(y.shape))


def last_channel(x, w, b):
    y = layer(x, w) * 0.0
    for o in range(len(w)):
        for c in range(len(x)):
            y[o] = valid(x[c], w[o, c])
        y[o] += b[o]
    return y


def wrong_channel(x, w, b):
    y = layer(x, w, b) + 0.0
    y[1, 0, 1] += 5
    return y


CHANNELS = {
    (lambda x, w, b: layer(x, w)): "bias_missing",
    depthwise: "depthwise+bias_missing",
    grey: "grey_first",
    bias_in_the_loop: "bias_repeated",
    last_channel: "one_channel",
    (lambda x, w, b: np.maximum(layer(x, w, b), 0)): "relu",
    (lambda x, w, b: layer(x, w, b).mean(0) * len(b)): "all_summed",
    (lambda x, w, b: np.moveaxis(layer(x, w, b), 0, -1)): "channels_last",
    (lambda x, w, b: layer(x, np.flip(w, (2, 3)), b)): "flipped",
    (lambda x, w, b: layer(x, w, b) - 2 * b[:, None, None]): "bias_subtracted",
    (lambda x, w, b: layer(x, w) + b[0]): "same_bias",
    (lambda x, w, b: np.maximum(layer(x, w), 0)): "bias_missing+relu",
    wrong_channel: "ends",
    (lambda x, w, b: layer(x, w, b)[1:]): "too_short",
    (lambda x, w, b: layer(x, w, b)[:, 1:]): "too_short",
    (lambda x, w, b: layer(x, w, b) ** 3): "unknown",
}
WRITTEN = {
    CORRELATE_2D: CORRELATIONS,
    OUTPUT_SIZE: SIZES,
    FIND_TEMPLATE: SEARCHES,
    GRADIENT_W: GRADIENTS_W,
    GRADIENT_X: GRADIENTS_X,
    LEARNED_KERNEL: LEARNED,
    STRIDED_LAYER: STRIDES,
    UINT8_FILTER: BYTES,
    CHANNELS_LAYER: CHANNELS,
}


@pytest.mark.parametrize(
    ("exercise", "function", "key"),
    [
        pytest.param(exercise, function, key, id=f"{exercise.key}-{key}")
        for exercise, functions in WRITTEN.items()
        for function, key in functions.items()
    ],
)
def test_the_mistake_as_a_learner_writes_it(exercise, function, key):
    verdict = examine(exercise, function)
    assert verdict.correct is False
    assert verdict.mistake == key, verdict


# The catalogue.


@each("exercise", EXERCISES)
def test_the_catalogue_of_the_course_is_there(exercise):
    keys = list(exercise.mistakes)
    assert set(keys) >= set(KEYS[exercise].split())
    assert len(set(keys)) == len(keys)


@each("exercise", EXERCISES)
def test_the_pipeline_without_a_mistake_is_right(exercise):
    for got, expected in zip(outcomes(exercise, ()), exercise.expected, strict=True):
        np.testing.assert_allclose(got, expected)


@each("exercise", EXERCISES)
def test_no_mistake_looks_right(exercise):
    for one, way in every_way(exercise):
        right = map(agree, outcomes(exercise, way), exercise.expected)
        assert not all(right), one.key


@each("exercise", EXERCISES)
def test_every_single_mistake_is_diagnosed_as_itself_only(exercise):
    for one, ways in exercise.single:
        for way in ways:
            found = exercise.diagnose(dict(enumerate(outcomes(exercise, way))))
            assert [m.key for m in found] == [one.key]


@each("exercise", EXERCISES)
def test_single_mistakes_lie_far_apart(exercise):
    """The tolerance decides nothing: outcomes are equal, or differ by a hundred times as much."""
    flat = {}
    for way in [(), *(way for _, ways in exercise.single for way in ways)]:
        found = outcomes(exercise, way)
        shapes = tuple(one.shape for one in found)
        values = [normal(one) if one.ndim else one.ravel() for one in found]
        flat.setdefault(shapes, []).append(np.concatenate(values))
    for group in map(np.array, flat.values()):
        apart = np.abs(group[:, None] - group).max(-1)
        assert not ((apart > 1e-12) & (apart < 1e-3)).any()


@each("exercise", EXERCISES)
def test_double_mistakes_are_among_those_that_are_named(exercise):
    alone = {one.key for one, _ in exercise.single}
    double = [(one.key, way) for one, way in every_way(exercise) if one.key not in alone]
    for key, way in double[:: 1 + len(double) // 60]:
        found = [one.key for one in exercise.diagnose(dict(enumerate(outcomes(exercise, way))))]
        assert key in found or found[0] in alone


@each("exercise", EXERCISES)
def test_texts(exercise):
    words = re.compile(r"\b[abcv]\[|\ba and b\b|\bof b\b|\bsignal\b(?!\.)")
    for one, _ in exercise.single:
        assert one.text.endswith((".", ")."))
        assert one.ask.endswith("?")
        assert one.clause[0].islower()
        assert not one.clause.endswith(".")
        for text in (one.text, one.ask, one.clause):
            assert not words.search(text), text


# What is said.


@each("exercise", EXERCISES)
def test_what_is_asked_for_is_never_said(exercise):
    def learner(way):
        stages = {**exercise.stages, **dict(way)}
        return lambda *given: exercise.model(*given, stages)

    answers = [learner(ways[-1]) for _, ways in exercise.single]
    others = list(strange(exercise)) if exercise.expected[0].ndim else []
    for function in (*answers, *others, lambda *given: given[99]):
        for failures in (1, 2):
            with np.errstate(all="ignore"):
                verdict = examine(exercise, function, failures)
            assert verdict.correct is False
            assert not leaks(verdict._repr_mimebundle_()["text/html"], exercise)


@each(("exercise", "look"), EXERCISES.items())
def test_the_ladder(exercise, look):
    function = next(iter(WRITTEN[exercise]))
    first, second, third, fourth = (look(function) for _ in range(4))
    assert first.mistake == third.mistake
    assert "case:" not in first.feedback
    assert "A smaller case, to do by hand: " in second.feedback
    assert "A worked case: " in third.feedback
    assert third.feedback == fourth.feedback
    for verdict, inputs in ((second, exercise.small), (third, exercise.parallel)):
        assert set(verdict.parts) >= {exercise.sentences(inputs)}
    assert max(len(line) for line in exercise.sentences(exercise.parallel)) < 100
    assert [event["key"] for event in record.events("check")] == 4 * [exercise.key]


@each("exercise", EXERCISES)
def test_the_cases_are_right_and_are_no_probes(exercise):
    for inputs in (exercise.small, exercise.parallel):
        lines = exercise.sentences(inputs)
        right = np.asarray(exercise.right(*map(plain, inputs)))
        if exercise is FIND_TEMPLATE:
            assert lines[-1].startswith(f"place = {right.tolist()}, ")
            continue
        for at, value in np.ndenumerate(right):
            name = exercise.result + (f"[{', '.join(map(str, at))}]" if at else "")
            assert ends_of(lines)[name] == f"{value:g}".replace("-", "−")
        for given in exercise.probes.values():
            assert not all(map(np.array_equal, inputs, given))


def plain(value):
    return np.array(value) if isinstance(value, tuple) else value


def ends_of(lines):
    """Return what the lines of a case say about each output in the end."""
    found, name = {}, ""
    for line in lines:
        name = name if line.startswith(" ") else re.split(" = |: ", line)[0]
        found[name] = re.split(r" = | \+ | ≈ | → ", line)[-1]
    return found


def test_a_number_that_is_asked_for_is_never_said():
    asked = {str(size) for size in OUTPUT_SIZE.expected}
    for function in SIZES:
        for failures in range(3):
            said = examine(OUTPUT_SIZE, function, failures).feedback
            own = {str(function(*given)) for given in OUTPUT_SIZE.probes.values()}
            assert not asked & set(re.findall(r"\d+", said)) - own


def test_a_place_that_is_asked_for_is_never_said():
    asked = {tuple(map(int, place)) for place in FIND_TEMPLATE.expected}
    for function in SEARCHES:
        for failures in range(3):
            said = examine(FIND_TEMPLATE, function, failures).feedback
            found = [int(n) for n in re.findall(r"(?<![\d.−])\d+(?![\d.])", said)]
            assert not asked & set(pairwise(found))


def test_where_the_template_lies():
    places = [tuple(map(int, place)) for place in FIND_TEMPLATE.expected]
    assert places == [(1, 14), (6, 11), (4, 9)]
    for (image, template), place in zip(FIND_TEMPLATE.probes.values(), places, strict=True):
        values = np.sort(scores(image, template), None)
        assert scores(image, template)[place] == values[-1] > values[-2] + 0.005
        assert image.min() >= 0
        assert image.max() <= 255


def test_gradients_are_those_of_the_course():
    from helpers.models.learning import gradient_w, gradient_x

    for x, w, g in GRADIENT_W.probes.values():
        np.testing.assert_allclose(GRADIENT_W.right(x, w, g), gradient_w(x, g))
        np.testing.assert_allclose(GRADIENT_X.right(x, w, g), gradient_x(w, g))
        assert np.add(g.shape, w.shape).tolist() == np.add(x.shape, 1).tolist()


def test_the_learned_weights_give_the_outputs_of_the_convolution():
    image = np.random.default_rng(0).normal(size=(9, 8))
    for (kernel,) in LEARNED_KERNEL.probes.values():
        convolved = scipy.signal.convolve2d(image, kernel, "valid")
        layer = scipy.signal.correlate2d(image, LEARNED_KERNEL.right(kernel), "valid")
        np.testing.assert_allclose(layer, convolved)


def test_rounding_errors_do_not_decide():
    for image, kernel in UINT8_FILTER.probes.values():
        for turn in (np.array, np.flip):
            twice = 2 * patches(image, turn(kernel))
            assert np.abs(twice - np.round(twice)).min() > 0.05
        assert image.dtype == np.uint8
    sums = patches(*UINT8_FILTER.probes["a kernel with negative weights"])
    assert sums.min() < 0
    assert sums.max() > 255
    verdict = check.uint8_filter(lambda x, h: np.clip(np.round(patches(x, h)), 0, 255))
    assert "their type is float64" in verdict.feedback
    assert "uint8" not in verdict.feedback.replace("my_filter_uint8", "")
