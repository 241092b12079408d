"""Check a layer with a stride."""

from functools import partial

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers.check.ways import PADDED, VALID, at, cut, pipeline
from helpers.operations import correlate


def _grouped(combine, y, shape, stride):
    """Combine the outputs in squares of stride by stride."""
    rows, columns = (n // stride for n in y.shape)
    y = y[: rows * stride, : columns * stride].reshape(rows, stride, columns, stride)
    return combine(y, (1, 3))


def _with_gaps(y, shape, stride):
    """Leave the outputs where they are, with zeros between them."""
    return np.where((np.indices(y.shape) % stride).any(0), 0, y)


OWN = {
    # "step": which of the outputs are kept
    "stages": VALID | {"step": lambda y, shape, s: y[::s, ::s]},
    "model": lambda x, w, s, stages: stages["step"](pipeline(x, w, stages), w.shape, s),
    "seen": lambda at, x, w, s: {"window": sliding_window_view(x, w.shape)[::s, ::s][at]},
    "mistakes": {
        "stride_ignored": at("step", lambda y, shape, s: y),
        "stride_rows_only": at("step", lambda y, shape, s: y[::s]),
        "subsampled_first": at("whole", lambda x, w, s: correlate(x[::s, ::s], w, "valid")),
        "starts_late": at(
            "step",
            lambda y, shape, s: y[s - 1 :: s, s - 1 :: s],
            lambda y, shape, s: y[1::s, 1::s],
            lambda y, shape, s: y[s::s, s::s],
        ),
        "non_overlapping": at("step", lambda y, shape, s: y[:: shape[0], :: shape[1]]),
        "same_then_stride": PADDED,
        "mean_pooled": at("step", partial(_grouped, np.mean)),
        "stride_not_multiplied": at(
            "step", lambda y, shape, s: y[: -(-len(y) // s), : -(-len(y[0]) // s)]
        ),
        "stride_columns_only": at("step", lambda y, shape, s: y[:, ::s]),
        "max_pooled": at("step", partial(_grouped, np.max)),
        "always_two": at("step", lambda y, shape, s: y[::2, ::2]),
        "gaps": at(
            "step",
            _with_gaps,
            lambda y, shape, s: cut(_with_gaps(y, shape, s), 0, np.add(y.shape, shape) - 1),
        ),
        "last_missing": at("step", lambda y, shape, s: y[::s, ::s][:-1, :-1]),
    },
}
