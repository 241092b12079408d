"""The trace of an operation: every product and sum, one step for each output value.

Square brackets are entries of an array, named with their shift or lag where that is another number:
c[0], at n = 2. Parentheses are coordinates that add up, as in S(2, 3) = F(1, 2)·h(1, 1), counted
from the centre of a kernel with odd sides, else from its first entry; F(−1, 0) lies outside.
"""

import functools
import operator
from dataclasses import dataclass

import numpy as np

from helpers.numbers import factor, is_exact, number
from helpers.operations import convolve, correlate, operands, padding, require_one_of

OPERATIONS = {"convolution": convolve, "correlation": correlate}


@dataclass(frozen=True)
class Term:
    """One product: which entry of the input meets which entry of the kernel, by array indices."""

    input_index: tuple
    kernel_index: tuple
    input_value: complex
    kernel_value: complex
    product: complex  # a correlation conjugates the kernel's value in it


@dataclass(frozen=True)
class Step:
    """One output value and how it comes about."""

    operation: str
    index: tuple  # where the value stands in the returned array
    n: tuple  # the shift of the kernel's first entry, the lag of a correlation, whatever the mode
    middle: tuple  # the entry of the kernel that counts as 0
    terms: tuple
    names: tuple  # of input, kernel and output
    boundary: str  # what stands around the input
    pad: tuple  # and how far

    @property
    def total(self):
        """The output value, which is the sum of the products, in their order."""
        return functools.reduce(operator.add, (term.product for term in self.terms), 0)

    @property
    def place(self):
        """The coordinates of the value: in one dimension n, in two under the kernel's centre."""
        return _moved(self.n, self.middle, -self._sign)

    @property
    def entry(self):
        """The output value as an entry of the array, such as "c[3]" or "S[0, 1]"."""
        return entry(self.names[2], self.index)

    @property
    def output(self):
        """The name of the output value in sentences, such as "c[3]" or "S(1, 2)"."""
        return self.entry if len(self.n) == 1 else at(self.names[2], self.place)

    @property
    def called(self):
        """The name of the output value, with its shift where the index does not tell it."""
        if len(self.n) == 1 and self.operation == "correlation":
            return f"{self.output}, at lag {number(self.n[0])},"
        if len(self.n) == 1 and self.index != self.n:
            return f"{self.output}, at n = {number(self.n[0])},"
        return self.output

    @property
    def shift_name(self):
        """What the shift is called: n, and k for the lag of a correlation."""
        return "n" if self.operation == "convolution" else "k"

    @property
    def factors(self):
        """For each term the two names that are multiplied, such as ("a[1]", "b[2]")."""
        if len(self.n) == 1:
            return self.entries
        x, h, _ = self.names
        offsets = [_moved(term.kernel_index, self.middle, -1) for term in self.terms]
        return [
            (at(x, _moved(self.place, offset, -self._sign)), self._conj(at(h, offset)))
            for offset in offsets
        ]

    @property
    def entries(self):
        """For each term the two entries of the arrays that are multiplied."""
        x, h, _ = self.names
        return [(entry(x, t.input_index), self._conj(entry(h, t.kernel_index))) for t in self.terms]

    @property
    def values(self):
        """For each term the two numbers that are multiplied, as text."""
        flip = self.operation == "convolution"
        met = [t.kernel_value if flip else t.kernel_value.conjugate() for t in self.terms]
        return [(factor(t.input_value), factor(h)) for t, h in zip(self.terms, met, strict=True)]

    @property
    def products(self):
        """The products, as text that can stand in a sum."""
        return [factor(term.product) for term in self.terms]

    @property
    def equals(self):
        """The sign before the total: "=", or "≈" where a number is shown rounded."""
        shown = [self.total] + [v for t in self.terms for v in (t.input_value, t.kernel_value)]
        return "=" if all(map(is_exact, shown)) else "≈"

    @property
    def sentence(self):
        """The step in numbers, such as "c[1] = a[0]·b[1] + a[1]·b[0] = 1·0.5 + 0.5·1 = 1"."""
        return f"{self.called} = {added(self.factors)} = {self.sum}"

    @property
    def sum(self):
        """The end of the sentence, in numbers only."""
        return f"{added(self.values)} {self.equals} {number(self.total)}"

    @property
    def _sign(self):
        return 1 if self.operation == "convolution" else -1

    def _conj(self, name):
        conjugate = self.operation == "correlation" and isinstance(self.terms[0].product, complex)
        return f"conj({name})" if conjugate else name


def trace(
    x, h, *, operation="convolution", mode="full", boundary="constant", names=("a", "b", "c")
):
    """Yield a `Step` for each output of an operation; arguments and errors are as in `convolve`.

    >>> for step in trace([1, 0.5, 1], [1, 0.25], names="abr", operation="correlation"):
    ...     print(step.sentence)
    r[0], at lag −1, = a[0]·b[1] = 1·0.25 = 0.25
    r[1], at lag 0, = a[0]·b[0] + a[1]·b[1] = 1·1 + 0.5·0.25 = 1.125
    r[2], at lag 1, = a[1]·b[0] + a[2]·b[1] = 0.5·1 + 1·0.25 = 0.75
    r[3], at lag 2, = a[2]·b[0] = 1·1 = 1
    """
    require_one_of("operation", operation, tuple(OPERATIONS))
    x, h = operands(x, h)
    pad = padding(x.shape, h.shape, mode, boundary)
    sources = [_sources(n, both, boundary) for n, both in zip(x.shape, pad, strict=True)]
    flip = operation == "convolution"
    centred = x.ndim == 2 and all(m % 2 for m in h.shape)
    middle = tuple(m // 2 if centred else 0 for m in h.shape)
    first = tuple((m - 1) * flip - before for (before, _), m in zip(pad, h.shape, strict=True))
    shape = [len(s) - m + 1 for s, m in zip(sources, h.shape, strict=True)]
    for index in np.ndindex(*shape):
        terms = []
        for corner in np.ndindex(h.shape):
            where = tuple(s[i + c] for s, i, c in zip(sources, index, corner, strict=True))
            if None in where:
                continue
            k = tuple(m - 1 - c if flip else c for m, c in zip(h.shape, corner, strict=True))
            left, right = x.item(where), h.item(k)
            product = left * (right if flip else right.conjugate())
            terms.append(Term(where, k, left, right, product))
        n = _moved(first, index, 1)
        yield Step(operation, index, n, middle, tuple(terms), tuple(names), boundary, tuple(pad))


def _sources(n, both, boundary):
    """Return, for each place of a padded axis, the input index it repeats; None for zero."""
    outside = {"constant_values": -1} if boundary == "constant" else {}
    padded = np.pad(np.arange(n), both, mode=boundary, **outside).tolist()
    return [None if place < 0 else place for place in padded]


def _moved(index, by, sign):
    return tuple(i + sign * b for i, b in zip(index, by, strict=True))


def added(pairs):
    """Return pairs of factors as a sum of products: "a[0]·b[1] + a[1]·b[0]"."""
    return " + ".join(f"{one}·{other}" for one, other in pairs)


def entry(name, index):
    """Return the name of one entry of an array, such as "c[3]" or "S[2, 3]"."""
    return f"{name}[{', '.join(map(str, index))}]"


def at(name, place):
    """Return the name of one place, such as "S(2, −1)"."""
    return f"{name}({', '.join(map(number, place))})"
