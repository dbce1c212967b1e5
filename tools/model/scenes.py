"""Draws up scenes from the world and composes them into pictures, a whole batch at a time.

A scene is a plan: which object in whose drawing, where, in what colour and light. `sample_training`
and its relatives draw plans; `Composer` turns plans into pictures. Both depend on nothing but the
generator they are given, so a seed gives the same pictures again.
"""
import argparse
import colorsys
import os
from collections import namedtuple

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

import art
import backgrounds
import world

Scene = namedtuple("Scene", "object drawing background colour time weather count size")

TIME_CHANCES = {"day": 0.8, "night": 0.1, "sunset": 0.1}
WEATHER_CHANCES = {"clear": 0.85, "rain": 0.05, "snowfall": 0.05, "fog": 0.05}
COUNT_CHANCES = {1: 0.88, 2: 0.07, 3: 0.05}
SIZE_CHANCES = {"small": 0.12, "medium": 0.4, "big": 0.48}
# Side of one object as a share of the picture's side, by (count is one, size).
SIDES = {(True, "small"): (0.34, 0.44), (True, "medium"): (0.48, 0.64), (True, "big"): (0.66, 0.9),
         (False, "small"): (0.24, 0.3), (False, "medium"): (0.31, 0.38), (False, "big"): (0.4, 0.46)}
BIRD_SHARE = 0.33
COLOURED_SHARE = 0.28  # of the scenes without birds
COLOURED_BIRD_SHARE = 0.08


# --- plans --------------------------------------------------------------------------------------

def choose(rng, options):
    """One of a list, or a key of a dict of chances."""
    if isinstance(options, dict):
        keys = list(options)
        return keys[rng.choice(len(keys), p=list(options.values()))]
    return options[rng.randint(len(options))]


def drawings_of(drawings, vendors):
    """object key -> names of its drawings by these vendors."""
    found = {key: [] for key in world.KEYS}
    for name in sorted(drawings):
        vendor, key = name.split("/")[:2]
        if vendor in vendors:
            found[key].append(name)
    return found


def plan(rng, named, key, background, colour=None, plain=False):
    """A scene of the given object and place; plain means one object by day in clear weather, not small."""
    # A vendor first, then one of its drawings: no vendor outweighs another by having more drawings.
    vendors = sorted({name.split("/")[0] for name in named[key]})
    vendor = choose(rng, vendors)
    drawing = choose(rng, [name for name in named[key] if name.split("/")[0] == vendor])
    if plain:
        return Scene(key, drawing, background, colour, "day", "clear", 1, choose(rng, ["medium", "big"]))
    return Scene(key, drawing, background, colour, choose(rng, TIME_CHANCES), choose(rng, WEATHER_CHANCES),
                 choose(rng, COUNT_CHANCES), choose(rng, SIZE_CHANCES))


def bird_place(rng, key, correlation):
    """A background for a bird: its own group's with the given chance; one in ten is neither land nor water."""
    if rng.uniform() < 0.1:
        return choose(rng, world.OTHER)
    own, other = (world.LAND, world.WATER) if key in world.LANDBIRDS else (world.WATER, world.LAND)
    return choose(rng, own if rng.uniform() < correlation else other)


def allowed_colour(rng, key):
    return choose(rng, [c for c in world.COLOURS if (key, c) not in world.HELD_OUT_COLOURS])


def sample_training(rng, named, correlation):
    """A training scene: never a held-out pair, birds on their own ground with the given correlation."""
    if rng.uniform() < BIRD_SHARE:
        key = choose(rng, world.LANDBIRDS if rng.uniform() < 0.5 else world.WATERBIRDS)
        colour = allowed_colour(rng, key) if rng.uniform() < COLOURED_BIRD_SHARE else None
        return plan(rng, named, key, bird_place(rng, key, correlation), colour)
    key = choose(rng, [k for k in world.KEYS if k not in world.BIRDS])
    usual = world.USUAL_OF_OBJECT.get(key, world.USUAL[world.BY_KEY[key].kind])
    places = usual if rng.uniform() < 0.5 else world.BACKGROUNDS
    places = [b for b in places if (key, b) not in world.HELD_OUT_PLACES] or \
             [b for b in world.BACKGROUNDS if (key, b) not in world.HELD_OUT_PLACES]
    colour = allowed_colour(rng, key) if rng.uniform() < COLOURED_SHARE else None
    return plan(rng, named, key, choose(rng, places), colour)


# --- pictures -----------------------------------------------------------------------------------

LEVELS = [96, 68, 48, 34, 24]  # stored sides of every drawing; the smallest sufficient one is used
RAIN, SNOWFALL = 48, 48  # stored veils of each kind


def shade_of(colour):
    """(colour of the light parts, floor, slope): shade = floor + slope * brightness, times the colour."""
    if colour == "white":
        return (1.0, 1.0, 1.0), 0.68, 0.32
    if colour == "black":
        return (1.0, 1.0, 1.0), 0.05, 0.25
    hue = {"red": 0.0, "orange": 0.075, "yellow": 0.15, "green": 0.34, "blue": 0.61, "purple": 0.77, "pink": 0.92}[colour]
    return colorsys.hsv_to_rgb(hue, 0.5 if colour == "pink" else 0.95, 1.0), 0.3, 0.7


class Composer:
    """Composes plans into pictures from one pool of backgrounds and a set of drawings."""

    def __init__(self, pool, drawings, side=64):
        self.side = side
        self.backgrounds = {name: torch.from_numpy(images).permute(0, 3, 1, 2) for name, images in pool.items()}
        self.names = {name: i for i, name in enumerate(sorted(drawings))}
        self.levels = {level: self._level(drawings, level) for level in LEVELS}
        self.veils = self._veils()

    def _level(self, drawings, level):
        """All drawings at one side, colour multiplied by opacity (so that they may be interpolated)."""
        stack = []
        for name in self.names:
            pixels = drawings[name].astype(np.float32) / 255
            pixels[..., :3] *= pixels[..., 3:]
            channels = [np.asarray(Image.fromarray(pixels[..., c]).resize((level, level), Image.BOX if level < 96 else Image.NEAREST))
                        for c in range(4)]
            stack.append(np.stack(channels))
        return torch.from_numpy(np.stack(stack))

    def _veils(self):
        """Opacity of falling rain and snow, [kind][veil, 1, side, side]."""
        from PIL import ImageDraw
        rng, scale = np.random.RandomState(5), 3
        veils = {"rain": [], "snowfall": []}
        for kind, count in (("rain", RAIN), ("snowfall", SNOWFALL)):
            for _ in range(count):
                image = Image.new("L", (self.side * scale, self.side * scale))
                draw, unit = ImageDraw.Draw(image), self.side * scale / 96
                slant = rng.uniform(-0.4, 0.4)
                for _ in range(rng.randint(35, 70) if kind == "rain" else rng.randint(45, 90)):
                    x, y = rng.uniform(0, 96) * unit, rng.uniform(-8, 96) * unit
                    if kind == "rain":
                        length = rng.uniform(7, 13) * unit
                        draw.line([x, y, x + slant * length, y + length], fill=215, width=max(1, round(unit)))
                    else:
                        radius = rng.uniform(0.7, 1.9) * unit
                        draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=245)
                veils[kind].append(np.asarray(image.resize((self.side, self.side), Image.BOX), np.float32) / 255)
        return {kind: torch.from_numpy(np.stack(images))[:, None] for kind, images in veils.items()}

    def compose(self, scenes, rng, augment=False):
        """The pictures of the scenes, uint8 [scenes, 3, side, side]."""
        picture = self._backdrop(scenes, rng)
        slots = [self._slots(scene, rng) for scene in scenes]
        looks = [self._look(scene, rng, augment) for scene in scenes]
        for layer in range(3):
            rows = [i for i, scene in enumerate(scenes) if scene.count > layer]
            if rows:
                picture[rows] = self._with_object(picture[rows], [scenes[i] for i in rows],
                                                  [slots[i][layer] for i in rows], [looks[i] for i in rows], rng, augment)
        picture = self._light(picture, scenes, rng)
        if augment:
            picture = self._cutout(picture, rng)
        return picture.mul_(255).round_().clamp_(0, 255).to(torch.uint8)

    def _backdrop(self, scenes, rng):
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
        if self.side < 80:
            images = F.interpolate(images, size=(80, 80), mode="bilinear", align_corners=False)
        grid = F.affine_grid(torch.from_numpy(theta), (n, 3, self.side, self.side), align_corners=False)
        return F.grid_sample(images, grid, mode="bilinear", padding_mode="border", align_corners=False)

    def _slots(self, scene, rng):
        """Centre (x, y) and side of each object, as shares of the picture."""
        low, high = SIDES[scene.count == 1, scene.size]
        centres = {1: [0.5], 2: [0.27, 0.73], 3: [0.2, 0.5, 0.8]}[scene.count]
        side = rng.uniform(low, high)
        slots = []
        for centre in centres:
            own = side * rng.uniform(0.93, 1.07)
            if scene.count == 1:
                reach = max(0.0, 0.5 - own / 2 + 0.03)
                x = 0.5 + rng.uniform(-reach, reach)
                y = 0.5 + rng.uniform(-reach * (1 if scene.background in ("sky", "underwater") else 0.6), reach)
            else:
                x, y = centre + rng.uniform(-0.03, 0.03), rng.uniform(0.28, 0.72)
            slots.append((x, y, own))
        return slots

    def _look(self, scene, rng, augment):
        """Colour treatment of the objects of one scene; a pair or a group shares it."""
        look = {"tint": 0.0, "base": (1.0, 1.0, 1.0), "floor": 0.3, "slope": 0.7, "shine": 0.0,
                "hue": rng.normal(0, 0.06), "saturation": rng.uniform(0.9, 1.1), "outline": None,
                "shadow": rng.uniform() < 0.3, "flatten": 0.0, "bend": 0.0}
        if scene.colour:
            base, floor, slope = shade_of(scene.colour)
            base = np.clip(np.asarray(base) + rng.normal(0, 0.02, 3), 0, 1)
            look.update(tint=0.9, base=base, floor=floor, slope=slope,
                        shine=0.0 if scene.colour in ("white", "black") else 0.5, hue=0.0, saturation=1.0)
        if augment:
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
        return look

    def _with_object(self, picture, scenes, slots, looks, rng, augment):
        """The pictures with one object each, warped into its slot and coloured."""
        n, side = len(scenes), self.side
        x, y, own = np.array(slots, np.float32).T
        angle = np.where(rng.uniform(size=n) < (0.9 if augment else 0.6), rng.uniform(-0.25, 0.25, n), 0)
        stretch = rng.uniform(0.85, 1.18, n) if augment else rng.uniform(0.93, 1.08, n)
        shear = rng.uniform(-0.18, 0.18, n) if augment else np.zeros(n)
        flip = np.where(rng.uniform(size=n) < 0.5, -1, 1)
        # From picture coordinates (-1..1) back to drawing coordinates.
        inverse = np.zeros((n, 2, 3), np.float32)
        cos, sin = np.cos(angle), np.sin(angle)
        inverse[:, 0, 0], inverse[:, 0, 1] = flip * (cos + shear * -sin) / (own * stretch), flip * (sin + shear * cos) / (own * stretch)
        inverse[:, 1, 0], inverse[:, 1, 1] = -sin / own * stretch, cos / own * stretch
        centre = np.stack([2 * x - 1, 2 * y - 1], 1)
        inverse[:, :, 2] = -(inverse[:, :, :2] @ centre[:, :, None])[..., 0]
        grid = F.affine_grid(torch.from_numpy(inverse), (n, 4, side, side), align_corners=False)
        if augment:
            bends = torch.from_numpy(rng.normal(0, 1, (n, 2, 4, 4)).astype(np.float32))
            bends *= torch.tensor([look["bend"] for look in looks])[:, None, None, None] * 0.7
            grid = grid + F.interpolate(bends, size=(side, side), mode="bicubic", align_corners=True).permute(0, 2, 3, 1)
        sprite = torch.zeros(n, 4, side, side)
        pixels = own * side
        index = np.array([self.names[s.drawing] for s in scenes])
        level_of = np.array([min([v for v in LEVELS if v >= p * 0.95] or [LEVELS[0]]) for p in pixels])
        for level in LEVELS:
            rows = np.flatnonzero(level_of == level)
            if len(rows):
                sprite[rows] = F.grid_sample(self.levels[level][index[rows]], grid[rows], mode="bilinear",
                                             padding_mode="zeros", align_corners=False)
        opacity = sprite[:, 3:]
        colour = self._coloured(sprite[:, :3] / opacity.clamp(min=1e-3), opacity, looks)
        shadowed = [i for i, look in enumerate(looks) if look["shadow"]]
        if shadowed:
            shade = torch.roll(opacity[shadowed], (2, 2), (2, 3)) * 0.3
            picture[shadowed] = picture[shadowed] * (1 - shade)
        outlined = [i for i, look in enumerate(looks) if look["outline"] is not None]
        if outlined:
            ink = torch.tensor([looks[i]["outline"] for i in outlined])[:, None, None, None]
            thick = F.max_pool2d(opacity[outlined], 3, 1, 1)
            picture[outlined] = picture[outlined] * (1 - thick) + ink * thick
        return picture * (1 - opacity) + colour * opacity

    @staticmethod
    def _coloured(rgb, opacity, looks):
        """Hue turned, saturation scaled, inner shading flattened, and the tint of the scene's colour."""
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

    def _light(self, picture, scenes, rng):
        """Time of day, weather, then the camera: contrast, brightness, colour cast, noise, blur."""
        n = len(scenes)
        gain, shift = np.ones((n, 3), np.float32), np.zeros((n, 3), np.float32)
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
        picture = picture * torch.from_numpy(gain)[:, :, None, None] + torch.from_numpy(shift)[:, :, None, None]
        for kind, colour in (("rain", (0.74, 0.8, 0.87)), ("snowfall", (0.98, 0.98, 1.0))):
            rows = [i for i, scene in enumerate(scenes) if scene.weather == kind]
            if rows:
                veil = self.veils[kind][[rng.randint(len(self.veils[kind])) for _ in rows]]
                picture[rows] = picture[rows] * (1 - veil) + torch.tensor(colour)[:, None, None] * veil
        contrast = rng.uniform(0.8, 1.15, n).astype(np.float32)
        cast = 1 + rng.normal(0, 0.035, (n, 3)).astype(np.float32)
        bright = rng.uniform(-0.07, 0.07, n).astype(np.float32)
        gain = torch.from_numpy(cast * contrast[:, None])[:, :, None, None]
        shift = torch.from_numpy(cast * (0.5 - 0.5 * contrast + bright)[:, None])[:, :, None, None]
        picture = picture * gain + shift
        noisy = np.flatnonzero(rng.uniform(size=n) < 0.25)
        if len(noisy):
            grain = rng.standard_normal((len(noisy), 3, self.side, self.side)).astype(np.float32)
            picture[noisy] += torch.from_numpy(grain * rng.uniform(0.01, 0.05, (len(noisy), 1, 1, 1)).astype(np.float32))
        soft = np.flatnonzero(rng.uniform(size=n) < 0.15)
        if len(soft):
            kernel = torch.tensor([1.0, 2.0, 1.0])
            kernel = (kernel[:, None] * kernel[None] / 16).expand(3, 1, 3, 3)
            picture[soft] = F.conv2d(F.pad(picture[soft], (1, 1, 1, 1), mode="replicate"), kernel, groups=3)
        return picture.clamp_(0, 1)

    def _cutout(self, picture, rng):
        """A grey patch on one picture in five."""
        for i in np.flatnonzero(rng.uniform(size=len(picture)) < 0.2):
            height, width = (rng.uniform(0.12, 0.3, 2) * self.side).astype(int)
            top, left = rng.randint(self.side - height), rng.randint(self.side - width)
            picture[i, :, top:top + height, left:left + width] = rng.uniform(0.2, 0.8)
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
    import captions
    from PIL import ImageDraw
    drawings, rng = art.load(), np.random.RandomState(options.seed)
    composer = Composer(backgrounds.load("train"), drawings, options.side)
    named = drawings_of(drawings, art.TRAINED)
    scenes = [sample_training(rng, named, 0.95) for _ in range(32)]
    pictures = composer.compose(scenes, rng, options.augment).permute(0, 2, 3, 1).numpy()
    sheet = Image.new("RGB", (8 * 180, 4 * 212), "white")
    draw = ImageDraw.Draw(sheet)
    for i, scene in enumerate(scenes):
        x, y = i % 8 * 180, i // 8 * 212
        sheet.paste(Image.fromarray(pictures[i]).resize((176, 176), Image.BICUBIC), (x + 2, y + 2))
        text = captions.caption(scene, rng)
        draw.text((x + 3, y + 180), text[:30], fill="black")
        draw.text((x + 3, y + 194), text[30:], fill="black")
    sheet.save(os.path.join(art.WORK, "scenes.png"))


if __name__ == "__main__":
    main()
