"""Tokens -> syntax tree: rows, scripts and delimiters. Commands that take arguments belong to `commands`."""

from vidgen_assets.domain.formula import commands, fences
from vidgen_assets.domain.formula.symbols import SYMBOLS, Kind
from vidgen_assets.domain.formula.tokens import Form, Token, unreadable, unsupported
from vidgen_assets.domain.formula.tree import Fraction, Letter, Name, Node, Number, Row, Scripts, Sign, Space

_EXPECT_OPERAND = (Kind.BINARY, Kind.RELATION, Kind.PUNCTUATION, Kind.BIG, Kind.OPEN)
_IGNORED = """
    displaystyle textstyle scriptstyle limits nolimits nonumber notag big Big bigg Bigg bigl bigr Bigl Bigr
    biggl biggr Biggl Biggr middle
"""


class Reader:
    """Reads one row of tokens; `commands` and `fences` read on through it."""

    def __init__(self, tex: str, tokens: tuple[Token, ...]) -> None:
        self.tex, self.tokens, self.place = tex, tokens, 0
        self.nodes: list[Node] = []

    def row(self) -> Row:
        """All the tokens as one row."""
        while (token := self.peek()) is not None:
            if token.is_command("over", "choose"):
                return Row((self._infix(token),))
            if token.is_char("~"):
                self.take()
            elif token.is_char("^", "_", "'"):
                self.nodes.append(self._scripts(self.nodes.pop() if self.nodes else Row(())))
            elif (node := self._atom(self.take())) is not None:
                self.nodes.append(node)
        return Row(tuple(self.nodes))

    def peek(self) -> Token | None:
        """The next token, left where it is."""
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def take(self) -> Token:
        """The next token."""
        token = self.tokens[self.place]
        self.place += 1
        return token

    def argument(self, of: str) -> Row:
        """The next token as the argument of the command `of`."""
        token = self._argument_token(of)
        if token.form is Form.GROUP:
            return self.read(token.inner)
        node = Number(token.text) if token.text.isdecimal() else self._atom(token)
        return Row(() if node is None else (node,))

    def group(self, of: str) -> tuple[Token, ...]:
        """The tokens of the argument of `of`."""
        token = self._argument_token(of)
        return token.inner if token.form is Form.GROUP else (token,)

    def text_argument(self, of: str) -> str:
        """The argument of `of` as it is written."""
        token = self._argument_token(of)
        return token.raw if token.form is Form.GROUP else str(token)

    def option(self) -> Row | None:
        """An optional argument in brackets, such as the 3 of ``\\sqrt[3]{x}``."""
        token = self.peek()
        if token is None or not token.is_char("["):
            return None
        end = next((at for at in range(self.place, len(self.tokens)) if self.tokens[at].is_char("]")), None)
        if end is None:
            raise self.error("an opening bracket [ is never closed")
        inner, self.place = self.tokens[self.place + 1 : end], end + 1
        return self.read(inner)

    def read(self, tokens: tuple[Token, ...]) -> Row:
        """A row of its own."""
        return Reader(self.tex, tokens).row()

    def expects_operand(self) -> bool:
        """Whether what comes next begins something, such as the first bar of ``|x|``."""
        last = self.nodes[-1] if self.nodes else None
        base = last.base if isinstance(last, Scripts) else last
        if isinstance(base, Sign):
            return SYMBOLS[base.key].kind in _EXPECT_OPERAND
        return base is None or isinstance(base, Name | Space)

    def error(self, problem: str, fix: str = "Correct the formula") -> Exception:
        """The error to raise for this formula when it is broken."""
        return unreadable(self.tex, problem, fix)

    def unsupported(self, problem: str, fix: str = "Write it another way") -> Exception:
        """The error to raise for this formula when it uses what is not known here."""
        return unsupported(self.tex, problem, fix)

    def _argument_token(self, of: str) -> Token:
        token = self.peek()
        if token is None or token.is_char("^", "_", "&", "~"):
            raise self.error(f"{of} lacks its argument")
        return self.take()

    def _infix(self, token: Token) -> Fraction:
        self.take()
        above = Row(tuple(self.nodes))
        return Fraction(above, self.read(self.tokens[self.place :]), binomial=token.text == "choose")

    def _scripts(self, base: Node) -> Node:
        parts: dict[str, Row] = {}
        primes = 0
        while (token := self.peek()) is not None and token.is_char("^", "_", "'"):
            self.take()
            if token.is_char("'"):
                primes += 1
            elif token.text in parts:
                raise self.error(f"two {token.text} follow one another", "Put the first pair in braces")
            else:
                parts[token.text] = self.argument(token.text)
        sup = parts.get("^")
        if sup is not None and sup.items and all(item == Sign("prime") for item in sup.items):
            primes, sup = primes + len(sup.items), None
        if isinstance(base, Scripts):
            raise self.error("two scripts follow one another", "Put the first in braces")
        return commands.with_note(base, parts) or Scripts(base, parts.get("_"), sup, primes)

    def _atom(self, token: Token) -> Node | None:
        match token.form:
            case Form.GROUP:
                return self._group(token)
            case Form.ENVIRONMENT:
                return commands.environment(self, token)
            case Form.COMMAND:
                return self._command(token)
            case Form.DOLLARS:
                raise self.error("a dollar sign stands inside it", r"Write a dollar sign as \$")
        if token.text.isdecimal() or (token.is_char(".") and self._next_is_digit()):
            return self._number(token)
        return fences.opened(self, token) or self._character(token)

    def _group(self, token: Token) -> Node:
        """A group of one node is that node; one with scripts stays apart from the scripts that may follow."""
        row = self.read(token.inner)
        alone = len(row.items) == 1 and not isinstance(row.items[0], Scripts)
        return row.items[0] if alone else row

    def _command(self, token: Token) -> Node | None:
        if token.text in _IGNORED.split():
            return None
        node = fences.opened(self, token) or commands.command(self, token.text)
        if node is None:
            raise self.unsupported(f"\\{token.text} is not supported", "Write it another way, or leave it out")
        return node

    def _character(self, token: Token) -> Node | None:
        if token.is_char("&"):
            return None
        if token.is_char(":") and (after := self.peek()) is not None and after.is_char("="):
            self.take()
            return Sign(":=")
        if token.text in SYMBOLS:
            return Sign(token.text)
        return commands.unicode_symbol(token.text) or Letter(token.text)

    def _number(self, token: Token) -> Number:
        text = token.text
        while (token_after := self.peek()) is not None and token_after.form is Form.CHAR:
            point = token_after.text == "." and "." not in text and self._digit_at(self.place + 1)
            if not token_after.text.isdecimal() and not point and not self._thousands(text):
                break
            text += self.take().text
        return Number(text)

    def _thousands(self, text: str) -> bool:
        """Whether the next three digits go on the number, after a comma as in 1,000."""
        groups = text.split(",")
        whole = len(groups[0]) <= 3 and "." not in text and all(len(group) == 3 for group in groups[1:])
        digits = [self._digit_at(self.place + ahead) for ahead in range(1, 5)]
        comma = self.peek()
        return comma is not None and comma.is_char(",") and whole and digits == [True, True, True, False]

    def _next_is_digit(self) -> bool:
        return self._digit_at(self.place)

    def _digit_at(self, place: int) -> bool:
        return place < len(self.tokens) and self.tokens[place].text.isdecimal()
