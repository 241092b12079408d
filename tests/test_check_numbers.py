"""Typed numbers: those that the course asks for, and any value that the stepper asks for."""

import decimal
import fractions

import numpy as np
import pytest

from helpers import check, record
from helpers.check.asked import ASKED, BOARD, DRAW, SEED, answer, question
from helpers.check.typed import explain_value, judge, mentions, near
from helpers.models.layers import output_size
from helpers.operations import convolve, correlate
from helpers.trace import trace

RIGHT = {  # the same for all
    "sigma of two blurs": 5,
    "multiplications, 2-D": 225,
    "multiplications, separable": 30,
    "weights, dense": 1024,
    "weights, local": 288,
    "weights, shared": 9,
}
with pytest.MonkeyPatch.context() as patch:
    patch.setenv(SEED, "15")
    A, B = check.my_numbers("c").values()
    IMAGE, KERNEL = check.my_numbers("S").values()
    PIXEL = np.pad(check.my_numbers("pixel")["image"], 1, mode="edge")
    WEIGHTS = check.my_numbers("kernel")["kernel"]
    LAYER, FIELD = check.my_numbers("layer"), check.my_numbers("field")
C = convolve(A, B)
OF_C = {f"my c[{n}]": value for n, value in enumerate(C.tolist())}
RIGHT |= {"my length": len(C), **OF_C}
RIGHT |= {
    "my convolution of 2×2": convolve(IMAGE, KERNEL, "valid").item(),
    "my correlation of 2×2": correlate(IMAGE, KERNEL, "valid").item(),
    "my pixel, edge": PIXEL[0:3, 2:5].mean().item(),
    "my sum of weights": WEIGHTS.sum().item(),
    "my checkerboard": (WEIGHTS * BOARD).sum().item(),
    "my output size": output_size(**LAYER),
    "my receptive field": FIELD["k1"] + (FIELD["k2"] - 1) * FIELD["s1"],
}


@pytest.fixture(autouse=True)
def the_learner_s_numbers(fresh_record, monkeypatch):
    monkeypatch.setenv(SEED, "15")


@pytest.mark.parametrize("name", RIGHT)
def test_right_numbers_in_any_form(name):
    value = RIGHT[name]
    forms = [float, np.float32, np.array, fractions.Fraction, decimal.Decimal, str, complex]
    for written in [write(value) for write in forms]:
        verdict = check.number(written, name)
        assert (verdict.correct, verdict.mistake, verdict.name) == (True, None, name)


@pytest.mark.parametrize("nothing", [None, ..., "", "  "])
def test_no_number_yet(nothing):
    assert check.number(nothing, "my length").correct is None
    assert record.events() == []


NONE = [True, np.True_, [6], (6,), np.array([6, 6]), np.array([]), {}, {6}, float("nan"), np.inf]
NONE += ["six", "6 6", "6,5,4", "6,000", "[6]", "1/0", "2**3", "1e999", b"6", type, object()]


@pytest.mark.parametrize("given", [*NONE, 10**400])
def test_what_is_no_number(given):
    verdict = check.number(given, "my length")
    assert (verdict.correct, verdict.mistake) == (False, "no_number")


@pytest.mark.parametrize("name", ["my c[7]", "c[-1]", "", "my C[1]", None, 3, [], "x" * 1000])
def test_unknown_names_are_said(name):
    verdict = check.number(6, name)
    assert verdict.correct is None
    assert "'my length'" in verdict.feedback


def test_the_names_are_those_of_the_course():
    assert set(ASKED) == set(RIGHT)
    asked = {key for notebook in range(10) for key in check.asked_in(f"{notebook:02}")}
    assert {key for key in asked if key.startswith("number/")} <= {f"number/{n}" for n in RIGHT}
    assert {f"number/{name}" for name in RIGHT if not name.startswith("my c[")} <= asked


@pytest.mark.parametrize("name", RIGHT)
def test_a_wrong_number_is_never_near_the_right_one(name):
    """A number that comes from a mistake is either the right one, or clearly another."""
    for wrong, key, clause in question(name).known:
        assert near(wrong, RIGHT[name]) or abs(wrong - RIGHT[name]) > 1e-3, (wrong, key)
        assert clause
        assert not clause.endswith(".")


R = correlate(A, B)
TURNED = np.flip(KERNEL)
WRONG = [
    (8, "my length", "lengths_added"),
    (6, "my length", "largest_index"),
    (3, "my length", "valid"),
    (1, "my length", "dot"),
    *((R[n], f"my c[{n}]", "no_flip") for n in (1, 4)),
    (A[0] * B[1], "my c[1]", "one_product"),
    (C[2], "my c[1]", "other_output"),
    (C[0] + C[1], "my c[1]", "not_reset"),
    (17.3, "my c[4]", "unknown"),
    ((IMAGE * KERNEL).sum(), "my convolution of 2×2", "no_flip"),
    ((IMAGE * TURNED).sum(), "my correlation of 2×2", "flipped"),
    ((IMAGE * np.flipud(KERNEL)).sum(), "my convolution of 2×2", "flip_rows_only"),
    ((IMAGE * KERNEL.T).sum(), "my convolution of 2×2", "transposed"),
    ((IMAGE * np.rot90(KERNEL)).sum(), "my convolution of 2×2", "rot90"),
    ((IMAGE * TURNED).mean(), "my convolution of 2×2", "count_normalised"),
    (IMAGE[0, 0] * KERNEL[1, 1], "my convolution of 2×2", "one_product"),
    (IMAGE.sum() * KERNEL.sum(), "my convolution of 2×2", "sums_multiplied"),
    ((IMAGE @ KERNEL).sum(), "my correlation of 2×2", "matrix_product"),
    (PIXEL[0:3, 2:5].sum(), "my pixel, edge", "sum"),
    (WEIGHTS.sum(), "my checkerboard", "signs_unused"),
    (abs(WEIGHTS).sum(), "my sum of weights", "signs_lost"),
    (output_size(**LAYER) - 1, "my output size", "plus_one_missing"),
    (FIELD["k1"] + FIELD["k2"] - 1, "my receptive field", "stride_ignored"),
    (7, "sigma of two blurs", "added"),
    (12, "sigma of two blurs", "multiplied"),
    (3.5, "sigma of two blurs", "mean"),
    (25, "sigma of two blurs", "variance"),
    (2.6458, "sigma of two blurs", "root_of_sum"),
    (30, "multiplications, 2-D", "split"),
    (60, "multiplications, 2-D", "four_sides"),
    (224, "multiplications, 2-D", "additions"),
    (225, "multiplications, separable", "not_split"),
    (15, "multiplications, separable", "one_side"),
    (32, "weights, dense", "one_each"),
    (4096, "weights, dense", "square"),
    (220, "weights, local", "inside_only"),
    (108, "weights, local", "inner_only"),
    (9, "weights, local", "shared"),
    (8, "weights, shared", "without_itself"),
    (7, "weights, shared", "unknown"),
]


@pytest.mark.parametrize(("value", "name", "mistake"), WRONG)
def test_wrong_numbers_are_looked_up(value, name, mistake):
    verdict = check.number(value, name)
    assert (verdict.correct, verdict.mistake) == (False, mistake)
    assert verdict.feedback.count(", or where") <= 1


@pytest.mark.parametrize("name", RIGHT)
def test_the_number_that_is_asked_for_is_never_said(name):
    values = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, -1, 17, 0.7, 0.749, "x", True, [1], "1/4 x", 1e-9]
    values += [-value for value in RIGHT.values()] + C.tolist() + R.tolist()
    asked = question(name)
    values += [wrong for wrong, _, _ in asked.known]
    for value in values:
        for failures in range(4):
            verdict = judge(value, asked, failures)
            if verdict.correct is False:
                assert not mentions(verdict.feedback, RIGHT[name])


@pytest.mark.parametrize("name", RIGHT)
def test_each_failure_says_more(name):
    if name == "my sum of weights":  # so small a number that it stands in both cases
        return
    first, second, third, fourth = (check.number(17.3, name) for _ in range(4))
    assert "case" not in first.feedback
    assert second.parts[: len(first.parts)] == third.parts[: len(first.parts)] == first.parts
    assert len(second.parts) == len(third.parts) == len(first.parts) + 3
    assert second.parts != third.parts == fourth.parts
    assert " case: " in second.feedback or "A case, " in second.feedback
    assert check.number(RIGHT[name], name).correct
    assert check.number(17.3, name).feedback == first.feedback


def test_several_numbers_at_once():
    verdicts = check.numbers({"my length": 7, "my c[1]": R[1], "my c[4]": ...})
    assert [v.correct for v in verdicts] == [True, False, None]
    assert not verdicts
    assert check.numbers(RIGHT)
    html = verdicts._repr_html_()
    assert html.count("<h3>") == 3
    with pytest.raises(TypeError, match="dict"):
        check.numbers([6])


# Numbers of a learner's own.


def test_they_stay_the_same_and_are_kept(monkeypatch):
    monkeypatch.delenv(SEED)
    first = check.my_numbers("c")
    kept = first["a"].copy()
    first["a"][:] = 7  # what a learner writes into them does not stay
    record._record_at.cache_clear()
    assert np.array_equal(check.my_numbers("c")["a"], kept)
    assert len(record.events("seed", "my numbers")) == 1
    assert repr(first).startswith("Your own numbers: a = [")


def test_others_have_other_ones(monkeypatch):
    shown = set()
    for seed in range(20):
        monkeypatch.setenv(SEED, str(seed))
        shown.add("".join(repr(check.my_numbers(what)) for what in DRAW))
    assert len(shown) == 20
    assert record.events("seed") == []


@pytest.mark.parametrize("seed", range(0, 1000, 97))
def test_no_usual_mistake_leads_to_the_right_number(seed, monkeypatch):
    monkeypatch.setenv(SEED, str(seed))
    usual = {"no_flip", "flipped", "zeros", "reflect", "wrap", "lengths_added", "padding_once"}
    for name in (name for name in ASKED if name.startswith("my ")):
        asked = question(name)
        for wrong, key, _ in asked.known:
            if key in usual and (key, "correlation" in name) != ("no_flip", True):
                assert not near(wrong, asked.right), (name, key)
        for failures in (1, 2):
            assert answer(name, asked.right + 1000, failures).correct is False


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


def test_several_mistakes_with_one_number_are_named_with_or():
    said = explain_value(1.75, [1, 0.5, 1, 1], [1, 0.5, 0.25], index=(4,)).feedback
    assert "mirror image" in said
    assert ", or where" in said


def test_names_and_rounding():
    verdict = explain_value("0.3333", [1 / 3, 1], [1, 1], names=("x", "h", "y"))
    assert verdict.correct
    assert verdict.name == "y[0]"
    assert not explain_value("0.33", [1 / 3, 1], [1, 1]).correct


@pytest.mark.parametrize("mode", ["same", "valid"])
def test_mistakes_in_two_dimensions_are_named(mode):
    image = np.array([[3, -1, 2, 5], [0.5, 4, -2, 1], [7, 2.5, 6, -3]])
    kernel = np.array([[1, -2, 4], [3, 0.5, 5], [-1, 2, 6]])
    stages = {"upside down": np.flipud, "transposed": np.transpose, "90 degrees": np.rot90}
    for said, turn in stages.items():
        wrong = correlate(image, turn(kernel), mode)
        verdict = explain_value(wrong[-1, 1], image, kernel, mode=mode, index=(len(wrong) - 1, 1))
        assert said in verdict.feedback
        assert "turned by 180 degrees. Which entry of b lies on" in verdict.feedback
    bordered = convolve(image, kernel, "same", boundary="edge")
    said = explain_value(bordered[0, 3], image, kernel, mode="same", index=(0, 3)).feedback
    assert "repeats the edge pixel" in said


@pytest.mark.parametrize(
    "arguments",
    [
        *({"operation": "product"}, {"mode": "half"}, {"mode": "valid", "h": [1] * 9}),
        *({"index": (17,)}, {"index": (-1,)}, {"index": 3.5}, {"index": None}),
        *({"x": []}, {"x": "text"}, {"h": [[1]]}, {"names": ("a",)}),
    ],
)
def test_what_cannot_be_asked_is_said(arguments):
    verdict = explain_value(1, **{"x": X, "h": H, **arguments})
    assert verdict.correct is None
    assert "nothing to compare with" in verdict.feedback


@pytest.mark.parametrize("value", [None, "", "two", True, np.array([1, 2]), float("inf"), object()])
def test_explaining_never_raises(value):
    assert explain_value(value, X, H).correct in (None, False)
