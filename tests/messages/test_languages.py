"""Vietnamese is spoken unless English is asked for; what is said in English says the same."""

from __future__ import annotations

import string
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import mtqg_xl.messages
from mtqg_xl.cli.main import main
from mtqg_xl.messages import FileProblem, current_language, known_codes, say, use_language

FOLDER = Path(mtqg_xl.messages.__file__).parent
#: Texts of these groups stand inside office documents, which are Vietnamese.
DOCUMENTS = {"book", "sheet"}
VIETNAMESE = sorted(file.name.partition(".")[0] for file in FOLDER.glob("*.vi.toml"))
ENGLISH = sorted(file.name.partition(".")[0] for file in FOLDER.glob("*.en.toml"))
#: Letters that old fonts and careless conversions put where ư should be: OI, not ư.
FALSE_LETTERS = "\u01a2\u01a3"


def texts(group: str, language: str) -> dict[str, str]:
    return tomllib.loads((FOLDER / f"{group}.{language}.toml").read_text(encoding="utf-8"))


def placeholders(text: str) -> set[tuple[str, str, str]]:
    parsed = string.Formatter().parse(text)
    return {(name, spec or "", turn or "") for _, name, spec, turn in parsed if name is not None}


def ends_with_punctuation(text: str) -> bool:
    return text.rstrip().endswith((".", ":", ";", ",", "?", "!", "…"))


def outer_blanks(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def pairs(group: str) -> Iterator[tuple[str, str, str]]:
    """Code, Vietnamese and English text of a group spoken in both languages."""
    english = texts(group, "en")
    for code, text in texts(group, "vi").items():
        if code in english:
            yield code, text, english[code]


@pytest.fixture(autouse=True)
def _language_kept() -> Iterator[None]:
    before = current_language()
    use_language("vi")
    yield
    use_language(before)


@pytest.mark.parametrize("group", [group for group in VIETNAMESE if group not in DOCUMENTS])
def test_every_group_spoken_to_a_person_has_all_its_texts_in_english(group: str) -> None:
    assert group in ENGLISH
    assert set(texts(group, "vi")) - set(texts(group, "en")) == set()


@pytest.mark.parametrize("group", ENGLISH)
def test_english_has_only_codes_that_vietnamese_has(group: str) -> None:
    assert group in VIETNAMESE
    assert set(texts(group, "en")) - set(texts(group, "vi")) == set()


@pytest.mark.parametrize("group", sorted(DOCUMENTS))
def test_office_documents_have_no_english_texts(group: str) -> None:
    assert group not in ENGLISH
    use_language("en")
    for code, text in texts(group, "vi").items():
        values = {name: "…" for name, _, _ in placeholders(text)}
        assert say(f"{group}.{code}", **values) == text.format(**values)


@pytest.mark.parametrize("group", ENGLISH)
def test_both_languages_fill_in_the_same_values(group: str) -> None:
    for code, vietnamese, english in pairs(group):
        assert placeholders(english) == placeholders(vietnamese), code


@pytest.mark.parametrize("group", ENGLISH)
def test_both_languages_end_alike(group: str) -> None:
    for code, vietnamese, english in pairs(group):
        assert ends_with_punctuation(english) == ends_with_punctuation(vietnamese), code
        assert outer_blanks(english) == outer_blanks(vietnamese), code


@pytest.mark.parametrize("group", VIETNAMESE)
def test_vietnamese_is_written_in_composed_letters_of_its_own(group: str) -> None:
    written = (FOLDER / f"{group}.vi.toml").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", written)
    assert not set(FALSE_LETTERS) & set(written)
    for code, text in texts(group, "vi").items():
        assert unicodedata.is_normalized("NFC", text), code
        assert not set(FALSE_LETTERS) & set(text), code


def test_every_english_text_is_known_to_the_speaker() -> None:
    written = {f"{group}.{code}" for group in ENGLISH for code in texts(group, "en")}
    assert known_codes("en") == written


def test_english_is_spoken_when_asked_for_and_vietnamese_again_afterwards() -> None:
    assert say("run.wrote", path="a.xlsx") == "Đã ghi a.xlsx"
    use_language("en")
    assert current_language() == "en"
    assert say("run.wrote", path="a.xlsx") == "Written: a.xlsx"
    use_language("vi")
    assert current_language() == "vi"
    assert say("run.wrote", path="a.xlsx") == "Đã ghi a.xlsx"


def test_a_refusal_speaks_the_language_in_force_when_it_is_read() -> None:
    refusal = FileProblem("zero_bytes", path="a.xlsx")
    assert str(refusal) == "Tệp “a.xlsx” rỗng (0 byte)."
    use_language("en")
    assert str(refusal) == "The file “a.xlsx” is empty (0 bytes)."


@pytest.mark.parametrize("language", ["fr", "EN", "", "vi_VN"])
def test_an_unknown_language_is_refused(language: str) -> None:
    with pytest.raises(ValueError, match="language must be one of"):
        use_language(language)
    assert current_language() == "vi"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["--lang", "en"], "The file “{path}” is empty (0 bytes)."),
        (["--lang", "vi"], "Tệp “{path}” rỗng (0 byte)."),
        ([], "Tệp “{path}” rỗng (0 byte)."),
    ],
)
def test_the_command_line_speaks_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str], sentence: str
) -> None:
    empty = tmp_path / "rỗng.xlsx"
    empty.write_bytes(b"")
    assert main([*asked, "check", str(empty)]) == 2
    captured = capsys.readouterr()
    assert sentence.format(path=empty) in captured.out + captured.err


def test_the_command_line_refuses_an_unknown_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "fr", "check", str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "Giá trị “fr” của --lang không dùng được; chỉ nhận: vi, en.\n"
