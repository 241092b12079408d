"""A training that can be watched and stopped, and the one of the four filters."""

import asyncio
import itertools
import threading
from html import escape

import ipywidgets as widgets

from helpers.drawing.charts import LossCurve
from helpers.drawing.edges import filter_tiles
from helpers.drawing.frames import Frame, Panels, Still, View
from helpers.models.edges import STEPS, learn_filters
from helpers.widgets.player import Interactive, Part

SLICE, PAUSE = 4, 0.02  # steps and seconds: in between, the kernel hears the buttons
LONG_SLICE = 50  # steps, where nothing is waited for
TELLING = (0, 2, 5, 10, 20, 50, 100)  # steps that are shown where nothing is live


class Training(Interactive):
    """A training with a progress bar, the falling loss, and buttons to start and stop it.

    It runs in short slices, so that the kernel goes on hearing what the learner does. The steps
    are the same however often it is stopped. `finish` makes all that are left at once.
    """

    def __init__(self, make, count, draw):
        self._make, self.count, self._draw = make, count, draw
        self._lock = threading.RLock()  # JupyterLab may press buttons from a thread of its own
        self._task, self.running = None, False
        self.train = _button("▶ Train")
        self.stop = _button("■ Stop")
        self.again = _button("Start over")
        self.bar, self.view = widgets.HTML(), Part(part="panels")
        self._begin()
        self.train.on_click(lambda button: self.start())
        self.stop.on_click(lambda button: self.halt())
        self.again.on_click(lambda button: self.reset())
        wrap = {"flex_flow": "row wrap", "align_items": "center", "grid_gap": "2px 8px"}
        super().__init__(
            [widgets.HBox([self.train, self.stop, self.again, self.bar], layout=wrap), self.view]
        )

    @property
    def w(self):
        """The weights as they are now."""
        return self.record.w

    @property
    def done(self):
        """Whether all steps are made."""
        return self.record.step == self.count

    def start(self):
        """Train in the background until all steps are made or `halt` is called.

        Where nothing can run in the background, all steps are made at once.
        """
        if self.running or self.done:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.finish()
            return
        self.running = True
        self._show()
        self._task = loop.create_task(self._run())

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
                stills.append(self._still(record, losses))
        return [View("", tuple(stills))]

    def _still(self, record, losses):
        with self._lock:
            panels, words = self._draw(record, losses)
        titles = tuple(panel.caption for panel in panels)
        return Still(f"step {record.step}", tuple(panels), titles, f"<div>{escape(words)}</div>")

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
        with self.view.hold_sync():
            self.view.words = "" if self.running else escape(self.words)
            self.view.frames = [vars(panel) for panel in self.panels]

    def still(self):
        """Return where it stands."""
        return Panels(tuple(self.panels))._repr_mimebundle_()["text/html"], self.words


def _button(text):
    return widgets.Button(description=text, layout={"width": "auto"})


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

    Returns
    -------
    Training

    Examples
    --------
    >>> from helpers.models.edges import edges
    >>> training = train_on_edges(*edges(8), steps=3)
    >>> training.finish().frames[0].alt
    'Curve of the loss: it starts at 1.39. Step 3 of 3: loss 0.94.'
    """
    curve = LossCurve(steps, 1.5)

    def draw(record, losses):
        words = f"Step {record.step} of {steps}: loss {record.loss:.2f}."
        alt = f"Curve of the loss: it starts at {losses[0]:.2f}. {words}"
        panels = [Frame(curve.png(losses), curve.width, curve.height, alt, "loss")]
        return panels + filter_tiles(record.w), words

    return Training(lambda: learn_filters(images, labels, seed=seed, steps=steps), steps, draw)
