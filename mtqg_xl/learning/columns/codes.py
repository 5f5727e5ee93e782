"""The row of column codes: ``A | B | 1 | 2 | 3=1+2 | (4)=(3)/(1)x100``, read into our notation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mtqg_xl.messages import DefinitionProblem
from mtqg_xl.reading.unmerged import Unmerged, code_in_heading, tidy
from mtqg_xl.rules.notation import parse_expression

_SIGNS = str.maketrans(
    {"×": "*", "÷": "/", "∶": "/", "–": "-", "−": "-", "—": "-", "‐": "-", "＝": "=", "∗": "*", "·": "*"}
)
_KEY = r"[A-Za-z]{0,2}\d{1,3}(?:\.\d{1,3})*[a-z]?"
_WRAPPED = re.compile(rf"[(\[]({_KEY})[)\]]")
_TIMES = re.compile(r"(?<=[\d)a-z])[xX](?=[\d(A-Z])")
_SIMPLE = re.compile(_KEY)
_LETTERS = re.compile(r"[A-Z]{1,3}")
_STUB = re.compile(r"[A-ZĐa-eđ]")
_WHOLE = re.compile(r"-?\d+(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A code as printed: its key, the formula behind the first ``=``, and further ones (``1=2+3=4+5``).

    ``unread`` says that a formula is printed which the notation cannot express.
    """

    key: str
    formula: str = ""
    further: tuple[str, ...] = ()
    printed: str = ""
    unread: bool = False


def parse_code(text: str, lettered: bool = False) -> PrintedCode | None:
    """The code that ``text`` prints, or ``None`` when it prints none.

    Beside an A and a B (``lettered``) capitals alone are codes too.
    """
    printed = tidy(text)
    body = _plain(printed)
    key, *formulas = body.split("=")
    if not (_SIMPLE.fullmatch(key) or ((formulas or lettered) and _LETTERS.fullmatch(key))):
        return None
    formulas = [formula for formula in formulas if formula]
    if not all(_is_expression(formula) for formula in formulas):
        shaped = all(re.fullmatch(r"[\w.+\-*/()…:%,]+", formula) for formula in formulas)
        return PrintedCode(key, printed=printed, unread=True) if shaped else None
    first = formulas[0] if formulas else ""
    return PrintedCode(key, first, tuple(formulas[1:]), printed)


def _plain(text: str) -> str:
    if "[" in text and ";" in text:
        return re.sub(r"\s", "", text)  # already our own notation: 5=3/[T;3]*100
    body = re.sub(r"\s", "", text).translate(_SIGNS).rstrip(".;,")
    if body.startswith("(") and body.endswith(")") and "=" in body and "(" not in body[1:]:
        body = body[1:-1]
    body = _WRAPPED.sub(r"\1", body)
    body = _TIMES.sub("*", body)
    body = re.sub(r"\*?100%$", "*100", body)
    bare = re.sub(r"\(%\)$|%$", "", body)
    if bare != body and "/" in bare.replace(":", "/") and "100" not in bare:
        bare = f"{bare}*100"  # "4=3/1(%)"
    body = bare
    if "=" in body and "sum(" not in body:
        body = body.replace(":", "/")
    return body


def _is_expression(text: str) -> bool:
    try:
        parse_expression(text)
    except DefinitionProblem:
        return False
    return True


def code_row(unmerged: Unmerged, row: int) -> dict[int, PrintedCode] | None:
    """The codes of the columns when ``row`` is a row of codes; stub letters come as keys ``A``, ``B``.

    A row counts as one when all that stands in it are codes and they cannot be figures: they start
    with A, or are numbered on from 1, or some carry a formula.
    """
    found: dict[int, PrintedCode] = {}
    numbers: list[int] = []
    letters: set[str] = set()
    for column in range(1, unmerged.sheet.columns_used + 1):
        if unmerged.anchor(row, column) != (row, column):
            continue
        cell = unmerged.sheet.cell(row, column)
        if cell is None or cell.kind == "blank" or not tidy(cell.text):
            continue
        if cell.kind not in ("text", "number") or (cell.formula and cell.kind == "number" and not found):
            return None
        text = tidy(cell.text)
        if cell.kind == "number":
            if not _WHOLE.fullmatch(text):
                return None
            # "(1)" typed into a cell becomes minus one.
            text = str(abs(int(float(text))))
        code = (
            PrintedCode(text, printed=text)
            if _STUB.fullmatch(text)
            else parse_code(text, {"A", "B"} <= letters)
        )
        letters.add(text)
        if code is None:
            return None
        if code.key.isdecimal():
            numbers.append(int(code.key))
        found[column] = code
    keys = [code.key for code in found.values()]
    if len(set(keys)) != len(keys) or len(found) < 2:
        return None
    lettered = keys[0] in ("A", "a") or (len(keys) > 1 and keys[1] in ("B", "b"))
    counted = len(numbers) >= 3 and numbers == list(range(1, len(numbers) + 1))
    formulated = sum(bool(code.formula) for code in found.values()) > 0 and len(found) >= 3
    return found if (lettered and len(found) >= 3) or counted or formulated else None


def codes_in_headings(
    unmerged: Unmerged, top: int, bottom: int, columns: tuple[int, ...]
) -> dict[int, PrintedCode]:
    """Codes printed inside the headings themselves (``Tổng số (3=1+2)``), if every column has one."""
    found: dict[int, PrintedCode] = {}
    for column in columns:
        texts = [unmerged.text(row, column) for row in range(bottom, top - 1, -1)]
        lowest = next((text for text in texts if text), "")
        code = parse_code(code_in_heading(lowest)) if code_in_heading(lowest) else None
        if code is None:
            return {}
        found[column] = code
    keys = [code.key for code in found.values()]
    return found if len(set(keys)) == len(keys) else {}
