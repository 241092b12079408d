"""Right and wrong answers to the exercise `separable`, as learners write them."""

import numpy as np
import scipy.ndimage
import scipy.signal
from examples.common import padded_patches, patches, same_from_full


def separable(image, column, row):
    return pass_along(pass_down(image, column), row)


def pass_down(image, kernel, flip=1):
    return np.array([same_from_full(line, kernel[::flip]) for line in image.T]).T


def pass_along(image, kernel, flip=1):
    return np.array([same_from_full(line, kernel[::flip]) for line in image])


def flattened(image, col, row):
    return same_from_full(pass_down(image, col).ravel(), row).reshape(image.shape)


def between_in_the_images_type(image, col, row):
    between = np.zeros_like(image)
    between[:] = pass_down(image, col)
    return pass_along(between, row)


def never_transposed_back(image, col, row):
    down = [same_from_full(line, col) for line in image.T]
    return np.transpose([same_from_full(line, row) for line in np.transpose(down)])


RIGHT = separable

WRONG = {
    (lambda x, c, r: pass_along(x, r)): "rows_only",
    (lambda x, c, r: pass_down(x, c)): "columns_only",
    (lambda x, c, r: pass_along(pass_down(x, r), c)): "axes_swapped",
    (lambda x, c, r: pass_down(x, c) + pass_along(x, r)): "added",
    (lambda x, c, r: pass_along(pass_down(x, c, -1), r, -1)): "no_flip",
    (lambda x, c, r: padded_patches(x, c[:, None] + r)): "outer_sum",
    (lambda x, c, r: pass_along(pass_down(x, c), c)): "same_kernel_twice",
    (lambda x, c, r: pass_along(pass_down(x, r), r)): "row_kernel_twice",
    (lambda x, c, r: pass_along(pass_down(x, c, -1), r)): "column_not_flipped",
    (lambda x, c, r: pass_along(pass_down(x, c), r, -1)): "row_not_flipped",
    flattened: "one_long_row",
    between_in_the_images_type: "cut_between",
    never_transposed_back: "output_transposed",
    (lambda x, c, r: scipy.signal.convolve2d(x, np.outer(c, r))): "full",
    (lambda x, c, r: scipy.ndimage.convolve(x.astype(float), np.outer(c, r))): "symmetric_pad",
    (lambda x, c, r: patches(x, np.outer(c, r), "edge")): "no_flip+edge_pad",
}
