"""Typed numbers: the worked example, and any value that the stepper asks for."""

import decimal
import fractions

import numpy as np
import pytest

from helpers import check, record
from helpers.check.asked import answer, names
from helpers.check.asked import question as _question
from helpers.check.questions import explain_value
from helpers.check.typed import mentions, near
from helpers.data.signals import signal
from helpers.operations import convolve, correlate
from helpers.trace import trace

A, B = signal("a"), signal("b")
C = convolve(A, B)
OF_C = {"length": len(C), **{f"c[{n}]": value for n, value in enumerate(C.tolist())}}


RIGHT = {
    **OF_C,
    "convolution of 2×2": 51,
    "correlation of 2×2": 69,
    "pixel (4,3)": 50,
    "sigma of two blurs": 5,
    "multiplications, 2-D": 225,
    "multiplications, separable": 30,
    "weights, dense": 1024,
    "weights, local": 288,
    "weights, shared": 9,
    "receptive field": 5,
}


@pytest.fixture(autouse=True)
def progress(tmp_path, monkeypatch):
    monkeypatch.setenv(record.VARIABLE, str(tmp_path / "progress.jsonl"))


@pytest.mark.parametrize("name", RIGHT)
@pytest.mark.parametrize(
    "write",
    [float, np.float32, np.float64, np.array, fractions.Fraction, decimal.Decimal, str, complex],
    ids=lambda w: w.__name__,
)
def test_right_numbers_in_any_form(name, write):
    verdict = check.number(write(RIGHT[name]), name)
    assert verdict.correct is True
    assert verdict.mistake is None
    assert verdict.name == name


@pytest.mark.parametrize("text", ["3/4", " .75 ", "0.75", "75e-2", "+0.75"])
def test_text(text):
    assert check.number(text, "c[4]").correct


@pytest.mark.parametrize("nothing", [None, ..., "", "  "])
def test_no_number_yet(nothing):
    verdict = check.number(nothing, "length")
    assert verdict.correct is None
    assert record.events() == []


@pytest.mark.parametrize(
    "given",
    [
        *(True, np.True_, [6], (6,), np.array([6, 6]), np.array([]), {}, {6}, float("nan"), np.inf),
        *(
            "six",
            "6 6",
            "6,5,4",
            "6,000",
            "[6]",
            "1/0",
            "2**3",
            "1e999",
            b"6",
            type,
            object(),
            10**400,
        ),
    ],
)
def test_what_is_no_number(given):
    verdict = check.number(given, "length")
    assert verdict.correct is False
    assert verdict.mistake == "no_number"
    assert not mentions(verdict.feedback.replace(repr(given), ""), 6) or isinstance(given, str)


@pytest.mark.parametrize("name", ["c[6]", "c[-1]", "c", "", "C[1]", "c[1", None, 3, [], "x" * 1000])
def test_unknown_names_are_said(name):
    verdict = check.number(6, name)
    assert verdict.correct is None
    assert "'length'" in verdict.feedback


def test_the_names_and_numbers_are_those_of_the_course():
    assert {name for name in names() if not name.startswith("my ")} == set(RIGHT)
    image, kernel = check.IMAGE_2X2, check.KERNEL_2X2
    assert convolve(image, kernel, "valid").item() == RIGHT["convolution of 2×2"]
    assert correlate(image, kernel, "valid").item() == RIGHT["correlation of 2×2"]
    assert signal("F")[3:6, 2:5].mean() == RIGHT["pixel (4,3)"]
    for array in (image, kernel):
        assert array.shape == (2, 2)
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 7


def test_orientations_of_the_small_kernel_give_different_numbers():
    kernel = check.KERNEL_2X2
    eight = [np.rot90(each, k) for each in (kernel, kernel.T) for k in range(4)]
    assert len({correlate(check.IMAGE_2X2, each, "valid").item() for each in eight}) == 8


@pytest.mark.parametrize("name", RIGHT)
def test_a_wrong_number_is_never_near_the_right_one(name):
    """A number that comes from a mistake is either the right one, or clearly another."""
    for wrong, key, clause in _question(name).known:
        assert near(wrong, RIGHT[name]) or abs(wrong - RIGHT[name]) > 1e-3, (wrong, key)
        assert clause
        assert not clause.endswith(".")


WRONG = [
    (7, "length", "lengths_added"),
    (5, "length", "largest_index"),
    (4, "length", "same"),
    (2, "length", "valid"),
    (12, "length", "outer"),
    (1, "length", "dot"),
    (0.625, "c[1]", "no_flip"),
    (0.5, "c[1]", "one_product"),
    (1.5, "c[1]", "other_output"),
    (2, "c[1]", "not_reset"),
    (0.25, "c[1]", "other_output"),
    (-1, "c[1]", "negated"),
    (1.5, "c[4]", "no_flip"),
    (0.5, "c[4]", "one_product"),
    (0.375, "c[4]", "overlap_mean"),
    (1.625, "c[4]", "other_output"),
    (1.75, "c[4]", "mirror_pad"),
    (0, "c[4]", "ends_with_input"),
    (-0.75, "c[4]", "negated"),
    (17, "c[4]", "unknown"),
    (69, "convolution of 2×2", "no_flip"),
    (61, "convolution of 2×2", "flip_rows_only"),
    (59, "convolution of 2×2", "flip_cols_only"),
    (72, "convolution of 2×2", "transposed"),
    (48, "convolution of 2×2", "anti_transposed"),
    (52, "convolution of 2×2", "rot90"),
    (68, "convolution of 2×2", "rot270"),
    (12.75, "convolution of 2×2", "count_normalised"),
    (42, "convolution of 2×2", "product_missing"),
    (9, "convolution of 2×2", "one_product"),
    (116, "convolution of 2×2", "matrix_product"),
    (124, "convolution of 2×2", "matrix_product"),
    (2, "convolution of 2×2", "full"),
    (47, "convolution of 2×2", "full"),
    (240, "convolution of 2×2", "sums_multiplied"),
    (51, "correlation of 2×2", "flipped"),
    (61, "correlation of 2×2", "flip_rows_only"),
    (67, "correlation of 2×2", "product_missing"),
    (38, "correlation of 2×2", "full"),
    (450, "pixel (4,3)", "sum_only"),
    (150, "pixel (4,3)", "divided_by_3"),
    (45, "pixel (4,3)", "centre_left_out"),
    (40, "pixel (4,3)", "centre_left_out_div9"),
    (67.5, "pixel (4,3)", "four_neighbours"),
    (72, "pixel (4,3)", "cross"),
    (90, "pixel (4,3)", "not_averaged"),
    (80, "pixel (4,3)", "other_output"),
    (60, "pixel (4,3)", "other_output"),
    (30, "pixel (4,3)", "from_one"),
    (61.875, "pixel (4,3)", "gaussian"),
    (5, "pixel (4,3)", "counted"),
    (51, "pixel (4,3)", "in_place"),
    (7, "sigma of two blurs", "added"),
    (12, "sigma of two blurs", "multiplied"),
    (3.5, "sigma of two blurs", "mean"),
    (25, "sigma of two blurs", "variance"),
    (4, "sigma of two blurs", "larger"),
    (2.6458, "sigma of two blurs", "root_of_sum"),
    (30, "multiplications, 2-D", "split"),
    (15, "multiplications, 2-D", "one_side"),
    (60, "multiplications, 2-D", "four_sides"),
    (224, "multiplications, 2-D", "additions"),
    (900, "multiplications, 2-D", "square_of_sum"),
    (225, "multiplications, separable", "not_split"),
    (15, "multiplications, separable", "one_side"),
    (60, "multiplications, separable", "four_sides"),
    (28, "multiplications, separable", "additions"),
]


@pytest.mark.parametrize(("value", "name", "mistake"), WRONG)
def test_wrong_numbers_are_looked_up(value, name, mistake):
    verdict = check.number(value, name)
    assert verdict.correct is False
    assert verdict.mistake == mistake
    assert verdict.feedback.count(", or where") <= 1


def test_several_mistakes_with_one_number_are_named_with_or():
    said = check.number(1.75, "c[4]").feedback
    assert "mirror image" in said
    assert ", or where" in said


@pytest.mark.parametrize("name", RIGHT)
def test_the_number_that_is_asked_for_is_never_said(name):
    values = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, -1, 17, 0.7, 0.749, "x", True, [1], "1/4 x", 1e-9]
    values += [-value for value in RIGHT.values()] + C.tolist() + correlate(A, B).tolist()
    values += [wrong for wrong, _, _ in _question(name).known]
    for value in values:
        for failures in range(4):
            verdict = answer(name, value, failures)
            if verdict.correct is False:
                assert not mentions(verdict.feedback, RIGHT[name])


def test_the_search_for_leaks_finds_them():
    assert mentions("It is 0.75.", 0.75)
    assert mentions("It is 3/4.", 0.75)
    assert mentions("1·0.5 + 0.5·1 = 1", 1)
    assert mentions("6 of them", 6)
    assert not mentions("c[1] = a[0]·b[1] + 12 − 0.1", 1)


@pytest.mark.parametrize("name", RIGHT)
def test_each_failure_says_more(name):
    first, second, third, fourth = (check.number(17, name) for _ in range(4))
    assert second.parts[: len(first.parts)] == first.parts
    assert third.parts[: len(first.parts)] == first.parts
    assert len(second.parts) == len(third.parts) == len(first.parts) + 3
    assert second.parts != third.parts == fourth.parts
    assert " case: " in second.feedback
    assert check.number(RIGHT[name], name).correct
    assert check.number(17, name).feedback == first.feedback


@pytest.mark.parametrize("name", OF_C)
def test_the_ladder_of_the_worked_example(name):
    first, second, third, fourth = (check.number(17, name) for _ in range(4))
    assert "case" not in first.feedback
    assert second.feedback.startswith(first.feedback)
    assert "A smaller case: a = [" in second.feedback
    assert "A worked case: a = [" in third.feedback
    assert "c[2] = a[1]·b[1] + a[2]·b[0] = " in third.feedback
    assert third.feedback == fourth.feedback


def test_looking_on_does_not_count():
    check.number(17, "length", keep=False)
    assert record.events() == []


def test_several_numbers_at_once():
    verdicts = check.numbers({"length": 6, "c[1]": 0.625, "c[4]": ...})
    assert [v.correct for v in verdicts] == [True, False, None]
    assert not verdicts
    assert check.numbers(RIGHT)
    html = verdicts._repr_mimebundle_()["text/html"]
    assert html.count("<h3>") == 3
    with pytest.raises(TypeError, match="dict"):
        check.numbers([6])


# Values of any convolution, as the stepper asks for them.

X, H = [3, -1, 2, 0.5], [1, -2, 4]
MODES = ["full", "same", "valid"]


@pytest.mark.parametrize("operation", ["convolution", "correlation"])
@pytest.mark.parametrize("mode", MODES)
def test_every_right_value_is_right_and_others_are_not(operation, mode):
    for step in trace(X, H, operation=operation, mode=mode):
        right = explain_value(step.total, X, H, operation, mode, step.index)
        assert right.correct is True
        assert right.name == step.output
        wrong = explain_value(step.total + 0.01, X, H, operation, mode, step.index)
        assert wrong.correct is False
        assert not mentions(wrong.feedback, step.total)
    assert record.events() == []


@pytest.mark.parametrize("mode", MODES)
def test_a_missing_flip_is_seen_in_every_mode(mode):
    flipped, unflipped = convolve(X, H, mode), correlate(X, H, mode)
    for k in np.flatnonzero(flipped != unflipped).tolist():
        verdict = explain_value(unflipped[k], X, H, "convolution", mode, (k,))
        assert (verdict.correct, verdict.mistake) == (False, "no_flip")
        verdict = explain_value(flipped[k], X, H, "correlation", mode, (k,))
        assert (verdict.correct, verdict.mistake) == (False, "flipped")


@pytest.mark.parametrize(
    ("value", "index", "said"),
    [
        (convolve(X, H)[3], 2, "where c[3] is meant"),
        (convolve(X, H)[1], 2, "where c[1] is meant"),
        (convolve(X, H)[3], 5, "another output is meant"),
        (12, 2, "only a[0]·b[2] is counted"),
        (14, 2, "a[1]·b[1] is forgotten"),
        (16 / 3, 2, "divided by the number of overlapping products"),
        (-16, 2, "wrong sign"),
        (16.01, 2, "close"),
    ],
)
def test_what_a_value_would_be_the_answer_to(value, index, said):
    assert said in explain_value(value, X, H, index=(index,)).feedback


def test_names_and_rounding():
    verdict = explain_value("0.3333", [1 / 3, 1], [1, 1], names=("x", "h", "y"))
    assert verdict.correct
    assert verdict.name == "y[0]"
    assert not explain_value("0.33", [1 / 3, 1], [1, 1]).correct


def test_two_dimensions():
    image, kernel = np.arange(1, 13).reshape(3, 4), np.array([[1, 2], [3, 4]])
    for mode in MODES:
        right, other = convolve(image, kernel, mode), correlate(image, kernel, mode)
        for index in np.ndindex(right.shape):
            assert explain_value(right[index], image, kernel, mode=mode, index=index).correct
            if right[index] != other[index]:
                verdict = explain_value(other[index], image, kernel, mode=mode, index=index)
                assert verdict.mistake == "no_flip"


@pytest.mark.parametrize("mode", ["same", "valid"])
def test_mistakes_in_two_dimensions_are_named(mode):
    image = np.array([[3, -1, 2, 5], [0.5, 4, -2, 1], [7, 2.5, 6, -3]])
    kernel = np.array([[1, -2, 4], [3, 0.5, 5], [-1, 2, 6]])
    stages = {"upside down": np.flipud, "transposed": np.transpose, "90 degrees": np.rot90}
    for said, turn in stages.items():
        wrong = correlate(image, turn(kernel), mode)
        verdict = explain_value(wrong[-1, 1], image, kernel, mode=mode, index=(len(wrong) - 1, 1))
        assert said in verdict.feedback
        assert "turned by 180 degrees. Which entry of b lies on which entry of a" in (
            verdict.feedback
        )
    bordered = convolve(image, kernel, "same", boundary="edge")
    said = explain_value(bordered[0, 3], image, kernel, mode="same", index=(0, 3)).feedback
    assert "repeats the edge pixel" in said


def test_complex_values():
    x, h = [1, 2j], [1, 1j]
    right = correlate(x, h)
    for k, value in enumerate(right.tolist()):
        assert explain_value(value, x, h, "correlation", index=(k,)).correct
        assert explain_value(value + 1, x, h, "correlation", index=(k,)).correct is False


@pytest.mark.parametrize(
    "arguments",
    [
        {"operation": "product"},
        {"mode": "half"},
        {"index": (17,)},
        {"index": (-1,)},
        {"index": 3.5},
        {"index": None},
        {"x": []},
        {"x": "text"},
        {"h": [[1]]},
        {"mode": "valid", "h": [1] * 9},
        {"names": ("a",)},
    ],
)
def test_what_cannot_be_asked_is_said(arguments):
    verdict = explain_value(1, **{"x": X, "h": H, **arguments})
    assert verdict.correct is None
    assert "nothing to compare with" in verdict.feedback


@pytest.mark.parametrize("value", [None, "", "two", True, np.array([1, 2]), float("inf"), object()])
def test_explaining_never_raises(value):
    assert explain_value(value, X, H).correct in (None, False)


@pytest.mark.parametrize(
    ("name", "typed", "mistake"),
    [
        ("weights, dense", 32, "one_each"),
        ("weights, dense", 288, "local"),
        ("weights, dense", 4096, "square"),
        ("weights, local", 220, "inside_only"),
        ("weights, local", 108, "inner_only"),
        ("weights, local", 9, "shared"),
        ("weights, shared", 288, "local"),
        ("weights, shared", 8, "without_itself"),
        ("weights, shared", 7, "unknown"),
    ],
)
def test_wrong_numbers_of_weights_are_known(name, typed, mistake):
    verdicts = [check.number(typed, name) for _ in range(3)]
    assert {verdict.mistake for verdict in verdicts} == {mistake}
    assert "A case: an image of 5 rows and 3 columns" in verdicts[2].feedback
    assert not any(mentions(verdict.feedback, RIGHT[name]) for verdict in verdicts)
