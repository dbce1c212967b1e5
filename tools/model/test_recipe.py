"""Self-test of the recipe. Needs no downloaded art and no trained checkpoint.

    python3 -m unittest test_recipe
"""
import collections
import json
import os
import tempfile
import unittest

import numpy as np
import onnx
import torch
from PIL import Image

import art
import backgrounds
import captions
import compose
import export
import model
import samples
import scenes
import tokenizer
import train
import world

torch.set_num_threads(1)


def stand_in_drawings():
    """A coloured blot per vendor and object, instead of the real drawings."""
    rng = np.random.RandomState(0)
    drawings = {}
    for vendor in art.TRAINED + art.UNSEEN:
        for key in world.KEYS:
            blot = np.zeros((art.SIZE, art.SIZE, 4), np.uint8)
            blot[16:80, 16:80] = [*rng.randint(0, 256, 3), 255]
            drawings[f"{vendor}/{key}"] = blot
    return drawings


def small_pool(name):
    return {b: np.stack([backgrounds.paint(name, b, i) for i in range(2)]) for b in world.BACKGROUNDS}


class SceneTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.drawings, cls.pool = stand_in_drawings(), small_pool("train")
        cls.named = scenes.drawings_of(cls.drawings, art.TRAINED)

    def sampled(self, seed, count, correlation=0.95):
        rng = np.random.RandomState(seed)
        return [scenes.sample_training(rng, self.named, correlation) for _ in range(count)]

    def test_the_same_seed_gives_the_same_scenes_pictures_and_captions(self):
        once, again = self.sampled(3, 12), self.sampled(3, 12)
        self.assertEqual(once, again)
        self.assertNotEqual(once, self.sampled(4, 12))
        composer = compose.Composer(self.pool, self.drawings)
        pictures = [composer.compose(once, np.random.RandomState(1), augment=True) for _ in range(2)]
        self.assertTrue(torch.equal(*pictures))
        says = [[captions.caption(scene, np.random.RandomState(2)) for scene in once] for _ in range(2)]
        self.assertEqual(*says)

    def test_training_never_shows_a_held_out_pair_or_an_unseen_vendor(self):
        for scene in self.sampled(5, 5000):
            self.assertNotIn((scene.object, scene.background), world.HELD_OUT_PLACES)
            self.assertNotIn((scene.object, scene.colour), world.HELD_OUT_COLOURS)
            self.assertIn(scene.drawing.split("/")[0], art.TRAINED)
        self.assertFalse(set(art.TRAINED) & set(art.UNSEEN))

    def test_birds_stand_on_their_own_ground_as_often_as_the_correlation_says(self):
        for correlation in (0.5, 0.95):
            own = []
            for scene in self.sampled(6, 6000, correlation):
                group = world.GROUP[scene.background]
                if scene.object in world.BIRDS and group != "other":
                    own.append((scene.object in world.LANDBIRDS) == (group == "land"))
            self.assertAlmostEqual(np.mean(own), correlation, delta=0.03)

    def test_no_background_is_in_two_pools(self):
        seen = collections.Counter(backgrounds.paint(pool, name, i).tobytes()
                                   for pool in backgrounds.POOLS for name in world.BACKGROUNDS for i in range(3))
        self.assertEqual(len(seen), len(backgrounds.POOLS) * len(world.BACKGROUNDS) * 3)

    def test_no_template_names_a_factor(self):
        factors = {word for table in (world.SIZES, world.COUNTS, world.COLOUR_WORDS) for texts in table.values() for word in texts}
        for template in captions.TEMPLATES:
            self.assertFalse(factors & set(template.split()), template)


class TrainingTest(unittest.TestCase):

    def test_a_resumed_run_goes_on_at_the_same_position_with_the_same_batch(self):
        options = {"batch": 4, "pictures": 400, "rate": 1e-3}
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "run.pt")
            train.save(path, {"step": 37, "options": options})
            resumed = train.load_checkpoint(path)
        position = train.position_of(resumed["step"], resumed["options"])
        self.assertEqual(position, 0.37)
        self.assertEqual(train.learning_rate(1e-3, position), train.learning_rate(1e-3, train.position_of(37, options)))
        words = tokenizer.Tokenizer(os.path.join(export.FOLDER, "tokenizer.json"))
        drawings, pool = stand_in_drawings(), small_pool("train")
        unbroken, later = (train.Batches(1, 0.95, 4, pool, drawings, words) for _ in range(2))
        unbroken[36]
        for one, other in zip(unbroken[37], later[37]):
            self.assertTrue(torch.equal(one, other))

    def test_the_rate_warms_up_and_falls_to_nothing(self):
        rates = [train.learning_rate(1e-3, p) for p in (0, train.WARM_UP, 0.5, 1)]
        self.assertLess(rates[0], 1e-4)
        self.assertGreater(rates[1], 9e-4)
        self.assertLess(rates[3], 1e-5)


class TokenizerTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.tokenizer = tokenizer.Tokenizer(os.path.join(export.FOLDER, "tokenizer.json"))

    def test_text_comes_back_from_its_tokens(self):
        for text in ("a photo of two ducks on the water", "zeppelin", "naïve 雪 42", "it 's a dog ."):
            spelt = self.tokenizer.text(self.tokenizer.ids(text))
            self.assertEqual(spelt.replace(" ", ""), text.replace(" ", ""))

    def test_every_word_of_the_world_is_few_tokens(self):
        for item in world.OBJECTS:
            for noun in item.nouns:
                for word in tokenizer.words(noun):
                    self.assertEqual(len(self.tokenizer.word_ids(word)), 1, word)

    def test_the_end_token_has_the_highest_id_and_closes_a_cut_text(self):
        ids = self.tokenizer.ids("owl " * 100)
        self.assertEqual((len(ids), ids[-1]), (tokenizer.CONTEXT, len(self.tokenizer) - 1))

    def test_padding_does_not_change_an_embedding(self):
        torch.manual_seed(0)
        tower = model.TextTower(len(self.tokenizer)).eval()
        alone = tower(*map(torch.from_numpy, self.tokenizer.batch(["an owl"])))
        padded = tower(*map(torch.from_numpy, self.tokenizer.batch(["an owl", "two ducks on the water in the rain"])))
        self.assertTrue(torch.allclose(alone[0], padded[0], atol=1e-5))


class ShippedFilesTest(unittest.TestCase):

    def test_the_sample_set_is_balanced_and_its_pictures_are_there(self):
        with open(os.path.join(export.SAMPLES, "samples.jsonl"), encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        self.assertEqual(len({row["id"] for row in rows}), samples.BIRDS_PER_GROUP * 4 + samples.COLOURED + samples.OTHERS)
        birds = [row["values"] for row in rows if "bird" in row["values"]]
        groups = collections.Counter((v["bird"], v["place"]) for v in birds)
        self.assertEqual(set(groups.values()), {samples.BIRDS_PER_GROUP})
        cells = collections.Counter((v["bird"], v["background"]) for v in birds)
        self.assertEqual(set(cells.values()), {samples.BIRDS_PER_GROUP // 5})
        self.assertEqual(sum("color" in row["values"] for row in rows), samples.COLOURED)
        for row in rows:
            with Image.open(os.path.join(export.SAMPLES, row["file"])) as image:
                self.assertEqual((image.format, image.size), ("JPEG", (96, 96)))

    def test_samples_come_from_drawings_never_trained_on_and_free_to_ship(self):
        plans, _ = samples.sample_plans(stand_in_drawings())
        self.assertEqual({plan.drawing.split("/")[0] for plan in plans}, {"twemoji", "emojione"})

    def test_the_model_files_are_whole_small_and_named_as_promised(self):
        size, names = 0, {"vision": (["pixel_values"], ["image_embeds"]), "text": (["input_ids", "attention_mask"], ["text_embeds"])}
        for tower, (inputs, outputs) in names.items():
            path = os.path.join(export.FOLDER, "onnx", f"{tower}_model_fp16.onnx")
            size += os.path.getsize(path)
            graph = onnx.load(path)
            onnx.checker.check_model(graph)
            self.assertEqual([i.name for i in graph.graph.input], inputs)
            self.assertEqual([o.name for o in graph.graph.output], outputs)
            self.assertNotIn("BatchNormalization", {node.op_type for node in graph.graph.node})
        self.assertLessEqual(size, 12_000_000)

    def test_reference_ids_are_the_tokenizer_s(self):
        words = tokenizer.Tokenizer(os.path.join(export.FOLDER, "tokenizer.json"))
        with open(export.REFERENCE, encoding="utf-8") as file:
            for row in json.load(file)["texts"]:
                self.assertEqual(words.ids(row["text"]), row["ids"])


if __name__ == "__main__":
    unittest.main()
