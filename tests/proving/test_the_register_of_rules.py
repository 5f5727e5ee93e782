from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import combinations

from mtqg_xl.catalogue import all_forms, cross_rules
from mtqg_xl.domain.findings import Severity
from mtqg_xl.messages import use_language
from mtqg_xl.proving import RuleEntry, RuleKind, registry
from tests.docs.pages import DOCS


def entry(rule: str) -> RuleEntry:
    """The one entry of a rule."""
    (only,) = (found for found in registry() if found.id == rule)
    return only


def test_every_rule_of_the_catalogue_is_in_it_once() -> None:
    known = [rule.id for form in all_forms() for rule in form.rules] + [rule.id for rule in cross_rules()]
    listed = [found.id for found in registry() if found.kind is not RuleKind.PRINCIPLE]
    assert Counter(listed) == Counter(known)


def test_no_two_rules_of_one_day_have_the_same_id() -> None:
    by_id: dict[str, list[RuleEntry]] = {}
    for found in registry():
        by_id.setdefault(found.id, []).append(found)
    clashes = [
        name
        for name, entries in by_id.items()
        for one, other in combinations(entries, 2)
        if (one.validity.start or date.min) <= (other.validity.end or date.max)
        and (other.validity.start or date.min) <= (one.validity.end or date.max)
    ]
    assert clashes == []


def test_every_entry_says_all_a_person_asks() -> None:
    asked = ("words", "where", "tolerance", "explanation")
    assert [(found.id, name) for found in registry() for name in asked if not getattr(found, name)] == []
    unfounded = [found.id for found in registry() if found.form is not None and not found.law]
    assert unfounded == []
    added = (RuleKind.EDIT, RuleKind.CROSS, RuleKind.PRINCIPLE)
    assert [found.id for found in registry() if found.kind in added and not found.todo] == []


def test_rules_in_words_show_no_notation() -> None:
    notation = re.compile(r"[#\[\]{}]|count\(|sum\(")
    assert [(found.id, found.words) for found in registry() if notation.search(found.words)] == []


def test_a_printed_code_is_explained_as_printed() -> None:
    found = entry("BM11.20")
    assert found.kind is RuleKind.COLUMN
    assert found.words == "20 = (16 + 17) : (12 + 13) × 100"
    assert found.explanation == "Cách tính in ở mã cột 20."
    assert (found.where, found.severity) == ("mọi dòng", Severity.ERROR)
    assert found.tolerance == "theo chữ số in"


def test_a_count_has_no_tolerance() -> None:
    assert entry("BM11.1").tolerance == "không"


def test_a_row_sum_names_rows_by_their_printed_numbers() -> None:
    found = entry("BM11.T")
    assert found.kind is RuleKind.ROW
    assert found.words == "“CỘNG” = 1 + 2"


def test_a_rule_of_an_earlier_layout_ends_with_it() -> None:
    found = entry("KR02.GNBV.CT")
    assert found.validity.end == date(2020, 12, 31)
    assert found.validity.start == date(2016, 1, 1)


def test_the_general_principles_say_what_applies_them() -> None:
    found = {item.id: item for item in registry() if item.kind is RuleKind.PRINCIPLE}
    assert set(found) == {"X8", "X13", "X14", "X15", "X16"}
    assert found["X8"].applied == "khi tổng hợp"
    assert found["X13"].applied == "chưa tự động kiểm tra"


def test_it_can_be_read_in_english() -> None:
    use_language("en")
    try:
        assert entry("BM11.20").where == "every row"
    finally:
        use_language("vi")
    assert entry("BM11.20").where == "mọi dòng"


def test_its_page_has_every_rule() -> None:
    kept = (DOCS / "quy_tac.md").read_text(encoding="utf-8")
    assert [found.id for found in registry() if f"| {found.id} |" not in kept] == []
