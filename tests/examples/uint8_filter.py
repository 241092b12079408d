"""Right and wrong answers to the exercise `uint8_filter`, as learners write them."""

import numpy as np
import scipy.ndimage
import scipy.signal
from examples.common import correlation_loops, padded_patches, patches


def in_eight_bits(mode="constant", turn=np.array, kernel=lambda h: h):
    def act(image, weights):
        y = padded_patches(image.astype(float), kernel(weights), mode, turn)
        return np.clip(np.round(y), 0, 255).astype(np.uint8)

    return act


RIGHT = [
    lambda x, h: np.clip(np.round(patches(x, h)), 0, 255).astype(np.uint8),
    lambda x, h: np.round(np.clip(patches(x, h), 0, 255)).astype("uint8"),
    lambda x, h: (np.clip(correlation_loops(x, h), 0, 255) + 0.5).astype(np.uint8),
    lambda x, h: np.rint(patches(x, h)).clip(0, 255).astype(np.uint8),
    lambda x, h: np.array(
        [[min(max(round(v), 0), 255) for v in row] for row in correlation_loops(x, h)],
        np.uint8,
    ),
    lambda x, h: np.clip(
        np.rint(scipy.ndimage.correlate(x.astype(np.float32), h, mode="constant")), 0, 255
    ).astype(np.uint8),
]

WRONG = {
    (lambda x, h: patches(x, h).astype(int).astype(np.uint8)): "wrapped",
    (lambda x, h: np.round(patches(x, h)).astype(int).astype(np.uint8)): "wrapped",
    (lambda x, h: np.clip(patches(x, h), 0, 255).astype(np.uint8)): "truncated",
    (lambda x, h: np.clip(correlation_loops(x, h), 0, 255).astype(np.uint8)): "truncated",
    (lambda x, h: np.clip(patches(x, h), 0, 255)): "float_clipped",
    (lambda x, h: np.clip(np.round(patches(x, h)), 0, 255)): "other_type",
    (lambda x, h: np.clip(np.round(patches(x, h)), 0, 255).astype(int).tolist()): "other_type",
    (lambda x, h: np.clip(np.round(abs(patches(x, h))), 0, 255).astype(np.uint8)): "absolute",
    in_eight_bits(kernel=lambda h: h.astype(int)): "kernel_as_int",
    (lambda x, h: np.clip(patches(x, h), 0, 1)): "zero_one_range",
    (lambda x, h: np.clip(patches(x, h), 0, 1).astype(np.uint8)): "zero_one_range",
    (lambda x, h: np.round(patches(x, h))): "not_clipped",
    (lambda x, h: patches(x, h)): "not_clipped",
    in_eight_bits(turn=np.flip): "flipped",
    in_eight_bits("reflect"): "reflect_pad",
    in_eight_bits("symmetric"): "symmetric_pad",
    in_eight_bits("edge", np.flip): "flipped+edge_pad",
    (lambda x, h: np.clip(patches(x, np.flip(h)), 0, 255).astype(np.uint8)): "truncated+flipped",
}
