"""Weights that are learned: a kernel that grows, a training that is watched, filters carried on."""

import asyncio
import functools
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
from helpers.widgets.explorer import Explorer, Words
from helpers.widgets.player import Interactive, Part, Way, Ways, still

LAYERS = {"the layer correlates": "correlation", "the layer convolves": "convolution"}
SLICE, PAUSE = 4, 0.02  # steps and seconds: in between, the kernel hears the buttons
TELLING = (0, 2, 5, 10, 20, 50, 100)  # steps that are shown where nothing is live, and the last
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
            w, loss = shown[i].w, number(float(f"{shown[i].loss:.3g}"))
            far, near = (abs(w - kernel).max() for kernel in (self.kernel, turned))
            said = Words("learner", step=i, name=name, loss=loss, far=far, near=near)
            said |= {"true": rows_of(self.kernel), "w": rows_of(w), "steps": len(shown) - 1}
            return said["frame"]

        return Way(lambda: frames_of(drawing, say), "step", len(shown))


def train_on_edges(images, labels, *, seed=0, steps=STEPS):
    """Return the training of four filters that tell on which side an image is bright.

    Parameters
    ----------
    images, labels
        As from `helpers.models.edges.edges`.
    seed, steps : int
        Of the random numbers with which the filters start; how many steps are made.
    """
    return Training(list(learn_filters(images, labels, seed=seed, steps=steps)))


class Training(Interactive):
    """Records of a training, shown as it goes on, with a bar and buttons to start and stop it."""

    def __init__(self, records):
        self.records, self.count = records, len(records) - 1
        self.curve, self.step = LossCurve(self.count, 1.5), 0
        self._task, self.running = None, False
        self.train = button("▶ Train", self.start)
        self.stop = button("■ Stop", self.halt)
        self.again = button("Start over", self.reset)
        self.bar, self.view = widgets.HTML(), Part(part="panels")
        self._show()
        super().__init__([row(self.train, self.stop, self.again, self.bar, gap=8), self.view])

    @property
    def w(self):
        """The weights as they are now."""
        return self.records[self.step].w

    @property
    def losses(self):
        """The losses so far."""
        return [record.loss for record in self.records[: self.step + 1]]

    @property
    def done(self):
        """Whether all steps are made."""
        return self.step == self.count

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
        self._stop_at(self.step)

    def reset(self):
        """Stand at the start again."""
        self._stop_at(0)

    def finish(self):
        """Make all steps that are left at once, and show where they lead."""
        self._stop_at(self.count)
        return Panels(tuple(self.panels))

    def _stop_at(self, step):
        self.running, self.step = False, step
        self._show()

    def views(self):
        """Return some steps of the training; it stays where it is."""
        steps = [step for step in TELLING if step < self.count] + [self.count]
        return [View("", tuple(still(f"step {step}", *self._draw(step)) for step in steps))]

    async def _run(self):
        task = asyncio.current_task()
        while self.running and not self.done and task is self._task:
            self.step = min(self.step + SLICE, self.count)
            self._show()
            await asyncio.sleep(PAUSE)
        if task is self._task:
            self._stop_at(self.step)

    def _draw(self, step):
        losses = [record.loss for record in self.records[: step + 1]]
        said = Words("training", step=step, count=self.count, first=losses[0], loss=losses[-1])
        panels = [self.curve.frame(*said["curve"], losses), *filter_tiles(self.records[step].w)]
        return panels, said["words"]

    def _show(self):
        step = self.step
        self.panels, self.words = self._draw(step)
        self.train.disabled = self.running or self.done
        self.train.description = "▶ Train on" if 0 < step < self.count else "▶ Train"
        self.stop.disabled = not self.running
        self.bar.value = (
            f'<progress value="{step}" max="{self.count}" aria-label="steps of the training" '
            f'style="width:200px;vertical-align:middle"></progress> step {step} of '
            f"{self.count}, loss {self.losses[-1]:.3f}"
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
        right, total = np.trace(counts) / len(labels), len(labels)
        said = Words("carried", weights=weights, program=program, total=total, right=right)
        table = draw_answers(counts, SIDES)
        shown = replace(table, alt=f"{table.alt} {said['words']}", caption=f"{right:.0%} right")
        return [*filter_tiles(carried), shown], said["words"]

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
