from __future__ import annotations

from pathlib import Path

import pytest

from mtqg_xl.catalogue import load_form
from mtqg_xl.catalogue.files import read
from mtqg_xl.catalogue.loader import build_form
from mtqg_xl.catalogue.schema import FormText
from mtqg_xl.domain.forms import Form
from mtqg_xl.messages import DefinitionProblem
from mtqg_xl.rules import relations_of

GOOD = """\
code: TH01
number: Biểu thử
title: Biểu thử
programme: Thử
mark: reference
measure: trieu_dong
stub: [TT, Nội dung]
levels: [huyen]
periods: [N]
columns:
  - {code: "1", title: Một}
  - {code: "2", title: Hai}
  - {code: 3=1+2, title: Cộng}
rows:
  - {key: a, number: "1", label: Dòng}
"""


def built(tmp_path: Path, text: str) -> Form:
    file = tmp_path / "TH01.yaml"
    file.write_text(text, encoding="utf-8")
    return build_form(read(file, FormText))


def test_a_good_definition_is_accepted(tmp_path: Path) -> None:
    form = built(tmp_path, GOOD)
    assert [relation.rule.id for relation in relations_of(form)] == ["TH01.3"]


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("title: Biểu thử", "tiltle: Biểu thử", "bad_shape"),
        ('{code: "1", title: Một}', '{code: "1", titel: Một}', "bad_shape"),
        ('{key: a, number: "1", label: Dòng}', '{number: "1", label: Dòng}', "bad_shape"),
        ("mark: reference\n", "", "bad_shape"),
        ("stub: [TT, Nội dung]", "stub: [TT]", "bad_shape"),
        ("columns:", "valid: {from: hôm nay}\ncolumns:", "bad_shape"),
        ("columns:", "columns: [", "not_yaml"),
        ("measure: trieu_dong", "measure: thung", "unknown_measure"),
        ('{code: "1", title: Một}', "{use: khong_co}", "unknown_block"),
        ("rows:", "tables: [{use: khong_co}]\nrows:", "unknown_block"),
        ("rows:", "tables: [{title: Bảng hai, colums: [], rows: []}]\nrows:", "bad_shape"),
        ("title: Một}", "title: Một, formulas: [{as: 2+3}]}", "bad_shape"),
        ("label: Dòng}", "label: Dòng, each: page}", "bad_shape"),
        ("label: Dòng}", "label: Dòng, each: line, lines: mười}", "bad_shape"),
        ("rows:", "measures: [{code: con, label: con}]\nrows:", "bad_shape"),
        ("rows:", "filing: [{by: xã}]\nrows:", "bad_shape"),
        ("{code: 3=1+2, title: Cộng}", "{code: 3=1+2, title: Cộng, measure: thung}", "unknown_measure"),
    ],
)
def test_a_slip_in_a_definition_is_refused(tmp_path: Path, right: str, wrong: str, code: str) -> None:
    assert right in GOOD
    with pytest.raises(DefinitionProblem) as refusal:
        built(tmp_path, GOOD.replace(right, wrong))
    assert refusal.value.code == f"definition.{code}"
    assert str(refusal.value)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("mark: reference", "mark: chính thức"),
        ("title: Một}", "title: Một, kind: số}"),
        ("title: Một}", "title: Một, aggregate: trung_binh}"),
        ("label: Dòng}", "label: Dòng, kind: tong}"),
        ("rows:", "rules:\n  - {id: Q, rule: 1<=2, severity: fatal}\nrows:"),
        ("rows:", "rules:\n  - {id: Q, rule: 1<=2, over: pages}\nrows:"),
        ("rows:", "rules:\n  - {id: Q, rule: 1<=2, missing: maybe}\nrows:"),
    ],
)
def test_a_word_that_means_nothing_is_refused(tmp_path: Path, right: str, wrong: str) -> None:
    assert right in GOOD
    with pytest.raises(DefinitionProblem):
        built(tmp_path, GOOD.replace(right, wrong))


@pytest.mark.parametrize("code", ["3=1+", "3=1+2)", "3=1++2"])
def test_a_bad_formula_is_refused_when_it_is_bound(tmp_path: Path, code: str) -> None:
    form = built(tmp_path, GOOD.replace("3=1+2", f'"{code}"'))
    with pytest.raises(DefinitionProblem) as refusal:
        relations_of(form)
    assert refusal.value.code == "definition.notation"


@pytest.mark.parametrize("code", ["3=1+X", "3=1+K2"])
def test_a_formula_with_an_unknown_code_is_refused(tmp_path: Path, code: str) -> None:
    form = built(tmp_path, GOOD.replace("3=1+2", f'"{code}"'))
    with pytest.raises(DefinitionProblem) as refusal:
        relations_of(form)
    assert refusal.value.code == "definition.unknown_code"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('{code: "2", title: Hai}', '{code: "1", title: Hai}'),
        ("rows:", "tables: [{columns: [{code: '1', title: Một}], rows: [{key: b, label: Dòng}]}]\nrows:"),
        ("rows:", "tables: [{columns: [{code: X, title: Một}], rows: [{key: a, label: Dòng}]}]\nrows:"),
        ("rows:", 'rows:\n  - {key: a, number: "2", label: Dòng khác}'),
    ],
)
def test_a_key_given_twice_is_refused(tmp_path: Path, right: str, wrong: str) -> None:
    with pytest.raises(DefinitionProblem):
        relations_of(built(tmp_path, GOOD.replace(right, wrong)))


def test_a_definition_is_loaded_once() -> None:
    assert load_form("BM16") is load_form("BM16")
