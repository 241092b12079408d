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
    """Read a PNG or a JPEG as an array of grey levels.

    >>> from helpers.data.photographs import to_png
    >>> load_picture(to_png([[0, 50], [100, 255]]))
    array([[  0.,  50.],
           [100., 255.]])
    >>> load_picture("cat.png")
    Traceback (most recent call last):
        ...
    ValueError: there is no file “cat.png”
    """
    if isinstance(source, bytes | bytearray | memoryview):
        return _from_bytes(bytes(source), "the file")
    if not isinstance(source, str | Path):
        raise TypeError(f"source must be a path or bytes, not {type(source).__name__}")
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
    return grey(np.asarray(_reduce(_plain(_decode(data, name)))))


def _refuse_others(data, name):
    """Say what `data` is unless it begins like a PNG or a JPEG of a size that is possible."""
    if not data:
        raise ValueError(f"{name} is empty")
    if len(data) > MOST_BYTES:
        raise ValueError(f"{name} is larger than {MOST_BYTES // 10**6} MB")
    if not data.startswith(tuple(SIGNATURES)):
        kind = _kind(data)
        raise ValueError(
            f"{name} is {kind}; {POSSIBLE}" if kind else f"{name} is no picture; {POSSIBLE}"
        )


def _kind(data):
    """Return what kind of picture begins like `data`, as far as it is known."""
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
    return None


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


def _reduce(picture):
    """Return a picture of at most 512 pixels a side, by means over areas."""
    longest = max(picture.size)
    if longest <= MOST_SIDE:
        return picture
    size = [max(1, round(side * MOST_SIDE / longest)) for side in picture.size]
    return picture.resize(size, Image.Resampling.BOX)


class OwnPicture(Interactive):
    """Upload a picture, or type where it is; until then it is the portrait.

    Attributes
    ----------
    image : ndarray of float64, shape (H, W)
        The picture in grey levels from 0 to 255. ``own.observe(function, "image")`` tells when
        there is another one. What cannot be read leaves the last good picture.
    upload : ipywidgets.FileUpload
        For files on the computer of the browser. JupyterLab silently drops messages of more
        than 10 MB, after which the button is dead until its cell is run again; so it says so.
    path : ipywidgets.Text
        For any file on the computer that runs the notebook.
    reset : ipywidgets.Button
        Brings back the portrait.

    Examples
    --------
    >>> own = OwnPicture()
    >>> own.image.shape
    (256, 256)
    >>> own.path.value = "cat.png"
    >>> print(own.said)
    there is no file “cat.png”
    """

    image = Any(read_only=True)

    def __init__(self):
        self.upload = widgets.FileUpload(
            accept=".png,.jpg,.jpeg", multiple=False, description=UPLOAD,
            layout={"width": "auto"},
        )  # fmt: skip
        self.path = widgets.Text(
            description="or type its path:", placeholder="then Enter", continuous_update=False,
            style={"description_width": "initial"}, layout={"width": "380px"},
        )  # fmt: skip
        self.reset = widgets.Button(description="Back to the portrait", layout={"width": "auto"})
        self.message, self.preview = widgets.HTML(), widgets.HTML()
        self._on_reset()
        self.upload.observe(self._on_upload, "value")
        self.path.observe(self._on_path, "value")
        self.reset.on_click(self._on_reset)
        wrap = {"flex_flow": "row wrap", "align_items": "center", "grid_gap": "2px 12px"}
        controls = widgets.HBox([self.upload, self.path, self.reset], layout=wrap)
        super().__init__([controls, self.message, self.preview])

    def _on_upload(self, change):
        if not change["new"]:
            return
        file = change["new"][0]
        self.upload.value = ()  # the same file can be chosen again, and is not kept twice
        self.path.value = ""
        self._try(lambda: _from_bytes(bytes(file["content"]), _quoted(file["name"])), file["name"])

    def _on_path(self, change):
        path = change["new"].strip().strip("\"'")  # as copied from a file manager
        if path:
            self._try(lambda: load_picture(path), Path(path).name)

    def _on_reset(self, button=None):
        self.path.value = ""
        self._show(photograph(), f"The {PORTRAIT}")

    def _try(self, read, name):
        """Show what `read` returns, or say why it does not."""
        try:
            image = read()
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
        html = figure_html(self._png, self._width, self.alt, f"{escape(self.alt)}. {HINT}")
        return html, f"{self.alt}. {HINT}"
