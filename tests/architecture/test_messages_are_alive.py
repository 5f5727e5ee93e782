"""No text that nobody says, and nothing said that has no text."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from mtqg_xl.messages import errors, known_codes
from tests.architecture.source import modules, strings

REFUSALS = {
    name: kind.group
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.MtqgError)
}


def said_literally() -> Iterator[tuple[str, str]]:
    """Module and code of everything said or refused with a code written out."""
    for module in modules():
        for node in ast.walk(module.tree):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name == "say":
                yield module.name, node.args[0].value
            elif name in REFUSALS:
                yield module.name, f"{REFUSALS[name]}.{node.args[0].value}"


@cache
def words() -> frozenset[str]:
    """Every text that stands in the code as it is."""
    return frozenset(text for module in modules() for text in strings(module.tree))


@cache
def patterns() -> frozenset[tuple[str | None, ...]]:
    """Codes and parts of codes put together at run time, ``None`` for a gap: ``verdict.{…}``, ``{…}_{…}``."""
    made = set()
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.JoinedStr):
                fixed = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
                if re.fullmatch(r"[\w.]*", fixed) and (len(fixed) > 2 or fixed == "_"):
                    made.add(tuple(p.value if isinstance(p, ast.Constant) else None for p in node.values))
    return frozenset(made)


@cache
def can_be_made(text: str) -> bool:
    """Whether the code holds ``text``, or puts it together from what it holds."""
    return text in words() or any(_fits(text, pattern, text) for pattern in patterns())


def _fits(text: str, pattern: tuple[str | None, ...], whole: str) -> bool:
    """Whether the gaps of a pattern can be filled so that it reads ``text``; some gaps may stay empty."""
    if not pattern:
        return not text
    first, *rest = pattern
    if first is not None:
        return text.startswith(first) and _fits(text.removeprefix(first), tuple(rest), whole)
    splits = ((text[:at], text[at:]) for at in range(len(text) + 1))
    return any(
        _fits(after, tuple(rest), whole) and (not part or (part != whole and can_be_made(part)))
        for part, after in splits
    )


def test_everything_said_has_a_text() -> None:
    said = list(said_literally())
    assert len(said) > 100
    assert [(module, code) for module, code in said if code not in known_codes()] == []


def test_no_text_is_dead() -> None:
    said = {code for _, code in said_literally()}
    assert [code for code in sorted(known_codes()) if code not in said and not can_be_made(code)] == []


def test_a_text_that_nobody_says_would_be_found() -> None:
    assert can_be_made("verdict.invalid")
    assert can_be_made("finding.sides_unequal")
    assert can_be_made("finding.culprit_blank"), "two gaps side by side"
    assert not can_be_made("verdict.no_such_word")
    assert not can_be_made("nowhere.invalid_at_all")
    assert not can_be_made("finding.culprit_unheard_of")
