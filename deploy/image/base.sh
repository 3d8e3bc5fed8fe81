#!/bin/sh
# Makes a base for the image: the Debian that this machine runs, with Python and little else. Usage: base.sh NAME
# deploy/image/build.sh calls this.
set -eu
cd "$(dirname "$0")"

# shellcheck disable=SC2046 # the release, and the mirror
set -- "$1" $(python3 machine.py --mirror)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
trap 'exit 130' INT TERM

debootstrap --variant=minbase --include=ca-certificates,python3 "$2" "$root" "$3" >"$root.log" ||
    { cat "$root.log" >&2 && exit 1; }
rm "$root.log"

# As in Debian's own slim images: what only a person at a terminal reads is left out, now and when more is installed.
cat >"$root/etc/dpkg/dpkg.cfg.d/slim" <<END
path-exclude=/usr/share/doc/*
path-include=/usr/share/doc/*/copyright
path-exclude=/usr/share/info/*
path-exclude=/usr/share/locale/*
path-exclude=/usr/share/man/*
END
find "$root/usr/share/doc" -type f ! -name copyright -delete
rm -rf "$root"/usr/share/info/* "$root"/usr/share/locale/* "$root"/usr/share/man/* "$root"/var/log/* \
    "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root/etc/apt/sources.list" "$root/etc/resolv.conf" "$root/etc/hostname"
: >"$root/etc/apt/sources.list"

container=$(buildah from scratch)
buildah add --quiet "$container" "$root" / >/dev/null
buildah config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin --cmd python3 "$container"
buildah commit --quiet --rm "$container" "$1" >/dev/null
