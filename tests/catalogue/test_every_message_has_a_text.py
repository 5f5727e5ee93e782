from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import mtqg_xl
from mtqg_xl.messages import known_codes, say
from mtqg_xl.messages.text import _texts
from mtqg_xl.reconcile.kinds import KINDS, RemarkKind

ROOT = Path(mtqg_xl.__file__).parent
ROOMS = ("domain", "rules", "catalogue", "reading", "reconcile", "consolidation")
GROUPS = {
    "FileProblem": "file",
    "ArgumentProblem": "argument",
    "DefinitionProblem": "definition",
    "OutputProblem": "output",
    "Remark": "remark",
}


def spoken(tree: ast.AST) -> Iterator[str]:
    """The codes that a module says or refuses with, where they are written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                if node.func.id == "say":
                    yield first.value
                elif node.func.id in GROUPS:
                    yield f"{GROUPS[node.func.id]}.{first.value}"


@pytest.mark.parametrize("room", ROOMS)
def test_everything_a_room_says_has_a_text(room: str) -> None:
    for file in (ROOT / room).glob("*.py"):
        said = set(spoken(ast.parse(file.read_text(encoding="utf-8"))))
        assert said <= known_codes(), file.name


def test_every_kind_of_finding_has_a_title_a_meaning_sentences_and_advice() -> None:
    for code, kind in KINDS.items():
        said = {f"kind.{code}", f"kind.{code}_means", *kind.sentences, *kind.advice}
        assert said <= known_codes(), code


def test_every_remark_has_a_message_and_an_advice() -> None:
    remarks = [code for code, kind in KINDS.items() if issubclass(kind, RemarkKind)]
    assert len(remarks) > 50
    for code in remarks:
        assert {f"remark.{code}", f"remark.{code}_todo"} <= known_codes(), code


@pytest.mark.parametrize("code", ["not_whole", "negative", "empty_form", "typed_over", "blank_totals"])
def test_every_finding_about_filling_has_a_message_and_an_advice(code: str) -> None:
    assert f"remark.{code}" in known_codes()
    assert f"remark.{code}_todo" in known_codes()


@pytest.mark.parametrize("sign", ["unequal", "too_large", "too_small"])
def test_every_failure_of_a_relation_has_a_message(sign: str) -> None:
    assert {f"finding.{sign}", f"finding.sides_{sign}"} <= known_codes()


@pytest.mark.parametrize("code", ["unread", "no_parts", "other_total"])
def test_every_difference_of_a_consolidation_has_a_text(code: str) -> None:
    assert say(f"consolidate.{code}")


def test_every_text_can_be_filled_in() -> None:
    texts = _texts("vi")
    for code in sorted(known_codes()):
        fields = [name for _, name, _, _ in string.Formatter().parse(texts[code]) if name]
        said = say(code, **dict.fromkeys(fields, "…"))
        assert said, code
        # Doubled braces are meant to be seen: they tell how to write a word that changes.
        shown_as_they_are = set(re.findall(r"\{\{(\w+)\}\}", texts[code]))
        assert set(re.findall(r"\{(\w*)\}", said)) == shown_as_they_are, code
