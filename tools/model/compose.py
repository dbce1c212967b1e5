"""Composes planned scenes into pictures, a whole batch at a time.

Drawings are warped by `grid_sample` from the smallest stored side that suffices, so a composed picture
costs about a millisecond and the training can make every picture anew. Everything random comes from the
generator given.

    python3 compose.py [--augment]       a contact sheet of training scenes, work/scenes.png
"""
import argparse
import colorsys
import os

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageDraw

import art
import backgrounds
import captions
import scenes

# Side of one object as a share of the picture's side, by (count is one, size).
SIDES = {(True, "small"): (0.34, 0.44), (True, "medium"): (0.48, 0.64), (True, "big"): (0.66, 0.9),
         (False, "small"): (0.24, 0.3), (False, "medium"): (0.31, 0.38), (False, "big"): (0.4, 0.46)}
LEVELS = [96, 68, 48, 34, 24]  # stored sides of every drawing; the smallest sufficient one is used
VEILS = 48  # stored veils of each kind
VEIL_COLOURS = {"rain": (0.74, 0.8, 0.87), "snowfall": (0.98, 0.98, 1.0)}


def shade_of(colour):
    """(colour of the light parts, floor, slope): shade = floor + slope * brightness, times the colour."""
    if colour == "white":
        return (1.0, 1.0, 1.0), 0.68, 0.32
    if colour == "black":
        return (1.0, 1.0, 1.0), 0.05, 0.25
    hue = {"red": 0.0, "orange": 0.075, "yellow": 0.15, "green": 0.34, "blue": 0.61, "purple": 0.77, "pink": 0.92}[colour]
    return colorsys.hsv_to_rgb(hue, 0.5 if colour == "pink" else 0.95, 1.0), 0.3, 0.7


def look_of(scene, rng, augment):
    """How the objects of one scene are drawn; a pair or a group shares it."""
    look = {"tint": 0.0, "base": (1.0, 1.0, 1.0), "floor": 0.3, "slope": 0.7, "shine": 0.0,
            "hue": rng.normal(0, 0.06), "saturation": rng.uniform(0.9, 1.1), "outline": None,
            "shadow": rng.uniform() < 0.3, "flatten": 0.0, "bend": 0.0}
    if scene.colour:
        base, floor, slope = shade_of(scene.colour)
        base = np.clip(np.asarray(base) + rng.normal(0, 0.02, 3), 0, 1)
        look.update(tint=0.9, base=base, floor=floor, slope=slope,
                    shine=0.0 if scene.colour in ("white", "black") else 0.5, hue=0.0, saturation=1.0)
    if augment:
        vary(look, scene, rng)
    return look


def vary(look, scene, rng):
    """Training only: other hues, greys, outlines and flat shading, as other drawers might have it."""
    look["bend"] = 0.16
    kind = rng.uniform()
    if not scene.colour and kind < 0.2:
        look["hue"] = rng.uniform(-np.pi, np.pi)
    elif not scene.colour and kind < 0.3:
        look["saturation"] = 0.0
    elif not scene.colour:
        look["hue"], look["saturation"] = rng.normal(0, 0.15), rng.uniform(0.6, 1.3)
    if rng.uniform() < 0.25:
        look["outline"] = rng.uniform(0, 0.2) if rng.uniform() < 0.75 else rng.uniform(0.9, 1.0)
    if rng.uniform() < 0.25:
        look["flatten"] = rng.uniform(0.4, 1.0)


def slots_of(scene, rng):
    """Centre (x, y) and side of each object, as shares of the picture; objects do not cover each other."""
    side = rng.uniform(*SIDES[scene.count == 1, scene.size])
    slots = []
    for centre in {1: [0.5], 2: [0.27, 0.73], 3: [0.2, 0.5, 0.8]}[scene.count]:
        own = side * rng.uniform(0.93, 1.07)
        if scene.count == 1:
            reach = max(0.0, 0.5 - own / 2 + 0.03)
            x = 0.5 + rng.uniform(-reach, reach)
            y = 0.5 + rng.uniform(-reach * (1 if scene.background in ("sky", "underwater") else 0.6), reach)
        else:
            x, y = centre + rng.uniform(-0.03, 0.03), rng.uniform(0.28, 0.72)
        slots.append((x, y, own))
    return slots


def object_grid(slots, bends, side, rng, augment):
    """Where in its drawing each picture's pixels look: turned, mirrored, stretched, and in training sheared and bent."""
    n = len(slots)
    x, y, own = np.array(slots, np.float32).T
    angle = np.where(rng.uniform(size=n) < (0.9 if augment else 0.6), rng.uniform(-0.25, 0.25, n), 0)
    stretch = rng.uniform(0.85, 1.18, n) if augment else rng.uniform(0.93, 1.08, n)
    shear = rng.uniform(-0.18, 0.18, n) if augment else np.zeros(n)
    flip = np.where(rng.uniform(size=n) < 0.5, -1, 1)
    cos, sin = np.cos(angle), np.sin(angle)
    theta = np.zeros((n, 2, 3), np.float32)  # from picture to drawing coordinates, both -1..1
    theta[:, 0, 0] = flip * (cos + shear * -sin) / (own * stretch)
    theta[:, 0, 1] = flip * (sin + shear * cos) / (own * stretch)
    theta[:, 1, 0], theta[:, 1, 1] = -sin / own * stretch, cos / own * stretch
    centre = np.stack([2 * x - 1, 2 * y - 1], 1)
    theta[:, :, 2] = -(theta[:, :, :2] @ centre[:, :, None])[..., 0]
    grid = F.affine_grid(torch.from_numpy(theta), (n, 4, side, side), align_corners=False)
    if augment:
        field = torch.from_numpy(rng.normal(0, 1, (n, 2, 4, 4)).astype(np.float32)) * torch.tensor(bends)[:, None, None, None] * 0.7
        grid = grid + F.interpolate(field, size=(side, side), mode="bicubic", align_corners=True).permute(0, 2, 3, 1)
    return grid


def coloured(rgb, opacity, looks):
    """Inner shading flattened, hue turned, saturation scaled, and the tint of the scene's colour."""
    column = lambda name: torch.tensor([look[name] for look in looks], dtype=torch.float32)[:, None, None, None]
    flat = [i for i, look in enumerate(looks) if look["flatten"] > 0]
    if flat:
        weight = F.avg_pool2d(opacity[flat], 5, 1, 2).clamp(min=1e-3)
        smooth = F.avg_pool2d(rgb[flat] * opacity[flat], 5, 1, 2) / weight
        rgb[flat] = rgb[flat] + (smooth - rgb[flat]) * column("flatten")[flat]
    luma = (rgb * torch.tensor([0.299, 0.587, 0.114])[:, None, None]).sum(1, keepdim=True)
    blue_yellow, red_cyan = rgb[:, 2:] - luma, rgb[:, :1] - luma
    cos, sin = torch.cos(column("hue")) * column("saturation"), torch.sin(column("hue")) * column("saturation")
    red, blue = red_cyan * cos - blue_yellow * sin, red_cyan * sin + blue_yellow * cos
    green = -(0.299 * red + 0.114 * blue) / 0.587
    turned = (luma + torch.cat([red, green, blue], 1)).clamp(0, 1)
    tinted = [i for i, look in enumerate(looks) if look["tint"] > 0]
    if tinted:
        light = luma[tinted]
        base = torch.tensor(np.array([looks[i]["base"] for i in tinted], np.float32))[:, :, None, None]
        shade = base * (column("floor")[tinted] + column("slope")[tinted] * light)
        shade = shade + (1 - shade) * ((light - 0.75) * 2).clamp(0, 0.6) * column("shine")[tinted]
        turned[tinted] = turned[tinted] + (shade - turned[tinted]) * column("tint")[tinted]
    return turned


def lit(picture, scenes, rng):
    """The pictures at their time of day, in fog or under rain clouds."""
    gain, shift = np.ones((len(scenes), 3), np.float32), np.zeros((len(scenes), 3), np.float32)
    for i, scene in enumerate(scenes):
        if scene.time == "night":
            gain[i] = np.float32([0.34, 0.38, 0.57]) * rng.uniform(0.8, 1.15)
        elif scene.time == "sunset":
            gain[i], shift[i] = np.float32([1.02, 0.76, 0.56]) * rng.uniform(0.87, 1.05), (0.11, 0.03, 0)
        if scene.weather == "fog":
            fog = rng.uniform(0.38, 0.58)
            gain[i], shift[i] = gain[i] * (1 - fog), shift[i] * (1 - fog) + fog * np.float32([0.8, 0.815, 0.83])
        elif scene.weather == "rain":
            gain[i], shift[i] = gain[i] * 0.85, shift[i] * 0.85
    return picture * torch.from_numpy(gain)[:, :, None, None] + torch.from_numpy(shift)[:, :, None, None]


def taken(picture, rng):
    """What a camera adds: contrast, brightness, a colour cast, some noise, some blur."""
    n, side = len(picture), picture.shape[-1]
    contrast = rng.uniform(0.8, 1.15, n).astype(np.float32)
    cast = 1 + rng.normal(0, 0.035, (n, 3)).astype(np.float32)
    bright = rng.uniform(-0.07, 0.07, n).astype(np.float32)
    gain = torch.from_numpy(cast * contrast[:, None])[:, :, None, None]
    shift = torch.from_numpy(cast * (0.5 - 0.5 * contrast + bright)[:, None])[:, :, None, None]
    picture = picture * gain + shift
    noisy = np.flatnonzero(rng.uniform(size=n) < 0.25)
    if len(noisy):
        grain = rng.standard_normal((len(noisy), 3, side, side)).astype(np.float32)
        picture[noisy] += torch.from_numpy(grain * rng.uniform(0.01, 0.05, (len(noisy), 1, 1, 1)).astype(np.float32))
    soft = np.flatnonzero(rng.uniform(size=n) < 0.15)
    if len(soft):
        kernel = torch.tensor([1.0, 2.0, 1.0])
        kernel = (kernel[:, None] * kernel[None] / 16).expand(3, 1, 3, 3)
        picture[soft] = F.conv2d(F.pad(picture[soft], (1, 1, 1, 1), mode="replicate"), kernel, groups=3)
    return picture.clamp_(0, 1)


def patched(picture, rng):
    """Training only: a grey patch on one picture in five."""
    side = picture.shape[-1]
    for i in np.flatnonzero(rng.uniform(size=len(picture)) < 0.2):
        height, width = (rng.uniform(0.12, 0.3, 2) * side).astype(int)
        top, left = rng.randint(side - height), rng.randint(side - width)
        picture[i, :, top:top + height, left:left + width] = rng.uniform(0.2, 0.8)
    return picture


def veils(kind, count, side, rng):
    """Opacity of falling rain or snow, [count, 1, side, side], drawn three times as large and averaged."""
    images = []
    for _ in range(count):
        image = Image.new("L", (side * 3, side * 3))
        draw, unit = ImageDraw.Draw(image), side * 3 / 96
        slant = rng.uniform(-0.4, 0.4)
        for _ in range(rng.randint(35, 70) if kind == "rain" else rng.randint(45, 90)):
            x, y = rng.uniform(0, 96) * unit, rng.uniform(-8, 96) * unit
            if kind == "rain":
                length = rng.uniform(7, 13) * unit
                draw.line([x, y, x + slant * length, y + length], fill=215, width=max(1, round(unit)))
            else:
                radius = rng.uniform(0.7, 1.9) * unit
                draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=245)
        images.append(np.asarray(image.resize((side, side), Image.BOX), np.float32) / 255)
    return torch.from_numpy(np.stack(images))[:, None]


def stored(drawings, level):
    """All drawings at one side, colour multiplied by opacity so that they may be interpolated."""
    method, stack = Image.BOX if level < art.SIZE else Image.NEAREST, []
    for name in sorted(drawings):
        pixels = drawings[name].astype(np.float32) / 255
        pixels[..., :3] *= pixels[..., 3:]
        stack.append(np.stack([np.asarray(Image.fromarray(pixels[..., c]).resize((level, level), method)) for c in range(4)]))
    return torch.from_numpy(np.stack(stack))


class Composer:
    """Composes plans into pictures from one pool of backgrounds and a set of drawings."""

    def __init__(self, pool, drawings, side=64):
        self.side = side
        self.backgrounds = {name: torch.from_numpy(images).permute(0, 3, 1, 2) for name, images in pool.items()}
        self.names = {name: i for i, name in enumerate(sorted(drawings))}
        self.levels = {level: stored(drawings, level) for level in LEVELS}
        rng = np.random.RandomState(5)
        self.veils = {kind: veils(kind, VEILS, side, rng) for kind in VEIL_COLOURS}

    def compose(self, scenes, rng, augment=False):
        """The pictures of the scenes, uint8 [scenes, 3, side, side]."""
        picture = self.backdrop(scenes, rng)
        slots = [slots_of(scene, rng) for scene in scenes]
        looks = [look_of(scene, rng, augment) for scene in scenes]
        for layer in range(3):
            rows = [i for i, scene in enumerate(scenes) if scene.count > layer]
            if rows:
                picture[rows] = self.with_object(picture[rows], [scenes[i].drawing for i in rows],
                                                 [slots[i][layer] for i in rows], [looks[i] for i in rows], rng, augment)
        picture = taken(self.veiled(lit(picture, scenes, rng), scenes, rng), rng)
        if augment:
            picture = patched(picture, rng)
        return picture.mul_(255).round_().clamp_(0, 255).to(torch.uint8)

    def backdrop(self, scenes, rng):
        """A random crop of a random background, mirrored half of the time."""
        n = len(scenes)
        images = torch.stack([self.backgrounds[s.background][rng.randint(len(self.backgrounds[s.background]))] for s in scenes])
        zoom = rng.uniform(0.7, 1.0, n)
        theta = np.zeros((n, 2, 3), np.float32)
        theta[:, 0, 0] = zoom * np.where(rng.uniform(size=n) < 0.5, -1, 1)
        theta[:, 1, 1] = zoom
        theta[:, 0, 2] = rng.uniform(-1, 1, n) * (1 - zoom)
        theta[:, 1, 2] = rng.uniform(-1, 1, n) * (1 - zoom)
        images = images.float().div_(255)
        if self.side < 80:  # a crop then shrinks by little, which bilinear sampling can do
            images = F.interpolate(images, size=(80, 80), mode="bilinear", align_corners=False)
        grid = F.affine_grid(torch.from_numpy(theta), (n, 3, self.side, self.side), align_corners=False)
        return F.grid_sample(images, grid, mode="bilinear", padding_mode="border", align_corners=False)

    def sprites(self, drawings, slots, grid):
        """The drawings seen through the grid, RGB multiplied by opacity: [n, 4, side, side]."""
        sprites = torch.zeros(len(drawings), 4, self.side, self.side)
        index = np.array([self.names[name] for name in drawings])
        level_of = np.array([min([v for v in LEVELS if v >= own * self.side * 0.95] or LEVELS[:1]) for _, _, own in slots])
        for level in LEVELS:
            rows = np.flatnonzero(level_of == level)
            if len(rows):
                sprites[rows] = F.grid_sample(self.levels[level][index[rows]], grid[rows], mode="bilinear",
                                              padding_mode="zeros", align_corners=False)
        return sprites

    def with_object(self, picture, drawings, slots, looks, rng, augment):
        """The pictures with one more object each, over its shadow and outline."""
        grid = object_grid(slots, [look["bend"] for look in looks], self.side, rng, augment)
        sprites = self.sprites(drawings, slots, grid)
        opacity = sprites[:, 3:]
        colour = coloured(sprites[:, :3] / opacity.clamp(min=1e-3), opacity, looks)
        shadowed = [i for i, look in enumerate(looks) if look["shadow"]]
        if shadowed:
            picture[shadowed] *= 1 - torch.roll(opacity[shadowed], (2, 2), (2, 3)) * 0.3
        outlined = [i for i, look in enumerate(looks) if look["outline"] is not None]
        if outlined:
            ink = torch.tensor([looks[i]["outline"] for i in outlined])[:, None, None, None]
            thick = F.max_pool2d(opacity[outlined], 3, 1, 1)
            picture[outlined] = picture[outlined] * (1 - thick) + ink * thick
        return picture * (1 - opacity) + colour * opacity

    def veiled(self, picture, scenes, rng):
        """The pictures behind falling rain or snow."""
        for kind, colour in VEIL_COLOURS.items():
            rows = [i for i, scene in enumerate(scenes) if scene.weather == kind]
            if rows:
                veil = self.veils[kind][[rng.randint(VEILS) for _ in rows]]
                picture[rows] = picture[rows] * (1 - veil) + torch.tensor(colour)[:, None, None] * veil
        return picture


def pixels_64(pictures):
    """Pictures of any side as a photo decoder and CLIP's resize would give them: uint8 [n, 3, 64, 64]."""
    if pictures.shape[-1] == 64:
        return pictures
    small = [np.asarray(Image.fromarray(p).resize((64, 64), Image.BICUBIC)) for p in pictures.permute(0, 2, 3, 1).numpy()]
    return torch.from_numpy(np.stack(small)).permute(0, 3, 1, 2)


def main():
    """A contact sheet of training scenes with captions, work/scenes.png."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--augment", action="store_true", help="as the training sees them")
    parser.add_argument("--side", type=int, default=96)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    drawings, rng = art.load(), np.random.RandomState(options.seed)
    composer = Composer(backgrounds.load("train"), drawings, options.side)
    named = scenes.drawings_of(drawings, art.TRAINED)
    plans = [scenes.sample_training(rng, named, 0.95) for _ in range(32)]
    pictures = composer.compose(plans, rng, options.augment).permute(0, 2, 3, 1).numpy()
    sheet = Image.new("RGB", (8 * 180, 4 * 212), "white")
    draw = ImageDraw.Draw(sheet)
    for i, plan in enumerate(plans):
        x, y = i % 8 * 180, i // 8 * 212
        sheet.paste(Image.fromarray(pictures[i]).resize((176, 176), Image.BICUBIC), (x + 2, y + 2))
        text = captions.caption(plan, rng)
        draw.text((x + 3, y + 180), text[:30], fill="black")
        draw.text((x + 3, y + 194), text[30:], fill="black")
    sheet.save(os.path.join(art.WORK, "scenes.png"))


if __name__ == "__main__":
    main()
