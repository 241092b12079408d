"""What examples of several exercises share."""

from functools import partial

import numpy as np
import scipy.ndimage
import scipy.signal
from numpy.lib.stride_tricks import sliding_window_view


def lags(a, v, factor):
    return [
        sum(factor(a[n + k], v[n]) for n in range(len(v)) if 0 <= n + k < len(a))
        for k in range(1 - len(v), len(a))
    ]


def flipped(a, v):
    return np.convolve(a, v)


def same_from_full(a, b):
    return np.convolve(a, b)[(len(b) - 1) // 2 :][: len(a)]


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


def fft(image, kernel):
    size = np.add(image.shape, kernel.shape) - 1
    full = np.fft.irfft2(np.fft.rfft2(image, size) * np.fft.rfft2(kernel, size), size)
    up, left = kernel.shape[0] // 2, kernel.shape[1] // 2
    return full[up : up + image.shape[0], left : left + image.shape[1]]


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


valid = partial(scipy.signal.correlate2d, mode="valid")
