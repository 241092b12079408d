"""What a check says about an answer, and how it shows itself."""

import re
from dataclasses import dataclass, replace
from html import escape

from helpers import record

WORDS = {True: "Correct", False: "Not yet", None: "Not attempted"}


@dataclass(frozen=True, repr=False)
class Verdict:
    """What a check says about an answer; true in a condition only where the answer is correct."""

    name: str  # what was asked for, such as "my_convolve"
    correct: bool | None  # None: there is no answer yet
    mistake: str | None  # key of the recognised mistake
    parts: tuple  # paragraphs, with code between backticks, and tuples of lines of a worked case

    @property
    def feedback(self):
        """The whole feedback as text."""
        return "\n".join(
            part if isinstance(part, str) else "\n".join(f"    {line}" for line in part)
            for part in self.parts
        )

    def __bool__(self):
        return self.correct is True

    def __repr__(self):
        return f"{WORDS[self.correct]}: {self.name}\n{self.feedback}"

    def _repr_html_(self):
        heading = _inline(f"{WORDS[self.correct]}: {self.name}")
        body = "".join(
            f"<p>{_inline(part)}</p>"
            if isinstance(part, str)
            else f"<pre>{escape(chr(10).join(part))}</pre>"
            for part in self.parts
        )
        return f"<div><h3>{heading}</h3>{body}</div>"


class Verdicts(tuple):
    """Several verdicts, one below the other; true in a condition where all are correct."""

    def __bool__(self):
        return all(self)

    def __repr__(self):
        return "\n\n".join(map(repr, self._shown()))

    def _repr_html_(self):
        return "".join(verdict._repr_html_() for verdict in self._shown())

    def _shown(self):
        """Return the verdicts, those without an answer as one."""
        shown = [verdict for verdict in self if verdict.correct is not None]
        missing = [verdict for verdict in self if verdict.correct is None]
        names = "; ".join(verdict.name for verdict in missing)
        return shown + [replace(verdict, name=names) for verdict in missing[:1]]


def keep_answer(verdict, key, **more):
    """Keep in the record how an answer stands, unless there is none yet."""
    if verdict.correct is not None:
        event = {"kind": "check", "key": key, "correct": verdict.correct}
        record.append(event | {"mistake": verdict.mistake, **more})


def _inline(text):
    return re.sub("`([^`]+)`", r"<code>\1</code>", escape(text))
