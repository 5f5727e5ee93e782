from pathlib import Path
from shutil import copyfile

import pytest

from tests.cli.conftest import KON_RAY, Run, digest, write_district

COMMANDS = {
    "check": "check BOOKS",
    "check to a file": "check BOOKS --format json -o OUT.json",
    "check all": "check BOOKS --all",
    "export": "export BOOK",
    "export to a file": "export BOOK --format json -o OUT.json",
    "consolidate": "consolidate BOOKS -o OUT.xlsx --period 2023-N",
    "trace": "trace TOTAL KR02!C13",
    "trace json": "trace TOTAL KR02!C13 --json",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_leaves_its_inputs_as_they_were(
    run: Run, tmp_path: Path, total: Path, command: str
) -> None:
    place = tmp_path / "gửi"
    place.mkdir()
    copyfile(KON_RAY, place / "kon_ray.xlsx")
    book = write_district(place / "bao_lam.xlsx")
    (place / "hỏng.xlsx").write_text("x", encoding="utf-8")
    (place / "ghi chú.txt").write_text("x", encoding="utf-8")
    files = [*sorted(place.iterdir()), total]
    before = {file: (digest(file), file.stat().st_mtime_ns) for file in files}
    names = {"BOOKS": str(place), "BOOK": str(book), "TOTAL": str(total)}
    words = [names.get(word, word.replace("OUT", str(tmp_path / "ra"))) for word in COMMANDS[command].split()]
    assert run(*words).code in (0, 1, 2)
    assert {file: (digest(file), file.stat().st_mtime_ns) for file in files} == before
    assert sorted(place.iterdir()) == files[:-1]
