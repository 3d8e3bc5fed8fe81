"""What programs and addresses are made of: URLs, e-mail addresses, file names, camelCase, snake_case, calls."""

import re
from urllib.parse import urlsplit

from vidgen_assets.domain.speech.text import Rule


def _url(match: re.Match[str]) -> str:
    link = match[0].rstrip(".,;:!?)")
    host = urlsplit(link if "://" in link else f"//{link}").netloc.rpartition("@")[2].partition(":")[0]
    return _dotted(host.removeprefix("www.")) + match[0][len(link) :]


def _email(match: re.Match[str]) -> str:
    return f"{_dotted(match['user'])} at {_dotted(match['host'])}"


def _dotted(name: str) -> str:
    return re.sub(r"[_+-]", " ", name).replace(".", " dot ")


IDENTIFIERS = (
    Rule(re.compile(r"\b(?:https?|ftp)://[^\s<>\"'\]]+|\bwww\.[^\s<>\"'\]]+"), _url),
    Rule(re.compile(r"\b(?P<user>[\w.+-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)\b"), _email),
    Rule.fixed(r"(?<=[A-Za-z_])\(\)", ""),
    Rule.fixed(r"(?<=\w)_+(?=\w)", " "),
    Rule(re.compile(r"(?<![A-Z.])[a-z](?=[A-Z][a-z])|(?<=[a-z])[a-z](?=[A-Z])"), lambda match: f"{match[0]} "),
    Rule(re.compile(r"(?<=[A-Z])[A-Z](?=[A-Z][a-z]{2})"), lambda match: f"{match[0]} "),
    Rule.fixed(r"(?<=[a-z\d_)])\.(?=[a-z_])", " dot "),
    Rule.fixed(r"(?<=[A-Za-z])-(?=\d)", " "),
)
