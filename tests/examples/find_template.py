"""Right and wrong answers to the exercise `find_template`, as learners write them."""

import numpy as np
import scipy.signal
from numpy.lib.stride_tricks import sliding_window_view


def corner(scores):
    row, column = np.unravel_index(np.argmax(scores), scores.shape)
    return int(row), int(column)


def scores(image, template, turn=np.array):
    """Return the normalised cross-correlation by scipy, mode "valid"."""
    image, template = image.astype(float), turn(template - template.mean())
    ones = np.ones(template.shape)
    sums = scipy.signal.correlate2d(image, ones, "valid")
    squares = scipy.signal.correlate2d(image**2, ones, "valid")
    products = scipy.signal.correlate2d(image, template, "valid")
    return products / np.sqrt((squares - sums**2 / template.size) * (template**2).sum())


def find_template(image, template):
    return corner(scores(image, template))


def by(measure):
    def search(image, template):
        windows = sliding_window_view(image.astype(float), template.shape)
        return corner(measure(windows, template.astype(float)))

    return search


RIGHT = find_template

WRONG = {
    (lambda x, t: corner(scipy.signal.convolve2d(x * 1.0, t * 1.0, "valid"))): "raw_convolution",
    (lambda x, t: corner(scipy.signal.correlate2d(x * 1.0, t * 1.0, "valid"))): "raw_correlation",
    by(lambda w, t: (w * t).sum((2, 3)) / np.sqrt((w**2).sum((2, 3)))): "no_mean",
    (lambda x, t: corner(scores(x, t, np.flip))): "flipped_template",
    by(lambda w, t: -((w - t) ** 2).sum((2, 3))): "squared_distance",
    by(lambda w, t: ((w - t) ** 2).sum((2, 3))): "largest_difference",
    by(lambda w, t: -(w * t).sum((2, 3))): "minimum+raw_correlation",
    (lambda x, t: corner(-scores(x, t))): "minimum",
    (lambda x, t: np.add(corner(scores(x, t)), np.array(t.shape) // 2)): "centre",
    (lambda x, t: corner(np.pad(scores(x, t), [(k - 1, k - 1) for k in t.shape]))): "full_mode",
    (lambda x, t: corner(scores(x, t))[::-1]): "xy",
    (lambda x, t: np.argmax(scores(x, t))): "flat_index",
    by(lambda w, t: (w * (t - t.mean())).sum((2, 3))): "not_divided",
    (lambda x, t: scores(x, t).max()): "value",
    scores: "all_values",
    (lambda x, t: corner(-scores(x, t))[::-1]): "minimum+xy",
    (lambda x, t: (corner(scores(x, t))[0], 0)): "column_wrong",
    (lambda x, t: (0, corner(scores(x, t))[1])): "row_wrong",
    (lambda x, t: (0, 0)): "same_for_all",
    (lambda x, t: np.array(x.shape) - 1): "outside",
    (lambda x, t: (t.max() / 1000, 0.5)): "fraction",
    (lambda x, t: [corner(scores(x, t))]): "axes",
}

NAMELESS = {  # measures that are none of the known mistakes
    "the brightest window": by(lambda w, t: w.mean((2, 3))),
    "the darkest window": by(lambda w, t: -w.mean((2, 3))),
    "the window of most contrast": by(lambda w, t: w.std((2, 3))),
    "the flattest window": by(lambda w, t: -w.std((2, 3))),
    "the largest |r|": lambda x, t: corner(abs(scores(x, t))),
    "the smallest |r|": lambda x, t: corner(-abs(scores(x, t))),
    "the brightest middle": by(lambda w, t: w[:, :, w.shape[2] // 2, w.shape[3] // 2]),
    "the brightest corner": by(lambda w, t: w[:, :, 0, 0]),
    "always the middle": lambda x, t: (x.shape[0] // 2, x.shape[1] // 2),
}
