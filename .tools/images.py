"""Draw the pictures in `images/` that the notebooks and the README show."""

from pathlib import Path

from helpers.signals import signal
from helpers.stepper import make_frames
from helpers.trace import trace

IMAGES = Path(__file__).resolve().parent.parent / "images"


def main():
    """Write each picture; the alternative text to put beside it is printed."""
    a, b = signal("a").tolist(), signal("b").tolist()
    frame = list(make_frames(a, b, list(trace(a, b))))[3]
    (IMAGES / "convolution_step.png").write_bytes(frame.png)
    print(f"convolution_step.png: {frame.alt}")


if __name__ == "__main__":
    main()
