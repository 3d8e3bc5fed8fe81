#!/bin/sh
# Makes the offline video in an image: as its own user, in the sandbox. Usage: check.sh IMAGE
set -eu
cd "$(dirname "$0")"

data=$(mktemp -d)
container=$(buildah from --isolation chroot "$1")
trap 'buildah rm "$container" >/dev/null; rm -rf "$data"' EXIT
trap 'exit 130' INT TERM
chown 1000:1000 "$data"

inside() {
    buildah run --isolation chroot --volume "$data:/data" "$container" -- "$@"
}

[ "$(inside id -u)" = 1000 ] || { echo "check: it runs as root" >&2 && exit 1; }
inside vidgen doctor
start=$(date +%s)
video=$(inside vidgen make "Explain backpropagation in machine learning" --quality draft --print-path)
echo "check: $video took $(($(date +%s) - start)) s"
inside python3 - "$video" <video.py
