"""Layers: how many outputs they have, what one of them sees, and how weights are learned."""

import asyncio
import functools
from dataclasses import replace
from itertools import pairwise

import ipywidgets as widgets
import numpy as np

from helpers.drawing.arrays import draw_answers, draw_positions, rows_of
from helpers.drawing.canvas import frames_of
from helpers.drawing.charts import FieldPicture, LearningFigure, LossCurve
from helpers.drawing.frames import Panels, View
from helpers.drawing.images import filter_tiles
from helpers.models.edges import SIDES, STEPS, answers, learn_filters
from helpers.models.layers import output_size, positions, receptive_field, ways
from helpers.models.learning import descend
from helpers.numbers import number
from helpers.operations import convolve
from helpers.widgets.controls import button, menu, row, slider
from helpers.widgets.player import Explorer, Interactive, Part, Way, Ways, Words, still, way

LARGEST = 65  # inputs for which the picture has room
DILATIONS = ("1 in each layer", "1, 2, 4, … (doubling)")
GIVEN = "n = {n}, k = {k}, s = {stride}, p = {padding}, d = {dilation}"
LAYERS = {"the layer correlates": "correlation", "the layer convolves": "convolution"}
SLICE, PAUSE = 4, 0.02  # steps and seconds: in between, the kernel hears the buttons
TELLING = (0, 2, 5, 10, 20, 50, 100)  # steps that are shown where nothing is live, and the last
PROGRAMS = ("the one that trained, which correlates", "another one, which convolves")
CARRIED = ("as they were trained", "turned by 180°")


def explore_positions():
    """Return an explorer of how many outputs there are along one axis."""

    def draw(**given):
        return [draw_positions(**given)], count(**given)

    controls = {
        "n": slider("n, inputs", 1, 12, 1, 7),
        "k": slider("k, weights", 1, 7, 1, 3),
        "stride": slider("stride s", 1, 4, 1, 1),
        "padding": slider("padding p", 0, 3, 1, 0),
        "dilation": slider("dilation d", 1, 3, 1, 1),
    }
    told = [
        (7, 3, 1, 0, 1), (7, 3, 2, 0, 1), (7, 3, 2, 1, 1), (8, 3, 2, 1, 1), (7, 3, 3, 0, 1),
        (7, 3, 1, 1, 1), (7, 5, 1, 2, 1), (7, 3, 1, 3, 1), (7, 3, 1, 0, 2), (7, 3, 1, 2, 2),
        (7, 3, 1, 0, 3), (12, 5, 2, 2, 1),
    ]  # fmt: skip
    values = dict(zip(controls, zip(*told, strict=True), strict=True))
    return Explorer(controls, draw, {"": way(GIVEN, **values)})


def count(n, k, stride=1, padding=0, dilation=1):
    """Say how many outputs there are: positions counted, then the formula with its numbers."""
    met = positions(n, k, stride, padding, dilation)
    room = n + 2 * padding - dilation * (k - 1) - 1
    unused = n + padding - 1 - int(met[-1, -1])
    said = Words(
        "positions", n=n, k=k, stride=stride, padding=padding, dilation=dilation,
        count=len(met), s="s" * (len(met) > 1), room=number(room), whole=room // stride,
        outputs=output_size(n, k, stride, padding, dilation), unused=unused,
    )  # fmt: skip
    return said["words"] + said["one" if unused == 1 else "several"] * (unused > 0)


def explore_fields():
    """Return an explorer of how far one output sees through layers in a row."""
    picture = FieldPicture()

    def draw(count, weights, stride, dilation):
        doubling = dilation == DILATIONS[1]
        layers = [(weights, stride, 2**i if doubling else 1) for i in range(count)]
        field, step = receptive_field(layers)
        if field > LARGEST:
            raise ValueError(f"one output sees {field} inputs; the picture has room for {LARGEST}")
        sizes = [receptive_field(layers[:i])[0] for i in range(count + 1)]
        added = " + ".join(["1", *(str(more - less) for less, more in pairwise(sizes))])
        found = list(ways(layers)[-1].values())
        listed = ", ".join(map(str, found))
        said = Words("fields", field=field, step=step, added=added, met=len(found), ways=listed)
        said["more"] = said["few" if len(found) < field else "each" if field <= 15 else "many"]
        return [picture.frame(*said["picture"], layers)], said["words"]

    controls = {
        "count": slider("layers", 1, 5, 1, 1),
        "weights": slider("k, weights", 1, 5, 2, 3),
        "stride": slider("stride", 1, 3, 1, 1),
        "dilation": menu(DILATIONS, "dilation:", 300),
    }
    doubling = {"dilation": DILATIONS[1]}
    told = {"stride 1": {}, "stride 2": {"stride": 2}, "dilation doubling": doubling}
    tour = {
        name: {f"{n} layer{'s' * (n > 1)} of 3": settings | {"count": n} for n in range(1, 5)}
        for name, settings in told.items()
    }
    return Explorer(controls, draw, tour)


class KernelLearner(Ways):
    """Step through a training of a layer that correlates or convolves, from zeros on.

    Its `trainings` are lists of `helpers.models.learning.Record`, by the operation of the layer.

    Parameters
    ----------
    x, kernel, rate, steps : array_like, shape (N1, N2) and (M1, M2), float and int
        Input; true kernel, which makes the targets; learning rate; how many steps are made.
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

        labels = [f"step {i}" for i in range(len(shown))]
        return Way(functools.partial(frames_of, drawing, say), "step", labels)


def train_on_edges(images, labels, *, seed=0, steps=STEPS):
    """Return the training of four filters that tell on which side an image is bright.

    Parameters
    ----------
    images, labels, seed, steps : ndarray and int
        As from `helpers.models.edges.edges`; which filters it begins with; how many steps it makes.
    """
    return Training(list(learn_filters(images, labels, seed=seed, steps=steps)))


class Training(Interactive):
    """Records of a training, shown as it goes on, with a bar and buttons to start and stop it."""

    def __init__(self, records):
        self.records, self.count = records, len(records) - 1
        self.curve, self.step = LossCurve(self.count, 1.5), 0
        self._task = None  # while it goes on
        self.train = button("▶ Train", self.start)
        self.stop = button("■ Stop", lambda: self._stop_at(self.step))
        self.again = button("Start over", lambda: self._stop_at(0))
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

    def start(self):
        """Train in the background, or at once where nothing can run there."""
        if self._task or self.step == self.count:
            return
        try:
            self._task = asyncio.get_running_loop().create_task(self._run())
        except RuntimeError:
            self.finish()
        else:
            self._show()

    def finish(self):
        """Make all steps that are left at once, and show where they lead."""
        self._stop_at(self.count)
        return Panels(tuple(self.panels))

    def _stop_at(self, step):
        self._task, self.step = None, step
        self._show()

    def views(self):
        """Return some steps of the training; it stays where it is."""
        steps = [step for step in TELLING if step < self.count] + [self.count]
        return [View("", tuple(still(f"step {step}", *self._draw(step)) for step in steps))]

    async def _run(self):
        task = asyncio.current_task()
        while task is self._task and self.step < self.count:
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
        self.train.disabled = bool(self._task) or step == self.count
        self.train.description = "▶ Train on" if 0 < step < self.count else "▶ Train"
        self.stop.disabled = not self._task
        self.bar.value = (
            f'<progress value="{step}" max="{self.count}" aria-label="steps of the training" '
            f'style="width:200px;vertical-align:middle"></progress> step {step} of '
            f"{self.count}, loss {self.records[step].loss:.3f}"
        )
        self.view.show(self.panels, "" if self._task else self.words)

    def still(self):
        """Return where it stands."""
        return Panels(tuple(self.panels))._repr_mimebundle_()["text/html"], self.words


def explore_carried(w, images, labels):
    """Return an explorer of what trained filters answer in a program of the other convention.

    Parameters
    ----------
    w, images, labels : ndarray
        Filters, shape (4, M1, M2), of a layer that correlates; as from `models.edges.edges`.
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
    told = {
        "in the program that trained": {},
        "carried as they were": {"program": PROGRAMS[1]},
        "carried and turned": {"program": PROGRAMS[1], "weights": CARRIED[1]},
    }
    return Explorer(controls, draw, {"": told})
