"""The trace against the operation that it traces."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from test_operations import fits, operands

from helpers.operations import BOUNDARIES, MODES, convolve, correlate
from helpers.trace import OPERATIONS, trace


@pytest.mark.parametrize("operation", OPERATIONS)
@given(data=operands(), mode=st.sampled_from(MODES))
def test_totals_are_the_result_and_the_sums_of_the_products(operation, data, mode):
    x, h = data
    assume(mode != "valid" or fits(x, h))
    result = OPERATIONS[operation](x, h, mode)
    steps = list(trace(x, h, operation=operation, mode=mode))
    assert [step.index for step in steps] == list(np.ndindex(result.shape))
    in_order = h.size <= min(x.size, result.size) and result.dtype != complex  # one by one
    for step in steps:
        if in_order:
            assert step.total == result[step.index]
        scale = 1 + sum(abs(term.product) for term in step.terms)
        assert abs(result[step.index] - step.total) <= 1e-9 * scale
        for term in step.terms:
            assert term.input_value == x[term.input_index]
            assert term.kernel_value == h[term.kernel_index]


@given(data=operands(dtypes=(np.dtype(np.int64),)), mode=st.sampled_from(MODES))
def test_the_indices_say_which_operation_it_is(data, mode):
    x, h = data
    assume(mode != "valid" or fits(x, h))
    for operation, join in (("convolution", np.add), ("correlation", np.subtract)):
        for step in trace(x, h, operation=operation, mode=mode):
            for term in step.terms:
                assert step.n == tuple(join(term.input_index, term.kernel_index))


@pytest.mark.parametrize("boundary", BOUNDARIES)
@given(data=operands(dtypes=(np.dtype(np.int64),)))
def test_the_boundary_is_traced_too(boundary, data):
    x, h = data
    reach = {"reflect": -1, "symmetric": 0}.get(boundary, 99)
    assume(all(m // 2 <= n + reach for n, m in zip(x.shape, h.shape, strict=True)))
    result = convolve(x, h, "same", boundary=boundary)
    for step in trace(x, h, mode="same", boundary=boundary):
        assert sum(term.product for term in step.terms) == result[step.index] == step.total
        if boundary != "constant":
            assert len(step.terms) == h.size


def test_complex_correlation_shows_the_conjugate():
    (step,) = trace([2j], [1j], operation="correlation")
    assert step.sentence == "c[0], at lag 0, = a[0]·conj(b[0]) = (0+2j)·(0−1j) = 2+0j"
    assert step.total == correlate([2j], [1j])[0]


def test_rounded_numbers_are_not_called_equal():
    (step,) = trace([0.123456], [3])
    assert step.sentence.endswith("0.1235·3 ≈ 0.3704")
    (step,) = trace([1 / 3], [3])
    assert step.sentence.endswith("1/3·3 = 1")
    (step,) = trace([0.1], [3])
    assert step.sentence.endswith("0.1·3 = 0.3")


def test_an_unknown_operation_is_named():
    with pytest.raises(ValueError, match="'convolution', 'correlation', not 'conv'"):
        list(trace([1], [1], operation="conv"))
