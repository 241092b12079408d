"""Right and wrong answers to the exercise `convolve2d`, as learners write them."""

import numpy as np
import scipy.ndimage
import scipy.signal
from examples.common import fft, loops, padded_patches, windows
from numpy.lib.stride_tricks import sliding_window_view


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


def float32(image, kernel):
    return padded_patches(image.astype(np.float32), kernel.astype(np.float32)).astype(np.float32)


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


def circular_by_fft(image, kernel):
    size = image.shape
    return np.fft.irfft2(np.fft.rfft2(image) * np.fft.rfft2(kernel, size), size)


RIGHT = [
    loops,
    pure_python,
    padded_patches,
    windows,
    shifted_slices,
    stamps,
    fft,
    lambda image, kernel: scipy.ndimage.convolve(image.astype(float), kernel, mode="constant"),
    float32,
    lambda image, kernel: scipy.signal.convolve2d(image, kernel, "same"),
    lambda image, kernel: scipy.signal.fftconvolve(image, kernel, mode="same"),
    lambda image, kernel: scipy.signal.correlate2d(image, np.rot90(kernel, 2), "same"),
]

WRONG = {
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
    (lambda image, kernel: padded_patches(image, kernel, "reflect", np.array)): "no_flip_reflect",
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
    (lambda image, kernel: windows(image, kernel).astype(int).astype(np.uint8)): "uint8_wrap",
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
