"""Texts of the add-in: each is said somewhere, and what is said has a text."""

from collections.abc import Callable
from dataclasses import replace

from mtqg_xl.addin import Sources, check

Added = Callable[..., Sources]


def with_texts(sources: Sources, **texts: str) -> list[tuple[str, object]]:
    changed = replace(sources, texts={**sources.texts, **texts})
    return [(fault.code, fault.values["key"]) for fault in check(changed) if "key" in fault.values]


def test_a_key_without_a_text_is_told_with_its_line(with_code: Added) -> None:
    line = 'Debug.Print T("no_such") & TF("counted", 1) & TryWork.T("nor_this")'
    faults = check(with_code(f"Option Explicit\nSub X()\n    {line}\nEnd Sub\n"))
    assert [(f.line, f.values["key"]) for f in faults] == [(3, "no_such"), (3, "nor_this")]


def test_a_key_put_together_needs_a_text_that_begins_so(with_code: Added) -> None:
    code = 'Option Explicit\nSub X()\n    Debug.Print T("state_" & ActiveSheet.Name)\nEnd Sub\n'
    assert [str(fault) for fault in check(with_code(code))] == [
        "vba/TryMore.bas, dòng 3: câu chữ “state_…” chưa có trong tệp câu chữ."
    ]


def test_a_text_that_nobody_says_is_told(sources: Sources) -> None:
    assert with_texts(sources, spare="Thừa") == [("text_unused", "spare")]
    assert with_texts(sources, label_more="Nút khác") == []


def test_a_key_given_on_as_an_argument_is_said(sources: Sources, with_code: Added) -> None:
    added = with_code('Option Explicit\nSub X()\n    Tell "spare"\nEnd Sub\n')
    assert with_texts(added, spare="Thừa") == []


def test_a_remark_says_nothing(sources: Sources, with_code: Added) -> None:
    added = with_code('Option Explicit\n\' T("no_such"), "spare"\n')
    assert with_texts(added, spare="Thừa") == [("text_unused", "spare")]


def test_texts_that_cannot_be_shown_are_told(sources: Sources) -> None:
    assert with_texts(sources, greeting=" ") == [("text_empty", "greeting")]
    assert with_texts(sources, greeting="Lo\u0323c") == [("text_not_composed", "greeting")]
    assert with_texts(sources, greeting="x" * 32_768) == [("text_too_long", "greeting")]
    assert with_texts(sources, counted="{0} của {2}") == [("text_gaps", "counted")]
    assert with_texts(sources, counted="{1} của {0}") == []
    assert with_texts(sources, label_Ô="x") == [("text_bad_key", "label_Ô")]
