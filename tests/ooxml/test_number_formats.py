from collections.abc import Callable
from pathlib import Path

import pytest

from mtqg_xl.ooxml import Workbook, is_percent

STYLES = """
<numFmts><numFmt numFmtId="164" formatCode="#,##0.0&quot; triệu&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/>
<xf numFmtId="49"/><xf numFmtId="200"/></cellXfs>
"""


@pytest.mark.parametrize(
    ("style", "code"),
    [
        (0, "General"),
        (1, '#,##0.0" triệu"'),
        (2, "0.00%"),
        (3, "@"),
        (4, "General"),
        (99, "General"),
        (-1, "General"),
    ],
)
def test_a_style_number_leads_to_its_format(make_book: Callable[..., Path], style: int, code: str) -> None:
    assert Workbook.open(make_book(styles=STYLES)).number_format(style) == code


def test_a_workbook_without_styles_shows_everything_plainly(
    make_parts: Callable[..., dict[str, str]], zip_up: Callable[..., Path]
) -> None:
    parts = make_parts()
    del parts["xl/styles.xml"]
    assert Workbook.open(zip_up(parts)).number_format(3) == "General"


@pytest.mark.parametrize("code", ["0%", "0.00%", "#,##0.0%;[Red]-#,##0.0%", '[=0]"-";0.0%', "0.0_)%", "%0"])
def test_percent_formats_are_known(code: str) -> None:
    assert is_percent(code)


@pytest.mark.parametrize(
    "code", ["General", "", "#,##0", '0.0" %"', r"0\%", "[$%-42A]0", "0_%", "0*%", "0;-0;0;@%"]
)
def test_a_percent_sign_that_only_decorates_does_not_count(code: str) -> None:
    assert not is_percent(code)
