"""Groups repeated possessively are matched wrongly by Python before 3.11.5 (its issue 106052)."""

from __future__ import annotations

import re

from tests.architecture.source import PACKAGE

POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)[*+?]\+|\(\?>")


def test_no_pattern_of_the_parts_repeats_a_group_possessively() -> None:
    files = sorted((PACKAGE / "ooxml").rglob("*.py"))
    assert files
    found = [file.name for file in files if POSSESSIVE_GROUP.search(file.read_text(encoding="utf-8"))]
    assert found == []


def test_one_would_be_found() -> None:
    assert POSSESSIVE_GROUP.search('(?:a="[^"]*+")*+')
    assert not POSSESSIVE_GROUP.search('(?:a="[^"]*+")*')
