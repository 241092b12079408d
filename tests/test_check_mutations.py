"""Right answers, changed in one place each: no check accepts what has become wrong.

Each line of the loops below is mutated: a range one shorter at either end, a size fixed or taken
from another axis, indices exchanged, the type of the output taken from an operand, a mean replaced
by another centre.
"""

import ast
import copy
import inspect

import numpy as np
import pytest
from test_check_exercises import EXAMPLES

from helpers import check
from helpers.check.diagnosis import examine
from helpers.check.exercise import Exercise

RIGHT = {key: inspect.getsource(module.RIGHT) for key, module in EXAMPLES.items()}
SAME_TYPE = {  # operands whose type does not matter to the output
    ("uint8_filter", "kernel"),  # never whole: an image of 8 bits has a kernel with decimals
    ("find_template", "image"),
    ("find_template", "template"),
    ("correlate", "a"),  # complex wherever it must be
    ("correlate", "v"),
    ("learned_kernel", "kernel"),  # the weights are those of the kernel
}


SAME_RESULT = {  # what is no mistake
    "convolve_same": {"len(b) → 5"},  # a longer buffer
    "gaussian_kernel": {"weights[u, v] → weights[v, u]"},  # symmetric
    "convolve2d": {"kernel[::-1, ::-1] → kernel[::-1, ::-1]"},
    "find_template": {"template.mean() → np.median(template)"},  # the windows have no mean
    "channels_layer": {"w.shape[2] → w.shape[3]", "w.shape[3] → w.shape[2]"},  # square kernels
}


class Mutation(ast.NodeTransformer):
    """Change the place with a given number, and say what was done there."""

    def __init__(self, place):
        self.place, self.seen, self.said = place, -1, None

    def _here(self, node, *others):
        for other in others:
            self.seen += 1
            if self.seen == self.place:
                self.said = f"{ast.unparse(node)} → {ast.unparse(other)}"
                return other
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        name = ast.unparse(node.func)
        if name == "range" and len(node.args) == 1:
            text = ast.unparse(node.args[0])
            return self._here(node, *map(parsed, (f"range({text} - 1)", f"range(1, {text})")))
        if name == "len":
            return self._here(node, *map(parsed, ("3", "4", "5")))
        if name.endswith(".mean"):
            over = name.removesuffix(".mean")
            others = (f"{over}.mean(0)", f"{over}.mean(1, keepdims=True)", f"np.median({over})")
            return self._here(node, *map(parsed, others))
        return node

    def visit_Subscript(self, node):
        self.generic_visit(node)
        if ast.unparse(node.value).endswith(".shape"):
            k = ast.literal_eval(node.slice)
            array = ast.unparse(node.value)
            other = {0: 1, 1: 0, 2: 3, 3: 2}[k] if ast.unparse(node) != "x.shape[2]" else 1
            return self._here(node, *map(parsed, (f"{array}[{other}]", "3", "4", "5")))
        if isinstance(node.slice, ast.Tuple) and len(node.slice.elts) == 2:
            turned = copy.deepcopy(node)
            turned.slice.elts.reverse()
            return self._here(node, turned)
        return node


def parsed(text):
    return ast.parse(text, mode="eval").body


def made(tree, name):
    space = {"np": np}
    exec(compile(ast.fix_missing_locations(tree), "<mutation>", "exec"), space)
    return space[name]


def mutants(name):
    """Yield what was changed, and the changed function."""
    for place in range(200):
        mutation = Mutation(place)
        tree = mutation.visit(ast.parse(RIGHT[name]))
        if mutation.said is None:
            return
        yield mutation.said, made(tree, name)


def typed(name):
    """Yield the function with the type of its output taken from each operand."""
    source = RIGHT[name]
    for operand in check.EXERCISES[name].arguments:
        if (name, operand) in SAME_TYPE or "sigma" in source or operand == "stride":
            continue
        text = source
        for end in ("]))\n", "columns))\n", "- 1)\n"):
            text = text.replace(end, f"{end[:-2]}, {operand}.dtype)\n")
        if text != source:
            yield f"dtype of {operand}", made(ast.parse(text), name)


@pytest.mark.parametrize("name", RIGHT)
def test_no_mutant_is_accepted(name, monkeypatch):
    monkeypatch.setattr(Exercise, "diagnose", lambda exercise, got: [])  # which mistake: no matter
    exercise = check.EXERCISES[name]
    changed = [*mutants(name), *typed(name)]
    accepted = {said for said, mutant in changed if examine(exercise, mutant).correct}
    assert len(changed) > 4 or name == "output_size"
    assert accepted <= SAME_RESULT.get(name, set())
