"""The exercise about the Gaussian kernel."""

import numpy as np

from helpers.check.ways import at, every


def _sampled(size, sigma, stages):
    """Sample a Gaussian, stage by stage."""

    def weight(u, v):
        return np.exp(stages["power"](stages["distance"](u, v), sigma))

    weights = stages["combine"](weight, stages["places"](size, sigma))
    return stages["finish"](stages["scale"](weights, sigma))


OWN = {
    "stages": {
        "places": lambda size, sigma: np.arange(size) - size // 2,  # of the samples, along one axis
        "distance": lambda u, v: u**2 + v**2,  # how two coordinates become one squared distance
        "power": lambda square, sigma: -square / (2 * sigma**2),  # how that becomes an exponent
        "combine": lambda weight, u: weight(u[:, None], u),  # how the weights of a table come about
        "scale": lambda w, sigma: w / w.sum(),  # by what they are divided in the end
        "finish": every,  # what then happens to the weights
    },
    "model": _sampled,
    "seen": lambda at, size, sigma: {"u": at[0] - size // 2, "v": at[1] - size // 2},
    "mistakes": {
        "not_normalised": at("scale", lambda w, s: w, lambda w, s: w / w.max()),
        "analytic_factor": at(
            "scale",
            lambda w, s: w / (2 * np.pi * s**2),
            lambda w, s: w / (np.sqrt(2 * np.pi) * s),
            lambda w, s: w / np.sqrt(2 * np.pi * s),
            lambda w, s: w / (2 * np.pi * s),
        ),
        "two_missing": at("power", lambda d, s: -d / s**2),
        "sigma_not_squared": at("power", lambda d, s: -d / (2 * s)),
        "variance_squared": at("power", lambda d, s: -d / (2 * s**4)),
        "both_missing": at("power", lambda d, s: -d / s),
        "plus_sign": at("power", lambda d, s: d / (2 * s**2)),
        "radius_not_squared": at("distance", lambda u, v: np.hypot(u, v)),
        "half_pixel_off": at(
            "places", lambda n, s: np.arange(n) - n / 2, lambda n, s: np.arange(n) + 1 - n / 2
        ),
        "linspace_pm_half": at(
            "places",
            *(lambda n, s, k=k: np.linspace(-k, k, n) for k in (0.5, 1, 3)),
            *(lambda n, s, k=k: np.linspace(-k, k, n) * s for k in (1, 3)),
            *(lambda n, s, k=k: np.linspace(-k, k, n) * n for k in (0.5, 1)),
        ),
        "size_is_radius": at("places", lambda n, s: np.arange(-n, n + 1)),
        "outer_sum": at("combine", lambda weight, u: weight(u[:, None], 0) + weight(0, u)),
        "fwhm": at("power", lambda d, s: -d * 4 * np.log(2) / s**2),
        "box": at("whole", lambda n, s: np.full((n, n), 1 / n**2), lambda n, s: np.ones((n, n))),
        "two_squared": at("power", lambda d, s: -d / (2 * s) ** 2),
        "multiplied": at("power", lambda d, s: -d / 2 * s**2, lambda d, s: -d / 2 * s),
        "sigma_ignored": at("power", lambda d, s: -d / 2, lambda d, s: -d),
        "coordinates_not_squared": at("distance", lambda u, v: np.abs(u) + np.abs(v)),
        "sum_squared": at(
            "distance", lambda u, v: (u + v) ** 2, lambda u, v: (np.abs(u) + np.abs(v)) ** 2
        ),
        "one_coordinate": at("distance", lambda u, v: u**2 + 0 * v, lambda u, v: 0 * u + v**2),
        "off_centre": at(
            "places",
            lambda n, s: np.arange(n),
            lambda n, s: np.arange(1, n + 1),
            lambda n, s: np.arange(n) - (n // 2 + 1),
            lambda n, s: np.arange(n) - (n // 2 - 1),
        ),
        "last_missing": at("places", lambda n, s: np.arange(-(n // 2), n // 2)),
        "one_row": at("combine", lambda w, u: w(u, 0), lambda w, u: w(u[:, None], 0)),
        "divided_by_count": at("scale", lambda w, s: w / w.size, lambda w, s: w / len(w)),
        "divided_by_length": at("scale", lambda w, s: w / np.sqrt((w**2).sum())),
        "each_row_sums_to_one": at(
            "scale", lambda w, s: w / w.sum(-1, keepdims=True), lambda w, s: w / w.sum(0)
        ),
        "rounded": at("finish", *(lambda w, k=k: np.round(w, k) for k in (1, 2, 3, 4))),
        "whole_weights": at("finish", np.round)
        + at("combine", lambda weight, u: np.trunc(weight(u[:, None], u))),
    },
}
