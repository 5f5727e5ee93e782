"""Which single wrong figures of a form give themselves away, known before anything is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mtqg_xl.catalogue import form_codes, load_form, make_concrete
from mtqg_xl.domain.forms import Form
from mtqg_xl.messages import say
from mtqg_xl.proving.identifiability import advice, grade_lines, identifiability, neighbours
from mtqg_xl.proving.soundness.cases import Case, cases
from pages.markdown import table

_INTRO: Final = (
    "Nếu chỉ một ô nhập bị ghi sai, các ô khác đều đúng, thì kiểm tra biết được đến đâu. Suy ra từ các phép "
    "tính và quy tắc của riêng biểu này, trước khi có số liệu; chưa tính đến việc đối chiếu với biểu khác."
)
_HEADS: Final = ("Cột", "Dòng", "Nếu ghi sai")


def finding(form: Form) -> Iterator[str]:
    """Grades of the input cells of ``form``, and what would improve them."""
    case = next((case for case in cases() if case.definition is form), None)
    if case is None:
        return
    grades = identifiability(case.form)
    lines = [
        (
            line.columns_text,
            line.rows_text if line.rows else say("identify.every_row"),
            say(f"identify.{line.reason}").removeprefix("ghi sai một ô thì ").removeprefix("ghi sai "),
        )
        for line in grade_lines(case.form, grades)
    ]
    if not lines:
        return
    yield "## Ô nào sai thì tìm được"
    yield ""
    yield _INTRO
    yield ""
    yield from table(_HEADS, lines)
    yield ""
    remedies = advice(case.form, joining=neighbours([case.form], _handed_in(case), case.period.day))
    for remedy in remedies:
        yield f"- {remedy.text}"
    if remedies:
        yield ""


def _handed_in(case: Case) -> Iterator[Form]:
    """The forms that the same unit files for the same period."""
    day = case.period.day
    for code in form_codes():
        form = load_form(code, day)
        asked = case.period.kind.value in form.periods and case.unit.level.value in form.levels
        if code != case.form.code and asked and form.validity.holds(day):
            yield make_concrete(code, case.unit, case.period)
