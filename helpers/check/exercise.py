"""An exercise: what is right, on which inputs it is tried, and what can go wrong.

A mistake is made of *ways*: each replaces one stage of the right answer, or several. What is said
about it stands in the exercise's table. Two mistakes made together are found, not listed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from itertools import combinations

import numpy as np

from helpers.check.inputs import given
from helpers.check.ways import IMAGES, RIGHT, SIGNALS, both, pipeline
from helpers.check.words import listed, read_texts, show, traced
from helpers.numbers import number
from helpers.trace import entry

CLOSE = 1e-5  # relative to the largest value: an FFT and float32 pass
FEWEST = 3  # different values from which two mistakes can be told
NOTHING = np.empty((0,) * 9)  # a shape that no answer has
WAYS = {"": IMAGES, "signals": IMAGES | SIGNALS, "images": IMAGES}
SHARED = {"": (), "signals": ("in_signals",), "images": ("in_signals", "in_images")}


@dataclass(frozen=True)
class Mistake:
    """One recognised mistake."""

    key: str
    ways: tuple
    text: str  # what the learner did
    ask: str  # why it differs, and a question
    clause: str  # what was done, as a part of a sentence


def together(key, ways, first, second, **said):
    """Return two mistakes that are made together, and what is said about both."""
    said = {
        "text": f"Two things at once: {first.clause}, and {second.clause}.",
        "ask": f"Begin with the first of them. {first.ask}",
        **said,
        "clause": f"{first.clause} and {second.clause}",
    }
    return Mistake(key, ways, **said)


@dataclass(frozen=True, eq=False)
class Exercise:
    """What is asked of a learner's function, and what can become of it."""

    key: str  # what it is called in `helpers.check` and in the record
    texts: Mapping  # what is said about each mistake, and about the exercise itself
    name: str  # what the function is called
    notebook: str  # where it is asked for
    probes: Mapping[str, tuple]  # inputs, by what is special about them
    mistakes: Mapping[str, tuple]  # ways by key, or the keys of the two that are made together
    arguments: list  # their names
    result: str  # its name
    small: tuple  # inputs of the smaller case
    parallel: tuple  # and of the worked case
    stages: Mapping[str, Callable] = field(default_factory=RIGHT.copy)  # of what is right
    model: Callable = pipeline  # from inputs and stages to an output
    shared: str = ""  # which texts are used where its own table has none
    operation: str = "convolution"  # of the worked cases, as in `helpers.trace.trace`
    mode: str = "full"
    dtype: str = ""  # of the output; "" where any will do
    seen: Callable | None = None  # from an index and inputs to more that `by_hand` speaks of
    describe: Callable | None = None  # from a wrong output, the right one and inputs to a key

    def case(self, inputs):
        """Return inputs by their names, as part of a sentence."""
        return listed(f"{name} = {show(v)}" for name, v in zip(self.arguments, inputs, strict=True))

    def called(self, index, *given):
        """Return what an output is called: its entry in the array, and its lag if it has one."""
        name = entry(self.result, index)
        if self.operation == "correlation" and len(index) == 1 and self.mode == "full":
            return f"{name} (at lag {number(index[0] - len(given[1]) + 1)})"
        return name

    def by_hand(self, index, *given):
        """Return how an output is worked out by hand, if that can be said."""
        seen = dict(zip(self.arguments, given, strict=True))
        seen |= self.seen(index, *given) if self.seen else {}
        shown = {name: show(values) for name, values in seen.items()}
        return self.texts.get("by_hand", "").format(at=index, **shown)

    def sentences(self, size):
        """Return the lines of the "small" or the "parallel" case."""
        if "lines" in self.texts:
            return tuple(self.texts["lines"][size])
        names = (*self.arguments, self.result)
        return traced(getattr(self, size), names, self.operation, self.mode)

    def right(self, *given):
        """Return the right output."""
        return self.altered((), given)

    @cached_property
    def expected(self):
        """The right output for each probe."""
        return [self.right(*given) for given in self.probes.values()]

    @cached_property
    def single(self):
        """The mistakes, the more frequent ones first."""
        return [self._mistake(key) for key in self.mistakes]

    def _mistake(self, key):
        made, said = self.mistakes[key], self.texts.get(key, {})
        if not isinstance(made[0], str):
            return Mistake(key, made, **said)
        first, second = map(self._mistake, made[:2])
        return together(key, made[2:] or both(first.ways, second.ways), first, second, **said)

    @cached_property
    def double(self):
        """Combinations of two mistakes that alter one stage each, and not the same."""
        simple = [
            one for one in self.single if all(len(w) == 1 and w[0][0] != "whole" for w in one.ways)
        ]
        pairs = []
        for first, second in combinations(simple, 2):
            ways = both(first.ways, second.ways)
            ways = tuple(way for way in ways if way[0][0] != way[1][0])
            if ways:
                pairs.append(together(f"{first.key}+{second.key}", ways, first, second))
        return pairs

    def altered(self, way, given):
        """Return what comes out for an input when some stages are altered."""
        stages = {**self.stages, **dict(way)}
        with np.errstate(all="ignore"):
            whole = stages.get("whole")
            return np.asarray(whole(*given) if whole else self.model(*given, stages))

    def matches(self, among, got):
        """Return the mistakes whose outcome is `got` for every probe that has one."""
        return [
            one
            for one in among
            if any(all(agree(got[k], outcome(self, way, k)) for k in got) for way in one.ways)
        ]

    def diagnose(self, got):
        """Return the mistakes that explain `got`; two together where that is more than a guess."""
        values = np.concatenate([np.ravel(y) for y in got.values()])
        values = np.unique(values[np.isfinite(values) & (values != 0)])
        found = self.matches(self.single, got) if len(values) else []
        if found or len(values) < FEWEST or not np.ndim(self.expected[0]):
            return found
        return self.matches(self.double, got)


def exercise(key, **own):
    """Make an exercise of its table and of what its module has."""
    table = f"exercises/{key}"
    texts = read_texts(*SHARED[read_texts(table).get("shared", "")], table)
    told = {one.name: texts[one.name] for one in fields(Exercise) if one.name in texts}
    told |= {case: given(told[case]) for case in ("small", "parallel")}
    told["probes"] = {label: given(one) for label, one in texts.get("probes", {}).items()}
    own["mistakes"] = _mistakes(texts, **own.get("mistakes", {}))
    return Exercise(key=key, texts=texts, **told | own)


def _mistakes(texts, **own):
    """Return the ways to make mistakes: those that a table lists, then what else a module has.

    In a list "sign=negated" is what is known by another name, "a_b=a+b" are two made together.
    """
    ways, found = WAYS[texts.get("shared", "")] | own, {}
    for one in [*texts.get("mistakes", "").split(), *own]:
        key, _, known = one.partition("=")
        together = tuple(known.split("+")) if "+" in known else None
        found.setdefault(key, together or ways[known or key])
    return found


@cache
def outcome(exercise, way, probe):
    """Return what comes out for a probe when some stages are altered."""
    try:
        return exercise.altered(way, list(exercise.probes.values())[probe])
    except ValueError:  # two mistakes that cannot be made together
        return NOTHING


def differ(got, expected, close=CLOSE):
    """Tell for each entry whether it is another one, but for rounding."""
    scale = max(np.abs(expected).max(initial=0, where=np.isfinite(expected)), 1e-300)
    with np.errstate(invalid="ignore"):
        near = np.abs(got - expected) <= close * scale
    return ~(near | (np.isnan(got) & np.isnan(expected)))


def agree(got, expected, close=CLOSE):
    """Tell whether two arrays are the same but for rounding."""
    return got.shape == expected.shape and not differ(got, expected, close).any()
