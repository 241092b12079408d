"""Numbers as people write them: written for a reader, read from what was typed."""

import math
import re
from fractions import Fraction

MOST = 64
LARGEST = 1_000_000
NUMBER = re.compile(
    r"(?P<value>[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?)(/(?P<divisor>\d+\.?\d*|\.\d+))?",
    re.ASCII | re.IGNORECASE,
)


def number(value):
    """Return `value` as a reader wants it: four decimals or a small fraction, and a real minus.

    Parameters
    ----------
    value : int, float or complex
        The number to show.

    Returns
    -------
    str

    Examples
    --------
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
    """Tell whether two numbers differ by rounding errors only."""
    return math.isclose(one, other, rel_tol=1e-12)


def factor(value):
    """Return a number as a factor of a product: negative and complex ones in brackets.

    Parameters
    ----------
    value : int, float or complex
        The number to show.

    Returns
    -------
    str

    Examples
    --------
    >>> factor(-2), factor(0.5), factor(1 + 1j)
    ('(−2)', '0.5', '(1+1j)')
    """
    text = number(value)
    return f"({text})" if isinstance(value, complex) or text.startswith("−") else text


def is_exact(value):
    """Tell whether `number` shows the value itself, not a rounded one.

    Parameters
    ----------
    value : int, float or complex
        The number that is shown.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_exact(0.1 * 3), is_exact(1 / 3), is_exact(0.123456)
    (True, True, False)
    """
    if isinstance(value, complex):
        return is_exact(value.real) and is_exact(value.imag)
    return _same(Fraction(number(value).replace("−", "-")), value)


def weights(values):
    """Return the entries of a kernel as text, as fractions of one denominator where that is clear.

    Parameters
    ----------
    values : sequence of int or float
        The entries.

    Returns
    -------
    list of str

    Examples
    --------
    >>> weights([1 / 16, 2 / 16, 0]), weights([1, 0.5, 0.25])
    (['1/16', '2/16', '0'], ['1', '0.5', '0.25'])
    """
    parts = [Fraction(value).limit_denominator(1024) for value in values]
    common = math.lcm(*(part.denominator for part in parts))
    exact = all(_same(p, v) for p, v in zip(parts, values, strict=True))
    if not exact or common > 1024 or all(round(value, 2) == value for value in values):
        return [number(value) for value in values]
    counts = [round(part * common) for part in parts]
    return [f"{count}/{common}".replace("-", "−") if count else "0" for count in counts]


def read_numbers(text, most=MOST):
    """Read numbers separated by commas or blanks; nothing is evaluated.

    Parameters
    ----------
    text : str
        What was typed: whole numbers, decimals and fractions such as 1/4. Square or round
        brackets around the whole are allowed.
    most : int
        How many numbers are accepted.

    Returns
    -------
    list of int or float
        At least one and at most `most` numbers, none larger than a million.

    Raises
    ------
    ValueError
        Says what to type instead.

    Examples
    --------
    >>> read_numbers("1, 1/2 -3"), read_numbers("[1, .25]")
    ([1, 0.5, -3], [1, 0.25])
    """
    bare = text.strip().replace("−", "-")
    if bare[:1] + bare[-1:] in ("[]", "()"):
        bare = bare[1:-1].strip()
    if not bare:
        raise ValueError(f"Type 1 to {most} numbers, for example: 1, 0.5, 1/4")
    pieces = re.split(r"\s*,\s*|\s+", bare)
    if len(pieces) > most:
        raise ValueError(f"That is {len(pieces)} numbers; type at most {most}.")
    if "" in pieces:
        raise ValueError("A number is missing beside a comma: type one number between two commas.")
    return [read_number(piece) for piece in pieces]


def write_numbers(values):
    """Return numbers as they would be typed.

    Parameters
    ----------
    values : array_like, shape (N,)
        Real numbers.

    Returns
    -------
    str

    Examples
    --------
    >>> write_numbers([1.0, 0.5, -3])
    '1, 0.5, -3'
    """
    return ", ".join(f"{value:.12g}" for value in values)


def read_number(text):
    """Read one number: a whole number, a decimal or a fraction; nothing is evaluated.

    Parameters
    ----------
    text : str
        What was typed.

    Returns
    -------
    int or float

    Raises
    ------
    ValueError
        Says what was typed and what to type instead.

    Examples
    --------
    >>> read_number("3/4"), read_number("-2"), read_number("1e3")
    (0.75, -2, 1000.0)
    """
    bare = text.strip().replace("−", "-")
    match = NUMBER.fullmatch(bare)
    if not match:
        raise ValueError(
            f"“{shorten(text)}” is not a number. Type digits, for example 2, 0.5, -1 or 1/4."
        )
    value, divisor = match["value"], float(match["divisor"] or 1)
    if divisor == 0:
        raise ValueError(f"“{shorten(text)}” divides by zero.")
    result = float(value) / divisor
    if abs(result) > LARGEST:
        raise ValueError(f"“{shorten(text)}” is too large; type numbers up to 1 000 000.")
    return int(result) if re.fullmatch(r"[+-]?\d+", value) and divisor == 1 else result


def shorten(text, longest=24):
    """Return `text` without its middle where it is long.

    Parameters
    ----------
    text : str
        Any text.
    longest : int
        How many characters are kept at the most.

    Returns
    -------
    str

    Examples
    --------
    >>> shorten("a very long word that somebody typed")
    'a very long … ebody typed'
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    half = (longest - 2) // 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"
