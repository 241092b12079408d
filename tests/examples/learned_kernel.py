"""Right and wrong answers to the exercise `learned_kernel`, as learners write them."""

import numpy as np


def learned_kernel(kernel):
    weights = np.zeros((kernel.shape[0], kernel.shape[1]))
    for i in range(kernel.shape[0]):
        for j in range(kernel.shape[1]):
            weights[i, j] = kernel[kernel.shape[0] - 1 - i, kernel.shape[1] - 1 - j]
    return weights


RIGHT = learned_kernel

WRONG = {
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
