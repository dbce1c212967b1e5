#!/bin/sh
# Send pictures and print their labels: label-pictures.sh BROKER FEED PICTURE...
#
# Needs kcat 1.7. PREFIX in the environment stands before the topics' names in place of "idealstream.".
set -eu
broker=$1
feed=$2
shift 2
prefix=${PREFIX:-idealstream.}
start=$(date +%s%3N)

for picture in "$@"; do
  # name the file: of standard input kcat makes a message of each line
  kcat -P -b "$broker" -t "${prefix}images" -k "$feed" -H "id=$(basename "$picture")" -H "feed=$feed" "$picture"
done

# what is committed and of a time since the start, again until all have come
for second in $(seq 120); do
  labels=$(kcat -C -q -e -b "$broker" -t "${prefix}labels" -o "s@$start" -X isolation.level=read_committed |
    grep "\"feed\":\"$feed\"" || true)
  if [ "$(echo "$labels" | wc -l)" -ge $# ] && [ -n "$labels" ]; then
    echo "$labels"
    exit 0
  fi
  sleep 1
done
echo "no labels of all in $second s" >&2
exit 1
