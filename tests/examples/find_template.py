"""Right and wrong answers to the exercise `find_template`, as learners write them."""

import numpy as np
import scipy.ndimage
import scipy.signal


def corner(scores):
    row, column = np.unravel_index(np.argmax(scores), scores.shape)
    return int(row), int(column)


def search_loops(image, template, measure=lambda w, t: np.corrcoef(w.ravel(), t.ravel())[0, 1]):
    rows, columns = template.shape
    best, place = -np.inf, None
    for i in range(image.shape[0] - rows + 1):
        for j in range(image.shape[1] - columns + 1):
            value = measure(image[i : i + rows, j : j + columns].astype(float), template)
            if value > best:
                best, place = value, (i, j)
    return place


def search_in_lists(image, template):
    rows, columns = len(template), len(template[0])
    flat = [float(p) for row in template for p in row]
    middle = sum(flat) / len(flat)
    found = []
    for i in range(len(image) - rows + 1):
        for j in range(len(image[0]) - columns + 1):
            pixels = [float(p) for row in image[i : i + rows] for p in row[j : j + columns]]
            mean = sum(pixels) / len(pixels)
            up = sum((p - mean) * (t - middle) for p, t in zip(pixels, flat, strict=True))
            down = sum((p - mean) ** 2 for p in pixels) ** 0.5
            found.append((up / down, [i, j]))
    return max(found)[1]


def scores(image, template, turn=np.array):
    """Return the normalised cross-correlation by scipy, mode "valid"."""
    image, template = image.astype(float), turn(template - template.mean())
    ones = np.ones(template.shape)
    sums = scipy.signal.correlate2d(image, ones, "valid")
    squares = scipy.signal.correlate2d(image**2, ones, "valid")
    products = scipy.signal.correlate2d(image, template, "valid")
    return products / np.sqrt((squares - sums**2 / template.size) * (template**2).sum())


def bytes_to_float(measure):
    return lambda x, t: search_loops(x, t.astype(float), measure)


RIGHT = [
    search_loops,
    search_in_lists,
    lambda image, template: corner(scores(image, template)),
    lambda image, template: np.array(corner(scores(image, template))),
    lambda image, template: np.argwhere(scores(image, template) == scores(image, template).max())[
        0
    ],
]

WRONG = {
    (lambda x, t: corner(scipy.signal.convolve2d(x * 1.0, t * 1.0, "valid"))): "raw_convolution",
    (lambda x, t: corner(scipy.signal.correlate2d(x * 1.0, t * 1.0, "valid"))): "raw_correlation",
    bytes_to_float(lambda w, t: (w * t).sum() / np.sqrt((w**2).sum() * (t**2).sum())): "no_mean",
    (lambda x, t: corner(scores(x, t, np.flip))): "flipped_template",
    bytes_to_float(lambda w, t: -((w - t) ** 2).sum()): "squared_distance",
    bytes_to_float(lambda w, t: -abs(w - t).mean()): "squared_distance",
    (lambda x, t: corner(-scores(x, t))): "minimum",
    (lambda x, t: np.add(corner(scores(x, t)), np.array(t.shape) // 2)): "centre",
    (lambda x, t: corner(np.pad(scores(x, t), [(k - 1, k - 1) for k in t.shape]))): "full_mode",
    (lambda x, t: corner(scores(x, t))[::-1]): "xy",
    (lambda x, t: np.argmax(scores(x, t))): "flat_index",
    (lambda x, t: search_loops(x, t, lambda w, t: (w * (t - t.mean())).sum())): "not_divided",
    (lambda x, t: scores(x, t).max()): "value",
    scores: "all_values",
    (lambda x, t: corner(-scores(x, t))[::-1]): "minimum+xy",
    (lambda x, t: (corner(scores(x, t))[0], 0)): "column_wrong",
    (lambda x, t: (0, corner(scores(x, t))[1])): "row_wrong",
    (lambda x, t: (0, 0)): "same_for_all",
    (lambda x, t: (t.max() / 1000, 0.5)): "fraction",
    (lambda x, t: [corner(scores(x, t))]): "axes",
}
