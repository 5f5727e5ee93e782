"""The unit of measure that a sheet states above a table."""

from __future__ import annotations

from collections.abc import Iterable

from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.measures import Measure, MeasureKind
from mtqg_xl.domain.submissions import Remark
from mtqg_xl.ooxml import Sheet, from_a1
from mtqg_xl.reading.heading import measure_in
from mtqg_xl.reading.metadata import text_at


def written_measure(
    form: Form, at: int, sheet: Sheet, above: Iterable[int], measure_at: str = ""
) -> tuple[Measure, Remark | None]:
    """The measure stated for the money of table ``at``, and what to tell; the form's own unless it says otherwise.

    It stands in the cell ``measure_at``, if known, else somewhere in the rows ``above``.
    """
    own = form.sections[at].measure
    if own.kind is not MeasureKind.MONEY or form.shows_measure:
        return own, None
    text = text_at(sheet, *from_a1(measure_at)) if measure_at else ""
    if not text:
        shown = (text_at(sheet, row, c) for row in above for c in range(1, sheet.columns_used + 1))
        text = next((found for found in shown if found.lower().startswith("đơn vị tính")), "")
    if not text:
        return own, None
    measure, label = measure_in(text)
    if measure is None or measure.family != own.family:
        values = {"label": label, "assumed": own.label}
        return own, Remark("unknown_measure", None, sheet.name, measure_at, text, values)
    if measure.code != own.code:
        values = {"label": measure.label, "used": own.label}
        return measure, Remark("other_measure", None, sheet.name, measure_at, text, values)
    return measure, None
