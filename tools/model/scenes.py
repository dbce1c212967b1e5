"""Draws up scenes: which object in whose drawing, where, in what colour, light and weather.

A scene is a plan, not yet a picture; `compose.py` makes the picture. Everything random comes from the
generator given, so a seed gives the same scenes again.
"""
from collections import namedtuple

import world

Scene = namedtuple("Scene", "object drawing background colour time weather count size")

TIME_CHANCES = {"day": 0.8, "night": 0.1, "sunset": 0.1}
WEATHER_CHANCES = {"clear": 0.85, "rain": 0.05, "snowfall": 0.05, "fog": 0.05}
COUNT_CHANCES = {1: 0.88, 2: 0.07, 3: 0.05}
SIZE_CHANCES = {"small": 0.12, "medium": 0.4, "big": 0.48}
BIRD_SHARE = 0.33
COLOURED_SHARE = 0.28  # of the scenes without birds
COLOURED_BIRD_SHARE = 0.08


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
