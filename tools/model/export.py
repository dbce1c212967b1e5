"""Writes the model folder in Hugging Face's ONNX layout, and reference vectors for the Java tests.

    python3 export.py                work/starter.pt -> src/main/resources/models/starter/

Weights are stored in half precision and cast back when the model is loaded; the arithmetic stays float32.
"""
import argparse
import json
import math
import os
import shutil

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

import art
import train
from model import DIMENSION, MEAN, SIDE, STD
from tokenizer import CONTEXT, END, START, Tokenizer

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.path.join(ROOT, "src", "main", "resources", "models", "starter")
SAMPLES = os.path.join(ROOT, "src", "main", "resources", "samples")
REFERENCE = os.path.join(ROOT, "src", "test", "resources", "model", "starter-reference.json")
OPSET = 17
REFERENCE_PICTURES = 12
REFERENCE_TEXTS = [
    "a photo of a landbird", "a photo of a waterbird", "a photo of a landbird on water", "an owl in a forest at night",
    "two ducks on a lake", "A red car  on the road.", "this is a picture of a mountain", "a zeppelin, 42 years old: naïve!",
    "", "a photo of a very big purple umbrella in the rain in front of buildings in a town in the evening and much more "
        "that does not fit into the context of the model at all",
]


def export_towers(net, tokenizer, folder):
    """The two towers as float32 ONNX files; returns their paths."""
    vision, text = os.path.join(folder, "vision_model.onnx"), os.path.join(folder, "text_model.onnx")
    torch.onnx.export(net.vision, (torch.zeros(2, 3, SIDE, SIDE),), vision, opset_version=OPSET,
                      input_names=["pixel_values"], output_names=["image_embeds"],
                      dynamic_axes={"pixel_values": {0: "batch"}, "image_embeds": {0: "batch"}})
    ids, mask = map(torch.from_numpy, tokenizer.batch(["a photo of a duck on the water", "an owl"]))
    torch.onnx.export(net.text, (ids, mask), text, opset_version=OPSET,
                      input_names=["input_ids", "attention_mask"], output_names=["text_embeds"],
                      dynamic_axes={"input_ids": {0: "batch", 1: "sequence"}, "attention_mask": {0: "batch", 1: "sequence"},
                                    "text_embeds": {0: "batch"}})
    return vision, text


def halved(model):
    """The model with its large weights stored as float16 and a Cast back to float32 before their use."""
    casts = []
    for weight in model.graph.initializer:
        if weight.data_type == TensorProto.FLOAT and np.prod(weight.dims) >= 256:
            name = weight.name
            weight.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(weight).astype(np.float16), name + "_half"))
            casts.append(helper.make_node("Cast", [name + "_half"], [name], to=TensorProto.FLOAT, name=name + "_cast"))
    for cast in reversed(casts):
        model.graph.node.insert(0, cast)
    onnx.checker.check_model(model)
    return model


def write_json(folder, name, content):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2, ensure_ascii=False)
        file.write("\n")


def write_configs(net, tokenizer, folder):
    scale = net.logit_scale.item()
    tokens = {"bos_token_id": tokenizer.start, "eos_token_id": tokenizer.end, "pad_token_id": tokenizer.end}
    write_json(folder, "config.json", {
        "architectures": ["CLIPModel"], "model_type": "clip", "projection_dim": DIMENSION,
        "logit_scale_init_value": scale, "logit_scale": math.exp(scale),
        "text_config": {"model_type": "clip_text_model", "vocab_size": len(tokenizer), "hidden_size": 128, "intermediate_size": 384,
                        "num_hidden_layers": 2, "num_attention_heads": 4, "max_position_embeddings": CONTEXT,
                        "hidden_act": "quick_gelu", "projection_dim": DIMENSION, **tokens},
        "vision_config": {"model_type": "clip_vision_model", "image_size": SIDE, "patch_size": 16, "hidden_size": 192,
                          "intermediate_size": 576, "num_hidden_layers": 2, "num_attention_heads": 4,
                          "hidden_act": "quick_gelu", "projection_dim": DIMENSION}})
    write_json(folder, "preprocessor_config.json", {
        "image_processor_type": "CLIPImageProcessor", "feature_extractor_type": "CLIPFeatureExtractor",
        "do_convert_rgb": True, "do_resize": True, "size": {"shortest_edge": SIDE}, "resample": 3,
        "do_center_crop": True, "crop_size": {"height": SIDE, "width": SIDE},
        "do_rescale": True, "rescale_factor": 1 / 255, "do_normalize": True, "image_mean": MEAN, "image_std": STD})
    write_json(folder, "tokenizer_config.json", {
        "tokenizer_class": "CLIPTokenizer", "bos_token": START, "eos_token": END, "unk_token": END, "pad_token": END,
        "model_max_length": CONTEXT, "do_lower_case": True})
    write_json(folder, "special_tokens_map.json", {"bos_token": START, "eos_token": END, "unk_token": END, "pad_token": END})
    shutil.copy(os.path.join(art.WORK, "tokenizer.json"), folder)


def preprocess(path):
    """pixel_values [1, 3, 64, 64] of a picture file, step by step as CLIPImageProcessor does it."""
    image = Image.open(path).convert("RGB")
    width, height = image.size
    short = min(width, height)
    image = image.resize((int(SIDE * width / short), int(SIDE * height / short)), Image.BICUBIC)
    left, top = (image.width - SIDE) // 2, (image.height - SIDE) // 2
    pixels = np.asarray(image.crop((left, top, left + SIDE, top + SIDE)), np.float32) / 255
    pixels = (pixels - np.array(MEAN, np.float32)) / np.array(STD, np.float32)
    return torch.from_numpy(pixels.transpose(2, 0, 1).copy())[None]


def rounded(vector):
    return [round(float(v), 6) for v in vector]


@torch.no_grad()
def write_reference(net, tokenizer):
    """Unit embeddings of some sample pictures and texts, computed by PyTorch from the files themselves."""
    with open(os.path.join(SAMPLES, "samples.jsonl"), encoding="utf-8") as file:
        files = [json.loads(line)["file"] for line in file]
    step = max(1, len(files) // REFERENCE_PICTURES)
    images = [{"file": name, "vector": rounded(F.normalize(net.vision(preprocess(os.path.join(SAMPLES, name))), dim=-1)[0])}
              for name in files[::step][:REFERENCE_PICTURES]]
    texts = []
    for text in REFERENCE_TEXTS:
        ids, mask = map(torch.from_numpy, tokenizer.batch([text]))
        texts.append({"text": text, "ids": ids[0].tolist(), "vector": rounded(F.normalize(net.text(ids, mask), dim=-1)[0])})
    os.makedirs(os.path.dirname(REFERENCE), exist_ok=True)
    with open(REFERENCE, "w", encoding="utf-8") as file:
        lines = [f' "{kind}": [\n  ' + ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n ]"
                 for kind, rows in (("images", images), ("texts", texts))]
        file.write("{\n" + ",\n".join(lines) + "\n}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--name", default="starter", help="checkpoint work/NAME.pt")
    parser.add_argument("--folder", default=FOLDER)
    options = parser.parse_args()
    torch.set_num_threads(1)
    net, tokenizer = train.net_of(train.load_checkpoint(os.path.join(art.WORK, options.name + ".pt"))), Tokenizer()
    weights = os.path.join(options.folder, "onnx")
    os.makedirs(weights, exist_ok=True)
    with torch.no_grad():
        paths = export_towers(net, tokenizer, art.WORK)
    for path in paths:
        half = os.path.join(weights, os.path.basename(path).replace(".onnx", "_fp16.onnx"))
        onnx.save(halved(onnx.load(path)), half)
        print(half, os.path.getsize(half), "bytes")
    write_configs(net, tokenizer, options.folder)
    if os.path.exists(os.path.join(SAMPLES, "samples.jsonl")):
        write_reference(net, tokenizer)


if __name__ == "__main__":
    main()
