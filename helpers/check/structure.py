"""What can be said about a wrong output that fits no known mistake."""

import numpy as np

from helpers.check.exercises import agree
from helpers.notation import number

MOST_SHOWN = 10


def describe(got, expected, name):
    """Say in which way an output differs from the right one, without giving that away.

    Parameters
    ----------
    got, expected : ndarray
        What came out and what should; they differ.
    name : callable
        Says what the entry at an index is called.

    Returns
    -------
    key, text : str
        A key for the record, and one or two sentences.

    Examples
    --------
    >>> describe(np.array([3.0, 36.0]), np.array([1.0, 12.0]), str)
    ('factor', 'Every value is 3 times what it should be.')
    """
    for look in (_axes, _size, _not_finite, _one_rule, _places):
        found = look(got, expected, name)
        if found:
            return found
    return "unknown", "No simple rule leads from your output to the right one."


def first_wrong(got, expected):
    """Return the index of the first wrong entry, or None where the shapes differ.

    Parameters
    ----------
    got, expected : ndarray
        What came out and what should.

    Returns
    -------
    tuple of int or None

    Examples
    --------
    >>> first_wrong(np.array([1.0, 2.0, 4.0]), np.array([1.0, 2.0, 3.0]))
    (2,)
    """
    if got.shape != expected.shape or agree(got, expected):
        return None
    return tuple(int(k) for k in np.argwhere(_differ(got, expected))[0])


def show(values):
    """Return an array as a reader wants it, short.

    Parameters
    ----------
    values : ndarray
        Numbers.

    Returns
    -------
    str

    Examples
    --------
    >>> show(np.array([1, -0.5])), show(np.arange(30))
    ('[1, −0.5]', '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …]')
    """
    if values.ndim == 0:
        return number(values.item())
    if values.ndim > 1:
        return f"an array of shape {values.shape}"
    more = ["…"] if values.size > MOST_SHOWN else []
    return f"[{', '.join([number(v) for v in values[:MOST_SHOWN].tolist()] + more)}]"


def _differ(got, expected):
    scale = max(np.abs(expected).max(initial=0), 1e-300)
    with np.errstate(invalid="ignore"):
        return ~(np.abs(got - expected) <= 1e-5 * scale)


def _axes(got, expected, name):
    if got.ndim == expected.ndim:
        return None
    if got.ndim == 0:
        return "one_number", "Your function returns a single number; there are several outputs."
    if got.size == expected.size and agree(got.reshape(expected.shape), expected):
        return (
            "axes",
            f"The numbers are right, but they stand in an array of {got.ndim} axes.",
        )
    return "axes", f"Your output has {got.ndim} axes."


def _size(got, expected, name):
    if got.shape == expected.shape:
        return None
    if got.T.shape == expected.shape and agree(got.T, expected):
        return "transposed", "The numbers are right, but rows and columns are exchanged."
    pairs = list(zip(got.shape, expected.shape, strict=True))
    key = "too_long" if any(g > e for g, e in pairs) else "too_short"
    text = f"Your output has too {'many' if key == 'too_long' else 'few'} values"
    if key == "too_short" and got.size and (at := _piece(got, expected)) is not None:
        missing = ["beginning"] * (at > 0) + ["end"] * (at + len(got) < len(expected))
        return key, f"{text}: those at the {' and at the '.join(missing)} are missing."
    if key == "too_long" and expected.size and (at := _piece(expected, got)) is not None:
        more = ["before"] * (at > 0) + ["after"] * (at + len(expected) < len(got))
        return key, f"{text}: the right ones are there, with others {' and '.join(more)} them."
    return key, f"{text}, and they are other ones as well."


def _piece(part, whole):
    """Return where `part` stands in `whole`, or None."""
    if part.ndim != 1 or len(part) > len(whole):
        return None
    places = range(len(whole) - len(part) + 1)
    return next((k for k in places if agree(whole[k : k + len(part)], part)), None)


def _not_finite(got, expected, name):
    broken = np.argwhere(~np.isfinite(got))
    if not len(broken):
        return None
    where = name(tuple(broken[0].tolist()))
    what = "NaN (not a number)" if np.isnan(got[tuple(broken[0])]) else "infinity"
    return "not_finite", (
        f"Your output contains {what}, first at {where}. That comes from a division by zero, or "
        "from an array that was not filled."
    )


def _one_rule(got, expected, name):
    """Look for one rule that turns the right output into this one."""
    if not got.any():
        return "zero", "Every value is zero: nothing is ever added, or it is added elsewhere."
    if np.iscomplexobj(got) and agree(got.real, expected):
        return "complex", "The real parts are right; your output also has imaginary parts."
    with np.errstate(all="ignore"):
        ratio = (got / expected)[np.abs(expected) > 1e-9]
        factor = ratio[0] if len(ratio) else 0
        if agree(got, factor * expected):
            return "factor", f"Every value is {number(factor.item())} times what it should be."
        offset = (got - expected).ravel()[0]
        if agree(got, expected + offset):
            return "offset", f"Every value is off by the same amount, {number(offset.item())}."
    if agree(got, np.flip(expected)):
        return "reversed", "The values are right, in reverse order."
    if got.ndim == 2 and agree(got, expected.T):
        return "transposed", "The numbers are right, but rows and columns are exchanged."
    for step in range(1, len(got)):
        for k in (step, -step):
            if agree(np.roll(got, -k, 0), expected):
                way = f"{step} {'place' if step == 1 else 'places'}"
                return "shifted", f"Every value stands {way} too far {'on' if k > 0 else 'back'}."
    if agree(np.abs(got), np.abs(expected)):
        return "signs", "The values are right but for some signs."
    if agree(got, np.clip(expected, got.min(), got.max())):
        return "clipped", "Values beyond a limit were cut down to it."
    if not np.iscomplexobj(got) and agree(np.sort(got, None), np.sort(expected, None)):
        return "order", "The values are right, but they stand in another order."
    return None


def _places(got, expected, name):
    """Say where the wrong values are."""
    wrong = _differ(got, expected)
    inner = wrong[(slice(1, -1),) * wrong.ndim]
    if wrong.size > 2 and inner.size and not inner.any():
        if wrong.ndim > 1:
            return "ends", "Only values at the border are wrong."
        ends = ["first"] * bool(wrong[0]) + ["last"] * bool(wrong[-1])
        return (
            "ends",
            f"Only the {' and the '.join(ends)} value {'is' if len(ends) < 2 else 'are'} wrong.",
        )
    if wrong.ndim == 1 and not wrong.all():
        right = np.flatnonzero(~wrong)
        if right[-1] - right[0] == len(right) - 1:  # one run of right values
            if right[0] == 0:
                return "later", "It begins right, and later values are wrong."
            if right[-1] == len(wrong) - 1:
                return "earlier", "It ends right, and earlier values are wrong."
            return "ends", "The middle is right, and values at both ends are wrong."
    return None
