"""An exercise: what is right, on which inputs it is tried, and what can go wrong.

A mistake is made of *ways*: each replaces one stage of the right answer, or several. What is said
about it stands in the table beside the exercise's module. Two mistakes made together are found,
not listed.
"""

import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations, product
from pathlib import Path

import numpy as np

from helpers.check.acts import pipeline
from helpers.numbers import number
from helpers.trace import added, entry, trace

CLOSE = 1e-5  # relative to the largest value: an FFT and float32 pass
LONGEST_LINE = 90
FEWEST = 3  # different values from which two mistakes can be told
NOTHING = np.empty((0,) * 9)  # a shape that no answer has
HERE = Path(__file__).parent
SHARED = {"": (), "signals": ("in_signals",), "images": ("in_signals", "in_images")}


def at(stage, *acts):
    """Return the ways of a mistake: each puts another act in the place of the right one."""
    return tuple(((stage, act),) for act in acts)


def both(first, second):
    """Return the ways to make two mistakes together."""
    return tuple((*x, *y) for x, y in product(first, second))


@dataclass(frozen=True)
class Pair:
    """Two mistakes, by their keys, that are so often made together that they are one.

    The ways are those of both, but for mistakes that are made in another way together.
    """

    first: str
    second: str
    ways: tuple = ()


@dataclass(frozen=True)
class Mistake:
    """One recognised mistake: its key, its ways, what is said, and of which two it is made."""

    key: str
    ways: tuple
    said: Mapping
    parts: tuple = ()

    @property
    def text(self):
        """What the learner did."""
        clauses = (part.clause for part in self.parts)
        return self.said.get("text") or "Two things at once: {}, and {}.".format(*clauses)

    @property
    def clause(self):
        """What was done, as a part of a sentence."""
        return self.said.get("clause") or " and ".join(part.clause for part in self.parts)

    @property
    def ask(self):
        """Why it differs, and a question."""
        return self.said.get("ask") or f"Begin with the first of them. {self.parts[0].ask}"

    @property
    def is_simple(self):
        """Whether it alters one stage only, and may thus be made together with another."""
        return all(len(way) == 1 and way[0][0] != "whole" for way in self.ways)


@cache
def read_texts(*tables):
    """Return what TOML tables say, the later ones before the earlier, with `{wordings}` put in."""
    texts, wordings = {}, {}
    for table in tables:
        own = tomllib.loads((HERE / f"{table}.toml").read_text("utf-8"))
        wordings = wordings | own.pop("wordings", {})
        for key, said in own.items():
            filled = _filled(said, wordings)
            texts[key] = texts.get(key, {}) | filled if isinstance(said, dict) else filled
    return texts


def _filled(said, wordings):
    """Put wordings into a text, or into all texts of a table or list."""
    if isinstance(said, dict):
        return {key: _filled(text, wordings) for key, text in said.items()}
    if isinstance(said, list):
        return [_filled(text, wordings) for text in said]
    for name, words in wordings.items():
        said = said.replace(f"{{{name}}}", words)
    return said


@dataclass(frozen=True, eq=False)
class Exercise:
    """What is asked of a learner's function.

    Attributes
    ----------
    module : str
        Where it stands; the last part is its key, as in ``check.convolve``.
    name : str
        What the function is called.
    notebook, order : str, int
        In which notebook it is asked for, and after how many others.
    right : callable
        The right answer.
    probes : mapping of str to tuple of ndarray
        Inputs, by what is special about them.
    mistakes : mapping of str to (tuple of ways or Pair)
        The more frequent ones first.
    stages : mapping of str to callable
        The right answer as a pipeline, of which the mistakes alter stages.
    shared : {"signals", "images", ""}
        Which texts are used where the exercise's own table has none.
    model : callable
        What the stages are stages of; it takes the inputs, and the stages as the last argument.
    operation, mode : str
        As in `helpers.trace.trace`, for the worked cases.
    arguments, result : tuple of str, str
        What the arguments and the output are called.
    dtype : str
        The type of the numbers that is asked for; "" where any will do.
    small, parallel : tuple of tuples of numbers
        Inputs of the smaller case and of the worked case.
    lines : callable, optional
        From such inputs to the lines of the case.
    where : callable or None
        From the index of an output and the inputs to how it is worked out by hand; None where
        single entries of an output are not worked out by themselves.
    lag : callable, optional
        From the index of an output and the inputs to the lag that is named beside it.
    describe : callable, optional
        From an output that fits no mistake, the right one and the inputs to a key and what to
        say, or to None: then `helpers.check.structure.describe` has its say.
    """

    module: str
    name: str
    notebook: str
    right: Callable
    probes: Mapping[str, tuple]
    mistakes: Mapping[str, object]
    stages: Mapping[str, Callable]
    order: int = 0
    shared: str = ""
    model: Callable = pipeline
    operation: str = "convolution"
    mode: str = "full"
    arguments: tuple = ("a", "b")
    result: str = "c"
    dtype: str = ""
    small: tuple = ((1, 10), (1, 2))
    parallel: tuple = ((1, 10, 100), (1, 2))
    lines: Callable | None = None
    where: Callable | None = lambda at, *given: "which products is it the sum of?"
    lag: Callable | None = None
    describe: Callable | None = None

    @property
    def key(self):
        """What it is called in `helpers.check` and in the record."""
        return self.module.rpartition(".")[2]

    @property
    def about(self):
        """What is asked for: the docstring of its module."""
        return sys.modules[self.module].__doc__.strip()

    @property
    def texts(self):
        """What is said about each mistake, and the texts of the exercise itself."""
        return read_texts(*SHARED[self.shared], f"exercises/{self.key}")

    @property
    def note(self):
        """What is said below the lines of the worked case."""
        return self.texts["note"]

    @property
    def extent(self):
        """What to ask about an output of the wrong size, or where there is no `where`."""
        return self.texts["extent"]

    def called(self, index, *given):
        """Return what an output is called: its entry in the array, and its lag if it has one."""
        name = entry(self.result, index)
        return f"{name} (at lag {number(self.lag(index, *given))})" if self.lag else name

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
        """Each mistake and its ways."""
        found = [self._mistake(key) for key in self.mistakes]
        return [(one, one.ways) for one in found]

    def _mistake(self, key):
        made, said = self.mistakes[key], self.texts.get(key, {})
        if not isinstance(made, Pair):
            return Mistake(key, made, said)
        parts = self._mistake(made.first), self._mistake(made.second)
        return Mistake(key, made.ways or both(*(part.ways for part in parts)), said, parts)

    @cached_property
    def double(self):
        """Combinations of two mistakes at different stages, and their ways."""
        pairs = []
        for first, second in combinations((m for m, _ in self.single if m.is_simple), 2):
            ways = both(first.ways, second.ways)
            ways = tuple(way for way in ways if way[0][0] != way[1][0])
            if ways:
                key = f"{first.key}+{second.key}"
                pairs.append((Mistake(key, ways, {}, (first, second)), ways))
        return pairs

    def outcome(self, way, probe):
        """Return what comes out for a probe when some stages are altered."""
        return _outcome(self, way, probe)

    def matches(self, among, got):
        """Return the mistakes whose outcome is `got` for every probe that has one."""
        return [
            one
            for one, ways in among
            if any(all(agree(got[k], self.outcome(way, k)) for k in got) for way in ways)
        ]

    def diagnose(self, got):
        """Return the single mistakes that explain `got`; if there is none, the double ones.

        Two mistakes are a guess where there is little to go by: an output of one value, the same
        value everywhere, or hardly any value that is not zero.
        """
        values = np.concatenate([np.ravel(y) for y in got.values()])
        values = np.unique(values[np.isfinite(values) & (values != 0)])
        found = self.matches(self.single, got) if len(values) else []
        if found or len(values) < FEWEST or not np.ndim(self.expected[0]):
            return found
        return self.matches(self.double, got)


@cache
def _outcome(exercise, way, probe):
    given = list(exercise.probes.values())[probe]
    with np.errstate(all="ignore"):
        try:
            return np.asarray(exercise.model(*given, {**exercise.stages, **dict(way)}))
        except ValueError:  # two mistakes that cannot be made together
            return NOTHING


def traced(inputs, *, names, operation="convolution", mode="full", stride=1):
    """Return one sentence for each output of a case, in entries of its arrays, folded where long.

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


def agree(got, expected, close=CLOSE):
    """Tell whether two arrays are the same but for rounding.

    >>> agree(np.array([1.0, 2.000001]), np.array([1.0, 2.0]))
    True
    >>> agree(np.array([1.0]), np.array([1.0, 1.0]))
    False
    """
    if got.shape != expected.shape:
        return False
    scale = max(np.abs(expected).max(initial=0, where=np.isfinite(expected)), 1e-300)
    with np.errstate(invalid="ignore"):
        near = np.abs(got - expected) <= close * scale
    return bool(np.all(near | (np.isnan(got) & np.isnan(expected))))
