import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mtqg_xl import __version__
from tests.cli.conftest import CLEAN, KON_RAY, ROOT, UNITS, write_district
from tests.cli.sentences import assert_one_clear_sentence

MODULE = (sys.executable, "-m", "mtqg_xl")
SCRIPT = Path(sys.executable).with_name("mtqg-xl.exe" if os.name == "nt" else "mtqg-xl")


def called(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, its words read as UTF-8 whatever the locale."""
    return subprocess.run(
        [*MODULE, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C", **environment},
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(not SCRIPT.exists(), reason="the package is not installed beside this Python")
def test_the_installed_command_is_the_module() -> None:
    said = subprocess.run([SCRIPT, "--version"], capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout == called("--version").stdout == f"mtqg-xl {__version__}\n"


def test_exit_codes_reach_the_shell(tmp_path: Path) -> None:
    assert called("check", CLEAN).returncode == 0
    assert called("check", KON_RAY).returncode == 1
    assert called("check", tmp_path / "không có.xlsx").returncode == 2


def test_data_goes_to_stdout_and_messages_to_stderr(tmp_path: Path) -> None:
    shown = called("check", KON_RAY, "--format", "json")
    assert json.loads(shown.stdout)["files"][0]["verdict"] == "invalid"
    assert shown.stderr == ""
    refused = called("check", tmp_path / "không có.xlsx", "--format", "json")
    assert refused.stdout == ""
    assert_one_clear_sentence(refused.stderr)


@pytest.mark.parametrize("wanted", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colours_are_written_into_a_pipe(wanted: dict[str, str]) -> None:
    assert "\x1b" not in called("check", KON_RAY, **wanted).stdout


def test_several_processes_read_the_same_as_one(tmp_path: Path) -> None:
    place = tmp_path / "huyen"
    place.mkdir()
    for at, unit in enumerate(UNITS[:6]):
        write_district(place / f"{at}.xlsx", unit)
    out = tmp_path / "tinh.xlsx"
    results = []
    for jobs in ("1", "2"):
        answer = called("consolidate", place, "-o", out, "--json", "--jobs", jobs)
        assert (answer.returncode, answer.stderr) == (0, "")
        results.append((answer.stdout, out.read_bytes()))
    assert results[0] == results[1]


@pytest.mark.skipif(os.name == "nt", reason="Windows closes pipes in another way")
def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"'{sys.executable}' -m mtqg_xl check '{KON_RAY}' --format json | head -c 10"
    said = subprocess.run(command, shell=True, capture_output=True, cwd=ROOT, timeout=60, check=True)
    assert len(said.stdout) == 10
    assert said.stderr == b""
