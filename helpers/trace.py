"""The trace of an operation: every product and sum, one step for each output value.

Figures, steppers, captions and text alternatives are views of these steps.
"""

from dataclasses import dataclass

import numpy as np

from helpers.numbers import factor, is_exact, number
from helpers.operations import convolve, correlate, operands, padding, require_one_of

OPERATIONS = {"convolution": convolve, "correlation": correlate}


@dataclass(frozen=True)
class Term:
    """One product: which entry of the input meets which entry of the kernel.

    Attributes
    ----------
    input_index, kernel_index : tuple of int
        Indices into the arrays that were given.
    input_value, kernel_value, product : int, float or complex
        The two values, the kernel's as it stands in the array, and their product, in which a
        correlation conjugates the kernel's value.
    """

    input_index: tuple
    kernel_index: tuple
    input_value: complex
    kernel_value: complex
    product: complex


@dataclass(frozen=True)
class Step:
    """One output value and how it comes about.

    Attributes
    ----------
    operation : {"convolution", "correlation"}
        Which operation the step belongs to.
    index : tuple of int
        Where the value stands in the returned array.
    n : tuple of int
        The shift of the kernel: the n of c[n], for a correlation the lag. It does not depend on
        the mode.
    place : tuple of int
        What the value is called by: n in one dimension; in two the index into the output, and for
        mode "valid" with a kernel that has a centre the entry of the input under that centre.
    terms : tuple of Term
        The products, in the order of the input; none for entries outside a zero-padded input.
    total : int, float or complex
        The sum of the products, as `convolve` or `correlate` return it.
    names : tuple of three str
        What input, kernel and output are called.
    """

    operation: str
    index: tuple
    n: tuple
    place: tuple
    terms: tuple
    total: complex
    names: tuple

    @property
    def output(self):
        """The name of the output value, such as "c[3]"."""
        return entry(self.names[2], self.place)

    @property
    def shift_name(self):
        """What the shift is called: n, and k for the lag of a correlation."""
        return "n" if self.operation == "convolution" else "k"

    @property
    def factors(self):
        """For each term the two names that are multiplied, such as ("a[1]", "b[2]")."""
        input_name, kernel_name, _ = self.names
        pairs = []
        for term in self.terms:
            kernel = entry(kernel_name, term.kernel_index)
            if self.operation == "correlation" and isinstance(term.kernel_value, complex):
                kernel = f"conj({kernel})"
            pairs.append((entry(input_name, term.input_index), kernel))
        return tuple(pairs)

    @property
    def values(self):
        """For each term the two numbers that are multiplied, as text."""
        conjugate = self.operation == "correlation"
        return tuple(
            (factor(t.input_value), factor(v.conjugate() if conjugate else v))
            for t, v in ((t, t.kernel_value) for t in self.terms)
        )

    @property
    def products(self):
        """The products, as text that can stand in a sum."""
        return tuple(factor(term.product) for term in self.terms)

    @property
    def equals(self):
        """The sign before the total: "=", or "≈" where a number is shown rounded."""
        shown = [self.total] + [v for t in self.terms for v in (t.input_value, t.kernel_value)]
        return "=" if all(map(is_exact, shown)) else "≈"

    @property
    def sentence(self):
        """The step in numbers, such as "c[1] = a[0]·b[1] + a[1]·b[0] = 1·0.5 + 0.5·1 = 1"."""
        names = " + ".join(f"{x}·{h}" for x, h in self.factors)
        values = " + ".join(f"{x}·{h}" for x, h in self.values)
        return f"{self.output} = {names} = {values} {self.equals} {number(self.total)}"


def trace(
    x, h, *, operation="convolution", mode="full", boundary="constant", names=("a", "b", "c")
):
    """Trace a convolution or cross-correlation: one step for each output value.

    Parameters
    ----------
    x : array_like, shape (N,) or (N1, N2)
        Input.
    h : array_like, shape (M,) or (M1, M2)
        Kernel.
    operation : {"convolution", "correlation"}
        Which of the two.
    mode, boundary : str
        As in `helpers.operations.convolve`.
    names : tuple of three str
        What input, kernel and output are called in the sentences.

    Yields
    ------
    Step
        In the order of the output, row by row in two dimensions.

    Raises
    ------
    TypeError, ValueError
        As in `helpers.operations.convolve`; ValueError for an unknown operation.

    Examples
    --------
    >>> for step in trace([1, 0.5, 1, 1], [1, 0.5, 0.25], mode="valid"):
    ...     print(step.sentence)
    c[2] = a[0]·b[2] + a[1]·b[1] + a[2]·b[0] = 1·0.25 + 0.5·0.5 + 1·1 = 1.5
    c[3] = a[1]·b[2] + a[2]·b[1] + a[3]·b[0] = 0.5·0.25 + 1·0.5 + 1·1 = 1.625
    """
    require_one_of("operation", operation, tuple(OPERATIONS))
    totals = OPERATIONS[operation](x, h, mode, boundary=boundary)
    x, h = operands(x, h)
    pad = padding(x.shape, h.shape, mode, boundary)
    sources = [_sources(n, both, boundary) for n, both in zip(x.shape, pad, strict=True)]
    flip = operation == "convolution"
    centred = mode == "valid" and all(m % 2 for m in h.shape)
    frame = [m // 2 if centred else 0 for m in h.shape]
    for index in np.ndindex(totals.shape):
        terms = []
        for corner in np.ndindex(h.shape):
            at = tuple(s[i + c] for s, i, c in zip(sources, index, corner, strict=True))
            if None in at:
                continue
            k = tuple(m - 1 - c if flip else c for m, c in zip(h.shape, corner, strict=True))
            left, right = x.item(at), h.item(k)
            product = left * (right if flip else right.conjugate())
            terms.append(Term(at, k, left, right, product))
        n = tuple(
            i - before + (m - 1 if flip else 0)
            for i, (before, _), m in zip(index, pad, h.shape, strict=True)
        )
        place = n if len(n) == 1 else tuple(map(sum, zip(index, frame, strict=True)))
        yield Step(operation, index, n, place, tuple(terms), totals.item(index), tuple(names))


def _sources(n, both, boundary):
    """Return, for each place of a padded axis, the input index it repeats; None for zero."""
    outside = {"constant_values": -1} if boundary == "constant" else {}
    padded = np.pad(np.arange(n), both, mode=boundary, **outside).tolist()
    return [None if place < 0 else place for place in padded]


def entry(name, index):
    """Return the name of one entry, such as "c[3]" or "S[2, 3]".

    Parameters
    ----------
    name : str
        Name of the array.
    index : tuple of int
        Index of the entry.

    Returns
    -------
    str

    Examples
    --------
    >>> entry("r", (-2,))
    'r[−2]'
    """
    return f"{name}[{', '.join(number(i) for i in index)}]"
