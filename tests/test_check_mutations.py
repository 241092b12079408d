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

from helpers import check
from helpers.check.diagnosis import examine


def convolve(a, b):
    c = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a)):
        for j in range(len(b)):
            c[i + j] += a[i] * b[j]
    return c


def correlate(a, v):
    c = np.zeros(len(a) + len(v) - 1, complex)
    for n in range(len(v)):
        for i in range(len(a)):
            c[i - n + len(v) - 1] += a[i] * np.conj(v[n])
    return c


def convolve_same(a, b):
    full = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a)):
        for j in range(len(b)):
            full[i + j] += a[i] * b[j]
    return full[(len(b) - 1) // 2 : (len(b) - 1) // 2 + len(a)]


def moving_average(image):
    output = np.zeros((image.shape[0], image.shape[1]))
    padded = np.pad(image, 1).astype(float)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            output[i, j] = padded[i : i + 3, j : j + 3].mean()
    return output


def gaussian_kernel(size, sigma):
    weights = np.zeros((size, size))
    for u in range(size):
        for v in range(size):
            square = (u - size // 2) ** 2 + (v - size // 2) ** 2
            weights[u, v] = np.exp(-square / (2 * sigma**2))
    return weights / weights.sum()


def separable(image, column, row):
    between = np.zeros((image.shape[0], image.shape[1]))
    high = np.pad(image, ((len(column) // 2,), (0,)))
    for i in range(image.shape[0]):
        for u in range(len(column)):
            between[i] += high[i + u] * column[::-1][u]
    output = np.zeros((image.shape[0], image.shape[1]))
    wide = np.pad(between, ((0,), (len(row) // 2,)))
    for j in range(image.shape[1]):
        for v in range(len(row)):
            output[:, j] += wide[:, j + v] * row[::-1][v]
    return output


def find_template(image, template):
    best, place = -2.0, None
    pattern = template - template.mean()
    for i in range(image.shape[0] - template.shape[0] + 1):
        for j in range(image.shape[1] - template.shape[1] + 1):
            window = image[i : i + template.shape[0], j : j + template.shape[1]].astype(float)
            window = window - window.mean()
            alike = (window * pattern).sum() / np.sqrt((window**2).sum() * (pattern**2).sum())
            if alike > best:
                best, place = alike, (i, j)
    return place


def strided_layer(x, w, stride):
    rows = (x.shape[0] - w.shape[0]) // stride + 1
    columns = (x.shape[1] - w.shape[1]) // stride + 1
    y = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            for u in range(w.shape[0]):
                for v in range(w.shape[1]):
                    y[i, j] += x[i * stride + u, j * stride + v] * w[u, v]
    return y


def channels_layer(x, w, b):
    rows, columns = x.shape[1] - w.shape[2] + 1, x.shape[2] - w.shape[3] + 1
    y = np.zeros((w.shape[0], rows, columns))
    for o in range(w.shape[0]):
        for c in range(x.shape[0]):
            for u in range(w.shape[2]):
                for v in range(w.shape[3]):
                    y[o] += x[c, u : u + rows, v : v + columns] * w[o, c, u, v]
        y[o] += b[o]
    return y


def learned_kernel(kernel):
    weights = np.zeros((kernel.shape[0], kernel.shape[1]))
    for i in range(kernel.shape[0]):
        for j in range(kernel.shape[1]):
            weights[i, j] = kernel[kernel.shape[0] - 1 - i, kernel.shape[1] - 1 - j]
    return weights


def descent_step(x, w, e, rate):
    new = np.zeros((w.shape[0], w.shape[1]))
    for u in range(w.shape[0]):
        for v in range(w.shape[1]):
            new[u, v] = w[u, v]
            for i in range(e.shape[0]):
                for j in range(e.shape[1]):
                    new[u, v] -= rate * x[i + u, j + v] * e[i, j] / e.size
    return new


def output_size(n, k, stride, padding, dilation):
    return (n + 2 * padding - dilation * (k - 1) - 1) // stride + 1


FILTER = """
def {}(image, kernel):
    output = np.zeros((image.shape[0], image.shape[1]))
    padded = np.pad(image, [(kernel.shape[0] // 2,), (kernel.shape[1] // 2,)])
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            for u in range(kernel.shape[0]):
                for v in range(kernel.shape[1]):
                    output[i, j] += padded[i + u, j + v] * {}[u, v]
    return {}
"""
GRADIENT = """
def gradient_{0}(x, w, g):
    d{0} = np.zeros(({0}.shape[0], {0}.shape[1]))
    for u in range(w.shape[0]):
        for v in range(w.shape[1]):
            for i in range(g.shape[0]):
                for j in range(g.shape[1]):
                    d{0}[{1}] += {2} * g[i, j]
    return d{0}
"""
BYTES = "np.clip(np.round(output), 0, 255).astype(np.uint8)"
LOOPS = [
    *(convolve, correlate, convolve_same, moving_average, gaussian_kernel, separable),
    *(find_template, strided_layer, channels_layer, learned_kernel, descent_step),
    output_size,
]
RIGHT = {  # source texts
    **{function.__name__: inspect.getsource(function) for function in LOOPS},
    "convolve2d": FILTER.format("convolve2d", "kernel[::-1, ::-1]", "output"),
    "correlate2d": FILTER.format("correlate2d", "kernel", "output"),
    "uint8_filter": FILTER.format("uint8_filter", "kernel", BYTES),
    "gradient_w": GRADIENT.format("w", "u, v", "x[i + u, j + v]"),
    "gradient_x": GRADIENT.format("x", "i + u, j + v", "w[u, v]"),
}
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
def test_no_mutant_is_accepted(name):
    exercise = check.EXERCISES[name]
    assert examine(exercise, made(ast.parse(RIGHT[name]), name)).correct
    changed = [*mutants(name), *typed(name)]
    accepted = {said for said, mutant in changed if examine(exercise, mutant).correct}
    assert len(changed) > 4 or name == "output_size"
    assert accepted <= SAME_RESULT.get(name, set())
