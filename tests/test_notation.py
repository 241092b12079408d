"""Numbers as they are written and read."""

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
    ],
)
def test_what_may_be_typed(text, numbers):
    assert read_numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one, two", "“one” is not a number"),
        ("1,,2", "missing beside a comma"),
        ("1,2,", "missing beside a comma"),
        (",", "missing beside a comma"),
        ("1e999", "“1e999” is too large; type numbers up to 1 000 000"),
        ("nan", "“nan” is not a number"),
        ("inf", "“inf” is not a number"),
        ("__import__('os')", "is not a number"),
        ("1/0", "divides by zero"),
        ("1/-2", "is not a number"),
        ("1;2", "“1;2” is not a number"),
        ("0x10", "is not a number"),
        ("1_000", "is not a number"),
        ("١٢", "is not a number"),
        ("", f"Type 1 to {MOST} numbers"),
        (" \n ", f"Type 1 to {MOST} numbers"),
        ("[]", f"Type 1 to {MOST} numbers"),
        ("1 " * 10_000, f"That is 10000 numbers; type at most {MOST}"),
        ("9" * 10_000, "is too large"),
        ("x" * 10_000, "is not a number"),
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


def test_one_number_is_wanted():
    with pytest.raises(ValueError, match="is not a number"):
        read_number("1 2")
