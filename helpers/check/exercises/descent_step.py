"""Check a step of gradient descent."""

from helpers.check.inputs import GRADIENTS
from helpers.check.ways import at
from helpers.operations import convolve, correlate

RATES = 0.25, 0.5, 0.125, 0.75, 0.375

OWN = {
    "probes": {
        label.replace(" in g", " in e"): (*given, rate)
        for (label, given), rate in zip(GRADIENTS.items(), RATES, strict=True)
    },
    "stages": {
        "slope": lambda x, e: correlate(x, e, "valid"),  # how each weight enters the errors
        "mean": lambda total, e: total / e.size,  # the gradient of the mean
        "step": lambda w, rate, d: w - rate * d,  # where the weights go
    },
    "model": lambda x, w, e, rate, stages: stages["step"](
        w, rate, stages["mean"](stages["slope"](x, e), e)
    ),
    "mistakes": {
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
}
