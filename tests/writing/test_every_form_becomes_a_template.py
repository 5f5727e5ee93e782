"""Every layout of every form, for every level and every kind of period it is filed for."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from mtqg_xl.api.templates import TemplateRequest, template_book
from mtqg_xl.domain.binding import UNNAMED
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.ooxml import Workbook
from mtqg_xl.reading import read_binding
from mtqg_xl.writing import plan_sheet
from tests.support.everyform import Case, cases

in_every_case = pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)


def request_of(case: Case) -> TemplateRequest:
    """The template for a unit of the register where there is one, else with a dotted line for it."""
    if case.unit.code:
        return TemplateRequest(case.unit.name, str(case.period))
    return TemplateRequest(None, str(case.period), case.unit.level.value)


@in_every_case
def test_a_template_is_made_and_records_where_everything_stands(case: Case, tmp_path: Path) -> None:
    code = case.definition.code
    content = template_book([code], request_of(case))
    file = tmp_path / "mau.xlsx"
    file.write_bytes(content)
    binding = read_binding(Workbook.open(file))
    assert binding is not None
    assert (binding.kind, binding.period, binding.level) == ("template", str(case.period), case.unit.level)
    (bound,) = binding.forms
    unit = case.unit if case.unit.code else ReportingUnit(UNNAMED, None, case.unit.level)
    assert bound == plan_sheet(Case(case.definition, unit, case.period).form).binding()
    # What is filled in by the period and the law is filled in everywhere.
    with zipfile.ZipFile(BytesIO(content)) as archive:
        texts = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert code in texts
    assert re.findall(r"\{[a-z_]+\}", texts) == []
