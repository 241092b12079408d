"""What examples of several exercises share."""

from functools import partial

import numpy as np
import scipy.signal
from numpy.lib.stride_tricks import sliding_window_view


def same_from_full(a, b):
    return np.convolve(a, b)[(len(b) - 1) // 2 :][: len(a)]


def convolve2d(image, kernel):
    output = np.zeros((image.shape[0], image.shape[1]))
    padded = np.pad(image, [(kernel.shape[0] // 2,), (kernel.shape[1] // 2,)])
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            for u in range(kernel.shape[0]):
                for v in range(kernel.shape[1]):
                    output[i, j] += padded[i + u, j + v] * kernel[::-1, ::-1][u, v]
    return output


def correlate2d(image, kernel):
    output = np.zeros((image.shape[0], image.shape[1]))
    padded = np.pad(image, [(kernel.shape[0] // 2,), (kernel.shape[1] // 2,)])
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            for u in range(kernel.shape[0]):
                for v in range(kernel.shape[1]):
                    output[i, j] += padded[i + u, j + v] * kernel[u, v]
    return output


def padded_patches(image, kernel, mode="constant", turn=np.flip):
    weights = turn(kernel)
    padded = np.pad(image.astype(float), [(k // 2, k // 2) for k in weights.shape], mode=mode)
    return np.einsum("ijuv,uv", sliding_window_view(padded, weights.shape), weights)


patches = partial(padded_patches, turn=np.array)


def gradient_w(x, w, g):
    dw = np.zeros((w.shape[0], w.shape[1]))
    for u in range(w.shape[0]):
        for v in range(w.shape[1]):
            for i in range(g.shape[0]):
                for j in range(g.shape[1]):
                    dw[u, v] += x[i + u, j + v] * g[i, j]
    return dw


def gradient_x(x, w, g):
    dx = np.zeros((x.shape[0], x.shape[1]))
    for u in range(w.shape[0]):
        for v in range(w.shape[1]):
            for i in range(g.shape[0]):
                for j in range(g.shape[1]):
                    dx[i + u, j + v] += w[u, v] * g[i, j]
    return dx


valid = partial(scipy.signal.correlate2d, mode="valid")
