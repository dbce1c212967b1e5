#!/bin/sh
# Builds what a release ships twice, from clean clones of this commit in two folders, with another umask, time zone and
# language each time, and says whether the files are the same to the byte. Takes a few minutes; exit code 1 if not.
set -eu
source=$(git rev-parse --show-toplevel)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() { # folder, umask, time zone, language
  git clone -q "$source" "$work/$1"
  (
    cd "$work/$1"
    umask "$2"
    TZ=$3 LC_ALL=$4 mvn -q -B -ntp package -Dmaven.test.skip=true
    cd target
    sha256sum idealstream-*.tar.gz idealstream-job.jar idealstream-bom.json THIRD-PARTY.txt
  ) >"$work/$1.sha256"
}

build one 022 UTC C.UTF-8
build another-place 077 Asia/Kolkata C
cat "$work/one.sha256"
if cmp -s "$work/one.sha256" "$work/another-place.sha256"; then
  echo "Both builds of $(git rev-parse --short HEAD) gave these files."
else
  echo "The second build gave others:" >&2
  cat "$work/another-place.sha256" >&2
  exit 1
fi
