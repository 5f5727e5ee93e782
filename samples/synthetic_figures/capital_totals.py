"""Totals of the province that BM16 comes out at, published ones and made-up ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Published totals of 2023 by column: plan and disbursement. Of investment capital 561592 and of recurrent
#: capital 277232 were disbursed in all; how much of it came from the year before is made up.
PLAN_2023: Final = {"K1": 441554, "K2": 264511, "K4": 355961, "K5": 63602, "K8": 13982, "K9": 4467}
PAID_2023: Final = {
    "G1": 313020, "G2": 561592 - 313020, "G4": 223814, "G5": 277232 - 223814, "G8": 12706, "G9": 4256,
}  # fmt: skip
#: Contributions of households (K11) are made up; so is their disbursement.
GIVEN_2023: Final = {"DA2": (4185, 3412), "DA5": (6120, 5337)}
#: Made-up weights of the projects in each column of 2023. Central money for houses follows from the houses.
WEIGHTS_2023: Final[Mapping[str, Mapping[str, int]]] = {
    "K1": {"DA1.1": 3640, "DA1.2": 512, "DA4.1": 221, "DA4.3": 47},
    "K2": {"DA1.1": 2130, "DA1.2": 392, "DA4.1": 97, "DA4.3": 26},
    "K4": {
        "DA1.1": 432, "DA1.2": 51, "DA2": 820, "DA3.1": 365, "DA3.2": 144, "DA4.1": 270, "DA4.2": 59,
        "DA4.3": 90, "DA6.1": 140, "DA6.2": 46, "DA7.1": 95, "DA7.2": 60,
    },
    "K5": {
        "DA1.1": 41, "DA2": 151, "DA3.1": 92, "DA3.2": 21, "DA4.1": 83, "DA4.2": 22, "DA4.3": 17,
        "DA6.1": 42, "DA6.2": 11, "DA7.1": 19, "DA7.2": 7,
    },
    "K8": {"DA5": 88, "DA2": 7, "DA7.2": 5},
    "K9": {"DA5": 78, "DA2": 10, "DA3.1": 8, "DA7.2": 4},
}  # fmt: skip
#: Carry-over of 2022 for houses, a multiple of 20 so that every district can keep to the norm.
CARRIED_HOUSES: Final = 14300
#: Published plan of 2024 by project.
PLAN_2024: Final[Mapping[str, Mapping[str, int]]] = {
    "K1": {"DA1.1": 363021, "DA1.2": 51446, "DA4.1": 21702, "DA4.3": 4508},
    "K4": {
        "DA1.1": 43835, "DA1.2": 5144, "DA2": 93832, "DA3.1": 38789, "DA3.2": 15599, "DA4.1": 29080,
        "DA4.2": 5607, "DA4.3": 8163, "DA6.1": 13778, "DA6.2": 4401, "DA7.1": 8111, "DA7.2": 5679,
    },
    "K8": {"DA5": 29588},
    "K11": {"DA2": 5000},
}  # fmt: skip
