"""What can be said about a wrong output that fits no known mistake."""

from itertools import combinations, product

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers.check.exercise import agree
from helpers.numbers import number

MOST_SHOWN = 10
MOST_IN_ROWS = 15
FARTHEST = 2  # rows and columns, in the search for a shift
LINES = {1: ("values",), 2: ("rows", "columns")}
SIDES = {
    1: ("at the beginning", "at the end"),
    2: ("at the top", "at the bottom", "on the left", "on the right"),
}
TURNS = {
    1: (("reversed", np.flip, "in reverse order"),),
    2: (
        ("reversed", np.flip, "but turned by 180 degrees"),
        ("transposed", np.transpose, "but rows and columns are exchanged"),
        ("upside_down", np.flipud, "but upside down"),
        ("mirrored", np.fliplr, "but left and right are exchanged"),
        ("quarter_turn", np.rot90, "but turned by 90 degrees, counterclockwise"),
        ("quarter_turn", lambda y: np.rot90(y, 3), "but turned by 90 degrees, clockwise"),
    ),
}


def describe(got, expected, name):
    """Say in which way an output differs from the right one, without giving that away.

    `name` says what the entry at an index is called. Returned are a key for the record, and one or
    two sentences.

    >>> describe(np.array([3.0, 36.0]), np.array([1.0, 12.0]), str)
    ('factor', 'Every value is 3 times what it should be.')
    """
    for look in (_axes, _channels, _size, _not_finite, _single, _one_rule, _places):
        found = look(got, expected, name)
        if found:
            return found
    return "unknown", "The check does not recognise this mistake."


def plain(got, exercise):
    """Say what is plain to see over all inputs: (key, what is said), or None.

    `got` holds the outputs by the number of the input.
    """
    if len(got) < 2:
        return None
    inputs = list(exercise.probes.values())
    for place, name in enumerate(exercise.arguments):
        given = {k: np.asarray(inputs[k][place]) for k in got}
        if all(agree(got[k], given[k]) for k in got):
            said = f"Your function gives back its input {name} as it is."
            return "input_returned", (said, "What should become of it, and in which line?")
    right = exercise.expected
    if any(y.ndim != right[k].ndim or not y.size for k, y in got.items()):
        return None
    if all(y.size > 2 and not y.any() for y in got.values()):
        said = "For each input every value of your output is zero: nothing is ever added to it, it "
        return "zero", (f"{said}is added elsewhere, or its decimals are cut off.", exercise.extent)
    first, *others = got.values()
    if all(np.array_equal(first, other) for other in others):
        said = f"Your function gives the same for all inputs: {show(first)}."
        return "same_for_all", (said, "Which of your lines read the arguments?")
    return None


def first_wrong(got, expected):
    """Return the index of the first wrong entry, or None where the shapes differ.

    >>> first_wrong(np.array([1.0, 2.0, 4.0]), np.array([1.0, 2.0, 3.0]))
    (2,)
    """
    if got.shape != expected.shape or agree(got, expected):
        return None
    return tuple(int(k) for k in np.argwhere(_differ(got, expected))[0])


def show(values):
    """Return an array as a reader wants it, short.

    >>> show(np.array([1, -0.5])), show(np.arange(30))
    ('[1, −0.5]', '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …]')
    """
    if values.ndim == 0:
        return number(values.item())
    if values.ndim > 1 and values.size <= MOST_IN_ROWS:
        return f"[{', '.join(show(row) for row in values)}]"
    if values.ndim == 2:
        return f"an array of {count(len(values), 'row')} and {count(len(values[0]), 'column')}"
    if values.ndim > 1:
        return f"an array of {'×'.join(map(str, values.shape))} numbers"
    more = ["…"] if values.size > MOST_SHOWN else []
    return f"[{', '.join([number(v) for v in values[:MOST_SHOWN].tolist()] + more)}]"


def count(how_many, what):
    """Return a number of things in words.

    >>> count(1, "row"), count(3, "row")
    ('1 row', '3 rows')
    """
    return f"{how_many} {what}" if how_many == 1 else f"{how_many} {what}s"


def _differ(got, expected):
    scale = max(np.abs(expected).max(initial=0), 1e-300)
    with np.errstate(invalid="ignore"):
        return ~(np.abs(got - expected) <= 1e-5 * scale)


def _axes(got, expected, name):
    if got.ndim == expected.ndim:
        return None
    if got.ndim == 0:
        return "one_number", "Your function returns a single number; there are several outputs."
    if expected.ndim == 0 and got.size != 1:
        some = "several numbers" if got.size else "no number"
        return "axes", f"Your function returns {some}; one is asked for."
    if got.ndim == expected.ndim + 1 and len(got) > 1 and any(agree(one, expected) for one in got):
        said = "The right output is there, together with others (perhaps the indices)"
        return "with_others", f"{said}: return it alone."
    axes = "1 axis" if got.ndim == 1 else f"{got.ndim} axes"
    if got.size == expected.size and agree(got.reshape(expected.shape), expected):
        return (
            "axes",
            f"The numbers are right, but they stand in an array of {axes}.",
        )
    return "axes", f"Your output has {axes}."


def _channels(got, expected, name):
    """Describe the first wrong one of several images."""
    if got.ndim != 3:
        return None
    if len(got) != len(expected):
        many = len(got) > len(expected)
        key = "too_long" if many else "too_short"
        return key, f"Your output has too {'many' if many else 'few'} channels."
    wrong = [k for k in range(len(got)) if not agree(got[k], expected[k])]
    if not wrong:  # the tolerance goes with the largest value of all channels
        return None
    k = wrong[0]
    key, text = describe(got[k], expected[k], lambda at: name((k, *at)))
    right = len(got) - len(wrong)
    return key, f"Channel {k} of your output, taken by itself: {text}" + (
        f" {count(right, 'channel')} of the output {'is' if right == 1 else 'are'} right."
        if right
        else ""
    )


def _size(got, expected, name):
    if got.shape == expected.shape:
        return None
    if got.ndim == 2:
        for key, turn, text in TURNS[2]:
            if agree(got, turn(expected)):
                return key, f"The values are right, {text}."
    pairs = list(zip(got.shape, expected.shape, strict=True))
    key = "too_long" if any(g > e for g, e in pairs) else "too_short"
    amounts = [
        f"too {'many' if g > e else 'few'} {what}"
        for (g, e), what in zip(pairs, LINES[got.ndim], strict=True)
        if g != e
    ]
    text = f"Your output has {' and '.join(amounts)}"
    if (at := _piece(got, expected)) is not None:
        return key, f"{text}: those {_sides(at, got.shape, expected.shape)} are missing."
    if (at := _piece(expected, got)) is not None:
        more = _sides(at, expected.shape, got.shape)
        return key, f"{text}: the right ones are there, with others {more}."
    return key, f"{text}, and the values differ, too."


def _piece(part, whole):
    """Return where `part` stands in `whole`, or None."""
    if not part.size or any(p > w for p, w in zip(part.shape, whole.shape, strict=True)):
        return None
    windows = sliding_window_view(whole, part.shape)
    places = np.ndindex(windows.shape[: whole.ndim])
    return next((at for at in places if agree(windows[at], part)), None)


def _sides(at, part, whole):
    """Say on which sides a larger array goes beyond a part of it."""
    rest = [(a, w - p - a) for a, p, w in zip(at, part, whole, strict=True)]
    sides = zip(np.ravel(rest).tolist(), SIDES[len(at)], strict=True)
    return " and ".join(side for more, side in sides if more)


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


def _single(got, expected, name):
    """Say how a single number differs; a factor or a difference would give it away."""
    if got.ndim:
        return None
    if np.iscomplexobj(got):
        return "complex", "Your result is a complex number."
    if got != round(got.item()) and expected == round(expected.item()):
        return "fraction", "Your result is no whole number."
    key = "too_large" if got > expected else "too_small"
    return key, f"Your result is {key.replace('_', ' ')}."


def _one_rule(got, expected, name):
    """Look for one rule that turns the right output into this one."""
    if not got.any():
        return "zero", "Every value is zero: nothing is ever added, or it is added elsewhere."
    if got.size > 1 and agree(got, np.full_like(got, got.flat[0])):
        return "constant", (
            "Every value is the same. What should change from one output to the next: does its "
            "index appear in your sum?"
        )
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
    for key, turn, text in TURNS[got.ndim]:
        if agree(got, turn(expected)):
            return key, f"The values are right, {text}."
    found = _shift(got, expected) if got.ndim == 2 else _rotation(got, expected)
    if found:
        return "shifted", found
    if agree(np.abs(got), np.abs(expected)):
        return "signs", "The values are right but for some signs."
    if agree(got, np.clip(expected, got.min(), got.max())):
        return "clipped", "Values beyond a limit were cut down to it."
    if not np.iscomplexobj(got) and agree(np.sort(got, None), np.sort(expected, None)):
        return "order", "The values are right, but they stand in another order."
    return None


def _rotation(got, expected):
    """Say by how many places the values were moved in a circle."""
    for step in range(1, len(got)):
        for k in (step, -step):
            if agree(np.roll(got, -k), expected):
                way = "on" if k > 0 else "back"
                return f"Every value stands {count(step, 'place')} too far {way}."
    return None


def _shift(got, expected):
    """Say by how many rows and columns the values were moved, whatever came in behind them."""
    reach = range(-FARTHEST, FARTHEST + 1)
    for rows, columns in sorted(product(reach, reach), key=lambda by: np.abs(by).sum()):
        moved = _overlap(got, rows, columns)
        if moved.size > got.size // 3 and agree(moved, _overlap(expected, -rows, -columns)):
            ways = []
            if rows:
                ways.append(f"{count(abs(rows), 'row')} too far {'down' if rows > 0 else 'up'}")
            if columns:
                side = "right" if columns > 0 else "left"
                ways.append(f"{count(abs(columns), 'column')} too far to the {side}")
            return f"Everything stands {' and '.join(ways)}."
    return None


def _overlap(values, rows, columns):
    """Leave out what has no partner when an array is moved over its like."""
    first, last = (slice(max(0, k), min(0, k) or None) for k in (rows, columns))
    return values[first, last]


def _places(got, expected, name):
    """Say where the wrong values are."""
    wrong = _differ(got, expected)
    inner = wrong[(slice(1, -1),) * wrong.ndim]
    if wrong.ndim == 2:
        return _places_in_rows(wrong, inner)
    if wrong.size > 2 and inner.size and not inner.any():
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


def _places_in_rows(wrong, inner):
    """Say where the wrong values of an image are."""
    if inner.size and not inner.any():
        sides = {
            "the first row": wrong[0],
            "the last row": wrong[-1],
            "the first column": wrong[:, 0],
            "the last column": wrong[:, -1],
        }
        for how_many in (1, 2, 3):
            for names in combinations(sides, how_many):
                if sum(sides[name].sum() for name in names) >= wrong.sum():
                    return "ends", f"Only values in {' and '.join(names)} are wrong."
        return "ends", "Only values at the border are wrong."
    begins = int(np.argmax(wrong.any(1)))
    if begins:
        is_right = "row is" if begins == 1 else f"{begins} rows are"
        return "later", f"The first {is_right} right, and later ones are not."
    return None
