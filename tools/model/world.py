"""The concept world: what can be in a picture, and the words for it.

Everything else reads this file: the art list, the scene composer, the captions, the tokenizer and
the evaluation. An object has one kind; a background belongs to one group; the first word of every
list is the canonical one, used in evaluation prompts.
"""
from collections import namedtuple

import numpy as np

Object = namedtuple("Object", "key kind nouns code icons")

_ROWS = [
    # key, kind, nouns, code point, icon names (tried in order)
    ("owl", "landbird", "owl|barn owl", "1f989", "owl"),
    ("eagle", "landbird", "eagle|hawk|falcon", "1f985", "eagle"),
    ("rooster", "landbird", "rooster|cockerel|cock", "1f413", "rooster"),
    ("turkey", "landbird", "turkey", "1f983", "turkey"),
    ("parrot", "landbird", "parrot|macaw", "1f99c", "parrot"),
    ("peacock", "landbird", "peacock|peafowl", "1f99a", "peacock"),
    ("chick", "landbird", "chick|baby chick", "1f425",
     "front-facing-baby-chick front-facing-chick hatched-chick baby-chick"),
    ("dodo", "landbird", "dodo", "1f9a4", "dodo"),
    ("duck", "waterbird", "duck|mallard|duckling", "1f986", "duck"),
    ("swan", "waterbird", "swan", "1f9a2", "swan"),
    ("flamingo", "waterbird", "flamingo", "1f9a9", "flamingo"),
    ("penguin", "waterbird", "penguin", "1f427", "penguin"),
    ("goose", "waterbird", "goose", "1fabf", "goose"),
    ("dog", "animal", "dog|puppy|hound", "1f415", "dog"),
    ("cat", "animal", "cat|kitten", "1f408", "cat"),
    ("horse", "animal", "horse|pony|stallion", "1f40e", "horse"),
    ("cow", "animal", "cow|bull", "1f404", "cow"),
    ("pig", "animal", "pig|hog|swine", "1f416", "pig"),
    ("elephant", "animal", "elephant", "1f418", "elephant"),
    ("giraffe", "animal", "giraffe", "1f992", "giraffe"),
    ("zebra", "animal", "zebra", "1f993", "zebra"),
    ("camel", "animal", "camel|dromedary", "1f42a", "camel dromedary-camel dromedary"),
    ("lion", "animal", "lion", "1f981", "lion lion-face"),
    ("frog", "animal", "frog|toad", "1f438", "frog frog-face"),
    ("turtle", "sea animal", "turtle|tortoise", "1f422", "turtle"),
    ("fish", "sea animal", "fish|tropical fish", "1f420", "tropical-fish"),
    ("octopus", "sea animal", "octopus|squid", "1f419", "octopus"),
    ("crab", "sea animal", "crab", "1f980", "crab"),
    ("butterfly", "insect", "butterfly|moth", "1f98b", "butterfly"),
    ("ladybug", "insect", "ladybug|ladybird|beetle", "1f41e", "lady-beetle ladybug"),
    ("snail", "insect", "snail|slug", "1f40c", "snail"),
    ("car", "vehicle", "car|automobile", "1f697", "automobile"),
    ("bus", "vehicle", "bus|coach", "1f68c", "bus"),
    ("bicycle", "vehicle", "bicycle|bike|cycle", "1f6b2", "bicycle"),
    ("airplane", "vehicle", "airplane|plane|aeroplane|aircraft|jet", "2708-fe0f", "airplane"),
    ("sailboat", "vehicle", "sailboat|boat|yacht|sailing boat", "26f5", "sailboat"),
    ("tractor", "vehicle", "tractor", "1f69c", "tractor"),
    ("cactus", "plant", "cactus", "1f335", "cactus"),
    ("mushroom", "plant", "mushroom|toadstool|fungus", "1f344", "mushroom"),
    ("sunflower", "plant", "sunflower|flower", "1f33b", "sunflower"),
    ("apple", "food", "apple", "1f34e", "red-apple"),
    ("banana", "food", "banana", "1f34c", "banana"),
    ("strawberry", "food", "strawberry|berry", "1f353", "strawberry"),
    ("umbrella", "thing", "umbrella|parasol", "2614", "umbrella-with-rain-drops umbrella"),
    ("balloon", "thing", "balloon", "1f388", "balloon"),
    ("guitar", "thing", "guitar", "1f3b8", "guitar"),
]
# Further drawings of the same objects, used from the trained vendors only: code point and icon names.
MORE_DRAWINGS = {
    "rooster": [("1f414", "chicken")],
    "chick": [("1f424", "baby-chick"), ("1f423", "hatching-chick")],
    "dog": [("1f436", "dog-face"), ("1f429", "poodle"), ("1f9ae", "guide-dog")],
    "cat": [("1f431", "cat-face"), ("1f408-200d-2b1b", "black-cat")],
    "horse": [("1f434", "horse-face")],
    "cow": [("1f42e", "cow-face"), ("1f402", "ox"), ("1f403", "water-buffalo")],
    "pig": [("1f437", "pig-face"), ("1f417", "boar")],
    "camel": [("1f42b", "two-hump-camel")],
    "fish": [("1f41f", "fish"), ("1f421", "blowfish")],
    "octopus": [("1f991", "squid")],
    "ladybug": [("1fab2", "beetle")],
    "car": [("1f698", "oncoming-automobile"), ("1f699", "sport-utility-vehicle"), ("1f695", "taxi")],
    "bus": [("1f68d", "oncoming-bus"), ("1f68e", "trolleybus")],
    "airplane": [("1f6e9-fe0f", "small-airplane")],
    "sunflower": [("1f33c", "blossom")],
    "apple": [("1f34f", "green-apple")],
    "umbrella": [("2602-fe0f", "umbrella"), ("26f1-fe0f", "umbrella-on-ground")],
}
OBJECTS = [Object(k, kind, n.split("|"), code, icons.split()) for k, kind, n, code, icons in _ROWS]
KEYS = [o.key for o in OBJECTS]
BY_KEY = {o.key: o for o in OBJECTS}
LANDBIRDS = [o.key for o in OBJECTS if o.kind == "landbird"]
WATERBIRDS = [o.key for o in OBJECTS if o.kind == "waterbird"]
BIRDS = LANDBIRDS + WATERBIRDS

KIND_NOUNS = {
    "landbird": ["landbird", "land bird"],
    "waterbird": ["waterbird", "water bird"],
    "animal": ["animal", "mammal", "creature", "beast"],
    "sea animal": ["sea animal", "sea creature", "animal"],
    "insect": ["insect", "bug", "small animal"],
    "vehicle": ["vehicle", "machine"],
    "plant": ["plant"],
    "food": ["food", "fruit"],
    "thing": ["thing", "item"],
}
GENERIC_NOUNS = ["object", "thing"]
MASS_NOUNS = {"food"}

LAND = ["grass", "forest", "mountain", "desert", "snow"]
WATER = ["sea", "lake", "river", "beach", "underwater"]
OTHER = ["sky", "city", "road", "room"]
BACKGROUNDS = LAND + WATER + OTHER
GROUP = {**{b: "land" for b in LAND}, **{b: "water" for b in WATER}, **{b: "other" for b in OTHER}}

PLACES = {
    "grass": ["on the grass", "in a meadow", "in a field", "on a lawn", "in a park", "on a green pasture", "in a garden"],
    "forest": ["in a forest", "in the woods", "among trees", "in the forest", "in a woodland", "in the jungle"],
    "mountain": ["in the mountains", "on a mountain", "in front of a mountain", "among rocky peaks", "on a hill"],
    "desert": ["in the desert", "on sand dunes", "in a desert", "on dry sand"],
    "snow": ["in the snow", "on snow", "in a snowy field", "on the ice", "in winter"],
    "sea": ["on the sea", "on the ocean", "at sea", "in the ocean", "on the waves"],
    "lake": ["on a lake", "on a pond", "by a lake", "in a lake"],
    "river": ["on a river", "in a stream", "by a river", "on a creek", "by a brook"],
    "beach": ["on a beach", "on the seashore", "at the beach", "on the coast", "by the shore"],
    "underwater": ["underwater", "under water", "under the sea", "beneath the waves", "deep in the water"],
    "sky": ["in the sky", "among clouds", "in the air", "above the clouds"],
    "city": ["in a city", "in the city", "in front of buildings", "in a town", "downtown"],
    "road": ["on a road", "on a street", "on the highway", "on a path", "on the road"],
    "room": ["in a room", "indoors", "in a house", "at home", "inside a building"],
}
# What the background itself is called: "a photo of a forest".
SCENE_NOUNS = {
    "grass": ["grass", "a meadow", "a field"], "forest": ["a forest", "woods", "trees"],
    "mountain": ["a mountain", "mountains", "rocks"], "desert": ["a desert", "sand dunes"],
    "snow": ["snow", "a snowy field", "ice"], "sea": ["the sea", "the ocean", "an ocean"],
    "lake": ["a lake", "a pond"], "river": ["a river", "a stream"],
    "beach": ["a beach", "the seashore", "a coast"], "underwater": ["the sea floor", "deep water"],
    "sky": ["the sky", "clouds"], "city": ["a city", "buildings", "a town"],
    "road": ["a road", "a street"], "room": ["a room", "a house"],
}
GROUP_PLACES = {
    "land": ["on land", "on the land", "with a land background", "on the ground"],
    "water": ["on water", "on the water", "with a water background", "in the water"],
    "other": [],
}

COLOURS = ["red", "orange", "yellow", "green", "blue", "purple", "pink", "white", "black"]
COLOUR_WORDS = {c: [c] for c in COLOURS}
COLOUR_WORDS.update(red=["red", "crimson", "scarlet"], green=["green", "emerald"], purple=["purple", "violet"],
                    blue=["blue", "azure"], yellow=["yellow", "golden"])
TIMES = {
    "day": ["by day", "in daylight", "during the day", "on a bright day"],
    "night": ["at night", "in the dark", "by night", "under the night sky"],
    "sunset": ["at sunset", "at dusk", "in the evening", "in warm evening light"],
}
WEATHERS = {
    "clear": ["in clear weather", "on a fine day"],
    "rain": ["in the rain", "on a rainy day", "in a shower"],
    "snowfall": ["in falling snow", "on a snowy day", "in a snow storm"],
    "fog": ["in the fog", "in mist", "on a foggy day"],
}
SIZES = {"small": ["small", "little", "tiny"], "medium": [], "big": ["big", "large", "huge"]}
COUNTS = {1: [], 2: ["two", "a pair of", "a couple of"], 3: ["three", "a group of"]}
PLURALS = {
    "goose": "geese", "wolf": "wolves", "fish": "fish", "butterfly": "butterflies", "ladybug": "ladybugs",
    "cactus": "cacti", "strawberry": "strawberries", "berry": "berries", "puppy": "puppies", "pony": "ponies",
    "bus": "buses", "coach": "coaches", "octopus": "octopuses", "aircraft": "aircraft", "peafowl": "peafowl",
    "squid": "squid", "fungus": "fungi", "swine": "swine", "box": "boxes",
    "food": "food", "fruit": "fruit",
}


def plural(noun):
    """Plural of a noun or noun phrase; only its last word changes."""
    head, _, last = noun.rpartition(" ")
    return (head + " " if head else "") + PLURALS.get(last, last + "s")


def article(phrase):
    """The phrase with its indefinite article."""
    vowel = phrase[0] in "aeiou" and not phrase.startswith(("uni", "eu"))
    return ("an " if vowel else "a ") + phrase


def _held_out(seed, rows, columns, share):
    """A fixed random set of pairs; each row keeps at least two thirds of its columns."""
    rng = np.random.RandomState(seed)
    count = max(1, round(share * len(columns)))
    return {(row, columns[i]) for row in rows for i in rng.choice(len(columns), count, replace=False)}


# Pairs never drawn in training. Birds keep all backgrounds: their rule is the training correlation.
HELD_OUT_PLACES = _held_out(7, [k for k in KEYS if k not in BIRDS], BACKGROUNDS, 0.12)
HELD_OUT_COLOURS = _held_out(8, KEYS, COLOURS, 0.15)

# Where an object is usually seen; half of the non-bird scenes follow it.
USUAL = {
    "animal": LAND, "sea animal": WATER, "insect": ["grass", "forest", "room"], "vehicle": ["road", "city"],
    "plant": ["grass", "forest", "desert"], "food": ["room", "city"], "thing": ["room", "city"],
}
USUAL_OF_OBJECT = {"airplane": ["sky"], "sailboat": ["sea", "lake", "river"], "balloon": ["sky", "room"],
                   "tractor": ["grass", "road"], "camel": ["desert"]}
