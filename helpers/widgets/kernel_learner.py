"""A kernel that grows beside the true one: gradient descent, one step after the other."""

import ipywidgets as widgets
import numpy as np

from helpers.drawing.arrays import rows_of
from helpers.drawing.canvas import render
from helpers.drawing.charts import HEIGHT, LearningFigure
from helpers.drawing.frames import Frame, view_of_frames
from helpers.models.learning import descend
from helpers.numbers import number
from helpers.operations import convolve
from helpers.widgets.player import Interactive, Player

LAYERS = {"the layer correlates": "correlation", "the layer convolves": "convolution"}


class KernelLearner(Interactive):
    """Step through a training, and choose whether the layer correlates or convolves.

    The targets are made by true convolution in either case.

    Parameters
    ----------
    x : array_like, shape (N1, N2)
        Input.
    kernel : array_like, shape (M1, M2)
        The true kernel, with which the targets are made.
    rate : float
        The learning rate.
    steps : int
        How many steps are made.

    Attributes
    ----------
    trainings : dict of str to list of helpers.models.learning.Record
        By the operation of the layer; both start with zeros.
    choice : ipywidgets.ToggleButtons
        Says which one is shown.
    player : helpers.widgets.player.Player
        Its frames; the slider counts the steps.

    Examples
    --------
    >>> learner = KernelLearner(np.eye(6), [[1, 2]], rate=0.5, steps=3)
    >>> learner.record.step, learner.record.w.tolist()
    (0, [[0.0, 0.0]])
    """

    def __init__(self, x, kernel, *, rate=0.3, steps=30):
        self.kernel = np.asarray(kernel)
        target = convolve(x, self.kernel, "valid")
        start, options = np.zeros(self.kernel.shape), {"rate": rate, "steps": steps}
        self.trainings = {
            operation: list(descend(x, target, start, operation=operation, **options))
            for operation in LAYERS.values()
        }
        self.choice = widgets.ToggleButtons(options=list(LAYERS))
        self.choice.style.button_width = "auto"
        self.player = Player()
        self._play()
        self.choice.observe(self._play, "value")
        super().__init__([self.choice, self.player])

    @property
    def records(self):
        """The training that is shown."""
        return self.trainings[LAYERS[self.choice.value]]

    @property
    def record(self):
        """The step that is shown."""
        return self.records[self.player.index]

    def views(self):
        """Return both trainings step by step; the one that is shown stays as it is."""
        labels = [f"step {record.step}" for record in self.records]
        return [view_of_frames(name, self._frames(name), labels) for name in LAYERS]

    def _play(self, change=None):
        place = self.player.index if self.player.frames else 0
        frames = self._frames(self.choice.value)
        self.player.play(frames, first=0, count=len(self.records), name="step")
        self.player.slider.value = place

    def _frames(self, name):
        names = sorted(LAYERS, key=lambda one: one != name)
        shown, other = (self.trainings[LAYERS[one]] for one in names)
        drawing = LearningFigure(self.kernel, shown, other, names)
        turned = np.rot90(self.kernel, 2)
        for record, png in zip(drawing.steps, render(drawing), strict=True):
            far, near = (abs(record.w - k).max() for k in (self.kernel, turned))
            words = (
                f"Step {record.step}, {name}: loss {number(float(f'{record.loss:.3g}'))}. The "
                f"entry farthest from K is off by {far:.2f}, from K turned by 180° by {near:.2f}."
            )
            alt = (
                f"The true kernel K, {rows_of(self.kernel)}; the weights w, {rows_of(record.w)}; "
                f"and the loss, falling over {len(drawing.steps) - 1} steps. {words}"
            )
            yield Frame(png, 860, HEIGHT, alt, f"<div>{words}</div>")

    def still(self):
        """Return the first step."""
        return self.player.frames[0].html, self.player.frames[0].alt
