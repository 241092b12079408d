"""The worked signals and kernels of the course, by name."""

import numpy as np

SIGNALS = {
    "a": (1, 0.5, 1, 1),
    "b": (1, 0.5, 0.25),
    "digits": (1, 10, 100),
}


def signal(name):
    """Return the worked signal or kernel called `name`.

    Parameters
    ----------
    name : str
        "a" and "b": input and kernel of the worked example; "digits": the values 1, 10, 100,
        whose multiples can be read off the digits of an output.

    Returns
    -------
    ndarray of int64 or float64
        A new array at each call.

    Raises
    ------
    ValueError
        For an unknown name.

    Examples
    --------
    >>> signal("b")
    array([1.  , 0.5 , 0.25])
    """
    if name not in SIGNALS:
        known = ", ".join(map(repr, SIGNALS))
        raise ValueError(f"there is no signal called {name!r}; there are {known}")
    return np.array(SIGNALS[name])
