#!/bin/sh
# Builds the image where no registry of images can be reached, and makes a video in it. Run it as root on a Debian:
#   apt-get install --no-install-recommends buildah debootstrap
#   deploy/image/build.sh [--tag vidgen] [--base IMAGE] [--latex] [--no-video]
# The base is made by debootstrap, of the release that this machine runs; --base takes an image instead. Packages come
# from where this machine gets its own: apt's sources and pip's configuration are shown to the build, and stay out of it.
set -eu
cd "$(dirname "$0")/../.."

tag=vidgen base='' latex=false video=true
while [ $# -gt 0 ]; do
    case $1 in
    --tag) tag=$2 && shift ;;
    --base) base=$2 && shift ;;
    --latex) latex=true ;;
    --no-video) video=false ;;
    *) echo "build: $1 is no option; the first lines of $0 say which there are" >&2 && exit 2 ;;
    esac
    shift
done
for program in buildah debootstrap python3; do
    command -v "$program" >/dev/null && continue
    echo "build: $program is missing: apt-get install --no-install-recommends buildah debootstrap python3" >&2
    exit 2
done

shown=$(mktemp -d)
trap 'rm -rf "$shown"' EXIT
trap 'exit 130' INT TERM
apt-get update -qq || echo "build: going on with the package lists that are there" >&2
mounts=$(python3 deploy/image/machine.py "$shown" | sed 's/^/--volume=/')

if [ -z "$base" ]; then
    base=localhost/vidgen-base
    buildah inspect --type image "$base" >/dev/null 2>&1 || deploy/image/base.sh "$base"
fi

start=$(date +%s)
# The health check is Docker's: the OCI format has no place for it.
# shellcheck disable=SC2086 # one word a mount
buildah bud --isolation chroot --format docker --layers --tag "$tag" \
    --build-arg "BASE_IMAGE=$base" --build-arg "LATEX=$latex" $mounts .
# What was shown has left empty files and folders where it stood.
container=$(buildah from "$tag")
root=$(buildah mount "$container")
for mount in $mounts; do
    place=${mount#*:}
    place=$root${place%:ro}
    find "$place" -maxdepth 0 -empty -delete
    rmdir -p --ignore-fail-on-non-empty "$(dirname "$place")" 2>/dev/null || true
done
buildah commit --quiet --rm --format docker "$container" "$tag" >/dev/null
size=$(buildah images --json "$tag" | python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["size"])')
echo "build: $tag was built in $(($(date +%s) - start)) s and has $size"
[ "$video" = false ] || deploy/image/check.sh "$tag"
