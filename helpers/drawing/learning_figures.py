"""Pictures of learning: weights beside the kernel that they should find, and the falling loss."""

import io

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from PIL import Image

from helpers.data.photographs import to_png as image_to_png
from helpers.drawing.frames import Frame
from helpers.drawing.grids import Grid, draw_cells, draw_lines, print_in_cell
from helpers.drawing.kept import KeptFigure
from helpers.drawing.style import CONTEXT, KERNEL, course_style

CELL, TOP, HEIGHT = 56, 34, 216  # pixels
INK = "0.2"
SCALE = 2


class LearningFigure:
    """The true kernel, the weights of one step, and the loss with this step marked.

    Parameters
    ----------
    kernel : ndarray, shape (M1, M2)
        The true kernel.
    steps : sequence of helpers.models.learning.Record
        The training that is shown.
    other : sequence of helpers.models.learning.Record
        A second training, whose loss is drawn behind.
    labels : (str, str)
        What the two trainings are called.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
        With all that stays the same from step to step.
    """

    def __init__(self, kernel, steps, other, labels):
        self.steps, self.artists = steps, []
        self.low, self.high = min(0, kernel.min()), kernel.max()
        left = 4 + CELL * kernel.shape[1] + 36
        self.true = Grid(4, TOP, CELL, kernel.shape)
        self.learned = Grid(left, TOP, CELL, kernel.shape)
        with course_style():
            self.figure = Figure((8.6, HEIGHT / 100))
            FigureCanvasAgg(self.figure)
            self.ax = self.figure.add_axes((0, 0, 1, 1))
            self.ax.set(xlim=(0, 860), ylim=(HEIGHT, 0), autoscale_on=False)
            self.ax.set_axis_off()
            draw_cells(self.ax, self.true, kernel, low=self.low, high=self.high)
            draw_lines(self.ax, self.true, KERNEL.colour, width=1.2)
            draw_lines(self.ax, self.learned, KERNEL.colour, width=1.2)
            self._title(self.true, "true kernel K")
            self._draw_losses((self.learned.left + self.learned.width + 76) / 860, other, labels)

    def show(self, i, *, with_past=True):
        """Draw step `i` in place of the one that was shown.

        Parameters
        ----------
        i : int
            Position in `steps`.
        with_past : bool
            Changes nothing here: no step leaves anything behind.

        Returns
        -------
        list of matplotlib.artist.Artist
            What was drawn.
        """
        self.clear()
        record = self.steps[i]
        before = set(self.ax.get_children())
        with course_style():
            look = {"low": self.low, "high": self.high, "numbered": False}
            draw_cells(self.ax, self.learned, record.w, **look)
            for entry, value in np.ndenumerate(record.w):
                dark = (value - self.low) / (self.high - self.low) < 0.25
                ink = "white" if dark else "black"
                text = f"{value:.2f}".replace("-", "−")
                print_in_cell(self.ax, self.learned, entry, text, ink, longest=4)
            draw_lines(self.ax, self.learned, KERNEL.colour, width=1.2)
            steps = "1 step" if record.step == 1 else f"{record.step} steps"
            self._title(self.learned, f"w after {steps}")
        self.artists = [child for child in self.ax.get_children() if child not in before]
        mark = Line2D([record.step], [record.loss], color=KERNEL.colour, marker=KERNEL.marker)
        self.artists.append(self.losses.add_line(mark))
        return self.artists

    def settle(self, i):
        """Draw what stays of step `i` in all steps after it, which is nothing.

        Parameters
        ----------
        i : int
            Position in `steps`.

        Returns
        -------
        list
            Empty.
        """
        self.clear()
        return []

    def clear(self):
        """Take away what belongs to the step that is shown."""
        for artist in self.artists:
            artist.remove()
        self.artists = []

    def _title(self, grid, text):
        self.ax.text(grid.left, grid.top - 12, text, size=12, weight="bold", color=KERNEL.ink)

    def _draw_losses(self, left, other, labels):
        self.losses = self.figure.add_axes((left, 0.2, 0.98 - left, 0.68))
        for records, look in ((other, {"color": "0.8", "linewidth": 9}), (self.steps, {})):
            x, y = [r.step for r in records], [r.loss for r in records]
            self.losses.plot(x, y, **({"color": INK, "linewidth": 1.6, "marker": ""} | look))
        self.losses.set(yscale="log", xlim=(-0.5, len(self.steps) - 0.5))
        look = {"transform": self.losses.transAxes, "ha": "right"}
        self.losses.text(1, 0.88, labels[0], color=INK, **look)
        self.losses.text(1, 0.72, f"wide, grey: {labels[1]}", color="0.45", size=9.5, **look)
        self.losses.set_title("loss")
        self.losses.set_xlabel("steps", labelpad=1)


class LossCurve(KeptFigure):
    """The loss as far as it has fallen.

    Parameters
    ----------
    count : int
        Number of steps of the whole training.
    highest : float
        Upper end of the axis.
    width, height : int
        Size on the page, in pixels.
    """

    def __init__(self, count, highest, width=300, height=190):
        def lay_out(figure):
            ax = figure.add_axes((0.13, 0.23, 0.8, 0.72))
            ax.set(xlim=(0, count), ylim=(0, highest))
            ax.set_xlabel("steps", labelpad=1)
            return ax

        super().__init__(width, height, lay_out)

    def png(self, losses):
        """Return the picture for the losses of the first steps.

        Parameters
        ----------
        losses : sequence of float
            One for each step so far, from step 0 on.

        Returns
        -------
        bytes
            A PNG.
        """
        curve = Line2D(range(len(losses)), losses, color=INK, linewidth=1.8)
        end = Line2D(
            [len(losses) - 1], losses[-1:], color=KERNEL.colour, marker=KERNEL.marker, clip_on=False
        )
        return self.draw([(self.axes, curve), (self.axes, end)])


def short(value, digits=2):
    """Return a weight as it is printed where there is little room.

    Parameters
    ----------
    value : float
        The weight.
    digits : int
        How many decimals it has at the most.

    Returns
    -------
    str

    Examples
    --------
    >>> short(-0.004), short(8.998), short(-1.5), short(1 / 16, 3)
    ('0', '9', '−1.5', '0.062')
    """
    return f"{round(float(value), digits) + 0.0:g}".replace("-", "−")


def rows_of(w):
    """Return weights as text, row by row.

    Parameters
    ----------
    w : array_like, shape (M1, M2)
        The weights.

    Returns
    -------
    str

    Examples
    --------
    >>> rows_of([[1, -0.5], [0, 2]])
    '1 −0.5 / 0 2'
    """
    digits = 2 if np.max(np.abs(w)) >= 1 else 3
    return " / ".join(" ".join(short(value, digits) for value in row) for row in w)


def show_growth(trainings, steps):
    """Draw true kernels and, in the same row, the weights after some steps of learning them.

    Parameters
    ----------
    trainings : dict of str to (array_like, sequence of helpers.models.learning.Record)
        By the name of the kernel: the kernel, and its training.
    steps : sequence of int
        After which steps the weights are shown.

    Returns
    -------
    helpers.drawing.frames.Frame
        Red is above zero, blue below; the farthest value of each row is darkest.
    """
    first = next(iter(trainings.values()))[0]
    side, gap = 44 * np.shape(first)[1], 40
    height = len(trainings) * (44 * np.shape(first)[0] + 38)
    words = []
    with course_style():
        figure = Figure((8.6, height / 100), dpi=100 * SCALE)
        FigureCanvasAgg(figure)
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(0, 860), ylim=(height, 0), autoscale_on=False)
        ax.set_axis_off()
        for line, (name, (kernel, records)) in enumerate(trainings.items()):
            pairs = {f"{name}, true": np.asarray(kernel, float)}
            pairs |= {f"after {n} step{'s' * (n != 1)}": records[n].w for n in steps}
            for place, (title, w) in enumerate(pairs.items()):
                top = 30 + line * (height / len(trainings))
                grid = Grid(4 + place * (side + gap), top, 44, w.shape)
                ax.text(grid.left, top - 9, title, size=11, weight="bold", color=KERNEL.ink)
                _draw_signed(ax, grid, w, abs(pairs[f"{name}, true"]).max())
                words.append(f"{title}: {rows_of(w)}")
        figure.canvas.draw()
        return Frame(_all_colours(figure.canvas), 860, height, f"Weights. {'; '.join(words)}.", "")


def _draw_signed(ax, grid, w, farthest):
    """Draw weights in red above and blue below zero, with their numbers."""
    box = (grid.left, grid.left + grid.width, grid.top + grid.height, grid.top)
    look = {"cmap": "RdBu_r", "vmin": -farthest, "vmax": farthest, "aspect": "auto", "zorder": 1}
    ax.imshow(w, extent=box, **look)
    for entry, value in np.ndenumerate(w):
        ink = "white" if abs(value) > 0.65 * farthest else "black"
        text = short(value, 2 if farthest >= 1 else 3)
        print_in_cell(ax, grid, entry, text, ink, longest=5)
    draw_lines(ax, grid, CONTEXT)


def _all_colours(canvas):
    """Return what stands on a canvas as PNG, in the 256 colours that suit it."""
    size, pixels = canvas.get_width_height(physical=True), canvas.buffer_rgba()
    image = Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1).convert("RGB")
    image = image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=6)
    return file.getvalue()


def tile(image, title, alt, *, signed=False, width=105):
    """Return a small image as a panel with a title.

    Parameters
    ----------
    image : ndarray, shape (N1, N2)
        Values of any range: the picture runs from the smallest to the largest one, or, if
        `signed`, from blue over white at 0 to red.
    title, alt : str
        Above the picture, and in place of it.
    signed : bool
        Whether 0 has a colour of its own.
    width : int
        On the page, in pixels.

    Returns
    -------
    helpers.drawing.frames.Frame

    Examples
    --------
    >>> tile(np.eye(3), "one", "The unit matrix.").height
    105
    """
    if not signed:
        span = np.ptp(image) or 1
        image = 255 * (image - image.min()) / span
    png = image_to_png(image, scale=max(1, width // image.shape[1]), signed=signed)
    return Frame(png, width, round(width * image.shape[0] / image.shape[1]), alt, title)
