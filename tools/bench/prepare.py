"""What Pillow and NumPy take to prepare photographs as CLIPImageProcessor does, one thread.

Run with a Python that has both (Debian: python3-pil, python3-numpy), on the photographs that PhotoTime writes:

    MALLOC_MMAP_THRESHOLD_=1000000000 MALLOC_TRIM_THRESHOLD_=1000000000 python3 tools/bench/prepare.py FOLDER

The two variables keep memory for the next picture; where memory is dear to ask for, it takes three times as long without.
Prints microseconds of the thread on the processor for each picture, the middle of nine turns.
"""
import io
import pathlib
import statistics
import sys
import time

import numpy as np
from PIL import Image

MEAN = np.array([0.48145466, 0.4578275, 0.40821073], np.float32)
DEVIATION = np.array([0.26862954, 0.26130258, 0.27577711], np.float32)
WARM, TURNS = 3, 9


def prepare(encoded, side):
    picture = Image.open(io.BytesIO(encoded)).convert("RGB")
    width, height = picture.size
    short = min(width, height)
    picture = picture.resize((side * width // short, side * height // short), Image.BICUBIC)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    pixels = np.asarray(picture.crop((left, top, left + side, top + side)), np.float32)
    return np.ascontiguousarray(((pixels / 255 - MEAN) / DEVIATION).transpose(2, 0, 1))


def main():
    photos = [file.read_bytes() for file in sorted(pathlib.Path(sys.argv[1]).glob("*.jpg"))]
    for side in (64, 224):
        turns = []
        for turn in range(WARM + TURNS):
            start = time.thread_time()
            for photo in photos:
                prepare(photo, side)
            turns.append((time.thread_time() - start) / len(photos) * 1e6)
        print(f"side {side}: {statistics.median(turns[WARM:]):,.0f}")


if __name__ == "__main__":
    main()
