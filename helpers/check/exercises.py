"""The exercises: what is right, on which inputs it is tried, and what can go wrong.

An exercise needs a right answer, inputs without symmetry, and mistakes. A mistake is made of
blocks; the combinations of two mistakes are found, not listed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations, product

import numpy as np

from helpers.check.acts import pipeline
from helpers.trace import added, entry, trace

CLOSE = 1e-5  # relative to the largest value: an FFT and float32 pass
LONGEST_LINE = 90
NOTHING = np.empty((0,) * 9)  # a shape that no answer has


@dataclass(frozen=True)
class Mistake:
    """One recognised mistake: one or two blocks, each in one of several ways.

    Attributes
    ----------
    key : str
        Its name, for the record.
    alternatives : tuple of (tuple of Block)
        Blocks that belong together; several tuples where different blocks make the mistake.
    own_text, own_ask : str
        What is said instead of the text of the first block.
    """

    key: str
    alternatives: tuple
    own_text: str = ""
    own_ask: str = ""

    @property
    def text(self):
        """What the learner did."""
        if self.own_text:
            return self.own_text
        parts = self.alternatives[0]
        if len(parts) == 1:
            return parts[0].text
        return f"Two things at once: {parts[0].clause}, and {parts[1].clause}."

    @property
    def clause(self):
        """What was done, as a part of a sentence."""
        return " and ".join(block.clause for block in self.alternatives[0])

    @property
    def ask(self):
        """Why it differs, and a question."""
        if self.own_ask or len(self.alternatives[0]) == 1:
            return self.own_ask or self.alternatives[0][0].ask
        return f"Begin with the first of them. {self.alternatives[0][0].ask}"

    def ways(self):
        """Yield every way to make the mistake: pairs (stage, what stands in its place)."""
        for parts in self.alternatives:
            for acts in product(*(block.acts for block in parts)):
                yield tuple((block.stage, act) for block, act in zip(parts, acts, strict=True))


def mistake(key, *parts, text="", ask=""):
    """Return a mistake of the blocks `parts`; lists of blocks are alternatives.

    Parameters
    ----------
    key : str
        Its name.
    *parts : Block or tuple of Block
        Blocks that are made together; a single tuple holds blocks each of which is the mistake.
    text, ask : str
        Instead of the texts of the first block.

    Returns
    -------
    Mistake

    Examples
    --------
    >>> from helpers.check.blocks import VALID
    >>> mistake("valid", VALID).text
    "This is mode='valid': only the positions where the kernel fits entirely."
    """
    if len(parts) == 1 and isinstance(parts[0], tuple):
        return Mistake(key, tuple((block,) for block in parts[0]), text, ask)
    return Mistake(key, (parts,), text, ask)


@dataclass(frozen=True, eq=False)
class Exercise:
    """What is asked of a learner's function.

    Attributes
    ----------
    key, name : str
        For the record, and what the function is called.
    right : callable
        The right answer.
    probes : mapping of str to tuple of ndarray
        Inputs, by what is special about them.
    mistakes : tuple of Mistake
        The more frequent ones first.
    stages : mapping of str to callable
        The right answer as a pipeline, of which the mistakes alter stages.
    model : callable
        What the stages are stages of; it takes the inputs, and the stages as the last argument.
    operation, mode : str
        As in `helpers.trace.trace`, for the worked cases.
    arguments : tuple of str
        What the arguments are called.
    result : str
        What the output is called.
    dtype : str
        The type of the numbers that is asked for; "" where any will do.
    small, parallel : tuple of tuples of numbers
        Inputs of the smaller case and of the worked case.
    note : str
        What is said below the lines of the worked case.
    lines : callable
        From such inputs to the lines of the case.
    where : callable or None
        From the index of an output and the inputs to how it is worked out by hand; None where
        single entries of an output are not worked out by themselves.
    place : callable
        From the index of an output and the inputs to the index that it is called by.
    describe : callable, optional
        What to say about an output that fits no mistake, instead of
        `helpers.check.structure.describe`.
    extent : str
        What to ask about an output of the wrong size, or where there is no `where`.
    """

    key: str
    name: str
    right: Callable
    probes: Mapping[str, tuple]
    mistakes: tuple
    stages: Mapping[str, Callable]
    model: Callable = pipeline
    operation: str = "convolution"
    mode: str = "full"
    arguments: tuple = ("a", "b")
    result: str = "c"
    dtype: str = ""
    small: tuple = ((1, 10), (1, 2))
    parallel: tuple = ((1, 10, 100), (1, 2))
    note: str = "Each digit of an output tells which entry of the input it comes from."
    lines: Callable | None = None
    where: Callable | None = lambda at, *given: "which products is it the sum of?"
    place: Callable = lambda at, *given: at
    describe: Callable | None = None
    extent: str = "For which shifts is there at least one product? Begin at the smallest."

    def sentences(self, inputs):
        """Return the lines of a worked case."""
        if self.lines:
            return self.lines(*inputs)
        names = (*self.arguments, self.result)
        return traced(inputs, names=names, operation=self.operation, mode=self.mode)

    @cached_property
    def expected(self):
        """The right output for each probe."""
        return [np.asarray(self.right(*given)) for given in self.probes.values()]

    @cached_property
    def single(self):
        """Each mistake and its ways, by stage."""
        return [(one, list(one.ways())) for one in self.mistakes]

    @cached_property
    def double(self):
        """Combinations of two mistakes at different stages, and their ways."""
        alone = [m for m in self.mistakes if _is_simple(m)]
        pairs = []
        for first, second in combinations(alone, 2):
            both = tuple(
                (*x, *y)
                for x, y in product(first.alternatives, second.alternatives)
                if x[0].stage != y[0].stage
            )
            if both:
                pair = Mistake(f"{first.key}+{second.key}", both)
                pairs.append((pair, list(pair.ways())))
        return pairs

    def outcome(self, way, probe):
        """Return what comes out for a probe when some stages are altered.

        Parameters
        ----------
        way : tuple of (str, callable)
            The altered stages.
        probe : int
            Which probe.

        Returns
        -------
        ndarray
        """
        return _outcome(self, way, probe)

    def matches(self, among, got):
        """Return the mistakes whose outcome is `got` for every probe that has one.

        Parameters
        ----------
        among : list of (Mistake, list of ways)
            Mistakes and their ways.
        got : dict of int to ndarray
            What came out, by probe.

        Returns
        -------
        list of Mistake
        """
        return [
            one
            for one, ways in among
            if any(all(agree(got[k], self.outcome(way, k)) for k in got) for way in ways)
        ]

    def diagnose(self, got):
        """Return the single mistakes that explain `got`; if there is none, the double ones.

        Parameters
        ----------
        got : dict of int to ndarray
            What came out, by probe.

        Returns
        -------
        list of Mistake
        """
        return self.matches(self.single, got) or self.matches(self.double, got)


@cache
def _outcome(exercise, way, probe):
    given = list(exercise.probes.values())[probe]
    with np.errstate(all="ignore"):
        try:
            return np.asarray(exercise.model(*given, {**exercise.stages, **dict(way)}))
        except ValueError:  # two mistakes that cannot be made together
            return NOTHING


def _is_simple(one):
    return all(len(parts) == 1 and parts[0].stage != "whole" for parts in one.alternatives)


def traced(inputs, *, names, operation="convolution", mode="full", stride=1):
    """Return one sentence for each output of a case, in entries of its arrays, folded where long.

    Parameters
    ----------
    inputs : tuple of array_like
        Input and kernel.
    names : tuple of three str
        What input, kernel and output are called.
    operation, mode : str
        As in `helpers.trace.trace`.
    stride : int
        Steps from one output to the next; those between are left out.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> traced(((1, 10), (1, 2, 3)), names=("a", "b", "c"), mode="same")[0]
    'c[0] = a[0]·b[1] + a[1]·b[0] = 1·2 + 10·1 = 12'
    """
    lines = []
    for step in trace(*inputs, operation=operation, mode=mode, names=names):
        if any(i % stride for i in step.index):
            continue
        output = entry(names[2], tuple(i // stride for i in step.index))
        if operation == "correlation" and len(step.n) == 1 and mode == "full":
            output = step.called  # with its lag
        line = f"{output} = {added(step.entries)} = {step.sum}"
        if len(line) > LONGEST_LINE:
            output, products, sums = line.split(" = ", 2)
            lines += [*_folded(f"{output} = {products}"), *_folded(f"    = {sums}")]
        else:
            lines.append(line)
    return tuple(lines)


def _folded(line):
    """Break a long sum into several lines."""
    lines = []
    for term in line.split(" + "):
        if lines and len(lines[-1]) + len(term) < LONGEST_LINE:
            lines[-1] += f" + {term}"
        else:
            lines.append(f"    + {term}" if lines else term)
    return lines


def agree(got, expected):
    """Tell whether two arrays are the same but for rounding.

    Parameters
    ----------
    got, expected : ndarray
        What came out and what should.

    Returns
    -------
    bool

    Examples
    --------
    >>> agree(np.array([1.0, 2.000001]), np.array([1.0, 2.0]))
    True
    >>> agree(np.array([1.0]), np.array([1.0, 1.0]))
    False
    """
    if got.shape != expected.shape:
        return False
    scale = max(np.abs(expected).max(initial=0, where=np.isfinite(expected)), 1e-300)
    with np.errstate(invalid="ignore"):
        near = np.abs(got - expected) <= CLOSE * scale
    return bool(np.all(near | (np.isnan(got) & np.isnan(expected))))
