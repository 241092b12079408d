"""Check how many outputs a layer has."""

import math

from helpers.check.ways import at

OWN = {
    "stages": {
        "around": lambda padding: 2 * padding,  # how many places the padding adds
        "span": lambda k, dilation: dilation * (k - 1) + 1,  # how many the kernel covers
        "counted": lambda room, stride: room // stride + 1,  # positions in the room left to move
    },
    "model": lambda n, k, s, p, d, stages: stages["counted"](
        n + stages["around"](p) - stages["span"](k, d), s
    ),
    "mistakes": {
        "plus_one_missing": at("counted", lambda r, s: r // s),
        "rounded_up": at("counted", lambda r, s: math.ceil(r / s) + 1),
        "fraction": at("counted", lambda r, s: r / s + 1),
        "padding_once": at("around", lambda p: p),
        "padding_ignored": at("around", lambda p: 0),
        "dilation_ignored": at("span", lambda k, d: k),
        "kernel_ignored": at("span", lambda k, d: 0, lambda k, d: 1),
        "plus_one_inside": at("counted", lambda r, s: (r + 1) // s, lambda r, s: (r + 1) / s),
        "same": at("whole", lambda n, k, s, p, d: n),
        "tf_same": at("whole", lambda n, k, s, p, d: math.ceil(n / s)),
        "pooled_plus_one": at(
            "whole",
            lambda n, k, s, p, d: (n + 2 * p) // s - (d * (k - 1) + 1) + 1,
            lambda n, k, s, p, d: n // s + 2 * p - (d * (k - 1) + 1) + 1,
            lambda n, k, s, p, d: n // s + 1,
        ),
        "stride_ignored": at("counted", lambda r, s: r + 1),
        "rounded": at(
            "counted", lambda r, s: round(r / s) + 1, lambda r, s: math.floor(r / s + 0.5) + 1
        ),
        "dilation_times_k": at("span", lambda k, d: d * k),
        "span_one_short": at("span", lambda k, d: d * (k - 1)),
        "tf_valid": at("whole", lambda n, k, s, p, d: math.ceil((n - k + 1) / s)),
        "transposed": at("whole", lambda n, k, s, p, d: (n - 1) * s - 2 * p + d * (k - 1) + 1),
    },
}
