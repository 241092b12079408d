"""A picture of the learner's own, instead of the portrait."""

import io
import warnings
from contextlib import suppress
from html import escape
from pathlib import Path

import ipywidgets as widgets
import numpy as np
from PIL import Image
from traitlets import Any

from helpers.data.photographs import PORTRAIT, grey, photograph, to_png
from helpers.drawing.frames import figure_html, with_text
from helpers.numbers import shorten

MOST_SIDE = 512
MOST_PIXELS = 50_000_000
MOST_BYTES = 50_000_000
POSSIBLE = "only PNG and JPEG can be read"
SIGNATURES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
OTHERS = {
    b"GIF8": "a GIF",
    b"II*\0": "a TIFF",
    b"MM\0*": "a TIFF",
    b"%PDF": "a PDF",
    b"8BPS": "a Photoshop file",
    b"\0\0\x01\0": "an icon",
    b"\xff\x0a": "a JPEG XL",
    b"\0\0\0\x0cJXL ": "a JPEG XL",
    b"\0\0\0\x0cjP  ": "a JPEG 2000",
}
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # what brings a picture of this EXIF orientation upright
ORIENTATION = 0x0112
PREVIEW = 160  # longest side on the page, in CSS pixels
TEXT = "font-size:14px;line-height:1.5"
UPLOAD = "Choose a PNG or JPEG up to 10 MB"
HINT = "Run the notebook to put a picture of your own in its place."


def load_picture(source):
    """Read a PNG or a JPEG as an array of grey levels.

    Parameters
    ----------
    source : str, Path or bytes
        Where the file is, or what is in it. The file is read, never changed.

    Returns
    -------
    ndarray of float64, shape (H, W)
        Levels from 0 to 255, upright, what is transparent over white. Larger pictures are
        reduced to 512 pixels at the longer side, each the mean of the area that it covers,
        to the nearest level or the next.

    Raises
    ------
    TypeError
        For a source that is neither path nor bytes.
    ValueError
        In one line: there is no such file, it cannot be opened, is empty, broken, of another
        format or no picture at all, or has more than 50 million pixels or bytes.

    Notes
    -----
    The number of pixels is read from the head of the file, before any of them is decoded.

    Examples
    --------
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
    picture, orientation = _decode(data, name)
    picture = _reduce(_plain(picture))
    if orientation in TURNS:
        picture = picture.transpose(TURNS[orientation])
    return grey(np.asarray(picture))


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
    for signature, kind in OTHERS.items():
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a WebP"
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        return "a BMP"
    if data[4:8] == b"ftyp":
        return "an AVIF" if data[8:12] in (b"avif", b"avis") else "a HEIC or a film"
    return "an SVG" if b"<svg" in data[:1000].lower() else None


def _decode(data, name):
    """Return the picture and its EXIF orientation; too many pixels are never decoded."""
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
        orientation = None
        with suppress(Exception):  # broken EXIF data: the picture itself is all right
            orientation = picture.getexif().get(ORIENTATION)
    return picture, orientation


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


class OwnPicture(widgets.VBox):
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

    def _repr_mimebundle_(self, **kwargs):
        """Show the live controls, and the picture where nothing is live."""
        html = figure_html(self._png, self._width, self.alt, f"{escape(self.alt)}. {HINT}")
        return with_text(super()._repr_mimebundle_(**kwargs), html, f"{self.alt}. {HINT}")
