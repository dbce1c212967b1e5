#!/usr/bin/env python3
"""Draws docs/pictures/effect.png: forty of the bundled birds, ten of each group, and how many of a group are right.

The first ten of each group in the order of the samples; none of them is chosen. A frame says what became of a picture when
ideal words are asked in place of plain prompts. The counts are of all 80 pictures of the group.

    mkdir birds && cp -r src/main/resources/samples/pictures birds/
    grep '"bird"' src/main/resources/samples/samples.jsonl > birds/manifest.jsonl
    ./idealstream eval --data birds --space conf/spaces/birds.yaml --methods plain,ideal-words --answers answers.csv
    python3 tools/picture/effect.py birds answers.csv

Needs Pillow (Debian: python3-pil, fonts-dejavu-core).
"""
import csv
import json
import pathlib
import sys

from PIL import Image, ImageDraw, ImageFont

OUT = pathlib.Path(__file__).resolve().parents[2] / "docs" / "pictures" / "effect.png"
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
SHOWN, SIDE, GAP, FRAME = 10, 72, 10, 4
LEFT, RIGHT, TOP, BOTTOM = 176, 190, 72, 34
INK, GREY = (31, 35, 40), (110, 119, 129)
BOTH, GAINED, LOST, NEITHER = (208, 215, 222), (26, 127, 55), (207, 34, 46), (110, 119, 129)
GROUPS = [
    ("landbird", "land", "land birds on land"),
    ("landbird", "water", "land birds on water"),
    ("waterbird", "land", "water birds on land"),
    ("waterbird", "water", "water birds on water"),
]


def font(size):
    return ImageFont.truetype(FONT, size)


def answers(file):
    """Whether a picture was answered rightly, by its file's name and the method."""
    with open(file, newline="", encoding="utf-8") as lines:
        return {
            (pathlib.Path(line["path"]).name, line["method"]): line["right"] == "true"
            for line in csv.DictReader(lines)
            if line["factor"] == "bird"
        }


def pictures(folder):
    """Files of each group, in the order of the manifest."""
    found = {}
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        sample = json.loads(line)
        group = (sample["values"]["bird"], sample["values"]["place"])
        found.setdefault(group, []).append(folder / sample["file"])
    return found


def colour(plain, ideal):
    if plain and ideal:
        return BOTH
    if ideal:
        return GAINED
    return LOST if plain else NEITHER


def main():
    folder, right = pathlib.Path(sys.argv[1]), answers(sys.argv[2])
    files = pictures(folder)
    row = SIDE + GAP
    width = LEFT + SHOWN * row + RIGHT
    sheet = Image.new("RGB", (width, TOP + len(GROUPS) * row + BOTTOM), "white")
    draw = ImageDraw.Draw(sheet)
    counts_at = LEFT + SHOWN * row + 8
    legend(draw)
    draw.text((counts_at, TOP - 42), "right of 80, asked by", GREY, font(13))
    draw.text((counts_at, TOP - 24), "plain", INK, font(13))
    draw.text((counts_at + 70, TOP - 24), "ideal words", INK, font(13))
    totals = [0, 0, 0]
    for g, (bird, place, name) in enumerate(GROUPS):
        y = TOP + g * row
        group = files[(bird, place)]
        draw.text((GAP, y + SIDE // 2 - 8), name, INK, font(15))
        for i, file in enumerate(group[:SHOWN]):
            x = LEFT + i * row
            frame = colour(right[(file.name, "plain")], right[(file.name, "ideal-words")])
            draw.rectangle((x, y, x + SIDE - 1, y + SIDE - 1), fill=frame)
            inner = SIDE - 2 * FRAME
            picture = Image.open(file).convert("RGB").resize((inner, inner), Image.LANCZOS)
            sheet.paste(picture, (x + FRAME, y + FRAME))
        counts = [sum(right[(file.name, method)] for file in group) for method in ("plain", "ideal-words")]
        totals = [totals[0] + counts[0], totals[1] + counts[1], totals[2] + len(group)]
        draw.text((counts_at + 6, y + SIDE // 2 - 9), str(counts[0]), INK, font(17))
        draw.text((counts_at + 92, y + SIDE // 2 - 9), str(counts[1]), INK, font(17))
    stamp = (
        f"all {totals[2]}: {totals[0]} right by plain prompts, {totals[1]} by ideal words."
        "  eval --space conf/spaces/birds.yaml --methods plain,ideal-words; bundled model"
    )
    draw.text((GAP, sheet.height - 26), stamp, GREY, font(13))
    sheet.quantize(256).save(OUT, optimize=True)
    print(stamp)


def legend(draw):
    x = GAP
    for shade, text in (
        (BOTH, "right by both"),
        (GAINED, "right by ideal words alone"),
        (LOST, "right by plain prompts alone"),
        (NEITHER, "wrong by both"),
    ):
        draw.rectangle((x, 14, x + 16, 30), fill="white", outline=shade, width=FRAME)
        draw.text((x + 24, 14), text, INK, font(13))
        x += 24 + draw.textlength(text, font(13)) + 28


main()
