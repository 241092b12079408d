"""Figures of which a part belongs to the step that is shown."""

from helpers.drawing.style import course_style


class SteppedFigure:
    """What stays is drawn once, in `figure`; what belongs to a step comes and goes.

    A figure of this kind sets `figure` and `steps`, and says how to draw a step
    (`_draw_step(i)`) and what stays of some steps in all that follow (`_draw_past(steps)`).

    Attributes
    ----------
    figure : matplotlib.figure.Figure
        With all that stays the same from step to step.
    steps : sequence
        As many as there are pictures.
    artists : list
        What belongs to the step that is shown.
    """

    artists = ()

    def show(self, i, *, with_past=True):
        """Draw step `i` in place of the one that was shown.

        Parameters
        ----------
        i : int
            Position in `steps`.
        with_past : bool
            Draw what stays of the steps before as well.

        Returns
        -------
        list of matplotlib.artist.Artist
            What was drawn.
        """
        self.clear()
        if with_past:
            self._add(self._draw_past, self.steps[:i])
        return self._add(self._draw_step, i)

    def settle(self, i):
        """Draw what stays of step `i` in all steps after it.

        Parameters
        ----------
        i : int
            Position in `steps`.

        Returns
        -------
        list of matplotlib.artist.Artist
            What was drawn.
        """
        self.clear()
        return self._add(self._draw_past, self.steps[i : i + 1])

    def clear(self):
        """Take away what belongs to the step that is shown."""
        for artist in self.artists:
            artist.remove()
        self.artists = []

    def _draw_step(self, i):
        raise NotImplementedError

    def _draw_past(self, steps):
        """Draw what stays of some steps; nothing, unless a figure says otherwise."""

    def _add(self, draw, what):
        before = {child for ax in self.figure.axes for child in ax.get_children()}
        with course_style():
            draw(what)
        self.artists += [
            child for ax in self.figure.axes for child in ax.get_children() if child not in before
        ]
        return self.artists
