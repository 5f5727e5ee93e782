"""A workbook into form files: which sheets, under which codes, checked before anything is written."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mtqg_xl.catalogue import form_codes
from mtqg_xl.catalogue.building import build_form
from mtqg_xl.catalogue.files import shaped
from mtqg_xl.catalogue.schema import FormText
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.units import fold
from mtqg_xl.learning.learn import learn_sheet
from mtqg_xl.learning.model import Asked, LearntForm
from mtqg_xl.learning.text.writing_form import form_text, questions_of
from mtqg_xl.messages import DefinitionProblem, LearningProblem, say
from mtqg_xl.ooxml import Workbook
from mtqg_xl.reading.tables.one_form import why_not_found
from mtqg_xl.rules import relations_of

_METADATA = "_mtqg"
_ENDINGS = (".yaml", ".yml")
_CODE = re.compile(r"[A-Z][A-Z0-9.]*")
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class LearntFile:
    """A form file ready to be written; ``formulas`` counts the formulas and sums learnt."""

    path: str
    text: str
    code: str
    sheet: str
    columns: int
    rows: int
    formulas: int
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt of a workbook, and why some of its sheets gave nothing."""

    files: tuple[LearntFile, ...]
    skipped: tuple[tuple[str, str], ...] = ()


def learn_workbook(
    path: str | os.PathLike[str], out: str | os.PathLike[str], sheet: str | None = None
) -> Learnt:
    """The forms of the workbook at ``path``, for the file ``out`` (.yaml) or the folder ``out``.

    ``sheet`` names the one sheet to look at; otherwise all that are shown. Raises
    :class:`FileProblem` when the workbook cannot be read, :class:`LearningProblem` when it has no
    table, or several and ``out`` is one file.
    """
    book = Workbook.open(path)
    shown = [info.name for info in book.sheets if info.state == "visible" and info.name != _METADATA]
    if sheet is not None and sheet not in {info.name for info in book.sheets}:
        raise LearningProblem("no_sheet", path=os.fspath(path), sheet=sheet, known=", ".join(shown))
    found: list[tuple[str, LearntForm]] = []
    skipped: list[tuple[str, str]] = []
    for name in [sheet] if sheet is not None else shown:
        forms = learn_sheet(book, name)
        found.extend((name, form) for form in forms)
        if not forms and book.sheet(name).rows_used:
            skipped.append((name, say("learning.no_table_here")))
    if not found:
        if sheet is not None:
            raise LearningProblem("no_table_on_sheet", path=os.fspath(path), sheet=sheet)
        raise LearningProblem("no_table", path=os.fspath(path))
    single = os.fspath(out).lower().endswith(_ENDINGS)
    if single and len(found) > 1:
        sheets = ", ".join(dict.fromkeys(name for name, _ in found))
        raise LearningProblem("several_forms", path=os.fspath(path), count=len(found), sheets=sheets)
    places = _places(found, Path(out), single)
    files = [_file(name, form, place) for (name, form), place in zip(found, places, strict=True)]
    return Learnt(tuple(files), tuple(skipped))


def form_from_text(text: str) -> Form:
    """The definition that the text of a form file gives; :class:`DefinitionProblem` when it gives none."""
    return build_form(shaped(text, "…", FormText))


def _definition(sheet: str, form: LearntForm) -> Form:
    try:
        definition = form_from_text(form_text(form))
        relations_of(definition)
    except DefinitionProblem as problem:
        raise LearningProblem("not_expressible", sheet=sheet, detail=str(problem).rstrip(".")) from problem
    return definition


def _places(found: list[tuple[str, LearntForm]], out: Path, single: bool) -> Iterator[tuple[str, Path]]:
    """Code and file of every form: after the file named, or after number or sheet in a folder."""
    if single:
        code = _code(out.stem)
        if not code:
            raise LearningProblem("bad_code", name=out.name)
        yield code, out
        return
    taken: set[str] = set()
    for name, form in found:
        base = _code(form.number) or _code(name) or "B"
        code, number = base, 2
        while code in taken:
            code, number = f"{base}.{number}", number + 1
        taken.add(code)
        yield code, out / f"{code}.yaml"


def _code(text: str) -> str:
    """A form code made of ``text``: capitals and digits, a letter first; empty when none can be made."""
    words = re.sub(r"\b(bieu|mau|phu luc|so|form|annex|table)\b", _short, fold(text))
    code = re.sub(r"[^A-Z0-9.]+", "", words.upper())[:_LONGEST].strip(".")
    return code if _CODE.fullmatch(code) else f"B{code}" if code else ""


def _short(match: re.Match[str]) -> str:
    return {"bieu": "b", "mau": "m", "phu luc": "pl"}.get(match[0], "")


def _file(sheet: str, form: LearntForm, place: tuple[str, Path]) -> LearntFile:
    form.code = place[0]
    if form.code in form_codes():
        form.at.setdefault("code", Asked()).questions.append(say("learning.code_known", code=form.code))
    definition = _definition(sheet, form)
    rows = [at for table in form.tables for row in table.rows for at in row.places]
    reason = why_not_found(form.tables[0].unmerged.sheet, definition, form.period, rows)
    if reason is not None:
        form.at["bind"] = Asked(questions=[say("learning.original_unread", reason=reason)])
    text = form_text(form)
    return LearntFile(
        path=os.fspath(place[1]),
        text=text,
        code=form.code,
        sheet=sheet,
        columns=len(definition.columns),
        rows=len(definition.rows),
        formulas=sum(rule.defines for rule in definition.rules),
        questions=questions_of(form),
    )
