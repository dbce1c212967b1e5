"""Fill topic texts: python3 fill_texts.py MODEL BROKER URL < texts.txt

Needs Python's standard library and kcat. The service at URL takes {"texts": [...]}
and answers {"vectors": [[...], ...]}; TOPIC in the environment names another topic.
"""

import base64
import json
import os
import struct
import subprocess
import sys
import urllib.request

TOGETHER = 64


def embed(url, texts):
    body = json.dumps({"texts": texts}).encode()
    request = urllib.request.Request(url, body, {"content-type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        vectors = json.load(answer)["vectors"]
    if len(vectors) != len(texts):
        sys.exit(f"{url} gave {len(vectors)} vectors of {len(texts)} texts")
    return vectors


def message(model, text, vector):
    numbers = struct.pack(f"<{len(vector)}f", *vector)
    value = {"text": text, "vector": base64.b64encode(numbers).decode(), "model": model}
    # kcat: a key and a value on one line, a tab between; JSON has neither tabs nor newlines
    return f"{model}/{text}\t{json.dumps(value)}\n"


def main(model, broker, url):
    topic = os.environ.get("TOPIC", "idealstream.texts")
    texts = [line.rstrip("\n") for line in sys.stdin]
    kcat = subprocess.Popen(
        ["kcat", "-P", "-b", broker, "-t", topic, "-K", "\t", "-H", "content-type=application/json"],
        stdin=subprocess.PIPE)
    for start in range(0, len(texts), TOGETHER):
        some = texts[start:start + TOGETHER]
        for text, vector in zip(some, embed(url, some)):
            kcat.stdin.write(message(model, text, vector).encode())
    kcat.stdin.close()
    if kcat.wait() != 0:
        sys.exit("kcat could not send them")
    print(f"{len(texts)} texts sent", file=sys.stderr)


main(*sys.argv[1:])
