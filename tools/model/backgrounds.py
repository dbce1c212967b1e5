"""Paints the fourteen backgrounds and keeps them in three pools that share no picture.

    python3 backgrounds.py            work/backgrounds-{train,validation,test}.npz and a contact sheet

Every picture has its own random generator, seeded by (pool, background, number), so a pool can be
painted again picture by picture and no two pools can draw the same numbers.
"""
import argparse
import os
import zlib

import numpy as np
from PIL import Image, ImageDraw

import world
from art import WORK

SIZE = 96
POOLS = {"train": 420, "validation": 60, "test": 60}  # pictures per background


def generator(pool, background, number):
    """The random generator of one picture."""
    return np.random.RandomState([zlib.crc32(pool.encode()), zlib.crc32(background.encode()), number])


# --- brushes: images are float32 [96, 96, 3] in 0..255 ------------------------------------------

def near(rng, colour, spread=16):
    """A colour close to the given one: a common shift in brightness and a smaller one per channel."""
    shift = rng.normal(0, spread * 0.6) + rng.normal(0, spread * 0.5, 3)
    return np.clip(np.asarray(colour, np.float32) + shift, 0, 255).astype(np.float32)


def clouds(rng, cells, fade=0.6):
    """Smooth noise in about 0..1 with mean 0.5: a sum of random grids, finer grids weaker."""
    total, weight, sum_of_weights = np.zeros((SIZE, SIZE), np.float32), 1.0, 0.0
    for count in cells:
        grid = Image.fromarray(rng.uniform(0, 1, (count + 1, count + 1)).astype(np.float32))
        total += weight * np.asarray(grid.resize((SIZE, SIZE), Image.BICUBIC))
        sum_of_weights += weight
        weight *= fade
    return total / sum_of_weights


def mix(a, b, mask):
    """a where the mask is 0, b where it is 1."""
    return a + (b - a) * mask


def ground(rng, dark, light, cells=(4, 8, 16, 32, 48), strength=2.2):
    """Uneven ground between two colours."""
    noise = clouds(rng, cells, 0.8)
    mask = np.clip((noise - noise.mean()) * strength + 0.5, 0, 1)[..., None]
    return mix(near(rng, dark), near(rng, light), mask)


def water(rng, dark, light, frequency):
    """Rows of waves, finer towards the top."""
    y = np.arange(SIZE, dtype=np.float32)[:, None]
    x = np.arange(SIZE, dtype=np.float32)[None]
    bend = clouds(rng, (3, 6, 12)) * rng.uniform(6, 15) + x * rng.uniform(-0.05, 0.05)
    rows = 0.5 + 0.35 * np.sin(y * frequency * np.linspace(3.2, 1.4, SIZE, dtype=np.float32)[:, None] + bend)
    glitter = (clouds(rng, (16, 32)) - 0.5) * 0.9
    return mix(near(rng, dark), near(rng, light), np.clip(rows + glitter, 0, 1)[..., None])


def gradient(top, bottom):
    ramp = np.linspace(0, 1, SIZE, dtype=np.float32)[:, None, None]
    return np.broadcast_to(mix(top, bottom, ramp), (SIZE, SIZE, 3)).copy()


def heaven(rng):
    """Blue or overcast sky with clouds."""
    if rng.uniform() < 0.7:
        image = gradient(near(rng, (90, 150, 225)), near(rng, (190, 220, 245)))
    else:
        image = gradient(near(rng, (150, 162, 182)), near(rng, (214, 219, 225)))
    cover = np.clip((clouds(rng, (2, 4, 8)) - rng.uniform(0.48, 0.62)) * 6, 0, 1) * rng.uniform(0.4, 1)
    return mix(image, np.float32([248, 248, 250]), cover[..., None])


def skyline(rng, height, swing, cells=(2, 4, 8)):
    """A wavy line across the picture: its y for every x."""
    line = clouds(rng, cells)[0]
    return height + (line - line.mean()) * swing


def under(line, softness=1.5):
    """Mask of what lies below a line (an array of y, or one y)."""
    line = np.broadcast_to(np.asarray(line, np.float32), (SIZE,))
    return np.clip((np.arange(SIZE, dtype=np.float32)[:, None] - line[None]) / softness, 0, 1)[..., None]


def drawn(image, draw_on):
    """The image after draw_on(ImageDraw) has drawn shapes on it."""
    picture = Image.fromarray(np.clip(image, 0, 255).astype(np.uint8))
    draw_on(ImageDraw.Draw(picture))
    return np.asarray(picture, np.float32)


def ink(colour):
    return tuple(int(v) for v in np.clip(colour, 0, 255))


def wood(rng, image, foot, count, colour, smallest, tallest):
    """Trees standing on the line y = foot, all conifers or all broad-leaved."""
    conifers = rng.uniform() < 0.5

    def plant(draw):
        for _ in range(count):
            x, y, height = rng.uniform(-4, SIZE + 4), foot + rng.uniform(-2, 6), rng.uniform(smallest, tallest)
            leaf = near(rng, colour, 28)
            draw.rectangle([x - height * 0.05, y - height * 0.3, x + height * 0.05, y], fill=ink(near(rng, (95, 65, 40))))
            if conifers:
                for tier in range(3):
                    half, base = height * (0.28 - 0.06 * tier), y - height * (0.2 + 0.22 * tier)
                    draw.polygon([(x - half, base), (x + half, base), (x, base - height * 0.35)], fill=ink(leaf))
            else:
                for _ in range(5):
                    cx, cy = x + rng.uniform(-0.18, 0.18) * height, y - height * rng.uniform(0.45, 0.85)
                    radius = height * rng.uniform(0.14, 0.24)
                    draw.ellipse([cx - radius, cy - radius, cx + radius, cy + radius], fill=ink(leaf + rng.normal(0, 8)))
    return drawn(image, plant)


# --- the fourteen backgrounds; a quarter of the open views look down and show no horizon ----------

def open_view(rng, surface, swing):
    """Sky above, the surface below a horizon, or the surface alone."""
    if rng.uniform() < 0.25:
        return surface
    return mix(heaven(rng), surface, under(skyline(rng, rng.uniform(0.1, 0.55) * SIZE, swing)))


def grass(rng):
    return open_view(rng, ground(rng, (60, 120, 40), (150, 195, 80), (3, 8, 24, 48)), 10)


def forest(rng):
    foot = rng.uniform(0.45, 0.75) * SIZE
    back = ground(rng, (25, 60, 30), (70, 120, 60), (6, 12, 24, 48)) if rng.uniform() < 0.6 else heaven(rng)
    image = mix(back, ground(rng, (40, 70, 30), (95, 110, 55)), under(skyline(rng, foot, 6)))
    return wood(rng, image, foot + 2, rng.randint(7, 18), (40, 95, 45), 30, 75)


def mountain(rng):
    image, capped = heaven(rng), rng.uniform() < 0.6
    for ridge in range(rng.randint(2, 4)):
        line = skyline(rng, (0.25 + 0.18 * ridge) * SIZE + rng.uniform(-6, 6), rng.uniform(40, 75) / (1 + 0.4 * ridge), (3, 6, 12, 24))
        rock = ground(rng, (95, 92, 100), (150, 142, 138), (6, 12, 32))
        if capped and ridge < 2:
            rock = mix(np.float32([240, 243, 248]), rock, under(line + rng.uniform(5, 14) + skyline(rng, 0, 8, (8, 24)), 3))
        image = mix(image, rock, under(line, 1.2))
    if rng.uniform() < 0.5:
        image = mix(image, ground(rng, (80, 100, 60), (130, 130, 90)), under(skyline(rng, 0.82 * SIZE, 8)))
    return image


def desert(rng):
    if rng.uniform() < 0.25:
        return ground(rng, (215, 170, 100), (240, 205, 145), (2, 4, 40), 2.6)
    image, top = heaven(rng), rng.uniform(0.1, 0.55) * SIZE
    for dune in range(3):
        sand = ground(rng, (212, 167, 98), (240, 205, 145), (2, 4, 48), 2.6)
        image = mix(image, sand, under(skyline(rng, top + dune * rng.uniform(8, 20), 22, (2, 3)), 1.2))
    return image


def snow(rng):
    image = open_view(rng, ground(rng, (205, 215, 232), (245, 248, 252), (2, 4, 8, 40)), 14)
    if rng.uniform() < 0.4:
        image = wood(rng, image, rng.uniform(0.3, 0.55) * SIZE, rng.randint(2, 8), (60, 90, 80), 14, 36)
    return image


def sea(rng):
    surface = water(rng, (20, 70, 140), (70, 140, 195), rng.uniform(0.25, 0.7))
    if rng.uniform() < 0.25:
        return surface
    return mix(heaven(rng), surface, under(rng.uniform(0.1, 0.5) * SIZE, 1))


def lake(rng):
    shore = rng.uniform(0.2, 0.45) * SIZE
    image = mix(heaven(rng), ground(rng, (60, 95, 50), (110, 140, 80)), under(skyline(rng, shore - rng.uniform(4, 14), 14)))
    if rng.uniform() < 0.5:
        image = wood(rng, image, shore, rng.randint(3, 10), (50, 100, 50), 10, 24)
    surface = water(rng, (60, 110, 135), (125, 170, 180), rng.uniform(0.1, 0.3))
    image = mix(image, surface, under(skyline(rng, shore, 4), 1))
    if rng.uniform() < 0.4:
        image = mix(image, ground(rng, (70, 120, 50), (130, 170, 80)), under(skyline(rng, 0.92 * SIZE, 8)))
    return image


def river(rng):
    high = rng.uniform() < 0.25
    top = 0 if high else rng.uniform(0.08, 0.38) * SIZE
    image = ground(rng, (65, 115, 45), (140, 175, 80), (3, 8, 24, 48))
    if not high:
        image = mix(heaven(rng), image, under(skyline(rng, top, 8)))
    y = np.arange(SIZE, dtype=np.float32)[:, None]
    x = np.arange(SIZE, dtype=np.float32)[None]
    centre = SIZE * rng.uniform(0.4, 0.6) + rng.uniform(-0.5, 0.5) * (y - SIZE / 2)
    centre = centre + np.sin(y * rng.uniform(0.05, 0.1) + rng.uniform(0, 6)) * rng.uniform(3, 9)
    half = rng.uniform(22, 32) if high else (6 + 28 * (y - top) / (SIZE - top)) * rng.uniform(0.9, 1.3)
    bed = np.clip((half - np.abs(x - centre)) / 2, 0, 1) * (y > top)
    return mix(image, water(rng, (50, 110, 160), (120, 175, 205), rng.uniform(0.1, 0.4)), bed[..., None])


def beach(rng):
    horizon = rng.uniform(0.08, 0.38) * SIZE
    image = mix(heaven(rng), water(rng, (30, 110, 165), (95, 175, 200), rng.uniform(0.25, 0.7)), under(horizon, 1))
    shore = skyline(rng, horizon + rng.uniform(22, 42), 12, (2, 4))
    image = mix(image, np.float32([240, 248, 250]), under(shore - 3))
    return mix(image, ground(rng, (225, 195, 140), (245, 225, 180), (4, 40)), under(shore))


def underwater(rng):
    image = gradient(near(rng, (70, 170, 205)), near(rng, (10, 50, 110)))
    light = np.clip(clouds(rng, (3, 6, 12)) - 0.55, 0, 1) * 1.2
    image = mix(image, np.float32([170, 230, 240]), light[..., None])
    if rng.uniform() < 0.6:
        image = mix(image, ground(rng, (90, 120, 120), (160, 165, 140)), under(skyline(rng, 0.86 * SIZE, 10)))

    def bubbles(draw):
        for _ in range(rng.randint(3, 14)):
            x, y, radius = rng.uniform(0, SIZE), rng.uniform(0, SIZE), rng.uniform(1, 3.2)
            draw.ellipse([x - radius, y - radius, x + radius, y + radius], outline=(190, 235, 245))
    return drawn(image, bubbles)


def sky(rng):
    return heaven(rng)


def city(rng):
    street = rng.uniform(0.7, 0.9) * SIZE

    def houses(draw):
        for row in range(2):
            x = -5.0
            while x < SIZE:
                width, top = rng.uniform(9, 22), street - rng.uniform(18, 70) * (1 - 0.25 * row)
                wall = near(rng, (140, 130, 125) if rng.uniform() < 0.6 else (165, 95, 75), 38)
                draw.rectangle([x, top, x + width, SIZE], fill=ink(wall))
                pane = ink(near(rng, (245, 225, 150)) if rng.uniform() < 0.4 else wall * 0.6)
                for wy in np.arange(top + 3, SIZE - 8, 5.5):
                    for wx in np.arange(x + 2, x + width - 2.5, 4.5):
                        draw.rectangle([wx, wy, wx + 1.8, wy + 2.6], fill=pane)
                x += width + rng.uniform(-1, 3)
    image = drawn(heaven(rng), houses)
    return mix(image, ground(rng, (95, 95, 98), (130, 130, 130)), under(street + 4, 1))


def road(rng):
    verge = ground(rng, (70, 115, 50), (150, 165, 90)) if rng.uniform() < 0.6 else ground(rng, (170, 150, 110), (200, 185, 145))
    horizon = rng.uniform(0.08, 0.44) * SIZE
    image = mix(heaven(rng), verge, under(skyline(rng, horizon, 6)))
    y = np.arange(SIZE, dtype=np.float32)[:, None]
    x = np.arange(SIZE, dtype=np.float32)[None]
    depth = np.clip((y - horizon) / (SIZE - horizon), 0, 1)
    centre = SIZE / 2 + rng.uniform(-14, 14) * (1 - depth)
    half = 3 + 43 * depth
    tarmac = np.clip(half - np.abs(x - centre), 0, 1) * (y > horizon)
    image = mix(image, ground(rng, (70, 70, 75), (105, 105, 108), (24, 48)), tarmac[..., None])
    dashes = (np.abs(x - centre) < half * 0.05 + 0.4) * (y > horizon) * (np.sin(30 / (depth + 0.12) + rng.uniform(0, 6)) > 0)
    return mix(image, np.float32([240, 235, 205]), dashes[..., None] * 0.95)


def room(rng):
    walls = [(215, 200, 180), (190, 205, 215), (225, 215, 190), (200, 180, 185), (180, 200, 180)]
    image = np.broadcast_to(near(rng, walls[rng.randint(len(walls))]), (SIZE, SIZE, 3)).copy()
    if rng.uniform() < 0.5:
        image -= (np.arange(SIZE) // rng.randint(5, 10) % 2)[None, :, None] * rng.uniform(6, 16)
    edge = rng.uniform(0.58, 0.8) * SIZE
    planks = ((np.arange(SIZE) - edge) // rng.randint(4, 8) % 2)[:, None, None] * 14
    image = mix(image, near(rng, (150, 105, 65)) - planks, under(edge, 1))

    def furniture(draw):
        if rng.uniform() < 0.7:
            x, y, side = rng.uniform(5, 55), rng.uniform(5, 18), rng.uniform(20, 32)
            draw.rectangle([x, y, x + side, y + side], fill=ink(near(rng, (160, 205, 240))), outline=(245, 245, 245), width=2)
            draw.line([x + side / 2, y, x + side / 2, y + side], fill=(245, 245, 245), width=2)
        if rng.uniform() < 0.5:
            x = rng.uniform(0, 60)
            draw.rectangle([x, edge - rng.uniform(10, 25), x + rng.uniform(18, 34), edge + 6], fill=ink(near(rng, (120, 75, 50), 28)))
    return drawn(image, furniture)


PAINTERS = {name: globals()[name] for name in world.BACKGROUNDS}


def paint(pool, background, number):
    """One background picture, uint8 [96, 96, 3]."""
    rng = generator(pool, background, number)
    image = PAINTERS[background](rng)
    light = 1 + (clouds(rng, (1, 2))[..., None] - 0.5) * rng.uniform(0, 0.35)
    return np.clip(image * light, 0, 255).astype(np.uint8)


def load(pool, work=WORK):
    """background name -> uint8 [pictures, 96, 96, 3]."""
    return dict(np.load(os.path.join(work, f"backgrounds-{pool}.npz")))


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter).parse_args()
    os.makedirs(WORK, exist_ok=True)
    for pool, count in POOLS.items():
        pictures = {name: np.stack([paint(pool, name, i) for i in range(count)]) for name in world.BACKGROUNDS}
        np.savez(os.path.join(WORK, f"backgrounds-{pool}.npz"), **pictures)
        print(pool, count, "pictures of each of", len(pictures), "backgrounds")
    sheet = np.concatenate([np.concatenate(list(pictures[name][:7]), axis=1) for name in world.BACKGROUNDS])
    half = len(sheet) // 2
    Image.fromarray(np.concatenate([sheet[:half], sheet[half:]], axis=1)).save(os.path.join(WORK, "backgrounds.png"))


if __name__ == "__main__":
    main()
