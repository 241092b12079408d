"""Sentence, line of code and text alternative say what the trace computes.

Square brackets are Python: whatever is printed with them, evaluated on the arrays, gives the number
that is printed. Coordinates in parentheses, and the two indices of one dimension, add up.
"""

import ast
import itertools
import operator
import re

import numpy as np
import pytest
from shown import text_of

from helpers.data.signals import signal
from helpers.drawing.captions import (
    caption_html,
    code_line,
    kernel_label,
    listing,
    sentence_html,
    text_alternative,
    text_alternative_2d,
)
from helpers.drawing.style import INPUT, KERNEL, OUTPUT, PRODUCT
from helpers.numbers import number, weights
from helpers.operations import BOUNDARIES
from helpers.trace import OPERATIONS, trace

A, B = [1, 0.5, 1, 1], [1, 0.5, 0.25]
MODES = ("full", "same", "valid")
EVALUATED = {ast.Add: operator.add, ast.Mult: operator.mul, ast.Sub: operator.sub,
             ast.Div: operator.truediv}  # fmt: skip
EITHER = pytest.mark.parametrize("operation", OPERATIONS)


def evaluate(text, known):
    """Evaluate sums and products of numbers, names and entries of arrays; nothing else."""

    def value(node):
        if isinstance(node, ast.BinOp):
            return EVALUATED[type(node.op)](value(node.left), value(node.right))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return -value(node.operand)
        if isinstance(node, ast.Subscript):
            return value(node.value)[value(node.slice)]
        if isinstance(node, ast.Tuple):
            return tuple(map(value, node.elts))
        if isinstance(node, ast.Constant):
            return node.value
        assert isinstance(node, ast.Name), text
        return known[node.id]

    plain = text.translate({ord("·"): "*", ord("−"): "-"}).strip()
    return value(ast.parse(plain, mode="eval").body)


def signals(dimensions, seed):
    """Return input and kernel of small numbers that are printed as they are."""
    rng = np.random.default_rng(seed)
    kernels = {1: [(3,), (2,), (4,)], 2: [(3, 3), (2, 2), (1, 3)]}[dimensions]
    x = rng.integers(-9, 9, (6, 5)[:dimensions]) / 2
    return x, rng.integers(-4, 5, kernels[seed]) / 4


def every_step(dimensions, operation):
    """Yield arrays by their names, all steps and the number of each step, of many traces."""
    names = {1: "ab", 2: "Fh"}[dimensions] + {"convolution": "c", "correlation": "r"}[operation]
    for seed in range(3):
        x, h = signals(dimensions, seed)
        ways = [(mode, "constant") for mode in MODES]
        ways += [("same", boundary) for boundary in BOUNDARIES[1:]] if dimensions == 2 else []
        for mode, boundary in ways:
            steps = list(
                trace(x, h, operation=operation, mode=mode, boundary=boundary, names=names)
            )
            y = OPERATIONS[operation](x, h, mode, boundary=boundary)
            for i in range(len(steps)):
                yield dict(zip(names, (x, h, y), strict=True)), steps, i


def coordinates(text):
    """Return what stands in brackets of either kind."""
    inside = re.search(r"[\[(](.*)[\])]", text)[1].replace("−", "-")
    return np.array([int(part) for part in inside.split(",")])


@EITHER
@pytest.mark.parametrize("dimensions", [1, 2])
def test_the_numbers_of_a_sentence_are_equal_from_end_to_end(dimensions, operation):
    for arrays, steps, i in every_step(dimensions, operation):
        step = steps[i]
        for text in (step.sentence, text_of(sentence_html(step))):
            first, *parts = re.sub(r", at (n = |lag )−?\d+,", "", text).split(" = ")
            known = dict(arrays)
            if dimensions == 2:  # F(i, j) is what stands there, h(u, v) what is meant by it
                met = [(t.input_value, t.kernel_value) for t in step.terms]
                names = dict(zip(np.ravel(step.factors), np.ravel(met), strict=True))
                parts = [
                    re.sub(r"[Fh]\([^)]*\)", lambda m, names=names: f"({names[m[0]]})", part)
                    for part in parts
                ]
                assert first == step.output
            else:
                assert evaluate(first, known) == step.total
            assert len(parts) >= 2
            for part in parts:
                assert evaluate(part, known) == pytest.approx(step.total), text


@EITHER
@pytest.mark.parametrize("dimensions", [1, 2])
def test_the_indices_of_a_sentence_add_up(dimensions, operation):
    sign = 1 if operation == "convolution" else -1
    for arrays, steps, i in every_step(dimensions, operation):
        text = steps[i].sentence
        named = re.search(r", at (?:n = |lag )(−?\d+),", text)
        assert (dimensions == 1 and operation == "correlation") <= bool(named)
        here = coordinates(f"({named[1]})" if named else text.split(" = ")[0])
        products = re.sub(r", at (n = |lag )−?\d+,", "", text).split(" = ")[1].split(" + ")
        for product in products:
            at_input, at_kernel = map(coordinates, product.split("·"))
            assert (at_input == here + -sign * at_kernel).all(), text
        if dimensions == 2:
            h = arrays["h"]
            middle = np.array(h.shape) // 2 if all(m % 2 for m in h.shape) else [0, 0]
            said = {tuple(middle + coordinates(p.split("·")[1])) for p in products}
            assert said == {term.kernel_index for term in steps[i].terms}


@EITHER
@pytest.mark.parametrize("dimensions", [1, 2])
def test_the_line_of_code_computes_the_step(dimensions, operation):
    for arrays, steps, i in every_step(dimensions, operation):
        line, comment = code_line(steps[i]).split("    # ")
        left, right = line.split(" += ")
        known = dict(arrays)
        if padded := re.search(r'P = np\.pad\(F, (.*), "(\w+)"\)', comment):
            known["P"] = np.pad(arrays["F"], ast.literal_eval(padded[1]), mode=padded[2])
        runs = {}
        for names, values in re.findall(r"([muv](?:, [nv])?|n) = (-?\d+(?:, -?\d+)*)", comment):
            for name in names.split(", "):
                runs.setdefault(name, list(map(int, values.split(", "))))
        used = sorted(set(re.findall(r"\b[muvn]\b", right)))
        places = itertools.product(*(runs[name] for name in used))
        total = sum(evaluate(right, known | dict(zip(used, at, strict=True))) for at in places)
        assert total == pytest.approx(evaluate(left, known)) == pytest.approx(steps[i].total)
        if called := re.search(r"(\w\[[^]]*\]) is \w(\([^)]*\))", comment):
            assert called[1] == left
            assert tuple(coordinates(called[2])) == steps[i].place


@EITHER
def test_the_text_alternative_prints_true_entries(operation):
    for arrays, steps, i in every_step(1, operation):
        x, h, _ = arrays.values()
        alt = text_alternative(x.tolist(), h.tolist(), steps, i)
        found = re.findall(r"(\w\[\d+\]) (?:=|≈) (−?[\d./]+\d|−?\d)", alt)
        assert len(found) == 2 * len(steps[i].terms) + i + 1
        for entry, value in found:
            assert number(float(evaluate(entry, arrays))) == value
    for arrays, steps, i in every_step(2, operation):
        alt = text_alternative_2d(arrays["F"], arrays["h"], steps, i)
        assert "[" not in alt
        offset = np.subtract(steps[0].place, steps[0].index)
        for place, value in re.findall(r"[cr](\([^)]*\)) = (−?[\d./]+\d|−?\d)", alt):
            entry = arrays[steps[0].names[2]][tuple(coordinates(place) - offset)]
            assert number(float(entry)) == value


def test_a_kernel_with_a_centre_is_counted_from_it():
    step = next(trace(signal("F"), np.ones((3, 3)), mode="valid", names="FhS"))
    assert step.output == "S(1, 1)"
    assert step.factors[0] == ("F(0, 0)", "h(1, 1)")
    assert code_line(step) == (
        "S[0, 0] += F[1 - u, 1 - v] * h[1 + u, 1 + v]    # u, v = -1, 0, 1; S[0, 0] is S(1, 1)"
    )
    step = next(trace(signal("F"), np.ones((3, 3)), mode="same", boundary="edge", names="FhS"))
    assert step.factors[0] == ("F(−1, −1)", "h(1, 1)")
    assert code_line(step).startswith("S[0, 0] += P[1 - u, 1 - v] * h[1 + u, 1 + v]    # ")
    assert code_line(step).endswith('; P = np.pad(F, 1, "edge")')


@EITHER
def test_the_label_of_the_kernel_is_what_stands_there(operation):
    for step in trace(A, B, operation=operation):
        inside = re.fullmatch(r"b\[(.*)\]", kernel_label(step))[1]
        for term in step.terms:
            assert evaluate(inside, {"m": term.input_index[0]}) == term.kernel_index[0]


@pytest.mark.parametrize(
    ("count", "kinds"), [(1, 4), (4, 5), (5, 4), (9, 4), (10, 3), (25, 3), (26, 3)]
)
def test_a_long_sum_is_told_shorter_and_shorter(count, kinds):
    """Output and total; names up to 4 terms, factors up to 9, products up to 25 of them."""
    step = list(trace([2] * count, [3] * count))[count - 1]
    said = text_of(sentence_html(step)).split(" = ")
    assert len(said) == kinds
    assert said[0] == f"c[{count - 1}]"
    assert said[-1] == str(6 * count)
    assert (f"a[0]·b[{count - 1}]" in said[1]) == (count <= 4)
    assert any("2·3" in part for part in said) == (count <= 9)
    assert (" + ".join(["6"] * count) in said[1:-1]) == (1 < count <= 25)
    assert (f"sum of {count} products" in said) == (count > 25)


def test_each_symbol_has_the_ink_of_its_role():
    html = sentence_html(list(trace(A, B))[1])
    for role, texts in (
        (INPUT, ["a[0]", "a[1]", "1", "0.5"]), (KERNEL, ["b[0]", "b[1]", "0.5", "1"]),
        (PRODUCT, ["0.5 + 0.5"]), (OUTPUT, ["c[1]", "1"]),
    ):  # fmt: skip
        inked = re.findall(rf'<span [^>]*style="color:{role.ink}">([^<]*)</span>', html)
        assert sorted(inked) == sorted(texts)


def test_the_kernel_is_written_as_it_is_asked_for():
    h = np.full((3, 3), 1 / 9)
    step = next(trace(signal("F"), h, mode="valid", names="FhS"))
    written = dict(zip(np.ndindex(h.shape), weights(h.ravel().tolist()), strict=True))
    assert "0·1/9 + 0·1/9" in text_of(caption_html(step, written))


@pytest.mark.parametrize(("operation", "flip"), [("convolution", True), ("correlation", False)])
def test_the_text_alternative_says_where_the_kernel_lies(operation, flip):
    x, h = signal("counting"), np.array([[1, 2, -4], [3, 5, 6]])
    for mode in MODES:
        steps = list(trace(x, h, operation=operation, mode=mode, names="xhS"))
        for i, step in enumerate(steps):
            alt = text_alternative_2d(x, h, steps, i).replace("−", "-")
            assert alt.startswith(f"Step {i + 1} of {len(steps)} of the {operation} of the 3×4")
            assert ("turned by 180°" in alt) == flip
            (top, bottom), (left, right) = (
                map(int, re.search(rf"{name}s (-?\d+) to (-?\d+)", alt).groups())
                for name in ("row", "column")
            )
            rows, columns = ({t.input_index[k] for t in step.terms} for k in (0, 1))
            assert rows == set(range(top, bottom + 1)) & set(range(3))
            assert columns == set(range(left, right + 1)) & set(range(4))
            met = ", ".join(f"{t.kernel_value} on {t.input_value}" for t in step.terms)
            assert f"of x: {met}. " in alt
            assert listing([str(t.product) for t in step.terms]) in alt
