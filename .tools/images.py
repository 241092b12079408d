"""Draw the pictures in `images/` that the notebooks and the README show."""

from pathlib import Path

import numpy as np

from helpers.data.kernels import moving_average_kernel
from helpers.data.letters import bright_pixel, letter
from helpers.data.signals import signal
from helpers.drawing.arrays import show_grids, show_weights
from helpers.drawing.canvas import picture, sharp
from helpers.drawing.captions import text_alternative
from helpers.drawing.charts import show_gaussian
from helpers.drawing.images import show_filters
from helpers.drawing.stems import StepFigure
from helpers.operations import convolve, correlate
from helpers.trace import trace
from helpers.widgets.image_stepper import ImageStepper
from helpers.widgets.layers import explore_fields
from helpers.widgets.learning import KernelLearner
from helpers.widgets.stamps import ProductTable, lay_copies

IMAGES = Path(__file__).resolve().parent.parent / "images"


def first_steps(a, b):
    """Draw c[2], and nothing that tells how many values come after it."""
    steps = list(trace(a, b))
    drawing = StepFigure(a, b, steps)
    drawing.show(2)
    drawing.axes[3].lines[-1].remove()  # the marks of values to come
    return picture(drawing.figure, text_alternative(a, b, steps, 2))


def field_of_three_layers():
    """Draw what one output of three layers of three weights sees."""
    stills = explore_fields().views()[0].stills
    return stills[2].panels[0]


def pictures():
    """Return each picture by the name of its file."""
    a, b = signal("a").tolist(), signal("b").tolist()
    square = signal("F"), {"moving average": moving_average_kernel(3)}
    noise = np.random.default_rng(8).standard_normal((16, 16))
    impulse, kernel = bright_pixel(7), letter("F")
    prints = {"one of them": convolve, "the other": correlate}
    outputs = {name: made(impulse, kernel, "same") for name, made in prints.items()}
    return {
        "weights.png": show_weights(),
        "copies.png": lay_copies(a[:2], b).frames[1],
        "convolution_step.png": first_steps(a, b),
        "product_table.png": ProductTable(a, b).player.frames[3],
        "moving_average_step.png": ImageStepper(*square).player.frames[10],
        "gaussian.png": show_gaussian(1.0),
        "bright_pixel.png": show_grids(image=impulse, kernel=kernel, **outputs),
        "filters.png": show_filters(),
        "layers.png": field_of_three_layers(),
        "learning.png": KernelLearner(noise, [[1, 2, 3], [4, 0, 0], [5, 0, 0]]).player.frames[4],
    }


def main():
    """Write each picture; the alternative text to put beside it is printed."""
    with sharp():
        drawn = pictures()
    for name, frame in drawn.items():
        (IMAGES / name).write_bytes(frame.png)
        print(f"{name}: {frame.alt}")


if __name__ == "__main__":
    main()
