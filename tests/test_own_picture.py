"""Pictures of the learner's own: all kinds that can be read, and all that cannot."""

import io
import struct
import zlib
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from helpers.data.photographs import grey, photograph
from helpers.widgets import own_picture
from helpers.widgets.own_picture import OwnPicture, load_picture

COLOURS = photograph(32, colour=True)[:24].astype(np.uint8)  # 24 rows, 32 columns
COLOUR = Image.fromarray(COLOURS)
GREY = COLOUR.convert("L")
SMOOTH = Image.fromarray(np.add.outer(4 * np.arange(24), 4 * np.arange(32)).astype(np.uint8))


def saved(picture, form="PNG", **options):
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def with_opacity(picture, levels):
    picture = picture.copy()
    picture.putalpha(Image.fromarray(levels))
    return picture


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, rows, *, depth=8, kind=0, extra=b""):
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    parts = chunk(b"IHDR", head), extra, chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


OPACITY = np.linspace(0, 255, 24 * 32).reshape(24, 32).astype(np.uint8)
OVER_WHITE = grey(np.dstack([COLOURS, OPACITY]))
LEVELS = np.array(GREY, dtype=float)
PALETTE = COLOUR.quantize(8)
BLACK_OR_WHITE = COLOUR.convert("1")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (saved(COLOUR), grey(COLOURS)),
        (saved(GREY), LEVELS),
        (saved(with_opacity(COLOUR, OPACITY)), OVER_WHITE),
        (saved(with_opacity(GREY, OPACITY)), 255 - (255 - LEVELS) * OPACITY / 255),
        (saved(PALETTE), grey(PALETTE.convert("RGB"))),
        (saved(BLACK_OR_WHITE), 255.0 * np.array(BLACK_OR_WHITE)),
        (saved(Image.fromarray(np.array(GREY, np.uint16) * 257)), LEVELS),
        (saved(Image.fromarray(np.array(GREY, np.uint16) * 100)), LEVELS * 100 / 257),
    ],
    ids=["colour", "grey", "alpha", "grey alpha", "palette", "1 bit", "16 bit", "16 bit, dark"],
)
def test_each_kind_of_png_is_read(data, expected):
    image = load_picture(data)
    assert image.dtype == np.float64
    assert image.flags.writeable
    np.testing.assert_allclose(image, expected, atol=1e-4)


@pytest.mark.parametrize(
    ("options", "row", "shown"),
    [
        ({"depth": 8, "extra": chunk(b"tRNS", b"\0\x80")}, b"\0\x80\xff", [0, 255, 255]),
        ({"depth": 16, "extra": chunk(b"tRNS", b"\0\0")}, b"\0\0\xff\xff\x80\x80", [255, 255, 128]),
        ({"depth": 2}, b"\x18", [0, 85, 170]),
        ({"depth": 16, "kind": 2}, b"\xff\xff" * 3 + b"\0" * 12, [255, 0, 0]),
        (
            {"kind": 3, "extra": chunk(b"PLTE", b"\0" * 3 + b"\xff" * 3) + chunk(b"tRNS", b"\x33")},
            b"\0\1\0", [204, 255, 204],
        ),
        ({"extra": chunk(b"eXIf", b"junk")}, b"\1\2\3", [1, 2, 3]),
        ({"extra": chunk(b"acTL", bytes(8))}, b"\1\2\3", [1, 2, 3]),
    ],
    ids=["a grey clear", "black clear", "2 bit", "48 bit", "palette", "broken EXIF", "no frames"],
)  # fmt: skip
def test_rare_kinds_of_png_are_read(options, row, shown):
    np.testing.assert_allclose(load_picture(png(3, 1, b"\0" + row, **options)), [shown], atol=1e-4)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("options", [{}, {"progressive": True}], ids=["baseline", "progressive"])
def test_each_kind_of_jpeg_is_read(mode, options):
    data = saved(SMOOTH.convert(mode), "JPEG", quality=95, **options)
    np.testing.assert_allclose(load_picture(data), np.array(SMOOTH), atol=6)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_pictures_are_turned_upright(form, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(SMOOTH, form, exif=exif)
    with Image.open(io.BytesIO(data)) as picture:
        upright = np.array(ImageOps.exif_transpose(picture), dtype=float)
    np.testing.assert_array_equal(load_picture(data), upright)
    assert upright.shape == ((24, 32) if orientation < 5 else (32, 24))


@pytest.mark.parametrize(
    ("size", "shape"),
    [
        ((513, 100), (100, 512)),
        ((100, 1024), (512, 50)),
        ((3, 3000), (512, 1)),
    ],
)
def test_large_pictures_are_reduced_small_ones_stay(size, shape):
    assert load_picture(saved(Image.new("L", size, 77))).shape == shape
    assert (load_picture(saved(Image.new("L", size, 77))) == 77).all()


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_reduced_pictures_are_means_over_areas(dtype):
    top = np.iinfo(dtype).max
    large = np.random.default_rng(0).integers(0, top, (64, 2048), dtype=dtype, endpoint=True)
    means = large.reshape(16, 4, 512, 4).mean((1, 3)) * 255 / top
    own = load_picture(saved(Image.fromarray(large)))
    np.testing.assert_allclose(own, means, atol=1.01 if dtype == np.uint8 else 1e-3)


def test_a_path_may_be_text_or_path(tmp_path, monkeypatch):
    file = tmp_path / "größe 1.png"
    file.write_bytes(saved(GREY))
    before = file.stat()
    np.testing.assert_array_equal(load_picture(str(file)), LEVELS)
    np.testing.assert_array_equal(load_picture(file), LEVELS)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    np.testing.assert_array_equal(load_picture("~/größe 1.png"), LEVELS)
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
    assert file.stat().st_mtime_ns == before.st_mtime_ns


def refusal(source):
    """Return why `source` is refused, after a look at the form of the message."""
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - what it says is looked at by tests
        load_picture(source)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 200
    return str(refused.value)


def test_what_is_not_there_is_named(tmp_path):
    assert refusal("no/such/cat.png") == "there is no file “no/such/cat.png”"
    assert refusal("cat\0.png").startswith("there is no file")
    assert refusal("a\nb.png") == "there is no file “a b.png”"
    assert refusal(tmp_path).endswith("is a folder; give the path of a picture in it")
    assert "folder" in refusal("")
    assert "x … x" in refusal("x" * 5000)
    assert "nobody-of-this-name" in refusal("~nobody-of-this-name/cat.png")


def test_what_cannot_be_opened_is_named(tmp_path, monkeypatch):
    file = tmp_path / "cat.png"
    file.write_bytes(saved(GREY))

    def refuse(*args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert refusal(str(file)).endswith("cat.png” cannot be opened: Permission denied")


SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (bytes(100), "is no picture"),
        (saved(GREY, "GIF"), "is a GIF"),
        (saved(GREY, "WEBP"), "is a WEBP"),
        (saved(GREY, "ICO"), "is an ICO"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "is no picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "is a HEIC or a film"),
        (b"%PDF-1.7", "is a PDF"),
        (SVG, "is an SVG"),
    ],
)
def test_what_is_no_png_or_jpeg_is_named(tmp_path, data, why):
    also = "" if not data else "; only PNG and JPEG can be read"
    assert refusal(data) == f"the file {why}{also}"
    file = tmp_path / "cat.png"  # the name of a file does not count
    file.write_bytes(data)
    assert refusal(file) == f"“cat.png” {why}{also}"


FORMS = [
    saved(COLOUR), saved(PALETTE), saved(with_opacity(GREY, OPACITY)),
    saved(COLOUR, "JPEG", exif=Image.Exif()), saved(COLOUR.convert("CMYK"), "JPEG"),
]  # fmt: skip


@given(data=st.data(), form=st.sampled_from(FORMS))
def test_whatever_is_broken_is_either_read_or_refused_in_one_line(data, form):
    broken = bytearray(form)
    places = st.integers(0, min(len(form) - 1, data.draw(st.sampled_from([120, 10**6]))))
    for place in data.draw(st.lists(places, min_size=1, max_size=4)):
        broken[place] = data.draw(st.integers(0, 255))
    try:
        image = load_picture(bytes(broken))
    except ValueError:
        refusal(bytes(broken))
    else:
        assert image.dtype == np.float64
        assert image.ndim == 2
        assert max(image.shape) <= 512
        assert 0 <= image.min() <= image.max() <= 255


@pytest.mark.parametrize("size", [(8000, 8000), (5001, 10000), (2**31 - 1, 2**31 - 1)])
def test_huge_pictures_are_refused_before_they_are_decoded(size, monkeypatch):
    def decode(picture):
        raise AssertionError("decoded")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decode)
    assert refusal(png(*size, bytes(100))) == "the file has more than 50 million pixels"


def test_huge_files_are_neither_read_whole_nor_decoded(tmp_path, monkeypatch):
    monkeypatch.setattr(own_picture, "MOST_BYTES", 1_000_000)
    data = saved(GREY)
    assert load_picture(data + bytes(1_000_000 - len(data))).shape == LEVELS.shape
    file = tmp_path / "cat.png"
    file.write_bytes(data + bytes(3_000_000))
    assert refusal(file) == "“cat.png” is larger than 1 MB"
    assert len(own_picture._contents(file)) == 1_000_001


def upload(own, data, name="cat.png"):
    file = {"name": name, "type": "image/png", "size": len(data), "content": memoryview(data)}
    own.upload.value = ({**file, "last_modified": datetime(2024, 1, 1)},)


def test_it_begins_with_the_portrait():
    own = OwnPicture()
    np.testing.assert_array_equal(own.image, photograph())
    assert 'role="status"' in own.message.value
    assert "Grace Hopper" in own.said
    assert "256 rows and 256 columns, grey levels from" in own.said
    assert f'alt="{own.alt}"' in own.preview.value
    assert own.upload.accept == ".png,.jpg,.jpeg"
    assert not own.upload.multiple
    assert not own.path.continuous_update
    assert "up to 10 MB" in own.upload.description


def test_an_uploaded_picture_is_shown_and_told():
    own, seen = OwnPicture(), []
    own.observe(lambda change: seen.append(change["new"]), "image")
    own.path.value = "no.png"
    upload(own, saved(GREY))
    np.testing.assert_array_equal(own.image, LEVELS)
    assert len(seen) == 1
    assert seen[0] is own.image
    low, high = f"{LEVELS.min():.0f}", f"{LEVELS.max():.0f}"
    assert own.said == f"“cat.png”: 24 rows and 32 columns, grey levels from {low} to {high}"
    assert 'role="status"' in own.message.value
    assert own.alt == own.said
    assert own.alt in own.preview.value
    assert 'width="160"' in own.preview.value
    assert own.upload.value == ()
    assert own.path.value == ""
    upload(own, saved(GREY))  # the same file can be chosen twice
    assert len(seen) == 2
    upload(own, saved(Image.new("L", (20, 400))))
    assert 'width="8"' in own.preview.value  # of a thin picture


def test_a_path_is_read(tmp_path):
    (tmp_path / "cat.png").write_bytes(saved(GREY))
    own = OwnPicture()
    own.path.value = f' "{tmp_path / "cat.png"}" '
    np.testing.assert_array_equal(own.image, LEVELS)
    own.path.value = "  "
    assert 'role="status"' in own.message.value
    np.testing.assert_array_equal(own.image, LEVELS)


def test_bad_input_leaves_the_last_good_picture_and_says_why():
    own, seen = OwnPicture(), []
    upload(own, saved(GREY))
    own.observe(lambda change: seen.append(change["new"]), "image")
    preview = own.preview.value
    own.path.value = "<b>no & such.png"
    assert own.said == "there is no file “<b>no & such.png”"
    assert own.message.value.startswith('<span role="alert"')
    assert "“&lt;b&gt;no &amp; such.png”" in own.message.value
    assert own.path.value == "<b>no & such.png"  # to be corrected
    upload(own, saved(GREY, "GIF"), "<i>.gif")
    assert "“&lt;i&gt;.gif” is a GIF; only PNG and JPEG can be read" in own.message.value
    np.testing.assert_array_equal(own.image, LEVELS)
    assert own.preview.value == preview
    assert seen == []
    upload(own, saved(COLOUR))
    assert 'role="status"' in own.message.value
