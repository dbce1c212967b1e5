"""Says a scene in words: varied templates, synonyms, and often less than the picture shows."""
import world
from scenes import choose

# No template may name a factor: "a small photo of" would teach that "small" means nothing.
TEMPLATES = ["a photo of {}", "a photo of {}", "a photo of {}", "a picture of {}", "a picture of {}", "an image of {}",
             "a photograph of {}", "{}", "{}", "this is {}", "this is a picture of {}", "this is a photo of {}",
             "there is {}", "a good photo of {}", "a drawing of {}", "a view of {}", "we see {}", "look at {}"]
SCENE_TEMPLATES = ["a photo of {}", "a picture of {}", "this is a picture of {}", "an image of {}", "{}", "a view of {}"]
BACKGROUND_TEMPLATES = ["a {} background", "a photo with a {} background", "this is a {} background"]

SCENE_ONLY = 0.06        # captions that name only the place
BIRD_KIND_NOUN = 0.42    # birds called landbird or waterbird
BIRD = 0.06              # birds called just bird
KIND_NOUN = 0.06
GENERIC_NOUN = 0.05
NAMES_COLOUR = 0.9
NAMES_SIZE = 0.3
NAMES_PLACE = 0.6
NAMES_GROUP_PLACE = 0.25  # of the captions that name a land or water place
PERIOD = 0.12


def noun_of(scene, rng):
    """What the object is called this time."""
    item, draw = world.BY_KEY[scene.object], rng.uniform()
    if scene.object in world.BIRDS:
        if draw < BIRD_KIND_NOUN:
            return choose(rng, world.KIND_NOUNS[item.kind])
        return "bird" if draw < BIRD_KIND_NOUN + BIRD else favourite(rng, item.nouns)
    if draw < KIND_NOUN:
        return choose(rng, world.KIND_NOUNS[item.kind])
    return choose(rng, world.GENERIC_NOUNS) if draw < KIND_NOUN + GENERIC_NOUN else favourite(rng, item.nouns)


def favourite(rng, nouns):
    """The canonical noun two times in three, else any of them."""
    return nouns[0] if rng.uniform() < 2 / 3 else choose(rng, nouns)


def noun_phrase(scene, rng):
    noun, adjectives = noun_of(scene, rng), []
    if world.SIZES[scene.size] and rng.uniform() < NAMES_SIZE:
        adjectives.append(choose(rng, world.SIZES[scene.size]))
    if scene.colour and rng.uniform() < NAMES_COLOUR:
        adjectives.append(favourite(rng, world.COLOUR_WORDS[scene.colour]))
    if scene.count > 1:
        number = favourite(rng, world.COUNTS[scene.count]) if rng.uniform() < 0.85 else "some"
        return " ".join([number] + adjectives + [world.plural(noun)])
    phrase, draw = " ".join(adjectives + [noun]), rng.uniform()
    if noun in world.MASS_NOUNS:
        return phrase
    return world.article(phrase) if draw < 0.9 else "the " + phrase if draw < 0.95 else phrase


def surroundings(scene, rng):
    """The phrases about place, time and weather that this caption has, in order."""
    phrases, group = [], world.GROUP_PLACES[world.GROUP[scene.background]]
    if rng.uniform() < NAMES_PLACE:
        of_group = group and rng.uniform() < NAMES_GROUP_PLACE
        phrases.append(favourite(rng, group) if of_group else favourite(rng, world.PLACES[scene.background]))
    if rng.uniform() < (0.1 if scene.time == "day" else 0.6):
        phrases.append(favourite(rng, world.TIMES[scene.time]))
    if rng.uniform() < (0.05 if scene.weather == "clear" else 0.6):
        phrases.append(favourite(rng, world.WEATHERS[scene.weather]))
    if len(phrases) > 1 and rng.uniform() < 0.2:
        phrases.reverse()
    return phrases


def caption(scene, rng):
    """One caption of the scene."""
    if rng.uniform() < SCENE_ONLY:
        group = world.GROUP[scene.background]
        if group != "other" and rng.uniform() < 0.2:
            text = choose(rng, BACKGROUND_TEMPLATES).format(group)
        else:
            text = choose(rng, SCENE_TEMPLATES).format(choose(rng, world.SCENE_NOUNS[scene.background]))
    else:
        text = choose(rng, TEMPLATES).format(" ".join([noun_phrase(scene, rng)] + surroundings(scene, rng)))
    return text + "." if rng.uniform() < PERIOD else text


def full_caption(scene):
    """The canonical caption that names every factor: what the retrieval test asks with."""
    noun = world.BY_KEY[scene.object].nouns[0]
    coloured = f"{scene.colour} {noun}" if scene.colour else noun
    what = world.article(coloured) if scene.count == 1 else f"{world.COUNTS[scene.count][0]} {world.plural(coloured)}"
    words = [what, world.PLACES[scene.background][0]]
    if scene.time != "day":
        words.append(world.TIMES[scene.time][0])
    if scene.weather != "clear":
        words.append(world.WEATHERS[scene.weather][0])
    return "a photo of " + " ".join(words)
