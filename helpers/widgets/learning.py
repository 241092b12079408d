"""Weights that are learned: a kernel that grows, a training that is watched, filters carried on."""

import asyncio
import functools
import itertools
import threading
from dataclasses import replace

import ipywidgets as widgets
import numpy as np

from helpers.drawing.arrays import draw_answers, rows_of
from helpers.drawing.canvas import frames_of
from helpers.drawing.charts import LearningFigure, LossCurve
from helpers.drawing.frames import Panels, View
from helpers.drawing.images import filter_tiles
from helpers.models.edges import SIDES, STEPS, answers, learn_filters
from helpers.models.learning import descend
from helpers.numbers import number
from helpers.operations import convolve
from helpers.widgets.controls import button, menu, row
from helpers.widgets.explorer import Explorer
from helpers.widgets.player import Interactive, Part, Way, Ways, still

LAYERS = {"the layer correlates": "correlation", "the layer convolves": "convolution"}
SLICE, PAUSE = 4, 0.02  # steps and seconds: in between, the kernel hears the buttons
LONG_SLICE = 50  # steps, where nothing is waited for
TELLING = (0, 2, 5, 10, 20, 50, 100)  # steps that are shown where nothing is live
PROGRAMS = ("the one that trained, which correlates", "another one, which convolves")
CARRIED = ("as they were trained", "turned by 180°")


class KernelLearner(Ways):
    """Step through a training of a layer that correlates or convolves, from zeros on.

    Its `trainings` are lists of `helpers.models.learning.Record`, by the operation of the layer.

    Parameters
    ----------
    x, kernel : array_like, shape (N1, N2) and (M1, M2)
        Input, and the true kernel, with which the targets are made.
    rate, steps : float and int
        The learning rate, and how many steps are made.
    """

    def __init__(self, x, kernel, *, rate=0.3, steps=30):
        self.kernel = np.asarray(kernel)
        target = convolve(x, self.kernel, "valid")
        start, options = np.zeros(self.kernel.shape), {"rate": rate, "steps": steps}
        self.trainings = {
            operation: list(descend(x, target, start, operation=operation, **options))
            for operation in LAYERS.values()
        }
        super().__init__(LAYERS)

    def way(self, name):
        """Return the steps of one training."""
        names = sorted(LAYERS, key=lambda one: one != name)
        shown, other = (self.trainings[LAYERS[one]] for one in names)
        drawing = LearningFigure(self.kernel, shown, other, names)
        turned = np.rot90(self.kernel, 2)

        def say(i):
            record = shown[i]
            far, near = (abs(record.w - k).max() for k in (self.kernel, turned))
            words = (
                f"Step {record.step}, {name}: loss {number(float(f'{record.loss:.3g}'))}. The "
                f"entry farthest from K is off by {far:.2f}, from K turned by 180° by {near:.2f}."
            )
            alt = (
                f"The true kernel K, {rows_of(self.kernel)}; the weights w, {rows_of(record.w)}; "
                f"and the loss, falling over {len(drawing.steps) - 1} steps. {words}"
            )
            return alt, f"<div>{words}</div>"

        return Way(lambda: frames_of(drawing, say), "step", len(shown))


def train_on_edges(images, labels, *, seed=0, steps=STEPS):
    """Return the training of four filters that tell on which side an image is bright.

    Parameters
    ----------
    images, labels
        As from `helpers.models.edges.edges`.
    seed : int
        Of the random numbers with which the filters start.
    steps : int
        How many steps it has.
    """
    curve = LossCurve(steps, 1.5)

    def draw(record, losses):
        words = f"Step {record.step} of {steps}: loss {record.loss:.2f}."
        alt = f"Curve of the loss: it starts at {losses[0]:.2f}. {words}"
        panels = [curve.frame("loss", alt, losses)]
        return panels + filter_tiles(record.w), words

    return Training(lambda: learn_filters(images, labels, seed=seed, steps=steps), steps, draw)


class Training(Interactive):
    """A training in short slices, with a progress bar and buttons to start and stop it."""

    def __init__(self, make, count, draw):
        self._make, self.count, self._draw = make, count, draw
        self._lock = threading.RLock()  # JupyterLab may press buttons from a thread of its own
        self._task, self.running = None, False
        self.train = button("▶ Train", self.start)
        self.stop = button("■ Stop", self.halt)
        self.again = button("Start over", self.reset)
        self.bar, self.view = widgets.HTML(), Part(part="panels")
        self._begin()
        super().__init__([row(self.train, self.stop, self.again, self.bar, gap=8), self.view])

    @property
    def w(self):
        """The weights as they are now."""
        return self.record.w

    @property
    def done(self):
        """Whether all steps are made."""
        return self.record.step == self.count

    def start(self):
        """Train in the background, or at once where nothing can run there."""
        if self.running or self.done:
            return
        try:
            self._task = asyncio.get_running_loop().create_task(self._run())
        except RuntimeError:
            self.finish()
        else:
            self.running = True
            self._show()

    def halt(self):
        """Stop after the step that is being made."""
        self.running = False
        self._show()

    def reset(self):
        """Throw away what was learned, and stand at the start again."""
        self.running = False
        with self._lock:
            self._begin()

    def finish(self):
        """Make all steps that are left, at once."""
        self.running = False
        while not self.done:
            self._advance(LONG_SLICE)
            self._show()
        return Panels(tuple(self.panels))

    def views(self):
        """Return some steps of a new training; this one stays as it is."""
        losses, stills = [], []
        for record in self._make():
            losses.append(record.loss)
            if record.step in TELLING or record.step == self.count:
                with self._lock:
                    stills.append(still(f"step {record.step}", *self._draw(record, losses)))
        return [View("", tuple(stills))]

    async def _run(self):
        task = asyncio.current_task()
        while self.running and not self.done and task is self._task:
            self._advance(SLICE)
            self._show()
            await asyncio.sleep(PAUSE)
        if task is self._task:
            self.running = False
            self._show()

    def _begin(self):
        self._records = iter(self._make())
        self.record = next(self._records)
        self.losses = [self.record.loss]
        self._show()

    def _advance(self, count):
        """Take over up to `count` records; one that is cut off in the middle starts over."""
        with self._lock:
            try:
                for record in itertools.islice(self._records, count):
                    self.record = record
                    self.losses.append(record.loss)
            except BaseException:
                self._begin()
                raise

    def _show(self):
        with self._lock:
            step, loss = self.record.step, self.record.loss
            self.panels, self.words = self._draw(self.record, self.losses)
        self.train.disabled = self.running or self.done
        self.train.description = "▶ Train on" if 0 < step < self.count else "▶ Train"
        self.stop.disabled = not self.running
        self.bar.value = (
            f'<progress value="{step}" max="{self.count}" aria-label="steps of the training" '
            f'style="width:200px;vertical-align:middle"></progress> step {step} of '
            f"{self.count}, loss {loss:.3f}"
        )
        self.view.show(self.panels, "" if self.running else self.words)

    def still(self):
        """Return where it stands."""
        return Panels(tuple(self.panels))._repr_mimebundle_()["text/html"], self.words


def explore_carried(w, images, labels):
    """Return an explorer of what trained filters answer in a program of the other convention.

    Parameters
    ----------
    w : ndarray, shape (4, M1, M2)
        Filters trained by a layer that correlates.
    images, labels
        As from `helpers.models.edges.edges`.
    """

    @functools.cache
    def draw(program, weights):
        carried = np.flip(w, axis=(1, 2)) if weights == CARRIED[1] else w
        convolves = program == PROGRAMS[1]
        counts = answers(images, labels, np.flip(carried, axis=(1, 2)) if convolves else carried)
        total = len(labels)
        right = np.trace(counts) / total
        words = f"Weights {weights}; program: {program}. Of {total} images {right:.0%} are right."
        table = draw_answers(counts, SIDES)
        shown = replace(table, alt=f"{table.alt} {words}", caption=f"{right:.0%} right")
        return [*filter_tiles(carried), shown], words

    controls = {
        "program": menu(PROGRAMS, "program:", 360, 70),
        "weights": menu(CARRIED, "weights:", 360, 70),
    }
    ways = {
        "in the program that trained": {},
        "carried as they were": {"program": PROGRAMS[1]},
        "carried and turned": {"program": PROGRAMS[1], "weights": CARRIED[1]},
    }
    return Explorer(controls, draw, {"": ways})
