"""Measure how fast the course answers, and print it beside what it is compared with.

Every ratio comes from pairs measured in turn in this one run, so that it holds on a slow or busy
machine, too. The absolute times do not.
"""

import contextlib
import itertools
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import scipy.signal

from helpers import check, widgets
from helpers.data.kernels import moving_average_kernel
from helpers.data.signals import signal
from helpers.drawing.grids import GridFigure
from helpers.drawing.stems import StepFigure
from helpers.models import descend
from helpers.operations import convolve
from helpers.trace import trace
from helpers.widgets.stepper import way_through

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from anywhere import lite
from browsers import find_browser
from lab import running
from playwright.sync_api import TimeoutError as NothingPainted
from publishing import executed
from publishing.deck import deck
from publishing.files import chosen
from publishing.pdf import browser
from visiting import browsing_site, serving

KERNEL_SIZES = (3, 5, 7, 9, 11, 13, 15)
ROWS = ((1000, 30), (1000, 1000), (10_000, 100), (100_000, 3), (20_000, 10), (10, 20_000))
PRESSES = 24
MOST = 60  # milliseconds from a key press to painted, on an idle machine
STEPPER = "from helpers.widgets.stepper import Stepper\nstepper = Stepper()\nstepper"
INTERACT = """\
import matplotlib.pyplot as plt
from ipywidgets import interact
from helpers.drawing.stems import StepFigure
from helpers.trace import trace
a, b = [1, 0.5, 1, 1], [1, 0.5, 0.25]
steps = list(trace(a, b))

@interact(n=(0, 5))
def draw(n=0):
    drawing = StepFigure(a, b, steps)
    drawing.draw(n)
    display(drawing.figure)
"""
MEMORY = "{}\nimport psutil\nprint(psutil.Process().memory_info().rss)"
IMAGE_STEPPER = """\
from helpers.widgets.stepper import ImageStepper
from helpers.data.kernels import moving_average_kernel
from helpers.data.signals import signal
ImageStepper(signal("F"), {"moving average": moving_average_kernel(3)})
"""
EXPLORERS = {
    name: f"{name}()" for name in sorted(widgets.__all__) if name.startswith("explore_")
} | {
    "explore_carried": "explore_carried(numpy.arange(100).reshape(4, 5, 5), *edges(400))",
    "open_pixel": "open_pixel(moving_average_kernel(3), OwnPicture())",
}
IMPORTS = """\
import numpy
from helpers.data import moving_average_kernel
from helpers.models.edges import *
from helpers.widgets import *
"""
KEYS = ("ArrowDown", "ArrowUp")  # a slider, a menu and a picture to point at hear both
CONTROLS = ".noUi-handle:visible, select:visible, .course-pointer:visible"
INTERACT_IMAGE = """\
from helpers.widgets.filtering import box, smooth
from helpers.data.kernels import gaussian_factors
from helpers.data.photographs import add_noise, photograph

@interact(sigma=(0.5, 5.0, 0.5), strength=(0, 60, 5))
def draw(sigma=1.5, strength=20):
    given = add_noise(photograph(), strength)
    column, row = gaussian_factors(2 * int(3 * sigma) + 1, sigma)
    figure, axes = plt.subplots(1, 3, figsize=(9, 3))
    outputs = given, smooth(given, box(7), box(7)), smooth(given, column, row)
    for ax, image in zip(axes, outputs):
        ax.imshow(image, cmap="gray")
    plt.show()
"""
# From a key press to the moment after the first frame that shows the new picture: a message to
# oneself from a frame's callback arrives once that frame is painted. What is marked as "sync" is
# decoded by the frame that paints it, any other picture when it likes.
WATCH = """element => {
  window.times = []; let pressed = null;
  window.watching?.disconnect();
  document.addEventListener('keydown', () => { pressed = performance.now(); }, true);
  const images = (change) => change.type === 'attributes' ? [change.target]
    : [...change.addedNodes].flatMap((node) => node.tagName === 'IMG' ? [node]
      : [...(node.querySelectorAll?.('img') ?? [])]);
  window.watching = new MutationObserver((changes) => {
    const drawn = changes.flatMap(images);
    if (!drawn.length || pressed === null) return;
    const start = pressed; pressed = null;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.times.push(performance.now() - start);
    const loaded = (image) => image.complete || new Promise((done) => image.onload = done);
    const ready = (image) => image.decoding === 'sync' ? loaded(image) : image.decode();
    Promise.allSettled(drawn.map(ready)).then(() =>
      requestAnimationFrame(() => port2.postMessage(0)));
  });
  window.watching.observe(element, {subtree: true, childList: true, attributeFilter: ['src']});
}"""

# The time of each click that shows a step: to the second frame after the key.
NEXT_STEPS = """async () => {
  const painted = () => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))));
  const found = [];
  while (!Reveal.isLastSlide() || Reveal.availableFragments().next) {
    const step = Reveal.availableFragments().next;
    const start = performance.now();
    const key = {key: "PageDown", keyCode: 34, bubbles: true};
    document.dispatchEvent(new KeyboardEvent("keydown", key));
    const end = await painted();
    if (step) found.push(end - start);
  }
  return found;
}"""


def timed(act):
    """Return the milliseconds that `act` takes."""
    begin = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begin)


def compare(title, own, theirs, repeats=9):
    """Print the times of two acts, measured in turn, and their ratio."""
    pairs = [(timed(own), timed(theirs)) for _ in range(repeats)]
    one, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"  {title}: {one:.2f} ms, {other:.2f} ms, ratio {ratio:.2f}")


def bench_operation():
    """Print the times of `convolve` and of gradient steps beside those of NumPy and SciPy."""
    random = np.random.default_rng(0)
    print("convolve on a 512×512 image, beside scipy.signal.convolve2d (both mode 'same'):")
    for dtype in (float, int):
        image = (99 * random.random((512, 512))).astype(dtype)
        for size in KERNEL_SIZES:
            kernel = (99 * random.random((size, size))).astype(dtype)
            compare(
                f"{size:2}×{size:<2} {dtype.__name__}",
                lambda x=image, h=kernel: convolve(x, h, "same"),
                lambda x=image, h=kernel: scipy.signal.convolve2d(x, h, "same"),
            )
    print("convolve in one dimension, beside np.convolve:")
    for (n, m), dtype in itertools.product(ROWS, (float, int)):
        x, h = ((99 * random.random(size)).astype(dtype) for size in (n, m))
        compare(
            f"{n} and {m} {dtype.__name__}",
            lambda x=x, h=h: convolve(x, h),
            lambda x=x, h=h: np.convolve(x, h),
            repeats=99,
        )
    print("100 steps of gradient descent on 64×64, beside the same with scipy.signal.correlate2d:")
    x, w = random.standard_normal((64, 64)), np.zeros((3, 3))
    target = convolve(x, random.random((3, 3)), "valid")
    compare(
        "kernel of 3×3",
        lambda: list(descend(x, target, w, rate=0.1, steps=100)),
        lambda: descend_with_scipy(x, target, w, 0.1, 100),
    )


def descend_with_scipy(x, target, w, rate, steps):
    """Do what `descend` does, with SciPy."""
    for _ in range(steps):
        error = (scipy.signal.correlate2d(x, w, "valid") - target) / target.size
        w = w - rate * scipy.signal.correlate2d(x, error, "valid")


def bench_frames():
    """Print how long the frames take, and what they weigh."""
    print("frames of the stepper, made in Python:")
    random = np.random.default_rng(1)
    for title, x, h in (
        ("a and b of the example", [1, 0.5, 1, 1], [1, 0.5, 0.25]),
        ("12 and 12 values", random.integers(-9, 10, 12).tolist(), random.random(12).tolist()),
        ("64 and 64 values", random.integers(-9, 10, 64).tolist(), random.random(64).tolist()),
    ):
        begin = time.perf_counter()
        making = way_through(StepFigure(x, h, list(trace(x, h)))).make(None)
        frames = [next(making)]
        first = time.perf_counter() - begin
        frames += making
        total = time.perf_counter() - begin
        weigh(title, frames, first, total)
    square, average = signal("F"), moving_average_kernel(3)
    begin = time.perf_counter()
    steps = list(trace(square, average, mode="valid"))
    making = way_through(GridFigure(square, average, steps)).make(None)
    frames = [next(making)]
    first = time.perf_counter() - begin
    frames += making
    weigh("F under the 3×3 window", frames, first, time.perf_counter() - begin)


def weigh(title, frames, first, total):
    """Print the time and the size of some frames."""
    print(
        f"  {title}: first {1000 * first:.0f} ms, all {len(frames)} {1000 * total:.0f} ms, "
        f"{sum(len(frame.png) for frame in frames) / 1000:.0f} kB"
    )


def bench_checks():
    """Print how long a verdict on a function and on a typed number takes."""
    print("checks (median of nine):")
    x, h = np.random.default_rng(2).random((2, 12))
    for title, act in (
        ("check.convolve of a wrong function", lambda: check.convolve(np.correlate, keep=False)),
        ("check.explain_value, 12 values", lambda: check.explain_value(1, x, h, index=(9,))),
    ):
        print(f"  {title}: {statistics.median(timed(act) for _ in range(9)):.0f} ms")


def bench_memory():
    """Print the memory of a kernel with a stepper, beside one without."""
    print("memory of the kernel:")
    imports = "import ipywidgets, matplotlib.pyplot, numpy"
    for title, code in (
        ("with numpy, matplotlib and ipywidgets", imports),
        ("and a stepper", f"{imports}\n{STEPPER}"),
        ("and a stepper of 64 and 64 values", f"{imports}\n{STEPPER}; Stepper([1] * 64, [1] * 64)"),
    ):
        command = [sys.executable, "-c", MEMORY.format(code)]
        size = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print(f"  {title}: {int(size) / 1e6:.0f} MB")


def bench_browser():
    """Print what a key press costs in JupyterLab.

    Returns the times of `interact`, for what is measured later.
    """
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as lab:
        slow = bench_steppers(lab)
        bench_explorers(lab, slow)
    return slow


def bench_steppers(lab):
    """Print the time from a key press on a stepper to the painted picture; return `interact`'s."""
    explorer = f"{IMPORTS}explore_blur()"
    lab.write(INTERACT, STEPPER, IMAGE_STEPPER, INTERACT_IMAGE, explorer, "import time")
    lab.run_all()
    slow, fast, image, drawn, explored = times = [], [], [], [], []
    for _ in range(2):  # in turn, so that a busy moment meets all of them
        for cell, found in enumerate(times, start=1):
            found += presses(lab, cell, PRESSES)
    lab.run_all()  # the steppers begin anew
    edits = edit(lab)
    lab.page.evaluate("courseLab.kernel().requestExecute({code: 'import time; time.sleep(8)'})")
    lab.page.wait_for_timeout(300)
    busy = presses(lab, 2, 10)
    print("from key press to painted, in JupyterLab (median, slowest of ten):")
    tell("interact, figure redrawn", slow)
    tell("stepper", fast, slow)
    tell("stepper while the kernel is busy", busy, slow)
    tell("2-D stepper", image, slow)
    tell("interact, three photographs redrawn", drawn)
    tell("explorer, three photographs of 256×256", explored, drawn)
    print("from Enter in the box of a to painted, 12 and 12 values (median of 5):")
    first, last = (statistics.median(column) for column in zip(*edits, strict=True))
    print(f"  first frame {first:.0f} ms, all frames {last:.0f} ms")
    return slow


def bench_explorers(lab, slow):
    """Print the time from a key press on each explorer's slowest control to the painted picture."""
    lab.write(IMPORTS, *EXPLORERS.values())
    lab.run_all()
    print(f"explorers, the slowest control of each, beside interact (at most {MOST} ms, idle):")
    above = []
    for cell, name in enumerate(EXPLORERS, start=2):
        controls = lab.cell(cell).locator(CONTROLS).all()
        found = [times for control in controls if (times := answers(lab, cell, control))]
        slowest = max(found, key=statistics.median)
        tell(name, slowest, slow)
        if statistics.median(slowest) > MOST:
            above.append(name)
    print(f"  above {MOST} ms: {', '.join(above) or 'none'}")


def answers(lab, cell, control):
    """Press keys on a control, to and fro; return the milliseconds of those that draw anew."""
    control.scroll_into_view_if_needed()
    lab.cell(cell).locator(".jp-OutputArea").first.evaluate(WATCH)
    control.focus()
    for k in range(PRESSES // 2):
        before = lab.page.evaluate("window.times.length")
        lab.page.keyboard.press(KEYS[k % 2])
        with contextlib.suppress(NothingPainted):  # at the end of a slider, say
            lab.page.wait_for_function(f"window.times.length > {before}", timeout=1000)
        lab.page.wait_for_timeout(100)
    return lab.page.evaluate("window.times")


def bench_site():
    """Print how large the course in a browser is, and how long it takes to start there."""
    if not lite.LITE.exists():
        print("site: not built (make lite)")
        return
    print(f"site: {lite.size(lite.LITE):.0f} MB; from its address to the first answer of Python:")
    with serving(lite.LITE) as (base, asked), browsing_site(base) as visit:
        for title in ("in a new browser", "again"):
            before = asked.sent[0]
            taken = timed(lambda: (visit.open("00_start_here"), visit.said("print(1)")))
            loaded = (asked.sent[0] - before) / 1e6
            print(f"  {title}: {taken / 1000:.1f} s, {loaded:.0f} MB loaded")


def bench_decks(slow):
    """Print size and build time of the decks, and how long one opens and steps in a browser."""
    print("decks (built from nothing; built again; size; opened in a browser, to the first slide):")
    with (
        tempfile.TemporaryDirectory() as folder,
        browser(find_browser) as running_browser,
    ):
        executed.EXECUTED = Path(folder, "executed")
        steps = []
        for path in chosen():
            here = Path(folder, f"{path.stem}.html")
            first = timed(lambda path=path: deck(path))
            again = timed(lambda path=path, here=here: here.write_text(deck(path), "utf-8"))
            page = running_browser.new_page(viewport={"width": 1280, "height": 720})
            opened = timed(lambda page=page, here=here: open_deck(page, here))
            size = here.stat().st_size / 1e6
            print(
                f"  {path.stem}: {first / 1000:.1f} s; {again / 1000:.1f} s; {size:.1f} MB; "
                f"{opened:.0f} ms"
            )
            steps += page.evaluate(NEXT_STEPS)
            page.close()
    print("from key press to the next step painted, all decks (median, slowest of ten):")
    tell("deck", steps, slow)


def open_deck(page, path):
    """Open a deck and wait until its first slide is painted."""
    page.goto(path.as_uri())
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    page.evaluate(
        "Promise.all([...Reveal.getCurrentSlide().querySelectorAll('img')].map((i) => i.decode()))"
        ".then(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))"
    )


def tell(title, times, beside=()):
    """Print median and slowest tenth of some times, and the ratio to what they stand beside."""
    times, median = sorted(times), statistics.median(times)
    ratio = f", ratio {median / statistics.median(beside):.2f}" if beside else ""
    print(f"  {title}: {median:.0f} ms, {times[int(0.9 * len(times))]:.0f} ms{ratio}")


def presses(lab, cell, count):
    """Press an arrow key on a slider `count` times; return the milliseconds of each."""
    handle = lab.cell(cell).locator(".noUi-handle").first
    handle.scroll_into_view_if_needed()
    lab.cell(cell).locator(".jp-OutputArea").first.evaluate(WATCH)
    handle.focus()
    for k in range(count):
        lab.page.keyboard.press("ArrowRight" if k % 8 < 4 else "ArrowLeft")
        lab.page.wait_for_function(f"window.times.length > {k}", timeout=5000)
        lab.page.wait_for_timeout(100)
    return lab.page.evaluate("window.times")


def edit(lab):
    """Type new signals; return the milliseconds to the first and to the last frame."""
    boxes = lab.cell(2).locator("input[type=text]")
    boxes.nth(1).fill("1 2 3 4 5 6 7 8 9 10 11 12")
    boxes.nth(1).press("Enter")
    lab.ask("settled()")
    slider = lab.cell(2).locator(".widget-readout").first
    found = []
    for k in range(5):
        values = " ".join(f"{(7 * i + k) % 10 - 4}.5" for i in range(12))
        boxes.nth(0).fill(values)
        begin = time.perf_counter()
        boxes.nth(0).press("Enter")
        wanted = values.replace(" ", ", ").replace("-", "−")
        shown = f".course-pictures img[alt*='a = {wanted} with']"
        lab.page.wait_for_selector(shown, timeout=5000)
        first = 1000 * (time.perf_counter() - begin)
        lab.page.wait_for_function("courseLab.kernel().status === 'idle'", polling=5)
        found.append((first, 1000 * (time.perf_counter() - begin)))
        slider.wait_for()
    return found


if __name__ == "__main__":
    bench_operation()
    bench_frames()
    bench_checks()
    bench_memory()
    if find_browser() is None:
        sys.exit("No Chromium or Chrome on this machine: nothing is measured in a browser.")
    bench_decks(bench_browser())
    bench_site()
