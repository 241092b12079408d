"""Right and wrong answers to the exercise `gaussian_kernel`, as learners write them."""

import numpy as np
import scipy.signal


def bell(size, sigma, *, u=None, power=lambda d, s: -d / (2 * s**2), scale=np.sum):
    u = np.arange(size) - size // 2 if u is None else u
    weights = np.exp(power(u[:, None] ** 2 + u**2, sigma))
    return weights / scale(weights)


def one(weights):
    return 1


def outer_sum(size, sigma):
    u = np.arange(size) - size // 2
    line = np.exp(-(u**2) / (2 * sigma**2))
    weights = line[:, None] + line
    return weights / weights.sum()


def peak_between(size, sigma):
    return bell(size, sigma, u=np.array([k - size / 2 for k in range(size)]))


RIGHT = bell

WRONG = {
    (lambda n, s: bell(n, s, scale=one)): "not_normalised",
    (lambda size, sigma: bell(size, sigma, scale=one) / (2 * np.pi * sigma**2)): "analytic_factor",
    (lambda n, s: bell(n, s, power=lambda d, s: -d / s**2)): "two_missing",
    (lambda n, s: bell(n, s, power=lambda d, s: -d / (2 * s))): "sigma_not_squared",
    (lambda n, s: bell(n, s**2)): "variance_squared",
    (lambda n, s: bell(n, s, power=lambda d, s: -d / s)): "both_missing",
    (lambda n, s: bell(n, s, power=lambda d, s: d / (2 * s**2))): "plus_sign",
    (lambda n, s: bell(n, s, power=lambda d, s: -np.sqrt(d) / (2 * s**2))): "radius_not_squared",
    (lambda n, s: bell(n, s, power=lambda d, s: -d / 2 * s**2)): "multiplied",
    (lambda n, s: bell(n, s, power=lambda d, s: -d / (2 * s) ** 2)): "two_squared",
    peak_between: "half_pixel_off",
    (lambda n, s: bell(n, s, u=np.linspace(-0.5, 0.5, n))): "linspace_pm_half",
    (lambda n, s: bell(n, s, u=np.linspace(-1, 1, n))): "linspace_pm_half",
    (lambda n, s: bell(n, s, u=np.arange(-n, n + 1))): "size_is_radius",
    outer_sum: "outer_sum",
    (lambda n, s: bell(n, s / (2 * np.sqrt(2 * np.log(2))))): "fwhm",
    (lambda n, s: np.full((n, n), 1 / n**2)): "box",
    (lambda size, sigma: bell(size, sigma, u=np.arange(-size // 2, size // 2))): "off_centre",
    (lambda n, s: bell(n, s, u=np.arange(-(n // 2), n // 2))): "last_missing",
    (lambda n, s: bell(n, 1)): "sigma_ignored",
    (lambda n, s: scipy.signal.windows.gaussian(n, s)): "not_normalised+one_row",
    (
        lambda n, s: bell(n, s, power=lambda d, s: -d / s**2, scale=one)
    ): "not_normalised+two_missing",
}
