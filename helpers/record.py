"""What a learner answered, one JSON object per line in a file that only ever grows.

It is `my_progress.jsonl` in the working folder, or the path in the variable `COURSE_PROGRESS`, or a
file of that name in the home folder. Nothing here raises because of a file: what can be written
nowhere stays in memory, and `message` says where the answers are.
"""

import contextlib
import errno
import functools
import hashlib
import json
import os
import tempfile
import threading
import time
from datetime import datetime
from importlib import metadata
from pathlib import Path

FILE = "my_progress.jsonl"
VARIABLE = "COURSE_PROGRESS"
HOME = Path(os.path.expanduser("~"))
LONGEST_TEXT = 4000
PATIENCE = 1.0  # seconds to wait for another notebook that is writing


def append(event):
    """Keep an event with time, version and notebook, and whether the answer was known before.

    A prediction comes too late once the answer was predicted or shown; a check, once it was passed.

    >>> append({"kind": "prediction", "key": "02/length", "value": 6})
    >>> latest("prediction", "02/length")["value"]
    6
    """
    if not isinstance(event, dict):
        raise TypeError(f"an event is a dict, not {type(event).__name__}")
    about = {"time": datetime.now().astimezone().isoformat(timespec="seconds")}
    about |= {"course": _version(), "notebook": Path(os.environ.get("JPY_SESSION_NAME", "")).stem}
    key = event.get("key")
    if event.get("kind") == "prediction":
        about["revealed"] = bool(events("prediction", key) or events("shown", key))
    elif event.get("kind") == "check":
        about["revealed"] = any(one.get("correct") is True for one in events("check", key))
    _record().append({str(name): _plain(value) for name, value in {**about, **event}.items()})


def events(kind=None, key=None):
    """Return what was kept of one kind and with one key, in the order in which it was written."""
    return [
        event
        for event in _record().events()
        if kind in (None, event.get("kind")) and key in (None, event.get("key"))
    ]


def latest(kind, key):
    """Return the last event of this kind with this key, or None."""
    return next(iter(reversed(events(kind, key))), None)


def message():
    """Return what a learner should know about the file, or "" if all is well."""
    return _record().message()


def read(path):
    """Return the events in a file, and how many of its lines hold none; or raise OSError."""
    _require_file(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return [], 0
    lines = [line for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
    good = [event for event in map(_event, lines) if event is not None]
    return good, len(lines) - len(good)


class Record:
    """The files of one learner, and what could not be written to any of them yet."""

    def __init__(self, path):
        self.places = (path, HOME / path.name)
        self.pending, self.damaged, self.told = [], 0, 0
        self.trouble = self.unread = ""
        self.turn = threading.RLock()

    def append(self, event):
        """Write `event`, and before it whatever could not be written earlier."""
        with self.turn:
            self.pending.append(event)
            self.trouble = ""
            for place in self.places:
                try:
                    with _only_one(place):
                        _write(place, b"".join(map(_line, self.pending)))
                except OSError as error:
                    self.trouble = self.trouble or _trouble(self.places[0], "saved", error)
                else:
                    self.pending.clear()
                    if self.trouble:
                        self.trouble += f" Your answers are kept in {place}."
                    return
            self.trouble += " Your answers are kept until the kernel stops."

    def events(self):
        """Return the events of all files in the order of their times, and those that wait."""
        with self.turn:
            found, self.damaged, self.unread = [], 0, ""
            for place in dict.fromkeys(self.places):
                try:
                    good, damaged = read(place)
                except OSError as error:
                    self.unread = _trouble(place, "read", error)
                else:
                    found.append(good)
                    self.damaged += damaged
            if len(found) > 1 and all(found):
                found = [sorted(found[0] + found[1], key=lambda event: str(event.get("time")))]
            return [event for good in found for event in good] + self.pending

    def message(self):
        """Return what is said once, and the trouble that lasts."""
        said = [self.trouble or self.unread]
        if self.damaged > self.told:
            lines = "1 line" if self.damaged == 1 else f"{self.damaged} lines"
            said.insert(0, f"{lines} of {self.places[0].name} cannot be read. All others can.")
        self.told = self.damaged
        return " ".join(filter(None, said))


def _trouble(path, what, error):
    reason = error.strerror or type(error).__name__
    return f"The file {path.name} cannot be {what} ({reason})."


def _record():
    try:
        folder = Path.cwd()
    except OSError:  # the working folder was deleted
        folder = Path()
    return _record_at(folder / (os.environ.get(VARIABLE) or FILE))


_record_at = functools.cache(Record)


@functools.cache
def _version():
    try:
        return metadata.version("convolution-course")
    except metadata.PackageNotFoundError:
        return ""


def _line(event):
    text = json.dumps(event, ensure_ascii=False)
    return text.encode("utf-8", errors="backslashreplace") + b"\n"


def _event(line):
    try:
        event = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) else None


def _plain(value):
    """Return a value as JSON knows it: nothing is refused, the very long is shortened."""
    try:
        value = value.item() if getattr(value, "size", 0) == 1 else value  # one of NumPy's
        if value is None or isinstance(value, bool | float):
            return value
        if isinstance(value, int) and value.bit_length() < 64:
            return value
        text, half = str(value), LONGEST_TEXT // 2
        return text if len(text) <= LONGEST_TEXT else f"{text[:half]} … {text[-half:]}"
    except Exception:  # somebody else's __str__, or a number too long to be written
        return type(value).__name__


def _require_file(path):
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "there is something else of that name")


def _write(path, data):
    """Add all of `data` to a file, on a new line and safely on the disk, or nothing."""
    _require_file(path)
    with open(path, "a+b", buffering=0) as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(0, end - 1))
        if file.read(1) not in (b"", b"\n"):
            data = b"\n" + data
        try:
            if file.write(data) < len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(file.fileno())
        except OSError:
            file.truncate(end)
            raise


@contextlib.contextmanager
def _only_one(path):
    """Keep other notebooks from writing to `path` meanwhile; go on after a second of waiting."""
    name = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
    lock = Path(tempfile.gettempdir(), f"course-progress-{name}.lock")
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            file = stack.enter_context(open(lock, "a+b"))
            until = time.monotonic() + PATIENCE
            while not _lock(file) and time.monotonic() < until:
                time.sleep(0.01)
        yield  # closing the file gives the lock back


def _lock(file):
    """Try to lock an open file, by whichever means the system has; a browser has none."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    except (ImportError, AttributeError):  # in a browser there is no lock, and no other writer
        return True
    return True
