"""Formulas of OpenDocument as Excel writes them."""

from __future__ import annotations

import re
from typing import Final

from mtqg_xl.opening.tokens.names import sheet_prefix

_PIECE: Final = re.compile(
    r'"(?:[^"]|"")*"'  # a text
    r"|\[(?:'(?:[^']|'')*'|\"[^\"]*\"|[^\]'\"])*\]"  # a reference
    r"|'(?:[^']|'')*'"  # a name in quotes
    r"|\{|\}|;|\||!|~|\$\$"
    r"|[A-Z]+(?:\.[A-Z0-9]+)+(?=\()",  # a function of one program
)
_REFERENCE: Final = re.compile(
    r"(?:(?P<file>'(?:[^']|'')*')#)?\$?(?P<sheet>'(?:[^']|'')*'|[^.'\]:]*)\.(?P<first>[^:\]]+)"
    r"(?::\$?(?P<other>'(?:[^']|'')*'|[^.'\]:]*)\.(?P<last>[^\]]+))?"
)
_FOREIGN: Final = (
    "COM.MICROSOFT.",
    "ORG.LIBREOFFICE.",
    "ORG.OPENOFFICE.",
    "COM.SUN.STAR.SHEET.ADDIN.ANALYSIS.",
)


def excel_formula(text: str) -> str:
    """The formula of a cell without equals sign: ``of:=SUM([.B2:.B4])`` is ``SUM(B2:B4)``."""
    prefix, mark, body = text.partition("=")
    if not mark or (prefix and not re.fullmatch(r"[\w.-]+:", prefix)):
        body, prefix = text, ""
    body = body.lstrip("=")
    # Some programs write the formulas of Excel as they are, and say so.
    if prefix in ("msoxl:", "Excel:"):
        return body
    depth = 0
    pieces: list[str] = []
    at = 0
    for match in _PIECE.finditer(body):
        pieces.append(body[at : match.start()])
        at = match.end()
        piece = match[0]
        if piece in "{}":
            depth += 1 if piece == "{" else -1
        elif piece == ";":
            piece = ","
        elif piece == "|" and depth > 0:
            piece = ";"
        elif piece == "!":
            piece = " "
        elif piece == "$$":
            piece = ""
        elif piece == "~":
            piece = ","
        elif piece.startswith("["):
            piece = _reference(piece[1:-1])
        elif piece[0] not in "\"'":
            piece = next((piece.removeprefix(mark) for mark in _FOREIGN if piece.startswith(mark)), piece)
        pieces.append(piece)
    pieces.append(body[at:])
    return "".join(pieces)


def refers_outside(text: str) -> bool:
    """Whether a formula of OpenDocument names another file."""
    return "'#" in text


def _reference(text: str) -> str:
    match = _REFERENCE.fullmatch(text)
    if match is None:
        return "#REF!" if "#REF!" in text else text
    first, last = match["first"], match["last"]
    sheet, other = _bare(match["sheet"]), _bare(match["other"] or "")
    before = ""
    if match["file"]:
        name = _bare(match["file"]).replace("\\", "/").rpartition("/")[2]
        before = "'" + f"[{name}]{sheet}".replace("'", "''") + "'!"
    elif sheet:
        before = sheet_prefix(sheet, other or sheet)
    return before + (f"{first}:{last}" if last else first)


def _bare(sheet: str) -> str:
    sheet = sheet.strip().lstrip("$")
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
