"""How the errors of several maps fall with the number of pictures that they learn from."""

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers.drawing.frames import picture
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, course_style


def show_errors(pictures, **errors):
    """Draw typical errors against the number of pictures to learn from.

    Parameters
    ----------
    pictures : sequence of int
        The numbers of pictures.
    **errors : sequence of float
        For one or two maps, by their names; a shorter list ends with fewer pictures.

    Returns
    -------
    helpers.drawing.frames.Frame
        Shows itself, with a text alternative that gives the numbers.

    Examples
    --------
    >>> show_errors([1, 2], dense=[9, 4.04]).alt
    'Typical error in grey levels; pictures to learn from: 1, 2. dense: 9, 4.0.'
    """
    with course_style():
        figure = Figure((7.2, 2.8))
        FigureCanvasAgg(figure)
        ax = figure.add_axes((0.09, 0.2, 0.72, 0.74))
        for role, (name, values) in zip((INPUT, KERNEL), errors.items(), strict=False):
            counts = pictures[: len(values)]
            ax.plot(counts, values, color=role.colour, marker=role.marker, linewidth=2)
            ax.text(1.15 * counts[-1], values[-1], name, color=role.ink, weight="bold",
                    va="center", clip_on=False)  # fmt: skip
            for count, value in zip(counts, values, strict=True):
                ax.text(count, value + 0.8, f"{value:.3g}", ha="center", color=role.ink, size=9)
        highest = max(max(values) for values in errors.values())
        ax.set(xscale="log", ylim=(0, 1.15 * highest), xlabel="pictures to learn from")
        ax.set_ylabel("error")
        ax.set_xticks(pictures, [f"{count:,}".replace(",", " ") for count in pictures])
        ax.minorticks_off()
        ax.axhline(0, color=CONTEXT, linewidth=0.8)
        said = " ".join(
            f"{name}: {', '.join(f'{v:.3g}' if v % 1 == 0 else f'{v:.1f}' for v in values)}."
            for name, values in errors.items()
        )
        counted = ", ".join(map(str, pictures))
        return picture(
            figure, f"Typical error in grey levels; pictures to learn from: {counted}. {said}"
        )
