"""How words are said whose spelling misleads a synthesiser, and which capitals are words. Mostly data."""

import re

from vidgen_assets.domain.speech.text import Rule

# Names and terms, matched as they stand. What both synthesisers say well by themselves is not listed.
_EXACT = {
    "LaTeX": "lay-tech", "TeX": "tech", "BibTeX": "bib-tech", "ReLU": "rellu", "GELU": "gellu", "SiLU": "sillu",
    "NumPy": "num-pie", "SciPy": "sigh-pie", "PyPI": "pie P I", "PyTorch": "pie torch", "TensorFlow": "tensor flow",
    "GitHub": "git hub", "GitLab": "git lab", "YouTube": "you tube", "JavaScript": "java script",
    "TypeScript": "type script", "MySQL": "my sequel", "SQLite": "sequel light", "PostgreSQL": "postgres",
    "NoSQL": "no sequel", "GraphQL": "graph Q L", "OAuth": "oh auth", "LLaMA": "lama", "ViT": "V I T", "IoU": "I O U",
    "IoT": "I O T", "PhD": "P H D", "Ph.D.": "P H D", "macOS": "mac O S", "iOS": "I O S", "C++": "C plus plus",
    "C#": "C sharp", "F#": "F sharp", "Node.js": "node J S", ".NET": "dot net", "SQL": "sequel", "JSON": "jason",
    "IEEE": "I triple E", "AWS": "eigh W S", "CUDA": "cooda", "JPEG": "jay-peg", "GIF": "gif", "PNG": "P N G",
    "DevOps": "dev ops", "arXiv": "archive", "McCulloch": "mick cullock", "WiFi": "wye-fye", "Wi-Fi": "wye-fye",
    "pH": "P H", "I/O": "I O", "A*": "eigh star", "LeCun": "luh cun", "Adam": "Adam", "eV": "E V",
}  # fmt: skip
# Words in any case.
_WORDS = {
    "numpy": "num-pie", "scipy": "sigh-pie", "nginx": "engine X", "relu": "rellu", "latex": "lay-tech",
    "sqlite": "sequel light", "postgresql": "postgres", "kubectl": "cube control", "async": "eigh-sync",
    "regex": "redjex", "jupyter": "jupiter", "dijkstra": "dyke-struh", "tanh": "tanch", "sinh": "sinch",
    "xi": "zai", "mu": "mew", "vs": "versus", "iff": "if and only if", "wrt": "with respect to",
    "aka": "also known as", "softplus": "soft-plus", "argmax": "arg max", "argmin": "arg min", "enum": "ee-num",
    "stdin": "standard in", "stdout": "standard out", "stderr": "standard error", "init": "in-it", "goto": "go to",
    "eigh": "eigh",
}  # fmt: skip
# Acronyms of two or three letters that are said as words.
_SAID_AS_WORDS = frozenset(
    "RAM ROM GAN CAD GUI SIM PIN ZIP ART SAT GIF BIT CAP LAN WAN MAC BOW".split()  # noqa: SIM905
)
_SHORT_WORDS = (
    "A I AM AN AS AT BE BY DO GO HE IF IN IS IT ME MY NO OF ON OR SO TO UP US WE ALL AND ANY ARE BUT CAN DID END FOR"
    " GET HAD HAS HER HIM HIS HOW ITS LET MAX MAY MIN NEW NOT NOW OFF OLD ONE OUR OUT OWN SAY SEE SHE SUM THE TOO TRY"
    " TWO USE WAS WAY WHO WHY XOR NOR YES YET YOU"
    " ADD ASK BAD BIG CUT EAT FAR FEW FUN HIT HOT KEY LAW LET LOT LOW MAN MEN MIX PUT RED RUN SET SIX SUB TEN TOP VIA"
    " WAR WIN WON"
)
_EMPHASIS = frozenset(_SHORT_WORDS.split())
_AFTER_A_VARIABLE = "squared|cubed|plus|minus|times|equals|over|to the|divided|prime|sub|transpose|[-+=*/^²³]"
_LETTER_A = re.compile(rf"(?<![\w'.-])[aA](?=\s*(?:{_AFTER_A_VARIABLE}))")


def letters(name: str) -> str:
    """Its letters, said one after another: synthesisers read ``A.P.I`` so, and as quickly as people do."""
    return ".".join(name)


def _acronym(match: re.Match[str]) -> str:
    name, many = match["name"], "'s" if match["many"] else ""
    if name in _EMPHASIS and not many:
        return name.lower() if name not in ("I", "US") else name
    return name + ("s" if many else "") if name in _SAID_AS_WORDS else letters(name) + many


def _alternatives(words: dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


LEXICON = (
    Rule(re.compile(rf"(?<![\w.])(?:{_alternatives(_EXACT)})(?!\w)"), lambda match: _EXACT[match[0]]),
    Rule(re.compile(rf"\b(?:{_alternatives(_WORDS)})\b(?!['’]|\()", re.I), lambda match: _WORDS[match[0].lower()]),
    Rule(re.compile(r"(?<![A-Za-z\d.])(?P<name>[A-Z]{2,3})(?P<many>'?s)?(?![A-Za-z]|\.[A-Za-z])"), _acronym),
    Rule(_LETTER_A, lambda _: "eigh"),
)
