"""What can be said about a wrong output that fits no known mistake."""

from itertools import combinations, product

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from helpers.check.exercise import agree, differ
from helpers.check.words import count, say, show
from helpers.numbers import number

FARTHEST = 2  # rows and columns, in the search for a shift
LINES = {1: ("values",), 2: ("rows", "columns")}
SIDES = {
    1: ("at the beginning", "at the end"),
    2: ("at the top", "at the bottom", "on the left", "on the right"),
}
DIRECTIONS = ("row", "down", "up"), ("column", "to the right", "to the left")
RIM = {
    "the first row": np.s_[0],
    "the last row": np.s_[-1],
    "the first column": np.s_[:, 0],
    "the last column": np.s_[:, -1],
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
    """Say in which way an output differs from the right one, by a key and in a sentence or two."""
    for look in (_axes, _channels, _size, _not_finite, _single, _one_rule, _moved, _places):
        found = look(got, expected, name)
        if found:
            return found
    return "unknown", say("unknown")


def plain(got, exercise):
    """Say what is plain to see over all inputs, by their number: (key, what is said), or None."""
    if len(got) < 2:
        return None
    inputs = list(exercise.probes.values())
    for place, name in enumerate(exercise.arguments):
        if all(agree(y, np.asarray(inputs[k][place])) for k, y in got.items()):
            return "input_returned", say("input_returned", name=name)
    if any(y.ndim != exercise.expected[k].ndim or not y.size for k, y in got.items()):
        return None
    if all(y.size > 2 and not y.any() for y in got.values()):
        return "zero", (say("all_zero"), exercise.texts["extent"])
    first, *others = got.values()
    if all(np.array_equal(first, other) for other in others):
        return "same_for_all", say("same_for_all", shown=show(first))
    return None


def first_wrong(got, expected):
    """Return the index of the first wrong entry, or None where the shapes differ."""
    if got.shape != expected.shape or agree(got, expected):
        return None
    return tuple(int(k) for k in np.argwhere(differ(got, expected))[0])


def _axes(got, expected, name):
    if got.ndim == expected.ndim:
        return None
    if got.ndim == 0:
        return "one_number", say("one_number")
    if expected.ndim == 0 and got.size != 1:
        return "axes", say("one_wanted", some="several numbers" if got.size else "no number")
    if got.ndim == expected.ndim + 1 and len(got) > 1 and any(agree(one, expected) for one in got):
        return "with_others", say("with_others")
    axes = "1 axis" if got.ndim == 1 else f"{got.ndim} axes"
    right = got.size == expected.size and agree(got.reshape(expected.shape), expected)
    return "axes", say("other_axes" if right else "axes", axes=axes)


def _channels(got, expected, name):
    """Describe the first wrong one of several images."""
    if got.ndim != 3:
        return None
    if len(got) != len(expected):
        key, amount = ("too_long", "many") if len(got) > len(expected) else ("too_short", "few")
        return key, say("channels", amount=amount)
    wrong = [k for k in range(len(got)) if not agree(got[k], expected[k])]
    if not wrong:  # the tolerance goes with the largest value of all channels
        return None
    k, rest = wrong[0], len(got) - len(wrong)
    key, text = describe(got[k], expected[k], lambda at: name((k, *at)))
    right = f" {count(rest, 'channel')} of the output {'is' if rest == 1 else 'are'} right."
    return key, say("channel", k=k, text=text, right=right if rest else "")


def _size(got, expected, name):
    if got.shape == expected.shape:
        return None
    if got.ndim == 2 and (found := _turned(got, expected)):
        return found
    pairs = list(zip(got.shape, expected.shape, strict=True))
    amounts = [
        f"too {'many' if g > e else 'few'} {what}"
        for (g, e), what in zip(pairs, LINES[got.ndim], strict=True)
        if g != e
    ]
    sides = {"missing": _sides(got, expected), "more": _sides(expected, got)}
    how = next((key for key in sides if sides[key]), "differ")
    more = say(how, sides=sides.get(how))
    key = "too_long" if any(g > e for g, e in pairs) else "too_short"
    return key, say("amounts", amounts=" and ".join(amounts), more=more)


def _turned(got, expected):
    for key, turn, text in TURNS.get(got.ndim, ()):
        if agree(got, turn(expected)):
            return key, say("turned", text=text)
    return None


def _sides(part, whole):
    """Say on which sides `whole` goes beyond a part of it; return None where it is no part."""
    if not part.size or any(p > w for p, w in zip(part.shape, whole.shape, strict=True)):
        return None
    windows = sliding_window_view(whole, part.shape)
    for at in np.ndindex(windows.shape[: whole.ndim]):
        if agree(windows[at], part):
            rest = np.transpose([at, np.subtract(whole.shape, part.shape) - at]).ravel()
            sides = zip(rest.tolist(), SIDES[len(at)], strict=True)
            return " and ".join(side for more, side in sides if more)
    return None


def _not_finite(got, expected, name):
    broken = np.argwhere(~np.isfinite(got))
    if not len(broken):
        return None
    at = tuple(broken[0].tolist())
    what = "NaN (not a number)" if np.isnan(got[at]) else "infinity"
    return "not_finite", say("not_finite", what=what, where=name(at))


def _single(got, expected, name):
    """Say how a single number differs; a factor or a difference would give it away."""
    if got.ndim:
        return None
    if np.iscomplexobj(got):
        return "complex", say("complex_number")
    if got != round(got.item()) and expected == round(expected.item()):
        return "fraction", say("fraction")
    key = "too_large" if got > expected else "too_small"
    return key, say(key)


def _one_rule(got, expected, name):
    """Look for one rule that turns the right output into this one."""
    if not got.any():
        return "zero", say("zero")
    if got.size > 1 and agree(got, np.full_like(got, got.flat[0])):
        return "constant", say("constant")
    if np.iscomplexobj(got) and agree(got.real, expected):
        return "complex", say("complex")
    with np.errstate(all="ignore"):
        ratio = (got / expected)[np.abs(expected) > 1e-9]
        factor = ratio[0] if len(ratio) else 0
        if agree(got, factor * expected):
            return "factor", say("factor", factor=number(factor.item()))
        offset = (got - expected).ravel()[0]
        if agree(got, expected + offset):
            return "offset", say("offset", offset=number(offset.item()))
    return None


def _moved(got, expected, name):
    """Look whether the right values, or nearly so, stand elsewhere."""
    shift = _shift if got.ndim == 2 else _rotation
    if found := _turned(got, expected) or shift(got, expected):
        return found
    if agree(np.abs(got), np.abs(expected)):
        return "signs", say("signs")
    if agree(got, np.clip(expected, got.min(), got.max())):
        return "clipped", say("clipped")
    if not np.iscomplexobj(got) and agree(np.sort(got, None), np.sort(expected, None)):
        return "order", say("order")
    return None


def _rotation(got, expected):
    """Say by how many places the values were moved in a circle."""
    for step in sorted(range(1 - len(got), len(got)), key=lambda step: (abs(step), -step)):
        if agree(np.roll(got, -step), expected):
            way = "on" if step > 0 else "back"
            return "shifted", say("rotated", places=count(abs(step), "place"), way=way)
    return None


def _shift(got, expected):
    """Say by how many rows and columns the values were moved, whatever came in behind them."""
    reach = range(-FARTHEST, FARTHEST + 1)
    for by in sorted(product(reach, reach), key=lambda by: np.abs(by).sum()):
        moved = _overlap(got, *by)
        if moved.size > got.size // 3 and agree(moved, _overlap(expected, *np.negative(by))):
            ways = [
                f"{count(abs(k), what)} too far {positive if k > 0 else negative}"
                for k, (what, positive, negative) in zip(by, DIRECTIONS, strict=True)
                if k
            ]
            return "shifted", say("shifted", ways=" and ".join(ways))
    return None


def _overlap(values, rows, columns):
    """Leave out what has no partner when an array is moved over its like."""
    first, last = (slice(max(0, k), min(0, k) or None) for k in (rows, columns))
    return values[first, last]


def _places(got, expected, name):
    """Say where the wrong values are."""
    wrong = differ(got, expected)
    inner = wrong[(slice(1, -1),) * wrong.ndim]
    if wrong.ndim == 2:
        return _places_in_rows(wrong, inner)
    right = np.flatnonzero(~wrong)
    if wrong.ndim != 1 or not len(right):
        return None
    if wrong.size > 2 and not inner.any():
        ends = ["first"] * bool(wrong[0]) + ["last"] * bool(wrong[-1])
        verb = "is" if len(ends) < 2 else "are"
        return "ends", say("end", ends=" and the ".join(ends), verb=verb)
    first, last = right[[0, -1]]
    if last - first != len(right) - 1:  # not one run of right values
        return None
    if first == 0:
        return "later", say("later")
    return ("earlier", say("earlier")) if last == len(wrong) - 1 else ("ends", say("both_ends"))


def _places_in_rows(wrong, inner):
    """Say where the wrong values of an image are."""
    if inner.size and not inner.any():
        for names in (names for k in (1, 2, 3) for names in combinations(RIM, k)):
            if sum(wrong[RIM[name]].sum() for name in names) >= wrong.sum():
                return "ends", say("sides", sides=" and ".join(names))
        return "ends", say("border")
    begins = int(np.argmax(wrong.any(1)))
    rows = "row is" if begins == 1 else f"{begins} rows are"
    return ("later", say("later_rows", rows=rows)) if begins else None
