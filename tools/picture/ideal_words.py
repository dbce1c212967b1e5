#!/usr/bin/env python3
"""Draws docs/pictures/ideal-words.svg from docs/examples/waterbirds/additive.jsonl.

Left: the four cells as a parallelogram, whose edges are the words. Right: the means that someone
takes who averages landbirds and waterbirds as they come. Only Python's own library is needed.

Usage, from the root of the repository:
    python3 tools/picture/ideal_words.py
"""
import json
import math
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
WIDTH, HEIGHT = 1060, 400
SCALE = 130
INK, GREY, BLUE, RED = "#1f2328", "#6e7781", "#0550ae", "#b42318"


def read():
    lines = (ROOT / "docs/examples/waterbirds/additive.jsonl").read_text().splitlines()
    cells = [json.loads(line) for line in lines]
    return {tuple(c["cell"]): (c["vector"], c["weight"]) for c in cells}


class Panel:
    def __init__(self, left, bottom):
        self.left, self.bottom, self.parts = left, bottom, []

    def at(self, point):
        return self.left + SCALE * (point[0] + 0.25), self.bottom - SCALE * (point[1] - 0.5)

    def line(self, start, end, colour, width, more=""):
        (x1, y1), (x2, y2) = self.at(start), self.at(end)
        self.parts.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"'
            f' stroke-width="{width}"{more}/>'
        )

    def arrow(self, start, end, colour):
        self.line(start, end, colour, 3, f' marker-end="url(#tip-{colour[1:]})"')

    def text(self, point, dx, dy, text, colour=INK, anchor="middle", size=14, weight="normal"):
        x, y = self.at(point)
        self.parts.append(
            f'<text x="{x + dx:.1f}" y="{y + dy:.1f}" fill="{colour}" text-anchor="{anchor}"'
            f' font-size="{size}" font-weight="{weight}">{text}</text>'
        )

    def dot(self, point, radius, colour, opacity=1.0):
        x, y = self.at(point)
        self.parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}"'
            f' fill-opacity="{opacity}"/>'
        )


def mean(vectors):
    total = sum(weight for _, weight in vectors)
    return [sum(x[j] * weight for x, weight in vectors) / total for j in range(2)]


def minus(a, b):
    return [a[0] - b[0], a[1] - b[1]]


def plus(a, b):
    return [a[0] + b[0], a[1] + b[1]]


def outline(panel, cells):
    corners = [("landbird", "land"), ("waterbird", "land"), ("waterbird", "water"),
               ("landbird", "water")]
    for one, other in zip(corners, corners[1:] + corners[:1]):
        panel.line(cells[one][0], cells[other][0], "#d0d7de", 2)


def words(cells):
    panel = Panel(95, 275)
    outline(panel, cells)
    centre = mean([(x, 1) for x, _ in cells.values()])
    word = {}
    for i in range(2):
        for value in {cell[i] for cell in cells}:
            slice_mean = mean([(x, 1) for cell, (x, _) in cells.items() if cell[i] == value])
            word[value] = minus(slice_mean, centre)
    for value, colour in [("landbird", BLUE), ("waterbird", BLUE), ("land", GREY), ("water", GREY)]:
        panel.arrow(centre, plus(centre, word[value]), colour)
    for (bird, place), (x, _) in cells.items():
        panel.dot(x, 5, INK)
        above = place == "water"
        panel.text(x, 0, -14 if above else 24, f"{bird}, {place}")
    panel.dot(centre, 5, INK)
    panel.text(centre, 12, 22, "centre", anchor="start")
    panel.text(plus(centre, word["waterbird"]), 8, 5, "waterbird", BLUE, "start")
    panel.text(plus(centre, word["landbird"]), -8, 5, "landbird", BLUE, "end")
    panel.text(plus(centre, word["water"]), 0, -10, "water", GREY)
    panel.text(plus(centre, word["land"]), 0, 20, "land", GREY)
    return panel


def slices(cells):
    panel = Panel(635, 275)
    outline(panel, cells)
    largest = max(count for _, count in cells.values())
    for (_, place), (x, count) in cells.items():
        panel.dot(x, 26 * math.sqrt(count / largest), "#8c959f", 0.45)
    for cell, dx, dy in [(("landbird", "land"), 0, 44), (("waterbird", "land"), 0, 24),
                         (("landbird", "water"), 0, -14), (("waterbird", "water"), 0, -24)]:
        panel.text(cells[cell][0], dx, dy, f"{cells[cell][1]:,} {cell[0]}s, {cell[1]}")
    means = {
        bird: mean([at for cell, at in cells.items() if cell[0] == bird])
        for bird in ("landbird", "waterbird")
    }
    ideal = minus(cells["waterbird", "land"][0], cells["landbird", "land"][0])
    background = minus(cells["waterbird", "water"][0], cells["waterbird", "land"][0])
    naive = minus(means["waterbird"], means["landbird"])
    carried = (naive[1] - ideal[1]) / background[1]
    end = plus(means["landbird"], ideal)
    panel.line(end, means["waterbird"], RED, 2, ' stroke-dasharray="5 4"')
    panel.arrow(means["landbird"], end, BLUE)
    panel.arrow(means["landbird"], means["waterbird"], RED)
    middle = [(means["landbird"][j] + means["waterbird"][j]) / 2 for j in range(2)]
    panel.text(middle, -20, -22, "slice means", RED, "end")
    panel.text([1.0, end[1]], 10, -10, "least squares", BLUE)
    panel.text([(end[j] + means["waterbird"][j]) / 2 for j in range(2)], 14, 12,
               f"{carried:.2f}", RED, "start", 16, "bold")
    return panel, carried


def main():
    cells = read()
    left = words(cells)
    right, carried = slices(cells)
    markers = "".join(
        f'<marker id="tip-{c[1:]}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="5"'
        f' markerHeight="5" orient="auto"><path d="M0 0 L10 5 L0 10 z" fill="{c}"/></marker>'
        for c in (BLUE, RED, GREY)
    )
    titles = [
        (24, 38, 17, "bold", "Cells are sums of words"),
        (24, 60, 14, "normal", "centre + bird + place: parallel edges, one word per value"),
        (544, 38, 17, "bold", "Waterbird minus landbird in skewed data"),
        (544, 60, 14, "normal", "dots: training images of Waterbirds, by area"),
        (544, 362, 14, "normal",
         f"Slice means put {carried:.2f} of the step from land to water"),
        (544, 382, 14, "normal", "into the class. Least squares puts none of it there."),
    ]
    head = "".join(
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{INK}">{text}</text>'
        for x, y, size, weight, text in titles
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}"'
        f' height="{HEIGHT}" font-family="Helvetica, Arial, sans-serif" role="img"'
        ' aria-label="Words as edges of a parallelogram; slice means of unbalanced data">'
        f"<defs>{markers}</defs>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8" fill="#ffffff"/>'
        f'<line x1="520" y1="24" x2="520" y2="{HEIGHT - 24}" stroke="#d0d7de"/>{head}'
        + "".join(left.parts + right.parts)
        + "</svg>\n"
    )
    path = ROOT / "docs/pictures/ideal-words.svg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(svg.replace("><", ">\n<"), encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: slice means carry {carried:.4f}")


if __name__ == "__main__":
    main()
