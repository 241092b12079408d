"""Filters of images, smoothing kernels, and the convolution as long as its input."""

import functools
import re

import numpy as np
import pytest
import scipy.ndimage
import scipy.signal
from numpy.lib.stride_tricks import sliding_window_view

from helpers import check, record
from helpers.check.diagnosis import examine
from helpers.check.exercise import agree
from helpers.check.exercises.convolve2d import EXERCISE as CONVOLVE_2D
from helpers.check.exercises.convolve_same import EXERCISE as CONVOLVE_SAME
from helpers.check.exercises.gaussian_kernel import EXERCISE as GAUSSIAN_KERNEL
from helpers.check.exercises.moving_average import EXERCISE as MOVING_AVERAGE
from helpers.check.exercises.separable import EXERCISE as SEPARABLE
from helpers.check.structure import show
from helpers.data.kernels import gaussian_factors, gaussian_kernel

EXERCISES = [CONVOLVE_SAME, CONVOLVE_2D, MOVING_AVERAGE, GAUSSIAN_KERNEL, SEPARABLE]
LOOKS = [
    check.convolve_same,
    check.convolve2d,
    check.moving_average,
    check.gaussian_kernel,
    check.separable,
]


@pytest.fixture(autouse=True)
def progress(tmp_path, monkeypatch):
    monkeypatch.setenv(record.VARIABLE, str(tmp_path / "progress.jsonl"))


def names(function):
    return getattr(function, "__name__", "object")


# Right answers, in any style.


def same_by_indices(a, b):
    c = []
    for n in range(len(a)):
        centre = n + (len(b) - 1) // 2
        c.append(sum(a[centre - m] * b[m] for m in range(len(b)) if 0 <= centre - m < len(a)))
    return c


def same_by_padding(a, b):
    before = len(b) // 2
    padded = np.pad(a, (before, len(b) - 1 - before))
    return sliding_window_view(padded, len(b)) @ b[::-1]


def same_from_full(a, b):
    return np.convolve(a, b)[(len(b) - 1) // 2 :][: len(a)]


def same_by_fft(a, b):
    size = len(a) + len(b) - 1
    full = np.fft.irfft(np.fft.rfft(a, size) * np.fft.rfft(b, size), size)
    return full[(len(b) - 1) // 2 :][: len(a)]


def loops(image, kernel):
    rows, columns = image.shape
    up, left = kernel.shape[0] // 2, kernel.shape[1] // 2
    output = np.zeros(image.shape)
    for i in range(rows):
        for j in range(columns):
            for u in range(-up, up + 1):
                for v in range(-left, left + 1):
                    if 0 <= i - u < rows and 0 <= j - v < columns:
                        output[i, j] += image[i - u, j - v] * kernel[u + up, v + left]
    return output


def pure_python(image, kernel):
    image, kernel = image.tolist(), kernel.tolist()
    rows, columns, up, left = len(image), len(image[0]), len(kernel) // 2, len(kernel[0]) // 2
    return [
        [
            sum(
                kernel[u][v] * image[i + up - u][j + left - v]
                for u in range(len(kernel))
                for v in range(len(kernel[0]))
                if 0 <= i + up - u < rows and 0 <= j + left - v < columns
            )
            for j in range(columns)
        ]
        for i in range(rows)
    ]


def padded_patches(image, kernel, mode="constant", turn=np.flip):
    weights = turn(kernel)
    padded = np.pad(image, [(k // 2, k // 2) for k in weights.shape], mode=mode)
    output = np.empty(image.shape)
    for i, j in np.ndindex(*image.shape):
        patch = padded[i : i + weights.shape[0], j : j + weights.shape[1]]
        output[i, j] = (patch * weights).sum()
    return output


def windows(image, kernel):
    padded = np.pad(image, [(k // 2, k // 2) for k in kernel.shape])
    return np.einsum("ijuv,uv", sliding_window_view(padded, kernel.shape), np.flip(kernel))


def shifted_slices(image, kernel):
    padded = np.pad(image.astype(float), [(k // 2, k // 2) for k in kernel.shape])
    rows, columns = image.shape
    return sum(
        weight * padded[u : u + rows, v : v + columns]
        for (u, v), weight in np.ndenumerate(np.flip(kernel))
    )


def stamps(image, kernel):
    full = np.zeros(np.add(image.shape, kernel.shape) - 1)
    for (i, j), pixel in np.ndenumerate(image):
        full[i : i + kernel.shape[0], j : j + kernel.shape[1]] += pixel * kernel
    up, left = kernel.shape[0] // 2, kernel.shape[1] // 2
    return full[up : up + image.shape[0], left : left + image.shape[1]]


def fft(image, kernel):
    size = np.add(image.shape, kernel.shape) - 1
    full = np.fft.irfft2(np.fft.rfft2(image, size) * np.fft.rfft2(kernel, size), size)
    up, left = kernel.shape[0] // 2, kernel.shape[1] // 2
    return full[up : up + image.shape[0], left : left + image.shape[1]]


def from_ndimage(image, kernel):
    return scipy.ndimage.convolve(image.astype(float), kernel, mode="constant")


def float32(image, kernel):
    return padded_patches(image.astype(np.float32), kernel.astype(np.float32)).astype(np.float32)


def average_of_slices(image):
    rows, columns = image.shape
    padded = np.pad(np.asarray(image, float), 1)
    return sum(padded[i : i + rows, j : j + columns] for i in range(3) for j in range(3)) / 9


def average_with_bounds(image):
    rows, columns = image.shape
    output = np.zeros(image.shape)
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[max(0, i - 1) : i + 2, max(0, j - 1) : j + 2].sum() / 9
    return output


def average_in_lists(image):
    image = image.tolist()
    rows, columns = range(len(image)), range(len(image[0]))
    return [
        [
            sum(image[k][m] for k in rows for m in columns if abs(k - i) < 2 and abs(m - j) < 2) / 9
            for j in columns
        ]
        for i in rows
    ]


def average_in_two_passes(image):
    padded = np.pad(image, 1).astype(float)
    rows = padded[:-2] + padded[1:-1] + padded[2:]
    return (rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 9


def average_by_running_sums(image):
    table = np.pad(np.pad(image, 1).astype(float).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    return (table[3:, 3:] - table[:-3, 3:] - table[3:, :-3] + table[:-3, :-3]) / 9


def gauss_loops(size, sigma):
    weights = [
        [
            2.718281828459045 ** (-((u - size // 2) ** 2 + (v - size // 2) ** 2) / 2 / sigma**2)
            for u in range(size)
        ]
        for v in range(size)
    ]
    total = sum(map(sum, weights))
    return [[weight / total for weight in row] for row in weights]


def gauss_outer(size, sigma):
    u = np.linspace(-(size // 2), size // 2, size)
    bell = np.exp(-0.5 * (u / sigma) ** 2)
    bell /= bell.sum()
    return np.outer(bell, bell)


def gauss_grid(size, sigma):
    u, v = np.mgrid[:size, :size] - (size - 1) / 2
    weights = np.exp(-(u**2 + v**2) / (2 * sigma**2)) / (2 * np.pi * sigma**2)
    return weights / weights.sum()


def gauss_from_signal(size, sigma):
    bell = scipy.signal.windows.gaussian(size, sigma)
    return (bell[:, None] * bell / bell.sum() ** 2).astype(np.float32)


def gauss_from_ndimage(size, sigma):
    impulse = np.zeros((size, size))
    impulse[size // 2, size // 2] = 1
    return scipy.ndimage.gaussian_filter(impulse, sigma, radius=int(size) // 2, mode="constant")


def lines_in_turn(image, col, row):
    columns = [same_from_full(line, col) for line in image.T]
    return [same_from_full(line, row) for line in np.transpose(columns)]


def along_axes(image, col, row):
    down = np.apply_along_axis(same_from_full, 0, image.astype(float), col)
    return np.apply_along_axis(same_from_full, 1, down, row)


def rows_first(image, col, row):
    return fft(fft(image, row[None, :]), col[:, None])


def separable_from_ndimage(image, col, row):
    down = scipy.ndimage.convolve1d(image.astype(float), col, 0, mode="constant")
    return scipy.ndimage.convolve1d(down, row, 1, mode="constant")


RIGHT = {
    check.convolve_same: [
        same_by_indices,
        same_by_padding,
        same_from_full,
        same_by_fft,
        lambda a, b: scipy.signal.convolve(a, b, "same"),
        lambda a, b: scipy.signal.fftconvolve(a, b, mode="same"),
    ],
    check.convolve2d: [
        loops,
        pure_python,
        padded_patches,
        windows,
        shifted_slices,
        stamps,
        fft,
        from_ndimage,
        float32,
        lambda image, kernel: scipy.signal.convolve2d(image, kernel, "same"),
        lambda image, kernel: scipy.signal.fftconvolve(image, kernel, mode="same"),
        lambda image, kernel: scipy.signal.correlate2d(image, np.rot90(kernel, 2), "same"),
    ],
    check.moving_average: [
        average_of_slices,
        average_with_bounds,
        average_in_lists,
        average_in_two_passes,
        average_by_running_sums,
        lambda image: padded_patches(image, np.ones((3, 3))) / 9,
        lambda image: fft(image, np.full((3, 3), 1 / 9)),
        lambda image: scipy.ndimage.uniform_filter(image.astype(float), 3, mode="constant"),
        lambda image: scipy.signal.convolve2d(image, np.ones((3, 3), int), "same") / 9,
        lambda image: sliding_window_view(np.pad(image, 1), (3, 3)).mean((2, 3)),
    ],
    check.gaussian_kernel: [
        gaussian_kernel,
        gauss_loops,
        gauss_outer,
        gauss_grid,
        gauss_from_signal,
        gauss_from_ndimage,
        lambda size, sigma: np.outer(*gaussian_factors(size, sigma)),
    ],
    check.separable: [
        lines_in_turn,
        along_axes,
        rows_first,
        separable_from_ndimage,
        lambda image, col, row: loops(image, np.outer(col, row)),
        lambda image, col, row: scipy.signal.convolve2d(image, col[:, None] * row, "same"),
    ],
}


@pytest.mark.parametrize(
    ("look", "function"),
    [(look, function) for look, functions in RIGHT.items() for function in functions],
    ids=names,
)
def test_right_answers_of_any_style(look, function):
    verdict = look(function)
    assert verdict.correct is True, verdict
    assert verdict.mistake is None


# The mistakes as a learner writes them.


def centred(a, b, *, mode="constant", before=None):
    before = len(b) // 2 if before is None else before
    padded = np.pad(a, (before, len(b) - 1 - before), mode=mode)
    return np.array([padded[n : n + len(b)] @ b[::-1] for n in range(len(a))])


def corrected_ends(a, b):
    return centred(a, b) * b.sum() / centred(np.ones(len(a)), b)


def only_full_overlaps(a, b):
    c = np.zeros(len(a))
    half = (len(b) - 1) // 2
    for n in range(len(a) - len(b) + 1):
        c[n + len(b) - 1 - half] = a[n : n + len(b)] @ b[::-1]
    return c


def last_missing(a, b):
    c = np.zeros(len(a))
    c[:-1] = same_from_full(a, b)[:-1]
    return c


SAME = {
    np.convolve: "full",
    (lambda a, b: np.convolve(a, b, "valid")): "valid",
    (lambda a, b: np.convolve(a, b, "same")): "longer_input",
    (lambda a, b: scipy.signal.correlate(a, b, "same")): "no_flip",
    (lambda a, b: same_from_full(a, b[::-1])): "no_flip",
    (lambda a, b: np.convolve(a, b)[-len(a) :]): "anticausal",
    (lambda a, b: np.convolve(a, b)[: len(a)]): "causal",
    (lambda a, b: np.convolve(a, b)[len(b) // 2 :][: len(a)]): "other_centre",
    (lambda a, b: np.convolve(a, b[::-1])[len(b) // 2 :][: len(a)]): "no_flip_other_centre",
    (lambda a, b: scipy.ndimage.correlate1d(a.astype(float), b, mode="constant")): "no_flip",
    (lambda a, b: centred(a, b, mode="edge")): "edge_pad",
    (lambda a, b: centred(a, b, mode="symmetric")): "mirror_pad",
    (lambda a, b: centred(a, b, mode="reflect")): "reflect_pad",
    (lambda a, b: centred(a, b, mode="wrap")): "circular",
    (
        lambda a, b: scipy.ndimage.convolve1d(a.astype(float), b, mode="nearest")
    ): "other_centre+edge_pad",
    only_full_overlaps: "zero_border",
    corrected_ends: "renormalised",
    last_missing: "last_missing",
    (lambda a, b: same_from_full(a, b).astype(a.dtype)): "integer_output",
    (lambda a, b: centred(a, b[::-1], mode="edge")): "no_flip+edge_pad",
}


def growing(image, kernel, per_row=False):
    padded, total = np.pad(image, [(k // 2, k // 2) for k in kernel.shape]), 0
    output = np.zeros(image.shape)
    for i in range(image.shape[0]):
        total = 0 if per_row else total
        for j in range(image.shape[1]):
            patch = padded[i : i + kernel.shape[0], j : j + kernel.shape[1]]
            total += (patch * kernel[::-1, ::-1]).sum()
            output[i, j] = total
    return output


def into_the_image(image, kernel):
    out = image
    padded = np.pad(image, [(k // 2, k // 2) for k in kernel.shape]).astype(float)
    for i, j in np.ndindex(*image.shape):
        patch = padded[i : i + kernel.shape[0], j : j + kernel.shape[1]]
        value = (patch * np.flip(kernel)).sum()
        padded[i + kernel.shape[0] // 2, j + kernel.shape[1] // 2] = value
    inner = [slice(k // 2, k // 2 + n) for k, n in zip(kernel.shape, image.shape, strict=True)]
    return padded[tuple(inner)] + 0 * out


def uncentred(image, kernel):
    output = np.zeros(image.shape)
    for i, j in np.ndindex(*image.shape):
        for u, v in np.ndindex(*kernel.shape):
            if i - u >= 0 and j - v >= 0:
                output[i, j] += image[i - u, j - v] * kernel[u, v]
    return output


def from_the_pixel_on(image, kernel):
    padded = np.pad(image, [(0, k - 1) for k in kernel.shape])
    return np.einsum("ijuv,uv", sliding_window_view(padded, kernel.shape), np.flip(kernel))


def without_lower_bound(image, kernel):
    up, left = kernel.shape[0] // 2, kernel.shape[1] // 2
    output = np.zeros(image.shape)
    for i, j in np.ndindex(*image.shape):
        for u, v in np.ndindex(*kernel.shape):
            row, column = i + up - u, j + left - v
            if row < image.shape[0] and column < image.shape[1]:
                output[i, j] += image[row, column] * kernel[u, v]
    return output


def negative_offsets(image, kernel):
    up, left = kernel.shape[0] // 2, kernel.shape[1] // 2
    padded = np.pad(image, ((up, up), (left, left)))
    output = np.zeros(image.shape)
    for i, j in np.ndindex(*image.shape):
        for u in range(-up, up + 1):
            for v in range(-left, left + 1):
                output[i, j] += padded[i + up - u, j + left - v] * kernel[u, v]
    return output


def inner_only(image, kernel, start=np.zeros_like):
    output = start(image).astype(float)
    up, left = kernel.shape[0] // 2, kernel.shape[1] // 2
    for i in range(up, image.shape[0] - up):
        for j in range(left, image.shape[1] - left):
            patch = image[i - up : i + up + 1, j - left : j + left + 1]
            output[i, j] = (patch * np.flip(kernel)).sum()
    return output


def all_but_the_last(image, kernel):
    output = np.zeros(image.shape)
    output[:-1, :-1] = windows(image, kernel)[:-1, :-1]
    return output


def one_product(image, kernel):
    padded = np.pad(image, [(k // 2, k // 2) for k in kernel.shape])
    output = np.zeros(image.shape)
    for i, j in np.ndindex(*image.shape):
        for u, v in np.ndindex(*kernel.shape):
            output[i, j] = padded[i + u, j + v] * np.flip(kernel)[u, v]
    return output


def matrices(image, kernel):
    padded = np.pad(image, [(k // 2, k // 2) for k in kernel.shape])
    output = np.zeros(image.shape)
    for i, j in np.ndindex(*image.shape):
        patch = padded[i : i + kernel.shape[0], j : j + kernel.shape[1]]
        output[i, j] = np.sum(patch @ np.flip(kernel))
    return output


def whole_output(image, kernel):
    output = np.zeros(image.shape, dtype=int)
    output[:] = windows(image, kernel)
    return output


def like_the_image(image, kernel):
    output = np.zeros_like(image)
    output[:] = windows(image, kernel)
    return output


def eight_bit_arithmetic(image, kernel):
    return windows(image, kernel).astype(int).astype(np.uint8)


def circular_by_fft(image, kernel):
    size = image.shape
    return np.fft.irfft2(np.fft.rfft2(image) * np.fft.rfft2(kernel, size), size)


def like_opencv(image, kernel):
    return padded_patches(image, kernel, "reflect", np.array)


FILTERS = {
    (lambda x, h: padded_patches(x, h, turn=np.array)): "no_flip",
    (lambda x, h: scipy.signal.convolve2d(x, h[::-1, ::-1], "same")): "no_flip",
    (lambda x, h: scipy.ndimage.correlate(x.astype(float), h, mode="constant")): "no_flip",
    (lambda x, h: padded_patches(x, h, turn=np.flipud)): "flip_rows_only",
    (lambda x, h: padded_patches(x, h, turn=lambda h: h[::-1])): "flip_rows_only",
    (lambda x, h: padded_patches(x, h, turn=np.fliplr)): "flip_cols_only",
    (lambda x, h: padded_patches(x, h, turn=np.transpose)): "transposed",
    (lambda x, h: scipy.signal.convolve2d(x, h.T, "same")): "anti_transposed",
    (lambda x, h: padded_patches(x, h, turn=np.rot90)): "rot90",
    (lambda x, h: scipy.signal.correlate2d(x, np.rot90(h, -1), "same")): "rot270",
    scipy.signal.convolve2d: "full",
    (lambda x, h: scipy.signal.convolve2d(x, h, "valid")): "valid",
    (
        lambda x, h: (
            sliding_window_view(x, h.shape).reshape(*np.subtract(x.shape, h.shape) + 1, -1)
            @ np.flip(h).ravel()
        )
    ): "valid",
    from_the_pixel_on: "anchor_top_left",
    uncentred: "anchor_bottom_right",
    (lambda x, h: np.roll(windows(x, h), -1, 0)): "shift_up",
    (lambda x, h: np.roll(windows(x, h), 1, 1)): "shift_right",
    (lambda x, h: padded_patches(x, h, "edge")): "edge_pad",
    (lambda x, h: padded_patches(x, h, "symmetric")): "symmetric_pad",
    (lambda x, h: scipy.ndimage.convolve(x.astype(float), h)): "symmetric_pad",
    (lambda x, h: padded_patches(x, h, "reflect")): "reflect_pad",
    (lambda x, h: padded_patches(x, h, "wrap")): "circular",
    circular_by_fft: "circular",
    inner_only: "zero_border",
    (lambda x, h: inner_only(x, h, np.copy)): "copied_border",
    (lambda x, h: scipy.signal.correlate2d(x, h, "valid")): "no_flip_valid",
    (lambda x, h: padded_patches(x, h, "edge", np.array)): "no_flip_edge",
    (lambda x, h: scipy.ndimage.correlate(x.astype(float), h)): "no_flip_symmetric",
    (lambda x, h: padded_patches(x, h, "wrap", np.array)): "no_flip_circular",
    like_opencv: "no_flip_reflect",
    all_but_the_last: "stops_early",
    (lambda x, h: windows(x, h) / h.sum()): "sum_normalised",
    (lambda x, h: windows(x, h / h.size)): "count_normalised",
    into_the_image: "in_place",
    without_lower_bound: "negative_index",
    negative_offsets: "kernel_negative_index",
    growing: "not_reset",
    (lambda x, h: growing(x, h, True)): "reset_per_row",
    one_product: "overwrite",
    matrices: "matrix_product",
    whole_output: "truncated",
    eight_bit_arithmetic: "uint8_wrap",
    like_the_image: "image_type",
    (lambda x, h: scipy.ndimage.convolve(x, h, mode="constant")): "image_type",
    (lambda x, h: np.clip(windows(x, h), 0, 255)): "clipped",
    (lambda x, h: abs(windows(x, h))): "absolute",
    (lambda x, h: windows(x.T, h.T).T[::-1, ::-1]): "output_turned",
    (lambda x, h: loops(x, h).T): "output_transposed",
    (lambda x, h: padded_patches(x, h, "symmetric", np.fliplr)): "flip_cols_only+symmetric_pad",
    (lambda x, h: inner_only(x, h[::-1, ::-1])): "no_flip+zero_border",
    (lambda x, h: scipy.signal.correlate2d(x, h)): "no_flip+full",
    (lambda x, h: like_the_image(x, np.flip(h))): "no_flip+image_type",
}


def nine(image, mode="constant", first=-1, last=1):
    padded = np.pad(np.asarray(image, float), 2, mode=mode)
    rows, columns = image.shape
    offsets = range(2 + first, 3 + last)
    return sum(padded[i : i + rows, j : j + columns] for i in offsets for j in offsets)


def inner_loops(image, output):
    for i in range(1, image.shape[0] - 1):
        for j in range(1, image.shape[1] - 1):
            output[i, j] = image[i - 1 : i + 2, j - 1 : j + 2].sum() / 9
    return output


def neighbours(image, count):
    return (nine(image) - image) / count


def four(image):
    padded = np.pad(np.asarray(image, float), 1)
    return (padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:]) / 4


def mean_inside(image):
    output = np.zeros(image.shape)
    for i, j in np.ndindex(*image.shape):
        output[i, j] = image[max(i - 1, 0) : i + 2, max(j - 1, 0) : j + 2].mean()
    return output


def each(image, compute):
    output = np.zeros(image.shape)
    for i, j in np.ndindex(*image.shape):
        output[i, j] = compute(i, j)
    return output


def padded_in_place(image):
    padded = np.pad(np.asarray(image, float), 1)
    for i in range(1, padded.shape[0] - 1):
        for j in range(1, padded.shape[1] - 1):
            padded[i, j] = padded[i - 1 : i + 2, j - 1 : j + 2].mean()
    return padded[1:-1, 1:-1]


def two_of_padded(image):
    padded = np.pad(np.asarray(image, float), 1)
    return each(image, lambda i, j: padded[i : i + 2, j : j + 2].mean())


def eight_bit_sum(image):
    padded = np.pad(image, 1)
    output = np.zeros(image.shape)
    for i, j in np.ndindex(*image.shape):
        total = 0
        for u in range(3):
            for v in range(3):
                total += padded[i + u, j + v]
        output[i, j] = total / 9
    return output


def eight_bit_slices(image):
    padded, (rows, columns) = np.pad(image, 1), image.shape
    return sum(padded[i : i + rows, j : j + columns] for i in range(3) for j in range(3)) / 9


def into_a_copy_of_the_type(image):
    output = image.copy()
    output[:] = average_of_slices(image)
    return output


AVERAGES = {
    nine: "sum_only",
    (lambda x: nine(x) / 3): "divided_by_3",
    (lambda x: neighbours(x, 8)): "centre_left_out",
    (lambda x: neighbours(x, 9)): "centre_left_out_div9",
    four: "four_neighbours",
    mean_inside: "count_inside",
    (lambda x: nine(x, "edge") / 9): "edge_pad",
    (lambda x: scipy.ndimage.uniform_filter(x.astype(float), 3)): "edge_pad",
    (lambda x: nine(x, "symmetric") / 9): "edge_pad",
    (lambda x: nine(x, "reflect") / 9): "reflect_pad",
    (lambda x: nine(x, "wrap") / 9): "circular",
    (lambda x: sliding_window_view(x, (3, 3)).mean((2, 3))): "valid",
    (lambda x: inner_loops(x, np.zeros(x.shape))): "zero_border",
    (lambda x: inner_loops(x, x.astype(float))): "copied_border",
    (lambda x: nine(x, first=0, last=2) / 9): "window_starts_at_pixel",
    (lambda x: nine(x, first=-2, last=0) / 9): "window_ends_at_pixel",
    two_of_padded: "slice_2x2_mean",
    (lambda x: each(x, lambda i, j: x[i - 1 : i + 1, j - 1 : j + 1].mean())): "slice_2x2_mean",
    (lambda x: each(x, lambda i, j: x[i - 1 : i + 1, j - 1 : j + 1].sum() / 9)): "slice_2x2_mean",
    (
        lambda x: each(x, lambda i, j: x[i - 1 : i + 2, j - 1 : j + 2].sum() / 9)
    ): "slice_from_minus_one_sum",
    (
        lambda x: each(x, lambda i, j: x[i - 1 : i + 2, j - 1 : j + 2].mean())
    ): "slice_from_minus_one_mean",
    (lambda x: inner_loops(x, x)): "in_place",
    padded_in_place: "in_place",
    (lambda x: np.round(average_of_slices(x))): "rounded",
    (lambda x: nine(x) // 9): "image_type",
    into_a_copy_of_the_type: "image_type",
    eight_bit_sum: "uint8_overflow",
    eight_bit_slices: "uint8_overflow",
    (lambda x: average_of_slices(average_of_slices(x))): "twice",
    (lambda x: scipy.ndimage.median_filter(x, 3, mode="constant")): "median",
    (lambda x: scipy.signal.medfilt2d(x.astype(float))): "median",
    (lambda x: nine(x, "edge")): "sum_only+edge_pad",
    (lambda x: np.round(nine(x, "edge") / 9)): "edge_pad+rounded",
    (lambda x: inner_loops(x, np.zeros_like(x))): "zero_border+image_type",
}


def bell(size, sigma, *, u=None, power=lambda d, s: -d / (2 * s**2), scale=np.sum):
    u = np.arange(size) - size // 2 if u is None else u
    weights = np.exp(power(u[:, None] ** 2 + u**2, sigma))
    return weights / scale(weights)


def one(weights):
    return 1


def outer_sum(size, sigma):
    u = np.arange(size) - size // 2
    line = np.exp(-(u**2) / (2 * sigma**2))
    weights = line[:, None] + line
    return weights / weights.sum()


def peak_between(size, sigma):
    return bell(size, sigma, u=np.array([k - size / 2 for k in range(size)]))


def textbook(size, sigma):
    return bell(size, sigma, scale=one) / (2 * np.pi * sigma**2)


def half_open(size, sigma):
    return bell(size, sigma, u=np.arange(-size // 2, size // 2))


GAUSSIANS = {
    (lambda n, s: bell(n, s, scale=one)): "not_normalised",
    (lambda n, s: bell(n, s, scale=np.max)): "not_normalised",
    textbook: "analytic_factor",
    (lambda n, s: bell(n, s, power=lambda d, s: -d / s**2)): "two_missing",
    (lambda n, s: bell(n, s, power=lambda d, s: -d / (2 * s))): "sigma_not_squared",
    (lambda n, s: bell(n, s**2)): "variance_squared",
    (lambda n, s: bell(n, s, power=lambda d, s: -d / s)): "both_missing",
    (lambda n, s: bell(n, s, power=lambda d, s: d / (2 * s**2))): "plus_sign",
    (lambda n, s: bell(n, s, power=lambda d, s: -np.sqrt(d) / (2 * s**2))): "radius_not_squared",
    (lambda n, s: bell(n, s, power=lambda d, s: -d / 2 * s**2)): "multiplied",
    (lambda n, s: bell(n, s, power=lambda d, s: -d / (2 * s) ** 2)): "two_squared",
    peak_between: "half_pixel_off",
    (lambda n, s: bell(n, s, u=np.linspace(-0.5, 0.5, n))): "linspace_pm_half",
    (lambda n, s: bell(n, s, u=np.linspace(-1, 1, n))): "linspace_pm_half",
    (lambda n, s: bell(n, s, u=np.linspace(-3 * s, 3 * s, n))): "linspace_pm_half",
    (lambda n, s: bell(n, s, u=np.arange(-n, n + 1))): "size_is_radius",
    outer_sum: "outer_sum",
    (lambda n, s: bell(n, s / (2 * np.sqrt(2 * np.log(2))))): "fwhm",
    (lambda n, s: np.full((n, n), 1 / n**2)): "box",
    half_open: "off_centre",
    (lambda n, s: bell(n, s, u=np.arange(n))): "off_centre",
    (lambda n, s: bell(n, s, u=np.arange(-(n // 2), n // 2))): "last_missing",
    (lambda n, s: bell(n, 1)): "sigma_ignored",
    (lambda n, s: scipy.signal.windows.gaussian(n, s)): "not_normalised+one_row",
    (
        lambda n, s: bell(n, s, power=lambda d, s: -d / s**2, scale=one)
    ): "not_normalised+two_missing",
}


def pass_down(image, kernel, flip=1):
    return np.array([same_from_full(line, kernel[::flip]) for line in image.T]).T


def pass_along(image, kernel, flip=1):
    return np.array([same_from_full(line, kernel[::flip]) for line in image])


def second_from_the_original(image, col, row):
    output = pass_down(image, col)
    return 0 * output + pass_along(image, row)


def flattened(image, col, row):
    return same_from_full(pass_down(image, col).ravel(), row).reshape(image.shape)


def between_in_the_images_type(image, col, row):
    between = np.zeros_like(image)
    between[:] = pass_down(image, col)
    return pass_along(between, row)


def never_transposed_back(image, col, row):
    down = [same_from_full(line, col) for line in image.T]
    return np.transpose([same_from_full(line, row) for line in np.transpose(down)])


SEPARABLES = {
    (lambda x, c, r: pass_along(x, r)): "rows_only",
    second_from_the_original: "rows_only",
    (lambda x, c, r: pass_down(x, c)): "columns_only",
    (lambda x, c, r: pass_along(pass_down(x, r), c)): "axes_swapped",
    (lambda x, c, r: loops(x, np.outer(r, c))): "axes_swapped",
    (lambda x, c, r: pass_down(x, c) + pass_along(x, r)): "added",
    (lambda x, c, r: pass_along(pass_down(x, c, -1), r, -1)): "no_flip",
    (lambda x, c, r: scipy.signal.correlate2d(x, np.outer(c, r), "same")): "no_flip",
    (lambda x, c, r: loops(x, c[:, None] + r)): "outer_sum",
    (lambda x, c, r: pass_along(pass_down(x, c), c)): "same_kernel_twice",
    (lambda x, c, r: pass_along(pass_down(x, r), r)): "row_kernel_twice",
    (lambda x, c, r: pass_along(pass_down(x, c, -1), r)): "column_not_flipped",
    (lambda x, c, r: pass_along(pass_down(x, c), r, -1)): "row_not_flipped",
    flattened: "one_long_row",
    between_in_the_images_type: "cut_between",
    never_transposed_back: "output_transposed",
    (lambda x, c, r: scipy.signal.convolve2d(x, np.outer(c, r))): "full",
    (lambda x, c, r: scipy.ndimage.convolve(x.astype(float), np.outer(c, r))): "symmetric_pad",
    (lambda x, c, r: padded_patches(x, np.outer(c, r), "edge", np.array)): "no_flip+edge_pad",
}

WRITTEN = {
    CONVOLVE_SAME: SAME,
    CONVOLVE_2D: FILTERS,
    MOVING_AVERAGE: AVERAGES,
    GAUSSIAN_KERNEL: GAUSSIANS,
    SEPARABLE: SEPARABLES,
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
    assert verdict.mistake == key


def test_matrix_products_of_square_kernels_are_named():
    verdict = check.convolve2d(matrices)
    assert "Python stopped" in verdict.feedback
    assert "matrix product" in verdict.feedback
    assert "a kernel wider than high" in verdict.feedback


def test_writing_into_the_image_is_said_twice():
    said = check.moving_average(lambda image: inner_loops(image, image)).feedback
    assert "changes its input image" in said
    assert "the image you were still reading" in said


def test_a_kernel_of_three_by_three_is_not_enough():
    def always_three(image, kernel):
        padded = np.pad(image, 1)
        return np.einsum("ijuv,uv", sliding_window_view(padded, (3, 3)), kernel[::-1, ::-1])

    verdict = check.convolve2d(always_three)
    assert verdict.correct is False
    assert "right for: an image with decimals" in verdict.feedback


# What is said.


@functools.cache
def wanted(exercise):
    """Return the rows and columns of all right outputs, by their length."""
    lines = {}
    for expected in exercise.expected:
        for table in expected if expected.ndim == 3 else [np.atleast_2d(expected)]:
            for line in (*table, *table.T):
                if line.size > 2:
                    lines.setdefault(line.size, []).append(line)
    return {size: np.array(some) for size, some in lines.items()}


def leaks(text, exercise):
    """Tell whether a right output, or a row, a column or the shape of one, stands in a text."""
    bare = re.sub(r"\w\[[^\]]*\]", " ", text).replace("−", "-")
    tokens = re.findall(r"(?<![\w.])(-?\d+(?:\.\d+)?(?:e-?\d+)?)(?:/(\d+))?", bare)
    found = np.array([float(above) / float(below or 1) for above, below in tokens])
    for size, lines in wanted(exercise).items():
        if found.size >= size:
            apart = np.abs(sliding_window_view(found, size)[:, None] - lines)
            if (apart <= 1e-3 * np.abs(lines).max(-1, keepdims=True)).all(-1).any():
                return True
    return any(str(expected.shape) in text for expected in exercise.expected)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.key)
def test_the_search_for_leaks_finds_them(exercise):
    for expected in exercise.expected:
        for line in np.atleast_2d(expected):
            assert leaks(f"It is {show(line)}.", exercise) or line.size < 3
        assert leaks(f"shape {expected.shape}", exercise)
    assert not leaks("1, 2, 3", exercise)


def strange(exercise):
    """Yield answers that are in no catalogue."""

    def of(change):
        return lambda *given: change(np.asarray(exercise.right(*given)))

    for change in (
        lambda y: y + np.arange(y.size).reshape(y.shape) ** 2,
        lambda y: y**3,
        lambda y: 7 * y,
        lambda y: y[1:],
        lambda y: np.pad(y, 1, constant_values=5),
        lambda y: np.where(np.arange(len(y)) == 1, 5, y.T).T,
        lambda y: y[..., None],
        lambda y: y.sum(),
    ):
        yield of(change)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.key)
def test_what_is_asked_for_is_never_said(exercise):
    def learner(way):
        stages = {**exercise.stages, **dict(way)}
        return lambda *given: exercise.model(*given, stages)

    answers = [learner(ways[-1]) for _, ways in exercise.single]
    for function in (*answers, *strange(exercise), lambda *given: given[0][99]):
        for failures in (1, 2):
            with np.errstate(all="ignore"):
                verdict = examine(exercise, function, failures)
            assert verdict.correct is False
            assert not leaks(verdict._repr_mimebundle_()["text/html"], exercise)


@pytest.mark.parametrize(("exercise", "look"), list(zip(EXERCISES, LOOKS, strict=True)))
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


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.key)
def test_the_cases_are_right_and_are_no_probes(exercise):
    for inputs in (exercise.small, exercise.parallel):
        right = exercise.right(*inputs)
        text = "\n".join(exercise.sentences(inputs))
        if exercise is not GAUSSIAN_KERNEL:
            for at, value in np.ndenumerate(right):
                index = ", ".join(map(str, at))
                assert re.search(
                    rf"{exercise.result}\[{index}\][^\[]*=[^\]]*= {value:g}(\n|$)|"
                    rf"{exercise.result}\[{index}\](.|\n)*?= {round(float(value))}(\n|$)",
                    text,
                )
        for given in exercise.probes.values():
            assert not all(map(np.array_equal, inputs, given))


def test_the_sum_of_the_gaussian_case():
    size, sigma = GAUSSIAN_KERNEL.parallel
    u = np.arange(size) - size // 2
    weights = np.exp(-(u[:, None] ** 2 + u**2) / (2 * sigma**2))
    *_, added, divided = GAUSSIAN_KERNEL.sentences((size, sigma))
    assert added.endswith(f"≈ {weights.sum():.4f}")
    assert divided.endswith(f"≈ {weights[0, 0] / weights.sum():.4f}")


def test_texts_speak_of_images():
    words = re.compile(r"\b[abcv]\[|\ba and b\b|\bof b\b|\bsignal\b")
    for exercise in (CONVOLVE_2D, MOVING_AVERAGE, GAUSSIAN_KERNEL, SEPARABLE):
        for one, _ in exercise.single:
            for text in (one.text, one.ask, one.clause):
                assert not words.search(text), text


def test_a_place_to_work_out_by_hand_comes_with_its_pixels():
    def strange(image, kernel):
        output = windows(image, kernel)
        output[2, 3] += 17
        return output

    verdict = check.convolve2d(strange)
    assert verdict.mistake == "later"
    assert "The first 2 rows are right" in verdict.feedback
    assert "Work out output[2, 3] by hand" in verdict.feedback
    assert "[[1, −2.5, 8], [−7.5, 3, 2], [0.5, 6, −1.5]]" in verdict.feedback


# The inputs.


def orientations(kernel):
    turned = [np.rot90(kernel, k) for k in range(4)]
    return turned + [each.T for each in turned]


def test_every_probe_lacks_symmetry():
    for _, kernel in CONVOLVE_2D.probes.values():
        eight = orientations(kernel)
        for k, one in enumerate(eight):
            assert not any(agree(one, other) for other in eight[k + 1 :])
        assert kernel.sum() not in (0, 1, kernel.size)
    for exercise in (CONVOLVE_2D, MOVING_AVERAGE, SEPARABLE):
        for image, *_ in exercise.probes.values():
            assert image.shape[0] != image.shape[1]
            frame = [image[0], image[-1], image[:, 0], image[:, -1]]
            assert all(np.count_nonzero(side) >= len(side) - 1 for side in frame)
        kinds = {given[0].dtype.name for given in exercise.probes.values()}
        assert kinds == {"float64", "int64", "uint8"}
    for _, col, row in SEPARABLE.probes.values():
        assert not agree(col, row)
        assert not any(agree(each, each[::-1]) for each in (col, row))
    outputs = np.concatenate([expected.ravel() for expected in CONVOLVE_2D.expected])
    assert outputs.min() < 0
    assert outputs.max() > 255
    assert CONVOLVE_2D.probes["a kernel wider than high"][1].shape == (3, 5)
    assert all(sigma not in (1, 2) for _, sigma in GAUSSIAN_KERNEL.probes.values())
    lengths = [(len(a), len(b)) for a, b in CONVOLVE_SAME.probes.values()]
    assert any(m % 2 == 0 for _, m in lengths)
    assert any(n < m for n, m in lengths)


def test_plain_numbers_are_handed_over_as_they_are():
    seen = []

    def looks(size, sigma):
        seen.append((type(size), type(sigma)))
        return gaussian_kernel(size, sigma)

    assert check.gaussian_kernel(looks).correct
    assert {kind for kind, _ in seen} == {int}
    assert {kind for _, kind in seen} == {int, float}
