"""The ten districts, and what makes one of them get more than another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class District:
    """A district: its weights in the splits and what it reports on poverty.

    ``rate`` is the poverty rate wanted at the start of the year, ``fall`` its wanted fall and ``aim`` the
    fall planned, all in points; ``ethnic`` is the share of ethnic minorities among poor households.
    ``met`` is the number of criteria of the rural programme that its communes meet on average.
    """

    code: str
    name: str
    slug: str
    poor: bool
    homes: int
    rate: float
    fall: float
    aim: str
    ethnic: float
    communes: int
    met: float


DISTRICTS: Final = (
    District(
        "040", "thành phố Cao Bằng", "thanh_pho_cao_bang", False, 21000, 1.6, 0.39, "0.3", 0.85, 3, 17.5
    ),
    District("042", "huyện Bảo Lâm", "bao_lam", True, 13200, 55.0, 7.5, "6", 0.995, 12, 8.5),
    District("043", "huyện Bảo Lạc", "bao_lac", True, 11700, 54.0, 4.9, "6", 0.995, 16, 8.8),
    District("045", "huyện Hà Quảng", "ha_quang", True, 14300, 45.0, 5.0, "6", 0.99, 19, 10.2),
    District("047", "huyện Trùng Khánh", "trung_khanh", True, 16900, 29.0, 4.2, "5", 0.985, 19, 11.6),
    District("048", "huyện Hạ Lang", "ha_lang", True, 6600, 38.0, 6.6, "5.5", 0.99, 12, 10.8),
    District("049", "huyện Quảng Hòa", "quang_hoa", False, 15400, 13.0, 2.15, "2", 0.97, 16, 12.8),
    District("051", "huyện Hòa An", "hoa_an", False, 13700, 12.0, 4.2, "4", 0.96, 14, 14.6),
    District("052", "huyện Nguyên Bình", "nguyen_binh", True, 9600, 43.0, 6.8, "5.5", 0.985, 15, 9.9),
    District("053", "huyện Thạch An", "thach_an", True, 7600, 33.0, 5.9, "5", 0.98, 13, 11.2),
)
BY_CODE: Final = {district.code: district for district in DISTRICTS}
POOR: Final = tuple(district.code for district in DISTRICTS if district.poor)
EVERY: Final = tuple(BY_CODE)
#: The two districts with a scheme of their own to leave the list of poor districts.
SCHEME: Final = ("045", "047")


def poor_households(code: str) -> float:
    """The weight of a district in money that goes by poverty."""
    return BY_CODE[code].homes * BY_CODE[code].rate / 100
