"""The still pictures of the notebooks, each with its text alternative."""

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from helpers.drawing import draw_stems
from helpers.frames import picture
from helpers.notation import number
from helpers.style import CONTEXT, INPUT, KERNEL, OUTPUT, course_style

ROLE_OF = {"a": INPUT, "x": INPUT, "b": KERNEL, "h": KERNEL, "c": OUTPUT, "y": OUTPUT, "r": OUTPUT}


def show_stems(*, starts=None, **signals):
    """Draw signals as stem plots, one below the other over one axis.

    Parameters
    ----------
    starts : dict of str to int
        Position of the first value, where it is not 0.
    **signals : array_like, shape (N,)
        The signals by their names, each the name of a role: a or x for an input, b or h for a
        kernel, c, y or r for an output.

    Returns
    -------
    helpers.frames.Frame
        Shows itself, with a text alternative that gives the values.

    Raises
    ------
    ValueError
        For a name without a role.

    Examples
    --------
    >>> show_stems(a=[1, 2], r=[3], starts={"r": -1}).alt
    'Stem plots over one axis. a = 1, 2 at 0 to 1; r = 3 at −1.'
    """
    unknown = [name for name in signals if name not in ROLE_OF]
    if unknown:
        raise ValueError(f"{unknown[0]!r} names no role; there are {', '.join(ROLE_OF)}")
    starts = dict.fromkeys(signals, 0) | (starts or {})
    places = {name: range(starts[name], starts[name] + len(v)) for name, v in signals.items()}
    with course_style():
        figure = Figure((8.6, 0.25 + 1.05 * len(signals)))
        FigureCanvasAgg(figure)
        rows = figure.subplots(len(signals), sharex=True, sharey=True, squeeze=False)[:, 0]
        for ax, (name, values) in zip(rows, signals.items(), strict=True):
            _draw_row(ax, name, places[name], [float(value) for value in values])
        everywhere = [place for name in signals for place in places[name]]
        rows[-1].set_xlim(min(everywhere) - 0.5, max(everywhere) + 0.5)
        rows[-1].set_ylim(*_with_room([float(v) for row in signals.values() for v in row]))
        rows[-1].xaxis.set_major_locator(MaxNLocator(integer=True))
        rows[-1].xaxis.set_major_formatter(lambda value, _: number(round(value)))
        figure.subplots_adjust(0.09, 0.3 / figure.get_figheight(), 0.98, 0.98, hspace=0.25)
        return picture(figure, _alternative(signals, places))


def _draw_row(ax, name, places, values):
    role = ROLE_OF[name]
    draw_stems(ax, list(places), values, role, label_size=10.5)
    ax.axhline(0, color=CONTEXT, linewidth=0.8, zorder=1)
    ax.set_yticks([])
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(axis="x", length=0)
    ax.text(
        -0.08, 0.35, name, transform=ax.transAxes, size=14, weight="bold", color=role.ink
    )  # fmt: skip


def _with_room(values):
    """Return the limits of an axis with room for the values that are printed at its stems."""
    low, high = min(0, *values), max(0, *values)
    span = high - low or 1
    return low - span * (0.35 if low < 0 else 0.1), high + span * 0.35


def _alternative(signals, places):
    parts = []
    for name, values in signals.items():
        first, last = (number(places[name][end]) for end in (0, -1))
        where = first if first == last else f"{first} to {last}"
        parts.append(f"{name} = {', '.join(number(float(v)) for v in values)} at {where}")
    return f"Stem plots over one axis. {'; '.join(parts)}."
