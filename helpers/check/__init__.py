"""Checks that say what went wrong, and ask the question that leads on.

``check.convolve(my_convolve)`` examines a function, ``check.number(6, "length")`` a typed number.
Each failure in a row gets more help: first what was done and why it differs, then a smaller
case, then a worked one. What was answered is kept by `helpers.record`.
"""

from dataclasses import replace

import numpy as np

from helpers import record
from helpers.check.channels import CHANNELS_LAYER
from helpers.check.correlation_2d import CORRELATE_2D
from helpers.check.diagnosis import examine, name_of
from helpers.check.eight_bits import UINT8_FILTER
from helpers.check.gaussian import GAUSSIAN_KERNEL
from helpers.check.gradients import GRADIENT_W, GRADIENT_X, LEARNED_KERNEL
from helpers.check.one_dimensional import CONVOLVE, CORRELATE
from helpers.check.questions import explain_value
from helpers.check.registry import IMAGE_2X2, KERNEL_2X2, answer
from helpers.check.same_size import CONVOLVE_SAME
from helpers.check.searches import FIND_TEMPLATE
from helpers.check.sizes import OUTPUT_SIZE
from helpers.check.strides import STRIDED_LAYER
from helpers.check.two_dimensional import CONVOLVE_2D, MOVING_AVERAGE
from helpers.check.two_passes import SEPARABLE
from helpers.check.verdict import Verdict, Verdicts

PLAIN = (int, float, str, np.generic)  # answers that are kept as they are
__all__ = [
    "IMAGE_2X2",
    "KERNEL_2X2",
    "Verdict",
    "Verdicts",
    "channels_layer",
    "convolve",
    "convolve2d",
    "convolve_same",
    "correlate",
    "correlate2d",
    "explain_value",
    "find_template",
    "gaussian_kernel",
    "gradient_w",
    "gradient_x",
    "learned_kernel",
    "moving_average",
    "number",
    "numbers",
    "output_size",
    "separable",
    "strided_layer",
    "uint8_filter",
]


def convolve(my_convolve, *, keep=True):
    """Check a function that computes the full convolution of two one-dimensional arrays.

    Parameters
    ----------
    my_convolve : callable
        Takes two arrays, returns their convolution; it runs on copies, for 3 s at most.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> convolve(lambda a, b: a * b[0], keep=False).correct
    False
    """
    return _examined(CONVOLVE, my_convolve, keep)


def correlate(my_correlate, *, keep=True):
    """Check a function that computes the full cross-correlation of two one-dimensional arrays.

    Parameters
    ----------
    my_correlate : callable
        Takes two arrays, returns c[k] = Σ_n a[n + k] conj(v[n]) for k = −(M − 1) … N − 1; it runs
        on copies, for 3 s at most.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> correlate(np.correlate, keep=False).mistake
    'valid'
    """
    return _examined(CORRELATE, my_correlate, keep)


def convolve_same(my_convolve_same, *, keep=True):
    """Check a function that computes a one-dimensional convolution as long as its input.

    Parameters
    ----------
    my_convolve_same : callable
        Takes two arrays a and b, returns as many outputs as a has, with zeros outside: the full
        convolution from (M − 1) // 2 on.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> convolve_same(lambda a, b: np.convolve(a, b)[: len(a)], keep=False).mistake
    'causal'
    """
    return _examined(CONVOLVE_SAME, my_convolve_same, keep)


def convolve2d(my_filter, *, keep=True):
    """Check a function that convolves an image with a kernel.

    Parameters
    ----------
    my_filter : callable
        Takes image and kernel, whose rows and columns are odd in number; returns the convolution
        with zeros outside, as large as the image.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> convolve2d(lambda image, kernel: image * kernel.sum(), keep=False).correct
    False
    """
    return _examined(CONVOLVE_2D, my_filter, keep)


def correlate2d(my_correlate2d, *, keep=True):
    """Check a function that cross-correlates an image with a kernel.

    Parameters
    ----------
    my_correlate2d : callable
        Takes image and kernel, whose rows and columns are odd in number; returns the
        cross-correlation with zeros outside, as large as the image.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> from helpers.operations import convolve
    >>> correlate2d(lambda image, kernel: convolve(image, kernel, "same"), keep=False).mistake
    'flipped'
    """
    return _examined(CORRELATE_2D, my_correlate2d, keep)


def moving_average(my_moving_average, *, keep=True):
    """Check a function that averages the 3×3 pixels around each pixel.

    Parameters
    ----------
    my_moving_average : callable
        Takes an image, returns averages as large as the image: zeros outside, always divided by
        9, with decimals.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> moving_average(lambda image: image / 9, keep=False).correct
    False
    """
    return _examined(MOVING_AVERAGE, my_moving_average, keep)


def gaussian_kernel(my_gaussian_kernel, *, keep=True):
    """Check a function that samples a Gaussian.

    Parameters
    ----------
    my_gaussian_kernel : callable
        Takes size, an odd number, and sigma; returns size×size samples of
        exp(−(u² + v²) / (2 σ²)), centred, divided by their sum.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> gaussian_kernel(lambda size, sigma: np.ones((size, size)) / size**2, keep=False).mistake
    'box'
    """
    return _examined(GAUSSIAN_KERNEL, my_gaussian_kernel, keep)


def separable(my_separable, *, keep=True):
    """Check a function that filters the columns and then the rows of an image.

    Parameters
    ----------
    my_separable : callable
        Takes an image and two kernels of odd lengths, column and row; returns the convolution with
        outer(column, row), with zeros outside, as large as the image.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> separable(lambda image, column, row: image, keep=False).correct
    False
    """
    return _examined(SEPARABLE, my_separable, keep)


def output_size(my_output_size, *, keep=True):
    """Check a function that counts the outputs of a layer along one axis.

    Parameters
    ----------
    my_output_size : callable
        Takes n, k, stride, padding and dilation, whole numbers in this order: inputs, weights,
        and how the layer steps, pads and spreads; returns a whole number.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> output_size(lambda n, k, stride, padding, dilation: n, keep=False).mistake
    'same'
    """
    return _examined(OUTPUT_SIZE, my_output_size, keep)


def find_template(my_find_template, *, keep=True):
    """Check a function that finds a small picture in a large one.

    Parameters
    ----------
    my_find_template : callable
        Takes image and template; returns row and column of the top left corner of the window
        with the largest normalised cross-correlation, means removed.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> find_template(lambda image, template: (0, 0), keep=False).correct
    False
    """
    return _examined(FIND_TEMPLATE, my_find_template, keep)


def strided_layer(my_conv_layer, *, keep=True):
    """Check a function that does what frameworks call a convolution, with a stride.

    Parameters
    ----------
    my_conv_layer : callable
        Takes x and w of two dimensions and stride, a whole number; returns the valid
        cross-correlation at positions that lie a stride apart, the first one in the corner.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> from helpers.operations import correlate
    >>> strided_layer(lambda x, w, stride: correlate(x, w, "valid"), keep=False).mistake
    'stride_ignored'
    """
    return _examined(STRIDED_LAYER, my_conv_layer, keep)


def uint8_filter(my_filter_uint8, *, keep=True):
    """Check a function that filters an image of 8-bit numbers and returns one.

    Parameters
    ----------
    my_filter_uint8 : callable
        Takes image and kernel, whose rows and columns are odd in number; returns the
        cross-correlation with zeros outside, as large as the image, computed with decimals, then
        rounded, clipped to 0 to 255 and of type uint8.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> from helpers.operations import correlate
    >>> def my_filter_uint8(image, kernel):
    ...     return np.round(correlate(image, kernel, "same")).astype(int).astype(np.uint8)
    >>> uint8_filter(my_filter_uint8, keep=False).mistake
    'wrapped'
    """
    return _examined(UINT8_FILTER, my_filter_uint8, keep)


def channels_layer(my_channels_layer, *, keep=True):
    """Check a function that computes a layer with channels.

    Parameters
    ----------
    my_channels_layer : callable
        Takes x, w and b of the shapes (C, H, W), (O, C, k, k) and (O,); returns O channels, each
        the sum of the valid cross-correlations over all input channels, plus its bias.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> from helpers.models.layers import layer
    >>> channels_layer(lambda x, w, b: layer(x, w), keep=False).mistake
    'bias_missing'
    """
    return _examined(CHANNELS_LAYER, my_channels_layer, keep)


def gradient_w(my_gradient_w, *, keep=True):
    """Check a function that computes how a loss changes with the weights of a layer.

    Parameters
    ----------
    my_gradient_w : callable
        Takes x, w and g; the layer is y = valid cross-correlation of x with w, and g = dL/dy.
        Returns dL/dw, as large as w.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> from helpers.operations import convolve
    >>> gradient_w(lambda x, w, g: convolve(x, g, "valid"), keep=False).mistake
    'flipped_g'
    """
    return _examined(GRADIENT_W, my_gradient_w, keep)


def gradient_x(my_gradient_x, *, keep=True):
    """Check a function that computes how a loss changes with the input of a layer.

    Parameters
    ----------
    my_gradient_x : callable
        Takes x, w and g; the layer is y = valid cross-correlation of x with w, and g = dL/dy.
        Returns dL/dx, as large as x.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> from helpers.operations import correlate
    >>> gradient_x(lambda x, w, g: correlate(g, w), keep=False).mistake
    'not_flipped'
    """
    return _examined(GRADIENT_X, my_gradient_x, keep)


def learned_kernel(my_learned_kernel, *, keep=True):
    """Check a function that foretells which weights a layer learns.

    Parameters
    ----------
    my_learned_kernel : callable
        Takes a kernel; returns the weights with which a layer, which cross-correlates, gives the
        same outputs as the true convolution with that kernel.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> learned_kernel(lambda kernel: kernel, keep=False).mistake
    'unchanged'
    """
    return _examined(LEARNED_KERNEL, my_learned_kernel, keep)


def number(value, name, *, keep=True):
    """Check a number that the course asks for.

    Parameters
    ----------
    value : object
        A number, or text such as "3/4"; None or ... while there is no answer.
    name : str
        Of the worked example c = a ∗ b: "length" for the number of values in c; "c[0]", "c[1]", …
        for one of them. "convolution of 2×2" and "correlation of 2×2" for the value of mode
        "valid" of `IMAGE_2X2` and `KERNEL_2X2`. "pixel (4,3)" for row 4, column 3 of the 3×3
        moving average of the image F. "sigma of two blurs" for the σ of a blur with σ = 3 after
        one with σ = 4. "multiplications, 2-D" and "multiplications, separable" for what a kernel
        of 15×15 costs for each pixel. "weights, dense", "weights, local" and "weights, shared" for
        the weights of maps from an image of 8×4 to one of the same size.
    keep : bool
        Whether the answer is recorded and counts as an attempt.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> number(5, "length", keep=False).mistake
    'largest_index'
    >>> number(225, "multiplications, separable", keep=False).mistake
    'not_split'
    """
    name = name if isinstance(name, str) else type(name).__name__
    return _checked(answer, name, f"number/{name}", value, keep)


def numbers(values, *, keep=True):
    """Check several numbers that the course asks for.

    Parameters
    ----------
    values : dict of str to object
        The numbers by their names, as in `number`.
    keep : bool
        Whether the answers are recorded and count as attempts.

    Returns
    -------
    Verdicts

    Raises
    ------
    TypeError
        For anything but a dict.

    Examples
    --------
    >>> [verdict.correct for verdict in numbers({"length": 6, "c[1]": ...}, keep=False)]
    [True, None]
    """
    if not isinstance(values, dict):
        raise TypeError(f"the answers are a dict of names and numbers, not {type(values).__name__}")
    return Verdicts(number(value, name, keep=keep) for name, value in values.items())


def _examined(exercise, function, keep):
    """Examine a function; each function that is handed to an exercise has its own ladder."""
    name = name_of(function, exercise.name)
    return _checked(examine, exercise, exercise.key, function, keep, name)


def _checked(judge, asked, key, given, keep, name=None):
    """Judge an answer; keep it, and count the failures since the last success."""
    try:
        verdict = judge(asked, given, _failures(key, name) if keep else 0)
    except Exception as error:  # of an object that does not even let itself be looked at
        said = f"The check cannot look at this answer ({type(error).__name__})."
        verdict = Verdict(key, False, "unreadable", (said,))
    if not keep:
        return verdict
    if verdict.correct is not None:
        value = {"value": given} if issubclass(type(given), PLAIN) else {}
        named = {} if name is None else {"name": name}
        kept = {"correct": verdict.correct, "mistake": verdict.mistake, **value}
        record.append({"kind": "check", "key": key, **named, **kept})
    said = record.message()
    return replace(verdict, parts=(*verdict.parts, said)) if said else verdict


def _failures(key, name=None):
    """Count the failures of this exercise since this function last answered it correctly."""
    count = 0
    for event in reversed(record.events("check", key)):
        if event.get("name", name) != name:
            continue
        if event.get("correct") is not False:
            break
        count += 1
    return count
