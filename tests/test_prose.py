"""Numbers in the prose of the notebooks: sums that come out, and signals that are still the same.

Outputs are run again and compared; what stands in a sentence is not, so it is computed here.
"""

import ast
import operator
import re

import nbformat
import numpy as np
import pytest
import rebuild
from publishing.contents import LIVE_ONLY

from helpers.data.signals import signal
from helpers.operations import convolve, correlate
from helpers.widgets.filtering import explore_borders, explore_series
from helpers.widgets.predictions import questions

BOOKS = sorted(rebuild.NOTEBOOKS.glob("*.ipynb"))
SIGNS = {"·": "*", "×": "*", "−": "-", "∗": "@"}
ACTS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
NAMES = {"a": signal("a"), "b": signal("b")}
NAMES |= {"c": convolve(*NAMES.values()), "r": correlate(*NAMES.values())}
TERM = r"(?:\b[abcr]\[\d+\]|\d+(?:\.\d+)?(?![\w²³]))"
SUM = re.compile(  # not the end of one with other names in it
    rf"(?<![\w.)\]/·×√+−²,])(?<![+−·×/] ){TERM}(?:(?: ?[·×/] ?| [+−] | = ){TERM})+(?!\d*[\w²³×\[…])"
)
LACKED = re.compile(r"menu|explorer|\btick\b|\bType\b|Train\*|next cell|nobody else")
LIST = re.compile(r"\b([abcr]) = \[([\d., −]+)\]")
# What the prose was written for. Where a signal changes, its notebooks have to be read again.


def value(text):
    """Return what a sum in prose comes to, or None for one of other names than the course's."""
    for sign, code in SIGNS.items():
        text = text.replace(sign, code)
    return _value(ast.parse(text.strip(), mode="eval").body)


def _value(node):
    if isinstance(node, ast.BinOp):
        return ACTS[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.Subscript):
        return NAMES[node.value.id][node.slice.value]
    return node.value


def claims(path):
    """Yield what the prose of a notebook says of numbers; a slip to be found is quoted with >."""
    for k, cell in enumerate(nbformat.read(path, as_version=4).cells):
        if cell.source.startswith("## Exercises"):  # where a and b are other ones
            return
        if cell.cell_type == "markdown":
            text = re.sub(r"(?m)^>.*$|`[^`]*`|\$[^$]*\$|^!\[.*$", "", cell.source)
            for found in SUM.finditer(text):
                first, *others = found[0].split(" = ")
                if others and not first.replace(".", "").isdigit():
                    yield k, [first, *others]
            for name, numbers in LIST.findall(text):
                for i, one in enumerate(numbers.replace("−", "-").split(",")):
                    yield k, [f"{name}[{i}]", one]


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_sums_in_the_prose_come_out(path):
    for k, sides in claims(path):
        assert np.allclose([value(side) for side in sides], value(sides[0]), rtol=1e-3), (k, sides)


def test_the_guide_reads_the_distances_of_the_series_off_the_slides():
    book = nbformat.read(BOOKS[4], as_version=4)
    (steps,) = (c.metadata.slideshow.steps for c in book.cells if "explore_series" in c.source)
    frames = explore_series().frames
    said = ", ".join(re.search(r"noise (\d\.\d)\.", frames[i].alt)[1] for i in steps)
    assert said in (rebuild.NOTEBOOKS / "for_instructors.md").read_text(encoding="utf-8"), said


@pytest.mark.parametrize("path", BOOKS[1:], ids=lambda path: path.stem)
def test_what_a_page_says_names_no_control_that_it_lacks(path):
    """A page has players and questions: nothing to type into, to tick or to train, and no cell."""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown" and "live-only" not in cell.metadata.get("tags", ()):
            assert not LACKED.search(LIVE_ONLY.sub("", cell.source)), cell.source


def test_the_flip_is_found_before_it_is_named():
    texts = [c.source for c in nbformat.read(BOOKS[2], as_version=4).cells]
    (found,) = (k for k, text in enumerate(texts) if "This is the *flip*" in text)
    before = "".join(texts[:found])
    asked = re.findall('"(02/.*?)"', before)
    answers = "".join(str(questions()[key]) for key in asked)
    assert len(asked) == 3
    assert not re.search("flip|turned", before + answers)


def test_what_is_said_of_guesses_at_the_border_is_what_they_cost():
    stills = explore_borders().views()[0].stills
    cost = {one.label: re.search(r"typically (\d+\.\d)", one.caption)[1] for one in stills}
    zero, edge, reflect, symmetric, wrap = (round(float(one)) for one in cost.values())
    said = f"typically {edge} to {reflect} grey levels off, not {zero}"
    assert edge <= symmetric <= reflect < zero == wrap
    assert said in BOOKS[4].read_text(encoding="utf-8"), said


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_minus_in_words_for_a_picture_is_a_minus(path):
    for words in re.findall(r'alt=\\"(.*?)\\"', path.read_text(encoding="utf-8")):
        assert not re.search(r"(?<!\w)-\d", words), words
