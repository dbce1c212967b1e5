"""CLIP's byte-level BPE, trained on our captions and on everyday words.

    python3 tokenizer.py             writes work/tokenizer.json

The file has the layout of Hugging Face's CLIP tokenizer and loads there unchanged. Every everyday word
ends up as a single token or few, so ordinary English does not fall to pieces, though only the words of
the captions have a trained meaning.
"""
import argparse
import collections
import json
import os
import re
import unicodedata

import numpy as np

import art
import captions
import scenes
import world

HERE = os.path.dirname(os.path.abspath(__file__))
START, END = "<|startoftext|>", "<|endoftext|>"
CONTEXT = 32
MAXIMUM_VOCABULARY = 4000
SPLIT = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
# The same split for Python's re, which has no \p{...}.
PYTHON_SPLIT = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d|[^\W\d_]+|\d|(?:[^\s\w]|_)+")


def byte_characters():
    """A printable character for each of the 256 bytes, as in GPT-2 and CLIP."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    table = {byte: chr(byte) for byte in printable}
    for byte in range(256):
        table.setdefault(byte, chr(256 + len(table) - len(printable)))
    return table


BYTES = byte_characters()


def words(text):
    """The text's words as strings of byte characters, normalised as the tokenizer file says."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).lower()
    return ["".join(BYTES[byte] for byte in word.encode()) for word in PYTHON_SPLIT.findall(text)]


def learn_merges(frequencies, count):
    """The merges of byte-pair encoding, most frequent pair first; ties by spelling."""
    pieces = {word: list(word[:-1]) + [word[-1] + "</w>"] for word in frequencies}
    pairs, where = collections.Counter(), collections.defaultdict(set)
    for word, parts in pieces.items():
        for pair in zip(parts, parts[1:]):
            pairs[pair] += frequencies[word]
            where[pair].add(word)
    merges = []
    while len(merges) < count:
        best = min(pairs, key=lambda pair: (-pairs[pair], pair), default=None)
        if best is None or pairs[best] <= 0:
            break
        merges.append(best)
        for word in list(where[best]):
            old = pieces[word]
            for pair in zip(old, old[1:]):
                pairs[pair] -= frequencies[word]
                where[pair].discard(word)
                if not pairs[pair]:
                    del pairs[pair]
            pieces[word] = merged(old, best)
            for pair in zip(pieces[word], pieces[word][1:]):
                pairs[pair] += frequencies[word]
                where[pair].add(word)
    return merges


def merged(parts, pair):
    """The parts with every occurrence of the pair joined, left to right."""
    result, i = [], 0
    while i < len(parts):
        if i + 1 < len(parts) and (parts[i], parts[i + 1]) == pair:
            result.append(parts[i] + parts[i + 1])
            i += 2
        else:
            result.append(parts[i])
            i += 1
    return result


def tokenizer_json(merges):
    """The tokenizer file as a dict, in Hugging Face's layout."""
    vocabulary = {}
    alphabet = list(BYTES.values())
    for token in alphabet + [c + "</w>" for c in alphabet] + [a + b for a, b in merges] + [START, END]:
        vocabulary.setdefault(token, len(vocabulary))
    special = [{"id": vocabulary[token], "content": token, "single_word": False, "lstrip": False, "rstrip": False,
                "normalized": False, "special": True} for token in (START, END)]
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": special,
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "NFC"}, {"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": " "}, {"type": "Lowercase"}]},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
            {"type": "Split", "pattern": {"Regex": SPLIT}, "behavior": "Removed", "invert": True},
            {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}]},
        "post_processor": {"type": "RobertaProcessing", "sep": [END, vocabulary[END]], "cls": [START, vocabulary[START]],
                           "trim_offsets": False, "add_prefix_space": False},
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "model": {"type": "BPE", "dropout": None, "unk_token": END, "continuing_subword_prefix": "",
                  "end_of_word_suffix": "</w>", "fuse_unk": False, "byte_fallback": False,
                  "vocab": vocabulary, "merges": [f"{a} {b}" for a, b in merges]},
    }


class Tokenizer:
    """Reads a tokenizer file and turns text into ids."""

    def __init__(self, path=os.path.join(art.WORK, "tokenizer.json")):
        with open(path, encoding="utf-8") as file:
            model = json.load(file)["model"]
        self.vocabulary = model["vocab"]
        self.rank = {tuple(merge.split(" ")): i for i, merge in enumerate(model["merges"])}
        self.start, self.end = self.vocabulary[START], self.vocabulary[END]
        self.known = {}

    def __len__(self):
        return len(self.vocabulary)

    def word_ids(self, word):
        if word not in self.known:
            parts = list(word[:-1]) + [word[-1] + "</w>"]
            while len(parts) > 1:
                pair = min(zip(parts, parts[1:]), key=lambda p: self.rank.get(p, len(self.rank)))
                if pair not in self.rank:
                    break
                parts = merged(parts, pair)
            self.known[word] = [self.vocabulary[part] for part in parts]
        return self.known[word]

    def ids(self, text):
        """Start, the text's tokens (cut to the context), end."""
        tokens = [i for word in words(text) for i in self.word_ids(word)]
        return [self.start] + tokens[:CONTEXT - 2] + [self.end]

    def batch(self, texts):
        """(ids, mask), both int64 [texts, longest]; padding repeats the end token."""
        rows = [self.ids(text) for text in texts]
        longest = max(map(len, rows))
        ids = np.full((len(rows), longest), self.end, np.int64)
        mask = np.zeros((len(rows), longest), np.int64)
        for i, row in enumerate(rows):
            ids[i, :len(row)], mask[i, :len(row)] = row, 1
        return ids, mask

    def text(self, ids):
        """The text of ids, without start and end."""
        names = {i: token for token, i in self.vocabulary.items()}
        joined = "".join(names[int(i)] for i in ids if int(i) not in (self.start, self.end)).replace("</w>", " ")
        back = {c: byte for byte, c in BYTES.items()}
        return b"".join(bytes([back[c]]) if c in back else b" " for c in joined).decode("utf-8", "replace").strip()


def word_frequencies(drawings):
    """Words of sampled captions, every word of the world, and the everyday words."""
    frequencies = collections.Counter()
    with open(os.path.join(HERE, "everyday.txt"), encoding="utf-8") as file:
        everyday = words(file.read())
    vocabulary = [everyday]
    for table in (world.PLACES, world.SCENE_NOUNS, world.GROUP_PLACES, world.TIMES, world.WEATHERS, world.KIND_NOUNS,
                  world.SIZES, world.COUNTS, world.COLOUR_WORDS):
        vocabulary += [words(text) for texts in table.values() for text in texts]
    for item in world.OBJECTS:
        vocabulary += [words(form) for noun in item.nouns for form in (noun, world.plural(noun))]
    for group in vocabulary:
        for word in group:
            frequencies[word] = max(frequencies[word], 3)
    rng, named = np.random.RandomState(0), scenes.drawings_of(drawings, art.TRAINED)
    for _ in range(4000):
        frequencies.update(words(captions.caption(scenes.sample_training(rng, named, 0.5), rng)))
    return frequencies


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter).parse_args()
    frequencies = word_frequencies(art.load())
    merges = learn_merges(frequencies, MAXIMUM_VOCABULARY - 512 - 2)
    path = os.path.join(art.WORK, "tokenizer.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(tokenizer_json(merges), file, ensure_ascii=False)
    tokenizer = Tokenizer(path)
    whole = sum(len(tokenizer.word_ids(word)) == 1 for word in frequencies)
    print(f"{len(frequencies)} words, {len(merges)} merges, {len(tokenizer)} tokens; {whole} words are one token")


if __name__ == "__main__":
    main()
