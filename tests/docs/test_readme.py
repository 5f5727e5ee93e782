from __future__ import annotations

import re

from mtqg_xl.catalogue import all_forms, form_codes
from mtqg_xl.cli.main import COMMANDS
from tests.docs.pages import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CODES = re.compile(r"\b([A-Z]{2,3})(\d\d)(?:–\1(\d\d))?\b")
NUMBERS = {"ba": 3, "tám": 8}


def codes_told(text: str) -> set[str]:
    """The form codes in ``text``, ranges such as BM01–BM16 written out."""
    found = set()
    for family, first, last in CODES.findall(text):
        found |= {f"{family}{number:02d}" for number in range(int(first), int(last or first) + 1)}
    return found


def test_the_readme_names_every_form_and_no_other() -> None:
    section = README.split("## Các biểu đã có")[1].split("## ")[0]
    assert codes_told(section) == set(form_codes())
    assert f"{len(form_codes())} biểu." in section


def test_the_readme_names_every_programme() -> None:
    section = README.split("## Các biểu đã có")[1].split("## ")[0].lower()
    for programme in {form.programme for form in all_forms()}:
        assert f"| {programme.removeprefix('Chương trình MTQG ').lower()} |" in section


def test_the_readme_shows_every_command() -> None:
    assert [command for command in COMMANDS if f"mtqg-xl {command}" not in README] == []


def test_the_readme_counts_the_samples_right() -> None:
    real = len(list((ROOT / "samples" / "real").glob("*.xlsx")))
    periods = len([place for place in (ROOT / "samples" / "synthetic").iterdir() if place.is_dir()])
    told = re.search(r"\(samples/real\): (\w+) tệp .*?một tỉnh, (\w+) kỳ", README, re.DOTALL)
    assert told is not None
    assert (NUMBERS[told[1]], NUMBERS[told[2]]) == (real, periods)


def test_the_readme_speaks_vietnamese_first() -> None:
    assert README.index("Làm việc hằng ngày") < README.index("# For developers")
