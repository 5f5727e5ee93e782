"""The rules of a form: its own, those with other forms, those with an earlier report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from mtqg_xl.catalogue import cross_rules
from mtqg_xl.domain.forms import EditRule, Form, Previous
from mtqg_xl.domain.validity import Validity
from mtqg_xl.messages import say
from mtqg_xl.proving.rulebook.registry import RuleEntry, RuleKind
from pages.crossing import told
from pages.groups import in_words
from pages.layouts import layout_of
from pages.markdown import shortened, table
from pages.wording import SEVERITIES, overlap, span

_OWN_HEADS: Final = ("Mã", "Quy tắc", "Nơi áp dụng", "Mức", "Sai số", "Vì sao", "Việc cần làm", "Thời gian")
_CELL_HEADS: Final = ("Mã", "Cách tính", "Vì sao")
_CROSS_HEADS: Final = ("Mã", "Quy tắc", "Mức", "Vì sao", "Việc cần làm", "Ghi chú")
_EARLIER: Final = {
    Previous.EARLIER: "so với báo cáo kỳ trước trong năm",
    Previous.LAST_MONTH: "so với báo cáo tháng trước",
    Previous.LAST_YEAR: "so với báo cáo năm trước",
}


def own_rules(form: Form, entries: Sequence[RuleEntry]) -> Iterator[str]:
    """Single cells that are computed, then the checks that the form does not print."""
    cells = [entry for entry in entries if entry.kind is RuleKind.CELL]
    if cells:
        yield "## Ô tính riêng"
        yield ""
        yield "Các ô này có công thức riêng, không theo cột hay dòng."
        yield ""
        yield from table(_CELL_HEADS, (_cell(form, entry) for entry in cells))
        yield ""
    checks = [entry for entry in entries if entry.kind is RuleKind.EDIT]
    if checks:
        yield "## Quy tắc kiểm tra"
        yield ""
        yield "Ngoài các phép tính nêu ở trên, phần mềm kiểm tra:"
        yield ""
        yield from table(_OWN_HEADS, (_check(form, entry) for entry in checks))
        yield ""


def rules_with_others(form: Form, entries: Iterable[RuleEntry]) -> Iterator[str]:
    """The rules that tie ``form`` to other forms, and to its own earlier reports."""
    tied = [
        (entry, _cross_rule(entry.id))
        for entry in entries
        if form.code in entry.codes and overlap(entry.validity, form.validity)
    ]
    for heading, intro, chosen in (
        (
            "## Đối chiếu với biểu khác",
            "Áp dụng khi các biểu ở trong cùng một tệp, cùng đơn vị và kỳ báo cáo.",
            [entry for entry, rule in tied if rule.previous is None],
        ),
        (
            "## Đối chiếu với báo cáo trước",
            "Áp dụng khi nêu báo cáo trước bằng `--previous`.",
            [entry for entry, rule in tied if rule.previous is not None],
        ),
    ):
        if chosen:
            yield heading
            yield ""
            others = sorted({code for entry in chosen for code in entry.codes} - {form.code})
            links = ", ".join(f"[{code}]({layout_of(code).page.name})" for code in others)
            yield f"{intro} Biểu liên quan: {links}." if links else intro
            yield ""
            yield from table(_CROSS_HEADS, (_together(form, group) for group in _alike(chosen)))
            yield ""


def _cell(form: Form, entry: RuleEntry) -> tuple[str, ...]:
    plain = say("rulebook.why_computed")
    why = entry.explanation if entry.explanation != plain else ""
    return entry.id, in_words(entry.notation, form, entry.words), why


def _check(form: Form, entry: RuleEntry) -> tuple[str, ...]:
    why = f"{entry.explanation} ({entry.law})" if entry.law not in ("", form.law) else entry.explanation
    return (
        entry.id,
        in_words(entry.notation, form, entry.words),
        entry.where,
        SEVERITIES[entry.severity],
        entry.tolerance,
        why,
        entry.todo,
        span(entry.validity, form.validity),
    )


def _alike(entries: Iterable[RuleEntry]) -> Iterator[list[RuleEntry]]:
    """Rules that say the same of different cells, together."""
    groups: dict[tuple[object, ...], list[RuleEntry]] = {}
    for entry in entries:
        rule = _cross_rule(entry.id)
        key = (entry.codes, entry.explanation, entry.todo, entry.severity, rule.previous, rule.periods)
        groups.setdefault(key, []).append(entry)
    yield from groups.values()


def _together(form: Form, group: Sequence[RuleEntry]) -> tuple[str, ...]:
    first = group[0]
    words = [told(_cross_rule(entry.id), entry.words, _common(entry, form)) for entry in group]
    return (
        shortened([entry.id for entry in group], "quy tắc"),
        shortened(words, "quy tắc"),
        SEVERITIES[first.severity],
        first.explanation,
        first.todo,
        "\n".join(_notes(form, group)),
    )


def _common(entry: RuleEntry, form: Form) -> Validity:
    """Days on which the rule holds and this layout is in force."""
    starts = [times.start for times in (entry.validity, form.validity) if times.start]
    ends = [times.end for times in (entry.validity, form.validity) if times.end]
    return Validity(max(starts, default=None), min(ends, default=None))


def _notes(form: Form, group: Sequence[RuleEntry]) -> Iterator[str]:
    rules = [_cross_rule(entry.id) for entry in group]
    if rules[0].previous is not None:
        yield _EARLIER[rules[0].previous]
    if rules[0].periods:
        kinds = ", ".join(say(f"period.{kind}") for kind in sorted(rules[0].periods))
        yield f"chỉ kỳ {kinds}"
    if any(rule.links for rule in rules):
        yield "trong tệp lập theo bộ biểu, ô nhập ở vế trái có sẵn công thức nối sang biểu kia"
    spans = dict.fromkeys(span(entry.validity, form.validity) for entry in group if entry.validity)
    yield from (text for text in spans if text)


@cache
def _cross_rule(name: str) -> EditRule:
    return next(rule for rule in cross_rules() if rule.id == name)
