"""Signals that are heard: each value is a knock, as loud as the value says."""

import base64
import io
import wave
from dataclasses import dataclass
from html import escape

import numpy as np

from helpers.drawing.frames import PAPER
from helpers.numbers import number
from helpers.widgets.player import KEYS

RATE, BEAT = 8000, 0.5  # samples a second; seconds from one value to the next
LOUDEST = 1.75  # the value that takes all of the 8 bits, the same in all sounds
KNOCK, FADE = 0.12, 0.018  # seconds


@dataclass(frozen=True)
class Sound:
    """A sound that shows itself with a button to hear it, and says in words what is heard."""

    wav: bytes
    words: str

    def _repr_mimebundle_(self, **kwargs):
        data = base64.b64encode(self.wav).decode()
        words, look = escape(self.words), "width:420px;height:44px;max-width:100%"
        html = (
            f'<div style="{PAPER}"><div>{words}</div><audio controls {KEYS} aria-label="{words}" '
            f'style="{look}" src="data:audio/wav;base64,{data}"></audio></div>'
        )
        return {"text/html": html, "text/plain": self.words}


def hear(values, name):
    """Return a sound, a knock for each value, two in a second.

    Parameters
    ----------
    values, name : array_like, shape (N,), and str
        How loud each of at most 12 knocks is, from 0 to 1.75, else ValueError; what is heard.
    """
    values = [float(value) for value in values]
    if not 1 <= len(values) <= 12 or not all(0 <= value <= LOUDEST for value in values):
        raise ValueError(f"1 to 12 values from 0 to {LOUDEST} can be heard, not {values}")
    time = np.arange(round(RATE * KNOCK)) / RATE
    noise = np.random.default_rng(3).uniform(-1, 1, len(time))
    knock = np.pad(noise * np.exp(-time / FADE), (0, round(RATE * BEAT) - len(time)))
    samples = np.rint(128 + 127 * np.outer(values, knock) / LOUDEST).astype(np.uint8)
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setparams((1, 1, RATE, samples.size, "NONE", ""))
        writer.writeframes(samples.tobytes())
    words = f"{name}: {', '.join(map(number, values))}, one value at each beat"
    return Sound(file.getvalue(), words)
