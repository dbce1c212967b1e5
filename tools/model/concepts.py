"""Makes the bundled pictures of personal concepts: src/main/resources/samples/concepts/.

    python3 concepts.py

A concept is one thing among its like: this dog, in one hand's drawing, in its own colours or painted
another. Some pictures show it in places to learn it from; the others are to be found by captions that
name its kind and the place and not what is its own. The concepts of one kind stand in the same places
there, so that a caption alone fits one picture of each.

As in samples.py nothing was seen in training, and all may be shipped.
"""
import argparse
import json
import os
import shutil

import numpy as np
from PIL import Image

import art
import backgrounds
import compose
import scenes
import world
from export import SAMPLES

FOLDER = os.path.join(SAMPLES, "concepts")
SEED = 2025
KINDS = ["dog", "cat", "car", "balloon", "umbrella", "fish", "butterfly", "guitar"]
LOOKS = [("twemoji", None), ("emojione", None), ("twemoji", "blue")]
TO_LEARN = 6
TO_FIND = 3
QUALITY = 92


def concept_plans(rng):
    """(concept, kind, split, scene) of every picture."""
    for kind in KINDS:
        places = [world.BACKGROUNDS[i] for i in rng.permutation(len(world.BACKGROUNDS))]
        for vendor, colour in LOOKS:
            concept = "-".join(filter(None, [kind, vendor, colour]))
            learned = [places[TO_FIND + i] for i in rng.permutation(len(places) - TO_FIND)[:TO_LEARN]]
            for split, wanted in (("train", learned), ("test", places[:TO_FIND])):
                for place in wanted:
                    size = scenes.choose(rng, ["medium", "big"])
                    yield concept, kind, split, scenes.Scene(kind, f"{vendor}/{kind}", place, colour, "day", "clear", 1, size)


def caption(kind, scene):
    return f"a photo of {world.article(kind)} {world.PLACES[scene.background][0]}"


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter).parse_args()
    rng, drawings = np.random.RandomState(SEED), art.load()
    plans = list(concept_plans(rng))
    composer = compose.Composer(backgrounds.load("test"), drawings, side=96)
    pictures = composer.compose([scene for *_, scene in plans], rng).permute(0, 2, 3, 1).numpy()
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(os.path.join(FOLDER, "pictures"))
    with open(os.path.join(FOLDER, "manifest.jsonl"), "w", encoding="utf-8") as file:
        for number, ((concept, kind, split, scene), picture) in enumerate(zip(plans, pictures)):
            name = f"pictures/{number:03d}.jpg"
            Image.fromarray(picture).save(os.path.join(FOLDER, name), quality=QUALITY, optimize=True)
            row = {"path": name, "values": {"concept": concept, "class": kind}, "split": split}
            if split == "test":
                row["caption"] = caption(kind, scene)
            file.write(json.dumps(row) + "\n")
    print(len(plans), "pictures")


if __name__ == "__main__":
    main()
