"""Cells that the template fills in by itself: norms and targets of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from mtqg_xl.catalogue import unit_register
from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.loader import presets_of
from mtqg_xl.catalogue.register import validity
from mtqg_xl.catalogue.schema import ParameterText
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.proving.rulebook.describing import row_name
from pages.markdown import table
from pages.wording import overlap, span

_HEADS: Final = ("Dòng", "Cột", "Số ghi sẵn", "Căn cứ")


def filled_in(form: Form) -> Iterator[str]:
    """The cells of ``form`` that stand ready, with the figure and its source."""
    rows = [
        (row_name(form, preset.row), preset.column, *told)
        for preset in presets_of(form)
        for told in _values(preset.parameter, form)
    ]
    if rows:
        yield "## Ô có sẵn số"
        yield ""
        yield "Biểu mẫu ghi sẵn các số này khi có chỉ tiêu của đơn vị và năm đó; đơn vị vẫn sửa được."
        yield ""
        yield from table(_HEADS, rows)
        yield ""


def _values(name: str, form: Form) -> Iterator[tuple[str, str]]:
    for text in _parameters():
        times = validity(text.valid)
        if text.name == name and overlap(times, form.validity):
            unit = unit_register().find(text.unit) if text.unit else None
            limits = [unit.name] if unit else []
            limits += [f"năm {text.year}"] if text.year else []
            limits += [told] if (told := span(times, form.validity)) else []
            value = format_vietnamese(text.value)
            yield f"{value} ({'; '.join(limits)})" if limits else value, text.source


@cache
def _parameters() -> tuple[ParameterText, ...]:
    return read(folder("data") / "parameters.yaml", tuple[ParameterText, ...])
