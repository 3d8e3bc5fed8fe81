"""The child process that holds espeak-ng. It is run as a script by `python -I -S` and imports nothing of this package.

It reads a job from standard input as JSON: `library` (path of the shared object), `data` (the folder that holds
`espeak-ng-data`), `voice`, `parameters` (espeak's numbers and values) and `texts`. It answers on standard output: a
line of JSON (`rate` in Hz; for each text its length in samples and its marks, `[position, sample]`), then the samples.
"""

import ctypes
import json
import os
import sys

_SYNCHRONOUS, _DO_NOT_EXIT, _UTF8 = 2, 0x8000, 1
_WORD, _LIST_END = 1, 0
_CHUNK_MS = 500


class _Id(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    ]


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class _Synthesiser:
    def __init__(self, library: str, data: str, voice: str, parameters: dict[str, int]) -> None:
        # espeak cuts the path of its data at 160 bytes: from inside the folder the path is one dot, wherever it lies.
        self._espeak = ctypes.CDLL(library)
        os.chdir(data)
        self.rate = self._espeak.espeak_Initialize(_SYNCHRONOUS, _CHUNK_MS, b".", _DO_NOT_EXIT)
        if self.rate <= 0:
            sys.exit(f"espeak-ng cannot read its data in {data}")
        if self._espeak.espeak_SetVoiceByName(voice.encode()) != 0:
            sys.exit(f"espeak-ng has no voice {voice}")
        for number, value in parameters.items():
            self._espeak.espeak_SetParameter(int(number), value, 0)
        self._sound = bytearray()
        self._marks: list[tuple[int, int]] = []
        self._hear = _CALLBACK(self._heard)
        self._espeak.espeak_SetSynthCallback(self._hear)

    def say(self, text: str) -> tuple[bytes, list[tuple[int, int]]]:
        self._sound, self._marks = bytearray(), []
        words = text.encode()
        if self._espeak.espeak_Synth(words, len(words) + 1, 0, 1, 0, _UTF8, None, None) != 0:
            sys.exit("espeak-ng refused the text")
        self._espeak.espeak_Synchronize()
        return bytes(self._sound), self._marks

    def _heard(self, samples, count, events) -> int:  # type: ignore[no-untyped-def]  # noqa: ANN001 - ctypes pointers
        if samples and count > 0:
            self._sound += ctypes.string_at(samples, count * 2)
        index = 0
        while events[index].type != _LIST_END:
            if events[index].type == _WORD:
                self._marks.append((events[index].text_position - 1, events[index].sample))
            index += 1
        return 0


def main() -> None:
    """Say the texts of the job."""
    job = json.load(sys.stdin)
    voice = _Synthesiser(job["library"], job["data"], job["voice"], job["parameters"])
    said = [voice.say(text) for text in job["texts"]]
    header = {
        "rate": voice.rate,
        "lengths": [len(sound) // 2 for sound, _ in said],
        "marks": [marks for _, marks in said],
    }
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + b"".join(sound for sound, _ in said))


if __name__ == "__main__":
    main()
