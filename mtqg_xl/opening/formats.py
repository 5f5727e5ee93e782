"""Number formats that Excel calls by name in texts made for people and for the web."""

from __future__ import annotations

from typing import Final

from mtqg_xl.opening.base import GENERAL

NAMED_FORMATS: Final[dict[str, str]] = {
    "General Number": GENERAL, "General Date": "m/d/yy h:mm", "Long Date": "d mmmm, yyyy",
    "Medium Date": "d-mmm-yy", "Short Date": "mm/dd/yy", "Long Time": "h:mm:ss AM/PM",
    "Medium Time": "h:mm AM/PM", "Short Time": "h:mm", "Currency": '"$"#,##0.00',
    "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00",
    "Yes/No": '"Yes";"Yes";"No"', "True/False": '"True";"True";"False"', "On/Off": '"On";"On";"Off"',
}  # fmt: skip
