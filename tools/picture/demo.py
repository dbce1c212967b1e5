"""Draws docs/pictures/demo.svg from what `./idealstream demo` wrote to a terminal.

Needs Python and nothing else. Capture a run in a terminal of 100 columns, then draw:

    script -qec 'stty cols 100 rows 40; ./idealstream demo --seconds 60' demo.log
    python3 tools/picture/demo.py demo.log --from 0:34 --lines 20

The picture shows consecutive lines of the run as they stood, the status line that stood below the
last of them, and the summary. Nothing is reworded, only left out.
"""

import argparse
import html
import re
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "demo.svg"
COMMAND = "./idealstream demo --seconds 60"

CELL, ROW, SIZE, MARGIN, BAR = 8.4, 20, 14, 20, 34  # pixels
COLUMNS = 98
COLOURS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "35": "#d2a8ff", "36": "#79c0ff"}
PLAIN, DIM, PANEL = "#e6edf3", "#8b949e", "#0d1117"

STYLE = re.compile(r"\x1b\[([0-9;]*)m")
OTHER_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-ln-z]")
WORD = re.compile(r"\S+(?: \S+)*")


def shown(capture):
    """Every line, styles kept; a status line that was written over counts as one too."""
    return [OTHER_CONTROL.sub("", line) for line in re.split(r"\r?\n|\r", capture)]


def text(line):
    return STYLE.sub("", line)


def is_status(line):
    return "━" in line


def moment(line):
    found = re.match(r" ?(\d+:\d\d) ", text(line))
    return found and found.group(1)


def excerpt(lines, start, count):
    """The heading, `count` lines from a moment on, and the status line of the last moment."""
    heading = next(line for line in lines if "plain prompts" in text(line))
    live = [i for i, line in enumerate(lines) if moment(line) and not is_status(line)]
    first = next(n for n, i in enumerate(live) if moment(lines[i]) == start)
    chosen = live[first : first + count]
    if len(chosen) < count:
        raise SystemExit(f"expected {count} lines from {start} on, found {len(chosen)}")
    status = next(line for line in lines[chosen[-1] :] if is_status(line))
    return [heading, *[lines[i] for i in chosen], status]


def summary(lines):
    """From the line that says how long the feed ran to the last one with anything on it."""
    start = next(i for i, line in enumerate(lines) if re.match(r"\s*\d+ seconds$", text(line)))
    rest = [line for line in lines[start:] if not line.startswith("Script done")]
    while not text(rest[-1]).strip():
        rest.pop()
    return rest


def runs(line):
    """Pieces of one style with the column where each begins."""
    style, column, begin = [], 0, 0
    for code in [*STYLE.finditer(line), None]:
        piece = line[begin : code.start() if code else len(line)]
        for word in WORD.finditer(piece):
            yield column + word.start(), word.group(), style
        column += len(piece)
        if code:
            begin = code.end()
            style = [] if code.group(1) in ("", "0") else [*style, *code.group(1).split(";")]


def drawn(line, y):
    for column, word, style in runs(line):
        if column + len(word) > COLUMNS:
            raise SystemExit(f"a line is longer than {COLUMNS} columns: {text(line)}")
        fill = next((COLOURS[code] for code in style if code in COLOURS), None)
        fill = fill or (DIM if "2" in style else PLAIN)
        weight = ' font-weight="bold"' if "1" in style else ""
        x = MARGIN + column * CELL
        # textLength: the columns hold in whatever font the reader has
        yield (
            f'<text x="{x:.1f}" y="{y}" fill="{fill}"{weight} '
            f'textLength="{len(word) * CELL:.1f}" lengthAdjust="spacingAndGlyphs">'
            f"{html.escape(word)}</text>"
        )


def picture(lines):
    width = round(2 * MARGIN + COLUMNS * CELL)
    height = BAR + MARGIN + ROW * len(lines)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-size="{SIZE}" '
        'font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace" '
        'role="img" aria-label="Output of the demo in a terminal">'
    )
    yield f'<rect width="{width}" height="{height}" rx="8" fill="{PANEL}"/>'
    for number, colour in enumerate(("#ff5f57", "#febc2e", "#28c840")):
        yield f'<circle cx="{MARGIN + 5 + 18 * number}" cy="17" r="5.5" fill="{colour}"/>'
    for number, line in enumerate(lines):
        yield from drawn(line, BAR + SIZE + ROW * number)
    yield "</svg>"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("capture", type=Path)
    arguments.add_argument("--from", dest="start", default="0:34", help="moment, such as 0:34")
    arguments.add_argument("--lines", type=int, default=20)
    chosen = arguments.parse_args()
    lines = shown(chosen.capture.read_bytes().decode())
    prompt = f"\x1b[2m$\x1b[0m \x1b[1m{COMMAND}\x1b[0m"
    gap = "\x1b[2m ...\x1b[0m"
    all_lines = [prompt, gap, *excerpt(lines, chosen.start, chosen.lines), gap, *summary(lines)]
    TARGET.write_text("\n".join(picture(all_lines)) + "\n", encoding="utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
