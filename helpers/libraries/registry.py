"""The calls that the course compares: what each does, and with which version that was checked."""

from collections.abc import Callable
from dataclasses import dataclass

from helpers.libraries import calls
from helpers.libraries.probe import COPIED
from helpers.models.orientation import AS_IT_STANDS, TURNED

GIVEN = "must be given"


@dataclass(frozen=True)
class Entry:
    """One call of a library and what it does.

    Attributes
    ----------
    name : str
        How the call is written.
    maker, version : str
        Whose call it is, and the version with which all that follows was checked last.
    modules : tuple of str
        What has to be installed, by the names under which it is imported; the first has the
        version.
    call : callable
        From `helpers.libraries.calls`.
    prints : str
        How the kernel looks that one bright pixel prints, as in `helpers.libraries.probe`.
    mode : str
        "full", "same" or "valid", where the call says nothing about it; `GIVEN` where it must.
    outside : str or None
        What stands outside the input where there are as many outputs as inputs; None where this
        cannot be asked for.
    extra : {"before", "after"} or None
        Where the window of an even kernel has one pixel more; None where this cannot be.
    ndim : {1, 2}
        Dimensions of the arrays.
    """

    name: str
    maker: str
    version: str
    modules: tuple
    call: Callable
    prints: str
    mode: str
    outside: str | None
    extra: str | None
    ndim: int = 2


def entries():
    """Return all calls that are compared.

    Returns
    -------
    tuple of Entry

    Examples
    --------
    >>> [entry.name for entry in entries() if entry.prints not in (AS_IT_STANDS, TURNED)]
    ['ImageFilter.Kernel']
    """
    return (*_numpy_and_scipy(), *_pictures(), *_networks())


def _numpy_and_scipy():
    numpy, scipy = ("NumPy", "2.4.6", ("numpy",)), ("SciPy", "1.17.1", ("scipy",))
    flip, none = AS_IT_STANDS, TURNED
    signal, ndimage = calls.scipy_signal, calls.scipy_ndimage
    for name, call, prints, mode in (
        ("np.convolve", calls.numpy_convolve, flip, "full"),
        ("np.correlate", calls.numpy_correlate, none, "valid"),
    ):
        yield Entry(name, *numpy, call, prints, mode, "zero", "before", ndim=1)
    for name, prints, extra in (
        ("convolve", flip, "before"),
        ("correlate", none, "before"),
        ("convolve2d", flip, "before"),
        ("correlate2d", none, "after"),
    ):
        call = signal(name)
        yield Entry(f"scipy.signal.{name}", *scipy, call, prints, "full", "zero", extra)
    for name, prints, extra in (("convolve", flip, "after"), ("correlate", none, "before")):
        call = ndimage(name)
        yield Entry(f"scipy.ndimage.{name}", *scipy, call, prints, "same", "symmetric", extra)


def _pictures():
    opencv, pillow = ("OpenCV", "5.0.0", ("cv2",)), ("Pillow", "13.0.0", ("PIL",))
    yield Entry("cv2.filter2D", *opencv, calls.opencv, TURNED, "same", "reflect", "before")
    mirrored = "mirrored left–right"
    yield Entry("ImageFilter.Kernel", *pillow, calls.pillow, mirrored, "same", COPIED, None)


def _networks():
    torch, tensorflow = ("PyTorch", "2.13.0", ("torch",)), ("tensorflow", "keras")
    jax, onnx = ("JAX", "0.10.2", ("jax",)), ("onnxruntime", "onnx")
    name = "torch.nn.functional.conv2d"
    yield Entry(name, *torch, calls.torch("conv2d"), TURNED, "valid", "zero", "after")
    name, call = "torch.nn.functional.conv_transpose2d", calls.torch("conv_transpose2d")
    yield Entry(name, *torch, call, AS_IT_STANDS, "full", None, None)
    call = calls.tensorflow
    yield Entry(
        "tf.nn.conv2d", "TensorFlow", "2.21.0", tensorflow, call, TURNED, GIVEN, "zero", "after"
    )
    call, both = calls.keras, tensorflow[::-1]
    yield Entry(
        "keras.layers.Conv2D", "Keras", "3.15.1", both, call, TURNED, "valid", "zero", "after"
    )
    name, call = "jax.scipy.signal.convolve2d", calls.jax_signal("convolve2d")
    yield Entry(name, *jax, call, AS_IT_STANDS, "full", "zero", "before")
    yield Entry("jax.lax.conv", *jax, calls.jax_lax, TURNED, GIVEN, "zero", "after")
    call = calls.onnx
    yield Entry(
        "Conv of ONNX", "ONNX Runtime", "1.31.1", onnx, call, TURNED, "valid", "zero", "after"
    )
