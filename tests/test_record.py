import errno
import json
import multiprocessing
import os
import threading

import numpy as np
import pytest

from helpers import record

EVENT = {"kind": "check", "key": "convolve", "correct": False}


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
    assert [entry.name for entry in tmp_path.iterdir()] == ["my_progress.jsonl"]


def test_importing_and_reading_write_nothing(path):
    assert record.events() == []
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    "rubbish",
    [
        b'{"kind": "check", "key": "to',  # the power went off
        b"\x00\xff\xfe\x80binary",
        b"[1, 2]",
        b"3",
        b'"text"',
        b"null",
        b"[" * 100_000,
        b"1" * 5000,
        '{"kind": "check"}'.encode("utf-16"),
        b"\xed\xa0\x80",
    ],
)
def test_a_damaged_file_is_set_aside_and_the_good_lines_go_on(path, rubbish):
    record.append({**EVENT, "key": "first"})
    before = path.read_bytes() + rubbish
    path.write_bytes(before)
    record.append({**EVENT, "key": "second"})
    restart()
    assert keys() == ["first", "second"]
    aside = path.with_name("my_progress.damaged-1.jsonl")
    assert aside.read_bytes().startswith(before)
    assert aside.name in record.message()
    assert "2 answers" not in record.message()  # it is said once
    restart()
    assert keys() == ["first", "second"]
    assert sorted(p.name for p in path.parent.iterdir()) == [aside.name, path.name]


def test_what_was_set_aside_is_never_overwritten(path):
    kept = set()
    for n in range(1, 4):
        path.write_bytes(b"rubbish %d\n" % n)
        assert record.events() == []
        assert f"damaged-{n}" in record.message()
        kept.add(path.with_name(f"my_progress.damaged-{n}.jsonl"))
    assert {p.read_bytes() for p in kept} == {b"rubbish 1\n", b"rubbish 2\n", b"rubbish 3\n"}


def test_a_good_file_of_another_program_stays_as_it_is(path):
    data = b'\xef\xbb\xbf{"kind": "a"}\r\n\r\n  {"kind": "b", "x": NaN}\r\n{"no kind": 1}'
    path.write_bytes(data)
    assert [event.get("kind") for event in record.events()] == ["a", "b", None]
    assert path.read_bytes() == data
    record.append({"kind": "c"})
    assert len(record.events()) == 4
    assert record.message() == ""


@pytest.mark.parametrize("place", ["folder", "no parent", "parent is a file", "pipe"])
def test_where_no_file_can_be_the_answers_stay_in_memory(tmp_path, monkeypatch, place):
    path = tmp_path / "progress.jsonl"
    if place == "folder":
        path.mkdir()
    elif place == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("no named pipes")
        os.mkfifo(path)
    elif place == "no parent":
        path = tmp_path / "none" / "progress.jsonl"
    else:
        path.write_text("{}")
        path = path / "progress.jsonl"
    monkeypatch.setenv(record.VARIABLE, str(path))
    record.append(EVENT)
    assert keys() == ["convolve"]
    assert "until the kernel stops" in record.message()
    assert "until the kernel stops" in record.message()  # as long as it lasts


def test_a_deleted_working_folder(tmp_path, monkeypatch):
    if os.name == "nt":
        pytest.skip("Windows does not delete the working folder")
    monkeypatch.delenv(record.VARIABLE, raising=False)
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    restart()
    record.append(EVENT)
    assert keys() == ["convolve"]
    assert record.message()
    monkeypatch.chdir(tmp_path)
    restart()


def test_what_waited_is_written_when_the_disk_has_room_again(path, monkeypatch):
    record.append({**EVENT, "key": "first"})
    whole = path.read_bytes()

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        record.append({**EVENT, "key": "second"})
        assert path.read_bytes() == whole  # no half line
        assert keys() == ["first", "second"]
        assert "No space left" in record.message()
        path.write_bytes(whole + b"rubbish\n")
        assert keys() == ["first", "second"]
        assert sorted(p.name for p in path.parent.iterdir()) == [path.name]
        assert "rubbish" in path.read_text()
    path.write_bytes(whole)
    record.append({**EVENT, "key": "third"})
    assert record.message() == ""
    restart()
    assert keys() == ["first", "second", "third"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden here")
def test_an_unreadable_file_and_folder(path):
    record.append(EVENT)
    path.chmod(0)
    assert record.events() == []
    assert record.message()
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b"rubbish\n")
    path.parent.chmod(0o500)
    assert keys() == ["convolve"]
    assert "mended" in record.message()
    path.parent.chmod(0o700)


class Awkward:
    def __str__(self):
        raise KeyError

    __len__ = __iter__ = __repr__ = __str__


def test_every_value_is_kept_as_well_as_json_can(path):
    own = []
    own.append(own)
    values = {
        "numpy": np.float32(0.5),
        "array": np.arange(3),
        "truth": np.True_,
        "large array": np.zeros(10_000),
        "complex": 1 - 2j,
        "long": "ab " * 10_000,
        "list": list(range(5000)),
        "huge": 10**5000,
        "own": own,
        "bytes": b"\xff",
        "surrogate": "\udc80 ∗ “x”",
        "awkward": Awkward(),
        "lines": "one\ntwo\u2028three\r",
        3: {(1, 2): {4}},
    }
    record.append({"kind": "all", **values})
    assert len(path.read_bytes().splitlines()) == 1
    restart()
    kept = record.latest("all", None)
    assert kept["numpy"] == 0.5
    assert kept["array"] == [0, 1, 2]
    assert kept["truth"] is True
    assert kept["surrogate"] == values["surrogate"]
    assert kept["lines"] == values["lines"]
    assert len(kept["long"]) < record.LONGEST_TEXT + 5
    assert kept["list"][-1] == "… 4600 more"
    assert kept["awkward"] == "Awkward"
    assert kept["3"] == {"(1, 2)": "{4}"}
    assert record.message() == ""


def test_an_event_is_a_dict(path):
    with pytest.raises(TypeError, match="not list"):
        record.append([1])


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
    lines = path.read_text().splitlines()
    assert len([json.loads(line) for line in lines]) == 151
    assert path.with_name("my_progress.damaged-1.jsonl").exists()
    assert not path.with_name("my_progress.damaged-2.jsonl").exists()


def test_one_waits_while_another_writes(path):
    other = threading.Thread(target=record.append, args=(EVENT,))
    with record._only_one(path):
        other.start()
        other.join(record.PATIENCE / 4)
        assert other.is_alive()
        assert not path.exists()
    other.join()
    assert keys() == ["convolve"]


def test_threads_of_one_notebook(path):
    threads = [threading.Thread(target=write_some, args=(path, name)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    restart()
    assert len(record.events()) == 100
