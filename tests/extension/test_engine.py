"""The engine is found where it was put, run without its environment being spoilt, and ended when asked."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from mtqg_xl.addin.installing import ENGINE_FILE, Machine, install
from tests.addin.test_installing import FakeRegistry

WRITE = (
    "import pathlib, sys; pathlib.Path('response.tsv').write_bytes(b''); "
    "pathlib.Path('told').write_text(' '.join(sys.argv[1:])); sys.exit(1)"
)


def program(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_engine_that_installed_the_addin_is_found_after_those_that_lie_beside_it(tmp_path: Path) -> None:
    from mtqg_calc.engine import find_commands

    home = tmp_path / "AppData" / "Microsoft" / "AddIns" / "mtqg"
    beside = program(home / "mtqg_xl" / "mtqg_xl.exe")
    on_path = program(tmp_path / "bin" / "python3")
    machine = Machine(home, FakeRegistry({}), lambda _path: None)
    variables = {"APPDATA": str(tmp_path / "AppData"), "PATH": str(tmp_path / "bin")}
    last = [on_path, "-m", "mtqg_xl"]
    python = program(tmp_path / "Ánh 50% & môi trường" / "Scripts" / "python.exe")
    frozen = program(tmp_path / "khác" / "mtqg_xl.exe")
    for engine in ([python, "-m", "mtqg_xl"], [frozen]):
        install(machine, b"", engine, Path.write_bytes)
        assert find_commands(tmp_path / "none", variables, windows=True) == [[beside], engine, last]
    Path(frozen).unlink()
    assert find_commands(tmp_path / "none", variables, windows=True) == [[beside], last]
    for broken in (b"", b"\xff\xfe", b"\xff\xfe\x00\xd8"):
        (home / ENGINE_FILE).write_bytes(broken)
        assert find_commands(tmp_path / "none", variables, windows=True) == [[beside], last]


def test_the_settings_come_first_then_the_variable_the_installer_and_the_machine(tmp_path: Path) -> None:
    from mtqg_calc.engine import find_commands

    named = program(tmp_path / "Nguyễn Văn Ánh & 100%" / "mtqg-xl")
    python = program(tmp_path / "py" / "python3.11")
    installed = program(tmp_path / "AppData/Microsoft/AddIns/mtqg/python/python.exe")
    on_path = program(tmp_path / "bin" / "mtqg-xl")
    settings = tmp_path / "mtqg_xl.txt"
    settings.write_text(f"\ufeff\n  {named}\n", encoding="utf-8")
    variables = {"MTQG_XL": python, "APPDATA": str(tmp_path / "AppData"), "PATH": str(tmp_path / "bin")}
    assert find_commands(settings, variables, windows=True, program="C:/x/soffice.bin") == [
        [named],
        [python, "-m", "mtqg_xl"],
        [installed, "-m", "mtqg_xl"],
        [on_path],
    ]
    assert find_commands(tmp_path / "none", {"PATH": ""}, windows=False, program=python) == [
        [python, "-m", "mtqg_xl"]
    ]
    assert find_commands(tmp_path / "none", {"PATH": "", "MTQG_XL": "/nowhere"}, windows=False) == []


def test_the_offices_own_python_does_not_lead_another_one_astray() -> None:
    from mtqg_calc.engine import clean_environment

    office = str(Path("opt", "libreoffice", "program").absolute())
    inside, outside = str(Path(office, "python-core")), str(Path("a").absolute())
    cleaned = clean_environment(
        {"PYTHONHOME": inside, "PYTHONPATH": os.pathsep.join((inside, office, outside)), "A": "b"}, office
    )
    assert cleaned == {"PYTHONPATH": outside, "A": "b"}


def test_a_run_is_asked_for_the_request_in_its_folder(tmp_path: Path) -> None:
    from mtqg_calc.engine import Engine

    engine = Engine([[str(tmp_path / "missing")], [sys.executable, "-c", WRITE]], os.environ)
    assert engine.run(str(tmp_path)) == 1
    assert (tmp_path / "told").read_text(encoding="utf-8") == "ribbon run request.tsv"
    assert "(1)" in engine.told


@pytest.mark.parametrize(
    ("command", "code"),
    [([], -1), ([["/nowhere/mtqg-xl"]], -1), ([[sys.executable]], -3)],
    ids=["nothing known", "not there", "no answer"],
)
def test_an_engine_that_does_not_answer_is_told_apart(
    tmp_path: Path, command: list[list[str]], code: int
) -> None:
    from mtqg_calc.engine import Engine

    assert Engine(command, os.environ).run(str(tmp_path)) == code


def test_a_program_that_may_not_be_started_is_told_apart(tmp_path: Path) -> None:
    from mtqg_calc.engine import BLOCKED, Engine

    closed = tmp_path / "mtqg-xl"
    closed.write_text("no program", encoding="utf-8")
    assert Engine([[str(closed)]], os.environ).run(str(tmp_path)) == BLOCKED


def test_a_run_ends_when_the_user_says_so(tmp_path: Path) -> None:
    from mtqg_calc.engine import STOPPED, Engine

    engine = Engine([[sys.executable, "-c", "import time; time.sleep(60)"]], os.environ)
    begun = time.monotonic()
    assert engine.run(str(tmp_path), lambda: time.monotonic() > begun + 0.3) == STOPPED
    assert time.monotonic() < begun + 20


def test_an_exchange_holds_what_was_asked_and_leaves_nothing_behind() -> None:
    from mtqg_calc.exchange import Exchange

    from mtqg_xl.ribbon.request import read_fields, read_request

    class Book:
        name, folder = "Báo cáo 100%.ods", "/Nhà & vườn"

        def save_copy(self, path: str) -> None:
            Path(path).write_bytes(b"xlsx")

    exchange = Exchange("trace", "vi")
    exchange.add_book(Book())
    exchange.ask(sheet="a\tb", cell="E9")
    request = read_request(read_fields(exchange.folder / "request.tsv"), exchange.folder)
    assert (request.action, request.sheet, request.cell, request.name) == ("trace", "a\tb", "E9", Book.name)
    assert request.book.read_bytes() == b"xlsx"
    assert exchange.answer("message") == ""
    assert exchange.status == 3
    exchange.close()
    assert not exchange.folder.exists()
