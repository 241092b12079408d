"""Right and wrong answers to the exercise `convolve2d`, as learners write them."""

import numpy as np
import scipy.ndimage
import scipy.signal
from examples.common import padded_patches
from numpy.lib.stride_tricks import sliding_window_view


def into_the_image(image, kernel):
    up, left = kernel.shape[0] // 2, kernel.shape[1] // 2
    padded = np.pad(image, ((up, up), (left, left))).astype(float)
    for i, j in np.ndindex(*image.shape):
        patch = padded[i : i + kernel.shape[0], j : j + kernel.shape[1]]
        padded[i + up, j + left] = (patch * np.flip(kernel)).sum()
    return padded[up : up + image.shape[0], left : left + image.shape[1]]


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
    inner = tuple(slice(k // 2, n - k // 2) for k, n in zip(kernel.shape, image.shape, strict=True))
    output[inner] = padded_patches(image, kernel)[inner]
    return output


def one_product(image, kernel):
    padded = np.pad(image, [(k // 2, k // 2) for k in kernel.shape])
    return padded[len(kernel) - 1 :, len(kernel[0]) - 1 :] * kernel[0, 0]


def matrices(image, kernel):
    padded = np.pad(image, [(k // 2, k // 2) for k in kernel.shape])
    return (sliding_window_view(padded, kernel.shape) @ np.flip(kernel)).sum((2, 3))


RIGHT = padded_patches

WRONG = {
    (lambda x, h: padded_patches(x, h, turn=np.array)): "no_flip",
    (lambda x, h: padded_patches(x, h, turn=np.flipud)): "flip_rows_only",
    (lambda x, h: padded_patches(x, h, turn=np.fliplr)): "flip_cols_only",
    (lambda x, h: padded_patches(x, h, turn=np.transpose)): "transposed",
    (lambda x, h: scipy.signal.convolve2d(x, h.T, "same")): "anti_transposed",
    (lambda x, h: padded_patches(x, h, turn=np.rot90)): "rot90",
    (lambda x, h: scipy.signal.correlate2d(x, np.rot90(h, -1), "same")): "rot270",
    scipy.signal.convolve2d: "full",
    (lambda x, h: scipy.signal.convolve2d(x, h, "valid")): "valid",
    (lambda x, h: scipy.signal.convolve2d(x, h)[len(h) - 1 :, len(h[0]) - 1 :]): "anchor_top_left",
    (lambda x, h: scipy.signal.convolve2d(x, h)[: len(x), : len(x[0])]): "anchor_bottom_right",
    (lambda x, h: np.roll(padded_patches(x, h), -1, 0)): "shift_up",
    (lambda x, h: np.roll(padded_patches(x, h), 1, 1)): "shift_right",
    (lambda x, h: padded_patches(x, h, "edge")): "edge_pad",
    (lambda x, h: padded_patches(x, h, "symmetric")): "symmetric_pad",
    (lambda x, h: padded_patches(x, h, "reflect")): "reflect_pad",
    (lambda x, h: padded_patches(x, h, "wrap")): "circular",
    inner_only: "zero_border",
    (lambda x, h: inner_only(x, h, np.copy)): "copied_border",
    (lambda x, h: scipy.signal.correlate2d(x, h, "valid")): "no_flip_valid",
    (lambda x, h: padded_patches(x, h, "edge", np.array)): "no_flip_edge",
    (lambda x, h: scipy.ndimage.correlate(x.astype(float), h)): "no_flip_symmetric",
    (lambda x, h: padded_patches(x, h, "wrap", np.array)): "no_flip_circular",
    (lambda image, kernel: padded_patches(image, kernel, "reflect", np.array)): "no_flip_reflect",
    (lambda x, h: np.pad(padded_patches(x, h)[:-1, :-1], (0, 1))): "stops_early",
    (lambda x, h: padded_patches(x, h) / h.sum()): "sum_normalised",
    (lambda x, h: padded_patches(x, h / h.size)): "count_normalised",
    into_the_image: "in_place",
    without_lower_bound: "negative_index",
    negative_offsets: "kernel_negative_index",
    (lambda x, h: padded_patches(x, h).cumsum().reshape(x.shape)): "not_reset",
    (lambda x, h: padded_patches(x, h).cumsum(1)): "reset_per_row",
    one_product: "overwrite",
    matrices: "matrix_product",
    (lambda x, h: padded_patches(x, h).astype(int)): "truncated",
    (lambda x, h: padded_patches(x, h).astype(int).astype(np.uint8)): "uint8_wrap",
    (lambda x, h: scipy.ndimage.convolve(x, h, mode="constant")): "image_type",
    (lambda x, h: np.clip(padded_patches(x, h), 0, 255)): "clipped",
    (lambda x, h: abs(padded_patches(x, h))): "absolute",
    (lambda x, h: padded_patches(x.T, h.T).T[::-1, ::-1]): "output_turned",
    (lambda x, h: padded_patches(x, h).T): "output_transposed",
    (lambda x, h: padded_patches(x, h, "symmetric", np.fliplr)): "flip_cols_only+symmetric_pad",
    (lambda x, h: inner_only(x, h[::-1, ::-1])): "no_flip+zero_border",
    (lambda x, h: scipy.signal.correlate2d(x, h)): "no_flip+full",
    (lambda x, h: padded_patches(x, np.flip(h)).astype(x.dtype)): "no_flip+image_type",
}
