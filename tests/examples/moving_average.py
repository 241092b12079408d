"""Right and wrong answers to the exercise `moving_average`, as learners write them."""

import numpy as np
import scipy.ndimage
import scipy.signal
from examples.common import fft, padded_patches
from numpy.lib.stride_tricks import sliding_window_view


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


def rows_that_are_one(image):
    output = [[0] * len(image[0])] * len(image)
    for i, row in enumerate(average_of_slices(image)):
        output[i][:] = row
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


RIGHT = [
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
]

WRONG = {
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
    rows_that_are_one: "one_row",
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
