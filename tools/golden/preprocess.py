#!/usr/bin/env python3
"""Golden pictures for the image preprocessing tests: python3 with Pillow (libtiff, WebP) and NumPy.

    python3 tools/golden/preprocess.py [FOLDER]

Writes small pictures in every format and variant, and beside them what CLIPImageProcessor makes of
them before rescaling: ImageOps.exif_transpose, alpha over white, RGB, resize, centre crop, as
8-bit arrays [height, width, 3], gzipped. cases.json says which settings belong to which array.
The arrays in the repository were made with Pillow 9.4.0 and libwebp 1.2.4. Needs 7 GB of memory:
Pillow computes all of a picture of 1 x 16,000 pixels, of which we compute the crop.
"""

import gzip
import io
import json
import pathlib
import struct
import sys
import zlib

import numpy as np
from PIL import Image, ImageOps

Image.MAX_IMAGE_PIXELS = None
OUT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "src/test/resources/model/image")
CASES = []
EXACT, LOSSY = 0, 3


# Pictures


def photo(width, height, seed=1):
    """Smooth colours, hard edges and a little noise."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width] / max(width, height)
    picture = np.zeros((height, width, 3))
    for channel in range(3):
        for k in range(1, 5):
            a, b, c, d = random.uniform(0, 6, 4)
            picture[..., channel] += np.sin(a * k * x + b) * np.cos(c * k * y + d) / k
    picture = 128 + 70 * picture
    for _ in range(12):
        cx, cy, radius = random.uniform(0, 1, 3) * (1, 1, 0.2)
        inside = (x - cx) ** 2 + (y - cy) ** 2 < radius**2
        picture[inside] = picture[inside] * 0.3 + random.uniform(0, 255, 3) * 0.7
    picture += random.normal(0, 2, picture.shape)
    return np.clip(picture, 0, 255).astype(np.uint8)


def drawing(width, height):
    """Flat shapes, which compress well at any size."""
    y, x = np.mgrid[0:height, 0:width]
    picture = np.full((height, width, 3), (250, 245, 230), np.uint8)
    picture[(x // 67 + y // 53) % 2 == 0] = (30, 90, 200)
    picture[(x - width / 2) ** 2 + (y - height / 2) ** 2 < (min(width, height) / 3) ** 2] = (220, 40, 60)
    picture[(x + 2 * y) % 401 < 5] = (0, 0, 0)
    return picture


def opacity(width, height):
    """From clear to opaque across, with a hard hole."""
    y, x = np.mgrid[0:height, 0:width]
    plane = (x * 255 // max(width - 1, 1)).astype(np.uint8)
    plane[(x // 9 + y // 9) % 5 == 0] = 0
    return plane


# The reference


def rgb(image, alpha):
    image = ImageOps.exif_transpose(image)
    if image.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
        if alpha == "white":
            ground = Image.new("RGB", image.size, (255, 255, 255))
            ground.paste(image, mask=image.getchannel("A"))
            return ground
    return image.convert("RGB")


def resized(image, settings):
    """CLIPImageProcessor.resize with get_resize_output_image_size."""
    if not settings.get("do_resize", True):
        return image
    size = settings["size"]
    if "shortest_edge" in size:
        edge = size["shortest_edge"]
        short, long = sorted(image.size)
        longer = int(edge * long / short)
        size = (edge, longer) if image.width <= image.height else (longer, edge)
    else:
        size = (size["width"], size["height"])
    return image.resize(size, settings["resample"])


def cropped(array, settings):
    """transformers.image_transforms.center_crop."""
    if not settings.get("do_center_crop", True):
        return array
    crop = settings["crop_size"]["height"], settings["crop_size"]["width"]
    result = np.zeros((*crop, 3), np.uint8)
    source, target = [], []
    for axis in range(2):
        length, wanted = array.shape[axis], crop[axis]
        if wanted > length:
            pad = -((length - wanted) // 2)
            source.append(slice(0, length))
            target.append(slice(pad, pad + length))
        else:
            start = (length - wanted) // 2
            source.append(slice(start, start + wanted))
            target.append(slice(0, wanted))
    result[tuple(target)] = array[tuple(source)]
    return result


def square(side, resample=3):
    return {
        "size": {"shortest_edge": side},
        "crop_size": {"height": side, "width": side},
        "resample": resample,
    }


def case(picture, settings, image=None, alpha="white", tolerance=EXACT):
    """One array. `image` is given where Pillow reads a picture otherwise than we declare."""
    if image is None:
        image = Image.open(OUT / picture)
    array = cropped(np.asarray(resized(rgb(image, alpha), settings)), settings)
    number = len([c for c in CASES if c["picture"] == picture])
    expected = f"{picture}.{number}.gz"
    (OUT / expected).write_bytes(gzip.compress(array.tobytes(), 9, mtime=0))
    CASES.append(
        {
            "picture": picture,
            "expected": expected,
            "alpha": alpha,
            "tolerance": tolerance,
            "settings": {**settings, "do_rescale": False, "do_normalize": False},
        }
    )


# Writers of what Pillow does not write


def png(name, samples, depth, kind, extra=b"", interlaced=False):
    """`samples` is [height, width, bands]; `extra` are chunks between header and pixels."""
    height, width = samples.shape[:2]

    def lines(part):
        for row in part:
            if depth == 16:
                data = row.astype(">u2").tobytes()
            elif depth == 8:
                data = row.astype(np.uint8).tobytes()
            else:
                bits = ((row.reshape(-1, 1) >> np.arange(depth - 1, -1, -1)) & 1).astype(np.uint8)
                data = np.packbits(bits.reshape(-1)).tobytes()
            yield b"\0" + data

    passes = [samples]
    if interlaced:
        starts = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]
        passes = [samples[y::dy, x::dx] for y, x, dy, dx in starts]
    data = b"".join(b"".join(lines(part)) for part in passes if part.size)
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, interlaced)
    content = chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")
    (OUT / name).write_bytes(b"\x89PNG\r\n\x1a\n" + content)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bmp(name, width, height, bits, compression, pixels, palette=b"", masks=(), header=40, colours=0):
    offset = 14 + header + (4 * len(masks) if header == 40 else 0) + len(palette)
    content = struct.pack("<IiiHHIIiiII", header, width, height, 1, bits, compression, len(pixels), 0, 0, colours, 0)
    content += struct.pack(f"<{len(masks)}I", *masks)
    content = content.ljust(offset - 14 - len(palette), b"\0") + palette + pixels
    (OUT / name).write_bytes(struct.pack("<2sIHHI", b"BM", 14 + len(content), 0, 0, offset) + content)


def padded(rows):
    return b"".join(row + b"\0" * (-len(row) % 4) for row in rows)


def tiff(name, pieces, order, **tags):
    """`pieces` are encoded strips or tiles; tags by number."""
    code = {"II": "<", "MM": ">"}[order]
    data, offsets = b"", []
    for piece in pieces:
        offsets.append(8 + len(data))
        data += piece + b"\0" * (len(piece) % 2)
    tags = {int(tag[1:]): value for tag, value in tags.items()}
    tags[324 if 322 in tags else 273] = offsets
    tags[325 if 322 in tags else 279] = [len(piece) for piece in pieces]
    entries, values = b"", b""
    start = 8 + len(data) + 2 + 12 * len(tags) + 4
    for tag, value in sorted(tags.items()):
        value = value if isinstance(value, list) else [value]
        packed = struct.pack(f"{code}{len(value)}I", *value)
        if len(value) > 1:
            packed, values = struct.pack(f"{code}I", start + len(values)), values + packed
        entries += struct.pack(f"{code}HHI", tag, 4, len(value)) + packed
    directory = struct.pack(f"{code}H", len(tags)) + entries + struct.pack(f"{code}I", 0)
    magic = order.encode() + struct.pack(f"{code}HI", 42, 8 + len(data))
    (OUT / name).write_bytes(magic + data + directory + values)


def save(name, image, **options):
    image.save(OUT / name, **options)


def exif(number):
    block = Image.Exif()
    block[0x0112] = number
    return block.tobytes()


# The cases


def resampler():
    for name, size in (("wide", (160, 117)), ("tall", (103, 150))):
        save(f"{name}.png", Image.fromarray(photo(*size)), optimize=True)
        for settings in (square(64), square(64, 2), square(32), square(224)):
            case(f"{name}.png", settings)
    case("wide.png", square(224, 2))
    for width, height in ((1, 1), (1, 7), (7, 1), (2, 3), (64, 64), (64, 91)):
        save(f"{width}x{height}.png", Image.fromarray(photo(width, height)), optimize=True)
        case(f"{width}x{height}.png", square(64))
    case("1x7.png", square(64, 2))
    for width, height in ((1, 16000), (16000, 1), (4200, 3100), (4001, 60)):
        save(f"{width}x{height}.png", Image.fromarray(drawing(width, height)), optimize=True)
        case(f"{width}x{height}.png", square(64))
    case("4200x3100.png", square(224))
    odd = {"size": {"shortest_edge": 51}, "crop_size": {"height": 44, "width": 37}, "resample": 3}
    small = {"size": {"shortest_edge": 30}, "crop_size": {"height": 64, "width": 45}, "resample": 2}
    exact = {"size": {"height": 40, "width": 56}, "do_center_crop": False, "resample": 3}
    stretched = {"size": {"height": 90, "width": 20}, "crop_size": {"height": 64, "width": 64}, "resample": 2}
    unscaled = {"do_resize": False, "crop_size": {"height": 64, "width": 64}, "resample": 3}
    for settings in (odd, small, exact, stretched, unscaled):
        case("wide.png", settings)
    case("1x7.png", unscaled)
    case("16000x1.png", exact)


def pngs():
    colours, clear = photo(61, 45, 2), opacity(61, 45)
    grey = colours[..., :1]
    deep = colours.astype(np.uint16) << 8 | np.random.default_rng(3).integers(0, 256, colours.shape)
    deep_clear = clear[..., None].astype(np.uint16) * 257
    for depth in (1, 2, 4, 8):
        png(f"grey-{depth}.png", grey >> (8 - depth), depth, 0)
        case(f"grey-{depth}.png", square(64))
    png("grey-16.png", deep[..., :1], 16, 0)
    case("grey-16.png", square(64), Image.fromarray((deep[..., 0] >> 8).astype(np.uint8)))
    png("rgb-16.png", deep, 16, 2)
    case("rgb-16.png", square(64), Image.fromarray((deep >> 8).astype(np.uint8)))
    png("rgba-16.png", np.concatenate([deep, deep_clear], 2), 16, 6)
    with_clear = Image.fromarray(np.dstack([colours, clear]))
    case("rgba-16.png", square(64), with_clear)
    save("rgba.png", with_clear, optimize=True)
    grey_with_clear = Image.merge("LA", (Image.fromarray(grey[..., 0]), Image.fromarray(clear)))
    save("la.png", grey_with_clear, optimize=True)
    for name in ("rgba.png", "la.png"):
        case(name, square(64))
        case(name, square(64), alpha="drop")
    png("interlaced.png", colours, 8, 2, interlaced=True)
    case("interlaced.png", square(64))
    png("interlaced-grey-1.png", grey >> 7, 1, 0, interlaced=True)
    case("interlaced-grey-1.png", square(64))
    for bits in (1, 2, 4, 8):
        palette = Image.fromarray(colours).quantize(1 << bits)
        save(f"palette-{bits}.png", palette, bits=bits, optimize=False)
        case(f"palette-{bits}.png", square(64))
    save("palette-clear.png", palette, transparency=bytes(range(0, 256, 2)), optimize=False)
    case("palette-clear.png", square(64))
    case("palette-clear.png", square(64), alpha="drop")
    flat = drawing(61, 45)
    key = struct.pack(">HHH", 30, 90, 200)
    png("rgb-key.png", flat, 8, 2, chunk(b"tRNS", key))
    case("rgb-key.png", square(64))
    png("grey-key.png", flat[..., :1], 8, 0, chunk(b"tRNS", struct.pack(">H", 30)))
    case("grey-key.png", square(64))
    png("exif-6.png", colours, 8, 2, chunk(b"eXIf", exif(6)[6:]))
    case("exif-6.png", square(64))


def jpegs():
    colours = Image.fromarray(photo(157, 115, 4))
    coarse = [[min(40 + 9 * k, 900) for k in range(64)]] * 2
    variants = {
        "420": dict(quality=80),
        "422": dict(quality=85, subsampling="4:2:2"),
        "444": dict(quality=92, subsampling="4:4:4"),
        "progressive": dict(quality=85, progressive=True, optimize=True),
        "16-bit-tables": dict(qtables=coarse),
    }
    for name, options in variants.items():
        save(f"{name}.jpg", colours, **options)
        case(f"{name}.jpg", square(64), tolerance=LOSSY)
    case("420.jpg", square(224), tolerance=LOSSY)
    case("progressive.jpg", square(224, 2), tolerance=LOSSY)
    save("grey.jpg", colours.convert("L"), quality=85)
    save("cmyk.jpg", colours.convert("CMYK"), quality=90)
    save("profile.jpg", colours, quality=85, icc_profile=b"not a profile at all", comment=b"a comment")
    cmyk = (OUT / "cmyk.jpg").read_bytes()
    adobe = cmyk.index(b"Adobe")
    (OUT / "ycck.jpg").write_bytes(cmyk[: adobe + 11] + b"\2" + cmyk[adobe + 12 :])
    plain = (OUT / "444.jpg").read_bytes()
    marker = b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0"
    (OUT / "rgb.jpg").write_bytes(plain[:2] + marker + plain[20:])
    for name in ("grey", "cmyk", "ycck", "rgb", "profile"):
        case(f"{name}.jpg", square(64), tolerance=LOSSY)
    for number in range(1, 9):
        save(f"exif-{number}.jpg", Image.fromarray(photo(53, 34, 5)), quality=90, exif=exif(number))
        case(f"exif-{number}.jpg", square(32), tolerance=LOSSY)
    save("4500x700.jpg", Image.fromarray(drawing(4500, 700)), quality=20, exif=exif(8))
    case("4500x700.jpg", square(64), tolerance=LOSSY)


def gifs():
    palette = Image.fromarray(photo(59, 47, 6)).quantize(64)
    save("plain.gif", palette, interlace=0)
    save("interlaced.gif", palette, interlace=1)
    save("clear.gif", palette, transparency=5)
    second = Image.fromarray(photo(59, 47, 7)).quantize(16)
    save("animated.gif", palette, save_all=True, append_images=[second], loop=0)
    plain = (OUT / "plain.gif").read_bytes()
    screen = struct.pack("<HH", 80, 70)
    frame = plain.index(b",\0\0\0\0", 13 + 3 * 64)
    inset = plain[:6] + screen + plain[10 : frame + 1] + struct.pack("<HH", 11, 13) + plain[frame + 5 :]
    (OUT / "inset.gif").write_bytes(inset)
    control = b"!\xf9\4\1\0\0\7\0"
    (OUT / "inset-clear.gif").write_bytes(inset[:frame] + control + inset[frame:])
    for name in ("plain", "interlaced", "clear", "animated", "inset", "inset-clear"):
        case(f"{name}.gif", square(64))
    case("clear.gif", square(64), alpha="drop")


def bmps():
    colours = photo(55, 43, 8)
    image = Image.fromarray(colours)
    save("24.bmp", image)
    palette = image.quantize(256)
    save("8.bmp", palette)
    save("1.bmp", image.convert("1"))
    for name in ("24", "8", "1"):
        case(f"{name}.bmp", square(64))
    bgrx = np.dstack([colours[..., ::-1], np.full((43, 55), 77, np.uint8)])
    bmp("32.bmp", 55, 43, 32, 0, bgrx[::-1].tobytes())
    bmp("top-down.bmp", 55, -43, 32, 0, bgrx.tobytes())
    for name in ("32", "top-down"):
        case(f"{name}.bmp", square(64), image)
    clear = opacity(55, 43)
    bgra = np.dstack([colours[..., ::-1], clear])
    masks = (0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    bmp("alpha.bmp", 55, 43, 32, 3, bgra[::-1].tobytes(), masks=masks, header=124)
    case("alpha.bmp", square(64))
    high = colours.astype(np.uint16) >> 3
    words = high[..., 0] << 10 | high[..., 1] << 5 | high[..., 2]
    bmp("555.bmp", 55, 43, 16, 0, padded(row.tobytes() for row in words[::-1]))
    words = high[..., 0] << 11 | (colours[..., 1].astype(np.uint16) >> 2) << 5 | high[..., 2]
    bmp("565.bmp", 55, 43, 16, 3, padded(row.tobytes() for row in words[::-1]), masks=(0xF800, 0x7E0, 0x1F))
    for name in ("555", "565"):
        case(f"{name}.bmp", square(64))
    flat = Image.fromarray(drawing(55, 43)).quantize(16)
    numbers = np.asarray(flat)
    entries = np.asarray(flat.getpalette()[:48], np.uint8).reshape(16, 3)[:, ::-1]
    table = np.hstack([entries, np.zeros((16, 1), np.uint8)]).tobytes()
    bmp("rle-8.bmp", 55, 43, 8, 1, runs(numbers[::-1], 1), table, colours=16)
    bmp("rle-4.bmp", 55, 43, 4, 2, runs(numbers[::-1], 17), table, colours=16)
    for name in ("rle-8", "rle-4"):
        case(f"{name}.bmp", square(64), flat)


def runs(rows, factor):
    data = b""
    for row in rows:
        x = 0
        while x < len(row):
            length = next((k for k in range(1, len(row) - x) if row[x + k] != row[x]), len(row) - x)
            data += bytes([length, int(row[x]) * factor])
            x += length
        data += b"\0\0"
    return data + b"\0\1"


def webps():
    colours = photo(121, 97, 9)
    image = Image.fromarray(colours)
    with_clear = Image.fromarray(np.dstack([colours, opacity(121, 97)]))
    flat = Image.fromarray(drawing(121, 97))
    save("lossy.webp", image, quality=75)
    save("lossy-rough.webp", image, quality=0, method=6)
    save("lossy-fine.webp", image, quality=98, method=0)
    save("lossy-even.webp", image.crop((0, 0, 96, 64)), quality=60)
    save("lossy-1x1.webp", image.crop((0, 0, 1, 1)), quality=80)
    save("lossy-alpha.webp", with_clear, quality=70, alpha_quality=100)
    save("lossy-alpha-coarse.webp", with_clear, quality=70, alpha_quality=40)
    save("lossless.webp", image, lossless=True)
    save("lossless-fast.webp", image, lossless=True, method=0, quality=0)
    save("lossless-alpha.webp", with_clear, lossless=True, exact=True)
    save("lossless-flat.webp", flat, lossless=True)
    save("lossless-flat-large.webp", Image.fromarray(drawing(700, 500)), lossless=True, method=6, quality=100)
    save("exif-5.webp", image, quality=75, exif=exif(5))
    frames = [with_clear.crop((20, 20, 80, 60)), image.convert("RGBA").crop((20, 20, 80, 60))]
    save("animated.webp", frames[0], save_all=True, append_images=frames[1:], lossless=True)
    for number in (2, 4, 8, 16):
        save(f"lossless-{number}-colours.webp", image.quantize(number).convert("RGB"), lossless=True)
        case(f"lossless-{number}-colours.webp", square(64))
    for name in ("lossless", "lossless-fast", "lossless-alpha", "lossless-flat", "lossless-flat-large", "animated"):
        case(f"{name}.webp", square(64))
    case("lossless-alpha.webp", square(64), alpha="drop")
    for name in ("lossy", "lossy-rough", "lossy-fine", "lossy-even", "lossy-1x1", "lossy-alpha", "lossy-alpha-coarse", "exif-5"):
        case(f"{name}.webp", square(64), tolerance=LOSSY)
    case("lossy.webp", square(224), tolerance=LOSSY)


def tiffs():
    colours = photo(67, 49, 10)
    image = Image.fromarray(colours)
    with_clear = Image.fromarray(np.dstack([colours, opacity(67, 49)]))
    grey_with_clear = Image.merge("LA", (image.convert("L"), with_clear.getchannel("A")))
    save("raw.tif", image)
    save("lzw.tif", image, compression="tiff_lzw")
    save("lzw-predictor.tif", image, compression="tiff_lzw", tiffinfo={317: 2})
    save("deflate.tif", image, compression="tiff_adobe_deflate")
    save("packbits.tif", Image.fromarray(drawing(67, 49)), compression="packbits")
    save("rgba.tif", with_clear, compression="tiff_lzw")
    save("la.tif", grey_with_clear)
    save("palette.tif", image.quantize(256))
    save("cmyk.tif", image.convert("CMYK"), compression="tiff_lzw")
    save("grey.tif", image.convert("L"), compression="tiff_adobe_deflate")
    save("1.tif", image.convert("1"))
    save("g3.tif", image.convert("1"), compression="group3")
    save("g4.tif", image.convert("1"), compression="group4")
    save("orientation-7.tif", image, compression="tiff_lzw", tiffinfo={274: 7})
    for name in "raw lzw lzw-predictor deflate packbits rgba la palette cmyk grey 1 g3 g4".split():
        case(f"{name}.tif", square(64))
    # Pillow 9.4 turns a TIFF on loading and once more in exif_transpose.
    case("orientation-7.tif", square(64), image.transpose(Image.Transpose.TRANSVERSE))
    save("jpeg.tif", image, compression="jpeg", quality=90)
    save("jpeg-grey.tif", image.convert("L"), compression="jpeg", quality=90)
    for name in ("jpeg", "jpeg-grey"):
        case(f"{name}.tif", square(64), tolerance=LOSSY)
    plain = (OUT / "rgba.tif").read_bytes()
    extra = struct.pack("<HHIHH", 338, 3, 1, 2, 0)
    (OUT / "associated.tif").write_bytes(plain.replace(extra, struct.pack("<HHIHH", 338, 3, 1, 1, 0)))
    case("associated.tif", square(64))
    deep = colours.astype(np.uint16) << 8 | np.random.default_rng(11).integers(0, 256, colours.shape)
    size = dict(t256=67, t257=49)
    for order, kind in (("II", "<u2"), ("MM", ">u2")):
        grey = deep[..., 0].astype(kind)
        strips = [grey[y : y + 20].tobytes() for y in range(0, 49, 20)]
        tiff(f"grey-16-{order}.tif", strips, order, **size, t258=16, t262=1, t278=20)
        case(f"grey-16-{order}.tif", square(64), Image.fromarray((deep[..., 0] >> 8).astype(np.uint8)))
    high = Image.fromarray((deep >> 8).astype(np.uint8))
    packed = [zlib.compress(deep.astype("<u2").tobytes())]
    tiff("rgb-16.tif", packed, "II", **size, t258=[16] * 3, t259=8, t262=2, t277=3, t278=49)
    case("rgb-16.tif", square(64), high)
    planes = [colours[..., channel].tobytes() for channel in range(3)]
    tiff("planes.tif", planes, "MM", **size, t258=[8] * 3, t262=2, t277=3, t278=49, t284=2)
    case("planes.tif", square(64), image)
    ground = np.zeros((64, 96, 3), np.uint8)
    ground[:49, :67] = colours
    tiles = [ground[y : y + 32, x : x + 32].tobytes() for y in (0, 32) for x in (0, 32, 64)]
    tiff("tiles.tif", tiles, "II", **size, t258=[8] * 3, t262=2, t277=3, t322=32, t323=32)
    case("tiles.tif", square(64), image)
    inverse = (255 - colours[..., 0]).tobytes()
    tiff("white-is-zero.tif", [inverse], "II", **size, t258=8, t262=0, t278=49)
    case("white-is-zero.tif", square(64), Image.fromarray(colours[..., 0]))


def whole():
    """The model's input itself: rescaled and normalized, channels first."""
    mean = np.array([0.48145466, 0.4578275, 0.40821073], np.float32)
    deviation = np.array([0.26862954, 0.26130258, 0.27577711], np.float32)
    settings = square(32)
    array = cropped(np.asarray(resized(rgb(Image.open(OUT / "wide.png"), "white"), settings)), settings)
    scaled = (array.astype(np.float64) * 0.00392156862745098).astype(np.float32)
    values = ((scaled - mean) / deviation).transpose(2, 0, 1)
    (OUT / "wide.png.input.gz").write_bytes(gzip.compress(values.astype("<f4").tobytes(), 9, mtime=0))


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    old = list(OUT.iterdir())
    if old and not (OUT / "cases.json").exists():
        sys.exit(f"{OUT}: expected an empty folder, or one that this program filled")
    for path in old:
        path.unlink()
    for group in (resampler, pngs, jpegs, gifs, bmps, webps, tiffs, whole):
        group()
    lines = ",\n".join(json.dumps(each) for each in CASES)
    (OUT / "cases.json").write_text(f"[\n{lines}\n]\n")
    size = sum(path.stat().st_size for path in OUT.iterdir())
    print(f"{len(CASES)} arrays, {size:,} bytes")


main()
