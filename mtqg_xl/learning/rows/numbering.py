"""The numbering of rows as a tree: ``I, 1, 1.1, a), -``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mtqg_xl.domain.units import fold

_DECIMAL = re.compile(r"\d+(\.\d+)*")
_MIXED = re.compile(r"[A-Za-zĐđ]{1,4}\.?\d+(\.\d+)*")
_ROMAN = re.compile(r"(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", re.IGNORECASE)
_LETTER = re.compile(r"[A-ZĐa-zđ]")
_BULLET = re.compile(r"[-+*•–—●○▪]+")
_TAIL = re.compile(r"\d+[a-zđ]")
_PREFIX = re.compile(
    r"\(?([IVXLC]{1,5}|[A-ZĐa-zđ]|\d+(?:\.\d+)*)[.):]+\s+(?=\S)|(\d+(?:\.\d+)+)\s+(?=\S)|([-+*•–●▪])\s*"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One printed number: its ``kind`` tells its level, ``body`` is it without brackets and end dots."""

    kind: str
    body: str


def token_of(number: str) -> Token:
    """What kind of numbering a printed number is."""
    body = number.strip().strip("()[]").rstrip(".):;,").strip()
    if not body:
        return Token("bullet", number.strip()) if _BULLET.fullmatch(number.strip()) else Token("", "")
    if _DECIMAL.fullmatch(body):
        return Token(f"decimal{body.count('.')}", body)
    if _BULLET.fullmatch(body):
        return Token("bullet", body)
    if _ROMAN.fullmatch(body):
        return Token("roman" if body.isupper() else "small roman", body)
    if _LETTER.fullmatch(body):
        return Token("letter" if body.isupper() else "small letter", body)
    if _MIXED.fullmatch(body) or _TAIL.fullmatch(body):
        return Token(f"mixed{body.count('.')}", body)
    return Token("other", body)


def number_in_label(label: str) -> str:
    """The number that a label itself begins with (``1. Dự án 1``), empty when there is none."""
    found = _PREFIX.match(label)
    return found[0].strip() if found else ""


def tree(numbers: Sequence[str], labels: Sequence[str]) -> list[int | None]:
    """For every row the index of the row it is a part of, ``None`` at the top.

    A dotted number belongs to the number it extends; other kinds of numbering nest in the order in
    which they first appear. Rows without number stand at the top when they are totals, else they
    belong to the numbered row before them.
    """
    tokens = settle([token_of(number) for number in numbers])
    parents: list[int | None] = []
    stack: list[tuple[str, int]] = []
    for at, token in enumerate(tokens):
        if not token.kind:
            parents.append(None)
            continue
        extended = _extended(tokens, stack, token)
        if extended is not None:
            while stack and stack[-1][1] != extended:
                stack.pop()
        else:
            kinds = [kind for kind, _ in stack]
            if token.kind in kinds:
                del stack[kinds.index(token.kind) :]
            elif token.kind.startswith("decimal") and any(kind.startswith("decimal") for kind in kinds):
                # "1.1" after "2" belongs nowhere by its number: it opens a level of its own.
                depth = int(token.kind[7:])
                while stack and stack[-1][0].startswith("decimal") and int(stack[-1][0][7:]) >= depth:
                    stack.pop()
        parents.append(stack[-1][1] if stack else None)
        stack.append((token.kind, at))
    return parents


def _extended(tokens: Sequence[Token], stack: Sequence[tuple[str, int]], token: Token) -> int | None:
    """The open row whose number ``token`` extends: ``1`` for ``1.1``, ``A`` for ``A.1``."""
    body = fold(token.body)
    for _, at in reversed(stack):
        outer = fold(tokens[at].body)
        if outer and tokens[at].kind != "bullet" and body.startswith(outer) and body != outer:
            rest = body[len(outer) :]
            lettered = (rest.isalpha() and outer[-1].isdigit()) or (rest.isdigit() and outer.isalpha())
            if rest.startswith(".") or lettered:
                return at
    return None


def settle(tokens: list[Token]) -> list[Token]:
    """Letters and Roman numbers told apart by their neighbours: C after B is a letter, I by itself Roman."""
    settled: list[Token] = []
    for token in tokens:
        if token.kind in ("roman", "small roman") and len(token.body) == 1:
            letter = "letter" if token.kind == "roman" else "small letter"
            before = next((t.body for t in reversed(settled) if t.kind == letter), "")
            follows = (
                len(before) == 1 and fold(before) and ord(fold(token.body)) - ord(fold(before)) in (1, 2)
            )
            roman_before = any(t.kind == token.kind for t in settled)
            if follows or (fold(token.body) not in ("i", "v", "x") and not roman_before):
                token = Token(letter, token.body)
        settled.append(token)
    return settled
