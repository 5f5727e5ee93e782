"""Builds the archive for offices: ``dist/mtqg-xl-<version>.zip``. Run by ``make dist``.

With ``--engine DIR`` the engine for Windows goes in too (``DIR/mtqg_xl`` or ``DIR/python``, see
``macros/install/README.md``) and the archive is called ``…-win64.zip``.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from handout.archive import archive_bytes, with_sums
from handout.contents import contents

from mtqg_xl import __version__
from mtqg_xl.api.results import write_bytes
from mtqg_xl.messages import MtqgError

ROOT = Path(__file__).resolve().parents[1]


def build(folder: Path, engine: Path | None = None) -> Path:
    """Write the archive into ``folder`` and return its place."""
    top = f"mtqg-xl-{__version__}"
    content = archive_bytes(with_sums(contents(ROOT, __version__, engine)), top)
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / (f"{top}-win64.zip" if engine else f"{top}.zip")
    write_bytes(place, content)
    print(f"{hashlib.sha256(content).hexdigest()}  {place}")
    return place


def main(arguments: list[str]) -> int:
    """0, or 2 with one sentence when something needed is not there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-o", "--out", type=Path, default=ROOT / "dist", metavar="DIR")
    parser.add_argument("--engine", type=Path, metavar="DIR")
    given = parser.parse_args(arguments)
    try:
        build(given.out, given.engine)
    except (MtqgError, ValueError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
