"""Draws twelve of the bundled sample scenes with their labels: docs/pictures/scenes.png.

    python3 picture.py

The first three pictures of each group of birds, none of them chosen; what plain prompts and ideal words say
of them, with a tick or a cross.
"""
import json
import os

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageDraw, ImageFont

import art
import evaluate
import train
import world
from export import ROOT, SAMPLES
from tokenizer import Tokenizer

OUT = os.path.join(ROOT, "docs", "pictures", "scenes.png")
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
SIDE, GAP, TEXT, COLUMNS = 192, 16, 58, 4
RIGHT, WRONG, INK = (30, 120, 40), (190, 30, 30), (40, 40, 40)


def groups():
    """Samples of birds by (bird, place), in their order."""
    found = {(bird, place): [] for bird in evaluate.CLASSES for place in ("land", "water")}
    with open(os.path.join(SAMPLES, "samples.jsonl"), encoding="utf-8") as file:
        for line in file:
            sample = json.loads(line)
            cell = (sample["values"].get("bird"), sample["values"].get("place"))
            if cell in found:
                found[cell].append(sample)
    return found


@torch.no_grad()
def answers(samples):
    """(plain, ideal words) for every sample, as indices of the classes."""
    checkpoint = train.load_checkpoint(os.path.join(art.WORK, "starter.pt"))
    model = evaluate.Model(train.net_of(checkpoint), Tokenizer())
    pixels = np.stack([np.asarray(Image.open(os.path.join(SAMPLES, s["file"])).convert("RGB")) for s in samples])
    images = model.images(torch.from_numpy(pixels).permute(0, 3, 1, 2))
    plain = model.texts([f"a photo of a {name}" for name in evaluate.CLASSES])
    cells = model.texts([f"a photo of a {name} {place}" for name in evaluate.CLASSES for place in evaluate.SPURIOUS])
    ideal = F.normalize(cells.view(2, 2, -1).mean(1), dim=-1)
    return [(images @ classes.t()).argmax(-1).tolist() for classes in (plain, ideal)]


def main():
    samples = [sample for some in groups().values() for sample in some[:3]]
    samples = [samples[i] for row in range(3) for i in range(row, len(samples), 3)]  # a column for every group
    plain, ideal = answers(samples)
    rows = len(samples) // COLUMNS
    sheet = Image.new("RGB", (COLUMNS * (SIDE + GAP) + GAP, rows * (SIDE + TEXT + GAP) + GAP), "white")
    draw, font = ImageDraw.Draw(sheet), ImageFont.truetype(FONT, 15)
    for i, sample in enumerate(samples):
        x, y = GAP + i % COLUMNS * (SIDE + GAP), GAP + i // COLUMNS * (SIDE + TEXT + GAP)
        picture = Image.open(os.path.join(SAMPLES, sample["file"])).convert("RGB")
        sheet.paste(picture.resize((SIDE, SIDE), Image.LANCZOS), (x, y))
        for line, (name, given) in enumerate((("plain", plain[i]), ("ideal", ideal[i]))):
            right = evaluate.CLASSES[given] == sample["values"]["bird"]
            at = (x, y + SIDE + 6 + 24 * line)
            draw.text(at, f"{name}: ", INK, font)
            draw.text((at[0] + 52, at[1]), ("\u2713 " if right else "\u2717 ") + evaluate.CLASSES[given], RIGHT if right else WRONG, font)
    sheet.quantize(256).save(OUT, optimize=True)


if __name__ == "__main__":
    main()
