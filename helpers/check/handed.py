"""Tell whether a function does the work itself or hands it through to a library."""

import dis
import inspect
import itertools

LIBRARIES = "numpy", "scipy", "skimage", "cv2", "torch", "tensorflow", "jax", "helpers"
WORK = """
convolve correlate convolve1d correlate1d convolve2d correlate2d fftconvolve oaconvolve sepfir2d
filter2D sepFilter2D blur boxFilter uniform_filter gaussian_filter gaussian_kernel gaussian_factors
lfilter GaussianBlur getGaussianKernel gaussian match_template matchTemplate conv1d conv2d polymul
poly1d layer output_size flip rot90 gradient_w gradient_x normalised_correlation similarity search
"""


def by_library(function):
    """Return the name of the library's function that does the work of `function`, or "".

    >>> import scipy.signal
    >>> by_library(lambda x, g: scipy.signal.correlate2d(x, g)), by_library(lambda a, b: a * b)
    ('scipy.signal.correlate2d', '')
    """
    while hasattr(function, "func") and callable(function.func):  # a partial
        function = function.func
    if _is_work(function):
        return _called(function)
    code = getattr(function, "__code__", None)
    if not inspect.iscode(code) or _has_loop(code):
        return ""
    try:
        known = inspect.getclosurevars(function)
    except (TypeError, ValueError):  # of what is no function, or not filled
        return ""
    found = [*known.nonlocals.values(), *known.globals.values()]
    for name in code.co_names:  # also of modules in modules, such as scipy.signal
        found += [getattr(one, name, None) for one in found if inspect.ismodule(one)]
    return next(map(_called, filter(_is_work, found)), "")


def _is_work(found):
    name, module = getattr(found, "__name__", ""), getattr(found, "__module__", None) or ""
    return name in WORK.split() and module.split(".")[0] in LIBRARIES


def _called(found):
    """Return the name by which a function is imported: without the parts that begin with _."""
    public = itertools.takewhile(lambda part: part[0] != "_", found.__module__.split("."))
    return ".".join([*public, found.__name__])


def _has_loop(code):
    """Tell whether a function goes through something itself."""
    inner = any(map(inspect.iscode, code.co_consts))
    return inner or any(step.opname == "FOR_ITER" for step in dis.get_instructions(code))
