"""What a class answered: many files, good ones and others, become numbers and one page."""

import json
import subprocess
import sys
from html.parser import HTMLParser

import class_results
import pytest

from helpers import record

LENGTH = "02/length"
OPTIONS = list(class_results.tomllib.loads(class_results.QUESTIONS.read_text())[LENGTH]["options"])


def prediction(answer, sure="certain", **more):
    return {"kind": "prediction", "key": LENGTH, "answer": answer, "sure": sure, **more}


def tried(*mistakes, key="convolve"):
    return [{"kind": "check", "key": key, "correct": m is None, "mistake": m} for m in mistakes]


@pytest.fixture
def folder(tmp_path):
    """Return a folder as a class hands it in."""
    answers = {
        "anna/notebooks/my_progress.jsonl": [
            prediction("6"), prediction("4", revealed=True), *tried("no_flip", None),
        ],
        "ben/my_progress.jsonl": [prediction("4", "a guess"), *tried(*["no_flip", "same"] * 2)],
        "my_progress (3).jsonl": [prediction(None, None), *tried("no_flip", "valid")],
    }  # fmt: skip
    for name, events in answers.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(event) + "\n" for event in events))
    return tmp_path


def test_each_learner_is_counted_once_with_the_first_answer(folder):
    learners, troubles = class_results.read_class(folder)
    assert list(learners) == ["anna", "ben", "my_progress (3)"]
    assert troubles == []
    (table,) = class_results.question_tables(learners)
    assert table.words == "2 answers, 1 went on without."
    rows = {name.split(" (")[0]: (share, cells) for name, share, cells in table.rows}
    assert set(OPTIONS) <= set(rows)
    assert rows["6"] == (0.5, (1, 1, 0))
    assert rows["4"] == (0.5, (1, 0, 1))


def test_tries_mistakes_and_who_is_stuck(folder):
    learners, _ = class_results.read_class(folder)
    (table,) = class_results.exercise_tables(learners)
    assert table.words == (
        "3 learners tried, 1 solved it; 2 tries each (median), 4 at most. Stuck after 3 failures "
        "or more: 1."
    )
    assert table.rows == [("no_flip", 1.0, (3,)), ("same", 1 / 3, (1,)), ("valid", 1 / 3, (1,))]
    (named,) = class_results.exercise_tables(learners, names=True)
    assert named.words.endswith("They are: ben.")


def spoil(folder):
    anna = folder / "anna/notebooks/my_progress.jsonl"
    anna.write_bytes(anna.read_bytes() + b'\xff\n{"kind": "chec\n[3]\n')
    (folder / "copy.jsonl").write_bytes((folder / "ben/my_progress.jsonl").read_bytes())
    (folder / "empty.jsonl").touch()
    (folder / "other.jsonl").write_text('{"text": "of another program"}\n{"kind": 3, "key": [1]}\n')
    (folder / "folder.jsonl").mkdir()
    hidden = folder / ".ipynb_checkpoints"
    hidden.mkdir()
    (hidden / "my_progress.jsonl").write_text(json.dumps(prediction("5")))


def test_what_is_wrong_with_files_is_said_and_nothing_crashes(folder):
    spoil(folder)
    learners, troubles = class_results.read_class(folder)
    assert len(learners) == 3
    assert troubles == [
        "anna: 3 lines cannot be read.",
        "copy: the same as another one, and counted once.",
        "empty: there is no answer in it.",
        "folder: cannot be read (there is something else of that name).",
        "other: there is no answer in it.",
    ]


class Page(HTMLParser):
    """A page: its tags, what they refer to, its text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.addresses, self.text = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("names", [False, True])
def test_the_command_prints_and_writes_a_page_without_names_or_network(folder, tmp_path, names):
    spoil(folder)
    page = tmp_path / "page.html"
    command = [sys.executable, class_results.__file__, str(folder), "--page", str(page)]
    done = subprocess.run(
        command + ["--names"] * names, capture_output=True, text=True, encoding="utf-8", check=True
    )
    seen = Page(page.read_text("utf-8"))
    for text in (done.stdout, seen.text):
        assert "3 learners, 12 answers." in text
        assert ("ben" in text) is names
        assert ("anna" in text) is names
        assert "no_flip" in text
    assert "50%  6 (right)  (answers: 1, sure: 1, unsure: 0)" in done.stdout
    assert seen.addresses == []
    assert not {"script", "link", "img", "iframe"} & set(seen.tags)
    assert "@import" not in page.read_text("utf-8")


def test_markup_and_control_signs_in_answers_are_shown_not_obeyed(tmp_path):
    path = tmp_path / record.FILE
    path.write_text(json.dumps(prediction("<script>alert(1)</script>\x1b[2J")) + "\n")
    learners, _ = class_results.read_class(tmp_path)
    tables = list(class_results.question_tables(learners))
    assert "\x1b" not in class_results.as_text([], tables)
    assert "script" not in Page(class_results.as_html([], tables, [])).tags


def test_an_empty_folder_and_none(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    class_results.main([str(tmp_path)])
    assert "0 learners, 0 answers." in capsys.readouterr().out
    assert "No answers yet." in (tmp_path / "class_results.html").read_text()
    with pytest.raises(SystemExit, match="There is no folder"):
        class_results.main([str(tmp_path / "none")])
    with pytest.raises(SystemExit, match="cannot be written"):
        class_results.main([str(tmp_path), "--page", str(tmp_path)])
