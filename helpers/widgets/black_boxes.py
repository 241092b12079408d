"""Six functions without labels; find out with small images what each of them does.

Whoever reads on sees the answers.
"""

import numpy as np

from helpers import record
from helpers.check import Verdict, Verdicts
from helpers.numbers import shorten
from helpers.operations import convolve, correlate

PRINTS = {
    "convolution": "as it stands",
    "correlation": "turned by 180°",
    "left-right": "mirrored left–right",
    "upside down": "upside down",
    "transposed": "with rows and columns exchanged",
}
NAMES = (*PRINTS, "no filter")


def _largest(image, kernel):
    """Take the largest product where a convolution takes the sum."""
    rows, columns = (side // 2 for side in kernel.shape)
    padded = np.pad(image, ((rows, rows), (columns, columns)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * np.flip(kernel)).max(axis=(2, 3))


def boxes():
    """Return the six functions by their numbers.

    Returns
    -------
    dict of int to callable
        Each takes an image and a kernel with an odd number of rows and columns, and returns an
        image of the same size.

    Examples
    --------
    >>> sorted(boxes())
    [1, 2, 3, 4, 5, 6]
    """
    return {number: function for number, (_, function) in _secrets().items()}


def _secrets():
    """Return for each number what the box does, and the function."""
    return {
        1: ("correlation", lambda image, kernel: correlate(image, kernel, "same")),
        2: ("upside down", lambda image, kernel: convolve(image, kernel[::-1], "same")),
        3: ("convolution", lambda image, kernel: convolve(image, kernel, "same")),
        4: ("transposed", lambda image, kernel: convolve(image, kernel.T, "same")),
        5: ("no filter", _largest),
        6: ("left-right", lambda image, kernel: convolve(image, kernel[:, ::-1], "same")),
    }


def check(names, *, keep=True):
    """Check what somebody found out about the boxes.

    Parameters
    ----------
    names : dict of int to str
        For the number of a box one of "convolution", "correlation", "left-right", "upside down",
        "transposed", "no filter"; None or ... while there is no answer.
    keep : bool
        Whether the answers are recorded.

    Returns
    -------
    helpers.check.Verdicts

    Raises
    ------
    TypeError
        For anything but a dict.

    Examples
    --------
    >>> check({1: "convolution", 2: ...}, keep=False)[0].mistake
    'flip'
    """
    if not isinstance(names, dict):
        raise TypeError(f"the answers are a dict of boxes and names, not {type(names).__name__}")
    verdicts = Verdicts(_judge(number, name) for number, name in names.items())
    for verdict, name in zip(verdicts, names.values(), strict=True):
        if keep and verdict.correct is not None:
            said = {"value": shorten(str(name)), "mistake": verdict.mistake}
            event = {"kind": "check", "key": f"06/{verdict.name}", "correct": verdict.correct}
            record.append(event | said)
    return verdicts


def _judge(number, name):
    box = f"box {shorten(str(number))}"
    if number not in _secrets():
        known = ", ".join(map(str, _secrets()))
        return Verdict(box, False, "no_box", (f"The boxes are {known}.",))
    if name is None or name is ... or name == "":
        return Verdict(box, None, None, ("There is no name yet.",))
    if not isinstance(name, str) or name.strip().lower() not in NAMES:
        possible = ", ".join(f'"{one}"' for one in NAMES)
        said = f"“{shorten(str(name))}” is none of the names. They are {possible}."
        return Verdict(box, False, "no_name", (said,))
    name, right = name.strip().lower(), _secrets()[number][0]
    if name == right:
        return Verdict(box, True, None, ("That is what it does.",))
    return Verdict(box, False, *_mistake(name, right))


def _mistake(name, right):
    """Return the key of a mistake, and what to say about it."""
    if (name, right) == ("convolution", "no filter"):
        return "one_pixel_only", (
            "On one bright pixel it looks like a convolution. But a filter adds up: where the "
            "prints of two bright pixels overlap, their values are added.",
            "Put two bright pixels beside each other. Is the output the sum of the two prints?",
        )
    if name == "no filter":
        return "is_linear", (
            "This box is a filter: give it two bright pixels, and the output is the sum of the "
            "two prints.",
            "How does the letter lie that one bright pixel prints?",
        )
    key = "flip" if {name, right} == {"convolution", "correlation"} else "orientation"
    return key, (
        f"With “{name}”, one bright pixel prints the letter {PRINTS[name]}.",
        "Give this box one bright pixel and the F. How does the F lie?",
    )
