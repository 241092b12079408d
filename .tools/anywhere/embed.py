"""A stepper as one file that needs nothing: for a learning platform, an iframe, a USB stick."""

import json

from publishing import assets
from publishing.offline import as_json
from publishing.rendering import render

from helpers.data.kernels import moving_average_kernel
from helpers.data.signals import signal
from helpers.widgets import ImageStepper, Stepper


def one_dimension():
    """Return the stepper of notebook 02."""
    return Stepper()


def moving_average():
    """Return the stepper of notebook 04."""
    return ImageStepper(signal("F"), {"moving average": moving_average_kernel(3)})


STEPPERS = {
    "stepper": ("Two signals, one value at a time", one_dimension),
    "moving_average": ("A 3×3 window over an image", moving_average),
}


def stepper(name):
    """Return a stepper as a page; its address may name a title, a width, a view and a step.

    For example ``stepper.html?title=Try%20it&width=600&view=correlation&step=4``.
    """
    title, make = STEPPERS[name]
    return page(title, make())


def page(title, thing):
    """Return anything that has views as a page of its own."""
    views = json.dumps(as_json(thing)["views"], ensure_ascii=False).replace("<", "\\u003c")
    return render("embed.html", title=title, css=assets.fonts(), views=views)
