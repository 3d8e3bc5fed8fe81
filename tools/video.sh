#!/bin/sh
# Makes the video that `make video` asks for. What the user wrote comes in environment variables, which no shell and no
# make has read as its own language: VIDEO_PROMPT, VIDEO_SCRIPT, VIDEO_QUALITY, VIDEO_VOICE, VIDEO_OUT.
set -eu
set -- --print-path
[ -z "${VIDEO_SCRIPT:-}" ] || set -- "$@" --script "$VIDEO_SCRIPT"
[ -z "${VIDEO_QUALITY:-}" ] || set -- "$@" --quality "$VIDEO_QUALITY"
[ -z "${VIDEO_VOICE:-}" ] || set -- "$@" --voice "$VIDEO_VOICE"
[ -z "${VIDEO_OUT:-}" ] || set -- "$@" --out "$VIDEO_OUT"
[ -z "${VIDEO_PROMPT:-}" ] || set -- "$@" -- "$VIDEO_PROMPT"
exec .venv/bin/vidgen make "$@"
