"""Figures that are drawn once, and on them what changes, in a few milliseconds."""

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers.drawing.frames import file_scale, to_png
from helpers.drawing.style import course_style

SCALE = 1.5  # pixels of the file for one of the page, where somebody waits


class KeptFigure:
    """A figure that is drawn once, and on it what changes, in a few milliseconds.

    Parameters
    ----------
    width, height : int
        Size on the page, in pixels.
    lay_out : callable
        Takes the figure, draws what stays, returns its axes.

    Attributes
    ----------
    width, height : int
        As given.
    axes : matplotlib.axes.Axes or tuple of these
        What `lay_out` returned.

    Examples
    --------
    >>> from matplotlib.lines import Line2D
    >>> kept = KeptFigure(200, 100, lambda figure: figure.subplots())
    >>> line = Line2D([0, 1], [0, 1])
    >>> kept.draw([(kept.axes, line)]) == kept.draw([])
    False
    """

    def __init__(self, width, height, lay_out):
        self.width, self.height = width, height
        with course_style():
            self.figure = Figure((width / 100, height / 100))
            FigureCanvasAgg(self.figure)
            self.axes = lay_out(self.figure)
        self.scale = self.kept = None

    def _restore(self):
        """Let the canvas show what stays, drawn anew where another scale is asked for."""
        canvas, scale = self.figure.canvas, file_scale(SCALE)
        if scale != self.scale:
            self.scale = scale
            self.figure.set_dpi(100 * scale)
            with course_style():
                canvas.draw()
            self.kept = canvas.copy_from_bbox(self.figure.bbox)
        canvas.restore_region(self.kept)

    def draw(self, artists):
        """Return the figure with artists on it.

        Parameters
        ----------
        artists : iterable of (matplotlib.axes.Axes, matplotlib.artist.Artist)
            What changes, and where to draw it.

        Returns
        -------
        bytes
            A PNG.
        """
        self._restore()
        with course_style():
            for ax, artist in artists:
                ax.add_artist(artist)
                ax.draw_artist(artist)
                artist.remove()
        return to_png(self.figure.canvas)
