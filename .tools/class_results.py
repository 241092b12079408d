"""What a class answered: `python .tools/class_results.py FOLDER` reads all learners' files in it.

Prints a summary and writes it as one HTML page that needs no network. Names stand in it only
with `--names`. A learner's file is any `*.jsonl` below the folder, called by its folder where it
has the usual name; what cannot be read in it is counted and passed over.
"""

import argparse
import hashlib
import statistics
import sys
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from html import escape
from pathlib import Path

import helpers
from helpers import record

QUESTIONS = Path(helpers.__path__[0], "widgets", "questions.toml")
SURE = ("fairly sure", "certain")
STUCK = 3  # failures in a row, and none right after them
PAGE = Path(__file__).with_suffix(".html")


@dataclass(frozen=True)
class Table:
    """A question or an exercise: a title, a sentence, and rows of (name, share, cells)."""

    title: str
    words: str
    head: tuple
    rows: list


def read_class(folder):
    """Return the events by learner whose files lie in a folder, and what is wrong there."""
    learners, troubles, seen = {}, [], set()
    for path in sorted(folder.rglob("*.jsonl")):
        name = _name(path.relative_to(folder))
        if ".ipynb_checkpoints" in path.parts:
            continue
        try:
            given, damaged = record.read(path)
            content = hashlib.sha256(path.read_bytes()).digest()
        except OSError as error:
            troubles.append(f"{name}: cannot be read ({error.strerror or type(error).__name__}).")
            continue
        events = [e for e in given if _is_text(e.get("kind")) and _is_text(e.get("key"))]
        if damaged:
            troubles.append(f"{name}: {_count(damaged, 'line')} cannot be read.")
        if not events:
            troubles.append(f"{name}: there is no answer in it.")
        elif content in seen:
            troubles.append(f"{name}: the same as another one, and counted once.")
        else:
            while name in learners:  # two files of one folder
                name += "*"
            learners[name] = events
            seen.add(content)
    return learners, troubles


def _name(path):
    """Return what a learner is called: the folder where the file has its usual name."""
    parts = [part for part in path.parent.parts if part != "notebooks"]
    usual = path.name == record.FILE and parts
    return _printable("/".join(parts) if usual else str(path.with_suffix("")))


def _printable(text):
    return "".join(sign if sign.isprintable() else "�" for sign in text)


def _is_text(key):
    return isinstance(key, str) and key.strip() != ""


def _count(number, what):
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def question_tables(learners):
    """Yield a table for each question that somebody answered: each learner's first answer."""
    asked, answered = tomllib.loads(QUESTIONS.read_text("utf-8")), _by_key(learners, "prediction")
    for key in [*asked, *sorted(set(answered) - set(asked))]:
        if key in answered:
            firsts = [events[0] for events in answered[key].values()]
            yield _question(key, asked.get(key, {}), firsts)


def _question(key, question, firsts):
    given = [first for first in firsts if first.get("answer") is not None]
    options = dict.fromkeys(question.get("options", {}))
    options |= dict.fromkeys(sorted(map(_answer, given)))
    rows = []
    for option in options:
        by = [first for first in given if _answer(first) == option]
        sure = sum(first.get("sure") in SURE for first in by)
        name = f"{option} (right)" if option == question.get("answer") else option
        share = len(by) / len(given) if given else 0.0
        rows.append((name, share, (len(by), sure, len(by) - sure)))
    passed, late = len(firsts) - len(given), sum(first.get("revealed") is True for first in given)
    words = f"{_count(len(given), 'answer')}, {passed} went on without."
    words += f" {late} answered after the answer was shown." if late else ""
    title = f"{_printable(key)}: {question.get('ask', 'a question that is no longer asked')}"
    return Table(title, words, ("option", "share", "answers", "sure", "unsure"), rows)


def _answer(event):
    return _printable(str(event["answer"]))[:200]


def exercise_tables(learners, names=False):
    """Yield a table for each exercise that somebody tried: tries, mistakes, who is stuck."""
    for key, tries in sorted(_by_key(learners, "check").items()):
        right = {name: [e.get("correct") is True for e in tries[name]] for name in tries}
        stuck = [n for n, r in right.items() if len(r) >= STUCK and not any(r[-STUCK:])]
        made = Counter(
            mistake
            for events in tries.values()
            for mistake in {
                str(e.get("mistake") or "unknown") for e in events if not e.get("correct")
            }
        )
        rows = [
            (_printable(mistake), count / len(tries), (count,))
            for mistake, count in sorted(made.items(), key=lambda item: (-item[1], item[0]))
        ]
        counts = [len(events) for events in tries.values()]
        words = (
            f"{_count(len(tries), 'learner')} tried, {sum(map(any, right.values()))} solved it; "
            f"{statistics.median(counts):g} tries each (median), {max(counts)} at most. "
            f"Stuck after {STUCK} failures or more: {len(stuck)}."
        )
        words += f" They are: {', '.join(stuck)}." if names and stuck else ""
        yield Table(_printable(key), words, ("mistake", "share of learners", "learners"), rows)


def _by_key(learners, kind):
    found = defaultdict(lambda: defaultdict(list))
    for name, events in learners.items():
        for event in events:
            if event["kind"] == kind:
                found[event["key"]][name].append(event)
    return found


def summary(learners, troubles):
    """Return sentences on the class as a whole."""
    every = [event for events in learners.values() for event in events]
    versions = sorted({str(event["course"]) for event in every if event.get("course")})
    yield f"{_count(len(learners), 'learner')}, {_count(len(every), 'answer')}."
    if len(versions) > 1:
        yield f"They used several versions of the course: {_printable(', '.join(versions))}."
    yield from troubles


def as_text(said, tables):
    """Return all as text."""
    lines = [*said, ""]
    for table in tables:
        lines += [table.title, f"  {table.words}"]
        for name, share, cells in table.rows:
            numbers = ", ".join(f"{h}: {c}" for c, h in zip(cells, table.head[2:], strict=True))
            lines.append(f"  {share:5.0%}  {name}  ({numbers})")
        lines.append("")
    return "\n".join(lines)


def as_html(said, questions, exercises):
    """Return all as one page."""
    sections = (("Questions", questions), ("Exercises", exercises))
    body = "".join(
        f"<h2>{title}</h2>" + ("".join(map(_section, tables)) or "<p>No answers yet.</p>")
        for title, tables in sections
    )
    top = "".join(f"<p>{escape(sentence)}</p>" for sentence in said)
    return PAGE.read_text("utf-8").replace("<!-- here -->", top + body)


def _section(table):
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        f'<td><meter value="{share:.3f}">{share:.0%}</meter> {share:.0%}</td>'
        + "".join(f"<td>{cell}</td>" for cell in cells)
        + "</tr>"
        for name, share, cells in table.rows
    )
    grid = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    title, words = escape(table.title), escape(table.words)
    return f"<section><h3>{title}</h3><p>{words}</p>{grid}</section>"


def main(given=None):
    """Read the files, print what they say, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the learners' files are, at any depth")
    parser.add_argument("--names", action="store_true", help="say who is stuck")
    parser.add_argument("--page", type=Path, default=Path("class_results.html"))
    options = parser.parse_args(given)
    if not options.folder.is_dir():
        sys.exit(f"There is no folder {options.folder}.")
    learners, troubles = read_class(options.folder)
    if not options.names:
        troubles = [f"One file: {trouble.split(': ', 1)[1]}" for trouble in troubles]
    said = list(summary(learners, troubles))
    questions = list(question_tables(learners))
    exercises = list(exercise_tables(learners, options.names))
    text = as_text(said, questions + exercises)
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding))
    try:
        options.page.write_text(as_html(said, questions, exercises), "utf-8")
    except OSError as error:
        sys.exit(f"{options.page} cannot be written: {error.strerror}")
    print(f"Written to {options.page}")


if __name__ == "__main__":
    main()
