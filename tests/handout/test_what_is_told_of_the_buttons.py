"""The guide, the README and the sheet of twelve steps speak of the buttons that there are, by their names."""

import re
from xml.etree import ElementTree

from tests.docs.pages import DOCS, ROOT

RIBBON = ElementTree.parse(ROOT / "macros" / "ribbon" / "customUI14.xml").getroot()
LABELS = {node.get("label", "") for node in RIBBON.iter() if node.tag.endswith("}button")}
TAB = next(node.get("label", "") for node in RIBBON.iter() if node.tag.endswith("}tab"))
BOLD = re.compile(r"\*\*([^*]+)\*\*")


def test_the_guide_tells_of_every_button_in_a_row_of_its_table() -> None:
    guide = (DOCS / "huong_dan.md").read_text(encoding="utf-8")
    section = guide.split("Nút bấm trong Excel\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (\*\*.+?) \| (.+) \|$", section, re.MULTILINE)
    assert {label for named, _told in rows for label in BOLD.findall(named)} == LABELS
    others = set(BOLD.findall(section)) - LABELS
    assert others == {TAB, "chưa được thử trong Excel thật"}


def test_the_readme_lists_the_buttons_in_the_order_of_the_ribbon() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = " ".join(readme.split("## Nút bấm trong Excel\n")[1].split("\n## ")[0].split())
    order = [node.get("label", "") for node in RIBBON.iter() if node.tag.endswith("}button")]
    assert ", ".join(order) in section
    assert "**Chưa chạy trong Excel thật**" in section


def test_the_sheet_has_twelve_steps_and_presses_every_button() -> None:
    sheet = (DOCS / "thu_trong_excel.md").read_text(encoding="utf-8")
    steps = re.findall(r"^\| (\d+) \| .+ \| .+ \| ☐ \|$", sheet, re.MULTILINE)
    assert [int(step) for step in steps] == list(range(1, 13))
    assert set(BOLD.findall(sheet)) == LABELS | {TAB}
    assert "Chữ ký" in sheet
