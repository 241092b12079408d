"""The calls that the course compares, what each does, and the table that says so."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape

from helpers.libraries import calls
from helpers.libraries.probe import COPIED
from helpers.models.kernels import AS_IT_STANDS, TURNED

GIVEN = "must be given"
OPERATION = {AS_IT_STANDS: "convolution", TURNED: "correlation"}
HEAD = ("call", "one pixel prints", "that is", "keeps", "outside", "even: one more", "checked with")
CELL = "text-align:left;padding:3px 7px;font-weight:normal"

# Version with which all was checked last, and the modules that have to be installed; the first
# has the version.
MAKERS = {
    "NumPy": ("2.4.6", "numpy"),
    "SciPy": ("1.17.1", "scipy"),
    "OpenCV": ("5.0.0", "cv2"),
    "Pillow": ("13.0.0", "PIL"),
    "PyTorch": ("2.13.0", "torch"),
    "TensorFlow": ("2.21.0", "tensorflow", "keras"),
    "Keras": ("3.15.1", "keras", "tensorflow"),
    "JAX": ("0.10.2", "jax"),
    "ONNX Runtime": ("1.31.1", "onnxruntime", "onnx"),
}


@dataclass(frozen=True)
class Entry:
    """One call of a library and what it does."""

    name: str  # how the call is written
    maker: str  # a key of MAKERS
    call: Callable | None  # None: the function of that name
    prints: str  # how the kernel looks that one bright pixel prints, as in `probe`
    mode: str  # where the call says nothing about it; GIVEN where it must
    outside: str | None  # of the input, with as many outputs; None where these cannot be had
    extra: str | None  # where an even kernel's window has one pixel more; None: not at all
    ndim: int = 2


YES, NO = AS_IT_STANDS, TURNED  # whether the kernel is flipped
ENTRIES = (
    Entry("np.convolve", "NumPy", None, YES, "full", "zero", "before", 1),
    Entry("np.correlate", "NumPy", None, NO, "valid", "zero", "before", 1),
    Entry("scipy.signal.convolve", "SciPy", None, YES, "full", "zero", "before"),
    Entry("scipy.signal.correlate", "SciPy", None, NO, "full", "zero", "before"),
    Entry("scipy.signal.convolve2d", "SciPy", None, YES, "full", "zero", "before"),
    Entry("scipy.signal.correlate2d", "SciPy", None, NO, "full", "zero", "after"),
    Entry("scipy.ndimage.convolve", "SciPy", None, YES, "same", "symmetric", "after"),
    Entry("scipy.ndimage.correlate", "SciPy", None, NO, "same", "symmetric", "before"),
    Entry("cv2.filter2D", "OpenCV", calls.opencv, NO, "same", "reflect", "before"),
    Entry("ImageFilter.Kernel", "Pillow", calls.pillow, "mirrored left–right", "same", COPIED,
          None),
    Entry("torch.nn.functional.conv2d", "PyTorch", partial(calls.torch, "conv2d"), NO, "valid",
          "zero", "after"),
    Entry("torch.nn.functional.conv_transpose2d", "PyTorch",
          partial(calls.torch, "conv_transpose2d"), YES, "full", None, None),
    Entry("tf.nn.conv2d", "TensorFlow", calls.tensorflow, NO, GIVEN, "zero", "after"),
    Entry("keras.layers.Conv2D", "Keras", calls.keras, NO, "valid", "zero", "after"),
    Entry("jax.scipy.signal.convolve2d", "JAX", None, YES, "full", "zero", "before"),
    Entry("jax.lax.conv", "JAX", calls.jax_lax, NO, GIVEN, "zero", "after"),
    Entry("Conv of ONNX", "ONNX Runtime", calls.onnx, NO, "valid", "zero", "after"),
)  # fmt: skip


class Table:
    """The table, as HTML and as text; `rows` are its cells."""

    def __init__(self):
        self.rows = [
            (e.name, e.prints, OPERATION.get(e.prints, "neither"), e.mode, e.outside or "–",
             e.extra or "–", f"{e.maker} {MAKERS[e.maker][0]}")
            for e in ENTRIES
        ]  # fmt: skip

    def __repr__(self):
        """Return the table as text with straight columns."""
        rows = [HEAD, *self.rows]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
        return "\n".join(lines)

    def _repr_html_(self):
        head = "".join(
            f'<th scope="col" style="{CELL};font-weight:bold">{escape(t)}</th>' for t in HEAD
        )
        body = "".join(map(_html, self.rows))
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _html(row):
    first, *others = map(escape, row)
    cells = "".join(f'<td style="{CELL}">{text}</td>' for text in others)
    name = f'<th scope="row" style="{CELL}"><code>{first}</code></th>'
    return f"<tr>{name}{cells}</tr>"
