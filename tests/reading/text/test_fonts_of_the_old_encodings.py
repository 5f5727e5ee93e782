"""Texts typed in fonts from before Unicode are read as those fonts show them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.reading.text.legacy import is_spelled, legacy_readings
from mtqg_xl.reading.text.readable import readable_text

TONES = "\u0300\u0301\u0309\u0303\u0323"
VOWELS = "aăâeêioôơuưy"
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in ("", *TONES)] + ["đ"]
SMALL = [letter for letter in SMALL if not letter.isascii()]
CAPITAL = [letter.upper() for letter in SMALL]

#: An encoder of its own: the small letters in the order of SMALL, as a .VnTime text is stored.
TCVN3_SMALL = (
    "µ¸¶·¹" "¨»¾¼½Æ" "©ÇÊÈÉË" "ÌÐÎÏÑ" "ªÒÕÓÔÖ" "×ÝØÜÞ"
    "ßãáâä" "«åèæçé" "¬êíëìî" "ïóñòô" "\xadõøö÷ù" "úýûüþ" "®"
)  # fmt: skip
TCVN3 = dict(zip(SMALL, TCVN3_SMALL, strict=True)) | dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))

VNI_TONE = dict(zip(TONES, "øùûõï", strict=True))
VNI_SHAPE = {"â": ("a", "âàáåãä"), "ă": ("a", "êèéúüë"), "ê": ("e", "âàáåãä"), "ô": ("o", "âàáåãä")}
VNI_OWN = {"i": "ìíæóò"}

PHRASES = (
    "Kế hoạch vốn đầu tư phát triển ngân sách trung ương",
    "Giải ngân lũy kế từ đầu năm so với kế hoạch",
    "Tỷ lệ hộ nghèo, hộ cận nghèo dân tộc thiểu số",
    "Ủy ban nhân dân huyện Bảo Lâm, xã Yên Thổ",
    "Hỗ trợ đào tạo nghề, giải quyết việc làm ở nước ngoài",
    "Đường giao thông nông thôn, thủy lợi, nước sinh hoạt",
)


def tcvn3(text: str) -> str:
    """``text`` as a .VnTime cell stores it; capitals with a tone are typed as the small letter."""
    return "".join(TCVN3.get(letter) or TCVN3.get(letter.lower(), letter) for letter in text)


def vni(text: str) -> str:
    """``text`` as a VNI-Times cell stores it."""
    return "".join(_vni_letter(letter) for letter in text)


def _vni_letter(letter: str) -> str:
    small = letter.lower()
    parts = unicodedata.normalize("NFD", small)
    tone = next((mark for mark in parts if mark in TONES), "")
    vowel = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else small
    if small == "đ":
        stored = "ñ"
    elif small == "ỵ":
        stored = "î"
    elif vowel in VNI_SHAPE:
        base, signs = VNI_SHAPE[vowel]
        stored = base + signs[TONES.index(tone) + 1 if tone else 0]
    elif vowel == "i" and tone:
        stored = VNI_OWN["i"][TONES.index(tone)]
    else:
        base = {"ơ": "ô", "ư": "ö"}.get(vowel, vowel)
        stored = base + (VNI_TONE[tone] if tone else "")
    return stored.upper() if letter != small else stored


def test_there_are_134_letters_beyond_ascii() -> None:
    assert len(SMALL) + len(CAPITAL) == 134 == len({*SMALL, *CAPITAL})


@pytest.mark.parametrize("letter", SMALL)
def test_every_small_letter_of_tcvn3_is_read(letter: str) -> None:
    assert readable_text(TCVN3[letter], ".VnTime") == letter


@pytest.mark.parametrize("letter", "ĂÂÊÔƠƯĐ")
def test_the_seven_capitals_of_tcvn3_are_read(letter: str) -> None:
    assert readable_text(TCVN3[letter], ".VnArial") == letter


@pytest.mark.parametrize("letter", CAPITAL)
def test_a_font_of_capitals_shows_every_capital(letter: str) -> None:
    assert readable_text(TCVN3[letter.lower()], ".VnTimeH") == letter


@pytest.mark.parametrize("letter", SMALL + CAPITAL)
def test_every_letter_of_vni_is_read(letter: str) -> None:
    assert readable_text(vni(letter), "VNI-Times") == letter


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize("font", [".VnTime", ".vntime", ".VnArial Narrow", "@.VnTime", ".VnAvant Bold"])
def test_phrases_of_tcvn3_are_read(phrase: str, font: str) -> None:
    # A capital with a tone has no code of its own: it shows small outside of the fonts of capitals.
    plain = phrase.replace("Ủ", "ủ")
    assert readable_text(tcvn3(phrase), font) == plain


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize("font", [".VnTimeH", ".VnArialH", ".VNTIMEH", ".VnTimeH Bold"])
def test_phrases_in_fonts_of_capitals_are_read(phrase: str, font: str) -> None:
    assert readable_text(tcvn3(phrase), font) == phrase.upper()
    assert readable_text("Tong", font) == "TONG"


@pytest.mark.parametrize("phrase", PHRASES)
def test_phrases_of_vni_are_read_in_both_cases(phrase: str) -> None:
    assert readable_text(vni(phrase), "VNI-Times") == phrase
    assert readable_text(vni(phrase.upper()), "VNI-Helve-Condense") == phrase.upper()


@pytest.mark.parametrize("stored", ["TOÅNG COÄNG", "TOång COäng"])
def test_a_sign_typed_small_after_a_capital_belongs_to_it(stored: str) -> None:
    assert readable_text(stored, "VNI-Times").upper() == "TỔNG CỘNG"
    assert readable_text(stored, "VNI-Times")[1] == "Ổ"


@given(st.text(st.sampled_from(SMALL + list("bcdghklmnpqrstvx ")), min_size=1))
def test_whatever_is_typed_in_vni_comes_back(text: str) -> None:
    shown = readable_text(vni(text), "VNI-Times")
    if is_spelled(vni(text)):
        # Nonsense that happens to spell words as it is stored may count as typed in Unicode.
        assert shown in (text, vni(text))
    else:
        assert shown == text


@pytest.mark.parametrize(
    ("stored", "letter"), [("\u0160", "É"), ("\x8a", "É"), ("\u0152", "Ệ"), ("\x8c", "Ệ")]
)
def test_a_byte_is_known_by_both_its_names(stored: str, letter: str) -> None:
    assert readable_text(f"T{stored}", ".VnTime") == f"T{letter}"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("\x93Hé\x94", "“Hộ”"), ("kinh tÕ \x96 x· héi", "kinh tế – xã hội"), ("ngh\x8co", "nghỆo")],
)
def test_punctuation_of_windows_stays_punctuation(stored: str, shown: str) -> None:
    assert readable_text(stored, ".VnTime") == shown


@pytest.mark.parametrize(
    "text", ["Tổng số hộ", "Xã Yên Thổ", "Thành phố Hà Nội", "Đơn vị", "Xã Yên", "Cà phê"]
)
@pytest.mark.parametrize("font", [".VnTime", "VNI-Times"])
def test_text_typed_in_unicode_stays_in_any_font(text: str, font: str) -> None:
    assert readable_text(text, font) == text


@pytest.mark.parametrize("font", ["Times New Roman", "Arial", "", "UVN Ban Tay", "Vni", ".Vi"])
def test_other_fonts_say_nothing(font: str) -> None:
    assert readable_text("Tæng céng", font) == "Tæng céng"


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_text_of_an_unknown_font_has_another_reading(phrase: str) -> None:
    assert phrase.lower() in [reading.lower() for reading in legacy_readings(tcvn3(phrase))]
    assert phrase in legacy_readings(vni(phrase))


@pytest.mark.parametrize(
    "text", [*PHRASES, "Tong cong", "", "30 m²", "5 – 9", "“TT”", "Hà", "25 °C", "≤ 5", "Krông", "12.345,6"]
)
def test_a_text_that_needs_no_other_reading_has_none(text: str) -> None:
    assert legacy_readings(text) == ()


@pytest.mark.parametrize("stored", ["trung \xad¬ng", "n\xadíc"])
def test_letters_of_an_unknown_font_are_not_cleaned_away(stored: str) -> None:
    assert readable_text(stored, "") == stored
    assert legacy_readings(readable_text(stored, ""))
