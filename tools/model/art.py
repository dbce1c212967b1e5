"""Fetches the drawings from npm at pinned versions, checks them, and renders them once.

    python3 art.py            fetch, check, render to work/art.npz, write contact sheets

Each drawing becomes a 96x96 RGBA array, cropped to its ink and centred, under "vendor/object", further
drawings of the same object (trained vendors only) under "vendor/object/2" and so on.
The archives hold no licence files; the notices stand in NOTICE at the root of the repository.
"""
import argparse
import base64
import hashlib
import io
import json
import os
import subprocess
import tarfile

import numpy as np
from PIL import Image

import world

WORK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "work")
SIZE = 96

# vendor -> (npm package, version, sha512 as npm states it)
PACKAGES = {
    "noto": ("@iconify-json/noto", "1.2.9",
             "DQiuXENbun41ch+XPSV55H9FaWKpHTyz46YIKtSaKYD4fIDDzL1tR6H4np/T38jfrTAeI3rcKF0mqHYeZVAuaw=="),
    "noto-v1": ("@iconify-json/noto-v1", "1.2.5",
                "/DsVMius69Q0fRS53z7QK1TROSuar606jiIx+laXtdsYGMXpf6LtHBx6CGfoo3UHHb/XpBsw+1L1x3eyPqMuVA=="),
    "fluent-flat": ("@iconify-json/fluent-emoji-flat", "1.2.6",
                    "RY47RgPb47fYUiyrA64sIOL0+UU02s29sXpNBbIQRBUlPlfNFTKUmZDERGuxDs/7yNGWqQYvuaSYM1M4fRXlUw=="),
    "fluent-3d": ("@lobehub/fluent-emoji-3d", "1.1.0",
                  "Wlq2lVStTnr8BDpIJ0pEnTKO4LuDxxqTEhTvRtD1DLRF0me7ogeRQjKoehDHXuVJ2Qaecgl5wRBv60lUAG3h7g=="),
    "twemoji": ("@iconify-json/twemoji", "1.2.5",
                "uKpuIEV0v6K5BW3Mjdyl+XKFVAbbcPxAgifKvEMtZoUZB5+YiY5zaMm2uNNCxyXzAWU9yNLlj41WU6/mvgALsw=="),
    "emojione": ("@iconify-json/emojione", "1.2.3",
                 "T9+T3HIbJNLKKsmxYKlaYhvnHYkz/HNYTV7SHCXVZPfeUi4FqskY70YeN8yYAZT8cCv7w5vJxS4Q1m8zb9CMMg=="),
    "openmoji": ("@iconify-json/openmoji", "1.2.29",
                 "vXdhkqcXVSO6suy+m9LbcUM3OdVyuNOtpV8/als/WqfkQIRxevL5Geb/g+6GH/Qwnq1OqksEmaDGTCmZ5nFKJQ=="),
}
TRAINED = ["noto", "noto-v1", "fluent-flat", "fluent-3d"]
SHIPPABLE_UNSEEN = ["twemoji", "emojione"]
UNSEEN = SHIPPABLE_UNSEEN + ["openmoji"]  # openmoji is share-alike: measured on, never shipped


def fetch(vendor, folder):
    """Path of the vendor's checked archive, downloaded if it is not there yet."""
    package, version, expected = PACKAGES[vendor]
    path = os.path.join(folder, f"{package.strip('@').replace('/', '-')}-{version}.tgz")
    if not os.path.exists(path):
        subprocess.run(["npm", "pack", f"{package}@{version}"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with open(path, "rb") as file:
        actual = base64.b64encode(hashlib.sha512(file.read()).digest()).decode()
    if actual != expected:
        raise SystemExit(f"{path}: sha512 {actual}, expected {expected}; delete it and fetch again")
    return path


def centred(image):
    """The drawing cropped to its ink, scaled to fill the square."""
    image = image.convert("RGBA")
    box = image.getchannel("A").point(lambda a: 255 if a > 16 else 0).getbbox()
    image = image.crop(box)
    scale = SIZE / max(image.size)
    image = image.resize([max(1, round(side * scale)) for side in image.size], Image.LANCZOS)
    square = Image.new("RGBA", (SIZE, SIZE))
    square.paste(image, ((SIZE - image.width) // 2, (SIZE - image.height) // 2))
    return np.asarray(square)


def wanted(vendor):
    """(name under which to keep it, code point, icon names) of every drawing looked for."""
    for item in world.OBJECTS:
        yield item.key, item.code, item.icons
        if vendor in TRAINED:
            for number, (code, icon) in enumerate(world.MORE_DRAWINGS.get(item.key, []), start=2):
                yield f"{item.key}/{number}", code, [icon]


def svg_drawings(vendor, archive):
    """name -> drawing, from an Iconify package; the first icon name that exists is taken."""
    with tarfile.open(archive) as tar:
        icons = json.load(tar.extractfile("package/icons.json"))
    aliases = icons.get("aliases", {})
    found = {}
    for key, _, names in wanted(vendor):
        names = [aliases.get(name, {}).get("parent", name) for name in names]
        icon = next((icons["icons"][name] for name in names if name in icons["icons"]), None)
        if icon is None:
            continue
        width = icon.get("width", icons.get("width", 16))
        height = icon.get("height", icons.get("height", 16))
        svg = (f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
               f'viewBox="{icon.get("left", 0)} {icon.get("top", 0)} {width} {height}">{icon["body"]}</svg>')
        png = subprocess.run(["rsvg-convert", "-w", "192", "-h", "192", "-a"], input=svg.encode(),
                             stdout=subprocess.PIPE, check=True).stdout
        found[key] = centred(Image.open(io.BytesIO(png)))
    return found


def webp_drawings(vendor, archive):
    """name -> drawing, from a package of WebP files named by code point."""
    found = {}
    with tarfile.open(archive) as tar:
        files = set(tar.getnames())
        for key, code, _ in wanted(vendor):
            path = f"package/assets/{code}.webp"
            if path in files:
                found[key] = centred(Image.open(io.BytesIO(tar.extractfile(path).read())))
    return found


def contact_sheet(drawings, vendor, path):
    """All drawings of one vendor on one sheet, in the order they were looked for; gaps are missing drawings."""
    names = [f"{vendor}/{key}" for key, _, _ in wanted(vendor)]
    sheet = Image.new("RGB", (64 * 12, 64 * -(-len(names) // 12)), (200, 220, 200))
    for i, name in enumerate(names):
        if name in drawings:
            image = Image.fromarray(drawings[name]).resize((64, 64))
            sheet.paste(image, (64 * (i % 12), 64 * (i // 12)), image)
    sheet.save(path)


def load(work=WORK):
    """All rendered drawings: name -> uint8 [96, 96, 4]."""
    return dict(np.load(os.path.join(work, "art.npz")))


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter).parse_args()
    folder = os.path.join(WORK, "npm")
    os.makedirs(folder, exist_ok=True)
    drawings = {}
    for vendor in PACKAGES:
        archive = fetch(vendor, folder)
        found = (webp_drawings if vendor == "fluent-3d" else svg_drawings)(vendor, archive)
        drawings.update({f"{vendor}/{key}": value for key, value in found.items()})
        print(f"{vendor:12s} {len(found)} drawings; missing: {[k for k, _, _ in wanted(vendor) if k not in found]}")
        contact_sheet(drawings, vendor, os.path.join(WORK, f"art-{vendor}.png"))
    np.savez_compressed(os.path.join(WORK, "art.npz"), **drawings)


if __name__ == "__main__":
    main()
