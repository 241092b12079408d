"""How much of the input one output sees, through layers that lie on top of each other."""

from collections import Counter


def receptive_field(layers):
    """Return how many inputs in a row one output sees, and the way from one output to the next.

    Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", arXiv:1603.07285.

    >>> receptive_field([(3, 1, 1), (3, 1, 1)]), receptive_field([(3, 2, 1), (3, 2, 1)])
    ((5, 1), (7, 4))

    Parameters
    ----------
    layers : sequence of (int, int, int)
        Weights in a row, stride and dilation of each layer, from the input on.

    Returns
    -------
    field, step : int
        Both counted in inputs.
    """
    field, step = 1, 1
    for weights, stride, dilation in layers:
        field += (weights - 1) * dilation * step
        step *= stride
    return field, step


def ways(layers):
    """Return in how many ways one output is reached from the places below it, layer by layer."""
    found = [{0: 1}]
    for weights, stride, dilation in reversed(layers):
        below = Counter()
        for place, count in found[-1].items():
            for k in range(weights):
                below[place * stride + k * dilation] += count
        found.append(dict(sorted(below.items())))
    return found


def positions_on_page(layers):
    """Return where each place of each layer stands, in inputs, with the output in the middle."""
    fields = [receptive_field(layers[:k]) for k in range(len(layers) + 1)]
    return [((field - 1) / 2, step) for field, step in reversed(fields)]
