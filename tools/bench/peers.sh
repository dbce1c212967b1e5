#!/bin/sh
# What a photograph takes here and in other programs: milliseconds of the processor, one thread, two rounds in turns.
#
#   tools/bench/peers.sh PHOTOGRAPHS MODEL [MODULES]
#
# PHOTOGRAPHS  a folder of JPEGs; PhotoTime of src/bench writes one
# MODEL        a model folder of ViT-B/32's sizes; tools/clip/RandomClip.java writes one
# MODULES      where `npm install --ignore-scripts --prefix MODULES onnxruntime-node sharp` was run
#
# PYTHON names another Python than python3. What is not installed is left out, and said. Torch takes many times as long without
# OpenBLAS (Debian: libopenblas0-pthread).
set -eu
photographs=$1
model=$2
modules=${3:-}
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)

ours() {
  (cd "$here/../.." && mvn -q -B -P bench test-compile exec:exec \
    -Dbench.main=io.idealstream.model.PictureTime -Dbench="$photographs:$model") |
    tr -d '\033' | sed 's/\[0m//g'
}

python=${PYTHON:-python3}

python_peer() {
  if "$python" -c "import $2, numpy, PIL" 2>/dev/null; then
    # one thread, and memory is kept for the next picture
    OPENBLAS_NUM_THREADS=1 MALLOC_MMAP_THRESHOLD_=1000000000 MALLOC_TRIM_THRESHOLD_=1000000000 "$python" "$here/$1" "$photographs" "$model"
  else
    echo "$1: left out, Python here has no $2, NumPy or Pillow"
  fi
}

node_peer() {
  if [ -n "$modules" ] && command -v node >/dev/null; then
    node "$here/peer.mjs" "$photographs" "$model" "$modules"
  else
    echo "peer.mjs: left out, no Node or no MODULES"
  fi
}

for round in 1 2; do
  echo "round $round"
  ours
  python_peer peer_onnxruntime.py onnxruntime
  node_peer
  python_peer peer_torch.py torch
done
