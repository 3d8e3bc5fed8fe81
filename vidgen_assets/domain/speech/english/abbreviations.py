"""Abbreviations written with a full stop, and titles. A full stop that also ends the sentence stays."""

import re

from vidgen_assets.domain.speech.text import Rule

_ANYWHERE = {
    "e.g.": "for example,", "i.e.": "that is,", "etc.": "et cetera", "vs.": "versus", "cf.": "compare",
    "approx.": "approximately", "viz.": "namely", "resp.": "respectively", "w.r.t.": "with respect to",
    "s.t.": "such that", "a.k.a.": "also known as", "et al.": "and others", "incl.": "including", "est.": "estimated",
    "avg.": "average", "max.": "maximum", "min.": "minimum", "dept.": "department", "a.m.": "A.M", "p.m.": "P.M",
    "Inc.": "Incorporated", "Ltd.": "Limited", "Corp.": "Corporation", "Jr.": "Junior", "Sr.": "Senior",
    "w/o": "without", "w/": "with", "b/c": "because", "n.b.": "note well", "ca.": "circa",
}  # fmt: skip
_BEFORE_A_NAME = {
    "Dr.": "Doctor", "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Prof.": "Professor", "St.": "Saint",
    "Mt.": "Mount", "Gen.": "General", "Rev.": "Reverend",
}  # fmt: skip
_BEFORE_A_NUMBER = {
    "Fig.": "Figure", "Figs.": "Figures", "Eq.": "Equation", "Eqs.": "Equations", "Sec.": "Section", "Ch.": "Chapter",
    "No.": "Number", "Nos.": "Numbers", "Vol.": "Volume", "Ref.": "Reference", "Tab.": "Table", "p.": "page",
    "pp.": "pages", "Thm.": "Theorem", "Def.": "Definition", "Alg.": "Algorithm", "App.": "Appendix",
}  # fmt: skip
_DATES = {
    "Jan.": "January", "Feb.": "February", "Mar.": "March", "Apr.": "April", "Jun.": "June", "Jul.": "July",
    "Aug.": "August", "Sep.": "September", "Sept.": "September", "Oct.": "October", "Nov.": "November",
    "Dec.": "December",
}  # fmt: skip

_MAY_END = ("etc.", "et al.", "a.m.", "p.m.", "inc.", "ltd.", "corp.", "jr.", "sr.", "max.", "min.", "avg.", "dept.")
_SENTENCE_ENDS, _REACH = re.compile(r"\s*$|\s+[A-Z]"), 20


def _rule(table: dict[str, str], condition: str) -> Rule:
    known = {short.lower(): words for short, words in table.items()}
    names = "|".join(sorted(map(re.escape, table), key=len, reverse=True))

    def say(match: re.Match[str]) -> str:
        after = match.string[match.end() : match.end() + _REACH]
        words = known[match[0].lower()]
        return f"{words}." if match[0].lower() in _MAY_END and _SENTENCE_ENDS.match(after) else words

    return Rule(re.compile(rf"(?<![\w.])(?:{names}){condition}", re.I), say)


ABBREVIATIONS = (
    _rule(_ANYWHERE, r"(?!\w)"),
    _rule(_BEFORE_A_NAME, r"(?=\s+[A-Z(])"),
    _rule(_BEFORE_A_NUMBER, r"(?=\s*[\d(])"),
    _rule(_DATES, r"(?=\s+\d)"),
    Rule(re.compile(r"\b(?:[A-Z]\.){2,}(?=\s+[A-Z]|\s*$)"), lambda match: match[0]),
    Rule(re.compile(r"\b(?:[A-Z]\.){2,}"), lambda match: match[0].rstrip(".")),
    Rule.fixed(r"#(?=\d)", "number "),
    Rule.fixed(r"§§?\s?(?=\d)", "section "),
)
