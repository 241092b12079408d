import errno
import multiprocessing
import os
import sys
import threading
import time
import types
from importlib import metadata

import numpy as np
import pytest

from helpers import record

EVENT = {"kind": "check", "key": "convolve", "correct": False}


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(record, "HOME", home)
    restart()
    return home


@pytest.fixture
def path(tmp_path, monkeypatch):
    path = tmp_path / "my_progress.jsonl"
    monkeypatch.setenv(record.VARIABLE, str(path))
    return path


def restart():
    """What a new kernel knows: nothing."""
    record._record_at.cache_clear()


def keys():
    return [event.get("key") for event in record.events()]


def test_events_survive_a_restart(path):
    record.append({"kind": "prediction", "key": "02/length", "value": 6})
    record.append({**EVENT, "mistake": "no_flip"})
    restart()
    assert record.events("prediction")[0]["value"] == 6
    assert record.latest("check", "convolve")["mistake"] == "no_flip"
    assert record.latest("check", "length") is None
    assert record.message() == ""
    assert all("T" in event["time"] for event in record.events())


def test_the_file_lies_in_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.delenv(record.VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    record.append(EVENT)
    assert (tmp_path / "my_progress.jsonl").exists()


@pytest.mark.parametrize(
    "rubbish",
    [
        b'{"kind": "check", "key": "to',  # the power went off
        b"\x00\xff\xfe\x80binary",
        b"[1, 2]",
        b"[" * 100_000,
        b"1" * 5000,
        '{"kind": "check"}'.encode("utf-16"),
    ],
)
def test_lines_that_cannot_be_read_are_passed_over_and_kept(path, rubbish):
    record.append({**EVENT, "key": "first"})
    before = path.read_bytes() + rubbish
    path.write_bytes(before)
    record.append({**EVENT, "key": "second"})
    restart()
    assert keys() == ["first", "second"]
    assert path.read_bytes().startswith(before)
    assert f"{path.name} cannot be read. All others can." in record.message()
    assert record.message() == ""  # it is said once
    assert keys() == ["first", "second"]
    assert record.message() == ""


def test_a_good_file_of_another_program_stays_as_it_is(path):
    data = b'\xef\xbb\xbf{"kind": "a"}\r\n\r\n  {"kind": "b", "x": NaN}\r\n{"no kind": 1}'
    path.write_bytes(data)
    assert [event.get("kind") for event in record.events()] == ["a", "b", None]
    assert path.read_bytes() == data
    record.append({"kind": "c"})
    assert len(record.events()) == 4
    assert record.message() == ""


@pytest.fixture(params=["folder", "no parent", "pipe", "read-only folder"])
def unfit(request, tmp_path, monkeypatch):
    """Return a path where no file can be written."""
    path = tmp_path / "course" / "progress.jsonl"
    path.parent.mkdir()
    if request.param == "folder":
        path.mkdir()
    elif request.param == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("no named pipes")
        os.mkfifo(path)
    elif request.param == "no parent":
        path.parent.rmdir()
    else:
        refuse(monkeypatch, path, errno.EROFS)
    monkeypatch.setenv(record.VARIABLE, str(path))
    return path


def refuse(monkeypatch, path, code):
    """Let nothing be written to a path, as in a folder that belongs to somebody else."""
    write = record._write

    def only_elsewhere(place, data):
        if place == path:
            raise OSError(code, os.strerror(code))
        write(place, data)

    monkeypatch.setattr(record, "_write", only_elsewhere)


def test_where_no_file_can_be_answers_are_kept_at_home_and_it_is_said(unfit, home):
    record.append(EVENT)
    assert keys() == ["convolve"]
    for _ in range(2):  # as long as it lasts
        assert f"Your answers are kept in {home / 'progress.jsonl'}." in record.message()
    restart()
    assert keys() == ["convolve"]


def test_without_any_place_the_answers_stay_in_memory(unfit, home):
    home.rmdir()
    record.append(EVENT)
    assert keys() == ["convolve"]
    assert "progress.jsonl cannot be saved" in record.message()
    assert "until the kernel stops" in record.message()
    home.mkdir()
    record.append({**EVENT, "key": "second"})
    assert f"kept in {home}" in record.message()
    restart()
    assert keys() == ["convolve", "second"]


def test_answers_of_both_places_come_in_the_order_of_their_times(path, home, monkeypatch):
    record.append({**EVENT, "key": "first", "time": "2026-01-01T10:00:00"})
    with monkeypatch.context() as patch:
        refuse(patch, path, errno.EACCES)
        record.append({**EVENT, "key": "second", "time": "2026-01-01T11:00:00"})
    record.append({**EVENT, "key": "third", "time": "2026-01-01T12:00:00"})
    assert record.message() == ""
    restart()
    assert keys() == ["first", "second", "third"]


def test_an_event_says_course_notebook_and_whether_the_answer_stood_there(path, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "/somewhere/notebooks/02_convolution_1d.ipynb")
    for answer in ("5", "6"):
        record.append({"kind": "prediction", "key": "02/length", "answer": answer})
    first, second = record.events()
    assert first["notebook"] == "02_convolution_1d"
    assert first["course"] == metadata.version("convolution-course")
    assert (first["revealed"], second["revealed"]) == (False, True)


def test_a_check_says_whether_it_was_passed_before(path):
    for key, correct in (("a", False), ("a", True), ("b", True), ("a", False)):
        record.append({"kind": "check", "key": key, "correct": correct})
    assert [event["revealed"] for event in record.events()] == [False, False, False, True]


def test_a_full_disk_leaves_no_half_line_and_loses_nothing(path, home, monkeypatch):
    record.append({**EVENT, "key": "first"})
    whole = path.read_bytes()

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        record.append({**EVENT, "key": "second"})
        assert path.read_bytes() == whole
        assert (home / path.name).read_bytes() == b""
        assert keys() == ["first", "second"]
        assert "No space left" in record.message()
    record.append({**EVENT, "key": "third"})
    assert record.message() == ""
    restart()
    assert keys() == ["first", "second", "third"]


class Awkward:
    def __str__(self):
        raise KeyError

    __len__ = __iter__ = __repr__ = __str__


def test_every_value_is_kept_as_well_as_json_can(path):
    values = {
        "numpy": np.float32(0.5),
        "truth": np.True_,
        "complex": 1 - 2j,
        "long": "ab " * 10_000,
        "huge": 10**5000,
        "bytes": b"\xff",
        "surrogate": "\udc80 ∗ “x”",
        "awkward": Awkward(),
        "lines": "one\ntwo\u2028three\r",
        3: [4],
    }
    record.append({"kind": "all", **values})
    assert len(path.read_bytes().splitlines()) == 1
    restart()
    kept = record.latest("all", None)
    assert kept["numpy"] == 0.5
    assert kept["truth"] is True
    assert kept["surrogate"] == values["surrogate"]
    assert kept["lines"] == values["lines"]
    assert len(kept["long"]) < record.LONGEST_TEXT + 5
    assert kept["awkward"] == "Awkward"
    assert (kept["3"], kept["huge"]) == ("[4]", "int")
    assert record.message() == ""


def write_some(path, name):
    os.environ[record.VARIABLE] = str(path)
    for n in range(50):
        record.append({"kind": name, "n": n})
        if n % 10 == 0:
            record.events()


def test_two_notebooks_write_at_once(path):
    path.write_bytes(b'{"kind": "old"}\nrubbish\n')
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_some, args=(path, name)) for name in "ab"]
    for writer in writers:
        writer.start()
    write_some(path, "c")
    for writer in writers:
        writer.join(30)
        assert writer.exitcode == 0
    for name in "abc":
        assert [event["n"] for event in record.events(name)] == list(range(50))
    good, damaged = record.read(path)
    assert (len(good), damaged) == (151, 1)


def test_one_waits_while_another_writes(path):
    other = threading.Thread(target=record.append, args=(EVENT,))
    with record._only_one(path):
        other.start()
        other.join(record.PATIENCE / 4)
        assert other.is_alive()
        assert not path.exists()
    other.join()
    assert keys() == ["convolve"]


def test_where_files_cannot_be_locked_answers_are_kept_all_the_same(path, monkeypatch):
    """As in a browser, where the module is there and nothing is in it."""
    for name in ("fcntl", "msvcrt"):
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    start = time.monotonic()
    record.append(EVENT)
    assert time.monotonic() - start < record.PATIENCE  # nobody waits for a lock that cannot be had
    assert record.message() == ""
    assert len(path.read_text().splitlines()) == 1
