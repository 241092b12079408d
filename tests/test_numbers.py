"""Numbers as they are written and read."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.numbers import MOST, is_exact, number, read_number, read_numbers, write_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1, 0.5, 1, 1", [1, 0.5, 1, 1]),
        ("1 1/2\t1/4", [1, 0.5, 0.25]),
        ("  [1,2 , 3]  ", [1, 2, 3]),
        ("(-1, +2, .5, 3.)", [-1, 2, 0.5, 3]),
        ("−2 1e3 2E-1", [-2, 1000, 0.2]),
        ("1.5/0.5", [3]),
        ("0.125,3", [0.125, 3]),
        ("[0,5]", [0, 5]),
        ("0,5\t1\t-0,25\t", [0.5, 1, -0.25]),
        ("0,5;1;1,25", [0.5, 1, 1.25]),
        ("1, 2\n3, 4", [1, 2, 3, 4]),
        ("1\u202f000 2", [1000, 2]),
        ("–½ 1½ ３．５ 1⁄4", [-0.5, 1.5, 3.5, 0.25]),
        ("١٢", [12]),
    ],
)
def test_what_may_be_typed(text, numbers):
    assert read_numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one, two", "“one” is not a number"),
        ("1,,2", "missing beside a comma"),
        ("1e999", "“1e999” is too large; type numbers up to 1 000 000"),
        ("nan", "“nan” is not a number"),
        ("__import__('os')", "is not a number"),
        ("1.234,5", "as [1234.5] or as [1.234, 5]. Type thousands without a mark"),
        ("2, -1,234.5", "as [2, -1234.5] or as [2, -1, 234.5]"),
        ("1/0", "divides by zero"),
        ("1/-2", "is not a number"),
        ("1_000", "is not a number"),
        ("", f"Type 1 to {MOST} numbers"),
        (" \n ", f"Type 1 to {MOST} numbers"),
        ("1 " * 10_000, f"That is 10000 numbers; type at most {MOST}"),
        ("<b>1</b>", "“<b>1</b>” is not a number"),
    ],
)
def test_nonsense_is_refused_with_a_message_of_one_line(text, message):
    with pytest.raises(ValueError, match=r"\w") as caught:
        read_numbers(text)
    assert message in str(caught.value)
    assert len(str(caught.value)) < 160


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        values = read_numbers(text)
    except ValueError:
        return
    assert 1 <= len(values) <= MOST
    assert all(isinstance(value, int | float) and abs(value) <= 1e6 for value in values)


@given(st.lists(st.floats(-1e6, 1e6).map(lambda v: float(f"{v:.12g}")), min_size=1, max_size=9))
def test_what_is_written_is_read_back(values):
    assert read_numbers(write_numbers(values)) == pytest.approx(values, rel=1e-11)


@given(st.floats(-1e6, 1e6))
def test_what_is_shown_is_near(value):
    shown = float(Fraction(number(value).replace("−", "-")))
    assert shown == pytest.approx(value, rel=1e-3, abs=1e-12)
    if is_exact(value):
        assert shown == pytest.approx(value, rel=1e-11)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("0,5", "[0.5] or as [0, 5]"),
        ("0,5 1", "[0.5, 1] or as [0, 5, 1]"),
        ("0,5, 1,5", "[0.5, 1.5] or as [0, 5, 1, 5]"),
        ("1,1/2", "[0.55] or as [1, 0.5]"),
        ("1 000", "[1000] or as [1, 0]"),
        ("1,000\t2", "[1, 2] or as [1, 0, 2]"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused_with_both(text, readings):
    with pytest.raises(ValueError, match=re.escape(f"can be read as {readings}. Type")):
        read_numbers(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,5", 1.5),
        (" 0,125 ", 0.125),
        ("-1,5e2", -150),
        ("1,5/2", 0.75),
        ("1 000", 1000),
        ("123 456,5", None),
        ("1.234,5", 1234.5),
        ("12,345.5", 12345.5),
        ("1,000", None),
        ("−12,345", None),
        ("1 2", None),
        ("½", 0.5),
        ("–2½", -2.5),
        ("１２", 12),
    ],
)
def test_a_box_for_one_number(text, value):
    if value is None:
        with pytest.raises(ValueError, match=r"can be read as|is not a number"):
            read_number(text)
    else:
        assert read_number(text) == value
