"""Every sentence of a finding, over an example of every rule, reads as an office writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from mtqg_xl.catalogue import form_codes
from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.messages import known_codes, say, use_language
from mtqg_xl.proving.rulebook.registry import registry
from mtqg_xl.reconcile.kinds import KINDS, Kind, RemarkKind
from tests.support.language import (
    LONGEST,
    english_faults,
    faults,
    figure_faults,
    unquoted_length,
    vietnamese_faults,
)
from tests.support.telling_rules import Told, told_of_every_rule
from tests.support.values import REMARKED, VALUES

SHOWN = 8
FORM_CODE = re.compile(rf"(?<![\w!“])(?:{'|'.join(form_codes())})(?![\w!”])")


@pytest.fixture(autouse=True)
def _language_kept() -> Iterator[None]:
    yield
    use_language("vi")


@cache
def told() -> tuple[Told, ...]:
    return tuple(told_of_every_rule())


def sentences_of(kind: type[Kind]) -> Iterator[str]:
    """Everything a kind says, filled in with examples."""
    for code in (*kind.sentences, *kind.advice):
        # What stands in the way of a whole unit is a sentence of its own.
        own = {"reason": "Trang “BM16” bị hỏng."} if kind.code == "unit_refused" else {}
        yield say(code, **{**(REMARKED if issubclass(kind, RemarkKind) else VALUES), **own})
    yield kind.meaning()


@cache
def wrong(text: str) -> tuple[str, ...]:
    return (*faults(text), *vietnamese_faults(text))


def shown(found: dict[str, object]) -> str:
    lines = [f"{why}: {text}" for text, why in list(found.items())[:SHOWN]]
    return "\n".join([f"{len(found)} sentences, such as", *lines])


def test_nearly_every_rule_has_been_broken() -> None:
    rules = {entry.id for entry in registry() if entry.form is not None}
    heard = {one.rule for one in told()}
    assert len(rules - heard) <= len(rules) // 50, sorted(rules - heard)[:20]
    assert {one.finding.kind for one in told()} == {
        code for code in KINDS if KINDS[code].__module__.endswith(".figures")
    } - {"levels", "level_cell"}


def test_sentences_about_figures_read_well_for_every_rule() -> None:
    found: dict[str, object] = {}
    for one in told():
        for text in filter(None, (one.finding.message, one.finding.why, one.finding.todo)):
            if bad := wrong(text):
                found[text] = (one.rule, bad)
            if match := FORM_CODE.search(text):
                found[text] = (one.rule, f"the code {match[0]} in place of the form's name")
        if unquoted_length(one.finding.message) > LONGEST:
            found[one.finding.message] = (one.rule, "too long")
    assert not found, shown(found)


def test_figures_are_written_in_the_vietnamese_way_and_with_their_unit() -> None:
    found: dict[str, object] = {}
    for one in told():
        finding = one.finding
        after = finding.message.partition("): ")[2]
        if bad := list(figure_faults(after)):
            found[finding.message] = (one.rule, bad)
        if finding.stated is None or finding.key is None or not after:
            continue
        label = one.context.measure(finding.key).label
        figure = format_vietnamese(finding.stated)
        if label and not re.search(rf"{re.escape(figure)} ?{re.escape(label)}", after):
            found[finding.message] = (one.rule, f"no unit after {figure}")
    assert not found, shown(found)


def test_a_finding_has_its_five_parts() -> None:
    found: dict[str, object] = {}
    for one in told():
        finding = one.finding
        kind = KINDS[finding.kind]
        # What is only wrong along with another cell has its reason there.
        why = finding.why or finding.kind == "also_wrong"
        parts = {
            "where": finding.sheet and finding.cell,
            "why": why,
            "what to do": finding.todo,
            "law": finding.law or "Theo cách hiểu chung" in finding.why or finding.kind == "also_wrong",
        }
        if finding.key is not None and "sides" not in finding.message and finding.stated is not None:
            parts["what it says"] = format_vietnamese(finding.stated) in finding.message
        if finding.expected is not None:
            parts["what it should be"] = kind.code in ("cut_off", "rounding") or (
                format_vietnamese(finding.expected) in finding.message + finding.todo
            )
        if lacking := [name for name, there in parts.items() if not there]:
            found[finding.message] = (one.rule, finding.kind, lacking)
    assert not found, shown(found)


def test_remarks_and_formulas_read_well_in_vietnamese() -> None:
    found: dict[str, object] = {}
    for kind in KINDS.values():
        for text in sentences_of(kind):
            bad = list(wrong(text))
            if unquoted_length(text) > LONGEST:
                bad.append("too long")
            if bad:
                found[text] = (kind.code, bad)
    assert not found, shown(found)


def test_the_same_is_said_in_english_without_vietnamese_words() -> None:
    use_language("en")
    found: dict[str, object] = {}
    for kind in KINDS.values():
        for code in (*kind.sentences, *kind.advice, f"kind.{kind.code}_means"):
            own = {**dict.fromkeys(VALUES, "“x”"), "formula": "=A1"}
            own["reason"] = "The sheet is damaged." if code == "remark.unit_refused" else "“x”"
            text = say(code, **own)
            if bad := [*english_faults(text), *(why for why in faults(text) if "capital" not in why)]:
                found[text] = (code, bad)
        assert not list(english_faults(kind.title())), kind.code
    assert not found, shown(found)


def test_every_kind_has_all_it_says_in_both_languages() -> None:
    for language in ("vi", "en"):
        known = known_codes(language)
        for kind in KINDS.values():
            needed = {f"kind.{kind.code}", f"kind.{kind.code}_means", *kind.sentences, *kind.advice}
            assert needed <= known, (language, kind.code)
            assert kind.sentences, kind.code
            assert kind.advice, kind.code


def test_a_title_is_short_and_told_apart_from_all_others() -> None:
    titles = [kind.title() for kind in KINDS.values()]
    assert len(set(titles)) == len(titles)
    for title in titles:
        assert title[0].isupper()
        assert not title.endswith(".")
        assert len(title) <= 50, title
        assert not list(vietnamese_faults(title)), title


def test_a_kind_says_how_it_weighs_and_what_it_is_near_to() -> None:
    for kind in KINDS.values():
        assert kind.tags, kind.code
        assert kind.severity in (None, *Severity)
        assert kind.related, kind.code
        assert set(kind.related) <= KINDS.keys() - {kind.code}, kind.code
        if issubclass(kind, RemarkKind):
            assert kind.severity is not None, "the class alone says how a remark weighs"


def test_a_second_kind_of_the_same_code_is_refused() -> None:
    with pytest.raises(TypeError, match="text_number"):
        type("Again", (RemarkKind,), {"code": "text_number"})
    assert KINDS["text_number"].__name__ == "TextNumber"


def test_the_lint_itself_finds_what_it_is_for() -> None:
    bad = {
        "ô C5: ghi sai.": "capital",
        "Ô C5 ghi sai": "end as a sentence",
        "Ô C5  ghi sai.": "spacing",
        "Ô C5 ghi sai..": "spacing",
        "Ô C5 ghi None.": "not filled in",
        "Ô C5 ghi {stated}.": "not filled in",
        "Xem lại sheet này.": "programmers",
        "Xem lại workflow này.": "no Vietnamese",
        "Xem lại row_key này.": "inside",
    }
    for text, why in bad.items():
        assert any(why in fault for fault in wrong(text)), text
    assert list(figure_faults("đang ghi 26884 hộ"))
    assert list(figure_faults("đang ghi 0.5 hộ"))
    assert not list(figure_faults("đang ghi 26.884,5 hộ, đúng ra là 2.000.000 hộ"))
    assert list(english_faults("The sheet ghi số"))
    assert not wrong("Biểu số 16, dòng “workflow”, ô E13: đang ghi 5 hộ; sửa =SUM(E1:E5) trong a.xlsx.")


def test_what_is_only_commonly_known_is_told_as_that_and_not_as_law() -> None:
    unsure = [one for one in told() if "chưa đối chiếu văn bản gốc" in one.finding.why]
    assert {one.rule for one in unsure} >= {"BM02.B8", "BM02.B12.3"}
    for one in unsure:
        assert one.finding.law == ""
        assert "Theo cách hiểu chung" in one.finding.why
    for one in told():
        assert "hiểu biết chung" not in one.finding.law
        assert "chưa đối chiếu" not in one.finding.law


def test_no_placeholder_of_a_finding_lacks_an_example() -> None:
    codes = {code for kind in KINDS.values() for code in (*kind.sentences, *kind.advice)}
    for code in codes:
        say(code, **VALUES)
    assert len(codes) > len(KINDS)
