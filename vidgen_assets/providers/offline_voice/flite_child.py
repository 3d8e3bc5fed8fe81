"""The child process that holds flite. It is run as a script by `python -I -S` and imports nothing of this package.

It reads a job from standard input as JSON: `libraries` (paths of shared objects, the voice's last), `register` (the
voice's entry point), `stretch` (1 is the voice's own speed, more is slower) and `texts`. It answers as `espeak_child`
does: a line of JSON (`rate` in Hz; for each text its length in samples and its marks, `[position, sample]`), then the
samples.
"""

import ctypes
import json
import re
import sys
from collections.abc import Iterator

_SENTENCE = re.compile(r".*?(?:[.!?](?=\s)|$)", re.DOTALL)
_PAUSE_S = 0.2
# From a token to its first word's first syllable's first sound; where the sound before that ends, the token starts.
_TOKEN_START = b"daughter.R:SylStructure.daughter.daughter.R:Segment.p.end"
_RESULT_TYPES = {
    "flite_synth_text": ctypes.c_void_p,
    "utt_relation": ctypes.c_void_p,
    "relation_head": ctypes.c_void_p,
    "item_next": ctypes.c_void_p,
    "ffeature_string": ctypes.c_char_p,
    "ffeature_float": ctypes.c_float,
    "utt_wave": ctypes.c_void_p,
}


class _Wave(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_char_p),
        ("rate", ctypes.c_int),
        ("count", ctypes.c_int),
        ("channels", ctypes.c_int),
        ("samples", ctypes.POINTER(ctypes.c_short)),
    ]


class _Voice(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("features", ctypes.c_void_p)]


class _Synthesiser:
    def __init__(self, libraries: list[str], register: str, stretch: float) -> None:
        loaded = [ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL) for path in libraries]
        self._flite = loaded[0]
        for name, result in _RESULT_TYPES.items():
            getattr(self._flite, name).restype = result
        self._flite.flite_init()
        enter = getattr(loaded[-1], register)
        enter.restype, enter.argtypes = ctypes.POINTER(_Voice), [ctypes.c_char_p]
        self._voice = enter(None)
        features = ctypes.c_void_p(self._voice.contents.features)
        self._flite.feat_set_float(features, b"duration_stretch", ctypes.c_float(stretch))
        self.rate = 0

    def say(self, text: str) -> tuple[bytes, list[tuple[int, int]]]:
        """Sentence by sentence: flite makes one utterance of whatever it is given, and pauses only within."""
        sound, marks = bytearray(), []
        for sentence in _SENTENCE.finditer(text):
            if sentence[0].strip():
                begin = len(sound) // 2
                part, starts = self._say_sentence(sentence[0])
                marks += [(sentence.start() + position, begin + start) for position, start in starts]
                sound += part + bytes(2 * round(_PAUSE_S * self.rate))
        return bytes(sound), marks

    def _say_sentence(self, text: str) -> tuple[bytes, list[tuple[int, int]]]:
        utterance = ctypes.c_void_p(self._flite.flite_synth_text(text.encode(), self._voice))
        wave = _Wave.from_address(self._flite.utt_wave(utterance))
        self.rate = wave.rate
        sound, marks = ctypes.string_at(wave.samples, wave.count * 2), list(self._marks(utterance, text))
        self._flite.delete_utterance(utterance)
        return sound, marks

    def _marks(self, utterance: ctypes.c_void_p, text: str) -> Iterator[tuple[int, int]]:
        relation = ctypes.c_void_p(self._flite.utt_relation(utterance, b"Token"))
        token = ctypes.c_void_p(self._flite.relation_head(relation))
        position = 0
        while token:
            name = self._flite.ffeature_string(token, b"name").decode()
            position = max(position, text.find(name, position))
            yield position, round(self._flite.ffeature_float(token, _TOKEN_START) * self.rate)
            position += len(name)
            token = ctypes.c_void_p(self._flite.item_next(token))


def main() -> None:
    """Say the texts of the job."""
    job = json.load(sys.stdin)
    voice = _Synthesiser(job["libraries"], job["register"], job["stretch"])
    said = [voice.say(text) for text in job["texts"]]
    header = {
        "rate": voice.rate,
        "lengths": [len(sound) // 2 for sound, _ in said],
        "marks": [marks for _, marks in said],
    }
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + b"".join(sound for sound, _ in said))


if __name__ == "__main__":
    main()
