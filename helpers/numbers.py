"""Numbers as people write them, read from what was typed, and taken as arrays that stay exact.

Nothing typed is evaluated. What is refused is told what was given, and what is possible.
"""

import math
import operator
import re
import unicodedata
from fractions import Fraction
from numbers import Real

import numpy as np

MOST = 64
LARGEST = 1_000_000
INT64, FLOAT = np.iinfo(np.int64), np.dtype(float)
SIGNS = dict.fromkeys("−–—‐‑﹣", "-") | dict.fromkeys("⁄∕", "/") | {"、": ","}
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
DECIMAL_COMMA = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+),\d+(e[+-]?\d{1,3})?", re.IGNORECASE)
DECIMAL = re.compile(r"[+-]?\d+(,\d+)?(e[+-]?\d{1,3})?", re.IGNORECASE)
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}((,\d{3})+|( \d{3})+)(\.\d+)?")
MARKED = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+)")  # with thousands


def number(value):
    """Return `value` as a reader wants it: four decimals or a small fraction, and a real minus.

    >>> number(1.625), number(-0.1 * 3), number(2.0), number(1 / 3), number(1 - 2j)
    ('1.625', '−0.3', '2', '1/3', '1−2j')
    >>> number(13.33333), number(0.123456)
    ('13.3333', '0.1235')
    """
    if isinstance(value, complex):
        sign = "−" if math.copysign(1, value.imag) < 0 else "+"
        return f"{number(value.real)}{sign}{number(abs(value.imag))}j"
    if isinstance(value, int):
        text = str(value)
    elif value == 0:
        text = "0"
    elif 1 <= abs(value) < 1e7:
        text = f"{value:.4f}".rstrip("0").rstrip(".")
    else:
        text = f"{value:.4g}"
        small = Fraction(value).limit_denominator(99) if math.isfinite(value) else 0
        if small and not _same(float(text), value) and _same(small, value):
            text = str(small)
    return text.replace("-", "−")


def _same(one, other):
    return math.isclose(one, other, rel_tol=1e-12)


def factor(value):
    """Return a number as a factor of a product: negative and complex ones in brackets.

    >>> factor(-2), factor(0.5), factor(1 + 1j)
    ('(−2)', '0.5', '(1+1j)')
    """
    text = number(value)
    return f"({text})" if isinstance(value, complex) or text.startswith("−") else text


def is_exact(value):
    """Tell whether `number` shows the value itself, not a rounded one."""
    if isinstance(value, complex):
        return is_exact(value.real) and is_exact(value.imag)
    return not math.isfinite(value) or _same(Fraction(number(value).replace("−", "-")), value)


def weights(values):
    """Return the entries of a kernel as text, as fractions of one denominator where that is clear.

    >>> weights([1 / 16, 2 / 16, 0]), weights([1, 0.5, 0.25])
    (['1/16', '2/16', '0'], ['1', '0.5', '0.25'])
    """
    if not all(map(math.isfinite, values)):
        return [number(value) for value in values]
    parts = [Fraction(value).limit_denominator(1024) for value in values]
    common = math.lcm(*(part.denominator for part in parts))
    exact = all(_same(p, v) for p, v in zip(parts, values, strict=True))
    if not exact or common > 1024 or all(round(value, 2) == value for value in values):
        return [number(value) for value in values]
    counts = [round(part * common) for part in parts]
    return [f"{count}/{common}".replace("-", "−") if count else "0" for count in counts]


def brief(value):
    """Return a number short enough for a cell."""
    value = value.item() if hasattr(value, "item") else value
    text = number(value)
    if len(text) <= 5 or "/" in text or isinstance(value, int):
        return text
    return number(float(f"{value * (1 + 1e-12):.4g}"))  # halves are rounded up


def rounded(value, digits=2):
    """Return a number with so many decimals at most.

    >>> rounded(-0.004), rounded(8.998), rounded(-1.5), rounded(1 / 16, 3)
    ('0', '9', '−1.5', '0.062')
    """
    return f"{round(float(value), digits) + 0.0:g}".replace("-", "−")


def write_numbers(values):
    """Return numbers as they would be typed."""
    return ", ".join(f"{value:.12g}" for value in values)


def shorten(text, longest=24):
    """Return `text` without its middle where it is long.

    >>> shorten("a very long word that somebody typed")
    'a very long … ebody typed'
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    half = (longest - 2) // 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


def read_numbers(text):
    """Read numbers separated by commas, blanks, semicolons or tabs; commas can be decimal ones.

    >>> read_numbers("1, 1/2 -3"), read_numbers("[1, .25]"), read_numbers("0,5; 1; 1,25")
    ([1, 0.5, -3], [1, 0.25], [0.5, 1, 1.25])
    >>> read_numbers("0,5 1")
    Traceback (most recent call last):
        ...
    ValueError: “0,5 1” can be read as [0.5, 1] or as [0, 5, 1]. Type decimals with a point, and a \
blank after each comma.
    """
    bare = _on_a_keyboard(text).strip()
    bracketed = bare[:1] + bare[-1:] in ("[]", "()")
    bare = bare[1:-1].strip() if bracketed else bare
    if not bare.strip():
        raise ValueError(f"Type 1 to {MOST} numbers, for example: 1, 0.5, 1/4")
    separated = re.split(r"\s*[,;]\s*|\s+", bare)
    cells = re.split(r" *[;\t\n]\s*", bare)
    if len(cells) > 1 and not bracketed and all(len(_readings(cell)) == 1 for cell in cells):
        separated = cells
    if len(separated) > MOST:
        raise ValueError(f"That is {len(separated)} numbers; type at most {MOST}.")
    if "" in separated:
        raise ValueError("A number is missing beside a comma: type one number between two commas.")
    if not bracketed and separated is not cells:
        _require_one_reading(text, bare, separated)
    return [read_number(piece) for piece in separated]


def _require_one_reading(text, bare, separated):
    """Refuse numbers whose commas can be decimal ones, or whose blanks can mark thousands."""
    pieces = re.split(r"\s*[,;]\s+|\s+[,;]|\s+", bare)
    sides = [side for piece in pieces if "," in piece for side in piece.split("/")]
    if sides and "." not in bare and all(map(DECIMAL.fullmatch, sides)):
        pieces = [piece.replace(",", ".") for piece in pieces]
        advice = "Type decimals with a point, and a blank after each comma."
    elif any(map(MARKED.fullmatch, pieces)):
        whole = ([one] if MARKED.fullmatch(one) else one.split(",") for one in pieces)
        pieces = [one for some in whole for one in some]
        advice = "Type thousands without a mark, and a blank after each comma."
    elif re.search(r"(?<![.\d])\d{1,3} 0\d\d(?![.\d])", bare):
        pieces = re.split(r"\s*[,;]\s*|\s+", re.sub(r"(?<=\d) (?=\d{3}(?![.\d]))", "", bare))
        advice = "Type thousands without a blank, and commas between numbers."
    else:
        return
    one, other = (write_numbers(map(read_number, parts)) for parts in (pieces, separated))
    raise ValueError(
        f"“{shorten(text)}” can be read as [{shorten(one)}] or as [{shorten(other)}]. {advice}"
    )


def read_number(text):
    """Read one number: a whole number, a decimal with point or comma, or a fraction.

    >>> read_number("3/4"), read_number("–2"), read_number("1e3"), read_number("1½")
    (0.75, -2, 1000.0, 1.5)
    >>> read_number("1,5"), read_number("1 000"), read_number("1.234,5")
    (1.5, 1000, 1234.5)
    """
    upper, *lower = _on_a_keyboard(text).strip().split("/", 1)
    values, divisors = _readings(upper.strip()), _readings(lower[0].strip()) if lower else [1]
    if not values or not divisors or (lower and lower[0].strip()[0] in "+-"):
        raise ValueError(
            f"“{shorten(text)}” is not a number. Type digits, for example 2, 0.5, -1 or 1/4."
        )
    if 0 in divisors:
        raise ValueError(f"“{shorten(text)}” divides by zero.")
    results = [v / d if lower and d != 1 else v for v in values for d in divisors]
    if len(results) > 1:
        readings = " or as ".join(f"{result:.12g}" for result in results[:2])
        raise ValueError(
            f"“{shorten(text)}” can be read as {readings}. Type it with a decimal point or "
            "without a comma."
        )
    if abs(results[0]) > LARGEST:
        raise ValueError(f"“{shorten(text)}” is too large; type numbers up to 1 000 000.")
    return results[0]


def _readings(piece):
    """Return the numbers that a text without a fraction stroke can mean: none, one or two."""
    plain = []
    if THOUSANDS.fullmatch(piece):
        plain.append(re.sub("[ ,]", "", piece))
    if DECIMAL_COMMA.fullmatch(piece):
        plain.append(piece.replace(".", "").replace(",", "."))
    if NUMBER.fullmatch(piece):
        plain.append(piece)
    return [int(p) if re.fullmatch(r"[+-]?\d{1,300}", p) else float(p) for p in plain]


def _on_a_keyboard(text):
    """Return a typed text in the characters of a keyboard: dashes, digits of any width, ½.

    >>> _on_a_keyboard("–１⁄２ 1½ 1\u202f000")
    '-1/2 3/2 1000'
    """
    typed = "".join(map(_key, text))
    typed = re.sub(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))", "", typed)
    return re.sub(r"(\d{0,9})([¼½¾⅐-⅞])", _improper, typed)


def _key(sign):
    if "\uff01" <= sign <= "\uff5e":  # full-width forms
        return chr(ord(sign) - 0xFEE0)
    return str(unicodedata.decimal(sign, SIGNS.get(sign, sign)))


def _improper(match):
    """Return 1½ as 3/2."""
    whole, part = match.groups()
    return str(int(whole or 0) + Fraction(unicodedata.numeric(part)).limit_denominator(10))


def operands(x, h):
    """Return input and kernel in one exact dtype; object only where sums might leave 64 bits."""
    if all(type(a) is np.ndarray and a.dtype is FLOAT and a.ndim == 1 and a.size for a in (x, h)):
        return x, h  # a long row is convolved as fast as it is checked
    x, h = array_of("the input", x, (1, 2)), array_of("the kernel", h, (1, 2))
    if x.ndim != h.ndim:
        raise ValueError(
            f"input and kernel must have the same number of dimensions, not {x.ndim} and {h.ndim}"
        )
    return exact(x, h, terms=min(x.size, h.size))


def exact(*arrays, terms=1):
    """Return arrays in one dtype that holds the sum of so many products of their entries."""
    kinds = {array.dtype.kind for array in arrays}
    if "c" in kinds:
        dtype = np.complex128
    elif "f" in kinds:
        dtype = np.float64
    else:
        ends = [(np.minimum.reduce(a, None), np.maximum.reduce(a, None)) for a in arrays]
        largest = [max(1, -int(low), int(high)) for low, high in ends]
        safe = terms * math.prod(largest) <= INT64.max
        dtype = np.int64 if safe else object
    try:
        return tuple(array.astype(dtype, copy=False) for array in arrays)
    except OverflowError:
        raise ValueError("a whole number is too large to be added to decimals") from None


def array_of(role, values, dimensions=None, kinds="biufc"):
    """Return `values` as an array of numbers; Python integers beyond 64 bits have dtype object."""
    try:
        array = np.asarray(values)
    except ValueError:
        raise ValueError(f"{role} must be a full array: its rows differ in length") from None
    if array.dtype.kind == "O" or (array.dtype.kind == "f" and not isinstance(values, np.ndarray)):
        array = _unrounded(array, values)
    if array.dtype.kind not in kinds and not _is_whole(array):
        known = {"U": "text", "S": "text", "b": "True and False"}
        what = known.get(array.dtype.kind, array.dtype.name)
        numbers = "numbers" if "c" in kinds else "real numbers"
        raise TypeError(f"{role} must hold {numbers}, not {what} ({type(values).__name__} given)")
    if dimensions and array.ndim not in dimensions:
        possible = " or ".join(map(str, dimensions)) + " dimension" + "s" * (max(dimensions) > 1)
        raise ValueError(f"{role} must have {possible}, not {array.ndim}")
    if array.size == 0:
        raise ValueError(f"{role} is empty (shape {array.shape}); it needs at least one number")
    return array


def _unrounded(array, values):
    """Return the integers that NumPy would round, or hold as objects, as Python integers."""
    if array.dtype.kind == "f" and not (abs(array) >= 2**53).any():
        return array
    objects = np.array(values, dtype=object)
    return np.frompyfunc(int, 1, 1)(objects) if _is_whole(objects) else array


def _is_whole(objects):
    """Tell whether an array of objects holds integers only."""
    return objects.dtype.kind == "O" and all(
        isinstance(entry, int | np.integer) and not isinstance(entry, bool)
        for entry in objects.flat
    )


def fit_int64(total):
    """Return Python integers as int64, or say that they do not fit."""
    if total.min() < INT64.min or total.max() > INT64.max:
        raise ValueError(
            "the result does not fit into 64-bit integers; give the input as float to get "
            "rounded values"
        )
    return total.astype(np.int64)


def require_one_of(name, given, possible):
    """Raise ValueError unless `given` is one of `possible`."""
    if not isinstance(given, str) or given not in possible:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, possible))}, not {given!r}")


def require_whole(name, given, least, most):
    """Return a whole number as int, or say what it has to be; 3.0 and True are none.

    >>> require_whole("size", np.int8(5), 1, 9)
    5
    """
    try:
        value = operator.index(given)
    except TypeError:
        value = None
    if value is None or isinstance(given, bool):
        raise TypeError(
            f"{name} must be a whole number from {least} to {most}, "
            f"not {given!r} ({type(given).__name__})"
        )
    if not least <= value <= most:
        raise ValueError(f"{name} must be a whole number from {least} to {most}, not {given!r}")
    return value


def require_real(name, given, *, least=-math.inf, above=-math.inf):
    """Return a real number as float, or say what it has to be."""
    wanted = f"above {above:g}" if above > least else f"{least:g} or more"
    if isinstance(given, bool) or not isinstance(given, Real):
        raise TypeError(f"{name} must be a number {wanted}, not {given!r} ({type(given).__name__})")
    try:
        value = float(given)
    except OverflowError:
        value = math.inf
    if not (least <= value < math.inf and value > above):
        raise ValueError(f"{name} must be {wanted} and finite, not {given!r}")
    return value
