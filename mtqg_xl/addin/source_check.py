"""Looking through VBA sources before they are put into a project that nobody can compile here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from mtqg_xl.addin.faults import Fault
from mtqg_xl.addin.source_lines import Statement, statements
from mtqg_xl.addin.source_rules import RULES
from mtqg_xl.addin.sources import SourceFile

LONGEST_NAME: Final = 31
#: The editor takes no longer lines and no more continuations.
LONGEST_LINE: Final = 1023
_MOST_CONTINUED: Final = 24
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
#: Names of the project itself, of the workbook and of its sheets.
_RESERVED: Final = re.compile(r"MtqgXl|ThisWorkbook|Sheet\d+|dir|_VBA_PROJECT", re.IGNORECASE)
_VB_NAME: Final = re.compile(r'^Attribute VB_Name = "(.*)"\s*$', re.MULTILINE)
_OPENS: Final = re.compile(
    r"^(?:(?:Public|Private|Friend)\s+)?(?:Static\s+)?(Sub|Function|Property|Type|Enum)\s+(?!As\b)\w",
    re.IGNORECASE,
)
_CLOSES: Final = re.compile(r"^End\s+(Sub|Function|Property|Type|Enum)\b", re.IGNORECASE)


def check_sources(files: Iterable[SourceFile]) -> list[Fault]:
    """Everything in ``files`` that must not be there, or is missing."""
    files = list(files)
    return [*_same_names(files), *(fault for file in files for fault in _check(file))]


def _same_names(files: list[SourceFile]) -> Iterator[Fault]:
    counts = Counter(file.name.upper() for file in files)
    for file in files:
        if counts[file.name.upper()] > 1:
            yield Fault(file.label, 0, "same_name", {"name": file.name})


def _check(file: SourceFile) -> Iterator[Fault]:
    yield from _name(file)
    clean = True
    for number, line in enumerate(file.content.splitlines(), 1):
        if not line.isascii():
            clean = False
            sign = next(byte for byte in line if byte > 127)
            yield Fault(file.label, number, "not_ascii", {"sign": f"0x{sign:02X}"})
        elif any(byte < 32 and byte not in b"\t\f" for byte in line):
            yield Fault(file.label, number, "control_sign")
        if len(line) > LONGEST_LINE:
            yield Fault(file.label, number, "long_line", {"limit": LONGEST_LINE})
    if not clean:
        return
    source = file.text
    found = list(statements(source))
    if not any(re.fullmatch(r"Option\s+Explicit", statement.code, re.IGNORECASE) for statement in found):
        yield Fault(file.label, 0, "no_option_explicit")
    yield from _continued(file.label, source)
    yield from _ends(file.label, found)
    for statement in found:
        for rule in RULES:
            if (rule.in_code and rule.in_code.search(statement.code)) or (
                rule.in_texts and any(rule.in_texts.search(text) for text in statement.texts)
            ):
                yield Fault(file.label, statement.line, rule.code)


def _name(file: SourceFile) -> Iterator[Fault]:
    if len(file.name) > LONGEST_NAME:
        yield Fault(file.label, 0, "long_name", {"name": file.name, "limit": LONGEST_NAME})
    if _RESERVED.fullmatch(file.name):
        yield Fault(file.label, 0, "reserved_name", {"name": file.name})
    if not _NAME.fullmatch(file.name):
        yield Fault(file.label, 0, "bad_name", {"name": file.name})
    told = _VB_NAME.search(file.text)
    if told and told[1] != file.name:
        yield Fault(file.label, 0, "other_name", {"name": file.name, "told": told[1]})


def _continued(label: str, source: str) -> Iterator[Fault]:
    run = 0
    for number, line in enumerate(source.splitlines(), 1):
        run = run + 1 if line.rstrip().endswith(" _") else 0
        if run == _MOST_CONTINUED + 1:
            yield Fault(label, number, "too_many_continued", {"limit": _MOST_CONTINUED})


def _ends(label: str, found: list[Statement]) -> Iterator[Fault]:
    """Procedures and types that are not closed by their own kind of end."""
    inside: tuple[str, int] | None = None
    for statement in found:
        if opened := _OPENS.match(statement.code):
            if inside:
                yield Fault(label, inside[1], "not_closed", {"kind": inside[0]})
            inside = opened[1].capitalize(), statement.line
        elif closed := _CLOSES.match(statement.code):
            if not inside or inside[0] != closed[1].capitalize():
                yield Fault(label, statement.line, "not_opened", {"kind": closed[1].capitalize()})
            inside = None
    if inside:
        yield Fault(label, inside[1], "not_closed", {"kind": inside[0]})
