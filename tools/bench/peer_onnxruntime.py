"""The vision tower of a model folder in ONNX Runtime for Python.

    python3 tools/bench/peer_onnxruntime.py FOLDER MODEL

Needs onnxruntime, NumPy and Pillow. FOLDER has JPEG photographs. Prints milliseconds of the process on the processor
for each picture, decoding included, one thread.
"""
import pathlib
import sys

import numpy as np
import onnxruntime

import peer
from prepare import prepare


def main():
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    graph = pathlib.Path(sys.argv[2]) / "onnx" / "vision_model.onnx"
    session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
    name, side = session.get_inputs()[0].name, 224

    def embed(photos):
        rows = session.run(["image_embeds"], {name: np.stack([prepare(photo, side) for photo in photos])})[0]
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    peer.measure(f"ONNX Runtime {onnxruntime.__version__} for Python and Pillow", sys.argv[1], embed)


main()
