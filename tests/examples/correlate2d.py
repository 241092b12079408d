"""Right and wrong answers to the exercise `correlate2d`, as learners write them."""

import numpy as np
import scipy.ndimage
import scipy.signal
from examples.common import padded_patches, patches


def like_opencv_on_bytes(image, kernel):
    output = patches(image, kernel, "reflect")
    return np.clip(np.round(output), 0, 255) if image.dtype == np.uint8 else output


def circular_by_fft(image, kernel, turn=np.array):
    spectrum = turn(np.fft.fft2(kernel, image.shape))
    return np.fft.ifft2(np.fft.fft2(image) * spectrum).real


RIGHT = patches

WRONG = {
    (lambda x, h: padded_patches(x, h)): "flipped",
    (lambda x, h: patches(x, h[::-1])): "flip_rows_only",
    (lambda x, h: patches(x, h[:, ::-1])): "flip_cols_only",
    (lambda x, h: scipy.signal.correlate2d(x, h.T, "same")): "transposed",
    (lambda x, h: scipy.signal.convolve2d(x, h.T, "same")): "anti_transposed",
    (lambda x, h: patches(x, np.rot90(h, -1))): "rot270",
    scipy.signal.correlate2d: "full",
    (lambda x, h: scipy.signal.correlate2d(x, h, "valid")): "valid",
    (lambda x, h: np.roll(patches(x, h), 1, 0)): "shift_down",
    (lambda x, h: np.roll(patches(x, h), -1, 0)): "shift_up",
    (lambda x, h: patches(x, h, "edge")): "edge_pad",
    (lambda x, h: patches(x, h, "reflect")): "reflect_pad",
    like_opencv_on_bytes: "reflect_pad+clipped",
    (lambda x, h: scipy.ndimage.correlate(x.astype(float), h)): "symmetric_pad",
    (lambda x, h: scipy.ndimage.correlate(x.astype(float), h, mode="wrap")): "circular",
    circular_by_fft: "flipped_circular",
    (lambda x, h: scipy.ndimage.convolve(x.astype(float), h)): "flipped_symmetric",
    (lambda x, h: patches(x, h) / h.sum()): "sum_normalised",
    (lambda x, h: patches(x, h) / h.size): "count_normalised",
    (lambda x, h: patches(x, h).cumsum(1)): "reset_per_row",
    (lambda x, h: abs(patches(x, h))): "absolute",
    (lambda x, h: np.maximum(patches(x, h), 0)): "clipped",
    (lambda x, h: patches(x, h).astype(int)): "truncated",
    (lambda x, h: patches(x, h).astype(int).astype(np.uint8)): "uint8_wrap",
    (lambda x, h: scipy.ndimage.correlate(x, h, mode="constant")): "image_type",
    (lambda x, h: np.flip(patches(x, h))): "output_turned",
}
