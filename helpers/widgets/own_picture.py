"""A picture of the learner's own instead of the portrait, and an own function at work on it."""

import io
import time
import warnings
from contextlib import suppress
from dataclasses import replace
from html import escape
from pathlib import Path

import ipywidgets as widgets
import numpy as np
from IPython.display import HTML
from PIL import Image, ImageOps
from traitlets import Any

from helpers.data.photographs import PORTRAIT, grey, photograph, to_png
from helpers.drawing.frames import Frame, Panels
from helpers.drawing.images import panel
from helpers.numbers import shorten
from helpers.widgets.controls import TEXT, button, row, text_box
from helpers.widgets.player import Interactive

MOST_SIDE, MOST_PIXELS, MOST_BYTES = 512, 50_000_000, 50_000_000
FORMATS, SIGNATURES = ("PNG", "JPEG"), (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
PREVIEW = 160  # longest side on the page, in CSS pixels


def load_picture(source, name="the file"):
    """Read a PNG or a JPEG, given by its path or as the bytes of a file, as grey levels."""
    if not isinstance(source, bytes):
        source, name = _contents(source), _quoted(Path(source).name)
    if not source:
        raise ValueError(f"{name} is empty")
    if len(source) > MOST_BYTES:
        raise ValueError(f"{name} is larger than {MOST_BYTES // 10**6} MB")
    if not source.startswith(SIGNATURES):
        raise ValueError(f"{name} is {_kind(source)}; only PNG and JPEG can be read")
    picture = _decode(source, name)
    transparent = picture.info.get("transparency")
    if picture.mode.startswith("I"):  # 16 bits: 65535 is 257 · 255
        levels = np.array(picture, dtype=np.float32)
        if transparent is not None:
            levels[levels == transparent] = 65535
        picture = Image.fromarray(levels / 257)
    else:
        has_opacity = transparent is not None or "A" in picture.getbands()
        picture = picture.convert("RGBA" if has_opacity else "RGB")
    picture.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.BOX, reducing_gap=None)
    return grey(np.asarray(picture))


def _quoted(name):
    return f"“{shorten(name, 60)}”"


def _contents(source):
    """Return what is in the file at `source`, at most one byte more than is possible."""
    name = _quoted(str(source))
    try:
        path = Path(source).expanduser()
        if path.is_dir():
            raise ValueError(f"{name} is a folder; give the path of a picture in it")
        if not path.is_file():
            raise ValueError(f"there is no file {name}")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise ValueError(f"{name} cannot be opened: {why}") from error


def _kind(data):
    """Say what kind of picture begins like `data`, as far as it is known."""
    with warnings.catch_warnings(), suppress(Exception):
        warnings.simplefilter("ignore")
        kind = Image.open(io.BytesIO(data)).format
        return f"{'an' if kind[0] in 'AEIO' else 'a'} {kind}"
    if data[4:8] == b"ftyp":
        return "a HEIC or a film"
    if data.startswith(b"%PDF"):
        return "a PDF"
    return "an SVG" if b"<svg" in data[:1000].lower() else "no picture"


def _decode(data, name):
    """Return the picture, upright; too many pixels are never decoded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about details of the file that change no pixel
        try:
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            picture.load()
        except Image.DecompressionBombError:
            most = MOST_PIXELS // 10**6
            raise ValueError(f"{name} has more than {most} million pixels") from None
        except MemoryError:
            raise ValueError(f"{name} does not fit into memory") from None
        except Exception as error:  # a broken file makes the decoders raise almost anything
            raise ValueError(f"{name} is broken or cut off; save or copy it again") from error
        with suppress(Exception):  # broken EXIF data: the picture itself is all right
            picture = ImageOps.exif_transpose(picture)
    return picture


class OwnPicture(Interactive):
    """Upload a picture, or type where it is: `image` holds its grey levels, shape (H, W)."""

    image = Any(read_only=True)

    def __init__(self):
        # JupyterLab silently drops messages of more than 10 MB, after which the button is dead.
        look = {"description": "Choose a PNG or JPEG up to 10 MB", "layout": {"width": "auto"}}
        self.upload = widgets.FileUpload(accept=".png,.jpg,.jpeg", multiple=False, **look)
        self.path = text_box("or type its path:", "380px")
        self.reset = button("Back to the portrait", self._on_reset)
        self.message, self.preview = widgets.HTML(), widgets.HTML()
        self._on_reset()
        self.upload.observe(self._on_upload, "value")
        self.path.observe(self._on_path, "value")
        super().__init__([row(self.upload, self.path, self.reset), self.message, self.preview])

    def _on_upload(self, change):
        for file in change["new"]:
            self.upload.value = ()  # the same file can be chosen again, and is not kept twice
            self.path.value = ""
            self._try(file["name"], bytes(file["content"]))

    def _on_path(self, change):
        path = change["new"].strip().strip("\"'")  # as copied from a file manager
        if path:
            self._try(Path(path).name, path)

    def _on_reset(self):
        self.path.value = ""
        self._show(photograph(), f"The {PORTRAIT}")

    def _try(self, name, source):
        try:
            image = load_picture(source, _quoted(name))
        except ValueError as error:
            self._say("alert", str(error))
        else:
            self._show(image, _quoted(name))

    def _show(self, image, name):
        rows, columns = image.shape
        levels = f"grey levels from {image.min():.0f} to {image.max():.0f}"
        self.alt = f"{name}: {rows} rows and {columns} columns, {levels}"
        width, height = (max(1, round(PREVIEW * n / max(image.shape))) for n in (columns, rows))
        self.frame = Frame(to_png(image), width, height, self.alt, "")
        self.preview.value = self.frame.html
        self._say("status", self.alt)
        self.set_trait("image", image)

    def _say(self, role, text):
        self.said = text
        self.message.value = f'<span role="{role}" style="{TEXT}">{escape(text)}</span>'

    def still(self):
        """Return the picture."""
        said = f"{self.alt}. Run the notebook to put a picture of your own in its place."
        return replace(self.frame, caption=escape(said)).html, said


def try_on(function, verdict, own):
    """Show a learner's function at work on the picture, as soon as its check is content.

    Parameters
    ----------
    function, verdict, own : callable, helpers.check.Verdict and OwnPicture
        Takes an image, returns one; what the check said about it; the picture.
    """
    name = getattr(function, "__name__", "your function")
    if not verdict.correct:
        said = f"As soon as the check above is content, run this cell again: {name} gets a picture."
        return HTML(f"<p>{escape(said)}</p>")
    start = time.perf_counter()
    output = np.asarray(function(own.image.copy()), float)
    seconds = time.perf_counter() - start
    rows, columns = own.image.shape
    said = f"{name} computed {rows}·{columns} = {rows * columns} averages in {seconds:.1g} s"
    return Panels((
        panel(own.image, "input", f"{own.alt}.", width=384),
        panel(output, said, f"{said}; mean {own.image.mean():.1f} before, {output.mean():.1f} "
              "after.", width=384),
    ))  # fmt: skip
