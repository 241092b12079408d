"""Check a filter of images of 8 bits."""

from functools import partial

import numpy as np

from helpers.check.inputs import under
from helpers.check.ways import CORRELATED, at, every, finish, wrapped

_clipped = partial(np.clip, a_min=0, a_max=255)
_above, _below = partial(np.maximum, 0), partial(np.minimum, 255)


def _stretched(y, to=1):
    return to * (y - y.min()) / np.ptp(y)


def _made(*ways, first=every, last=_clipped):
    """Return the acts that do something first, then make whole numbers, and then keep to 8 bits."""
    return finish(*(lambda y, way=way: last(way(first(y))) for way in ways))


OWN = {
    "stages": CORRELATED | {"finish": lambda y, image, kernel: _clipped(np.round(y))},
    "seen": under,
    "mistakes": {
        "wrapped": _made(np.round, np.trunc, np.floor, last=wrapped),
        "truncated": _made(np.trunc),
        "float_clipped": _made(every),
        "absolute": _made(np.round, np.trunc, first=np.abs),
        "clipped_below_only": _made(np.round, np.trunc, first=_above, last=wrapped)
        + _made(np.round, every, first=_above, last=every),
        "clipped_above_only": _made(np.round, np.trunc, first=_below, last=wrapped)
        + _made(np.round, every, first=_below, last=every),
        "absolute_wrapped": _made(np.round, np.trunc, first=np.abs, last=wrapped),
        "stretched_to_one": _made(every, np.round, first=_stretched),
        "kernel_as_int": at("taps", np.trunc, np.round, lambda h: np.mod(np.trunc(h), 256)),
        "zero_one_range": finish(
            lambda y: np.clip(np.round(y), 0, 1),
            lambda y: np.round(255 * np.clip(y, 0, 1)),
        ),
        "not_clipped": _made(every, np.round, np.trunc, last=every),
        "rounded_up": _made(np.ceil),
        "stretched": _made(np.round, np.trunc, first=lambda y: _stretched(y, 255)),
        "scaled": _made(np.round, np.trunc, first=lambda y: 255 * y / y.max()),
    },
}
