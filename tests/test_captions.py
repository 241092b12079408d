"""Sentence, line of code and text alternative say what the trace computes."""

import re

import numpy as np
import pytest
from shown import text_of

from helpers.data.signals import signal
from helpers.drawing.captions import (
    caption_html,
    code_line,
    ink,
    kernel_label,
    listing,
    sentence_html,
    text_alternative_2d,
)
from helpers.drawing.style import INPUT, KERNEL, OUTPUT, PRODUCT
from helpers.numbers import number, weights
from helpers.trace import trace

A, B = [1, 0.5, 1, 1], [1, 0.5, 0.25]
MODES = ("full", "same", "valid")


@pytest.mark.parametrize("operation", ["convolution", "correlation"])
def test_the_line_of_code_computes_the_step(operation):
    names = {"convolution": "abc", "correlation": "abr"}[operation]
    for mode in MODES:
        for step in trace(A, B, operation=operation, mode=mode, names=names):
            code, comment = code_line(step).split("    # ")
            name, indices = re.search(r"\b([mn]) = ([\d, ]+)", comment.split(";")[0]).groups()
            out = np.zeros(9)
            for index in map(int, indices.split(",")):
                exec(code, {"a": A, "b": B, names[2]: out, name: index})
            assert out[step.index] == step.total
            assert np.count_nonzero(out) == 1


@pytest.mark.parametrize("operation", ["convolution", "correlation"])
def test_the_line_of_code_computes_the_step_in_two_dimensions(operation):
    x, h = signal("counting"), np.array([[1, 2, -1], [3, 4, 5]])
    for mode in MODES:
        for step in trace(x, h, operation=operation, mode=mode, names="xhS"):
            code, comment = code_line(step).split("    # ")
            rows, columns = (
                [int(value) for value in part.split(" = ")[1].split(",")]
                for part in comment.split("; ")
            )
            out = np.zeros((9, 9))
            for m in rows:
                for n in columns:
                    exec(code, {"x": x, "h": h, "S": out, "m": m, "n": n})
            assert out[step.place] == step.total
            assert np.count_nonzero(out) <= 1


def test_the_line_of_code_names_the_place_where_index_and_shift_differ():
    first = next(trace(A, B, mode="valid"))
    assert code_line(first) == (
        "c[0] += a[m] * b[2 - m]    # m = 0, 1, 2; c[0] is the value at n = 2"
    )


@pytest.mark.parametrize("operation", ["convolution", "correlation"])
def test_the_label_of_the_kernel_is_what_stands_there(operation):
    for step in trace(A, B, operation=operation):
        label = kernel_label(step)
        for term in step.terms:
            inside = re.fullmatch(r"b\[(.*)\]", label)[1].replace("−", "-")
            assert eval(inside, {"m": term.input_index[0]}) == term.kernel_index[0]


def parts(step):
    return text_of(sentence_html(step)).split(" = ")


@pytest.mark.parametrize(
    ("count", "kinds"), [(1, 4), (4, 5), (5, 4), (9, 4), (10, 3), (25, 3), (26, 3)]
)
def test_a_long_sum_is_told_shorter_and_shorter(count, kinds):
    """Output and total; names up to 4 terms, factors up to 9, products up to 25 of them."""
    step = list(trace([2] * count, [3] * count))[count - 1]
    said = parts(step)
    assert len(said) == kinds
    assert said[0] == f"c[{count - 1}]"
    assert said[-1] == str(6 * count)
    assert (f"a[0]·b[{count - 1}]" in said[1]) == (count <= 4)
    assert any("2·3" in part for part in said) == (count <= 9)
    assert (" + ".join(["6"] * count) in said[1:-1]) == (1 < count <= 25)
    assert (f"sum of {count} products" in said) == (count > 25)


def test_each_symbol_has_the_ink_of_its_role():
    step = list(trace(A, B))[1]
    html = sentence_html(step)
    for role, texts in {
        INPUT: ["a[0]", "a[1]", "1", "0.5"], KERNEL: ["b[0]", "b[1]", "0.5", "1"],
        PRODUCT: ["0.5 + 0.5"], OUTPUT: ["c[1]", "1"],
    }.items():  # fmt: skip
        inks = re.findall(rf'<span style="color:{role.ink}">([^<]*)</span>', html)
        assert sorted(inks) == sorted(texts)


def test_the_kernel_is_written_as_it_is_asked_for():
    h = np.full((3, 3), 1 / 9)
    step = next(trace(signal("F"), h, mode="valid", names="FhS"))
    written = dict(zip(np.ndindex(h.shape), weights(h.ravel().tolist()), strict=True))
    assert "0·1/9 + 0·1/9" in text_of(caption_html(step, written))


def test_what_is_inked_is_escaped():
    assert ink("<b>&", INPUT) == f'<span style="color:{INPUT.ink}">&lt;b&gt;&amp;</span>'


def test_a_listing_reads_as_prose():
    assert [listing("123"[:k]) for k in (1, 2, 3)] == ["1", "1 and 2", "1, 2 and 3"]


@pytest.mark.parametrize("operation", ["convolution", "correlation"])
@pytest.mark.parametrize("mode", MODES)
def test_the_text_alternative_names_window_kernel_products_and_total(operation, mode):
    x, h = signal("counting"), np.array([[1, 2], [3, -4], [5, 6]])
    steps = list(trace(x, h, operation=operation, mode=mode, names="xhS"))
    for i, step in enumerate(steps):
        alt = text_alternative_2d(x, h, steps, i)
        assert alt.startswith(f"Step {i + 1} of {len(steps)} of the {operation} of the 3×4 input x")
        met = [f"{number(t.kernel_value)} on {number(t.input_value)}" for t in step.terms]
        assert f"of x: {', '.join(met)}." in alt
        assert listing([number(t.product) for t in step.terms]) in alt
        assert re.search(rf"{re.escape(step.output)} = {number(step.total)}\.", alt)
        before = f"The value before it is {steps[i - 1].output} = {number(steps[i - 1].total)}."
        assert alt.endswith(before if i else "It is the first value.")


@pytest.mark.parametrize(("operation", "flip"), [("convolution", True), ("correlation", False)])
def test_the_text_alternative_says_where_the_kernel_lies(operation, flip):
    x, h = signal("counting"), np.ones((2, 3), int)
    for mode in MODES:
        steps = list(trace(x, h, operation=operation, mode=mode, names="xhS"))
        for i, step in enumerate(steps):
            alt = text_alternative_2d(x, h, steps, i).replace("−", "-")
            assert ("turned by 180°" in alt) == flip
            (top, bottom), (left, right) = (
                map(int, re.search(rf"{name}s (-?\d+) to (-?\d+)", alt).groups())
                for name in ("row", "column")
            )
            rows, columns = ({t.input_index[k] for t in step.terms} for k in (0, 1))
            assert rows == set(range(top, bottom + 1)) & set(range(3))
            assert columns == set(range(left, right + 1)) & set(range(4))
            assert (bottom - top, right - left) == (1, 2)
