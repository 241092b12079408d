"""What a learner answered, kept in a small file beside the notebooks.

The file holds one JSON object per line and only ever grows. It is `my_progress.jsonl` in the
working folder, or the path in the environment variable `COURSE_PROGRESS`. Nothing here raises
because of the file: what cannot be written stays in memory, and `message` says so.
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
from pathlib import Path

FILE = "my_progress.jsonl"
VARIABLE = "COURSE_PROGRESS"
LONGEST_TEXT = 4000
MOST_ITEMS = 400
DEEPEST = 6
PATIENCE = 1.0  # seconds to wait for another notebook that is writing


def append(event):
    """Keep one event.

    Parameters
    ----------
    event : dict
        What happened, for example ``{"kind": "check", "key": "convolve", "correct": False}``.
        The time is added. Values that JSON does not know are kept as text, very long ones
        without their middle.

    Raises
    ------
    TypeError
        If `event` is no dict.

    Examples
    --------
    >>> append({"kind": "prediction", "key": "02/length", "value": 6})
    >>> latest("prediction", "02/length")["value"]
    6
    """
    if not isinstance(event, dict):
        raise TypeError(f"an event is a dict, not {type(event).__name__}")
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    _record().append(_plain({"time": now, **event}))


def events(kind=None, key=None):
    """Return what was kept, in the order in which it was written.

    Parameters
    ----------
    kind, key : str, optional
        Only events of this kind, with this key.

    Returns
    -------
    list of dict

    Examples
    --------
    >>> append({"kind": "step", "key": "02/stepper"})
    >>> [event["key"] for event in events("step")][-1]
    '02/stepper'
    """
    return [
        event
        for event in _record().events()
        if kind in (None, event.get("kind")) and key in (None, event.get("key"))
    ]


def latest(kind, key):
    """Return the last event of this kind with this key, or None.

    Parameters
    ----------
    kind, key : str
        What to look for.

    Returns
    -------
    dict or None

    Examples
    --------
    >>> latest("prediction", "never asked") is None
    True
    """
    return next(iter(reversed(events(kind, key))), None)


def message():
    """Return what a learner should know about the file, or "" if all is well.

    That a file was damaged and set aside is said once; that nothing can be saved, for as long
    as it lasts.

    Returns
    -------
    str

    Examples
    --------
    >>> message()
    ''
    """
    return _record().message()


class Record:
    """One file of events, and what could not be written to it yet.

    Parameters
    ----------
    path : Path
        The file; it need not exist.
    """

    def __init__(self, path):
        self.path = path
        self.pending = []
        self.trouble = ""
        self.notice = ""
        self.turn = threading.RLock()

    def append(self, event):
        """Write `event`, and before it whatever could not be written earlier."""
        with self.turn:
            self.pending.append(event)
            with contextlib.suppress(OSError), _only_one(self.path):
                self._write()

    def _write(self):
        data = b"".join(_line(event) for event in self.pending)
        try:
            self._require_file()
            with open(self.path, "a+b", buffering=0) as file:
                end = file.seek(0, os.SEEK_END)
                file.seek(max(0, end - 1))
                if file.read(1) not in (b"", b"\n"):
                    data = b"\n" + data
                try:
                    _save(file, data)
                except OSError:
                    file.truncate(end)
                    raise
        except OSError as error:
            self._cannot("saved", error)
        else:
            self.pending.clear()
            self.trouble = ""

    def events(self):
        """Return the events of the file and those that wait; set a damaged file aside."""
        with self.turn:
            good, damaged = self._read()
            if damaged:
                with contextlib.suppress(OSError), _only_one(self.path):
                    good, damaged = self._read()  # nobody is writing now
                    if damaged:
                        self._set_aside(good)
            return good + self.pending

    def _read(self):
        """Return the good events and whether there is anything else in the file."""
        try:
            self._require_file()
            data = self.path.read_bytes()
        except FileNotFoundError:
            return [], False
        except OSError as error:
            self._cannot("read", error)
            return [], False
        lines = [line for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
        read = [_event(line) for line in lines]
        good = [event for event in read if event is not None]
        return good, len(good) < len(lines)

    def _set_aside(self, good):
        """Copy the file to a new name, then put a file of the good lines in its place."""
        try:
            data = self.path.read_bytes()
            aside = _write_new(
                (
                    self.path.with_name(f"{self.path.stem}.damaged-{n}.jsonl")
                    for n in range(1, 10**6)
                ),
                data,
            )
            new = self.path.with_name(f"{self.path.stem}.{os.getpid()}.new.jsonl")
            try:
                _write(new, b"".join(map(_line, good)))
                os.replace(new, self.path)
            except OSError:
                aside.unlink()
                new.unlink(missing_ok=True)
                raise
        except OSError as error:
            self._cannot("mended", error)
        else:
            self.notice = (
                f"The file {self.path.name} was damaged. It is kept as {aside.name}; "
                f"{_answers(len(good))} could be read and {'is' if len(good) == 1 else 'are'} "
                "still here."
            )

    def _beside(self, what):
        return self.path.with_name(f"{self.path.stem}.{what}.jsonl")

    def _require_file(self):
        """Refuse a folder, a pipe or a device in the place of the file."""
        if self.path.exists() and not self.path.is_file():
            raise OSError(0, "there is something else of that name")

    def _cannot(self, what, error):
        reason = error.strerror or type(error).__name__
        self.trouble = (
            f"The file {self.path.name} cannot be {what} ({reason}). Your answers are kept "
            "until the kernel stops."
        )

    def message(self):
        """Return the notice, which is then done with, and the trouble that lasts."""
        text = " ".join(filter(None, (self.notice, self.trouble)))
        self.notice = ""
        return text


def _record():
    """Return the record of the file that counts at this moment."""
    given = os.environ.get(VARIABLE)
    try:
        folder = Path.cwd()
    except OSError:  # the working folder was deleted
        folder = Path()
    return _record_at(folder / (given or FILE))


_record_at = functools.cache(Record)


def _line(event):
    text = json.dumps(event, ensure_ascii=False)
    return text.encode("utf-8", errors="backslashreplace") + b"\n"


def _event(line):
    """Return the event on one line of the file, or None for anything else."""
    try:
        event = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) else None


def _plain(value, depth=0):
    """Return `value` in what JSON knows: nothing is refused, the very long is shortened."""
    if value is None or isinstance(value, bool | float):
        return value if type(value) in (type(None), bool, float) else float(value)
    if isinstance(value, int) and value.bit_length() < 64:
        return int(value)
    try:
        if hasattr(value, "tolist") and getattr(value, "size", 1) <= MOST_ITEMS:
            return _plain(value.tolist(), depth + 1) if depth < DEEPEST else "…"
        if isinstance(value, dict | list | tuple) and depth == DEEPEST:
            return "…"
        if isinstance(value, dict):
            kept = list(value.items())[:MOST_ITEMS]
            return {str(k)[:200]: _plain(v, depth + 1) for k, v in kept}
        if isinstance(value, list | tuple):
            more = [f"… {len(value) - MOST_ITEMS} more"] if len(value) > MOST_ITEMS else []
            return [_plain(v, depth + 1) for v in value[:MOST_ITEMS]] + more
        text = str(value)
        half = LONGEST_TEXT // 2
        return text if len(text) <= LONGEST_TEXT else f"{text[:half]} … {text[-half:]}"
    except Exception:  # somebody else's __str__, __len__ or tolist
        return type(value).__name__


def _answers(count):
    return f"{count} answer" if count == 1 else f"{count} answers"


def _save(file, data):
    """Write all of `data` and wait until it is on the disk."""
    if file.write(data) < len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(file.fileno())


def _write(path, data):
    with open(path, "wb", buffering=0) as file:
        _save(file, data)


def _write_new(paths, data):
    """Write `data` to the first of `paths` that does not exist, and return it."""
    for path in paths:
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            continue
        try:
            _write(path, data)
        except OSError:
            path.unlink()
            raise
        return path
    raise FileExistsError


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
    """Try to lock an open file, by whichever means the system has."""
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
    return True
