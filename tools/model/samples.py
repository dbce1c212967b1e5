"""Makes the bundled sample pictures: src/main/resources/samples/.

    python3 samples.py

Nothing in them was seen in training: the backgrounds come from the test pool, the drawings from Twemoji
and EmojiTwo (CC-BY-4.0, see NOTICE). OpenMoji is share-alike and stays out.
"""
import argparse
import json
import os
import shutil

import numpy as np
from PIL import Image

import art
import backgrounds
import captions
import compose
import scenes
import world
from export import SAMPLES

SEED = 2024
BIRDS_PER_GROUP = 80  # landbird or waterbird, on land or on water
COLOURED = 160
OTHERS = 120
QUALITY = 92
# A drawing that brings its own water would contradict its background.
LEFT_OUT = {"emojione/duck"}


def varied(rng, named, key, background, colour=None):
    """Mostly a plain scene, sometimes any light, weather, count and size."""
    return scenes.plan(rng, named, key, background, colour, plain=rng.uniform() < 0.7)


def bird_plans(rng, named):
    """The same number in each of the four groups, spread evenly over its birds and backgrounds."""
    for birds in (world.LANDBIRDS, world.WATERBIRDS):
        for places in (world.LAND, world.WATER):
            order = rng.permutation(BIRDS_PER_GROUP)
            for i in range(BIRDS_PER_GROUP):
                yield varied(rng, named, birds[i % len(birds)], places[order[i] % len(places)])


def other_keys():
    return [key for key in world.KEYS if key not in world.BIRDS]


def coloured_plans(rng, named):
    """Coloured objects, spread evenly over objects and colours."""
    keys, order = other_keys(), rng.permutation(COLOURED)
    for i in range(COLOURED):
        colour = world.COLOURS[order[i] % len(world.COLOURS)]
        yield varied(rng, named, keys[i % len(keys)], scenes.choose(rng, world.BACKGROUNDS), colour)


def other_plans(rng, named):
    """Objects in their own colours, spread evenly over objects and backgrounds."""
    keys, order = other_keys(), rng.permutation(OTHERS)
    for i in range(OTHERS):
        yield varied(rng, named, keys[i % len(keys)], world.BACKGROUNDS[order[i] % len(world.BACKGROUNDS)])


def values_of(scene):
    """The values that apply, by factor."""
    values, kind, group = {}, world.BY_KEY[scene.object].kind, world.GROUP[scene.background]
    if kind in ("landbird", "waterbird"):
        values["bird"] = kind
    if group in ("land", "water"):
        values["place"] = group
    values.update(object=scene.object, background=scene.background)
    if scene.colour:
        values["color"] = scene.colour
    return values


def sample_plans(drawings):
    """All plans of the sample set, mixed, and the generator to go on with."""
    rng = np.random.RandomState(SEED)
    usable = {name: value for name, value in drawings.items() if name not in LEFT_OUT}
    named = scenes.drawings_of(usable, art.SHIPPABLE_UNSEEN)
    plans = [*bird_plans(rng, named), *coloured_plans(rng, named), *other_plans(rng, named)]
    return [plans[i] for i in rng.permutation(len(plans))], rng


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter).parse_args()
    drawings = art.load()
    plans, rng = sample_plans(drawings)
    pictures = compose.Composer(backgrounds.load("test"), drawings, side=96).compose(plans, rng).permute(0, 2, 3, 1).numpy()
    shutil.rmtree(os.path.join(SAMPLES, "pictures"), ignore_errors=True)
    os.makedirs(os.path.join(SAMPLES, "pictures"))
    with open(os.path.join(SAMPLES, "samples.jsonl"), "w", encoding="utf-8") as file:
        for number, (plan, picture) in enumerate(zip(plans, pictures)):
            name = f"pictures/{number:03d}.jpg"
            Image.fromarray(picture).save(os.path.join(SAMPLES, name), quality=QUALITY, optimize=True)
            row = {"id": f"sample-{number:03d}", "file": name, "caption": captions.caption(plan, rng), "values": values_of(plan)}
            file.write(json.dumps(row) + "\n")
    print(len(plans), "pictures")


if __name__ == "__main__":
    main()
