"""Writes the figures of the synthetic province into ``samples/figures/synthetic``.

``python samples/make_synthetic.py`` writes them; ``--check`` only says which are out of date.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

# A script finds modules beside itself; a type checker looks from the root of the project.
if TYPE_CHECKING:
    from samples.synthetic_figures.files import files_of
    from samples.synthetic_figures.periods import every_period
else:
    from synthetic_figures.files import files_of
    from synthetic_figures.periods import every_period

HERE: Final = Path(__file__).resolve().parent


def main() -> int:
    """Write both periods and say what was written, or with ``--check`` compare them with what is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is out of date")
    only_check = parser.parse_args().check
    stale = 0
    for period, books in every_period().items():
        files = list(files_of(period, books))
        if only_check:
            for file in (file for file in files if file.stale):
                stale += 1
                print(f"stale {file.path.relative_to(HERE).as_posix()}")
            continue
        for file in files:
            file.write()
        cells = sum(file.cells for file in files)
        print(f"wrote {len(files)} files, {cells} cells: samples/figures/synthetic/{period}")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
