"""Measure how fast the course answers, and print it beside what it is compared with.

Every ratio comes from pairs measured in turn in this one run, so that it holds on a slow or busy
machine, too. The absolute times do not.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import numpy as np
import scipy.signal
from nbformat.v4 import new_code_cell, new_notebook

from helpers.operations import convolve
from helpers.stepper import make_frames
from helpers.trace import trace

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from lab import find_browser, running

KERNEL_SIZES = (3, 5, 7, 9, 11, 13, 15)
PRESSES = 24
STEPPER = "from helpers.stepper import Stepper\nstepper = Stepper()\nstepper"
INTERACT = """\
import matplotlib.pyplot as plt
from ipywidgets import interact
from helpers.drawing import StepFigure
from helpers.trace import trace
a, b = [1, 0.5, 1, 1], [1, 0.5, 0.25]
steps = list(trace(a, b))

@interact(n=(0, 5))
def draw(n=0):
    drawing = StepFigure(a, b, steps)
    drawing.show(n)
    display(drawing.figure)
"""
MEMORY = "{}\nimport psutil\nprint(psutil.Process().memory_info().rss)"
# From a key press to the second frame after something in the outputs has changed.
WATCH = """selector => {
  window.times = []; let pressed = null;
  const output = document.querySelector(selector);
  document.addEventListener('keydown', () => { pressed = performance.now(); }, true);
  new MutationObserver((changes) => {
    const drawn = changes.some((change) => [...change.addedNodes].some(
      (node) => node.tagName === 'IMG' || node.querySelector?.('img')));
    if (!drawn || pressed === null) return;
    const start = pressed; pressed = null;
    requestAnimationFrame(() => requestAnimationFrame(
      () => window.times.push(performance.now() - start)));
  }).observe(output, {subtree: true, childList: true});
}"""


def timed(act):
    """Return the milliseconds that `act` takes."""
    begin = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begin)


def bench_operation():
    """Print the time of `convolve` beside that of `scipy.signal.convolve2d`."""
    random = np.random.default_rng(0)
    image = random.random((512, 512))
    print("convolve on a 512×512 image, beside scipy.signal.convolve2d (both mode 'same'):")
    for size in KERNEL_SIZES:
        kernel = random.random((size, size))
        pairs = [
            (
                timed(lambda k=kernel: convolve(image, k, "same")),
                timed(lambda k=kernel: scipy.signal.convolve2d(image, k, "same")),
            )
            for _ in range(9)
        ]
        own, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(one / other for one, other in pairs)
        print(f"  {size:2}×{size:<2}  {own:6.1f} ms  {theirs:6.1f} ms  ratio {ratio:.2f}")


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
        making = make_frames(x, h, list(trace(x, h)))
        frames = [next(making)]
        first = time.perf_counter() - begin
        frames += making
        total = time.perf_counter() - begin
        weight = sum(len(frame.png) for frame in frames) / 1000
        print(
            f"  {title}: first {1000 * first:.0f} ms, all {len(frames)} {1000 * total:.0f} ms, "
            f"{weight:.0f} kB"
        )


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
    """Print the time from a key press to the painted picture in JupyterLab."""
    if find_browser() is None:
        print("no Chromium or Chrome on this machine: nothing measured in a browser")
        return
    book = new_notebook(
        cells=[new_code_cell(INTERACT), new_code_cell(STEPPER), new_code_cell("import time")],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as lab:
        nbformat.write(book, lab.folder / "bench.ipynb")
        lab.open("bench")
        lab.run_all()
        slow = presses(lab, 0, ".widget-interact", PRESSES)
        fast = presses(lab, 1, ".course-interactive", PRESSES)
        again = presses(lab, 0, ".widget-interact", PRESSES)
        lab.run_cell(1)
        edits = edit(lab)
        lab.page.evaluate("courseLab.kernel().requestExecute({code: 'import time; time.sleep(8)'})")
        lab.page.wait_for_timeout(300)
        busy = presses(lab, 1, ".course-interactive", 10)
    print("from key press to painted, in JupyterLab (median, slowest of ten):")
    slow += again
    for title, times in (
        ("interact, figure redrawn", slow),
        ("stepper", fast),
        ("stepper while the kernel is busy", busy),
    ):
        times.sort()
        print(
            f"  {title}: {statistics.median(times):.0f} ms, {times[int(0.9 * len(times))]:.0f} ms"
        )
    print(f"  ratio {statistics.median(fast) / statistics.median(slow):.2f}")
    print("from Enter in the box of a to painted, 12 and 12 values (median of 5):")
    first, last = (statistics.median(column) for column in zip(*edits, strict=True))
    print(f"  first frame {first:.0f} ms, all frames {last:.0f} ms")


def presses(lab, cell, selector, count):
    """Press an arrow key on a slider `count` times; return the milliseconds of each."""
    handle = lab.cell(cell).locator(".noUi-handle").first
    handle.scroll_into_view_if_needed()
    lab.page.evaluate(WATCH, selector)
    handle.focus()
    for k in range(count):
        lab.page.keyboard.press("ArrowRight" if k % 8 < 4 else "ArrowLeft")
        lab.page.wait_for_function(f"window.times.length > {k}", timeout=5000)
        lab.page.wait_for_timeout(100)
    return lab.page.evaluate("window.times")


def edit(lab):
    """Type new signals; return the milliseconds to the first and to the last frame."""
    boxes = lab.cell(1).locator("input[type=text]")
    boxes.nth(1).fill("1 2 3 4 5 6 7 8 9 10 11 12")
    boxes.nth(1).press("Enter")
    lab.ask("settled()")
    slider = lab.cell(1).locator(".widget-readout").first
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
    bench_memory()
    bench_browser()
