"""Numbers of a learner's own: the same at each call, other ones for others, and none by chance."""

import numpy as np
import pytest

from helpers import check, record
from helpers.check import own
from helpers.check.asked import names, question
from helpers.check.typed import near


@pytest.fixture(autouse=True)
def progress(tmp_path, monkeypatch):
    monkeypatch.setenv(record.VARIABLE, str(tmp_path / "progress.jsonl"))
    monkeypatch.delenv(own.SEED, raising=False)


def test_they_stay_the_same_and_are_kept():
    first = check.my_numbers("c")
    record._record_at.cache_clear()
    again = check.my_numbers("c")
    assert all(np.array_equal(first[name], again[name]) for name in "ab")
    assert len(record.events("seed", "my numbers")) == 1
    assert repr(first).startswith("Your own numbers: a = [")


def test_what_a_learner_writes_into_them_does_not_stay():
    a = check.my_numbers("c")["a"]
    kept = a.copy()
    a[:] = 7
    assert np.array_equal(check.my_numbers("c")["a"], kept)


def test_others_have_other_ones(monkeypatch):
    shown = set()
    for seed in range(20):
        monkeypatch.setenv(own.SEED, str(seed))
        shown.add("".join(repr(check.my_numbers(what)) for what in own.DRAW))
    assert len(shown) == 20
    assert record.events("seed") == []


def test_a_damaged_seed_is_drawn_anew():
    record.append({"kind": "seed", "key": "my numbers", "value": "x"})
    assert check.my_numbers("c")
    assert type(record.latest("seed", "my numbers")["value"]) is int


def test_right_and_wrong_answers():
    a, b = check.my_numbers("c").values()
    c = np.convolve(a, b)
    for n, value in enumerate(c):
        assert check.number(value, f"my c[{n}]").correct
    r = np.correlate(a, b, "full")
    assert check.number(r[3], "my c[3]").mistake == "no_flip"
    assert check.number(len(c), "my length").correct
    image, kernel = check.my_numbers("S").values()
    assert check.number((image * kernel).sum(), "my correlation of 2×2").correct
    assert check.number((image * kernel).sum(), "my convolution of 2×2").mistake == "no_flip"
    image = check.my_numbers("pixel")["image"]
    padded = np.pad(image, 1, mode="edge")
    assert check.number(padded[0:3, 2:5].mean(), "my pixel, edge").correct
    zeros = np.pad(image, 1)[0:3, 2:5].mean()
    assert check.number(zeros, "my pixel, edge").mistake == "zeros"
    kernel = check.my_numbers("kernel")["kernel"]
    pattern = np.where(np.indices((3, 3)).sum(axis=0) % 2, -1, 1)
    assert check.number(kernel.sum(), "my sum of weights").correct
    assert check.number((kernel * pattern).sum(), "my checkerboard").correct
    assert check.number(kernel.sum(), "my checkerboard").mistake == "signs_unused"
    assert check.number(abs(kernel).sum(), "my sum of weights").mistake == "signs_lost"
    n, k, stride, padding = check.my_numbers("layer").values()
    size = (n + 2 * padding - k) // stride + 1
    assert check.number(size, "my output size").correct
    assert check.number(size - 1, "my output size").mistake == "plus_one_missing"


@pytest.mark.parametrize("seed", range(0, 1000, 97))
def test_no_usual_mistake_leads_to_the_right_number(seed, monkeypatch):
    monkeypatch.setenv(own.SEED, str(seed))
    usual = {"no_flip", "flipped", "zeros", "reflect", "wrap", "lengths_added", "padding_once"}
    for name in (name for name in names() if name.startswith("my ")):
        asked = question(name)
        for wrong, key, _ in asked.known:
            if key in usual and (key, "correlation" in name) != ("no_flip", True):
                assert not near(wrong, asked.right), (name, key)
        for failures in (1, 2):
            said = check.asked.answer(name, asked.right + 1000, failures)
            assert said.correct is False


def test_what_there_is_no_own_number_for():
    with pytest.raises(ValueError, match="'pixel'"):
        check.my_numbers("no such thing")
