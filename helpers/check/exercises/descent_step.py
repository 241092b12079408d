"""Check a function that takes one step downhill with the weights of a layer.

It takes x, w, the errors e = y − t of the layer's outputs, and the rate; the layer is y = valid
cross-correlation of x with w, and the loss is half the mean of the squared errors. It returns the
new weights.
"""

from helpers.check.acts import at
from helpers.check.exercise import exercise
from helpers.check.exercises.gradient_w import EXERCISE as GRADIENT
from helpers.numbers import number
from helpers.operations import convolve, correlate
from helpers.trace import trace

RATES = 0.25, 0.5, 0.125, 0.75, 0.375
STAGES = {
    "slope": lambda x, e: correlate(x, e, "valid"),  # how each weight takes part in the errors
    "mean": lambda total, e: total / e.size,  # the gradient of the mean
    "step": lambda w, rate, d: w - rate * d,  # where the weights go
}


def _step(x, w, e, rate, stages=STAGES):
    """Return the new weights, stage by stage."""
    gradient = stages["mean"](stages["slope"](x, e), e)
    return stages["step"](w, rate, gradient)


def _lines(x, w, e, rate):
    """Return the lines of a worked case: each entry of the gradient, then the new weight."""
    lines = []
    for step in trace(x, e, operation="correlation", mode="valid"):
        i, j = step.index
        pairs = [f"{number(t.kernel_value)}·{number(t.input_value)}" for t in step.terms]
        d, old = step.total / len(pairs), w[i][j]
        lines.append(f"dL/dw[{i}, {j}] = ({' + '.join(pairs)}) / {len(pairs)} = {number(d)}")
        new = number(old - rate * d)
        lines.append(f"new[{i}, {j}] = {old} − {number(rate)}·{number(d)} = {new}")
    return tuple(lines)


EXERCISE = exercise(
    __name__,
    right=_step,
    probes={
        label.replace(" in g", " in e"): (*given, rate)
        for (label, given), rate in zip(GRADIENT.probes.items(), RATES, strict=True)
    },
    stages=STAGES,
    model=_step,
    lines=_lines,
    mistakes={
        "sign": at("step", lambda w, rate, d: w + rate * d),
        "rate_forgotten": at("step", lambda w, rate, d: w - d),
        "not_averaged": at("mean", lambda total, e: total),
        "averaged_twice": at("mean", lambda total, e: total / e.size**2),
        "doubled": at("mean", lambda total, e: 2 * total / e.size),
        "flipped": at("slope", lambda x, e: convolve(x, e, "valid")),
        "step_alone": at("step", lambda w, rate, d: -rate * d, lambda w, rate, d: rate * d),
        "gradient_alone": at("step", lambda w, rate, d: d),
        "unchanged": at("step", lambda w, rate, d: w),
        "divided_by_rate": at("step", lambda w, rate, d: w - d / rate),
    },
)
