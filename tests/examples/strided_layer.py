"""Right and wrong answers to the exercise `strided_layer`, as learners write them."""

import numpy as np
import scipy.signal
from examples.common import valid


def strided_layer(x, w, stride):
    return valid(x, w)[::stride, ::stride]


def pooled(x, w, stride):
    y = scipy.signal.correlate2d(x, w, "valid")
    rows, columns = (n // stride for n in y.shape)
    return [
        [
            y[i * stride : (i + 1) * stride, j * stride : (j + 1) * stride].mean()
            for j in range(columns)
        ]
        for i in range(rows)
    ]


RIGHT = strided_layer

WRONG = {
    (lambda x, w, stride: valid(x, w)): "stride_ignored",
    (lambda x, w, stride: valid(x, w)[::stride]): "stride_rows_only",
    (lambda x, w, stride: valid(x, w)[:, ::stride]): "stride_columns_only",
    (lambda x, w, stride: valid(x[::stride, ::stride], w)): "subsampled_first",
    (lambda x, w, stride: valid(x, w)[1::stride, 1::stride]): "starts_late",
    (lambda x, w, stride: valid(x, w)[:: len(w), :: len(w[0])]): "non_overlapping",
    (lambda x, w, s: scipy.signal.correlate2d(x, w, "same")[::s, ::s]): "same_then_stride",
    pooled: "mean_pooled",
    (lambda x, w, stride: valid(x, np.flip(w))[::stride, ::stride]): "flipped",
    (lambda x, w, stride: valid(x, w)[::2, ::2]): "always_two",
    (lambda x, w, stride: strided_layer(x, w, stride)[:-1, :-1]): "last_missing",
    (lambda x, w, stride: valid(x, np.flip(w))): "stride_ignored+flipped",
    (lambda x, w, stride: strided_layer(x, w, stride) ** 2): "unknown",
}
