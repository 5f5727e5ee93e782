"""What the style sheet of a page says of number formats and fonts."""

from __future__ import annotations

import re
from typing import Final

from mtqg_xl.opening.base import GENERAL, Look
from mtqg_xl.opening.formats import NAMED_FORMATS

_COMMENT: Final = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE: Final = re.compile(r"([^{}]{1,2000})\{([^{}]{0,10000})\}")
_PART: Final = re.compile(r"""\s*([\w-]+)\s*:\s*((?:"[^"]*"|'[^']*'|[^;"'])*)""")
_HEX: Final = re.compile(r"\\([0-9A-Fa-f]{4}) ?")
_SIMPLE: Final = re.compile(r"(?:\w+)?(?:\.([\w-]+))?")
_RULES: Final = 20_000
_KEPT: Final = 5_000


class StyleSheet:
    """The rules of a page for whole kinds of elements and for classes; nothing finer is looked at."""

    def __init__(self, text: str) -> None:
        """``text`` is what stands in the ``style`` elements."""
        self._rules: dict[str, dict[str, str]] = {}
        self._looks: dict[tuple[str, str, str], Look] = {}
        for number, match in enumerate(_RULE.finditer(_COMMENT.sub("", text))):
            if number > _RULES:
                break
            parts = declarations(match[2])
            for selector in match[1].split(","):
                name = selector.strip().lower()
                if _SIMPLE.fullmatch(name):
                    self._rules.setdefault(name, {}).update(parts)

    def look(self, tag: str, classes: str, inline: str) -> Look:
        """Format and font of a cell; what stands nearer goes before."""
        key = tag, classes, inline
        if key not in self._looks:
            if len(self._looks) > _KEPT:
                self._looks.clear()
            self._looks[key] = self._worked_out(*key)
        return self._looks[key]

    def _worked_out(self, tag: str, classes: str, inline: str) -> Look:
        found: dict[str, str] = {}
        for name in ("body", "table", tag, *self._of_classes(tag, classes)):
            found.update(self._rules.get(name, {}))
        found.update(declarations(inline))
        return Look(_format(found.get("mso-number-format", "")), _first_font(found.get("font-family", "")))

    def _of_classes(self, tag: str, classes: str) -> list[str]:
        names = classes.lower().split()[:20]
        return [f"{before}.{name}" for name in names for before in ("", tag)]


def declarations(text: str) -> dict[str, str]:
    """The properties in a ``style`` attribute or a rule."""
    return {match[1].lower(): match[2].strip() for match in _PART.finditer(text[:10_000])}


def is_hidden(inline: str) -> bool:
    """Whether a ``style`` attribute hides its element."""
    return declarations(inline).get("display", "").lower() == "none"


def _format(text: str) -> str:
    code = text.strip()
    if code[:1] in ("'", '"'):
        code = code[1:-1]
    code = _HEX.sub(lambda match: chr(int(match[1], 16)), code)
    code = re.sub(r"\\(.)", r"\1", code)
    return NAMED_FORMATS.get(code, code) or GENERAL


def _first_font(text: str) -> str:
    return text.split(",")[0].strip().strip("'\"")
