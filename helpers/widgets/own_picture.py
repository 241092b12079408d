"""A picture of the learner's own, instead of the portrait."""

import io
import warnings
from contextlib import suppress
from html import escape
from pathlib import Path

import ipywidgets as widgets
import numpy as np
from PIL import Image, ImageOps
from traitlets import Any

from helpers.data.photographs import PORTRAIT, grey, photograph, to_png
from helpers.drawing.frames import figure_html
from helpers.numbers import shorten
from helpers.widgets.controls import button, row
from helpers.widgets.player import Interactive

MOST_SIDE = 512
MOST_PIXELS = 50_000_000
MOST_BYTES = 50_000_000
POSSIBLE = "only PNG and JPEG can be read"
SIGNATURES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
PREVIEW = 160  # longest side on the page, in CSS pixels
TEXT = "font-size:14px;line-height:1.5"
UPLOAD = "Choose a PNG or JPEG up to 10 MB"
HINT = "Run the notebook to put a picture of your own in its place."


def load_picture(source):
    """Read a PNG or a JPEG, given as bytes or by its path, as an array of grey levels."""
    if isinstance(source, bytes):
        return _from_bytes(source, "the file")
    return _from_bytes(_contents(source), _quoted(Path(source).name))


def _quoted(name):
    return f"“{shorten(name, 60)}”"


def _contents(source):
    """Return what is in the file at `source`, at most one byte more than is possible."""
    name = _quoted(str(source))
    try:
        path = Path(source).expanduser()
        if path.is_dir():
            raise ValueError(f"{name} is a folder; give the path of a picture in it")
        if not path.exists():
            raise ValueError(f"there is no file {name}")
        if not path.is_file():
            raise ValueError(f"{name} is no ordinary file")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise ValueError(f"{name} cannot be opened: {why}") from error


def _from_bytes(data, name):
    """Return the picture in `data` as grey levels; messages call it `name`."""
    _refuse_others(data, name)
    picture = _plain(_decode(data, name))
    picture.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.BOX, reducing_gap=None)
    return grey(np.asarray(picture))


def _refuse_others(data, name):
    """Say what `data` is unless it begins like a PNG or a JPEG of a size that is possible."""
    if not data:
        raise ValueError(f"{name} is empty")
    if len(data) > MOST_BYTES:
        raise ValueError(f"{name} is larger than {MOST_BYTES // 10**6} MB")
    if not data.startswith(tuple(SIGNATURES)):
        raise ValueError(f"{name} is {_kind(data)}; {POSSIBLE}")


def _kind(data):
    """Say what kind of picture begins like `data`, as far as it is known."""
    if data[4:8] == b"ftyp" and data[8:12] not in (b"avif", b"avis"):
        return "a HEIC or a film"
    if data.startswith(b"%PDF"):
        return "a PDF"
    if b"<svg" in data[:1000].lower():
        return "an SVG"
    with warnings.catch_warnings(), suppress(Exception):
        warnings.simplefilter("ignore")
        kind = Image.open(io.BytesIO(data)).format
        return f"{'an' if kind[0] in 'AEIO' else 'a'} {kind}"
    return "no picture"


def _decode(data, name):
    """Return the picture, upright; too many pixels are never decoded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about details of the file that change no pixel
        try:
            picture = Image.open(io.BytesIO(data), formats=tuple(SIGNATURES.values()))
            small = picture.width * picture.height <= MOST_PIXELS
            if small:
                picture.load()
        except Image.DecompressionBombError:
            small = False
        except MemoryError:
            raise ValueError(f"{name} does not fit into memory") from None
        except Exception as error:  # a broken file makes the decoders raise almost anything
            raise ValueError(f"{name} is broken or cut off; save or copy it again") from error
        if not small:
            raise ValueError(f"{name} has more than {MOST_PIXELS // 10**6} million pixels")
        with suppress(Exception):  # broken EXIF data: the picture itself is all right
            picture = ImageOps.exif_transpose(picture)
    return picture


def _plain(picture):
    """Return a decoded picture as red, green, blue (and opacity), or as float levels."""
    transparent = picture.info.get("transparency")
    if picture.mode.startswith("I"):  # 16 bits: 65535 is 257 · 255
        levels = np.array(picture, dtype=np.float32)
        if transparent is not None:
            levels[levels == transparent] = 65535
        levels /= 257
        return Image.fromarray(levels)
    has_opacity = transparent is not None or "A" in picture.getbands()
    return picture.convert("RGBA" if has_opacity else "RGB")


class OwnPicture(Interactive):
    """Upload a picture, or type where it is; until then it is the portrait.

    Its `image` holds grey levels from 0 to 255, shape (H, W); ``own.observe(function, "image")``
    tells when there is another one. What cannot be read leaves the last good picture.
    """

    image = Any(read_only=True)

    def __init__(self):
        # JupyterLab silently drops messages of more than 10 MB, after which the button is dead.
        self.upload = widgets.FileUpload(
            accept=".png,.jpg,.jpeg", multiple=False, description=UPLOAD,
            layout={"width": "auto"},
        )  # fmt: skip
        self.path = widgets.Text(
            description="or type its path:", placeholder="then Enter", continuous_update=False,
            style={"description_width": "initial"}, layout={"width": "380px"},
        )  # fmt: skip
        self.reset = button("Back to the portrait", self._on_reset)
        self.message, self.preview = widgets.HTML(), widgets.HTML()
        self._on_reset()
        self.upload.observe(self._on_upload, "value")
        self.path.observe(self._on_path, "value")
        super().__init__([row(self.upload, self.path, self.reset), self.message, self.preview])

    def _on_upload(self, change):
        if not change["new"]:
            return
        file = change["new"][0]
        self.upload.value = ()  # the same file can be chosen again, and is not kept twice
        self.path.value = ""
        self._try(file["name"], _from_bytes, bytes(file["content"]), _quoted(file["name"]))

    def _on_path(self, change):
        path = change["new"].strip().strip("\"'")  # as copied from a file manager
        if path:
            self._try(Path(path).name, load_picture, path)

    def _on_reset(self):
        self.path.value = ""
        self._show(photograph(), f"The {PORTRAIT}")

    def _try(self, name, read, *given):
        """Show what `read` returns, or say why it does not."""
        try:
            image = read(*given)
        except ValueError as error:
            self._say("alert", str(error))
        else:
            self._show(image, _quoted(name))

    def _show(self, image, name):
        """Show another picture, say what it is, and tell those who observe."""
        rows, columns = image.shape
        self.alt = (
            f"{name}: {rows} rows and {columns} columns, grey levels from {image.min():.0f} "
            f"to {image.max():.0f}"
        )
        self._png, self._width = to_png(image), max(1, round(PREVIEW * columns / max(image.shape)))
        self.preview.value = figure_html(self._png, self._width, self.alt)
        self._say("status", self.alt)
        self.set_trait("image", image)

    def _say(self, role, text):
        """Say something below the controls: an alert or the status."""
        self.said = text
        self.message.value = f'<span role="{role}" style="{TEXT}">{escape(text)}</span>'

    def still(self):
        """Return the picture."""
        said = f"{self.alt}. {HINT}"
        return figure_html(self._png, self._width, self.alt, escape(said)), said
