"""What a 2-D convolution costs: multiplications counted, and time measured."""

import time

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers.data.kernels import gaussian_factors
from helpers.drawing.frames import picture
from helpers.drawing.style import KERNEL, OUTPUT, course_style
from helpers.operations import convolve

SIZES = (3, 7, 11, 15, 19, 23, 27, 31)
TIMES = 5  # of which the shortest counts


def measure(sizes=SIZES, side=128):
    """Measure a k×k convolution in one piece and as a column and a row.

    Parameters
    ----------
    sizes : sequence of int
        The k, odd.
    side : int
        Rows and columns of the image.

    Returns
    -------
    list of (float, float)
        Milliseconds for each k: in one piece, separably.
    """
    image = np.random.default_rng(0).random((side, side))
    found = []
    for size in sizes:
        column, row = gaussian_factors(size, size / 6)
        whole = np.outer(column, row)
        found.append(
            (
                _shortest(lambda h=whole: convolve(image, h, "same")),
                _shortest(
                    lambda u=column[:, None], v=row[None, :]: convolve(
                        convolve(image, u, "same"), v, "same"
                    )
                ),
            )
        )
    return found


def _shortest(act):
    """Return the milliseconds that `act` takes when nothing disturbs it."""
    found = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        act()
        found.append(1000 * (time.perf_counter() - begin))
    return min(found)


def show_costs(sizes=SIZES):
    """Draw the multiplications for each pixel, and beside them the time that was measured.

    Parameters
    ----------
    sizes : sequence of int
        The k, odd.

    Returns
    -------
    helpers.drawing.frames.Frame
    """
    times = np.array(measure(sizes))
    k = np.array(sizes)
    panels = (("multiplications for each pixel", np.column_stack([k**2, 2 * k])),
              ("milliseconds for a 128×128 image", times))  # fmt: skip
    with course_style():
        figure = Figure((8.6, 3.2))
        FigureCanvasAgg(figure)
        for ax, (title, values) in zip(figure.subplots(1, 2), panels, strict=True):
            for column, role, name in ((0, KERNEL, "k × k"), (1, OUTPUT, "k + k")):
                ax.plot(k, values[:, column], color=role.colour, marker=role.marker, markersize=5)
                ax.text(
                    k[-1] + 0.7, values[-1, column], name, color=role.ink, va="center",
                    weight="bold",
                )  # fmt: skip
            ax.set_title(title, size=11)
            ax.set(xlabel="k", xticks=k, xlim=(2, 37), ylim=(0, None))
        figure.subplots_adjust(0.07, 0.17, 0.97, 0.9, wspace=0.2)
        last, (whole, parts) = k[-1], times[-1]
        return picture(
            figure,
            f"Two charts over the kernel size k. Multiplications for each pixel at k = {last}: "
            f"{last**2} in one piece, {2 * last} as column and row. Milliseconds measured at "
            f"k = {last}: {whole:.0f} in one piece, {parts:.1f} as column and row.",
        )
