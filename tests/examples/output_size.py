"""Right and wrong answers to the exercise `output_size`, as learners write them."""

import math


def output_size(n, k, stride, padding, dilation):
    return (n + 2 * padding - dilation * (k - 1) - 1) // stride + 1


RIGHT = output_size

WRONG = {
    (lambda n, k, s, p, d: (n + 2 * p - d * (k - 1) - 1) // s): "plus_one_missing",
    (lambda n, k, s, p, d: math.ceil((n + 2 * p - d * (k - 1) - 1) / s) + 1): "rounded_up",
    (lambda n, k, s, p, d: (n + 2 * p - d * (k - 1) - 1) / s + 1): "fraction",
    (lambda n, k, s, p, d: (n + p - d * (k - 1) - 1) // s + 1): "padding_once",
    (lambda n, k, s, p, d: (n - d * (k - 1) - 1) // s + 1): "padding_ignored",
    (lambda n, k, s, p, d: (n + 2 * p - k) // s + 1): "dilation_ignored",
    (lambda n, k, s, p, d: (n + 2 * p) // s + 1): "kernel_ignored",
    (lambda n, k, s, p, d: (n + 2 * p - d * (k - 1)) // s): "plus_one_inside",
    (lambda n, k, s, p, d: n): "same",
    (lambda n, k, s, p, d: -(-n // s)): "tf_same",
    (lambda n, k, s, p, d: n // s + 1): "pooled_plus_one",
    (lambda n, k, s, p, d: n + 2 * p - d * (k - 1)): "stride_ignored",
    (lambda n, k, s, p, d: round((n + 2 * p - d * (k - 1) - 1) / s) + 1): "rounded",
    (lambda n, k, s, p, d: (n + 2 * p - d * k) // s + 1): "dilation_times_k",
    (lambda n, k, s, p, d: (n + 2 * p - d * (k - 1)) // s + 1): "span_one_short",
    (lambda n, k, s, p, d: (n - k) // s + 1): "tf_valid",
    (lambda n, k, s, p, d: (n + 2 * p - k) // s): "too_small",
    (lambda n, k, s, p, d: 7): "same_for_all",
    (lambda n, k, s, p, d: n * k + 1): "too_large",
    (lambda n, k, s, p, d: n + 1j): "complex",
    (lambda n, k, s, p, d: (n, k)): "axes",
    (lambda n, k, s, p, d: math.nan): "not_finite",
}
