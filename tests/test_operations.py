"""The operations against NumPy and SciPy, their algebra, and what they refuse."""

import numpy as np
import pytest
import scipy.ndimage
import scipy.signal
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from helpers import operations
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
    np.testing.assert_allclose(
        given, expected, rtol=1e-9, atol=1e-9 * (1 + abs(expected).max(initial=0))
    )
    assert given.shape == expected.shape


@pytest.mark.parametrize(("own", "theirs"), PAIRS)
@given(data=operands(), mode=st.sampled_from(MODES))
def test_values_lengths_and_centring_are_those_of_scipy(own, theirs, data, mode):
    x, h = data
    assume(mode != "valid" or fits(x, h))
    close(own(x, h, mode), theirs(x, h, mode, method="direct"))


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


@given(data=operands(), factor=st.integers(-5, 5))
def test_it_commutes_is_linear_and_leaves_an_impulse_as_it_is(data, factor):
    x, h = data
    close(convolve(x, h), convolve(h, x))
    close(convolve(factor * x + x, h), (factor + 1) * convolve(x, h))
    np.testing.assert_array_equal(convolve(x, np.ones((1,) * x.ndim, int)), x)
    close(correlate(x, h), convolve(x, np.conj(np.flip(h))))


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.uint64, bool, np.float16, np.float32])
def test_small_types_never_wrap_around(dtype):
    top = np.array([1 if dtype is bool else 120] * 5, dtype=dtype)
    y = convolve(top, top)
    assert y.dtype in (np.int64, np.float64)
    assert y.max() == (5 if dtype is bool else 5 * 120 * 120)


def written_out(x, h):
    """Convolve by the definition, with Python's own numbers."""
    total = {}
    for i, one in np.ndenumerate(np.array(x, dtype=object)):
        for j, other in np.ndenumerate(np.array(h, dtype=object)):
            place = tuple(map(sum, zip(i, j, strict=True)))
            total[place] = total.get(place, 0) + one * other
    return total


BYTES = st.integers(0, 255).map(np.uint8)
LARGE = st.one_of(BYTES, st.integers(-(2**63), 2**64), st.sampled_from([2**62, 2**63, 2**64, -1]))


@given(x=st.lists(LARGE, min_size=1, max_size=5), h=st.lists(LARGE, min_size=1, max_size=5))
def test_integers_are_exact_or_refused(x, h):
    right = written_out([int(v) for v in x], [int(v) for v in h])
    if all(-(2**63) <= value < 2**63 for value in right.values()):
        found = convolve(x, h)
        assert found.dtype == np.int64
        assert found.tolist() == [right[n,] for n in range(len(right))]
    else:
        with pytest.raises(ValueError, match="does not fit into 64-bit integers"):
            convolve(x, h)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("x", "h", "mode"),
    [
        ([2**62, 2**62], [1, 1, -1], "full"),
        (np.full(2000, 2**62), [1, 1], "full"),
        (np.full((4, 4), 2**62), [[1, 1]], "same"),
        (np.full((9, 9), 2**40), np.full((8, 8), 2**40), "valid"),
    ],
)
def test_sums_beyond_64_bits_are_refused(x, h, mode):
    with pytest.raises(ValueError, match="64-bit integers; give the input as float"):
        convolve(x, h, mode)


@given(data=operands(), mode=st.sampled_from(MODES), drawn=st.data())
def test_what_is_missing_spoils_only_the_outputs_that_it_reaches(data, mode, drawn):
    x, h = data
    assume(mode != "valid" or fits(x, h))
    which = drawn.draw(st.sampled_from([0, 1]))
    place = drawn.draw(st.sampled_from(list(np.ndindex(data[which].shape))))
    spoilt = [np.array(v, complex if v.dtype.kind == "c" else float) for v in data]
    spoilt[which][place] = drawn.draw(st.sampled_from([np.nan, np.inf, -np.inf]))
    marks = [np.zeros(x.shape), np.zeros(h.shape)]
    marks[which][place], marks[1 - which][...] = 1, 1
    for operation in (convolve, correlate):
        with np.errstate(invalid="ignore"):
            got = operation(*spoilt, mode)
        reached = operation(*marks, mode) != 0
        close(got[~reached], operation(x, h, mode)[~reached])
        assert not np.isfinite(got[reached]).any()


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


@pytest.mark.parametrize(
    ("x", "h", "options", "error", "message"),
    [
        ([], [1], {}, ValueError, r"the input is empty \(shape \(0,\)\)"),
        ([1], [[]], {}, ValueError, "the kernel is empty"),
        (1, [1], {}, ValueError, "the input must have 1 or 2 dimensions, not 0"),
        ([1], [[1]], {}, ValueError, "same number of dimensions, not 1 and 2"),
        ("one", [1], {}, TypeError, r"the input must hold numbers, not text \(str given\)"),
        (["1", "2"], [1], {}, TypeError, r"must hold numbers, not text \(list given\)"),
        ([1], [None], {}, TypeError, "the kernel must hold numbers, not object"),
        ([[1, 2], [3]], [[1]], {}, ValueError, "rows differ in length"),
        (np.array(["2020-01-01"], "datetime64[D]"), [1], {}, TypeError, "not datetime64"),
        ([1], [1], {"mode": "ful"}, ValueError, "'full', 'same', 'valid', not 'ful'"),
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


@pytest.mark.parametrize("mode", MODES)
@given(data=operands(dimensions=(1,)))
def test_long_rows_give_the_same(mode, data):
    x, h = data
    assume(mode != "valid" or fits(x, h))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "MANY", 0)
        long = convolve(x, h, mode), correlate(x, h, mode)
        patch.setattr(operations, "MANY", np.inf)
        short = convolve(x, h, mode), correlate(x, h, mode)
    for one, other in zip(long, short, strict=True):
        assert one.dtype == other.dtype
        close(one, other)
