"""Right and wrong answers to the exercise `learned_kernel`, as learners write them."""

import numpy as np

RIGHT = np.flip

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
