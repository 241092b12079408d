"""The calls that the course compares: what each does, and with which version that was checked."""

from collections.abc import Callable
from dataclasses import dataclass

from helpers.libraries import calls
from helpers.libraries.probe import COPIED
from helpers.models.orientation import AS_IT_STANDS, TURNED

GIVEN = "must be given"

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
    call: Callable
    prints: str  # how the kernel looks that one bright pixel prints, as in `probe`
    mode: str  # where the call says nothing about it; GIVEN where it must
    outside: str | None  # of the input, with as many outputs; None where these cannot be had
    extra: str | None  # where an even kernel's window has one pixel more; None: not at all
    ndim: int = 2

    @property
    def version(self):
        """The version with which the call was checked last."""
        return MAKERS[self.maker][0]

    @property
    def modules(self):
        """What has to be installed."""
        return MAKERS[self.maker][1:]


def entries():
    """Return all calls that are compared.

    >>> [entry.name for entry in entries() if entry.prints not in (AS_IT_STANDS, TURNED)]
    ['ImageFilter.Kernel']
    """
    flip, none, mirrored = AS_IT_STANDS, TURNED, "mirrored left–right"
    ndimage, torch, given = calls.scipy_ndimage, calls.torch, calls.with_mode
    full, valid, same, before, after = "full", "valid", "same", "before", "after"
    jax_signal = calls.jax_signal("convolve2d")
    rows = (
        ("np.convolve", "NumPy", given("numpy", "convolve"), flip, full, "zero", before, 1),
        ("np.correlate", "NumPy", given("numpy", "correlate"), none, valid, "zero", before, 1),
        *(
            (
                f"scipy.signal.{name}",
                "SciPy",
                given("scipy.signal", name),
                prints,
                full,
                "zero",
                extra,
            )
            for name, prints, extra in (
                ("convolve", flip, before),
                ("correlate", none, before),
                ("convolve2d", flip, before),
                ("correlate2d", none, after),
            )
        ),
        *(
            (f"scipy.ndimage.{name}", "SciPy", ndimage(name), prints, same, "symmetric", extra)
            for name, prints, extra in (("convolve", flip, after), ("correlate", none, before))
        ),
        ("cv2.filter2D", "OpenCV", calls.opencv, none, same, "reflect", before),
        ("ImageFilter.Kernel", "Pillow", calls.pillow, mirrored, same, COPIED, None),
        *(
            (f"torch.nn.functional.{name}", "PyTorch", torch(name), prints, mode, outside, extra)
            for name, prints, mode, outside, extra in (
                ("conv2d", none, valid, "zero", after),
                ("conv_transpose2d", flip, full, None, None),
            )
        ),
        ("tf.nn.conv2d", "TensorFlow", calls.tensorflow, none, GIVEN, "zero", after),
        ("keras.layers.Conv2D", "Keras", calls.keras, none, valid, "zero", after),
        ("jax.scipy.signal.convolve2d", "JAX", jax_signal, flip, full, "zero", before),
        ("jax.lax.conv", "JAX", calls.jax_lax, none, GIVEN, "zero", after),
        ("Conv of ONNX", "ONNX Runtime", calls.onnx, none, valid, "zero", after),
    )
    return tuple(Entry(*row) for row in rows)
