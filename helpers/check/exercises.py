"""The exercises: what is right, on which inputs it is tried, and what can go wrong.

An exercise needs a right answer, inputs without symmetry, and mistakes. A mistake is made of
blocks; the combinations of two mistakes are found, not listed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations, product

import numpy as np

from helpers.check import blocks
from helpers.check.blocks import Block, pipeline
from helpers.operations import convolve, correlate

CLOSE = 1e-5  # relative to the largest value: an FFT and float32 pass


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
    >>> mistake("valid", blocks.VALID).text
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
    operation : str
        As in `helpers.trace.trace`, for the worked cases.
    arguments : tuple of str
        What the arguments are called.
    result : str
        What the output is called.
    small, parallel : tuple of tuples of numbers
        Inputs of the smaller case and of the worked case.
    where : str
        How to find out by hand which products an output is made of.
    """

    key: str
    name: str
    right: Callable
    probes: Mapping[str, tuple]
    mistakes: tuple
    stages: Mapping[str, Callable]
    operation: str = "convolution"
    arguments: tuple = ("a", "b")
    result: str = "c"
    small: tuple = ((1, 10), (1, 2))
    parallel: tuple = ((1, 10, 100), (1, 2))
    where: str = ""

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
        return pipeline(*given, {**exercise.stages, **dict(way)})


def _is_simple(one):
    return all(len(parts) == 1 and parts[0].stage != "whole" for parts in one.alternatives)


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
    scale = max(np.abs(expected).max(initial=0), 1e-300)
    with np.errstate(invalid="ignore"):
        return bool(np.all(np.abs(got - expected) <= CLOSE * scale))


# The exercise `convolve`.


def _entry_by_entry(x, h):
    """Multiply entry by entry, the shorter one continued with zeros."""
    size = max(len(x), len(h))
    return blocks.cut(x, 0, size) * blocks.cut(h, 0, size)


def _entry_by_entry_full(x, h):
    """Multiply entry by entry, both continued to the full length."""
    size = len(x) + len(h) - 1
    return blocks.cut(x, 0, size) * blocks.cut(h, 0, size)


def _entry_by_entry_short(x, h):
    """Multiply entry by entry as far as both go."""
    return np.array([u * v for u, v in zip(x, h, strict=False)])


def _plus_index(x, h):
    """Correlate, beginning at lag 0, continued with zeros."""
    return blocks.cut(correlate(x, h)[len(h) - 1 :], 0, len(x) + len(h) - 1)


POINTWISE = Block(
    "whole",
    (_entry_by_entry, _entry_by_entry_full, _entry_by_entry_short),
    "You padded the shorter array with zeros and multiplied entry by entry.",
    "Each entry of a meets each entry of b once, not only the one at the same place. At how many "
    "places c[n] does a[0] take part?",
    "the arrays were multiplied entry by entry",
)
DOT = Block(
    "whole",
    (
        lambda x, h: _entry_by_entry(x, h).sum(),
        lambda x, h: _entry_by_entry(x, h).sum(keepdims=True),
        lambda x, h: _entry_by_entry(x, h[::-1]).sum(),
        lambda x, h: _entry_by_entry(x, h[::-1]).sum(keepdims=True),
    ),
    "You computed a single sum of products, for one position only.",
    "There is one such sum for every shift n. What has to be repeated, and what changes from one "
    "n to the next?",
    "a single sum of products was computed",
)
OUTER = Block(
    "whole",
    (
        np.multiply.outer,
        lambda x, h: np.multiply.outer(h, x),
        lambda x, h: np.multiply.outer(x, h).ravel(),
    ),
    "These are all products a[i]·b[j], not yet summed.",
    "Those products with the same i + j belong to the same output. Where in your table do they "
    "stand?",
    "the products were not summed",
)
PLUS_INDEX = Block(
    "whole",
    (
        _plus_index,
        lambda x, h: correlate(x, h)[len(h) - 1 :],
    ),
    "You used a[n + m] where the convolution has a[n − m].",
    "The two indices in a product must add up to n. Which sign makes them do so?",
    "a[n + m] stands in the place of a[n − m]",
)
PLUS_INDEX_OTHER = Block(
    "whole",
    (
        lambda x, h: _plus_index(h, x),
        lambda x, h: correlate(h, x)[len(x) - 1 :],
    ),
    "You used b[n + m] where the convolution has b[n − m].",
    "The two indices in a product must add up to n. Which sign makes them do so?",
    "b[n + m] stands in the place of b[n − m]",
)
A_TWICE = Block(
    "whole",
    (lambda x, h: convolve(x, x),),
    "You convolved a with itself: b does not matter to your output.",
    "Each product has one factor from each array. Where does your line read from b?",
    "the input was convolved with itself",
)
B_TWICE = Block(
    "whole",
    (lambda x, h: convolve(h, h),),
    "You convolved b with itself: a does not matter to your output.",
    "Each product has one factor from each array. Where does your line read from a?",
    "the kernel was convolved with itself",
)

CONVOLVE = Exercise(
    key="convolve",
    name="my_convolve",
    right=convolve,
    probes={
        "decimals and negative values": (
            np.array([2.0, -1.0, 3.5, 0.5, -4.0]),
            np.array([1.5, -2.25, 0.25]),
        ),
        "whole numbers in a, fractions in b": (
            np.array([3, -7, 2, 5]),
            np.array([0.5, 1.25, -0.75]),
        ),
        "whole numbers in both": (np.array([4, 1, -3, 2, 6, -5]), np.array([2, -1, 5])),
        "a shorter than b": (np.array([1.5, -2.5]), np.array([3.0, 0.5, -1.25, 2.25])),
        "an even number of values in b": (
            np.array([0.75, 2.5, -3.0, 1.25, 4.5]),
            np.array([-1.5, 2.0, 0.5, 3.25]),
        ),
        "a single value in b": (np.array([1.25, -0.5, 2.75]), np.array([-1.5])),
    },
    stages=blocks.RIGHT,
    where="which products a[i]·b[j] have indices i + j that add up to it?",
    mistakes=(
        mistake("no_flip", blocks.NO_FLIP),
        mistake("same", blocks.SAME),
        mistake("valid", blocks.VALID),
        mistake(
            "xcorr_valid",
            blocks.NO_FLIP,
            blocks.VALID,
            text="This is np.correlate with its default mode: no flip, and only the full overlaps.",
            ask="`np.correlate` slides the kernel as it stands, and only where it fits. Which of "
            "the two do you change first?",
        ),
        mistake("short_by_one", blocks.SHORT_BY_ONE),
        mistake("lost_first", blocks.LOST_FIRST),
        mistake("shift_right", blocks.SHIFT_RIGHT),
        mistake("shift_left", blocks.SHIFT_LEFT),
        mistake("extra_zero_end", blocks.ZERO_AT_END),
        mistake("circular", blocks.CIRCULAR),
        mistake("pointwise_padded", POINTWISE),
        mistake("dot", DOT),
        mistake("outer", OUTER),
        mistake("mirror_pad", blocks.MIRROR),
        mistake("wrap_pad", blocks.WRAP),
        mistake("overlap_mean", blocks.OVERLAP_MEAN),
        mistake("mean_of_products", blocks.MEAN),
        mistake("not_reset", blocks.NOT_RESET),
        mistake("overwrite_gather", blocks.LAST_OF_KERNEL),
        mistake("first_tap_missing", blocks.FIRST_TAP_MISSING),
        mistake("last_tap_missing", blocks.LAST_TAP_MISSING),
        mistake("integer_output", (blocks.WHOLE_OUTPUT, blocks.WHOLE_STEPS)),
        mistake("plus_index_other", PLUS_INDEX_OTHER),
        # Beyond the catalogue of the course: others that are made.
        mistake("ends_with_input", blocks.ENDS_WITH_INPUT),
        mistake("overwrite_scatter", blocks.LAST_OF_INPUT),
        mistake("negative_index", blocks.NEGATIVE_INDEX),
        mistake("plus_index", PLUS_INDEX),
        mistake("reversed", blocks.REVERSED),
        mistake(
            "flipped_input",
            blocks.NO_FLIP,
            blocks.REVERSED,
            text="You flipped a, where b should be flipped (or you correlated b with a).",
            ask="Flipping a instead of b turns the whole result around. Which of the two stays as "
            "it is?",
        ),
        mistake("first_input_missing", blocks.FIRST_INPUT_MISSING),
        mistake("last_input_missing", blocks.LAST_INPUT_MISSING),
        mistake("added", blocks.ADDED),
        mistake("truncated", (blocks.TRUNCATED, blocks.TRUNCATED_STEPS)),
        mistake("extra_zero_start", blocks.ZERO_AT_START),
        mistake("still_padded", blocks.STILL_PADDED),
        mistake("zeros_around_valid", blocks.ZEROS_AROUND_VALID),
        mistake("last_part", blocks.LAST_PART),
        mistake("edge_pad", blocks.EDGE),
        mistake("kernel_ignored", blocks.KERNEL_OF_ONES),
        mistake("largest_product", blocks.LARGEST),
        mistake("normalised", blocks.NORMALISED),
        mistake("absolute", blocks.ABSOLUTE),
        mistake("clipped", blocks.CLIPPED),
        mistake("rounded", blocks.ROUNDED),
        mistake("negated", blocks.NEGATED),
        mistake("input_twice", A_TWICE),
        mistake("kernel_twice", B_TWICE),
    ),
)
