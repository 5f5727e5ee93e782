"""What a refusal must look like: one Vietnamese sentence that an official understands."""

from __future__ import annotations

import re

from tests.cli.conftest import Answer

UNUSABLE = 2
_QUOTED = re.compile(r"“[^”]*”")
_OPTION = re.compile(r"(?<!\w)--?[a-z]+")
_FOREIGN = re.compile(
    r"\b(error|exception|traceback|invalid|failed|fail|file|path|directory|folder|permission|denied|errno|none|"
    r"null|zip|xml|usage|option|argument|type|value|key|python|unknown|missing|cannot|could|not|input|output|"
    r"read|write|workbook|sheet|the|is|of|utf)\b",
    re.IGNORECASE,
)
_VIETNAMESE = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)


def assert_refused(answer: Answer, *mentioned: object) -> None:
    """Refused with exit code 2 and one clear sentence on stderr that says what is ``mentioned``."""
    assert answer.code == UNUSABLE, answer
    assert answer.out == ""
    assert_one_clear_sentence(answer.err)
    for text in mentioned:
        assert str(text) in answer.err


def assert_one_clear_sentence(said: str) -> None:
    """One line that ends with a full stop, in Vietnamese, without words of programmers."""
    assert said.endswith(".\n"), said
    assert said.count("\n") == 1, said
    assert ".." not in said.replace("…", ""), said
    # The encoding is called so in every "save as" window.
    own_words = _OPTION.sub("", _QUOTED.sub("", said)).replace("UTF-8", "")
    assert not _FOREIGN.findall(own_words), said
    assert _VIETNAMESE.search(own_words), said
    assert "Traceback" not in said
