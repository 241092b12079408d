"""What checks say: the texts in the tables, and numbers, arrays and sums in words."""

import tomllib
from functools import cache
from pathlib import Path
from textwrap import wrap

import numpy as np

from helpers.numbers import number
from helpers.trace import added, trace

HERE = Path(__file__).parent
LONGEST_LINE = 92
FIXED = "\N{NO-BREAK SPACE}"
MOST_SHOWN = 10
MOST_IN_ROWS = 15


@cache
def read_texts(*tables):
    """Return what TOML tables say, the later ones before the earlier, with `{wordings}` put in.

    Where a mistake has no clause of its own, its text is one.
    """
    texts = {}
    for table in tables:
        for key, said in tomllib.loads((HERE / f"{table}.toml").read_text("utf-8")).items():
            texts[key] = texts.get(key, {}) | said if isinstance(said, dict) else said
    for said in (one for one in texts.values() if isinstance(one, dict) and "text" in one):
        said.setdefault("clause", said["text"][0].lower() + said["text"][1:].rstrip("."))
    return _worded(texts, texts.get("wordings", {}))


def _worded(said, wordings):
    if isinstance(said, dict):
        return {key: _worded(words, wordings) for key, words in said.items()}
    for name in wordings if isinstance(said, str) else ():
        said = said.replace(f"{{{name}}}", wordings[name])
    return said


def say(key, /, **values):
    """Return a text, or several, of `said.toml`, filled in."""
    said = read_texts("said")[key]
    if isinstance(said, list):
        return tuple(part.format(**values) for part in said)
    return said.format(**values)


def show(values):
    """Return an array as a reader wants it, short."""
    values = np.asarray(values)
    if values.ndim == 0:
        return number(values.item())
    if values.ndim > 1 and values.size <= MOST_IN_ROWS:
        return f"[{', '.join(map(show, values))}]"
    if values.ndim == 2:
        return f"an array of {count(len(values), 'row')} and {count(len(values[0]), 'column')}"
    if values.ndim > 1:
        return f"an array of {'×'.join(map(str, values.shape))} numbers"
    more = ["…"] if values.size > MOST_SHOWN else []
    return f"[{', '.join([*map(number, values[:MOST_SHOWN].tolist()), *more])}]"


def count(how_many, what):
    """Return a number of things in words."""
    return f"{how_many} {what}" if how_many == 1 else f"{how_many} {what}s"


def listed(parts):
    """Return parts of a sentence as a list in words: "a, b and c"."""
    *more, last = parts
    return f"{', '.join(more)} and {last}" if more else last


def traced(inputs, names, operation="convolution", mode="full"):
    """Return the lines of a worked case, one for each output."""
    lines = []
    for step in trace(*inputs, operation=operation, mode=mode, names=names):
        lagged = operation == "correlation" and len(step.n) == 1 and mode == "full"
        output = step.called if lagged else step.entry
        products = f"{output} = {added(step.entries)}"
        if len(products) + len(step.sum) + 5 > LONGEST_LINE:
            lines += [*_folded(products), *_folded(f"    = {step.sum}")]
        else:
            lines.append(f"{products} = {step.sum}")
    return tuple(lines)


def _folded(line):
    """Break a long sum into several lines, each before a plus."""
    bound = line.replace(" ", FIXED).replace(f"{FIXED}+", " +")
    lines = wrap(bound, LONGEST_LINE, subsequent_indent="    ")
    return [one.replace(FIXED, " ") for one in lines]
