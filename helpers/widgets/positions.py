"""The explorer of output sizes: every position of a kernel over a row of inputs."""

from helpers.drawing.arrays import draw_positions, positions_png
from helpers.drawing.frames import Frame
from helpers.models.layers import output_size, positions
from helpers.numbers import number
from helpers.widgets.explorer import Explorer, slider


def explore_positions():
    """Explore how many outputs there are along one axis.

    Returns
    -------
    helpers.widgets.explorer.Explorer
    """

    def draw(n, k, stride, padding, dilation):
        figure, alt = draw_positions(n, k, stride, padding, dilation)
        width, height = (round(100 * side) for side in figure.get_size_inches())
        frame = Frame(positions_png(figure), width, height, alt, "each row is one position")
        return [frame], count(n, k, stride, padding, dilation)

    controls = {
        "n": slider("n, inputs", 1, 12, 1, 7),
        "k": slider("k, weights", 1, 7, 1, 3),
        "stride": slider("stride s", 1, 4, 1, 1),
        "padding": slider("padding p", 0, 3, 1, 0),
        "dilation": slider("dilation d", 1, 3, 1, 1),
    }
    return Explorer(controls, draw, tour={"": dict(_tour())})


def _tour():
    """Yield label and settings: one number after the other, then some together."""
    told = {"n": 7, "k": 3, "stride": 1, "padding": 0, "dilation": 1}
    signs = dict(zip(told, "nkspd", strict=True))
    for settings in (
        {}, {"stride": 2}, {"stride": 2, "padding": 1}, {"n": 8, "stride": 2, "padding": 1},
        {"stride": 3}, {"padding": 1}, {"k": 5, "padding": 2}, {"padding": 3}, {"dilation": 2},
        {"dilation": 2, "padding": 2}, {"dilation": 3},
        {"n": 12, "k": 5, "stride": 2, "padding": 2},
    ):  # fmt: skip
        yield ", ".join(f"{signs[k]} = {v}" for k, v in (told | settings).items()), settings


def count(n, k, stride=1, padding=0, dilation=1):
    """Say how many outputs there are: positions counted, then the formula with its numbers.

    Examples
    --------
    >>> print(count(8, 3, stride=2, padding=1))
    Counted: 4 positions. Formula: ⌊(8 + 2·1 − 1·(3 − 1) − 1) / 2⌋ + 1 = ⌊7 / 2⌋ + 1 = 3 + 1 = 4. \
1 place at the end is never reached.
    """
    met = positions(n, k, stride, padding, dilation)
    room = n + 2 * padding - dilation * (k - 1) - 1
    outputs = output_size(n, k, stride, padding, dilation)
    unused = n + padding - 1 - int(met[-1, -1])
    said = (
        f"Counted: {len(met)} position{'s' * (len(met) > 1)}. Formula: ⌊({n} + 2·{padding} − "
        f"{dilation}·({k} − 1) − 1) / {stride}⌋ + 1 = ⌊{number(room)} / {stride}⌋ + 1 = "
        f"{room // stride} + 1 = {outputs}."
    )
    if unused:
        said += f" {unused} place{'s' * (unused > 1)} at the end {'are' if unused > 1 else 'is'} "
        said += "never reached."
    return said
