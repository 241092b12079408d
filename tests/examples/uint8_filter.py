"""Right and wrong answers to the exercise `uint8_filter`, as learners write them."""

import numpy as np
from examples.common import padded_patches, patches


def in_eight_bits(mode="constant", turn=np.array):
    def act(image, weights):
        y = padded_patches(image, weights, mode, turn)
        return np.clip(np.round(y), 0, 255).astype(np.uint8)

    return act


RIGHT = in_eight_bits()

WRONG = {
    (lambda x, h: patches(x, h).astype(int).astype(np.uint8)): "wrapped",
    (lambda x, h: np.clip(patches(x, h), 0, 255).astype(np.uint8)): "truncated",
    (lambda x, h: np.clip(patches(x, h), 0, 255)): "float_clipped",
    (lambda x, h: np.clip(np.round(patches(x, h)), 0, 255)): "other_type",
    (lambda x, h: np.clip(np.round(abs(patches(x, h))), 0, 255).astype(np.uint8)): "absolute",
    in_eight_bits(turn=lambda h: h.astype(int)): "kernel_as_int",
    (lambda x, h: np.clip(patches(x, h), 0, 1)): "zero_one_range",
    (lambda x, h: np.round(patches(x, h))): "not_clipped",
    in_eight_bits(turn=np.flip): "flipped",
    in_eight_bits("reflect", np.array): "reflect_pad",
    in_eight_bits("symmetric", np.array): "symmetric_pad",
    in_eight_bits("edge", np.flip): "flipped+edge_pad",
    (lambda x, h: np.clip(patches(x, np.flip(h)), 0, 255).astype(np.uint8)): "truncated+flipped",
}
