"""Right and wrong answers to the exercise `moving_average`, as learners write them."""

import numpy as np
import scipy.ndimage
from examples.common import patches
from numpy.lib.stride_tricks import sliding_window_view


def moving_average(image):
    return nine(image) / 9


START = np.pad(np.ones((3, 3)), ((2, 0), (2, 0)))  # a window that begins at its pixel


def nine(image, mode="constant"):
    return patches(image, np.ones((3, 3)), mode)


def inner_loops(image, output):
    for i in range(1, image.shape[0] - 1):
        for j in range(1, image.shape[1] - 1):
            output[i, j] = image[i - 1 : i + 2, j - 1 : j + 2].sum() / 9
    return output


def neighbours(image, count):
    return (nine(image) - image) / count


def each(image, compute):
    output = np.zeros(image.shape)
    for i, j in np.ndindex(*image.shape):
        output[i, j] = compute(i, j)
    return output


def rows_that_are_one(image):
    output = [[0] * len(image[0])] * len(image)
    for i, row in enumerate(moving_average(image)):
        output[i][:] = row
    return output


def eight_bit_slices(image):
    padded, (rows, columns) = np.pad(image, 1), image.shape
    return sum(padded[i : i + rows, j : j + columns] for i in range(3) for j in range(3)) / 9


RIGHT = moving_average

WRONG = {
    nine: "sum_only",
    (lambda x: nine(x) / 3): "divided_by_3",
    (lambda x: neighbours(x, 8)): "centre_left_out",
    (lambda x: neighbours(x, 9)): "centre_left_out_div9",
    (lambda x: patches(x, np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])) / 4): "four_neighbours",
    (lambda x: nine(x) / nine(x * 0 + 1)): "count_inside",
    (lambda x: nine(x, "edge") / 9): "edge_pad",
    (lambda x: nine(x, "reflect") / 9): "reflect_pad",
    (lambda x: nine(x, "wrap") / 9): "circular",
    (lambda x: sliding_window_view(x, (3, 3)).mean((2, 3))): "valid",
    (lambda x: inner_loops(x, np.zeros(x.shape))): "zero_border",
    (lambda x: inner_loops(x, x.astype(float))): "copied_border",
    (lambda x: patches(x, START) / 9): "window_starts_at_pixel",
    (lambda x: patches(x, np.flip(START)) / 9): "window_ends_at_pixel",
    (lambda x: patches(x, np.pad(np.ones((2, 2)), ((0, 1), (0, 1)))) / 4): "slice_2x2_mean",
    (
        lambda x: each(x, lambda i, j: x[i - 1 : i + 2, j - 1 : j + 2].sum() / 9)
    ): "slice_from_minus_one_sum",
    (
        lambda x: each(x, lambda i, j: x[i - 1 : i + 2, j - 1 : j + 2].mean())
    ): "slice_from_minus_one_mean",
    (lambda x: inner_loops(x, x)): "in_place",
    rows_that_are_one: "one_row",
    (lambda x: np.round(moving_average(x))): "rounded",
    (lambda x: nine(x) // 9): "image_type",
    eight_bit_slices: "uint8_overflow",
    (lambda x: moving_average(moving_average(x))): "twice",
    (lambda x: scipy.ndimage.median_filter(x, 3, mode="constant")): "median",
    (lambda x: nine(x, "edge")): "sum_only+edge_pad",
    (lambda x: np.round(nine(x, "edge") / 9)): "edge_pad+rounded",
    (lambda x: inner_loops(x, np.zeros_like(x))): "zero_border+image_type",
}
