"""The programs that compute formulas, behind one small protocol."""

from typing import Final

from mtqg_xl.recalculation.engines.child import ChildEngine
from mtqg_xl.recalculation.engines.libreoffice import LibreOffice
from mtqg_xl.recalculation.engines.protocol import Engine, Task

IRONCALC: Final = ChildEngine("ironcalc")
FORMUALIZER: Final = ChildEngine("formualizer")
LIBREOFFICE: Final = LibreOffice()

#: The engines that come with the package; they need nothing installed besides.
EMBEDDED: Final[tuple[Engine, ...]] = (IRONCALC, FORMUALIZER)

__all__ = [
    "EMBEDDED",
    "FORMUALIZER",
    "IRONCALC",
    "LIBREOFFICE",
    "ChildEngine",
    "Engine",
    "LibreOffice",
    "Task",
]
