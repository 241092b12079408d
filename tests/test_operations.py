"""The operations against NumPy and SciPy, their algebra, and what they refuse."""

import numpy as np
import pytest
import scipy.ndimage
import scipy.signal
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from helpers.operations import BOUNDARIES, MODES, convolve, correlate

PAIRS = [(convolve, scipy.signal.convolve), (correlate, scipy.signal.correlate)]
NDIMAGE_NAME = {
    "constant": "constant",
    "edge": "nearest",
    "reflect": "mirror",
    "symmetric": "reflect",
    "wrap": "wrap",
}
SMALL = st.floats(-100, 100, allow_nan=False, width=32).map(float)
ELEMENTS = {
    np.dtype(np.int64): st.integers(-50, 50),
    np.dtype(np.float64): SMALL,
    np.dtype(np.complex128): st.builds(complex, SMALL, SMALL),
}


@st.composite
def operands(draw, dimensions=(1, 2), dtypes=tuple(ELEMENTS)):
    """Draw an input and a kernel of any sizes, even and odd, smaller and larger."""
    ndim = draw(st.sampled_from(dimensions))
    shapes = hnp.array_shapes(min_dims=ndim, max_dims=ndim, max_side=9 if ndim == 1 else 6)

    def array():
        dtype = draw(st.sampled_from(dtypes))
        return draw(hnp.arrays(dtype, draw(shapes), elements=ELEMENTS[dtype]))

    return array(), array()


def fits(x, h):
    return all(m <= n for n, m in zip(x.shape, h.shape, strict=True))


def close(given, expected):
    np.testing.assert_allclose(given, expected, rtol=1e-9, atol=1e-9 * (1 + abs(expected).max()))
    assert given.shape == expected.shape


@pytest.mark.parametrize(("own", "theirs"), PAIRS)
@given(data=operands(), mode=st.sampled_from(MODES))
def test_values_lengths_and_centring_are_those_of_scipy(own, theirs, data, mode):
    x, h = data
    assume(mode != "valid" or fits(x, h))
    close(own(x, h, mode), theirs(x, h, mode, method="direct"))


@given(data=operands(dimensions=(1,)))
def test_numpy_agrees(data):
    x, h = data
    close(convolve(x, h), np.convolve(x, h))
    close(correlate(x, h), np.correlate(x, h, "full"))


@pytest.mark.parametrize("boundary", BOUNDARIES)
@pytest.mark.parametrize("operation", ["convolve", "correlate"])
@given(data=operands(dtypes=(np.dtype(np.float64),)))
def test_boundaries_are_those_of_ndimage(operation, boundary, data):
    x, h = data
    assume(all(m % 2 for m in h.shape))
    reach = {"reflect": -1, "symmetric": 0}.get(boundary, 99)
    assume(all(m // 2 <= n + reach for n, m in zip(x.shape, h.shape, strict=True)))
    own = {"convolve": convolve, "correlate": correlate}[operation]
    theirs = getattr(scipy.ndimage, operation)
    close(own(x, h, "same", boundary=boundary), theirs(x, h, mode=NDIMAGE_NAME[boundary]))


@given(data=operands())
def test_convolution_commutes_and_its_sum_is_a_product(data):
    x, h = data
    close(convolve(x, h), convolve(h, x))
    total = x.sum() * h.sum()
    assert abs(convolve(x, h).sum() - total) <= 1e-6 * (1 + abs(x).sum() * abs(h).sum())


@given(data=operands())
def test_correlation_is_convolution_with_the_turned_conjugate(data):
    x, h = data
    close(correlate(x, h), convolve(x, np.conj(np.flip(h))))
    close(correlate(x, h), np.conj(np.flip(correlate(h, x))))


@given(data=operands(), factor=st.integers(-5, 5))
def test_linear_in_the_input(data, factor):
    x, h = data
    close(convolve(factor * x + x, h), factor * convolve(x, h) + convolve(x, h))


@given(data=operands())
def test_the_unit_impulse_changes_nothing(data):
    x, _ = data
    np.testing.assert_array_equal(convolve(x, np.ones((1,) * x.ndim, int)), x)


@given(data=operands(dtypes=(np.dtype(np.int64),)))
def test_integers_stay_exact(data):
    x, h = data
    assert convolve(x, h).dtype == np.int64
    np.testing.assert_array_equal(convolve(x, h), scipy.signal.convolve(x, h, method="direct"))


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.uint64, bool, np.float16, np.float32])
def test_small_types_never_wrap_around(dtype):
    top = np.array([1 if dtype is bool else 120] * 5, dtype=dtype)
    y = convolve(top, top)
    assert y.dtype in (np.int64, np.float64)
    assert y.max() == (5 if dtype is bool else 5 * 120 * 120)


def test_large_integers_are_exact_or_refused():
    big = 3_037_000_499  # its square is the largest that fits
    assert convolve([big], [big]).tolist() == [big * big]
    assert convolve([big, big], [big, -big]).tolist() == [big * big, 0, -big * big]
    assert convolve(np.array([2**63], dtype=np.uint64), [-1]).tolist() == [-(2**63)]
    with pytest.raises(ValueError, match="64-bit integers; give the input as float"):
        convolve([big, big], [big, big])


@given(data=operands(), mode=st.sampled_from(MODES))
def test_operands_are_never_changed(data, mode):
    x, h = data
    assume(mode != "valid" or fits(x, h))
    before = x.copy(), h.copy()
    x.flags.writeable = h.flags.writeable = False
    y = correlate(x, h, mode)
    assert not np.shares_memory(y, x)
    np.testing.assert_array_equal(before[0], x)
    np.testing.assert_array_equal(before[1], h)


def test_lists_and_tuples_are_welcome():
    assert convolve([1, 10, 100], (1, 2)).tolist() == [1, 12, 120, 200]
    assert convolve(((1, 2), (3, 4)), [[1]]).tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    ("x", "h", "options", "error", "message"),
    [
        ([], [1], {}, ValueError, r"the input is empty \(shape \(0,\)\)"),
        ([1], [[]], {}, ValueError, "the kernel is empty"),
        (1, [1], {}, ValueError, "the input must have 1 or 2 dimensions, not 0"),
        (np.ones((1, 1, 1)), [1], {}, ValueError, "1 or 2 dimensions, not 3"),
        ([1], [[1]], {}, ValueError, "same number of dimensions, not 1 and 2"),
        ("one", [1], {}, TypeError, r"the input must hold numbers, not str.* \(str given\)"),
        (["1", "2"], [1], {}, TypeError, "must hold numbers, not str"),
        ([1], [None], {}, TypeError, "the kernel must hold numbers, not object"),
        ([[1, 2], [3]], [[1]], {}, ValueError, "rows differ in length"),
        (np.array(["2020-01-01"], "datetime64[D]"), [1], {}, TypeError, "not datetime64"),
        ([1], [1], {"mode": "ful"}, ValueError, "'full', 'same', 'valid', not 'ful'"),
        ([1], [1], {"mode": ["full"]}, ValueError, r"not \['full'\]"),
        ([1], [1], {"boundary": "mirror"}, ValueError, "'symmetric', 'wrap', not 'mirror'"),
        ([1], [1, 2], {"mode": "valid"}, ValueError, r"kernel has shape \(2,\), the input \(1,\)"),
        (np.ones((2, 3)), np.ones((3, 1)), {"mode": "valid"}, ValueError, "needs a kernel that"),
        ([1], [1], {"boundary": "edge"}, ValueError, "needs mode='same'"),
        (
            [1, 2], [1] * 5, {"mode": "same", "boundary": "reflect"}, ValueError,
            "at most 1 entries to an axis of length 2; a kernel of shape .* asks for 2",
        ),
        (
            [1, 2], [1] * 7, {"mode": "same", "boundary": "symmetric"}, ValueError,
            "at most 2 entries",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("operation", [convolve, correlate])
def test_bad_input_is_named(operation, x, h, options, error, message):
    with pytest.raises(error, match=message):
        operation(x, h, **options)


@pytest.mark.parametrize("kind", [int, float, complex, object])
def test_fewer_outputs_than_weights_are_the_same_sums(kind):
    x = np.arange(30).reshape(5, 6)
    h = x[:4, :5] % 7 - 3
    if kind is not object:
        x, h = x.astype(kind), h * kind(2j if kind is complex else 2)
    if kind is object:
        x = x + 2**58  # sums that might leave 64 bits
    for operation, weights in ((convolve, np.flip(h)), (correlate, np.conj(h))):
        y = operation(x, h, "valid")
        assert y.shape == (2, 2)
        for i, j in np.ndindex(2, 2):
            assert y[i, j] == np.sum(x[i : i + 4, j : j + 5] * weights)
